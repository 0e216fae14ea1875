"""What is carried over from another questionnaire is there, and can be an answer here."""

from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found, found_with
from sipforms.engine.checks.comparisons import way_of
from sipforms.engine.checks.conditions import Written, judged, words_in
from sipforms.engine.checks.elsewhere import Outward
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, Spot, matching
from sipforms.engine.paths import STAR, dotted, parsed
from sipforms.engine.problem import Place, Problem
from sipforms.engine.programme import Question
from sipforms.engine.response import Json

_WHOLE = frozenset({"question", "item", "rows"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """An item or rows that take over another questionnaire's last answers, and where it says so."""

    scene: Scene
    branch: Branch
    spot: Spot
    out: Outward

    @property
    def place(self) -> Place:
        """Where it says from where."""
        return self.scene.at(self.spot, "from")

    def differs(self, code: str, there: Branch, **facts: str) -> Problem:
        """The problem that what is there is no answer here."""
        return found_with(code, self.place, {"name": f"{self.out.questionnaire}.{there.name}", **facts})


def carried_answers_fit(scene: Scene) -> Iterator[Problem]:
    """Every ``carry: {from: ...}``: it leads somewhere, and what is answered there can be answered here."""
    for questionnaire, branch in scene.branches:
        written = branch.what.get("carry")
        source = text(node(written).get("from"))
        if source is None or branch.kind not in _WHOLE or (branch.path and _is_dimension(scene, questionnaire, branch)):
            continue
        spot = branch.spot_of("carry")
        other, _, path = source.partition(".")
        yield from _problems(
            Carrying(
                scene=scene,
                branch=branch,
                spot=Spot(spot.file, (*spot.steps, "carry")),
                out=Outward(written=source, asking=questionnaire, questionnaire=other, path=path),
            ),
            node(written),
        )


def _is_dimension(scene: Scene, questionnaire: str, branch: Branch) -> bool:
    """True of one of an item's answers: what the item says is told of the item."""
    around = matching(scene.trees[questionnaire], branch.path[:-1])
    return any(one.kind == "item" for one in around)


def _problems(one: Carrying, written: Node) -> Iterator[Problem]:
    if one.out.questionnaire == one.out.asking:
        yield found("carry-from-itself", one.place, name=one.out.written, word=str(written.get("as")))
        return
    amiss = tuple(one.out.problems(one.scene, one.place))
    yield from amiss
    tree = one.scene.trees.get(one.out.questionnaire)
    if amiss or tree is None:
        return
    there = matching(tree, parsed(one.out.path))
    if len(there) == 1 and there[0].kind in _WHOLE and STAR not in parsed(one.out.path):
        differences = tuple(_differences(one, one.branch, there[0]))
        yield from differences or _shown_to_more(one, there[0])
        yield from _where(one, there[0], written.get("where"))
    elif any(branch.kind == "unclear" for branch in there):
        return
    elif there:
        yield found("carry-from-several", one.place, name=one.out.written)
    else:
        looked = one.out.looked(one.scene)
        yield from () if looked is None else looked.problems(one.place)


def _differences(one: Carrying, here: Branch, there: Branch) -> Iterator[Problem]:
    """Why what is answered there is no answer here: another kind of question, or another list."""
    if "rows" in (here.kind, there.kind):
        yield from _of_rows(one, here, there)
    elif "item" in (here.kind, there.kind):
        yield from _of_dimensions(one, here, there)
    elif way_of(here) != way_of(there):
        yield one.differs("carry-from-another-kind", there, type=way_of(there), here=way_of(here))
    elif here.options is not None and there.options is not None and here.options != there.options:
        yield one.differs("carry-from-another-scale", there)


def _of_rows(one: Carrying, here: Branch, there: Branch) -> Iterator[Problem]:
    if here.kind != there.kind:
        yield one.differs("carry-from-another-kind", there, type=way_of(there), here=way_of(here))
        return
    fields, theirs = here.children[STAR].children, there.children[STAR].children
    both = [name for name in fields if name in theirs]
    if not both:
        yield one.differs("carry-no-common-field", there)
    for name in both:
        if "unclear" not in (fields[name].kind, theirs[name].kind):
            yield from _differences(one, fields[name], theirs[name])


def _of_dimensions(one: Carrying, here: Branch, there: Branch) -> Iterator[Problem]:
    if here.kind != there.kind or here.children.keys() != there.children.keys():
        yield one.differs("carry-from-another-kind", there, type=_several(there), here=_several(here))
        return
    for name, dimension in here.children.items():
        yield from _differences(one, dimension, there.children[name])


def _shown_to_more(one: Carrying, there: Branch) -> Iterator[Problem]:
    """The first answer that more people may see here than there, which carrying it over would show to them."""
    built = one.scene.built
    if built is None or not {one.out.asking, one.out.questionnaire} <= built.questionnaires.keys():
        return
    here = {question.path: question for question in built.questionnaires[one.out.asking].questions()}
    for question in built.questionnaires[one.out.questionnaire].questions():
        below = question.path[len(there.path) :]
        copy = here.get((*one.branch.path, *below)) if question.path[: len(there.path)] == there.path else None
        if copy is not None and _is_for_more(copy, question):
            name = f"{one.out.questionnaire}.{dotted(question.path)}"
            yield found_with("carry-to-more-readers", one.place, {"name": name})
            return


def _is_for_more(copy: Question, question: Question) -> bool:
    """Whether the copy may be read by somebody who may not read the question, or goes into tables that it does not."""
    readers = set(copy.audience) <= set(question.audience) if copy.audience else not question.audience
    tells_who = question.sensitivity == "identity" and copy.sensitivity != "identity"
    return (bool(question.audience) and not readers) or tells_who or (question.is_told and not copy.is_told)


def _several(branch: Branch) -> str:
    return "severalAnswers" if branch.kind == "item" else way_of(branch)


def _where(one: Carrying, there: Branch, where: Json) -> Iterator[Problem]:
    """The condition about the other questionnaire's rows; it knows nothing but them."""
    if not isinstance(where, dict) or there.kind != "rows":
        return
    spot = Spot(one.spot.file, (*one.spot.steps, "where"))
    yield from judged(
        Written(
            scene=one.scene,
            what=where,
            spot=spot,
            questionnaire=one.out.questionnaire,
            row=there.children[STAR],
            alone=True,
        )
    )
    for word, at in words_in(where, spot):
        if word == "previous":
            yield found("carry-where-previous", one.scene.at(at, word, key=True))
