"""Two journals of one round made one, item by item; nothing is decided that a person must decide.

The same answer is one, and an answer that only one of them has is taken. Where both answered and differ, or one has
taken away what stands in the other, both stand side by side, with who wrote them and when, and a person chooses. Rows
that only one of them has are taken too, and get another id where theirs is in use for another row. Notes, and reasons
why a finding may stand, go the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from sipforms.actions.sides import ANSWERS, NOTES, REASONS, ROWS, UNKNOWN, Key, Side, Written
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.draft import Entry as JournalEntry
from sipforms.engine.paths import Path, dotted, parsed
from sipforms.engine.response import Answer, Json

_ROW_OF_REASON = "@"


class Choice(StrEnum):
    """What a person decides where the two differ. ``both`` is for notes, which can stand below each other."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one of the two says: an answer or a text, nothing where it is blank; of a row whether it stands."""

    value: Answer | None = field(repr=False)
    written: Written = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One thing that a person must decide. ``key`` says where it is."""

    key: Key
    mine: Claim
    theirs: Claim

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen here."""
        texts = [one.value for one in (self.mine, self.theirs) if isinstance(one.value, str)]
        is_room = len(texts) > 1 and sum(map(len, texts)) < LONGEST_TEXT
        return (Choice.MINE, Choice.THEIRS, *((Choice.BOTH,) if self.key[0] == NOTES and is_room else ()))


