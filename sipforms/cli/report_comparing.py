"""... compared: with the other units here, or with a report in a file, as the options say; and what is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from sipforms.actions.comparing import comparison_set, least_of
from sipforms.actions.gathering import Gathered, Scope
from sipforms.actions.group_report import PUBLISHED, Terms
from sipforms.engine.gather.facility.against import Against, ReleasedReport
from sipforms.engine.programme import Programme, ReportDefinition
from sipforms.render.groups.data import FORMAT
from sipforms.render.groups.read_back import LARGEST, Unfit, read_back
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.suggestion import nearest

_UNFIT: dict[Unfit, str] = {
    "notJson": N_("{file} is not JSON. Compare with a report that was written with `--format json`."),
    "notAReport": N_("{file} is not a report. Compare with a report that was written with `--format json`."),
    "newer": N_("{file} was written by a newer sipforms. Ask for it in this version's format, or update sipforms."),
    "notPublished": N_(
        "{file} is about one facility, and not meant to be compared with. Ask for a report about the target group or "
        "the country."
    ),
    "tooFewPlaces": N_(
        "{file} does not say that it is about at least three places, so nothing can be compared with it. Ask for a "
        "report of more places."
    ),
    "noQuestions": N_("{file} tells of no question. Ask for a report with the answers question by question."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for, as typed, as far as it is about comparing."""

    unit: str | None = None
    compare: bool = False
    compare_with: str | None = None
    left_out: tuple[str, ...] = ()
    public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """What a report is to be compared with, before anything is gathered."""

    with_others: bool = False
    released: ReleasedReport | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    is_public: bool = False


def comparing_asked(definition: ReportDefinition, programme: Programme, asked: Wanted) -> Comparing:
    """What the options ask for; wrong use where they do not go together, or the file is nothing to compare with."""
    _must_fit(definition, asked)
    released = None if asked.compare_with is None else _read(Path(asked.compare_with), programme)
    return Comparing(
        with_others=asked.compare,
        released=released,
        left_out=dict(_left_out(asked.left_out)),
        is_public=asked.public,
    )


def _must_fit(definition: ReportDefinition, asked: Wanted) -> None:
    compares = asked.compare or asked.compare_with is not None
    if compares and definition.about in PUBLISHED:
        raise click.UsageError(
            _(
                "`{name}` is about all places together. Choose a report about a facility to compare it with others."
            ).format(name=definition.id)
        )
    if asked.compare and asked.compare_with is not None:
        raise click.UsageError(_("Write either `--compare` or `--compare-with`."))
    if asked.compare and asked.unit is None:
        raise click.UsageError(_("Say which unit is compared with the others, with `--unit`."))
    if asked.left_out and not asked.compare:
        raise click.UsageError(_("`--leave-out` belongs to `--compare`."))


def _left_out(written: Iterable[str]) -> Iterable[tuple[str, str]]:
    for one in written:
        place, equals, reason = one.partition("=")
        if not equals or not place.strip() or not reason.strip():
            raise click.UsageError(
                _("`--leave-out` takes a unit and a reason, such as {example}.").format(
                    example=f'`--leave-out "{_("North=rebuilt all year")}"`'
                )
            )
        yield place.strip(), reason.strip()


def _read(file: Path, programme: Programme) -> ReleasedReport:
    try:
        if file.stat().st_size > LARGEST:
            raise click.UsageError(_("{file} is far too large for a report. Choose another file.").format(file=file))
        written = file.read_bytes()
    except OSError as fault:
        raise click.UsageError(_("{file} cannot be read.").format(file=file)) from fault
    found = read_back(written, FORMAT)
    if not isinstance(found, ReleasedReport):
        raise click.UsageError(_(_UNFIT[found]).format(file=file))
    if found.programme != programme.id:
        raise click.UsageError(
            _("{file} is about another programme ({other}). Ask for a report of the right programme.").format(
                file=file, other=plain(found.programme)
            )
        )
    return found


def terms_of(asked: Comparing, programme: Programme, scope: Scope, gathered: Gathered) -> Terms:
    """The comparison set of what was gathered. A unit to leave out that nobody lives in is wrong use."""
    if asked.released is not None:
        return Terms(against=Against(released=asked.released), is_public=asked.is_public)
    if not asked.with_others:
        return Terms(is_public=asked.is_public)
    for place in asked.left_out:
        if place not in gathered.units:
            said = _("No stay says that anybody lives in `{name}`.").format(name=place)
            raise click.UsageError(said + nearest(place, gathered.units))
    against = comparison_set(gathered, scope, asked.left_out, least_of(programme))
    return Terms(against=against, is_public=asked.is_public)
