"""Looking up the paths that conditions, indicators and examples name."""

from collections.abc import Iterator
from dataclasses import dataclass

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, matching
from sipforms.engine.paths import LATEST, STAR, STARS, Path, dotted, parsed
from sipforms.engine.problem import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a path means.

    ``branches`` are the questions (and rows) it leads to; ``unclear`` says that nothing can be concluded. ``before`` is
    what is written before a path into another questionnaire.
    """

    written: str
    questionnaire: str
    root: Branch
    relative: bool
    steps: Path
    branches: tuple[Branch, ...]
    beside: tuple[Branch, ...]
    unclear: bool
    before: str = ""

    @property
    def starred(self) -> bool:
        return STAR in self.steps or STARS in self.steps

    def problems(self, place: Place) -> Iterator[Problem]:
        """Why the path leads nowhere, if it does."""
        if self.unclear or self.branches:
            return
        if self.steps[:1] == (LATEST,):
            yield found("latest-not-here", place, name=self.written)
        elif self.relative and self.root.kind != "row":
            yield found("relative-path-outside-rows", place, name=self.written)
        elif self.beside:
            below = next((one for branch in self.beside for one in branch.questions()), None)
            suggestion = "" if below is None else self._written(below.path)
            kind = "severalAnswers" if self.beside[0].kind == "item" else self.beside[0].kind
            yield found("path-not-a-question", place, name=self.written, kind=kind, suggestion=suggestion)
        elif self.starred:
            suggestion = self._star_suggestion()
            yield found(
                "pattern-matches-nothing",
                place,
                name=self.written,
                questionnaire=self.questionnaire,
                suggestion=suggestion,
            )
        else:
            known = [self._written(branch.path) for branch in _answerable(self.root)]
            suggestion = nearest(self.written, known)
            yield found(
                "unknown-path", place, name=self.written, questionnaire=self.questionnaire, suggestion=suggestion
            )

    def _written(self, path: Path) -> str:
        return "./" + dotted(path[len(self.root.path) :]) if self.relative else self.before + dotted(path)

    def _star_suggestion(self) -> str:
        """The pattern with one step exchanged for the nearest that makes it match."""
        names = tuple(dict.fromkeys(branch.path[-1] for branch in self.root.walk() if branch.path))
        for place, step in enumerate(self.steps):
            near = nearest(step, names) if step not in (STAR, STARS) else ""
            steps = (*self.steps[:place], near, *self.steps[place + 1 :])
            if near and any(branch.kind == "question" for branch in matching(self.root, steps)):
                return ("./" if self.relative else self.before) + dotted(steps)
        return ""


def look_up(scene: Scene, questionnaire: str, row: Branch | None, written: str) -> Looked:
    """What a path written in a condition of the questionnaire (inside a row, perhaps) leads to."""
    relative = written.startswith("./")
    tree = scene.trees[questionnaire]
    root = row if relative and row is not None else tree
    steps = parsed(written.removeprefix("./"))
    matched = () if relative and row is None else matching(root, steps)
    branches = tuple(one for one in matched if one.kind in ("question", "rows"))
    return Looked(
        written=written,
        questionnaire=questionnaire,
        root=root,
        relative=relative,
        steps=steps,
        branches=branches,
        beside=tuple(one for one in matched if one.kind in ("area", "item")),
        unclear=any(one.kind == "unclear" for one in matched),
    )


def _answerable(root: Branch) -> Iterator[Branch]:
    return (branch for branch in root.walk() if branch.kind in ("question", "rows"))
