"""What examples cover, as a table for each questionnaire, and what they do not, in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sipforms.actions.trying.coverage import ASPECTS, Coverage, Point
from sipforms.engine.paths import parsed
from sipforms.engine.programme import Programme
from sipforms.render.language import N_, _, format_number, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import question_title
from sipforms.render.trying.columns import INDENT, folded, side_by_side, widths_for
from sipforms.render.trying.differences import place_words
from sipforms.render.trying.words import indicator_title

_HEADINGS = {
    "items": N_("items"),
    "conditions": N_("conditions"),
    "rules": N_("missing rules"),
    "options": N_("options"),
}
_ROLES = {
    "visibleIf": {
        "true": N_("{what} is never shown on account of its condition."),
        "false": N_("{what} is never hidden by its condition."),
    },
    "requiredIf": {
        "true": N_("{what} is never required on account of its condition."),
        "false": N_("{what} is never left free by its condition."),
    },
    "gate": {
        "true": N_("Nobody in the examples gets past {what}."),
        "false": N_("Nobody in the examples is kept from getting past {what}."),
    },
    "where": {
        "true": N_("{what}: no expected number has anything that counts."),
        "false": N_("{what}: no expected number has anything that does not count."),
    },
    "among": {
        "true": N_("{what}: no expected number has a row that is looked at."),
        "false": N_("{what}: no expected number has a row that is not looked at."),
    },
    "assert": {
        "true": N_("The check {what} is never met."),
        "false": N_("The check {what} is never tripped."),
    },
}
_RULES = {
    "met": N_("{what}: no example expects a number."),
    "unmet": N_("{what}: no example expects that too few have answered."),
}
_FEW = 10


def coverage_text(found: Coverage, programme: Programme, folder: Path, *, every: bool, width: int = 80) -> str:
    """The table, and the first ten (or all) of what is not covered, with places."""
    lines = [*_table(found, programme, width), ""]
    missed = found.missed
    for point in missed if every else missed[:_FEW]:
        lines += folded(f"{place_words(point.place, folder)}  {point_words(point, programme)}", width, INDENT)
    more = 0 if every else len(missed) - _FEW
    if more > 0:
        said = ngettext("and {count} more: see it with --all", "and {count} more: see them with --all", more)
        lines.append(INDENT + said.format(count=more))
    return "\n".join(lines).rstrip()


def percent_words(percent: float) -> str:
    """A share of the whole, rounded down so that 100 means all of it."""
    shown = int(percent * 10) / 10
    return _("{number} %").format(number=format_number(shown, 0 if shown.is_integer() else 1))


def _table(found: Coverage, programme: Programme, width: int) -> Iterator[str]:
    heading = (_("Covered by examples"), *(_(_HEADINGS[aspect]) for aspect in ASPECTS))
    rows: list[Sequence[str]] = [heading]
    for id_, questionnaire in programme.questionnaires.items():
        cells = (_of(*found.of(id_, aspect)) for aspect in ASPECTS)
        rows.append((plain(questionnaire.title), *cells))
    rows.append((_("All together"), *(_of(*found.of(None, aspect)) for aspect in ASPECTS)))
    narrow = [max(len(row[at]) for row in rows) for at in range(1, len(ASPECTS) + 1)]
    yield from side_by_side(rows, widths_for(width, narrow))
    covered, count = found.of()
    yield ""
    yield INDENT + _("{covered} of {count}: {percent}").format(
        covered=covered, count=count, percent=percent_words(found.percent)
    )


def _of(covered: int, count: int) -> str:
    return _("{covered} of {count}").format(covered=covered, count=count) if count else "–"


def point_words(point: Point, programme: Programme) -> str:
    """What is not covered, as a sentence."""
    questionnaire = programme.questionnaires[point.questionnaire]
    match point.aspect:
        case "items":
            title = question_title(questionnaire, parsed(point.name))
            return _("{what} is answered in no example.").format(what=title)
        case "options":
            option = "" if point.option is None else plain(point.option.title)
            return _("“{option}” of {scale} is chosen in no example.").format(option=option, scale=plain(point.name))
        case "rules":
            return _(_RULES[point.way]).format(what=indicator_title(point.name, programme))
    if point.role in ("where", "among"):
        return _(_ROLES[point.role][point.way]).format(what=indicator_title(point.name, programme))
    name = f"`{plain(point.name)}`" if point.role == "assert" else question_title(questionnaire, parsed(point.name))
    return _(_ROLES[point.role][point.way]).format(what=name)
