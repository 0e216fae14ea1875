"""Questions that are answered with a row: the rows are there, for everybody asked, and have names that may be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.engine.ask.narrowed import entries_for
from sipforms.engine.ask.places import places_in
from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, matching
from sipforms.engine.family import groups_asked
from sipforms.engine.paths import STAR, STARS, Path, dotted, parsed
from sipforms.engine.problem import Place, Problem
from sipforms.engine.programme import Question, Questionnaire, Rows

_CARRIED = frozenset({"editable", "readonly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """A question that is answered with a row, in its questionnaire, and where it says of which list."""

    scene: Scene
    questionnaire: str
    branch: Branch
    to: str

    @property
    def place(self) -> Place:
        """Where the list is named."""
        return self.scene.at(self.branch.spot_of("rowRef"), "rowRef", "to")


def rows_are_there_to_choose(scene: Scene) -> Iterator[Problem]:
    """Every ``rowRef`` leads to rows that have titles, and that are asked about wherever the question is asked."""
    for questionnaire, branch in scene.branches:
        to = text(node(branch.what.get("rowRef")).get("to"))
        if to is not None and branch.kind == "question":
            yield from _problems(Pointing(scene=scene, questionnaire=questionnaire, branch=branch, to=to))


def _problems(one: Pointing) -> Iterator[Problem]:
    tree, steps = one.scene.trees[one.questionnaire], parsed(one.to)
    there = () if STAR in steps or STARS in steps else matching(tree, steps)
    if any(branch.kind == "unclear" for branch in there):
        return
    if not there or not there[0].path:
        known = tuple(branch.name for branch in tree.walk() if branch.kind == "rows")
        yield found(
            "row-ref-names-nothing",
            one.place,
            name=one.to,
            suggestion=nearest(one.to, known) or _only(known),
            known=known,
        )
    elif there[0].kind != "rows":
        kind = "severalAnswers" if there[0].kind == "item" else there[0].kind
        yield found("row-ref-not-rows", one.place, name=one.to, kind=kind, suggestion=_around(tree, steps))
    else:
        yield from _of_rows(one, there[0])


def _only(known: tuple[str, ...]) -> str:
    return known[0] if len(known) == 1 else ""


def _around(tree: Branch, steps: Path) -> str:
    """The list of rows that the path leads into."""
    around = (matching(tree, steps[:depth]) for depth in range(1, len(steps)))
    return next((one.name for found_ in around for one in found_ if one.kind == "rows"), "")


def _of_rows(one: Pointing, rows: Branch) -> Iterator[Problem]:
    if "rowTitle" not in rows.what and one.scene.is_sound(rows.spot.file, *rows.spot.steps):
        yield found("row-ref-untitled", one.place, also=one.scene.at(rows.spot, key=True), name=one.to)
    yield from _carried_along(one, rows)
    built = one.scene.built
    questionnaire = None if built is None else built.questionnaires.get(one.questionnaire)
    if built is None or questionnaire is None:
        return
    for group in groups_asked(built, questionnaire):
        places = places_in(entries_for(questionnaire.entries, group))
        if one.branch.path in places.questions and rows.path not in places.rows:
            yield found("row-ref-other-variants", one.place, name=one.to, variant=group or "")
            break
    yield from _shown_to_more(one, questionnaire)


def _shown_to_more(one: Pointing, questionnaire: Questionnaire) -> Iterator[Problem]:
    """The first field in the rows' title that fewer people may read than the question that shows the title."""
    places = places_in(questionnaire.entries)
    question, rows = places.questions.get(one.branch.path), places.rows.get(parsed(one.to))
    if question is None or rows is None:
        return
    for field in _of_title(rows):
        if field.audience and not (question.audience and set(question.audience) <= set(field.audience)):
            yield found("row-ref-to-more-readers", one.place, name=one.to, field=dotted(field.path[-1:]))
            return


def _of_title(rows: Rows) -> Iterator[Question]:
    for item in rows.fields:
        if f"{{{item.id}}}" in rows.row_title:
            yield from item.questions


def _carried_along(one: Pointing, rows: Branch) -> Iterator[Problem]:
    """Where the answer is carried over, the row that it says must be too, from the same place."""
    here = _carry_of(one)
    source, way = text(here.get("from")), text(here.get("as"))
    if way not in _CARRIED:
        return
    there = _carry(rows.what)
    if source is None:
        is_along = text(there.get("as")) in _CARRIED and "from" not in there
    else:
        is_along = text(there.get("from")) == _pointed_to_there(one, source)
    if not is_along:
        yield found("row-ref-not-carried", one.place, name=one.to)


def _carry_of(one: Pointing) -> Node:
    """What is said of carrying the question over, or the rows that it is a field of."""
    path = one.branch.path
    around = matching(one.scene.trees[one.questionnaire], path[: path.index(STAR)]) if STAR in path else ()
    return next((carry for branch in (*around, one.branch) if (carry := _carry(branch.what))), {})


def _carry(what: Node) -> Node:
    written = what.get("carry")
    return node(written) if isinstance(written, dict) else {"as": written} if isinstance(written, str) else {}


def _pointed_to_there(one: Pointing, source: str) -> str:
    """The rows that the question is answered with where it is carried over from, with that questionnaire's name."""
    questionnaire, _, path = source.partition(".")
    steps = one.branch.path
    inside = steps[steps.index(STAR) :] if STAR in steps else ()
    tree = one.scene.trees.get(questionnaire)
    there = matching(tree, (*parsed(path), *inside)) if tree is not None else ()
    to = next((text(node(branch.what.get("rowRef")).get("to")) for branch in there), None)
    return f"{questionnaire}.{to}"
