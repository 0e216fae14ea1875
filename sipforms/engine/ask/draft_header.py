"""What a draft is of, about whom and under which circumstances: the first line of its journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sipforms.engine.ask.situation import Situation
from sipforms.engine.build.data import node, scalar, strings, text
from sipforms.engine.paper import paper_as_json, paper_from_json
from sipforms.engine.response import Json, Paper, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrects:
    """The version of a response that a draft corrects, and what stands in it: the draft begins with that.

    ``begun_at`` is when the correction was begun.
    """

    response: str
    number: int
    begun_at: datetime
    answers: Mapping[str, Json] = field(repr=False)
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)


def correcting(kept: Response, begun_at: datetime) -> Corrects:
    """What a draft that corrects the response begins with."""
    return Corrects(
        response=kept.id,
        number=kept.number,
        begun_at=begun_at,
        answers=kept.answers,
        notes=kept.notes,
        reasons=kept.reasons,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeader:
    """What a draft is of, about whom and under which circumstances; the first line of its journal.

    A draft that ``corrects`` a response has its circumstances, and ``begun_at`` is when that response was begun. One
    with a ``paper`` is keyed in from there; the day on it is the situation's.
    """

    programme: str
    version: str
    digest: str
    questionnaire: str
    situation: Situation
    citizen: str | None = None
    episode: str | None = None
    begun_at: datetime
    corrects: Corrects | None = None
    paper: Paper | None = None


def header_as_json(header: DraftHeader) -> dict[str, Json]:
    """The header as plain JSON."""
    situation = header.situation
    return {
        "programme": header.programme,
        "version": header.version,
        "digest": header.digest,
        "questionnaire": header.questionnaire,
        "citizen": header.citizen,
        "episode": header.episode,
        "begun_at": header.begun_at.isoformat(),
        **({} if header.corrects is None else {"corrects": _corrects_as_json(header.corrects)}),
        **({} if header.paper is None else {"paper": paper_as_json(header.paper)}),
        "situation": {
            "mode": situation.mode,
            "informant": situation.informant,
            "variant": situation.variant,
            "occasion": situation.occasion,
            "today": situation.today.isoformat(),
            "parameters": dict(situation.parameters),
            "previous": None if situation.previous is None else dict(situation.previous),
            **({} if situation.latest is None else {"latest": dict(situation.latest)}),
            **({} if situation.carried is None else {"carried": dict(situation.carried)}),
        },
    }


def header_from_json(written: Mapping[str, Json]) -> DraftHeader:
    """The header that ``header_as_json`` wrote; a KeyError or ValueError for anything else."""
    here = node(written["situation"])
    previous, latest, carried = (here.get(name) for name in ("previous", "latest", "carried"))
    situation = Situation(
        mode=text(here.get("mode")),
        informant=text(here.get("informant")),
        variant=text(here.get("variant")),
        occasion=str(here["occasion"]),
        today=date.fromisoformat(str(here["today"])),
        parameters={key: value for key, one in node(here["parameters"]).items() if (value := scalar(one)) is not None},
        previous=None if previous is None else node(previous),
        latest=None if latest is None else node(latest),
        carried=None if carried is None else node(carried),
    )
    return DraftHeader(
        programme=str(written["programme"]),
        version=str(written["version"]),
        digest=str(written["digest"]),
        questionnaire=str(written["questionnaire"]),
        situation=situation,
        citizen=text(written.get("citizen")),
        episode=text(written.get("episode")),
        begun_at=datetime.fromisoformat(str(written["begun_at"])),
        corrects=_corrects(node(written["corrects"])) if "corrects" in written else None,
        paper=paper_from_json(node(written["paper"])) if "paper" in written else None,
    )


def _corrects_as_json(corrects: Corrects) -> dict[str, Json]:
    return {
        "response": corrects.response,
        "number": corrects.number,
        "begun_at": corrects.begun_at.isoformat(),
        "answers": dict(corrects.answers),
        "notes": dict(corrects.notes),
        "reasons": dict(corrects.reasons),
    }


def _corrects(written: Mapping[str, Json]) -> Corrects:
    return Corrects(
        response=str(written["response"]),
        number=int(str(written["number"])),
        begun_at=datetime.fromisoformat(str(written["begun_at"])),
        answers=node(written["answers"]),
        notes=strings(written["notes"]),
        reasons=strings(written["reasons"]),
    )
