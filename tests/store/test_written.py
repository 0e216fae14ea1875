"""What is stored is what comes back, for every citizen, stay and response there can be."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Response
from sipforms.store.encoding import decoded, encoded
from sipforms.store.failures import StoreDamaged, UnknownFormat
from sipforms.store.written import (
    citizen_document,
    episode_document,
    read_citizen,
    read_episode,
    read_response,
    response_document,
)
from tests.store import samples

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


@given(samples.responses)
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
    with pytest.raises(UnknownFormat) as caught:
        read({**document, "format": 2})
    assert (caught.value.found, caught.value.known) == (2, 1)


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
