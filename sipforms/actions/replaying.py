"""What a kept draft leads to, also when something in the middle of its journal can be read no more."""

from dataclasses import dataclass, field, replace

from sipforms.engine.ask.draft import Draft, Patch, RefusedChangeError, apply, begin
from sipforms.engine.ask.draft_header import header_from_json
from sipforms.engine.programme import Programme
from sipforms.store.protocol import DamageKind
from sipforms.store.protocol import Draft as StoredDraft

_NOTHING: Patch = ("given", (), None)
"""Undoing a change that is lost must not undo the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The draft, and how many entries of its journal are not in it: lost, or about something that was."""

    draft: Draft = field(repr=False)
    left_out: int


def replayed(programme: Programme, kept: StoredDraft) -> Replayed:
    """The draft that the journal leads to. A person must be told when anything was left out."""
    lost = {one.place for one in kept.damage if one.kind is DamageKind.ENTRY}
    draft, number, left_out = begin(programme, header_from_json(kept.header.about)), 0, len(lost)
    for entry in kept.entries:
        while number in lost:
            draft, number = _changed_somehow(draft), number + 1
        try:
            draft = apply(draft, entry)
        except RefusedChangeError:
            draft, left_out = _changed_somehow(draft), left_out + 1
        number += 1
    return Replayed(draft=draft, left_out=left_out)


def _changed_somehow(draft: Draft) -> Draft:
    return replace(draft, undoable=(*draft.undoable, (_NOTHING,)))
