"""A citizen's rounds, and the inputs that sections of the individual report are made from."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sipforms.engine.compare.history import history
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Response
from tests.scores.small import programme, vocabulary

FACES = {
    "direction": "higherIsWorse",
    "oneOf": [
        *({"const": number, "title": f"Besvær {number}"} for number in range(4)),
        {"const": "ved_ikke", "title": "Ved ikke", "missing": "dontKnow"},
    ],
}
WORDS: dict[str, Any] = {"type": "string", "multiline": True, "sensitivity": "freeText"}
QUESTIONS: dict[str, Any] = {
    "venner": {
        "title": "Venner",
        "properties": {
            "naer": {"title": "En nær ven", "scale": "begge"},
            "besoeg": {"title": "Besøg", "scale": "begge"},
        },
    },
    "krop": {"title": "Krop", "properties": {"soevn": {"title": "Din søvn", "scale": "begge"}}},
    "trapper": {"title": "Trapper", "scale": "svaert"},
    "skjult": {"title": "Kun for personalet", "scale": "fem", "audience": ["staff"]},
    "navn": {"title": "Navn", "type": "string", "sensitivity": "identity"},
    "ord": {"title": "Dine egne ord", **WORDS},
    "lukket": {"title": "Personalets ord", "audience": ["staff"], **WORDS},
}


def _mean(title: str, items: str, area: str | None = None) -> dict[str, Any]:
    about = {} if area is None else {"area": area}
    return {"title": title, "scorer": "mean", "items": items, "missing": {"maxShare": "1/2"}, **about}


INDICATORS: dict[str, Any] = {
    "venner_tilfreds": _mean("Tilfredshed: Venner", "venner.*.tilfreds", "venner"),
    "krop_tilfreds": _mean("Tilfredshed: Krop", "krop.*.tilfreds", "krop"),
    "trapper_svaert": _mean("Trapper", "trapper"),
    "skjult": _mean("Skjult", "skjult"),
    "antal": {**_mean("Hvor mange", "venner.*.tilfreds"), "scorer": "count", "where": {"atLeast": 4}},
}
MADE = programme(
    QUESTIONS,
    INDICATORS,
    {"svaert": FACES},
    {"modes": ["interview", "observation"], "informants": ["borger", "personale"]},
    informants={"borger": "Borgeren", "personale": "Personalet"},
)


def pair(important: Any, satisfied: Any) -> dict[str, Any]:
    return {"vigtig": important, "tilfreds": satisfied}


def answered(naer: Any, besoeg: Any, soevn: Any, **more: Any) -> dict[str, Any]:
    return {"venner": {"naer": naer, "besoeg": besoeg}, "krop": {"soevn": soevn}, **more}


def response(number: int, day: date, answers: Mapping[str, Any], made: Programme = MADE, **envelope: Any) -> Response:
    then = datetime.combine(day, datetime.min.time(), UTC)
    about: dict[str, Any] = {"mode": "interview", "informant": "borger", **envelope}
    return Response(
        id=f"s{number}",
        programme=made.id,
        version=made.version,
        digest=made.digest,
        questionnaire="q",
        answered_on=day,
        begun_at=then,
        handed_in_at=then,
        answers=answers,
        **about,
    )


def given(*responses: Response, audience: tuple[str, ...] = ("staff",), **more: Any) -> SectionInput:
    """What a section is made from: the series of the first response's informant."""
    made = {MADE.digest: MADE}
    every = history(made, responses, vocabulary()).series
    series = next(one for one in every if one.informant == responses[0].informant)
    about: dict[str, Any] = {"settings": {}, "vocabulary": vocabulary(), "stays": (), **more}
    return SectionInput(programme=MADE, programmes=made, series=series, audience=audience, every=every, **about)


def stay(id_: str, unit: str, begun: date) -> Episode:
    return Episode(id=id_, programme=MADE.id, unit=unit, admission=begun)
