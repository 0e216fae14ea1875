"""People who answered in one year and in the next, at the institution of ``lille_sikret``, written in a line each."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sipforms.engine.gather.facility.against import Against
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.people import Episode
from sipforms.engine.programme import LEAST_SHOWN, Area, Entry, Item, Programme
from sipforms.engine.report import GroupInput
from sipforms.engine.response import Response
from sipforms.engine.withhold.block import Policy
from sipforms.engine.withhold.releasing import Releasing
from tests.engine.checking import words
from tests.engine.stays import secure

BEFORE = Span(begins=date(2025, 1, 1), ends=date(2025, 12, 31))
NOW = Span(begins=date(2026, 1, 1), ends=date(2026, 12, 31))
DAYS = {"long_ago": date(2024, 6, 1), "before": date(2025, 3, 1), "now": date(2026, 3, 1), "later": date(2027, 2, 1)}


@cache
def of_citizens() -> Programme:
    """The programme with the same questions asked about the person, whatever the stay."""
    made = secure()
    status = replace(made.questionnaires["status"], subject="citizen")
    return replace(made, questionnaires={**made.questionnaires, "status": status})


@cache
def put_otherwise() -> Programme:
    """Another version, in which the words of all questions about school are others."""
    made = of_citizens()
    status = made.questionnaires["status"]
    entries = tuple(_otherwise(one) if one.path == ("skole",) else one for one in status.entries)
    questionnaires = {**made.questionnaires, "status": replace(status, entries=entries)}
    return replace(made, questionnaires=questionnaires, version="0.9.0", digest="0" * 64)


def _otherwise(entry: Entry) -> Entry:
    if isinstance(entry, Area):
        return replace(entry, entries=tuple(map(_otherwise, entry.entries)))
    if isinstance(entry, Item):
        return replace(entry, questions=tuple(replace(one, signature="other") for one in entry.questions))
    return entry


def people(written: Iterable[Mapping[str, Any]]) -> tuple[Stay, ...]:
    """People, each line as often as its ``times`` says, in one stay each unless ``person`` names whose it is."""
    several = (one for one in written for _ in range(one.get("times", 1)))
    return tuple(_stay(number, one) for number, one in enumerate(several))


def _stay(number: int, written: Mapping[str, Any]) -> Stay:
    """``before`` and ``now`` are the numbers for school (a list: and everyday life), ``modes`` how each was given.

    ``version: old`` says that the first was given to the other version. ``rounds`` are all numbers of a stay, a month
    apart, up to the first of March 2026.
    """
    person, made = str(written.get("person", number)), of_citizens()
    if "rounds" in written:
        last = len(written["rounds"]) - 1
        days = [DAYS["now"] - timedelta(days=30 * (last - place)) for place in range(last + 1)]
        given = [_response(number, day, one, written) for day, one in zip(days, written["rounds"], strict=True)]
    else:
        given = [_response(number, day, written[name], written, name) for name, day in DAYS.items() if name in written]
    episode = Episode(
        id=f"e{number}",
        programme=made.id,
        admission=date(2020, 1, 1),
        discharge=written.get("discharge"),
        unit=written.get("unit", ""),
    )
    return Stay(person=person, episode=episode, responses=tuple(given))


def _response(number: int, day: date, said: Any, written: Mapping[str, Any], name: str = "") -> Response:
    made = put_otherwise() if written.get("version") == "old" and name == "before" else of_citizens()
    school, daily = said if isinstance(said, list) else (said, None)
    answers: dict[str, Any] = {"skole": {"gaar": school, "glad": school}}
    answers |= {} if daily is None else {"hverdag": {"op": daily}}
    then = datetime.combine(day, datetime.min.time(), UTC)
    return Response(
        id=f"{number}-{day}",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="status",
        episode=f"e{number}",
        mode=written.get("modes", {}).get(name, written.get("mode", "interview")),
        informant=written.get("informant", "kontaktperson"),
        answered_on=day,
        begun_at=then,
        handed_in_at=then,
        answers=answers,
    )


def development_input(stays: tuple[Stay, ...], written: Mapping[str, Any], **settings: Any) -> GroupInput:
    """What the section is handed; ``written`` may say ``place``, ``others``, ``published`` and ``about: stay``."""
    made, is_public = of_citizens(), bool(written.get("published"))
    place = written.get("place", "")
    others = tuple(written.get("others", ()))
    return GroupInput(
        programme=secure() if written.get("about") == "stay" else made,
        programmes={one.digest: one for one in (made, put_otherwise())},
        stays=stays,
        settings=settings,
        vocabulary=words(),
        audience=("staff",),
        least=LEAST_SHOWN,
        every=stays,
        period=NOW,
        place=place,
        against=Against(places=others) if others else None,
        is_public=is_public,
        releasing=Releasing(policy=Policy(kind="published" if is_public else "within", least=LEAST_SHOWN, place=place)),
    )
