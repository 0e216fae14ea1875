"""Somebody at the terminal for tests: what they type is a list, and what they were told is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import click

Answer = str | Callable[["Typing"], str]
"""What is typed, or how it follows from what was told."""


@dataclass
class Typing:
    """A terminal with somebody who types these answers, one after the other, and then goes away."""

    answers: list[Answer]
    told: list[str] = field(default_factory=list)
    pages: list[list[str]] = field(default_factory=list)
    is_apart: bool = False

    def say(self, text: str = "") -> None:
        if self.is_apart:
            self.pages[-1].append(text)
        self.told.append(text)

    def ask(self, question: str) -> str:
        return self._answer(question).strip()

    def ask_hidden(self, question: str) -> str:
        return self._answer(question)

    def turn_page(self) -> None:
        self.pages.append([])
        self.is_apart = True

    def turn_back(self) -> None:
        self.is_apart = False

    def _answer(self, question: str) -> str:
        self.told.append(question)
        if not self.answers:
            raise click.Abort
        answer = self.answers.pop(0)
        return answer if isinstance(answer, str) else answer(self)

    @property
    def text(self) -> str:
        """Everything that was told and asked."""
        return "\n".join(self.told)


def typing(answers: Iterable[Answer]) -> Typing:
    """Somebody who types these answers."""
    return Typing(list(answers))


def group_asked(at: Typing) -> str:
    """Read from the page that was shown last the group of the code that is asked for now."""
    number = at.told[-1].rstrip(":").split()[-1]
    return next(line.split()[1] for line in at.pages[-1] if line.split()[:1] == [number] and len(line.split()) == 2)
