"""Coverage as text, as data and as rows: how many forms were to be answered, and what became of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from sipforms.engine.gather.facility.coverage import Coverage, CoverageRow
from sipforms.render.groups.facility_words import as_of_words, lack_words, share_words, state_words, way_words_of
from sipforms.render.groups.folding import bar, folded
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.report import Page

_BAR = 20
_LEAD = "  "
COLUMNS = (
    "questionnaire",
    "informant",
    "people",
    "state",
    "way",
    "forms",
    "due",
    "share",
    "median_days_since",
    "as_of",
    "why",
)


def coverage_lines(value: Coverage, page: Page) -> Iterator[str]:
    """A sentence on who stayed here, then a few lines on each questionnaire."""
    yield from folded(citizens_words(value), page)
    yield from _earlier(value, page)
    for row in value.rows:
        yield ""
        yield from folded(row_title(row), page)
        yield from _row(row, value.until, page)


def citizens_words(value: Coverage) -> str:
    """How many people stayed here in the period, or that it is not told: they are few, or it would tell of a few."""
    if value.citizens is None:
        return _("How many people stayed here in the period is withheld, so that nobody can be recognised.")
    return ngettext(
        "{count} person stayed here in the period.", "{count} people stayed here in the period.", value.citizens
    ).format(count=value.citizens)


def row_title(row: CoverageRow) -> str:
    """The questionnaire in all forms that are counted, and who was to answer it."""
    titles = ", ".join(plain(one) for one in (row.title, *row.other_titles))
    return " · ".join(part for part in (titles, plain(row.informant_title)) if part)


def _row(row: CoverageRow, until: date | None, page: Page) -> Iterator[str]:
    if row.due is None or row.people is None:
        yield from folded(lack_words(row.lack or "few"), page, _LEAD)
        return
    answered = sum(one.forms for one in row.states if one.states == ("answered",))
    if not row.states:
        said = _("{due} forms. How many of them are answered is withheld, so that nobody can be recognised.")
        yield from folded(f"{said.format(due=row.due)} {_due(row)}", page, _LEAD)
        yield from _earlier(row, page)
        return
    said = _("{answered} of {due} forms are answered ({share}).").format(
        answered=answered, due=row.due, share=share_words(answered / row.due)
    )
    yield from folded(f"{bar(answered / row.due, _BAR, page)} {said} {_due(row)}", page, _LEAD)
    for said in (_states(row), _ways(row), _days(row, until)):
        yield from folded(said, page, _LEAD) if said else ()
    yield from _earlier(row, page)


def _earlier(one: Coverage | CoverageRow, page: Page) -> Iterator[str]:
    """That the figures are those of an earlier report, where they are."""
    if one.as_of is not None:
        yield from folded(as_of_words(one.as_of, one.waiting), page, _LEAD if isinstance(one, CoverageRow) else "")


def _due(row: CoverageRow) -> str:
    return ngettext("About {count} person.", "About {count} people.", row.people or 0).format(count=row.people)


def _states(row: CoverageRow) -> str:
    others = [one for one in row.states if one.states != ("answered",)]
    parts = [
        _("{what}: {count}").format(what=f" {_('or')} ".join(map(state_words, one.states)), count=one.forms)
        for one in others
    ]
    return _("Not answered: {parts}.").format(parts=", ".join(parts)) if parts else ""


def _ways(row: CoverageRow) -> str:
    if len(row.ways) == 1 and row.ways[0].way == "noted":
        return ""
    parts = [
        _("{what}: {count} ({share})").format(what=way_words_of(one.way), count=one.forms, share=share_words(one.share))
        for one in row.ways
    ]
    return _("How they were answered: {parts}.").format(parts=", ".join(parts)) if parts else ""


def _days(row: CoverageRow, until: date | None) -> str:
    if row.days is None:
        return ""
    if until is None:
        return ngettext(
            "At the end, the newest of half of those who live here was at most {count} day old.",
            "At the end, the newest of half of those who live here was at most {count} days old.",
            row.days,
        ).format(count=row.days)
    return ngettext(
        "Of half of those who live here, the newest was at most {count} day old on {day}.",
        "Of half of those who live here, the newest was at most {count} days old on {day}.",
        row.days,
    ).format(count=row.days, day=format_date(until))


def coverage_data(value: Coverage) -> Mapping[str, object]:
    """All of it as JSON."""
    return {
        "limits": {"fewest_people": value.least},
        "people": value.citizens,
        "until": value.until.isoformat() if value.until else None,
        "as_of": value.as_of.isoformat() if value.as_of else None,
        "forms": [
            {
                "questionnaire": row.questionnaire,
                "title": row.title,
                "other_titles": list(row.other_titles),
                "informant": row.informant,
                "people": row.people,
                "due": row.due,
                "states": [{"states": list(one.states), "n": one.forms} for one in row.states],
                "ways": [{"way": one.way, "n": one.forms, "share": round(one.share, 6)} for one in row.ways],
                "median_days_since": row.days,
                "as_of": row.as_of.isoformat() if row.as_of else None,
                "waiting": row.waiting,
                "why_nothing": row.lack,
            }
            for row in value.rows
        ],
    }


def coverage_rows(value: Coverage) -> Iterator[Mapping[str, object]]:
    """One row for the people, and one for each state and way."""
    yield {"kind": "people", "people": value.citizens, "fewest_people": value.least}
    for row in value.rows:
        every = {
            "questionnaire": row.questionnaire,
            "informant": row.informant,
            "people": row.people,
            "due": row.due,
            "median_days_since": row.days,
            "as_of": row.as_of.isoformat() if row.as_of else None,
            "why": row.lack,
            "fewest_people": value.least,
        }
        if not row.states:
            yield {"kind": "forms", **every}
        for one in row.states:
            yield {"kind": "forms", **every, "state": "|".join(one.states), "forms": one.forms}
        for way in row.ways:
            yield {"kind": "ways", **every, "way": way.way, "forms": way.forms, "share": round(way.share, 6)}
