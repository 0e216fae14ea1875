"""Who sat with a draft and when, as its journal tells: each entry carries who wrote it and when that sitting began."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sipforms.engine.ask.draft import Entry
from sipforms.engine.response import Sitting

AT, BY, SINCE = "at", "by", "since"


def stamped(entry: Entry, by: str, since: datetime | None, at: datetime) -> Entry:
    """The journal entry with when it was made, by whom, and when the sitting began that it was made in."""
    sitting = {} if since is None else {BY: by, SINCE: since.isoformat()}
    return {**entry, AT: at.isoformat(), **sitting}


def sittings_in(entries: Iterable[Entry]) -> tuple[Sitting, ...]:
    """The sittings that the entries were made in, in the order in which they began.

    Entries from before sittings were written down tell of none.
    """
    found: tuple[Sitting, ...] = ()
    for entry in _each(entries):
        at, by, since = entry.get(AT), entry.get(BY), entry.get(SINCE)
        if isinstance(at, str) and isinstance(by, str) and isinstance(since, str):
            one = Sitting(by=by, began=datetime.fromisoformat(since), ended=datetime.fromisoformat(at))
            found = with_sitting(found, one)
    return found


def _each(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry, those inside an entry that brings several along too.

    Such a one also tells of sittings of which nothing stands any more.
    """
    for entry in entries:
        yield entry
        for inside in (entry.get("entries"), entry.get("sittings")):
            if isinstance(inside, list):
                yield from _each(one for one in inside if isinstance(one, dict))


def with_sitting(sittings: tuple[Sitting, ...], one: Sitting) -> tuple[Sitting, ...]:
    """The sittings and this one; two that the same person began at the same moment are one, up to its later end."""
    known = {(each.by, each.began): each for each in sittings}
    before = known.get((one.by, one.began))
    known[(one.by, one.began)] = one if before is None or before.ended < one.ended else before
    return tuple(sorted(known.values(), key=lambda each: (each.began, each.by)))
