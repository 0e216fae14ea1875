"""When an invented person came and left: for years where people live, days or months where stays are short."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sipforms.actions.demonstration.chance import identifier, normal, spread
from sipforms.actions.demonstration.person import Person
from sipforms.engine.duration import MONTHS_A_YEAR, parse_duration
from sipforms.engine.people import Episode
from sipforms.engine.points import point_of, root_of
from sipforms.engine.programme import Programme

STAFF = "DEMO"
UNITS = ("Hus A", "Hus B", "Hus C")
PLACES = (
    *("Månehuset", "Regnbuen", "Havtågen", "Nordlyset", "Stjernestøv", "Kometen", "Solhvirvlen", "Drivisen"),
    *("Perlemor", "Skyfyret", "Vindrosen", "Syvstjernen", "Dugdråben", "Klangbunden", "Rimfrosten"),
)
INVENTED = "{name} (opdigtet)"
_YEAR = 365.25
_MONTH = _YEAR / MONTHS_A_YEAR
_A_YEAR = 365
_SKEW = 0.75
_WINDOW = 2.5
_LEFT, _CAME_BACK, _CAME_BACK_SOON = 0.13, 0.06, 0.09
_ROUNDS = 4
_FEW = 12
_LIVED = 1500.0  # days in which a course runs where people live for years
_BEYOND = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stays are made of: the programme's figures in days, and the day.

    ``usual`` is the usual length of a stay, nothing where people live for years; ``interval`` the usual time between
    two rounds; ``window`` how far back the first day of a stay lies at most.
    """

    programme: Programme
    seed: int
    today: date
    usual: float | None
    interval: float
    window: float
    units: tuple[str, ...]


def setting(programme: Programme, seed: int, today: date, citizens: int, *, country: bool) -> Setting:
    """The setting of one facility, or of the whole country."""
    figures = programme.demonstration
    usual = days_in(figures.stay)
    return Setting(
        programme=programme,
        seed=seed,
        today=today,
        usual=usual,
        interval=_interval(programme),
        window=_A_YEAR if country or usual is None else _WINDOW * usual,
        units=tuple(_facilities(figures.facilities or 1)) if country else UNITS[: 2 + (citizens > _FEW)],
    )


def days_in(written: str | None) -> float | None:
    """How many days a duration is, months as they are on average."""
    length = parse_duration(written or "")
    return None if length is None else max(1.0, length.months * _MONTH + length.days)


def _interval(programme: Programme) -> float:
    """The usual time between rounds that people take part in; a year where the schedule names none."""
    found = [
        days
        for rule in programme.schedule
        if (asked := programme.questionnaires.get(rule.questionnaire)) and asked.subject != "facility"
        if (days := days_in(rule.every)) is not None
    ]
    return median(found) if found else _YEAR


def _facilities(number: int) -> Iterator[str]:
    for place in range(number):
        again, first = divmod(place, len(PLACES))
        yield INVENTED.format(name=PLACES[first] + (f" {again + 1}" if again else ""))


def unit_of(where: Setting, person: Person) -> str:
    """The unit, or in a whole country the facility, that the person stays at."""
    if not isinstance(person.number, int):
        return where.units[0]
    return where.units[int(spread(person.number, where.seed, "unit") * len(where.units))]


def stays_of(where: Setting, person: Person) -> tuple[Episode, ...]:
    """The person's stays, the first one first; one that lasts has no discharge."""
    spans = _short(where, person) if where.usual is not None else _long(where, person)
    return tuple(
        Episode(
            id=identifier(where.seed, person.number, "stay", place),
            programme=where.programme.id,
            variant=variant_on(where, person, spans[0][0], min(end or where.today, where.today)),
            unit=unit_of(where, person),
            informants=dict.fromkeys(list(where.programme.informants)[1:], STAFF),
            admission=begun,
            discharge=end,
        )
        for place, (begun, end) in enumerate(spans)
    )


Span = tuple[date, date | None]


