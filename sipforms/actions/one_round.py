"""Several journals of one round: a draft, and the copies in which somebody went on while a colleague had it open."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sipforms.engine.ask.draft_header import header_from_json
from sipforms.store.protocol import Draft, DraftId

COPY_OF = "copyOf"
"""In what a draft is about: the id of the first draft of its round, in a copy."""
KEYED_AGAIN = "keyedAgain"
"""In the same place: that the copy began empty, and is the second keying of a paper."""


def copy_of(draft: Draft) -> DraftId | None:
    """The first draft of the round, when this one is a copy."""
    first = draft.header.about.get(COPY_OF)
    return first if isinstance(first, str) else None


def copies_beside(draft: DraftId, first: DraftId | None, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The other journals of the draft's round: the copies, and what they are copies of."""
    root = first or draft
    return tuple(one for one in drafts if one.id != draft and root in (one.id, copy_of(one)))


def others_of(draft: Draft, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The other journals of the same round, also one that somebody began in the same moment on another workstation."""
    related = copies_beside(draft.id, copy_of(draft), drafts)
    alike = _what(draft)
    return tuple(one for one in drafts if one in related or (one.id != draft.id and _what(one) == alike))


def in_order(one: Draft, other: Draft) -> tuple[Draft, Draft]:
    """The one that stays when they are merged, and the other: the first draft before its copies, else the older."""
    first, second = sorted((one, other), key=lambda draft: (copy_of(draft) is not None, draft.header.created, draft.id))
    return first, second


def taken_over(drafts: Sequence[Draft]) -> frozenset[DraftId]:
    """The drafts that were merged into another of them with all that stands in them, and are only to be discarded."""
    seen: dict[DraftId, int] = {}
    for draft in drafts:
        for entry in draft.entries:
            other, upto = entry.get("of"), entry.get("upto")
            if isinstance(other, str) and isinstance(upto, int):
                seen[other] = max(upto, seen.get(other, 0))
    return frozenset(draft.id for draft in drafts if len(draft.entries) <= seen.get(draft.id, -1))


def last_written(kept: Draft) -> datetime:
    """When something was last written in it; when it was begun where nothing was."""
    written = [at for entry in kept.entries if isinstance(at := entry.get("at"), str)]
    return datetime.fromisoformat(written[-1]) if written else kept.header.created


def _what(draft: Draft) -> tuple[object, ...]:
    header = header_from_json(draft.header.about)
    asked = header.situation
    return (
        draft.header.case,
        header.digest,
        header.questionnaire,
        header.episode,
        asked.mode,
        asked.informant,
        asked.variant,
        header.corrects and (header.corrects.response, header.corrects.number),
    )
