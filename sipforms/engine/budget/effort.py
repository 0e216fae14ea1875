"""Keys, minutes and LIX of one questionnaire, for one target group."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.budget.aloud import texts_aloud
from sipforms.engine.budget.extent import extent
from sipforms.engine.budget.hearing import is_read_aloud
from sipforms.engine.budget.lix import lix
from sipforms.engine.condition import Context, walk
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Area, Entry, Item, Programme, Questionnaire, Rows

_ANY_DAY = date(2026, 1, 1)
"""What a day is compared with is an answer that nobody has given yet, so which day today is decides nothing."""

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The least and the most: of the shortest and of the longest honest way through a questionnaire."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What it costs to answer a questionnaire for the first time, in a conversation where it may be one.

    ``minutes`` are rounded to whole ones (a half upwards, at least 1). ``lix`` is over all texts read to the citizen;
    nothing where none are.
    """

    keystrokes: Range
    minutes: Range
    lix: int | None


def effort(programme: Programme, questionnaire: Questionnaire, *, variant: str | None = None) -> Effort:
    """What answering costs, with the programme's own settings of its parameters.

    The programme must have been built with its words. See ``cost`` for what each question costs, ``extent`` for the
    ways through.
    """
    informant = next(iter(questionnaire.informants), None)
    modes = questionnaire.modes_for(informant)
    mode = "interview" if "interview" in modes else next(iter(modes), None)
    situation = Situation(mode=mode, informant=informant, variant=variant, today=_ANY_DAY)
    found = extent(prepare(programme, questionnaire, situation))
    return Effort(
        keystrokes=Range(least=found.keys[0], most=found.keys[1]),
        minutes=Range(least=_minutes(found.seconds[0]), most=_minutes(found.seconds[1])),
        lix=lix(texts_aloud(questionnaire, variant)) if is_read_aloud(questionnaire.modes) else None,
    )


def variants_that_matter(programme: Programme, questionnaire: Questionnaire) -> tuple[str | None, ...]:
    """No target group, and each that the questionnaire asks or words anything differently for, of those it is for."""
    named = {None, *_named(questionnaire.entries)}
    mine = groups_asked(programme, questionnaire)
    return tuple(one for one in mine if one in named) or mine[:1]


def _minutes(seconds: int) -> int:
    return max(1, (seconds + _MINUTE // 2) // _MINUTE)


def _named(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Every target group that entries, their words or their conditions name (and informants, whose ids are others)."""
    for entry in entries:
        yield from (*entry.only, *entry.without)
        if isinstance(entry, Area):
            yield from _named(entry.entries)
        elif isinstance(entry, Rows):
            yield from _in_conditions(entry)
            yield from _named(entry.fields)
        else:
            yield from chain.from_iterable(question.wordings_for for question in entry.questions)
            yield from _in_conditions(entry)


def _in_conditions(entry: Item | Rows) -> Iterator[str]:
    conditions = entry.visible_if if isinstance(entry, Rows) else [q for one in entry.questions for q in one.visible_if]
    for condition in conditions:
        yield from (one.value for one in walk(condition) if isinstance(one, Context) and one.kind == "variant")
