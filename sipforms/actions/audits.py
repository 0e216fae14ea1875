"""Audits: what the panel notes and decides, kept in the store for those who may make reports about groups.

Every record is added and none changed; what was marked done, or taken up again, is a record of its own. Only a note or
decision that should never have been written (it names somebody) is removed, and then for good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sipforms.actions.group_records import group_records, keep_group_record
from sipforms.actions.workplace import Workplace
from sipforms.engine.audit import AuditBook, AuditDecision, AuditNote, Done, Prompt, Topic
from sipforms.engine.response import Json
from sipforms.store.access.roles import Right
from sipforms.store.group_records import GroupKind, GroupRecord

LONGEST = 2000
"""Characters of a note or decision."""
_NOTE, _DECISION, _DONE, _AGAIN = "note", "decision", "done", "again"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A decision was marked done or taken up again; ``number`` counts how often that was done."""

    id: str
    number: int
    at: datetime
    decision: str
    done: Done | None


def audits(workplace: Workplace, programme: str, place: str) -> AuditBook:
    """All that was noted and decided about the programme at the place. Raises NotAllowed, StoreUnavailable."""
    found = group_records(workplace, GroupKind.AUDIT)
    return book_of(found.records, programme, place, damaged=len(found.damaged), closed=len(found.closed))


def keep_note(workplace: Workplace, topic: Topic, prompt: Prompt, text: str) -> str:
    """Keeps the panel's answer to a prompt; an empty one takes the place of the one before too. Its id."""
    return keep_group_record(workplace, GroupKind.AUDIT, {**_said(workplace, _NOTE, topic, text), "prompt": prompt})


def decide(workplace: Workplace, topic: Topic, text: str) -> str:
    """Keeps a decision; its id. ValueError when it is empty."""
    if not text.strip():
        raise ValueError("a decision says something")
    return keep_group_record(workplace, GroupKind.AUDIT, _said(workplace, _DECISION, topic, text))


def mark_done(workplace: Workplace, decision: AuditDecision, *, is_done: bool = True) -> str:
    """Keeps that the decision is carried out, or that it is to be brought up again after all."""
    content: dict[str, Json] = {"do": _DONE if is_done else _AGAIN, "decision": decision.id, **_by(workplace)}
    content["turn"] = decision.turns + 1
    return keep_group_record(workplace, GroupKind.AUDIT, content)


def forget(workplace: Workplace, said: AuditDecision | AuditNote) -> None:
    """Removes for good what should never have been written. Raises NotAllowed, StoreUnavailable."""
    workplace.require(Right.GROUP_REPORT)
    workplace.store.forget_group_record(GroupKind.AUDIT, said.id)


def book_of(
    records: Iterable[GroupRecord], programme: str, place: str, *, damaged: int = 0, closed: int = 0
) -> AuditBook:
    """What the records say about one programme at one place; one that makes no sense counts as damaged."""
    notes: list[AuditNote] = []
    decisions: dict[str, AuditDecision] = {}
    ended: list[_Turn] = []
    for record in records:
        try:
            _read(record, notes, decisions, ended)
        except (KeyError, ValueError, TypeError):
            damaged += 1
    for one in sorted(ended, key=lambda turn: (turn.number, turn.at, turn.id)):
        if one.decision in decisions:
            decisions[one.decision] = replace(decisions[one.decision], done=one.done, turns=one.number)
    return AuditBook(
        notes=tuple(sorted((one for one in notes if _is_here(one.topic, programme, place)), key=_when)),
        decisions=tuple(
            sorted((one for one in decisions.values() if _is_here(one.topic, programme, place)), key=_when)
        ),
        damaged=damaged,
        closed=closed,
    )


def _read(
    record: GroupRecord,
    notes: list[AuditNote],
    decisions: dict[str, AuditDecision],
    ended: list[_Turn],
) -> None:
    said: Any = record.content
    at, by = datetime.fromisoformat(said["at"]), str(said["by"])
    if said["do"] == _NOTE:
        notes.append(
            AuditNote(
                id=record.id, topic=_topic(said), prompt=Prompt(said["prompt"]), at=at, by=by, text=str(said["text"])
            )
        )
    elif said["do"] == _DECISION:
        decisions[record.id] = AuditDecision(id=record.id, topic=_topic(said), at=at, by=by, text=str(said["text"]))
    elif said["do"] in (_DONE, _AGAIN):
        done = Done(at=at, by=by) if said["do"] == _DONE else None
        ended.append(_Turn(id=record.id, number=int(said["turn"]), at=at, decision=str(said["decision"]), done=done))
    else:
        raise ValueError("a record of a newer program")


def _said(workplace: Workplace, do: str, topic: Topic, text: str) -> dict[str, Json]:
    return {
        "do": do,
        **_by(workplace),
        "programme": topic.programme,
        "place": topic.place,
        "area": topic.area,
        "title": topic.title,
        "begins": topic.begins.isoformat() if topic.begins else None,
        "ends": topic.ends.isoformat() if topic.ends else None,
        "text": text.strip()[:LONGEST],
    }


def _by(workplace: Workplace) -> dict[str, Json]:
    return {"at": workplace.now().isoformat(), "by": workplace.user}


def _topic(said: Mapping[str, Any]) -> Topic:
    return Topic(
        programme=str(said["programme"]),
        place=str(said["place"]),
        area=str(said["area"]),
        title=str(said["title"]),
        begins=date.fromisoformat(said["begins"]) if said["begins"] else None,
        ends=date.fromisoformat(said["ends"]) if said["ends"] else None,
    )


def _is_here(topic: Topic, programme: str, place: str) -> bool:
    return (topic.programme, topic.place) == (programme, place)


def _when(one: AuditDecision | AuditNote) -> tuple[datetime, str]:
    return one.at, one.id