Choices: TypeAlias = Mapping[Key, Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sides compared. ``taken`` is what only the other side has and comes over without a question.

    ``rows`` are the rows that come over, as they are called on the other side; ``agreed`` counts the answers that are
    the same on both.
    """

    mine: Side = field(repr=False)
    theirs: Side = field(repr=False)
    disagreements: tuple[Disagreement, ...]
    taken: tuple[Key, ...]
    rows: tuple[tuple[Path, str], ...]
    agreed: int


def compare(mine: Side, theirs: Side) -> Comparison:
    """What agrees, what comes over from the other side, and what a person must decide."""
    disagreements = tuple(_rows_apart(mine, theirs))
    apart = {one.key for one in disagreements}
    taken, agreed = [], 0
    for key in _comparable(mine, theirs):
        here, there = _value(mine.draft, key), _value(theirs.draft, key)
        if here == there:
            agreed += key[0] == ANSWERS
        elif _is_row_apart(mine, key, apart):
            continue
        elif here is None and key not in mine.changed:
            taken.append(key)
        elif there is not None or key in theirs.changed:
            disagreements = (*disagreements, Disagreement(key=key, mine=_claim(mine, key), theirs=_claim(theirs, key)))
    return Comparison(
        mine=mine,
        theirs=theirs,
        disagreements=_in_order(mine.draft, disagreements),
        taken=tuple(taken),
        rows=tuple(_new_rows(mine, theirs)),
        agreed=agreed,
    )


def undecided(comparison: Comparison, choices: Choices) -> tuple[Disagreement, ...]:
    """What is still to be decided."""
    return tuple(one for one in comparison.disagreements if choices.get(one.key) not in one.choices)


def merged_entries(comparison: Comparison, choices: Choices) -> tuple[JournalEntry, ...]:
    """The entries that make my draft the merged one. ValueError while anything is undecided."""
    if undecided(comparison, choices):
        raise ValueError("not everything is decided")
    draft, entries = comparison.mine.draft, list[JournalEntry]()
    for changed in _changes(comparison, choices):
        draft = changed.made(draft)
        entries.append({**(draft.last or {}), **_as_json(changed.written)})
    return tuple(entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One change of my draft, by whoever wrote it. ``row`` is for a change that adds or removes one."""

    key: Key
    value: Answer | None = field(default=None, repr=False)
    written: Written = UNKNOWN

    def made(self, draft: Draft) -> Draft:
        part, key = self.key
        if part == REASONS:
            return draft.reason(str(key), str(self.value or ""))
        path = key if isinstance(key, tuple) else parsed(key)
        if part == ROWS:
            row = path[-1]
            return draft.add_row(path[:-1], row) if self.value else draft.remove_row(path[:-1], row)
        if part == NOTES:
            return draft.note(path, str(self.value or ""))
        return draft.clear(path) if self.value is None else draft.answer(path, self.value)


def _changes(comparison: Comparison, choices: Choices) -> Iterator[_Change]:
    """Rows first, so that answers find them; then everything else."""
    mine, theirs = comparison.mine, comparison.theirs
    for one in comparison.disagreements:
        if one.key[0] == ROWS and one.mine.value and choices[one.key] is Choice.THEIRS:
            yield _Change(key=one.key, value=False, written=one.theirs.written)
    yield from _rows_over(comparison, choices)
    for key in comparison.taken:
        yield _Change(key=key, value=_value(theirs.draft, key), written=_claim(theirs, key).written)
    for one in comparison.disagreements:
        chosen = choices[one.key]
        if one.key[0] != ROWS and chosen is not Choice.MINE:
            both = chosen is Choice.BOTH
            value = f"{one.mine.value}\n{one.theirs.value}" if both else one.theirs.value
            yield _Change(
                key=one.key, value=value, written=mine.written.get(one.key, UNKNOWN) if both else one.theirs.written
            )


def _rows_over(comparison: Comparison, choices: Choices) -> Iterator[_Change]:
    """Rows of the other side, each under an id that is free on this one, with all that stands in it."""
    mine, theirs = comparison.mine, comparison.theirs
    back = (
        _row_of(one.key)
        for one in comparison.disagreements
        if one.key[0] == ROWS and one.theirs.value and choices[one.key] is Choice.THEIRS
    )
    free: dict[Path, list[str]] = {}
    for path, row in (*comparison.rows, *back):
        used = free.setdefault(path, [*mine.draft.given.get(path, ()), *mine.draft.form.ready.rows.get(path, ())])
        new = row if row not in used else _free(used)
        used.append(new)
        here, there = (*path, row), (*path, new)
        yield _Change(key=(ROWS, there), value=True, written=_claim(theirs, (ROWS, here)).written)
        for key in _inside(theirs.draft, path, row):
            value, moved = _value(theirs.draft, key), _moved(key, here, there)
            yield _Change(key=moved, value=value, written=_claim(theirs, key).written)


def _free(used: list[str]) -> str:
    return next(row for number in range(1, len(used) + 2) if (row := f"r{number}") not in used)


# --- rows -----------------------------------------------------------------------------------------------------------


def _rows_apart(mine: Side, theirs: Side) -> Iterator[Disagreement]:
    """Rows that one of the two has taken away since they parted, and the other has not."""
    for path in mine.draft.form.places.rows:
        here, there = _old_rows(mine, path), _old_rows(theirs, path)
        for row in (*here, *(one for one in there if one not in here)):
            key = (ROWS, (*path, row))
            if (row in here) is not (row in there):
                yield Disagreement(
                    key=key,
                    mine=Claim(value=row in here, written=_written_in_row(mine, path, row)),
                    theirs=Claim(value=row in there, written=_written_in_row(theirs, path, row)),
                )


def _written_in_row(side: Side, path: Path, row: str) -> Written:
    """Who took the row away, or wrote in it last."""
    key = (ROWS, (*path, row))
    known = [side.written[one] for one in (key, *_inside(side.draft, path, row)) if one in side.written]
    return max(known, key=lambda one: one.at.timestamp() if one.at else 0.0, default=UNKNOWN)


def _old_rows(side: Side, path: Path) -> tuple[str, ...]:
    """The rows that stand and that both knew when they parted."""
    return tuple(row for row in side.rows_at(path) if row in side.shared.get(path, ()))


def _new_rows(mine: Side, theirs: Side) -> Iterator[tuple[Path, str]]:
    """Rows of the other side since they parted; one in which the very same stands as in a new one here is that one."""
    for path in theirs.draft.form.places.rows:
        known = [_content(mine.draft, path, row) for row in mine.rows_at(path) if not _is_old(mine, path, row)]
        for row in theirs.rows_at(path):
            if _is_old(theirs, path, row):
                continue
            content = _content(theirs.draft, path, row)
            if content in known:
                known.remove(content)
            else:
                yield path, row


def _is_old(side: Side, path: Path, row: str) -> bool:
    return row in side.shared.get(path, ())


def _content(draft: Draft, path: Path, row: str) -> Mapping[Key, Answer | None]:
    """All that stands in a row, whatever the row is called."""
    here = (*path, row)
    return {_moved(key, here, path): _value(draft, key) for key in _inside(draft, path, row)}


def _inside(draft: Draft, path: Path, row: str) -> Iterator[Key]:
    """Everything written in a row or about it."""
    here = (*path, row)
    yield from ((ANSWERS, one) for one in draft.answers if one[: len(here)] == here)
    yield from ((NOTES, one) for one in draft.notes if one[: len(here)] == here)
    yield from ((REASONS, one) for one in draft.reasons if one.endswith(f"{_ROW_OF_REASON}{dotted(here)}"))


def _moved(key: Key, old: Path, new: Path) -> Key:
    part, where = key
    if isinstance(where, str):
        return part, where.removesuffix(dotted(old)) + dotted(new)
    return part, (*new, *where[len(old) :])


def _row_of(key: Key) -> tuple[Path, str]:
    path = key[1] if isinstance(key[1], tuple) else parsed(key[1])
    return path[:-1], path[-1]


# --- answers, notes and reasons -------------------------------------------------------------------------------------


def _comparable(mine: Side, theirs: Side) -> Iterator[Key]:
    """Everything that stands on either side outside rows, and in rows that both knew when they parted."""
    for part in (ANSWERS, NOTES, REASONS):
        here, there = getattr(mine.draft, part), getattr(theirs.draft, part)
        for where in dict.fromkeys((*here, *there)):
            key = (part, where)
            row = _row_around(mine.draft, key)
            if row is None or (_is_old(mine, *row) and _is_old(theirs, *row)):
                yield key


def _row_around(draft: Draft, key: Key) -> tuple[Path, str] | None:
    """The row that something stands in."""
    where = key[1]
    if isinstance(where, str):
        where = parsed(where.partition(_ROW_OF_REASON)[2])
    return next(
        (
            (path, where[len(path)])
            for path in draft.form.places.rows
            if len(where) > len(path) and where[: len(path)] == path
        ),
        None,
    )


def _is_row_apart(mine: Side, key: Key, apart: set[Key]) -> bool:
    """Whether it stands in a row that is decided on as a whole."""
    row = _row_around(mine.draft, key)
    return row is not None and (ROWS, (*row[0], row[1])) in apart


def _value(draft: Draft, key: Key) -> Answer | None:
    held = getattr(draft, key[0])
    value: Answer | None = held.get(key[1])
    return value


def _claim(side: Side, key: Key) -> Claim:
    return Claim(value=_value(side.draft, key) if key[0] != ROWS else True, written=side.written.get(key, UNKNOWN))


def _in_order(draft: Draft, found: tuple[Disagreement, ...]) -> tuple[Disagreement, ...]:
    """As in the questionnaire; what is about the whole of it comes last."""
    places = draft.form.places

    def place(one: Disagreement) -> tuple[int, int]:
        where = one.key[1]
        path = parsed(where.partition(_ROW_OF_REASON)[2]) if isinstance(where, str) else where
        inside = (order for known, order in places.order.items() if places.template(path)[: len(known)] == known)
        after = (order for known, order in places.order.items() if path and known[: len(path)] == path)
        return min((*inside, *after), default=len(places.order)), [ROWS, ANSWERS, NOTES, REASONS].index(one.key[0])

    return tuple(sorted(found, key=place))


def _as_json(written: Written) -> dict[str, Json]:
    at = {} if written.at is None else {"at": written.at.isoformat()}
    return {**at, "by": written.by, **({"since": written.since} if written.since else {})}
