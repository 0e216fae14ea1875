"""A small residential home with three houses, and what its people answered, written in a line each."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sipforms.engine.build import build
from sipforms.engine.gather.facility.against import Against
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.manifest import Section
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.report import GroupInput
from sipforms.engine.response import Response
from sipforms.engine.withhold.block import Policy
from sipforms.engine.withhold.releasing import Releasing
from tests.engine.checking import bundle, words

YEAR = Span(begins=date(2025, 10, 1), ends=date(2026, 9, 30))
TODAY = date(2026, 11, 22)
ADMITTED, ASKED = date(2020, 1, 1), date(2026, 3, 1)

_STEPS = [
    {"const": value, "title": title} for value, title in enumerate(("Slet ikke", "Lidt", "Noget", "Meget", "Helt"), 1)
]
_NOT = [
    {"const": "ved_ikke", "title": "Ved ikke", "missing": "dontKnow"},
    {"const": "vil_ikke", "title": "Vil ikke svare", "missing": "declined"},
]
_SCALES = {
    "fem": {"direction": "higherIsMore", "oneOf": [*_STEPS, *_NOT]},
    "begge": {
        "dimensions": ["vigtigt", "tilfreds"],
        "properties": {
            "vigtigt": {"title": "Vigtigt?", "scale": "fem"},
            "tilfreds": {"title": "Tilfreds?", "scale": "fem", "direction": "higherIsBetter"},
        },
    },
    "hjaelp": {"direction": "none", "oneOf": [{"const": "mad", "title": "Mad"}, {"const": "tur", "title": "Tur"}]},
}
_LIFE = {
    "title": "Liv",
    "subject": "citizen",
    "element": "outcome",
    "modes": ["interview", "assisted", "observation"],
    "informants": ["borger", "kontaktperson"],
    "properties": {
        "hjem": {
            "title": "Hjemmet",
            "properties": {
                "ro": {"title": "Ro", "scale": "begge"},
                "mad": {"title": "Mad", "scale": "begge"},
                "rum": {"title": "Værelset", "scale": "fem", "direction": "higherIsBetter"},
            },
        },
        "hjaelp": {"title": "Hvad hjælper?", "type": "array", "uniqueItems": True, "items": {"scale": "hjaelp"}},
        "flyttet": {"title": "Er du flyttet?", "type": "boolean"},
        "navn": {"title": "Navn", "type": "string", "sensitivity": "identity"},
    },
}
_SEEN = {
    "title": "Set",
    "subject": "episode",
    "element": "outcome",
    "modes": ["observation"],
    "informants": ["kontaktperson"],
    "properties": {"glad": {"title": "Virker glad", "scale": "fem", "direction": "higherIsBetter"}},
}
_PARTS = [{"section": name} for name in ("compared", "coverage", "importance", "distribution")]
_REPORTS = {
    "tilbud": {"title": "Husets rapport", "for": "facility", "audience": ["staff"], "sections": _PARTS},
    "landet": {"title": "Alle huse", "for": "country", "audience": ["staff"], "sections": _PARTS},
}
_MANIFEST = {
    "id": "hjem",
    "title": "Hjem",
    "version": "1.0.0",
    "language": "da",
    "questionnaires": ["liv", "set"],
    "informants": {"borger": "Borgeren", "kontaktperson": "Kontaktpersonen"},
    "schedule": [
        {"questionnaire": "liv", "every": "P12M", "from": "admission", "within": "P30D"},
        {"questionnaire": "set", "at": "discharge", "within": "P7D"},
    ],
    "period": {"starts": "--10-01", "length": "P12M"},
}


def home_files(wording: str = "Ro", version: str = "1.0.0") -> dict[str, str]:
    """The files of the bundle."""
    life = json.loads(json.dumps(_LIFE))
    life["properties"]["hjem"]["properties"]["ro"]["title"] = wording
    files = {
        "programme.yaml": {**_MANIFEST, "version": version},
        "scales.yaml": {"$defs": _SCALES},
        "questionnaires/liv.yaml": life,
        "questionnaires/set.yaml": _SEEN,
        "reports.yaml": _REPORTS,
    }
    return {name: json.dumps(one, ensure_ascii=False) for name, one in files.items()}


@cache
def home(wording: str = "Ro", version: str = "1.0.0") -> Programme:
    """The programme; with another title of its first item it is another version of it."""
    return build(bundle(home_files(wording, version)))


def said(
    person: str,
    answers: Mapping[str, Any],
    *,
    on: date = ASKED,
    mode: str | None = "interview",
    informant: str | None = "borger",
    questionnaire: str = "liv",
    made: Programme | None = None,
) -> Response:
    """One response of somebody."""
    programme = made or home()
    then = datetime.combine(on, datetime.min.time(), UTC)
    return Response(
        id=f"{person}-{questionnaire}-{on}-{mode}-{informant}",
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire,
        mode=mode,
        informant=informant,
        answered_on=on,
        begun_at=then,
        handed_in_at=then,
        answers=answers,
    )


def stay(person: str, *given: Response, place: str = "Nord", left: date | None = None, came: date = ADMITTED) -> Stay:
    """The stay of somebody at a house."""
    episode = Episode(id=f"e-{person}-{place}", programme="hjem", unit=place, admission=came, discharge=left)
    return Stay(person=person, episode=episode, responses=tuple(sorted(given, key=lambda one: one.answered_on)))


def rated(**figures: int | str) -> dict[str, Any]:
    """Answers about the home: ``ro=4`` is how satisfied, ``ro_vigtigt=5`` how important, ``rum=3`` the room."""
    found: dict[str, Any] = {}
    for name, value in figures.items():
        item, _, is_important = name.partition("_")
        if item == "rum":
            found["rum"] = value
        else:
            found.setdefault(item, {})["vigtigt" if is_important else "tilfreds"] = value
    return {"hjem": found}


def everybody(ratings: Iterable[int | str], place: str = "Nord", **envelope: Any) -> tuple[Stay, ...]:
    """Somebody for each rating of how calm it is."""
    return tuple(
        stay(f"{place}{number}", said(f"{place}{number}", rated(ro=value), **envelope), place=place)
        for number, value in enumerate(ratings)
    )


SECTIONS = tuple(Section(section=name, settings={}) for name in ("compared", "coverage", "importance", "distribution"))


def asked_of(
    *stays: Stay, place: str = "", against: Against | None = None, public: bool = False, **more: Any
) -> GroupInput:
    """What sections are handed: the year, everything in scope."""
    made = [home(), *more.pop("versions", ())]
    settings = more.pop("settings", {})
    return GroupInput(
        programme=home(),
        programmes={one.digest: one for one in made},
        stays=stays,
        settings=settings,
        vocabulary=words(),
        audience=("staff",),
        every=stays,
        period=more.pop("period", YEAR),
        place=place,
        against=against,
        today=TODAY,
        is_public=public,
        sections=more.pop("sections", (*SECTIONS[:3], Section(section="distribution", settings=settings))),
        releasing=Releasing(policy=Policy(kind="published" if public else "within", place=place), **more),
    )
