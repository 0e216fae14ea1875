"""Trying the examples of a bundle."""

from dataclasses import dataclass
from datetime import date

from sipforms.actions.trying.difference import Difference, differences
from sipforms.actions.trying.example import Example, examples_of
from sipforms.actions.trying.outcome import Outcome, Trying
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One example and how it went; no differences is a success."""

    example: Example
    outcome: Outcome
    differences: tuple[Difference, ...] = ()

    @property
    def is_as_expected(self) -> bool:
        return not self.differences


def try_examples(bundle: Bundle, programme: Programme, vocabulary: Vocabulary, today: date) -> tuple[Tried, ...]:
    """Every example of a bundle without errors, in the order of the files; ``today`` is for those that name no day."""
    return try_all(Trying(programme=programme, vocabulary=vocabulary, today=today), examples_of(bundle))


def try_all(trying: Trying, examples: tuple[Example, ...]) -> tuple[Tried, ...]:
    """These examples, in their order."""
    return tuple(try_one(trying, example) for example in examples)


def try_one(trying: Trying, example: Example) -> Tried:
    """One example and how it went."""
    outcome = trying.outcome(example)
    return Tried(example=example, outcome=outcome, differences=tuple(differences(example, outcome)))
