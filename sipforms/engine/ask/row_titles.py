"""What rows are called, and a question that is answered with one of them as a choice between those that stand."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sipforms.engine.ask.places import Places
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Item, Kind, Option, Question, Scale
from sipforms.engine.response import Answer

_BETWEEN = " :;,/-–·"
"""What stands between the fields of a title, and around nothing where a field is blank."""
Words: TypeAlias = Callable[[Question, Answer], str]
"""An answer in words."""


def plain_words(question: Question, answer: Answer) -> str:
    """The titles of options, and anything else as it was answered."""
    if isinstance(answer, tuple):
        return ", ".join(plain_words(question, one) for one in answer)
    option = None if question.scale is None else question.scale.option(answer)
    return str(answer) if option is None else option.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answers and rows that stand, in a draft or in a response, with the words that answers are said in.

    ``numbers`` are those that the repeating items have on the form, where that is known.
    """

    places: Places
    answers: Mapping[Path, Answer] = field(repr=False)
    rows: Mapping[Path, tuple[str, ...]]
    words: Words = plain_words
    numbers: Mapping[Path, str] = field(default_factory=dict)

    def title(self, row: Path) -> str:
        """What the row is called: its title with the fields' answers in it; blank while those are."""
        return self._title(row, frozenset())

    def as_choice(self, question: Question, path: Path) -> Question:
        """The question at the path as a choice between the rows that stand; any other question as it is.

        A row without a title, or with another's, has its number on the form. No row can be chosen from inside itself.
        """
        if question.row_ref is None:
            return question
        to = question.row_ref.to
        options = tuple(one for one in self._options(to) if path[: len(to) + 1] != (*to, one.value))
        return replace(question, kind=Kind.CHOICE, scale=Scale(id=".".join(question.path), options=options))

    def said(self, question: Question, answer: Answer) -> str:
        """The answer in words, a row by its title."""
        return self.words(self.as_choice(question, question.path), answer)

    def named_by(self, question: Question) -> tuple[Question, ...]:
        """The fields that the rows are called by which the question is answered with, and those of rows in turn."""
        found: dict[Path, Question] = {}
        waiting = [question]
        while waiting:
            to = waiting.pop().row_ref
            rows = None if to is None else self.places.rows.get(to.to)
            for item in rows.fields if rows else ():
                if f"{{{item.id}}}" in (rows.row_title if rows else "") and item.questions[0].path not in found:
                    found[item.questions[0].path] = item.questions[0]
                    waiting.append(item.questions[0])
        return tuple(found.values())

    def _options(self, to: Path) -> tuple[Option, ...]:
        titles = {row: self.title((*to, row)) for row in self.rows.get(to, ())}
        times = Counter(titles.values())
        number = self.numbers.get(to, "")
        return tuple(
            Option(value=row, title=_told_apart(title, f"{number}.{place}".lstrip("."), is_alone=times[title] == 1))
            for place, (row, title) in enumerate(titles.items(), start=1)
        )

    def _title(self, row: Path, within: frozenset[Path]) -> str:
        rows = self.places.rows.get(row[:-1])
        if rows is None or row in within:  # rows that are called by one another
            return ""
        said, is_whole = rows.row_title, True
        for item in rows.fields:
            if f"{{{item.id}}}" in said and _is_single(item):
                field = self._field(item.questions[0], row, within | {row})
                said, is_whole = said.replace(f"{{{item.id}}}", field), is_whole and bool(field)
        return said.strip() if is_whole else said.replace("()", "").strip(_BETWEEN)

    def _field(self, question: Question, row: Path, within: frozenset[Path]) -> str:
        answer = self.answers.get((*row, *question.path[question.path.index(STAR) + 1 :]))
        if answer is None:
            return ""
        if question.row_ref is not None and isinstance(answer, str):
            return self._title((*question.row_ref.to, answer), within)
        return self.words(question, answer).replace("\n", " ")


def _is_single(item: Item) -> bool:
    return len(item.questions) == 1 and item.questions[0].dimension is None


def _told_apart(title: str, number: str, *, is_alone: bool) -> str:
    if not title:
        return number
    return title if is_alone else f"{title} ({number})"
