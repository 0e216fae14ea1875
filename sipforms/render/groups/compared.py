"""What is compared with what, as text, as data and as rows: periods, places in and out, limits."""

from collections.abc import Iterator, Mapping
from datetime import date

from sipforms.engine.gather.facility.compared import Compared, Out, PlaceOut
from sipforms.render.groups.folding import folded
from sipforms.render.groups.words import limit_words
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain
from sipforms.render.report import Page

_LEAD = "  "
COLUMNS = ("place", "why", "reason", "version")
_OUT: dict[Out, str] = {
    "leftOut": N_("left out: {reason}"),
    "few": N_("nobody, or too few people there, answered in the period"),
}


def compared_lines(value: Compared, page: Page) -> Iterator[str]:
    """Sentences, and a line for each place in and out."""
    for said in compared_sentences(value):
        yield from folded(said, page)
    if value.others:
        yield ""
        yield from folded(_places(value), page)
        for place in value.others:
            yield from folded(f"- {plain(place)}", page, _LEAD, _LEAD * 2)
    if value.out:
        yield ""
        yield from folded(_("Places left out of the comparison:"), page)
        for out in value.out:
            yield from folded(f"- {out_words(out)}", page, _LEAD, _LEAD * 2)


def _places(value: Compared) -> str:
    if value.compared_with == "nothing":
        return _("Places in the report:")
    return _("Places in the comparison:") if value.lack is None else _("Places that could be compared with:")


def out_words(one: PlaceOut) -> str:
    """A place that is left out, and why."""
    why = _(_OUT[one.why]).format(reason=plain(one.reason))
    return _("{place}: {why}").format(place=plain(one.place), why=why)


def compared_sentences(value: Compared) -> Iterator[str]:
    """What the report is about, what it is compared with, how people are counted, and the limits."""
    yield _about(value)
    yield _with(value)
    yield _("Each person counts once in each group: with the newest answers in the period.")
    yield limit_words(value.least) + " " + _policy(value)
    before = [one.version for one in value.versions if not one.is_now]
    if before:
        yield _(
            "Some answers were given in other versions ({versions}). They count where the question was put in the same "
            "words with the same steps."
        ).format(versions=", ".join(before))


def _about(value: Compared) -> str:
    where = (
        _("This report is about {place}.").format(place=plain(value.own))
        if value.own
        else _("This report is about everybody in the store.")
    )
    return f"{where} {period_words(value.begins, value.ends)}"


def period_words(begins: date | None, ends: date | None) -> str:
    """Which answers are in the report, by the day they describe."""
    first, last = format_date(begins) if begins else "", format_date(ends) if ends else ""
    if begins and ends:
        return _("It holds answers from {begins} to {ends}.").format(begins=first, ends=last)
    if begins:
        return _("It holds answers from {begins} on.").format(begins=first)
    if ends:
        return _("It holds answers until {ends}.").format(ends=last)
    return _("It holds answers of any day.")


def _with(value: Compared) -> str:
    if value.lack == "tooFewPlaces":
        return ngettext(
            "Nothing is compared: a comparison takes at least {count} place.",
            "Nothing is compared: a comparison takes at least {count} places.",
            value.least_places,
        ).format(count=value.least_places)
    if value.compared_with == "places":
        return ngettext(
            "It is compared with {count} other place, all its answers together.",
            "It is compared with {count} other places, all their answers together.",
            len(value.others),
        ).format(count=len(value.others))
    if value.compared_with == "file":
        made = format_date(value.file_made) if value.file_made else _("a day that is not told")
        return _("It is compared with {title}, made on {day}. {period}").format(
            title=plain(value.file_title), day=made, period=period_words(value.file_begins, value.file_ends)
        )
    return _("It is compared with nothing.")


def _policy(value: Compared) -> str:
    if value.policy == "published":
        return _("It may be published: answers that few gave are told together with their neighbours.")
    return _("It is for the place itself and not to be published.")


def compared_data(value: Compared) -> Mapping[str, object]:
    """All of it as JSON."""
    return {
        "place": value.own,
        "from": _iso(value.begins),
        "to": _iso(value.ends),
        "policy": value.policy,
        "limits": {"fewest_people": value.least, "fewest_places": value.least_places},
        "compared_with": value.compared_with,
        "places": list(value.others),
        "left_out": [{"place": one.place, "why": one.why, "reason": one.reason} for one in value.out],
        "versions": [{"version": one.version, "is_now": one.is_now} for one in value.versions],
        "why_nothing": value.lack,
        "file": {
            "title": value.file_title,
            "from": _iso(value.file_begins),
            "to": _iso(value.file_ends),
            "made": _iso(value.file_made),
        }
        if value.compared_with == "file"
        else None,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def compared_rows(value: Compared) -> Iterator[Mapping[str, object]]:
    """A row for each place in and out, and each version."""
    limit = {"fewest_people": value.least}
    yield from ({"kind": "place_in", "place": place, **limit} for place in value.others)
    for one in value.out:
        yield {"kind": "place_out", "place": one.place, "why": one.why, "reason": one.reason, **limit}
    yield from ({"kind": "version", "version": one.version, **limit} for one in value.versions)
