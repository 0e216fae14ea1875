"""One side of a comparison: what stands in a journal, or in a response, and who wrote each thing when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from typing import TypeAlias

from sipforms.engine.ask.draft import Draft, Entry, RefusedChangeError, apply, begin, several
from sipforms.engine.ask.draft_header import DraftHeader, correcting
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.sittings import AT, BY, SINCE
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response

ANSWERS, NOTES, REASONS, ROWS = "answers", "notes", "reasons", "rows"
Key: TypeAlias = tuple[str, Path | str]
"""A part of a draft, and the path in it (the check's key of a reason; of a row the path with its id at the end)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Who wrote something, and when; nothing is known of what was written before that was kept."""

    by: str = ""
    at: datetime | None = None
    since: str = ""


UNKNOWN = Written()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What stands on one side.

    ``written`` says of each thing who changed it last. ``changed`` are the things changed since the two sides parted;
    ``shared`` are the rows, by the path of the repeating item, that had their ids before that and so are the same rows.
    """

    draft: Draft = field(repr=False)
    written: Mapping[Key, Written] = field(default_factory=dict)
    changed: frozenset[Key] = frozenset()
    shared: Mapping[Path, frozenset[str]] = field(default_factory=dict)

    def rows_at(self, path: Path) -> tuple[str, ...]:
        """The ids of the rows that stand there."""
        return self.draft.rows.get(path, ())


def single(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries one by one, also those that were written together."""
    for entry in entries:
        inside = several(entry)
        yield from single(_signed(one, entry) for one in inside) if inside != (entry,) else inside


def _signed(inside: Entry, around: Entry) -> Entry:
    """An entry that stands with others in one, by whoever wrote that one where it says nothing itself."""
    return inside if BY in inside else {**{name: around[name] for name in (BY, AT, SINCE) if name in around}, **inside}


def two_journals(
    programme: Programme, header: DraftHeader, mine: Sequence[Entry], theirs: Sequence[Entry]
) -> tuple[Side, Side]:
    """Both journals of one round; they parted where their entries begin to differ."""
    first, second = tuple(single(mine)), tuple(single(theirs))
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    return _journal(programme, header, first, common), _journal(programme, header, second, common)


def response_and_draft(
    programme: Programme, kept: Response, draft: Draft, entries: Sequence[Entry] = ()
) -> tuple[Side, Side]:
    """A response that was handed in, and a draft of the same round that has become another; whatever differs counts.

    Of the draft only what is asked is compared, since that is what would have been handed in. Who wrote what in it is
    known from the ``entries`` of its journal.
    """
    stands = begin(programme, replace(draft.header, corrects=correcting(kept, kept.handed_in_at)))
    visible = asked_only(draft)
    mine = replace(draft, answers=visible.answers, rows=visible.rows)
    keys = frozenset((*_keys(stands), *_keys(mine)))
    shared = {
        path: frozenset((*stands.rows.get(path, ()), *mine.rows.get(path, ()))) for path in draft.form.places.rows
    }
    by = kept.correction.by if kept.correction else kept.entered_by
    at = kept.correction.at if kept.correction else kept.handed_in_at
    written = Written(by=by, at=at)
    return (
        Side(draft=stands, written=dict.fromkeys(keys, written), changed=keys, shared=shared),
        Side(draft=mine, written=_written_in(programme, draft.header, entries), changed=keys, shared=shared),
    )


def _written_in(programme: Programme, header: DraftHeader, entries: Sequence[Entry]) -> Mapping[Key, Written]:
    return _journal(programme, header, tuple(single(entries)), 0).written


def _journal(programme: Programme, header: DraftHeader, entries: tuple[Entry, ...], common: int) -> Side:
    draft = begin(programme, header)
    written: dict[Key, Written] = {}
    changed: set[Key] = set()
    shared = _given(draft)
    for number, entry in enumerate(entries, start=1):
        after = _after(draft, entry)
        touched = tuple(_touched(draft, after))
        written.update(dict.fromkeys(touched, _who(entry)))
        draft, given = after, _given(after)
        if number <= common:
            shared = given
        else:  # an id that was taken back may be given again, and then to another row
            shared = {path: ids & given[path] for path, ids in shared.items()}
            changed.update(touched)
    return Side(draft=draft, written=written, changed=frozenset(changed), shared=shared)


def _after(draft: Draft, entry: Entry) -> Draft:
    """The draft after the entry; as it was, where what the entry is about was lost from the journal."""
    try:
        return apply(draft, entry)
    except RefusedChangeError:
        return draft


def _given(draft: Draft) -> dict[Path, frozenset[str]]:
    """The row ids given so far, and those brought along from the round before."""
    ready = draft.form.ready.rows
    return {path: frozenset((*draft.given.get(path, ()), *ready.get(path, ()))) for path in draft.form.places.rows}


def _touched(before: Draft, after: Draft) -> Iterator[Key]:
    """What one entry has changed."""
    for part in (ANSWERS, NOTES, REASONS):
        old, new = getattr(before, part), getattr(after, part)
        if old is not new:
            yield from ((part, key) for key in {*old, *new} if old.get(key) != new.get(key))
    if before.rows is not after.rows:
        for path in {*before.rows, *after.rows}:
            moved = set(before.rows.get(path, ())) ^ set(after.rows.get(path, ()))
            yield from ((ROWS, (*path, row)) for row in moved)


def _keys(draft: Draft) -> Iterator[Key]:
    """Everything that stands in a draft."""
    yield from ((ANSWERS, path) for path in draft.answers)
    yield from ((NOTES, path) for path in draft.notes)
    yield from ((REASONS, key) for key in draft.reasons)
    yield from ((ROWS, (*path, row)) for path, rows in draft.rows.items() for row in rows)


def _who(entry: Entry) -> Written:
    at = entry.get("at")
    return Written(
        by=str(entry.get("by") or ""),
        at=datetime.fromisoformat(at) if isinstance(at, str) else None,
        since=str(entry.get("since") or ""),
    )
