"""The register of released reports, as text and as data: which told what kind of figures, and what was withheld."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from sipforms.engine.withhold.released import Released
from sipforms.engine.withhold.told import Rule
from sipforms.render.groups.folding import folded
from sipforms.render.groups.words import unread_words
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.page import Page
from sipforms.render.plain import plain
from sipforms.render.plain_json import plain_json

RULES: Mapping[Rule, str] = {
    "few": N_("too few people, all alike, or it would give such a group away"),
    "fewPlaces": N_("too few places to compare with"),
    "fewNew": N_("too few are new since an earlier report"),
    "fewInCategory": N_("answers told together, or only how many answered"),
    "fewLacking": N_("how many lack an answer"),
}
"""What was withheld, and why; a rule never says which of its causes it was."""
FORMAT = 1


def released_lines(reports: tuple[Released, ...], unread: int, page: Page) -> Iterator[str]:
    """The reports, oldest first; an entry is made when a report tells something that none before it told."""
    if not reports:
        yield from folded(_("No report about a group has been given out."), page)
    for one in reports:
        yield from folded(" · ".join((format_date(one.on), plain(f"{one.programme} {one.title}"), _whom(one))), page)
        yield from folded(_told(one), page, "  ")
        yield from folded(_withheld(one), page, "  ") if one.withheld else ()
    if unread:
        yield from folded(unread_words(unread), page)


def _whom(one: Released) -> str:
    """Who may read it, about which place and period."""
    parts = [_("may be published") if one.policy.kind == "published" else _("for the place itself")]
    parts += [plain(one.policy.place)] if one.policy.place else []
    begins, _slash, ends = one.policy.period.partition("/")
    if begins or ends:
        parts.append(f"{_day(begins)} – {_day(ends)}".strip())
    return ", ".join(parts)


def _day(written: str) -> str:
    return format_date(date.fromisoformat(written)) if written else ""


def _told(one: Released) -> str:
    count = len(one.lines)
    said = ngettext("{count} figure that no report had told.", "{count} figures that no report had told.", count)
    return said.format(count=count)


def _withheld(one: Released) -> str:
    counted = Counter(entry.rule for entry in one.withheld)
    rules = ", ".join(
        _("{count} ({why})").format(count=counted[rule], why=_(RULES[rule])) for rule in RULES if counted[rule]
    )
    return _("Withheld: {rules}.").format(rules=rules)


def released_json(reports: tuple[Released, ...], unread: int) -> str:
    """The same as JSON, with the place of everything that was withheld; no figure is in it."""
    return plain_json({"format": FORMAT, "reports": [_data(one) for one in reports], "unreadable": unread})


def _data(one: Released) -> dict[str, object]:
    return {
        "on": one.on.isoformat(),
        "programme": one.programme,
        "report": one.title,
        "for": one.policy.kind,
        "place": one.policy.place or None,
        "period": one.policy.period,
        "compared_with": list(one.policy.among),
        "figures": len(one.lines),
        "withheld": [{"rule": entry.rule, "subject": entry.subject, "line": entry.line} for entry in one.withheld],
    }
