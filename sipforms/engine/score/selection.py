"""From the patterns in an indicator to the questions it is computed from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sipforms.engine.paths import STAR, fitting, parsed
from sipforms.engine.programme import Area, Entry, Item, Question, Questionnaire, Rows
from sipforms.engine.response import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A question that answers are taken from. ``rows`` is the path of the rows it stands in, empty outside rows."""

    question: Question
    title: str
    rows: Rows | None = None


Available: TypeAlias = tuple[Source, ...]
"""Every question that a variant of a questionnaire has, in order; a question's place in it is how the rest of scoring
names it.
"""


def sources(questionnaire: Questionnaire, variant: str | None) -> Available:
    """Every question that this variant of the questionnaire has, in the order they are asked."""
    return tuple(_sources(questionnaire.entries, lambda entry: _belongs(entry, variant)))


def every_source(questionnaire: Questionnaire) -> Available:
    """Every question of the questionnaire, whichever variant it is for."""
    return tuple(_sources(questionnaire.entries, lambda _entry: True))


def _sources(entries: Iterable[Entry], wanted: Callable[[Entry], bool]) -> Iterator[Source]:
    for entry in filter(wanted, entries):
        match entry:
            case Area():
                yield from _sources(entry.entries, wanted)
            case Item():
                yield from _of_item(entry)
            case Rows():
                for field in filter(wanted, entry.fields):
                    yield from _of_item(field, entry)


def _of_item(item: Item, rows: Rows | None = None) -> Iterator[Source]:
    return (Source(question=question, title=item.title, rows=rows) for question in item.questions)


def _belongs(entry: Entry, variant: str | None) -> bool:
    return (not entry.only or variant in entry.only) and variant not in entry.without


def starred(pattern: str) -> bool:
    """True when the pattern may stand for more than one thing."""
    return STAR in pattern


def patterns(written: Json) -> tuple[str, ...]:
    """The patterns in ``items``: one text, or a list of texts. A tag has none."""
    if isinstance(written, str):
        return (written,)
    return tuple(one for one in written if isinstance(one, str)) if isinstance(written, list) else ()


def selected(available: Available, written: Json) -> tuple[int, ...]:
    """Places of the questions that a pattern, a list of patterns or ``{tag: x}`` names: each once, in order."""
    if isinstance(written, dict):
        tag = written.get("tag")
        return tuple(place for place, source in enumerate(available) if tag in source.question.tags)
    fits = [fitting(parsed(one)) for one in patterns(written)]
    found = {place for fit in fits for place, source in enumerate(available) if fit(source.question.path)}
    return tuple(sorted(found))


def named(available: Available, written: Json) -> tuple[int, ...]:
    """As ``selected``, but a list without stars keeps the order in which it is written."""
    if any(starred(one) for one in patterns(written)) or isinstance(written, dict):
        return selected(available, written)
    return tuple(place for one in patterns(written) for place in selected(available, one))


def paired(
    available: Available, first: tuple[int, ...], second: tuple[int, ...], *, by_place: bool
) -> tuple[tuple[int, int], ...]:
    """Two selections joined into pairs, by item.

    Where no two are of one item and ``by_place`` is wanted, the first goes with the first, and so on.
    """
    of_item = {available[place].question.item: place for place in second}
    pairs = tuple((place, of_item[item]) for place in first if (item := available[place].question.item) in of_item)
    if pairs or not by_place or len(first) != len(second):
        return pairs
    beside = zip(first, second, strict=True)
    return tuple((one, other) for one, other in beside if available[one].rows == available[other].rows)
