"""A draft becomes a response once nothing is left to mend or confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sipforms import __version__
from sipforms.engine.ask.draft import Draft, reason_key
from sipforms.engine.ask.flat import FlatAnswers, nested
from sipforms.engine.ask.review import review
from sipforms.engine.ask.visibility import concrete
from sipforms.engine.paths import Path, dotted
from sipforms.engine.problem import AnswerProblem, Level
from sipforms.engine.response import Paper, Response, Scalar, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingIn:
    """What the moment of handing in adds: a new id, when, who did it, and the day that the answers describe.

    ``sittings`` are those in which it was answered, this one too. ``shown``: the citizen has seen the answers.
    ``paper`` is what is kept of the paper that it was keyed in from, where it was.
    """

    id: str
    handed_in_at: datetime
    entered_by: str = ""
    answered_on: date | None = None  # the draft's own day where nothing else is said
    sittings: tuple[Sitting, ...] = ()
    shown: bool = False
    paper: Paper | None = None


def hand_in(draft: Draft, handing_in: HandingIn) -> Response | tuple[AnswerProblem, ...]:
    """The response, or what stands in its way: errors, and soft checks that no reason has been given for."""
    found = review(draft)
    if any(problem.level is not Level.NOTE for problem in found):
        return found
    header, situation = draft.header, draft.form.situation
    return Response(
        id=handing_in.id,
        programme=header.programme,
        version=header.version,
        digest=header.digest,
        questionnaire=header.questionnaire,
        episode=header.episode,
        mode=situation.mode,
        informant=situation.informant,
        variant=situation.variant,
        occasion=situation.occasion,
        parameters={name: _as_text(value) for name, value in situation.parameters.items()},
        latest=situation.latest,
        answered_on=handing_in.answered_on or situation.today,
        begun_at=header.begun_at,
        handed_in_at=handing_in.handed_in_at,
        entered_by=handing_in.entered_by,
        answers=nested(draft.form.questionnaire.entries, asked_only(draft)),
        not_asked=tuple(dotted(path) for path in not_asked(draft)),
        notes={dotted(path): text for path, text in draft.notes.items() if _is_beside_asked(draft, path)},
        reasons=_reasons(draft, found),
        seen_before=tuple(sorted(dotted(path) for path in draft.revealed if path in draft.asked)),
        engine=__version__,
        sittings=handing_in.sittings,
        shown=handing_in.shown,
        paper=handing_in.paper,
    )


def asked_only(draft: Draft) -> FlatAnswers:
    """The answers without those to questions that are not asked."""
    return FlatAnswers(
        answers={path: answer for path, answer in draft.answers.items() if path in draft.asked},
        rows={path: rows for path, rows in draft.rows.items() if path in draft.asked},
    )


def not_asked(draft: Draft) -> Iterator[Path]:
    """Questions and repeating items that were not asked, other variants' too; fields of rows by the row's id."""
    for entry in draft.form.questionnaire.rows():
        if entry.path not in draft.asked:
            yield entry.path
    for question in draft.form.questionnaire.questions():
        template = question.path
        if template not in draft.form.places.order:
            yield template
        else:
            yield from (path for path in concrete(draft.form, template, draft.rows) if path not in draft.asked)


def _is_beside_asked(draft: Draft, path: Path) -> bool:
    """True for a note on a question that is asked, or on an area, item or row that holds one."""
    return any(asked[: len(path)] == path for asked in draft.asked.paths)


def _reasons(draft: Draft, found: tuple[AnswerProblem, ...]) -> dict[str, str]:
    """The reasons for findings that stand; one given for a finding that is gone again says nothing."""
    rows = draft.form.places.rows
    keys = (
        reason_key(one.check, one.path, one.path[:-1] if one.path[:-1] in rows else None) for one in found if one.check
    )
    return {key: draft.reasons[key] for key in keys if key in draft.reasons}


def _as_text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
