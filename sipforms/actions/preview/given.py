"""What somebody answered in one version of a form, and the same in the next version as far as it can be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sipforms.actions.form.carrying import prefilled, prefilled_again
from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything that stands in a draft, without the draft. ``known`` are the questions that there were.

    Answers that the last version had no place for are among ``answers``: a question that comes back is answered again.
    What was carried over from other questionnaires is not among them while nobody has changed it.
    """

    occasion: str
    known: frozenset[Path]
    rows: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[Path, Answer] = field(default_factory=dict, repr=False)
    notes: Mapping[Path, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A form and how it was filled in. The first ``floor`` changes are nobody's; ``left`` found no place in it."""

    draft: Draft
    floor: int = 0
    left: Mapping[Path, Answer] = field(default_factory=dict, repr=False)


def given_in(standing: Standing, draft: Draft) -> Given:
    """What is given by now; ``draft`` is the standing's as it has become."""
    own = {path: answer for path, answer in draft.answers.items() if not _is_carried(draft, path, answer)}
    rows = {
        path: tuple(one for one in ids if not _is_carried_row(draft, path, one)) for path, ids in draft.rows.items()
    }
    return Given(
        occasion=draft.form.situation.occasion,
        known=frozenset(draft.form.places.questions),
        rows={path: ids for path, ids in rows.items() if ids},
        answers={**standing.left, **own},
        notes=draft.notes,
        reasons=draft.reasons,
    )


def standing_with(blank: Draft, given: Given | None) -> Standing:
    """A blank form as a round begins with it, and then what was given so far, where it still has a place."""
    is_new = given is None or given.occasion != blank.form.situation.occasion
    draft = blank
    for change in prefilled(blank) if given is None or is_new else prefilled_again(blank, given.known):
        draft = change
    standing = Standing(draft=draft, floor=len(draft.undoable))
    return standing if given is None else _given_again(standing, given)


def _is_carried(draft: Draft, path: Path, answer: Answer) -> bool:
    """True for an answer of another questionnaire that stands as it was carried over."""
    places, question = draft.form.places, draft.form.question(path)
    at = places.rows_of(places.template(path))
    source = question and question.carry_from if at is None else places.rows[at].carry_from
    return source is not None and draft.form.ready.answers.get(path) == answer


def _is_carried_row(draft: Draft, path: Path, row: str) -> bool:
    return draft.form.places.rows[path].carry_from is not None and row in draft.form.ready.rows.get(path, ())


def _given_again(standing: Standing, given: Given) -> Standing:
    draft = standing.draft
    left = dict(given.answers)
    for path, rows in given.rows.items():
        for row in rows if path in draft.form.places.rows else ():
            if row not in draft.given.get(path, ()):
                draft = draft.add_row(path, row)
    for path, answer in given.answers.items():
        if draft.problem_with(path, answer) is None:
            draft = draft.answer(path, answer)
            del left[path]
    for path, note in given.notes.items():
        draft = draft.note(path, note) if _is_there(draft, path) else draft
    for key, reason in given.reasons.items():
        draft = draft.reason(key, reason)
    return replace(standing, draft=draft, left=left)


def _is_there(draft: Draft, path: Path) -> bool:
    return any(one[: len(path)] == path for one in draft.asked.paths)
