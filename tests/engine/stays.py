"""Stays at the small secure institution of ``tests/bundles/good/lille_sikret``, written in a line each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sipforms.engine.build import build
from sipforms.engine.gather.stay import Stay
from sipforms.engine.people import Episode
from sipforms.engine.programme import LEAST_SHOWN, Programme, Section
from sipforms.engine.read.bundle import read
from sipforms.engine.report import GroupInput
from sipforms.engine.response import Response
from sipforms.engine.withhold.block import Policy
from sipforms.engine.withhold.releasing import Releasing
from tests.engine.checking import BUNDLES, words

ADMITTED = date(2026, 1, 1)


@cache
def secure() -> Programme:
    return build(read(BUNDLES / "good" / "lille_sikret"))


def section(report: str, name: str) -> Section:
    """A section of one of its reports."""
    found = next(one for one in secure().reports if one.id == report)
    return next(one for one in found.sections if one.section == name)


def response(questionnaire: str, number: int, day: int, answers: Mapping[str, Any], **envelope: Any) -> Response:
    """One response on a day counted from admission."""
    when = ADMITTED + timedelta(days=day)
    then = datetime.combine(when, datetime.min.time(), UTC)
    about: dict[str, Any] = {
        "id": f"{questionnaire}-{number}-{day}-{envelope.get('informant', '')}",
        "episode": f"e{number}",
        **envelope,
    }
    made = secure()
    return Response(
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire=questionnaire,
        answered_on=when,
        begun_at=then,
        handed_in_at=then,
        answers=answers,
        **about,
    )


def stay(number: int, written: Mapping[str, Any]) -> Stay:
    """One stay. ``skole`` and ``hverdag`` are its numbers in order, ``modes`` how each was answered.

    ``given`` is what was ticked (left out: not answered), ``psykiatri`` yes or no, ``forloeb`` the kinds in rows,
    ``koen`` and ``alder`` the background.
    """
    who = written.get("informant", "kontaktperson")
    school, daily = written.get("skole", []), written.get("hverdag", [])
    modes = written.get("modes", ["observation"] * max(len(school), len(daily)))
    responses = []
    for place, mode in enumerate(modes):
        answers: dict[str, Any] = {}
        if place < len(school):
            answers["skole"] = {"gaar": school[place], "glad": school[place]}
        if place < len(daily):
            answers["hverdag"] = {"op": daily[place]}
        responses.append(response("status", number, 30 * place, answers, mode=mode, informant=who))
    known = {key: written[key] for key in ("koen", "alder") if key in written}
    responses += [response("indskrivning", number, 0, known)] if known else []
    helped = dict(_helped(written))
    responses += [response("indsats", number, 60, helped)] if helped or "given" in written else []
    episode = Episode(id=f"e{number}", programme=secure().id, admission=ADMITTED, unit=written.get("unit", ""))
    return Stay(person=str(written.get("person", number)), episode=episode, responses=tuple(responses))


def _helped(written: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if written.get("given") is not None:
        yield "skole", {"givet": list(written["given"])}
    if "psykiatri" in written:
        yield "psykiatri", written["psykiatri"]
    if "forloeb" in written:
        yield "forloeb", [{"id": str(place), "slags": kind} for place, kind in enumerate(written["forloeb"])]


def stays(written: Iterable[Mapping[str, Any]]) -> tuple[Stay, ...]:
    """Stays, each as often as its ``times`` says, of different people unless ``person`` names one."""
    several = (one for one in written for _ in range(one.get("times", 1)))
    return tuple(stay(number, one) for number, one in enumerate(several))


def group_input(these: tuple[Stay, ...], least: int = LEAST_SHOWN, **settings: Any) -> GroupInput:
    """What the section is handed, with its settings as the programme writes them or others."""
    own = dict(section("hvad_hjaelper", "interventionsByOutcome").settings)
    made = secure()
    return GroupInput(
        programme=made,
        programmes={made.digest: made},
        stays=these,
        settings={**own, **settings},
        vocabulary=words(),
        audience=("staff",),
        least=least,
        releasing=Releasing(policy=Policy(kind="within", least=least)),
    )
