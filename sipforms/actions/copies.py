"""Going on in a copy while a colleague has a draft open, and making two drafts of one round one again.

What is merged goes into the draft that stays in one write, whole or not at all; only then is the other discarded. After
a crash in between, the other is known to be done with by what stands in that write.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from sipforms.actions.fill import Filling, filling_of, put_aside, resume
from sipforms.actions.form.carrying import prefilled
from sipforms.actions.keyings import is_second, second_said, two_keyings
from sipforms.actions.merging import Choices, Comparison, compare, merged_entries
from sipforms.actions.one_round import COPY_OF, KEYED_AGAIN, copy_of, in_order, others_of
from sipforms.actions.replaying import replayed
from sipforms.actions.sides import two_journals
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Entry, begin
from sipforms.engine.ask.draft_header import header_as_json
from sipforms.engine.ask.sittings import AT, BY, SINCE, sittings_in, stamped
from sipforms.engine.response import Json, Sitting
from sipforms.store.access.roles import Right
from sipforms.store.failures import DraftInUse, NoSuchDraft, StoreError
from sipforms.store.protocol import Draft, DraftHeader, DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Two drafts of one round that are held here to be merged: the one that ``stays``, and the ``other``."""

    stays: Filling
    seen: int
    """How many entries the one that stays had when it was compared."""
    other: Draft
    comparison: Comparison
    is_paper_twice: bool = False
    """Whether they are two keyings of one paper, which then says what is right."""


def look_at(workplace: Workplace, draft: DraftId, before: Filling | None = None) -> Filling:
    """What stands in a draft just now, without holding it; nothing can be kept in it.

    ``before`` is what was seen of it last.
    """
    kept = workplace.store.read_draft(draft)
    if before is None:
        return filling_of(workplace, kept, None)
    return replace(before, draft=replayed(before.programme, kept).draft)


def go_on_in_copy(workplace: Workplace, draft: DraftId) -> Filling:
    """A new draft of the same round, with what stands in that one so far. Raises NotAllowed."""
    workplace.require(Right.WRITE_CASES)
    kept = workplace.store.read_draft(draft)
    about = {**kept.header.about, COPY_OF: copy_of(kept) or kept.id}
    copy = workplace.store.begin_draft(DraftHeader(case=kept.header.case, created=workplace.now(), about=about))
    if kept.entries:
        inside: list[Json] = [dict(entry) for entry in kept.entries]
        workplace.store.append(copy, {"do": "several", "entries": inside})
    return resume(workplace, copy)


def may_be_keyed_again(filling: Filling) -> bool:
    """Whether it is the first keying of a paper that was not keyed twice yet."""
    return filling.paper is not None and not filling.paper.second_by and filling.copy_of is None


def key_again(workplace: Workplace, filling: Filling) -> Filling:
    """A second keying of the paper that the draft is keyed in from: empty, so that nothing of the first is seen.

    The first is put aside. Both are made one before handing in. Raises NotAllowed.
    """
    if not may_be_keyed_again(filling):
        raise ValueError("only the first keying of a paper is keyed again")
    workplace.require(Right.WRITE_CASES)
    moment = workplace.now()
    header = replace(filling.draft.header, begun_at=moment)
    about = {**header_as_json(header), COPY_OF: filling.id, KEYED_AGAIN: True}
    again = workplace.store.begin_draft(DraftHeader(case=filling.case, created=moment, about=about))
    for change in prefilled(begin(filling.programme, header)):
        workplace.store.append(again, stamped(change.last or {}, workplace.user, moment, moment))
    second = resume(workplace, again)
    put_aside(workplace, filling)
    return second


def begin_merging(workplace: Workplace, one: DraftId, other: DraftId, keeping: DraftId | None = None) -> Merging:
    """Both drafts held and compared. Raises DraftInUse while a colleague has one of them open.

    None is held then but ``keeping``, the one that is open here. Raises NotAllowed.
    """
    workplace.require(Right.WRITE_CASES)
    held: list[DraftId] = []
    try:
        for id_ in (one, other):
            workplace.store.hold_draft(id_)
            held.append(id_)
        return _compared(workplace, one, other)
    except StoreError:
        for id_ in held:
            with suppress(StoreError):
                if id_ != keeping:
                    workplace.store.release_draft(id_)
        raise


def _compared(workplace: Workplace, one: DraftId, other: DraftId) -> Merging:
    found, beside = workplace.store.read_draft(one), workplace.store.read_draft(other)
    if not others_of(found, (found, beside)):
        raise ValueError("these are no drafts of one round")
    first, second = in_order(found, beside)
    stays = filling_of(workplace, first, workplace.now())
    sides = two_keyings if is_second(second) else two_journals
    mine, theirs = sides(stays.programme, stays.draft.header, first.entries, second.entries)
    return Merging(
        stays=stays,
        seen=len(first.entries),
        other=second,
        comparison=compare(mine, theirs),
        is_paper_twice=is_second(second),
    )


def merge(workplace: Workplace, merging: Merging, choices: Choices) -> Filling:
    """The merged draft, held and safe on the disk, and the other discarded.

    ValueError while anything is undecided. When StoreUnavailable is raised both drafts stand as they were; DraftInUse
    where somebody went on with the one that stays, on a disk without locks: then they are to be compared anew.
    """
    stays, other = merging.stays, merging.other
    inside: list[Json] = [dict(entry) for entry in merged_entries(merging.comparison, choices)]
    inside += [dict(entry) for entry in _seen_there(merging.comparison)]
    if len(workplace.store.read_draft(stays.id).entries) != merging.seen:
        raise DraftInUse(draft=stays.id, lease=next(iter(workplace.store.leases(stays.id)), None))
    entry: dict[str, Json] = {
        "do": "several",
        "of": other.id,
        "upto": len(other.entries),
        "sittings": [_as_json(one) for one in sittings_in(other.entries)],
        "entries": inside,
    }
    if merging.is_paper_twice:
        entry |= second_said(other, len(merging.comparison.disagreements))
    workplace.store.append(stays.id, stamped(entry, workplace.user, stays.since, workplace.now()))
    with suppress(StoreError):  # it is all on the disk: what is left of the other is discarded when it is next seen
        if _is_unchanged(workplace, other):
            workplace.store.discard_draft(other.id)
        else:
            workplace.store.release_draft(other.id)
    return replace(resume(workplace, stays.id), since=stays.since)


def _seen_there(comparison: Comparison) -> Iterator[Entry]:
    """What was seen of last time's answers in the other draft only; that of a row goes with the row's old name."""
    mine, theirs = comparison.mine.draft, comparison.theirs.draft
    for path in sorted(theirs.revealed - mine.revealed):
        yield mine.reveal(path).last or {}


def _is_unchanged(workplace: Workplace, other: Draft) -> bool:
    """On a disk without locks somebody may have gone on with it after it was compared: then it is merged once more."""
    try:
        return len(workplace.store.read_draft(other.id).entries) == len(other.entries)
    except NoSuchDraft:
        return True


def give_up(workplace: Workplace, merging: Merging, keeping: DraftId | None = None) -> None:
    """Let go of both drafts, as they were; but not of the one that is open here."""
    for id_ in (merging.stays.id, merging.other.id):
        if id_ != keeping:
            workplace.store.release_draft(id_)


def _as_json(sitting: Sitting) -> Json:
    return {BY: sitting.by, SINCE: sitting.began.isoformat(), AT: sitting.ended.isoformat()}