def _short(where: Setting, person: Person) -> list[Span]:
    """One stay, of some two: of usual length on average, most shorter and a few much longer."""
    if person.number == 0:
        return [_first_short(where)]
    begun = where.today - timedelta(days=1 + int(where.window * person.chance("came")))
    length = _length(where, person, 0)
    spans = [_ended(where, begun, length)]
    end = spans[0][1]
    if end is not None and person.chance("came-back") < _CAME_BACK_SOON:
        away = 4 + int((where.today - end).days * 0.6 * person.chance("away"))
        again = end + timedelta(days=away)
        if again < where.today:
            spans.append(_ended(where, again, _length(where, person, 1)))
    return spans


def _first_short(where: Setting) -> Span:
    """The first person has just left where that is followed up, so that something is due; else has something due."""
    usual = where.usual or where.interval
    ends = any(root_of(point_of(rule, None)) == "discharge" for rule in where.programme.schedule)
    if ends:
        end = where.today - timedelta(days=2)
        return end - timedelta(days=round(usual)), end
    return where.today - timedelta(days=round(where.interval) + 8), None


def _length(where: Setting, person: Person, stay: int) -> int:
    drawn = (where.usual or 0) * math.exp(_SKEW * person.differs("length", stay) - _SKEW**2 / 2)
    return max(2, round(drawn))


def _ended(where: Setting, begun: date, length: int) -> Span:
    end = begun + timedelta(days=length)
    return begun, end if end < where.today else None


def _long(where: Setting, person: Person) -> list[Span]:
    """A stay of up to four rounds and more; some have moved, and a few were there before."""
    if person.number == 0:
        return [(where.today - timedelta(days=round(_ROUNDS * where.interval) + 12), None)]
    lived = _lived(where, person)
    if person.chance("moved") < _LEFT:
        end = where.today - timedelta(days=5 + int(0.8 * where.interval * person.chance("when-moved")))
        return [(end - timedelta(days=round(lived)), end)]
    begun = where.today - timedelta(days=round(lived))
    if person.chance("came-back") < _CAME_BACK:
        end = begun - timedelta(days=20 + int(where.interval * 0.6 * person.chance("away")))
        before = round(where.interval * (0.4 + 1.2 * person.chance("stayed-before")))
        return [(end - timedelta(days=before), end), (begun, None)]
    return [(begun, None)]


def _lived(where: Setting, person: Person) -> float:
    """For how many days somebody has lived there: nearly half have a round about now, a few have only just come."""
    rounds = min(_ROUNDS, int((_ROUNDS + 0.85) * person.chance("rounds")))
    if person.chance("about-now") < 0.45:
        about = where.interval * rounds + 11 * rounds * min(1.0, where.interval / _A_YEAR)
        return max(2.0, about + (36 * person.chance("offset") - 22) * min(1.0, where.interval / _A_YEAR))
    return max(2.0, where.interval * (rounds + person.chance("offset")))


def variant_on(where: Setting, person: Person, came: date, day: date) -> str | None:
    """The target group of a person: for good, or where the groups are ages the one that they have grown into."""
    groups = [one.id for one in where.programme.variants]
    lasts = days_in(where.programme.demonstration.variant_lasts)
    if not groups:
        return None
    if lasts is None:
        choices = [None, *groups]
        return choices[int(person.chance("group") * len(choices))]
    age = person.chance("age") * len(groups) + (day - came).days / lasts
    return groups[min(len(groups) - 1, int(age))]


def gone_of(where: Setting, stay: Episode, day: date, offset: float = 0.0) -> float:
    """How much of the course is gone on a day: of the stay where its end is in sight, else of some years.

    ``offset`` is what was gone when the stay began, for somebody who has been there before.
    """
    whole = _LIVED
    if where.usual is not None:
        whole = max(where.usual, float(((stay.discharge or day) - stay.admission).days), 1.0)
    return min(_BEYOND, offset + (1 - offset) * (day - stay.admission).days / whole)


def shifted_level(where: Setting, person: Person) -> float:
    """Places differ a little: what a unit adds to everybody's level there."""
    return 0.03 * normal(where.seed, "place", unit_of(where, person))
