"""Who has a form open, where and since when, in words."""

from datetime import datetime, tzinfo

from sipforms.render.language import _, format_date
from sipforms.render.plain import plain
from sipforms.store.lease import Lease


def in_use_words(lease: Lease, now: datetime) -> str:
    """That somebody has the form open, on which machine, since when, and when they last answered in it."""
    said = _("{who} has the form open on {machine}, since {since} (last seen {seen}).")
    return said.format(
        who=plain(lease.by) or _("Somebody"),
        machine=plain(lease.workstation),
        since=moment_words(lease.since, now),
        seen=moment_words(lease.seen, now),
    )


def as_well_words(lease: Lease, now: datetime) -> str:
    """That somebody has the very same draft open as well, as can happen on a disk without locks."""
    said = _(
        "{who} has the form open on {machine} as well, since {since}. Both of you write in it: one of you should put it"
        " aside."
    )
    return said.format(
        who=plain(lease.by) or _("Somebody"),
        machine=plain(lease.workstation),
        since=moment_words(lease.since, now),
    )


def moment_words(moment: datetime, now: datetime) -> str:
    """The time by the clock here, with the day where that is not today."""
    here = moment.astimezone(_zone(now))
    time = f"{here:%H:%M}"
    return time if here.date() == now.date() else f"{format_date(here.date())} {time}"


def _zone(now: datetime) -> tzinfo | None:
    return now.tzinfo
