"""Which other places a report is compared with: those where enough people answered, without those left out."""

from collections.abc import Iterator, Mapping

from sipforms.actions.gathering import Gathered, Scope
from sipforms.engine.gather.facility.against import Against
from sipforms.engine.gather.facility.compared import PlaceOut
from sipforms.engine.gather.period import Span
from sipforms.engine.programme import LEAST_SHOWN, Programme


def least_of(programme: Programme) -> int:
    """The fewest people that anything is told of."""
    return max(LEAST_SHOWN, programme.suppression_minimum)


def comparison_set(gathered: Gathered, scope: Scope, left_out: Mapping[str, str], least: int) -> Against:
    """The other places, and why some of them are not compared with; ``left_out`` has the reasons that were given.

    A place where too few answered is left out: what it answered could be told by whoever knows the others.
    """
    answered = people_by_place(gathered, scope)
    out = tuple(_out(gathered, scope, left_out, {place for place, people in answered.items() if len(people) >= least}))
    away = {scope.unit, *(one.place for one in out)}
    return Against(places=tuple(place for place in gathered.units if place not in away), out=out)


def _out(gathered: Gathered, scope: Scope, left_out: Mapping[str, str], enough: set[str]) -> Iterator[PlaceOut]:
    for place in gathered.units:
        if place == scope.unit:
            continue
        if place in left_out:
            yield PlaceOut(place=place, why="leftOut", reason=left_out[place])
        elif place not in enough:
            yield PlaceOut(place=place, why="few")


def people_by_place(gathered: Gathered, scope: Scope) -> Mapping[str, set[str]]:
    """Who answered anything in the period, by the place of the stay."""
    span = Span(begins=scope.begins, ends=scope.ends)
    found: dict[str, set[str]] = {}
    for stay in gathered.every:
        if any(span.holds(one.answered_on) for one in stay.responses):
            found.setdefault(stay.episode.unit, set()).add(stay.person)
    return found


def anybody_in(gathered: Gathered, scope: Scope) -> bool:
    """Whether anybody had a stay at the place at any time of the period, or answered in it."""
    span = Span(begins=scope.begins, ends=scope.ends)
    here = (stay for stay in gathered.every if scope.unit in (None, stay.episode.unit))
    return any(
        span.overlaps(stay.episode.admission, stay.episode.discharge)
        or any(span.holds(one.answered_on) for one in stay.responses)
        for stay in here
    )
