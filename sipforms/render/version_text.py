"""The answers of one version as lines, and what another version says differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sipforms.engine.compare.answer_change import AnswerChange, answer_changes
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.missing import Gap
from sipforms.render.answers import answer_words
from sipforms.render.charts.words import gap
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.wording import answer_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One question that two versions answer differently, each answer in words."""

    question: str
    one: str
    other: str


def answer_lines(programme: Programme, version: Response) -> Iterator[str]:
    """Every answer of the version, then its notes and the reasons given."""
    for change in _changes(programme, version, version):
        if change.now is not Gap.NOT_ASKED:
            seen = f" ({_('last time was seen before')})" if dotted(change.path) in version.seen_before else ""
            yield f"{_title(change)}: {_words(change, change.now)}{seen}"
    yield from beside_lines(version)


def beside_lines(version: Response) -> Iterator[str]:
    """Notes and reasons, and that the citizen has seen the answers."""
    if version.shown:
        yield _("The citizen saw the answers on the screen before they were handed in.")
    for place, note in version.notes.items():
        yield _("Note to {place}: {text}").format(place=plain(place), text=plain(note))
    for check, reason in version.reasons.items():
        yield _("Reason at {check}: {text}").format(check=plain(check), text=plain(reason))


def differing(programme: Programme, one: Response, other: Response) -> tuple[Differing, ...]:
    """The questions that two versions of a response answer differently, and the notes and reasons that differ."""
    answers = (
        Differing(question=_title(change), one=_words(change, change.before), other=_words(change, change.now))
        for change in _both_ways(programme, one, other)
    )
    beside = (
        Differing(question=f"{what} {plain(key)}", one=plain(before.get(key, "")), other=plain(now.get(key, "")))
        for what, before, now in ((_("Note"), one.notes, other.notes), (_("Reason"), one.reasons, other.reasons))
        for key in dict.fromkeys((*before, *now))
        if before.get(key) != now.get(key)
    )
    return (*answers, *beside)


def _both_ways(programme: Programme, one: Response, other: Response) -> Iterator[AnswerChange]:
    """What changed, and what is asked in the first only, such as a row that is gone."""
    forwards = _changes(programme, one, other)
    yield from (change for change in forwards if change.before != change.now)
    seen = {change.path for change in forwards}
    for change in _changes(programme, other, one):
        if change.path not in seen and change.before != change.now:
            yield AnswerChange(
                path=change.path,
                question=change.question,
                choice=change.choice,
                title=change.title,
                before=change.now,
                now=change.before,
            )


def _changes(programme: Programme, before: Response, now: Response) -> tuple[AnswerChange, ...]:
    made_with: Mapping[str, Programme] = {programme.digest: programme}
    return answer_changes(before, now, made_with, answer_line)


def _words(change: AnswerChange, reading: object) -> str:
    return gap(reading) if isinstance(reading, Gap) else answer_words(change.worded, reading)


def _title(change: AnswerChange) -> str:
    title = plain(change.title)
    return f"{title} ({plain(change.question.wording.title)})" if change.question.dimension else title
