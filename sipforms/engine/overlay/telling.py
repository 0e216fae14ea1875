"""What is told about an overlay: its own mistakes and what it makes wrong in the base, not the base's own again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import join, normpath

from sipforms.engine.build.data import node, texts
from sipforms.engine.checks.catalogue.overlays import CODES as OVERLAY_CODES
from sipforms.engine.checks.codes import found, found_with
from sipforms.engine.overlay.extending import PROGRAMME, Extends, extends_of, id_of, named
from sipforms.engine.overlay.locating import part_at
from sipforms.engine.problem import Level, Place, Problem
from sipforms.engine.read.bundle import Bundle

_LACKING = frozenset({"missing-keyword", "too-few"})
"""What a file of an overlay may lack on its own, since the base has it."""
_LEFT_OVER = frozenset({"unused-definition", "unused-name", "never-due"})
"""What is left of the base when others are removed, and does no harm."""

_IN_OWN_FILE = "missing-texts"
"""What is missing in the overlay's own file, though beside something of the base; once it is laid as it is meant."""


def in_vain(bundle: Bundle, of_shape: Sequence[Problem]) -> tuple[Problem, ...]:
    """What is told where the base could not be found: that, and what is wrong with each file on its own."""
    wanted = extends_of(bundle)
    is_told = wanted is None or any(problem.code in OVERLAY_CODES for problem in bundle.problems)
    missing = () if wanted is None or is_told else (_unlooked(bundle, wanted),)
    return (*bundle.problems, *missing, *(one for one in of_shape if one.code not in _LACKING))


def _unlooked(bundle: Bundle, wanted: Extends) -> Problem:
    place = bundle.sources[PROGRAMME].place(("extends",))
    return found("unknown-base", place, name=wanted.id, suggestion="", known=())


def on_a_broken_base(bundle: Bundle, of_base: Sequence[Problem], of_shape: Sequence[Problem]) -> tuple[Problem, ...]:
    """What is told where the base has mistakes of its own: that, and what is wrong with each file on its own."""
    errors = sum(problem.level is Level.ERROR for problem in of_base)
    name = bundle.name if bundle.base is None else id_of(bundle.base)
    place = bundle.sources[PROGRAMME].place(("extends",))
    mistakes = found("base-has-mistakes", place, name=name, folder=bundle.base_at, count=errors)
    own = (one for one in of_shape if one.place.file in bundle.files and one.code not in _LACKING)
    return (*(one for one in bundle.problems if one.code not in OVERLAY_CODES), mistakes, *own)


def told(
    bundle: Bundle, problems: Sequence[Problem], of_base: Sequence[Problem], of_shape: Sequence[Problem]
) -> Iterator[Problem]:
    """The problems of an overlay on a base without errors, as its author is to read them.

    What the base has as well is left out. What only comes of the changes is told at the change, with the base's part as
    the second place.
    """
    files = {other.file for source in bundle.sources.values() for other in source.others}
    known = {(one.code, _seen(bundle, one.place)) for one in of_base}
    said = {(one.code, str(one.facts)) for one in of_base}
    is_amiss = any(one.code in OVERLAY_CODES for one in bundle.problems)
    misshaped = {one.place for one in of_shape}
    affected: dict[str, Problem] = {}
    for one in problems:
        if one.place.file not in files:
            is_again = one.level is not Level.ERROR and (one.code, str(one.facts)) in said
            is_cause = one.code != "silent-override" or one.place not in misshaped
            if is_cause and not is_again and not (is_amiss and one.code == _IN_OWN_FILE):
                yield one
        elif (one.code, one.place) in known:
            continue
        elif one.also is not None and one.also.file not in files:
            yield replace(one, place=one.also, also=one.place)
        elif one.code == _IN_OWN_FILE:
            if not is_amiss:
                yield replace(one, place=_in_own_file(bundle, one.place))
        elif one.level is not Level.NOTE and one.code not in _LEFT_OVER:
            problem = _affected(bundle, one)
            name = str(problem.facts["name"])
            if name not in affected or affected[name].level is Level.WARNING:
                affected[name] = problem
    wrong = [name for name, one in affected.items() if one.level is Level.ERROR]
    yield from (one for name, one in affected.items() if one.level is Level.ERROR or not _is_around(name, wrong))


def _is_around(name: str, others: Sequence[str]) -> bool:
    """True for a part that holds one of the others, or stands inside one."""
    return any(f"{other}.".startswith(f"{name}.") or name.startswith(f"{other}.") for other in others)


def _seen(bundle: Bundle, place: Place) -> Place:
    return replace(place, file=normpath(join(bundle.base_at, place.file)))


def _in_own_file(bundle: Bundle, place: Place) -> Place:
    """The top of the overlay's own file of the same name, which may be still to write."""
    own = (file for file, one in bundle.sources.items() if any(place.file == other.file for other in one.others))
    return Place(file=next(own, place.file))


def _affected(bundle: Bundle, problem: Problem) -> Problem:
    """A part of the base that the overlay made a mistake of, told where the overlay did, with the mistake as cause."""
    name = part_at(bundle, problem.place)
    change, place = _change(bundle, problem, name)
    base = "" if bundle.base is None else named(bundle.base)
    facts = {"name": name, "base": base, "change": change}
    code = "base-part-unfit" if problem.level is Level.ERROR else "base-part-idle"
    return replace(found_with(code, place, facts, problem.place), cause=problem)


def _change(bundle: Bundle, problem: Problem, name: str) -> tuple[str, Place]:
    """The path under ``remove`` or ``replace`` that is to blame, where that can be told."""
    source = bundle.sources[PROGRAMME]
    written = [
        (path, source.place((keyword, number)))
        for keyword in ("remove", "replace")
        for number, path in enumerate(texts(node(source.data).get(keyword)))
    ]
    steps = {step for fact in _said(problem.facts) for step in fact.split(".")}
    for path, place in written:
        if path.split(".")[-1] in steps or name.startswith(path + "."):
            return path, place
    is_missing = problem.code.startswith("unknown-") or problem.code in ("pattern-matches-nothing", *_LACKING)
    if len(written) == 1 and is_missing:
        return written[0]
    return "", source.place(("extends",))


def _said(facts: Mapping[str, object]) -> Iterator[str]:
    for name, fact in facts.items():
        if isinstance(fact, str) and name != "suggestion":
            yield fact
