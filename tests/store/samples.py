"""Invented people and answers, and all that hypothesis can think of in their place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Correction, Deed, Json, Mark, Response, Sitting
from sipforms.store.protocol import DraftEntry, DraftHeader, Purpose, StoreFacts, fresh_id

NOW = datetime(2026, 11, 22, 10, 41, 7, 123456, tzinfo=UTC)
FACILITY = "f" * 32
CASE = "c" * 32


def facts(purpose: Purpose = "demo") -> StoreFacts:
    return StoreFacts(id="5" * 32, purpose=purpose, protection="none", created=NOW, facility=FACILITY)


def citizen(key: str = CASE, name: str = "Åse Ærø") -> Citizen:
    return Citizen(id=key, code="B-1042", name=name, created_at=NOW)


def episode(key: str = "e" * 32, unit: str = "Øst") -> Episode:
    return Episode(
        id=key, programme="voksen", unit=unit, informants={"kontaktperson": "KHO"}, admission=date(2025, 3, 1)
    )


def response(key: str | None = None, answers: dict[str, Json] | None = None) -> Response:
    return Response(
        id=key or fresh_id(),
        programme="voksen",
        version="1.0.0",
        digest="d" * 64,
        questionnaire="livskvalitet",
        answered_on=date(2026, 3, 1),
        begun_at=NOW,
        handed_in_at=NOW + timedelta(minutes=20),
        answers=answers if answers is not None else {"relationer": {"venner": {"tilfredshed": 4}}},
    )


def header(case: str = CASE) -> DraftHeader:
    return DraftHeader(
        case=case, created=NOW, about={"programme": "voksen", "questionnaire": "livskvalitet", "mode": None}
    )


def entry(number: int, value: Json = 4) -> DraftEntry:
    return {"seq": number, "at": NOW.isoformat(), "path": ["bolig", "have"], "value": value, "kind": "answer"}


def some_data(mark: int | str) -> dict[str, dict[str, dict[str, Json]]]:
    return {"responses": {"r": {"mark": mark}}}


texts = (
    st.text()
    | st.text(st.characters(categories=["Cs", "Co", "Mn", "Ll"]), max_size=5)
    | st.sampled_from(["", "æøåÆØÅ", "\0\x1b[2J", "👩‍👩‍👦"])
)
ids = st.uuids().map(lambda found: found.hex)
moments = st.datetimes(
    timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=1)), timezone(-timedelta(hours=9, minutes=30))])
)
answers = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)
citizens = st.builds(Citizen, id=ids, code=texts, name=texts, created_at=moments)
episodes = st.builds(
    Episode,
    id=ids,
    programme=texts,
    variant=st.none() | texts,
    unit=texts,
    informants=st.dictionaries(texts, texts, max_size=3),
    admission=st.dates(),
    discharge=st.none() | st.dates(),
)
responses = st.builds(
    Response,
    id=ids,
    programme=texts,
    version=texts,
    digest=texts,
    questionnaire=texts,
    episode=st.none() | texts,
    mode=st.none() | texts,
    informant=st.none() | texts,
    variant=st.none() | texts,
    occasion=texts,
    parameters=st.dictionaries(texts, texts, max_size=3),
    answered_on=st.dates(),
    begun_at=moments,
    handed_in_at=moments,
    entered_by=texts,
    answers=st.dictionaries(texts, answers, max_size=4),
    not_asked=st.lists(texts, max_size=3).map(tuple),
    notes=st.dictionaries(texts, texts, max_size=3),
    reasons=st.dictionaries(texts, texts, max_size=3),
    engine=texts,
    number=st.integers(1, 9),
    sittings=st.lists(st.builds(Sitting, by=texts, began=moments, ended=moments), max_size=2).map(tuple),
    shown=st.booleans(),
    correction=st.none() | st.builds(Correction, reason=texts, by=texts, at=moments, draft=texts),
)
marks = st.builds(
    Mark,
    deed=st.sampled_from(Deed),
    by=texts,
    at=moments,
    number=st.integers(1, 9),
    reason=texts,
    case=texts,
    episode=st.none() | texts,
)
histories = st.builds(
    lambda response, trace, earlier: replace(response, trace=tuple(trace), earlier=tuple(earlier)),
    responses,
    st.lists(marks, max_size=3),
    st.lists(responses, max_size=2),
)
"""Responses with what was done with them; the marks need not make sense together."""
