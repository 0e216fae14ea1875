"""Days that an invented person's answers name: in the order asked, near what they are about, never out of reach."""

from datetime import date, timedelta

from sipforms.actions.demonstration.outline import BACKGROUND, Outline
from sipforms.actions.demonstration.sitting import Sitting
from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Kind, Question

_BEFORE, _AFTER = 90, 14
_SOON, _LATER = 10, 100


def day_for(sitting: Sitting, aspects: Outline, draft: Draft, path: Path, question: Question) -> str:
    """A day as ``2026-11-22``.

    What is to come lies ahead of today. The first day that must be told where a stay begins or ends is that day, what
    is asked before it lies before it. Everything else lies between the last round and today, in the order asked.
    """
    if aspects.of(question.path).to_come:
        ahead = _SOON + int((_LATER - _SOON) * sitting.person.chance("ahead", path, sitting.round, sitting.again))
        return (sitting.today + timedelta(days=ahead)).isoformat()
    template = draft.form.places.template(path)
    if STAR in template:
        return _in_row(sitting, draft, path, template)
    known = [one for one, each in draft.form.places.questions.items() if each.kind is Kind.DATE and STAR not in one]
    known = [one for one in known if not aspects.of(one).to_come]
    must = [one for one in known if draft.form.places.questions[one].required]
    middle = known.index(must[0]) if must and sitting.anchor is not None else None
    place = known.index(template)
    if middle is not None and place == middle and not sitting.again:
        return (sitting.anchor or sitting.today).isoformat()
    first, last = _window(sitting, aspects.of(question.path).element, place, middle)
    return _laid(sitting, path, (place, len(known)), first, last)


def _window(sitting: Sitting, element: str, place: int, middle: int | None) -> tuple[date, date]:
    anchor = sitting.anchor
    if middle is not None and anchor is not None:
        before = (anchor - timedelta(days=_BEFORE), anchor - timedelta(days=1))
        return before if place < middle else (anchor, min(sitting.today, anchor + timedelta(days=_AFTER)))
    if element == BACKGROUND:
        return sitting.begun - timedelta(days=_BEFORE), min(sitting.today, sitting.begun + timedelta(days=_AFTER))
    return sitting.since, sitting.today


def _in_row(sitting: Sitting, draft: Draft, path: Path, template: Path) -> str:
    """What begins in a row ends later: the fields share out the time from when the row's matter began."""
    rows = template[: template.index(STAR)]
    fields = [one for one in draft.form.places.fields[rows] if draft.form.places.questions[one].kind is Kind.DATE]
    span = (sitting.today - sitting.since).days
    begun = sitting.since + timedelta(days=int(span * 0.5 * sitting.person.chance("row", path[:-1], sitting.again)))
    return _laid(sitting, path, (fields.index(template), len(fields)), begun, sitting.today)


def _laid(sitting: Sitting, path: Path, among: tuple[int, int], first: date, last: date) -> str:
    """One of so many days that follow one another from the first to the last."""
    place, number = among
    share = (place + sitting.person.chance("day", path, sitting.again)) / max(1, number)
    return (first + timedelta(days=int(max(0, (last - first).days) * share))).isoformat()
