"""Lists of an overlay laid over those of what it extends."""

from collections.abc import Iterator
from typing import cast

from sipforms.engine.build.data import node
from sipforms.engine.overlay.extending import PROGRAMME
from sipforms.engine.overlay.going_along import words_gone
from sipforms.engine.overlay.layers import Both, Layers, Neighbours, Written, entry, known, unplaced
from sipforms.engine.overlay.parts import Target
from sipforms.engine.overlay.placing import ordered, woven
from sipforms.engine.overlay.ruling import adds_words, known_by
from sipforms.engine.read.marks import Steps, of_next_file
from sipforms.engine.response import Json

SCHEDULE: Steps = ("schedule",)


def together(layers: Layers, both: Both) -> Written | None:
    """Two lists as one; nothing for those that are taken or left as a whole."""
    if adds_words(both.at):
        return _words(layers, both)
    if layers.file == PROGRAMME and both.at == SCHEDULE:
        return _rules(layers, both)
    word = known_by(both.at)
    return None if word is None else _known(layers, both, word)


def without_gone(layers: Layers, written: Written, at: Steps) -> Written:
    """A list of words of the base without those that name what is removed."""
    words = cast("list[Json]", written[0])
    changes, plain = layers.changes, [one for one in words if isinstance(one, str)]
    gone = words_gone(changes.removed, changes.groups, layers.file, at, plain)
    left = (number for number, word in enumerate(words) if not isinstance(word, str) or word not in gone)
    kept = [(words[number], of_next_file(entry(written, number)[1])) for number in left]
    mark = of_next_file((*written[1][:6], None))
    return [word for word, _ in kept], (*mark[:6], [one for _, one in kept])


def _words(layers: Layers, both: Both) -> Written:
    own = both.own_list()
    if not all(isinstance(one, str) for one in (*both.their_list(), *own)):
        return both.own
    kept = without_gone(layers, both.theirs, both.at)
    there = {word: entry(kept, number)[1] for number, word in enumerate(cast("list[str]", kept[0]))}
    added = {word: entry(both.own, number)[1] for number, word in reversed(list(enumerate(cast("list[str]", own))))}
    first = {word: number for number, word in reversed(list(enumerate(cast("list[str]", own))))}
    twice = [entry(both.own, number) for number, word in enumerate(cast("list[str]", own)) if first[word] != number]
    order = woven(list(there), cast("list[str]", own))
    return both.marked([*((word, there.get(word) or added[word]) for word in order), *twice])


def _rules(layers: Layers, both: Both) -> Written:
    """When questionnaires are due: what is said of another questionnaire, or in another way, is added."""
    kept = list(_rules_kept(layers, both))
    there = [one for one, _ in kept]
    added = [entry(both.own, number) for number, rule in enumerate(both.own_list()) if rule not in there]
    return both.marked([*kept, *added])


def _rules_kept(layers: Layers, both: Both) -> Iterator[Written]:
    changes, own = layers.changes, both.own_list()
    for number, rule in enumerate(both.their_list()):
        target = Target(PROGRAMME, (*both.at, number))
        if target in changes.removed:
            continue
        if target in changes.replaced:
            if any(_asked(one) == _asked(rule) for one in own):
                changes.used.add(changes.replaced[target])
            continue
        other = next((place for place, one in enumerate(own) if _way(one) == _way(rule) and one != rule), None)
        if other is None or rule in own:
            yield layers.adopted(entry(both.theirs, number), target.steps)
        else:
            layers.tell_if_silent(both.inside(number, other))


def _asked(rule: Json) -> Json:
    return node(rule).get("questionnaire")


def _way(rule: Json) -> tuple[Json, ...]:
    """What makes two rules say the same thing of one questionnaire: again and again, or at one point in time.

    That is so where both are for the same informant, or for anybody.
    """
    what = node(rule)
    who = (_asked(rule), what.get("informant"))
    if "every" in what:
        return *who, "every"
    return (*who, "after") if "after" in what else (*who, "at", what.get("at"))


def _known(layers: Layers, both: Both, word: str) -> Written:
    """Two lists whose entries are known by a word of theirs: options, checks."""
    theirs, their_rest = _named(both.their_list(), word)
    own, own_rest = _named(both.own_list(), word)
    kept: dict[str, Written] = {}
    for name, number in theirs.items():
        at = (*both.at, number)
        if name in own:
            kept[name] = layers.value(both.inside(number, own[name]))
        elif Target(layers.file, at) not in layers.changes.removed:
            kept[name] = layers.adopted(entry(both.theirs, number), at)
    for name, number in own.items():
        if name not in theirs:
            kept[name] = unplaced(entry(both.own, number), (*both.at, number))
            layers.tell_if_on_a_scale(both, number)
    rest = [layers.adopted(entry(both.theirs, number), (*both.at, number)) for number in their_rest]
    rest += [entry(both.own, number) for number in own_rest]
    order = ordered(list(kept), dict(_wishes(layers, both, own, kept))) if word == "const" else list(kept)
    return both.marked([*(kept[name] for name in order), *rest])


def _wishes(
    layers: Layers, both: Both, own: dict[str, int], kept: dict[str, Written]
) -> Iterator[tuple[str, tuple[str, str]]]:
    neighbours = Neighbours(kept)
    for name, number in own.items():
        wish = layers.wish(both.own_list()[number], (*both.own_at, number), name, neighbours)
        if wish is not None:
            yield name, wish


def _named(values: list[Json], word: str) -> tuple[dict[str, int], list[int]]:
    """The place of each entry by what it is known by, and the places of those that have no name of their own."""
    names: dict[str, int] = {}
    rest: list[int] = []
    for number, one in enumerate(values):
        name = known(one, word)
        if name is None or name in names:
            rest.append(number)
        else:
            names[name] = number
    return names, rest
