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

from sipforms.actions.rows_of_two import (
    ROW_OF_REASON,
    Called,
    as_called,
    free_id,
    ids_used,
    inside,
    is_old,
    is_there,
    moved,
    new_rows,
    value_of,
)
from sipforms.actions.sides import ANSWERS, NOTES, REASONS, ROWS, UNKNOWN, Key, Side, Written
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.draft import Entry as JournalEntry
from sipforms.engine.ask.row_refs import pointing_to
from sipforms.engine.paths import Path, parsed
from sipforms.engine.response import Answer, Json


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

    ``rows`` are the rows that come over, as they are called on the other side, and ``called`` what each row that is new
    there is called here; ``agreed`` counts the answers that are the same on both.
    """

    mine: Side = field(repr=False)
    theirs: Side = field(repr=False)
    disagreements: tuple[Disagreement, ...]
    taken: tuple[Key, ...]
    rows: tuple[tuple[Path, str], ...]
    called: Called
    agreed: int


def compare(mine: Side, theirs: Side) -> Comparison:
    """What agrees, what comes over from the other side, and what a person must decide."""
    disagreements = tuple(_rows_apart(mine, theirs))
    apart = {one.key for one in disagreements}
    taken, agreed = [], 0
    rows, called = new_rows(mine, theirs)
    for key in _comparable(mine, theirs):
        here, there = value_of(mine.draft, key), as_called(theirs.draft, key, called)
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
        rows=rows,
        called=called,
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
    over = tuple(_rows_over(comparison, choices))
    called = {**comparison.called, **{(*path, row): new for path, row, new in over}}
    gone = tuple(_rows_gone(comparison, choices))
    for one in gone:
        yield from _let_go(mine, one)
        yield _Change(key=one.key, value=False, written=one.theirs.written)
    for path, row, new in over:
        written = _claim(theirs, (ROWS, (*path, row))).written
        yield _Change(key=(ROWS, (*path, new)), value=True, written=written)
    standing = _standing(mine, gone, over)
    for key, to in _coming(comparison, over):
        value = as_called(theirs.draft, key, called)
        if is_there(mine.draft, to, value, standing):
            yield _Change(key=to, value=value, written=_claim(theirs, key).written)
    for one in comparison.disagreements:
        if one.key[0] != ROWS and choices[one.key] is not Choice.MINE:
            yield _chosen(comparison, one, choices[one.key], _Rows(called=called, standing=standing))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the other side's rows are called in the end, and which rows stand then."""

    called: Called
    standing: Mapping[Path, tuple[str, ...]]


def _chosen(comparison: Comparison, one: Disagreement, choice: Choice, rows: _Rows) -> _Change:
    """What a person has chosen that is not mine; an answer that is a row which does not stand is blank then."""
    mine, theirs = comparison.mine, comparison.theirs
    if choice is Choice.BOTH:
        value: Answer | None = f"{one.mine.value}\n{one.theirs.value}"
        return _Change(key=one.key, value=value, written=mine.written.get(one.key, UNKNOWN))
    value = as_called(theirs.draft, one.key, rows.called)
    stands = is_there(mine.draft, one.key, value, rows.standing)
    return _Change(key=one.key, value=value if stands else None, written=one.theirs.written)


def _coming(comparison: Comparison, over: tuple[tuple[Path, str, str], ...]) -> Iterator[tuple[Key, Key]]:
    """What comes over without a question, as it is called there and here: what stands in rows, then the rest."""
    draft = comparison.theirs.draft
    for path, row, new in over:
        for key in inside(draft, path, row):
            yield key, moved(key, (*path, row), (*path, new))
    yield from ((key, key) for key in comparison.taken)


def _rows_gone(comparison: Comparison, choices: Choices) -> Iterator[Disagreement]:
    """My rows that the other side took away, where that was chosen."""
    for one in comparison.disagreements:
        if one.key[0] == ROWS and one.mine.value and choices[one.key] is Choice.THEIRS:
            yield one


def _let_go(mine: Side, one: Disagreement) -> Iterator[_Change]:
    """My answers that are a row which goes are blank first: that the row goes was decided."""
    path, row = _row_of(one.key)
    for pointing in pointing_to(mine.draft.form.places, mine.draft.answers, path, row):
        yield _Change(key=(ANSWERS, pointing), written=one.theirs.written)


def _standing(
    mine: Side, gone: tuple[Disagreement, ...], over: tuple[tuple[Path, str, str], ...]
) -> Mapping[Path, tuple[str, ...]]:
    """The rows that stand in the end."""
    away = {one.key[1] for one in gone}
    return {
        path: (
            *(row for row in mine.rows_at(path) if (*path, row) not in away),
            *(new for rows, _row, new in over if rows == path),
        )
        for path in mine.draft.form.places.rows
    }


def _rows_over(comparison: Comparison, choices: Choices) -> Iterator[tuple[Path, str, str]]:
    """Rows of the other side, each with an id that is free on this one; those that I took away too, where chosen."""
    mine = comparison.mine
    back = (
        _row_of(one.key)
        for one in comparison.disagreements
        if one.key[0] == ROWS and one.theirs.value and choices[one.key] is Choice.THEIRS
    )
    for path, row in comparison.rows:
        yield path, row, comparison.called[(*path, row)]
    used: dict[Path, list[str]] = {}
    for path, row in back:
        taken = used.setdefault(path, [*ids_used(mine, path), *_given_to(comparison, path)])
        taken.append(row if row not in taken else free_id(taken))
        yield path, row, taken[-1]


def _given_to(comparison: Comparison, path: Path) -> Iterator[str]:
    """The ids that the rows which come over are given."""
    return (comparison.called[(*path, row)] for rows, row in comparison.rows if rows == path)


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
    known = [side.written[one] for one in (key, *inside(side.draft, path, row)) if one in side.written]
    return max(known, key=lambda one: one.at.timestamp() if one.at else 0.0, default=UNKNOWN)


def _old_rows(side: Side, path: Path) -> tuple[str, ...]:
    """The rows that stand and that both knew when they parted."""
    return tuple(row for row in side.rows_at(path) if row in side.shared.get(path, ()))


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
            if row is None or (is_old(mine, *row) and is_old(theirs, *row)):
                yield key


def _row_around(draft: Draft, key: Key) -> tuple[Path, str] | None:
    """The row that something stands in."""
    where = key[1]
    if isinstance(where, str):
        where = parsed(where.partition(ROW_OF_REASON)[2])
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


def _claim(side: Side, key: Key) -> Claim:
    return Claim(value=value_of(side.draft, key) if key[0] != ROWS else True, written=side.written.get(key, UNKNOWN))


def _in_order(draft: Draft, found: tuple[Disagreement, ...]) -> tuple[Disagreement, ...]:
    """As in the questionnaire; what is about the whole of it comes last."""
    places = draft.form.places

    def place(one: Disagreement) -> tuple[int, int]:
        where = one.key[1]
        path = parsed(where.partition(ROW_OF_REASON)[2]) if isinstance(where, str) else where
        inside = (order for known, order in places.order.items() if places.template(path)[: len(known)] == known)
        after = (order for known, order in places.order.items() if path and known[: len(path)] == path)
        return min((*inside, *after), default=len(places.order)), [ROWS, ANSWERS, NOTES, REASONS].index(one.key[0])

    return tuple(sorted(found, key=place))


def _as_json(written: Written) -> dict[str, Json]:
    at = {} if written.at is None else {"at": written.at.isoformat()}
    return {**at, "by": written.by, **({"since": written.since} if written.since else {})}
