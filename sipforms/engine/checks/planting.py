"""Planting the tree of a questionnaire from what its file says."""

from collections.abc import Iterator, Mapping

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.references import followed, kind_of
from sipforms.engine.checks.shaped import Shaped
from sipforms.engine.checks.tree import Branch, BranchKind, Spot
from sipforms.engine.paths import STAR, Path
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

MOST_ENTRIES = 5_000
DEEPEST = 32
"""How many areas may stand inside one another: more than a file can hold, and only shared areas get there."""


class Planting:
    """One questionnaire's tree while it grows.

    ``grown`` counts branches, so that shared areas cannot multiply without end; ``sunk`` is the first place that was
    too deep to be followed.
    """

    def __init__(self, file: str, files: Mapping[str, Shaped], defs: Mapping[str, Node]) -> None:
        self.file, self.files, self.defs = file, files, defs
        self.grown = 0
        self.sunk: Spot | None = None

    @property
    def overgrown(self) -> bool:
        """True when the questionnaire has more entries than we follow."""
        return self.grown >= MOST_ENTRIES

    def root(self) -> Branch:
        """The whole questionnaire."""
        what = node(self.files[self.file].data)
        kind: BranchKind = "questionnaire" if isinstance(what.get("properties"), dict) else "unclear"
        branch = Branch(path=(), kind=kind, what=what, own=what, spot=Spot(self.file, ()))
        branch.children.update(self._entries(branch))
        return branch

    def _entries(self, parent: Branch, path: Path | None = None) -> Iterator[tuple[str, Branch]]:
        spot = parent.spot_of("properties")
        within: Steps = (*spot.steps, "properties")
        understood = node(parent.what.get("properties"))
        for id_ in _written(self.files[spot.file], within, understood):
            at = Spot(spot.file, (*within, id_))
            here = (*(parent.path if path is None else path), id_)
            yield id_, self._entry(here, understood.get(id_), at)

    def _entry(self, path: Path, written: Json, at: Spot) -> Branch:
        self.grown += 1
        own = node(written)
        what, names = followed(own, self.defs)
        shared = Spot("scales.yaml", ("$defs", names[-1])) if names else None
        lost = not isinstance(written, dict) or ("$ref" in own and not names)
        branch = Branch(path=path, kind="unclear", what=what, own=own, spot=at, shared=shared, lost=lost)
        if len(path) > DEEPEST:
            self.sunk = self.sunk or at
        elif not lost and not self.overgrown:
            self._understand(branch)
        return branch

    def _understand(self, branch: Branch) -> None:
        what = branch.what
        kind = kind_of(what)
        if kind == "area":
            branch.kind = "area"
            branch.children.update(self._entries(branch))
        elif what.get("type") == "array" and "properties" in node(what.get("items")):
            branch.kind = "rows"
            branch.children[STAR] = self._row(branch)
        else:
            self._ask(branch)

    def _row(self, rows: Branch) -> Branch:
        spot = rows.spot_of("items")
        items = node(rows.what.get("items"))
        row = Branch(
            path=(*rows.path, STAR), kind="row", what=items, own=items, spot=Spot(spot.file, (*spot.steps, "items"))
        )
        row.children.update(self._entries(row))
        return row

    def _ask(self, branch: Branch) -> None:
        """An item: what it is answered with, on each of its dimensions where it has some."""
        answers, name = self._answers(branch.what)
        if "dimensions" not in answers:
            _answer(branch, branch.what, answers)
            return
        branch.kind = "item"
        within: Steps = ("$defs", name or (branch.shared.steps[1] if branch.shared else ""), "properties")
        for id_, written in node(answers.get("properties")).items():
            what = node(written)
            spot = Spot("scales.yaml", (*within, id_))
            branch.children[id_] = Branch(path=(*branch.path, id_), kind="unclear", what=what, own=what, spot=spot)
            own, _ = self._answers(what)
            if "dimensions" not in own:
                _answer(branch.children[id_], what, own)

    def _answers(self, what: Node) -> tuple[Node, str]:
        """The mapping that says what can be answered, and its name if it is a scale; empty where that is unclear."""
        asked = node(what.get("items")) if what.get("type") == "array" else what
        asked, _ = followed(asked, self.defs)
        name = text(asked.get("scale"))
        if name is None:
            return asked, ""
        shared, names = followed({"$ref": name}, self.defs)
        return (shared, names[-1]) if names and kind_of(shared) in ("scale", "dimensions") else ({}, "")


def _answer(branch: Branch, what: Node, answers: Node) -> None:
    kind = way_of_answering(what, answers)
    if kind:
        branch.kind, branch.answers, branch.answered = "question", answers, kind


def way_of_answering(what: Node, answers: Node) -> str:  # noqa: PLR0911 - one for each way of answering
    """How a question is answered, in the words of ``programme.Kind``; empty where that cannot be told."""
    if "rowRef" in what:
        return "row"
    if what.get("type") == "array":
        return "choices" if answers.keys() & {"oneOf", "enum"} else ""
    if answers.keys() & {"oneOf", "enum", "const"}:
        return "boolean" if isinstance(answers.get("const"), bool) else "choice"
    match what.get("type"):
        case "boolean":
            return "boolean"
        case "integer":
            return "integer"
        case "string":
            plain = "longText" if what.get("multiline") else "text"
            return {"date": "date", "time": "time"}.get(str(what.get("format")), plain)
        case _:
            return ""


def _written(shaped: Shaped, within: Steps, understood: Node) -> Iterator[str]:
    """The ids at a place as the author wrote them: also those whose value was refused."""
    value = shaped.source.data
    for step in within:
        value = value.get(step) if isinstance(value, dict) and isinstance(step, str) else None
    return iter(value) if isinstance(value, dict) else iter(understood)
