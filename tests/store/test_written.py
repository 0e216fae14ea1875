"""What is stored is what comes back, for every citizen, stay and response there can be."""

import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Correction, Deed, Mark, Response, Sitting
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.written import (
    FORMAT,
    PEOPLE_FORMAT,
    citizen_document,
    episode_document,
    read_citizen,
    read_episode,
    read_response,
    response_document,
)
from tests.store import samples

GOLDEN = Path(__file__).parent / "golden_documents"
"""What each format looked like, with what it means; written by the version that had it, never again."""

READERS: list[Any] = [
    (read_citizen, citizen_document(samples.citizen())),
    (read_episode, episode_document(samples.episode())),
    (read_response, response_document(samples.response())),
]


def by_way_of_bytes(document: object) -> Any:
    return decoded(encoded(document))


@given(samples.citizens)
def test_every_citizen_comes_back(citizen: Citizen) -> None:
    assert read_citizen(by_way_of_bytes(citizen_document(citizen))) == citizen


@given(samples.episodes)
def test_every_stay_comes_back(episode: Episode) -> None:
    assert read_episode(by_way_of_bytes(episode_document(episode))) == episode


@given(samples.histories)
def test_every_response_comes_back(response: Response) -> None:
    back = read_response(by_way_of_bytes(response_document(response)))
    assert back == response
    assert list(back.answers) == list(response.answers)


@pytest.mark.parametrize("value", [1.0, float("nan"), {1: 2}, b"x", {"a": [{"b": 0.5}]}, {3, 4}])
def test_an_answer_that_would_not_come_back_as_it_was_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        response_document(replace(samples.response(), answers={"a": {"b": value}}))


def test_several_choices_come_back_as_a_list() -> None:
    chosen = replace(samples.response(), answers={"a": {"b": ("x", "y")}})  # type: ignore[dict-item]
    assert read_response(by_way_of_bytes(response_document(chosen))).answers == {"a": {"b": ["x", "y"]}}


@pytest.mark.parametrize(("read", "document"), READERS)
def test_a_newer_form_is_refused(read: Any, document: dict[str, Any]) -> None:
    known = FORMAT if read is read_response else PEOPLE_FORMAT
    with pytest.raises(UnknownFormat) as caught:
        read({**document, "format": known + 1})
    assert (caught.value.found, caught.value.known) == (known + 1, known)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_a_document_of_any_format_that_ever_was_is_read_for_ever(file: Path) -> None:
    golden = json.loads(file.read_text(encoding="utf-8"))
    read: Any = {"response": read_response, "stay": read_episode, "citizen": read_citizen}[golden["what"]]
    found = read(golden["document"])
    assert {name: _plainly(getattr(found, name)) for name in golden["means"]} == golden["means"]


@pytest.mark.parametrize("key", ["trace", "earlier", "sittings", "correction"])
def test_a_damaged_past_is_damage_and_never_left_out(key: str) -> None:
    mark = Mark(deed=Deed.SIGNED, by="KHO", at=samples.NOW, number=1)
    whole = replace(
        samples.response(),
        trace=(mark,),
        earlier=(samples.response(),),
        sittings=(Sitting(by="KHO", began=samples.NOW, ended=samples.NOW),),
        correction=Correction(reason="Åse", by="KHO", at=samples.NOW),
    )
    document = response_document(whole)
    for wrong in ("Åse", [{"Åse": 1}], [{"deed": "Åse", "by": "", "at": samples.NOW.isoformat(), "number": 1}], 7):
        with pytest.raises(StoreDamaged) as caught:
            read_response({**document, key: wrong})
        assert "Åse" not in str(caught.value)


@pytest.mark.parametrize(("read", "document"), READERS)
def test_a_document_that_is_not_what_we_write_is_damaged_and_not_quoted(read: Any, document: dict[str, Any]) -> None:
    for key in document.keys() - {"format"}:
        without = {other: value for other, value in document.items() if other != key}
        with pytest.raises(StoreDamaged):
            read(without)
    with pytest.raises(StoreDamaged):
        read({**document, "format": "Åse"})
    for key in document.keys() & {"created_at", "admission", "answered_on", "begun_at", "handed_in_at"}:
        with pytest.raises(StoreDamaged) as caught:
            read({**document, key: "Åse Ærø"})
        assert "Åse" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def _plainly(value: Any) -> Any:
    """Records as JSON would have them."""
    if is_dataclass(value):
        return {one.name: _plainly(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plainly(one) for one in value]
    if isinstance(value, dict):
        return {key: _plainly(one) for key, one in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
