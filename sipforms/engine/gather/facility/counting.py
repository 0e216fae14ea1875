"""Answers counted with the people behind them, before it is decided what may be told. Nothing here is ever shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sipforms.engine.gather.asked import Versions
from sipforms.engine.gather.facility.asked_about import AskedAbout
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.voices import (
    CHOSEN,
    NOT_CHOSEN,
    Lacking,
    Read,
    Said,
    Voice,
    read_answer,
    read_option,
    was_otherwise,
)
from sipforms.engine.programme import Kind
from sipforms.engine.withhold.block import Block, Line, LineKind, Mark
from sipforms.engine.withhold.levels import apart, merged

OWN: LineKind = "own"
OTHERS: LineKind = "others"
ALL: LineKind = "all"
"""The lines of a block: of the place (or the whole store), of the places it is compared with, and of all places in a
report about a target group or the country.
"""

Lines = Mapping[LineKind, Sequence[Voice]]
"""Who is in each line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One question of one respondent group, counted: a block, or one for each option where several can be chosen.

    ``other_wording`` names the lines in which somebody answered the question as it was put in another version.
    """

    respondents: Respondents
    about: AskedAbout
    blocks: tuple[Block, ...] = field(repr=False)
    other_wording: frozenset[str] = frozenset()


def count_group(group: Respondents, lines: Lines, about: Iterable[AskedAbout], versions: Versions) -> Iterator[Counted]:
    """The questions of one group that anybody in the first of the lines was asked, counted."""
    for one in about:
        if one.questionnaire == group.questionnaire:
            blocks = tuple(_blocks(group, lines, one, versions))
            if any(block.lines[0].cells or block.lines[0].missing for block in blocks):
                other = (
                    name
                    for name, several in lines.items()
                    if any(was_otherwise(voice, one.question, versions) for voice in several)
                )
                yield Counted(respondents=group, about=one, blocks=blocks, other_wording=frozenset(other))


def subject(group: Respondents, path: str, option: str = "") -> str:
    """What a question of a group is called in the register of what was told, the same in every report."""
    chosen = f"={option}" if option else ""
    return f"{group.questionnaire}.{path}{chosen}|{group.informant or ''}|{group.way}"


def _blocks(group: Respondents, lines: Lines, one: AskedAbout, versions: Versions) -> Iterator[Block]:
    """Those who answered a question are some of all who answered the questionnaire: the block of ``count_people``."""
    if one.question.kind is not Kind.CHOICES:
        names = tuple(str(value) for value, _ in one.options)
        yield Block(
            subject=subject(group, one.path),
            categories=names,
            levels=(apart(names), *merged(names)) if one.numbers else (apart(names),),
            lines=_lines(lines, lambda voice: read_answer(voice, one.question, versions)),
            within=people_subject(group),
        )
        return
    for option in (str(value) for value, _ in one.options):
        yield Block(
            subject=subject(group, one.path, option),
            categories=(CHOSEN, NOT_CHOSEN),
            levels=(apart((CHOSEN, NOT_CHOSEN)),),
            lines=_lines(lines, _reader(one, option, versions)),
            within=people_subject(group),
        )


def _reader(one: AskedAbout, option: str, versions: Versions) -> Callable[[Voice], Read]:
    return lambda voice: read_option(voice, one.question, option, versions)


def _lines(lines: Lines, read: Callable[[Voice], Read]) -> tuple[Line, ...]:
    return tuple(_line(name, several, read) for name, several in lines.items())


def _line(name: LineKind, several: Iterable[Voice], read: Callable[[Voice], Read]) -> Line:
    cells: dict[str, set[Mark]] = {}
    missing: dict[str, set[Mark]] = {}
    for voice in several:
        match read(voice):
            case Said(value):
                cells.setdefault(value, set()).add(mark_of(voice))
            case Lacking(why):
                missing.setdefault(why, set()).add(mark_of(voice))
    return Line(
        name=name,
        kind=name,
        cells={value: frozenset(marks) for value, marks in cells.items()},
        missing={why: frozenset(marks) for why, marks in missing.items()},
    )


def mark_of(voice: Voice) -> Mark:
    """One answer of one person, as it is counted."""
    return Mark(person=voice.person, answer=voice.response.id, place=voice.place)


ANSWERED = "answered"


def people_subject(group: Respondents) -> str:
    """What the number of people who answered is called in the register."""
    return f"{group.questionnaire}|{group.informant or ''}|{group.way}"


def count_people(group: Respondents, lines: Lines, frame: str) -> Block:
    """How many people answered the questionnaire at all.

    ``frame`` is the subject of the block that counts how many forms were to be answered, of whom these are some.
    """
    return Block(
        subject=people_subject(group),
        categories=(ANSWERED,),
        may_be_alike=True,
        levels=(apart((ANSWERED,)),),
        lines=tuple(
            Line(
                name=name,
                kind=name,
                cells={ANSWERED: frozenset(map(mark_of, several))},
            )
            for name, several in lines.items()
        ),
        within=frame,
    )
