"""What a report compares with what, and the limits it is made under."""

from collections.abc import Iterator
from typing import Literal

from sipforms.engine.gather.facility.against import LEAST_PLACES
from sipforms.engine.gather.facility.compared import Compared, VersionUsed, With
from sipforms.engine.gather.facility.counting import OWN
from sipforms.engine.gather.facility.telling import own_line
from sipforms.engine.gather.stay import Stay
from sipforms.engine.report import GroupInput


def compare(given: GroupInput) -> Compared:
    """The places in and out of the comparison, the periods, the versions and the limits of a report."""
    against = given.against
    released = against.released if against is not None else None
    return Compared(
        own=given.place,
        begins=given.period.begins,
        ends=given.period.ends,
        policy="published" if given.is_public else "within",
        least=given.least,
        least_places=LEAST_PLACES,
        compared_with=_with(given),
        others=_others(given),
        out=released.out if released is not None else against.out if against is not None else (),
        versions=tuple(_versions(given)),
        lack=_lack(given),
        file_title=released.title if released is not None else "",
        file_begins=released.begins if released is not None else None,
        file_ends=released.ends if released is not None else None,
        file_made=released.made if released is not None else None,
    )


def _with(given: GroupInput) -> With:
    if given.against is None:
        return "nothing"
    return "places" if given.against.released is None else "file"


def _others(given: GroupInput) -> tuple[str, ...]:
    """The places compared with; in a report about a target group or the country, those that it is about."""
    if given.against is not None:
        released = given.against.released
        return given.against.places if released is None else released.places
    if own_line(given) == OWN:
        return ()
    return tuple(sorted({stay.episode.unit for stay in given.every if _answered(stay, given)} - {""}))


def _answered(stay: Stay, given: GroupInput) -> bool:
    return any(given.period.holds(one.answered_on) for one in stay.responses)


def _lack(given: GroupInput) -> Literal["tooFewPlaces"] | None:
    """Why there is no comparison although there was to be one."""
    is_asked = given.against is not None or own_line(given) != OWN
    return "tooFewPlaces" if is_asked and len(_others(given)) < LEAST_PLACES else None


def _versions(given: GroupInput) -> Iterator[VersionUsed]:
    """The versions of the programme that answers of the period at this place were made with, oldest first."""
    used = {
        one.version: one.version == given.programme.version
        for stay in given.every
        if given.place in ("", stay.episode.unit)
        for one in stay.responses
        if given.period.holds(one.answered_on)
    }
    yield from (VersionUsed(version=version, is_now=used[version]) for version in sorted(used, key=_parts))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(one) if one.isdigit() else 0 for one in version.split("."))
