"""Citizens, episodes and responses as documents in a case file, and back.

Each document says the format it was written in. Older formats are read here for ever; a newer one is refused, because
guessing at it would lose what it says. Numbers are whole: answers are codes and counts, and a decimal that came back a
little different would be another answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from sipforms.engine.paper import paper_as_json, paper_from_json
from sipforms.engine.people import Citizen, Episode
from sipforms.engine.response import Correction, Deed, Json, Mark, Response, Sitting
from sipforms.store.failures import StoreDamaged, UnknownFormat

FORMAT = 2
"""Of responses: 2 knows versions, sittings and what was done with a response; 1 was one version and no more."""

PEOPLE_FORMAT = 2
"""Of citizens and stays. 2 knows that somebody answers with pictures; nobody else is written in it."""

_FIRST_PEOPLE_FORMAT = 1

Document: TypeAlias = dict[str, Json]
_Record = TypeVar("_Record")


def citizen_document(citizen: Citizen) -> Document:
    """The citizen as stored; in the first format where nothing needs a later one, so that older programs read it."""
    return {
        "format": PEOPLE_FORMAT if citizen.has_pictures else _FIRST_PEOPLE_FORMAT,
        "id": citizen.id,
        "code": citizen.code,
        "name": citizen.name,
        "created_at": citizen.created_at.isoformat(),
        **({"has_pictures": True} if citizen.has_pictures else {}),
    }


def episode_document(episode: Episode) -> Document:
    """The stay as stored."""
    return {
        "format": _FIRST_PEOPLE_FORMAT,
        "id": episode.id,
        "programme": episode.programme,
        "variant": episode.variant,
        "unit": episode.unit,
        "informants": dict(episode.informants),
        "admission": episode.admission.isoformat(),
        "discharge": episode.discharge.isoformat() if episode.discharge else None,
    }


def response_document(response: Response) -> Document:
    """The response as stored. Raises TypeError when an answer is not plain JSON with whole numbers.

    What most responses do not have is left out: a correction, a trace, earlier versions.
    """
    return {"format": FORMAT, **_version_document(response), **_past_document(response)}


def _version_document(response: Response) -> Document:
    return {
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
        "number": response.number,
        "sittings": [_sitting_document(one) for one in response.sittings],
        **({"seen_before": list(response.seen_before)} if response.seen_before else {}),
        **({"shown": True} if response.shown else {}),
        **({} if response.paper is None else {"paper": paper_as_json(response.paper)}),
        **({} if response.latest is None else {"latest": plain_json(response.latest)}),
        **({} if response.correction is None else {"correction": _correction_document(response.correction)}),
    }


def _past_document(response: Response) -> Document:
    past: Document = {}
    if response.trace:
        past["trace"] = [_mark_document(one) for one in response.trace]
    if response.earlier:
        past["earlier"] = [_version_document(one) for one in response.earlier]
    return past


def _sitting_document(sitting: Sitting) -> Document:
    return {"by": sitting.by, "began": sitting.began.isoformat(), "ended": sitting.ended.isoformat()}


def _correction_document(correction: Correction) -> Document:
    return {
        "reason": correction.reason,
        "by": correction.by,
        "at": correction.at.isoformat(),
        "draft": correction.draft,
    }


def _mark_document(mark: Mark) -> Document:
    return {
        "deed": mark.deed.value,
        "by": mark.by,
        "at": mark.at.isoformat(),
        "number": mark.number,
        **({"reason": mark.reason} if mark.reason else {}),
        **({"case": mark.case} if mark.case else {}),
        **({"episode": mark.episode} if mark.episode is not None else {}),
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
    return _read(_citizen, "citizen", document, PEOPLE_FORMAT)


def read_episode(document: Mapping[str, Any]) -> Episode:
    """The stay in the document. Raises UnknownFormat, StoreDamaged."""
    return _read(_episode, "episode", document, PEOPLE_FORMAT)


def read_response(document: Mapping[str, Any]) -> Response:
    """The response in the document. Raises UnknownFormat, StoreDamaged."""
    return _read(_response, "response", document, FORMAT)


def _read(
    reader: Callable[[Mapping[str, Any]], _Record], what: str, document: Mapping[str, Any], known: int
) -> _Record:
    try:
        if document["format"] > known:
            raise UnknownFormat(what=what, found=document["format"], known=known)
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
        has_pictures=bool(document.get("has_pictures", False)),
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
    version, format_ = _version(document, document["format"]), document["format"]
    if "trace" not in document and "earlier" not in document:
        return version
    return replace(
        version,
        trace=tuple(_mark(one) for one in document.get("trace", ())),
        earlier=tuple(_version(one, format_) for one in document.get("earlier", ())),
    )


def _version(document: Mapping[str, Any], format_: int) -> Response:
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
        seen_before=tuple(document.get("seen_before", ())),
        shown=bool(document.get("shown", False)),
        paper=paper_from_json(document["paper"]) if "paper" in document else None,
        engine=document["engine"],
        latest=dict(document["latest"]) if "latest" in document else None,
        number=document["number"] if format_ > 1 else 1,
        sittings=tuple(_sitting(one) for one in document["sittings"]) if format_ > 1 else (),
        correction=_correction(document["correction"]) if "correction" in document else None,
    )


def _sitting(document: Mapping[str, Any]) -> Sitting:
    return Sitting(
        by=document["by"],
        began=datetime.fromisoformat(document["began"]),
        ended=datetime.fromisoformat(document["ended"]),
    )


def _correction(document: Mapping[str, Any]) -> Correction:
    return Correction(
        reason=document["reason"],
        by=document["by"],
        at=datetime.fromisoformat(document["at"]),
        draft=document["draft"],
    )


def _mark(document: Mapping[str, Any]) -> Mark:
    return Mark(
        deed=Deed(document["deed"]),
        by=document["by"],
        at=datetime.fromisoformat(document["at"]),
        number=document["number"],
        reason=document.get("reason", ""),
        case=document.get("case", ""),
        episode=document.get("episode"),
    )
