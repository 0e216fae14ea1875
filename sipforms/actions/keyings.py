"""A paper keyed twice: the second keying sees nothing of the first, and a person decides where the two differ.

A draft keeps who keyed it a second time and in how many answers the two differed; so does the response that it becomes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sipforms.actions.one_round import KEYED_AGAIN
from sipforms.actions.sides import ANSWERS, ROWS, Key, Side, single, two_journals
from sipforms.engine.ask.draft import Draft, Entry
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.sittings import BY
from sipforms.engine.programme import Kind, Programme
from sipforms.engine.response import Json, Paper
from sipforms.store.protocol import Draft as StoredDraft

SECOND_BY, DIFFERED = "secondBy", "differed"
WRITTEN = frozenset({Kind.TEXT, Kind.LONG_TEXT})
"""Texts may be keyed once: in the second keying a blank one says nothing."""


def is_second(draft: StoredDraft) -> bool:
    """Whether the draft is a second keying of a paper."""
    return draft.header.about.get(KEYED_AGAIN) is True


def two_keyings(
    programme: Programme, header: DraftHeader, first: Sequence[Entry], second: Sequence[Entry]
) -> tuple[Side, Side]:
    """Both keyings of one paper: every difference counts, also where only one of them has an answer."""
    one, other = two_journals(programme, header, first, second)
    changed = frozenset(_counted(one.draft)) | frozenset(_counted(other.draft))
    shared = {path: frozenset((*one.rows_at(path), *other.rows_at(path))) for path in one.draft.form.places.rows}
    return replace(one, changed=changed, shared=shared), replace(other, changed=changed, shared=shared)


def second_said(second: StoredDraft, differed: int) -> dict[str, Json]:
    """What the entry that joins the two says of the second keying: by whom, and in how many answers they differed."""
    by = [name for entry in single(second.entries) if isinstance(name := entry.get(BY), str)]
    return {SECOND_BY: by[-1] if by else "", DIFFERED: differed}


def paper_of(header: DraftHeader, entries: Iterable[Entry]) -> Paper | None:
    """What is known of the paper that a draft is keyed in from: who asked, its code, and of its second keying."""
    if header.paper is None:
        return None
    joined = [entry for entry in entries if SECOND_BY in entry]
    return header.paper if not joined else _seconded(header.paper, joined[-1])


def _seconded(paper: Paper, entry: Mapping[str, Json]) -> Paper:
    return replace(paper, second_by=str(entry[SECOND_BY]), differed=int(str(entry.get(DIFFERED, 0))))


def _counted(draft: Draft) -> Iterator[Key]:
    for path in draft.answers:
        question = draft.form.question(path)
        if path in draft.asked and question is not None and question.kind not in WRITTEN:
            yield ANSWERS, path
    yield from ((ROWS, (*path, row)) for path, rows in draft.rows.items() for row in rows)
