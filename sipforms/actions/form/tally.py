"""How far a form has come: answered of asked, for each area and in all, kept up to date change by change."""

from collections.abc import Mapping
from dataclasses import dataclass

from sipforms.actions.form.outline import Outline
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``answered`` of ``asked`` questions."""

    answered: int = 0
    asked: int = 0

    @property
    def is_complete(self) -> bool:
        """True when every question has an answer."""
        return self.answered >= self.asked


class Tally:
    """The count for each area, the areas inside it included; the root is the whole form."""

    def __init__(self, outline: Outline, answers: Mapping[Path, Answer]) -> None:
        self._outline = outline
        self._asked: dict[Path, int] = {(): 0}
        self._answered: dict[Path, int] = {(): 0}
        for line in outline.lines:
            if line.rows is None:
                for stop in line.stops:
                    self._count(self._asked, stop, 1)
                    self._count(self._answered, stop, int(stop in answers))

    def change(self, path: Path, was: Answer | None, now: Answer | None) -> None:
        """Count one question's change from one answer to another; nothing is no answer."""
        if path in self._outline.questions:
            self._count(self._answered, path, int(now is not None) - int(was is not None))

    def of(self, area: Path = ()) -> Progress:
        """How far an area has come; the whole form without one."""
        return Progress(answered=self._answered.get(area, 0), asked=self._asked.get(area, 0))

    def _count(self, counts: dict[Path, int], stop: Path, change: int) -> None:
        area = self._outline.line(stop).area
        for depth in range(len(area) + 1):
            counts[area[:depth]] = counts.get(area[:depth], 0) + change
