"""Citizens, episodes and responses as documents in a case file, and back.

Each document says the format it was written in. Older formats are read here for ever; a newer one is refused, because
guessing at it would lose what it says. Numbers are whole: answers are codes and counts, and a decimal that came back a
little different would be another answer.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Json, Response
from sipforms.store.failures import StoreDamaged, UnknownFormat

FORMAT = 1

Document: TypeAlias = dict[str, Json]
_Record = TypeVar("_Record")


def citizen_document(citizen: Citizen) -> Document:
    """The citizen as stored."""
    return {
        "format": FORMAT,
        "id": citizen.id,
        "code": citizen.code,
        "name": citizen.name,
        "created_at": citizen.created_at.isoformat(),
    }


def episode_document(episode: Episode) -> Document:
    """The stay as stored."""
    return {
        "format": FORMAT,
        "id": episode.id,
        "programme": episode.programme,
        "variant": episode.variant,
        "unit": episode.unit,
        "informants": dict(episode.informants),
        "admission": episode.admission.isoformat(),
        "discharge": episode.discharge.isoformat() if episode.discharge else None,
    }


def response_document(response: Response) -> Document:
    """The response as stored. Raises TypeError when an answer is not plain JSON with whole numbers."""
    return {
        "format": FORMAT,
        "id": response.id,
        "programme": response.programme,
        "version": response.version,
        "digest": response.digest,
        "questionnaire": response.questionnaire,
        "episode": response.episode,
        "mode": response.mode,
        "informant": response.informant,
        "variant": response.variant,
        "occasion": response.occasion,
        "parameters": dict(response.parameters),
        "answered_on": response.answered_on.isoformat(),
        "begun_at": response.begun_at.isoformat(),
        "handed_in_at": response.handed_in_at.isoformat(),
        "entered_by": response.entered_by,
        "answers": plain_json(response.answers),
        "not_asked": list(response.not_asked),
        "notes": dict(response.notes),
        "reasons": dict(response.reasons),
        "engine": response.engine,
        **({} if response.latest is None else {"latest": plain_json(response.latest)}),
    }


def plain_json(value: object) -> Json:
    """The value as dicts, lists, texts, whole numbers, truth values and None. Raises TypeError for anything else."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {_text(key): plain_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(part) for part in value]
    raise TypeError(f"an answer cannot be stored as {type(value).__name__}")


def _text(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"an answer cannot be stored under {type(key).__name__}")
    return key


def read_citizen(document: Mapping[str, Any]) -> Citizen:
    """The citizen in the document. Raises UnknownFormat, StoreDamaged."""
    return _read(_citizen, "citizen", document)


def read_episode(document: Mapping[str, Any]) -> Episode:
    """The stay in the document. Raises UnknownFormat, StoreDamaged."""
    return _read(_episode, "episode", document)


def read_response(document: Mapping[str, Any]) -> Response:
    """The response in the document. Raises UnknownFormat, StoreDamaged."""
    return _read(_response, "response", document)


def _read(reader: Callable[[Mapping[str, Any]], _Record], what: str, document: Mapping[str, Any]) -> _Record:
    try:
        if document["format"] > FORMAT:
            raise UnknownFormat(what=what, found=document["format"], known=FORMAT)
        return reader(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        # Without a cause: the original message could quote what stands in the document.
        raise StoreDamaged(what=what, which=str(document.get("id", ""))) from None


def _citizen(document: Mapping[str, Any]) -> Citizen:
    return Citizen(
        id=document["id"],
        code=document["code"],
        name=document["name"],
        created_at=datetime.fromisoformat(document["created_at"]),
    )


def _episode(document: Mapping[str, Any]) -> Episode:
    discharge = document["discharge"]
    return Episode(
        id=document["id"],
        programme=document["programme"],
        variant=document["variant"],
        unit=document["unit"],
        informants=dict(document["informants"]),
        admission=date.fromisoformat(document["admission"]),
        discharge=date.fromisoformat(discharge) if discharge else None,
    )


def _response(document: Mapping[str, Any]) -> Response:
    return Response(
        id=document["id"],
        programme=document["programme"],
        version=document["version"],
        digest=document["digest"],
        questionnaire=document["questionnaire"],
        episode=document["episode"],
        mode=document["mode"],
        informant=document["informant"],
        variant=document["variant"],
        occasion=document["occasion"],
        parameters=dict(document["parameters"]),
        answered_on=date.fromisoformat(document["answered_on"]),
        begun_at=datetime.fromisoformat(document["begun_at"]),
        handed_in_at=datetime.fromisoformat(document["handed_in_at"]),
        entered_by=document["entered_by"],
        answers=dict(document["answers"]),
        not_asked=tuple(document["not_asked"]),
        notes=dict(document["notes"]),
        reasons=dict(document["reasons"]),
        engine=document["engine"],
        latest=dict(document["latest"]) if "latest" in document else None,
    )
