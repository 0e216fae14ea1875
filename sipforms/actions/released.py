"""The register of released reports: what each told, so that no later one gives anybody away by differing from it."""

from dataclasses import dataclass, replace

from sipforms.actions.group_records import group_records, keep_group_record
from sipforms.actions.workplace import Workplace
from sipforms.engine.build.data import whole
from sipforms.engine.withhold.released import Released, ReleasedLine
from sipforms.engine.withhold.releasing import Releasing
from sipforms.engine.withhold.written import read_released, written
from sipforms.store.group_records import GroupKind, GroupRecord

PROGRAMME, AT, KNOWN = "programme", "at", "known"
"""``KNOWN``: how many records lay in the register when this one was added: so it is seen when one was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What earlier reports of a programme told, oldest first, and how many of the records cannot be read here.

    Those that were there when a later one was added, and are gone, count as unread. ``records`` is how many there are,
    of whichever programme. Not promised: that it is seen when the newest records, or all, were taken away.
    """

    reports: tuple[Released, ...] = ()
    unread: int = 0
    records: int = 0


def register(workplace: Workplace, programme: str | None = None) -> Register:
    """What was released of the programme, or of all. Raises NotAllowed, StoreUnavailable."""
    found = group_records(workplace, GroupKind.RELEASED)
    mine = sorted((one for one in found.records if programme in (None, one.content.get(PROGRAMME))), key=_moment)
    read = [_read(one) for one in mine]
    records = len(found.records) + len(found.damaged) + len(found.closed)
    at_least = max(((whole(one.content.get(KNOWN)) or 0) + 1 for one in found.records), default=0)
    return Register(
        reports=tuple(one for one in read if one is not None),
        unread=len(found.damaged) + len(found.closed) + read.count(None) + max(at_least - records, 0),
        records=records,
    )


def _read(record: GroupRecord) -> Released | None:
    found = read_released(record.content)
    return None if found is None else replace(found, programme=str(record.content.get(PROGRAMME, "")))


def _moment(record: GroupRecord) -> str:
    return str(record.content.get(AT, ""))


def remember(workplace: Workplace, programme: str, releasing: Releasing, title: str, before: Register) -> None:
    """Keeps what a report tells, before it is shown; what was told before in just the same way is kept already.

    ``before`` is the register as it was read for it. Raises NotAllowed, StoreUnavailable, NoKey.
    """
    known: dict[tuple[str, str], list[ReleasedLine]] = {}
    for report in releasing.register:
        for line in report.lines if report.policy == releasing.policy else ():
            known.setdefault(line.key, []).append(line)
    new = tuple(line for line in releasing.lines if line not in known.get(line.key, ()))
    if new:
        now = workplace.now()
        told = replace(releasing.released(now.date(), title), lines=new)
        content = {**written(told), PROGRAMME: programme, AT: now.isoformat(), KNOWN: before.records}
        keep_group_record(workplace, GroupKind.RELEASED, content)
