"""Two journals of a round made one: the same is one, what one says is taken, and where they differ a person chooses."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.merging import Choice, Choices, Comparison, compare, merged_entries, undecided
from sipforms.actions.sides import ANSWERS, NOTES, REASONS, ROWS, Key, Side, two_journals
from sipforms.engine.ask.draft import Draft, Entry, apply, replay
from sipforms.engine.ask.sittings import stamped
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import Path, dotted
from sipforms.engine.response import Answer
from tests.engine.bundles import small
from tests.engine.generate import begun
from tests.engine.test_draft import some_change

NOW = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
FAMILY = ("familie",)
Content = frozenset[tuple[object, ...]]


@pytest.fixture(scope="module")
def blank() -> Draft:
    programme = small("svarmaader")
    return begun(programme, programme.questionnaires["alle"], Situation(today=date(2026, 11, 22), mode="interview"))


def written(draft: Draft, changes: list[Callable[[Draft], Draft]], by: str) -> list[Entry]:
    """The journal entries of these changes, a minute apart."""
    entries = []
    for number, change in enumerate(changes):
        draft = change(draft)
        entries.append(stamped(draft.last or {}, by, NOW, NOW + timedelta(minutes=number)))
    return entries


def compared(blank: Draft, mine: list[Entry], theirs: list[Entry]) -> Comparison:
    return compare(*two_journals(small("svarmaader"), blank.header, mine, theirs))


def merged(blank: Draft, mine: list[Entry], theirs: list[Entry], choices: Choices) -> Draft:
    """The draft that the journal with the merged entries behind leads to, as anybody would read it from the disk."""
    more = merged_entries(compared(blank, mine, theirs), choices)
    return replay(small("svarmaader"), blank.header, [*mine, {"do": "several", "entries": [dict(one) for one in more]}])


# --- examples -------------------------------------------------------------------------------------------------------


def test_what_only_one_says_is_taken_and_the_same_is_one(blank: Draft) -> None:
    common = written(blank, [lambda one: one.answer(("tal",), 2)], "KHO")
    base = replay(small("svarmaader"), blank.header, common)
    mine = [*common, *written(base, [lambda one: one.answer(("ja",), True)], "KHO")]
    theirs = [
        *common,
        *written(base, [lambda one: one.answer(("ja",), True), lambda one: one.note(("tal",), "husk")], "MJE"),
    ]
    found = compared(blank, mine, theirs)
    assert (found.disagreements, found.taken, found.agreed) == ((), ((NOTES, ("tal",)),), 2)
    done = merged(blank, mine, theirs, {})
    assert done.answers == {("tal",): 2, ("ja",): True}
    assert done.notes == {("tal",): "husk"}
    assert done.last is not None


def test_differing_answers_stand_side_by_side_with_who_and_when(blank: Draft) -> None:
    mine = written(blank, [lambda one: one.answer(("tal",), 2)], "KHO")
    theirs = written(blank, [lambda one: one.answer(("ja",), False), lambda one: one.answer(("tal",), 4)], "MJE")
    (one,) = compared(blank, mine, theirs).disagreements
    assert one.key == (ANSWERS, ("tal",))
    assert (one.mine.value, one.mine.written.by, one.mine.written.at) == (2, "KHO", NOW)
    assert (one.theirs.value, one.theirs.written.by, one.theirs.written.at) == (4, "MJE", NOW + timedelta(minutes=1))
    with pytest.raises(ValueError, match="decided"):
        merged_entries(compared(blank, mine, theirs), {})
    assert merged(blank, mine, theirs, {one.key: Choice.MINE}).answers[("tal",)] == 2
    assert merged(blank, mine, theirs, {one.key: Choice.THEIRS}).answers[("tal",)] == 4
    with pytest.raises(ValueError, match="decided"):
        merged_entries(compared(blank, mine, theirs), {one.key: Choice.BOTH})


def test_an_answer_taken_away_in_one_is_not_brought_back_in_silence(blank: Draft) -> None:
    common = written(blank, [lambda one: one.answer(("tal",), 2)], "KHO")
    base = replay(small("svarmaader"), blank.header, common)
    theirs = [*common, *written(base, [lambda one: one.clear(("tal",))], "MJE")]
    (one,) = compared(blank, common, theirs).disagreements
    assert (one.mine.value, one.theirs.value, one.theirs.written.by) == (2, None, "MJE")
    assert merged(blank, common, theirs, {one.key: Choice.THEIRS}).answers == {}
    (other_way,) = compared(blank, theirs, common).disagreements
    assert (other_way.mine.value, other_way.theirs.value) == (None, 2)
    assert merged(blank, theirs, common, {one.key: Choice.THEIRS}).answers == {("tal",): 2}


def test_both_notes_can_stand(blank: Draft) -> None:
    mine = written(blank, [lambda one: one.note(("tal",), "den ene")], "KHO")
    theirs = written(blank, [lambda one: one.note(("tal",), "den anden")], "MJE")
    (one,) = compared(blank, mine, theirs).disagreements
    assert one.choices == (Choice.MINE, Choice.THEIRS, Choice.BOTH)
    assert merged(blank, mine, theirs, {one.key: Choice.BOTH}).notes == {("tal",): "den ene\nden anden"}


def add(row: str, name: str, note: str = "") -> list[Callable[[Draft], Draft]]:
    here = (*FAMILY, row, "navn")
    return [
        lambda one: one.add_row(FAMILY, row),
        lambda one: one.answer(here, name),
        *([lambda one: one.note(here, note)] if note else []),
    ]


def test_rows_of_the_same_name_are_two_rows_where_each_wrote_their_own(blank: Draft) -> None:
    mine, theirs = written(blank, add("r1", "Mor"), "KHO"), written(blank, add("r1", "Far", "bor i Ribe"), "MJE")
    assert compared(blank, mine, theirs).disagreements == ()
    done = merged(blank, mine, theirs, {})
    assert done.rows == {FAMILY: ("r1", "r2")}
    assert done.answers == {(*FAMILY, "r1", "navn"): "Mor", (*FAMILY, "r2", "navn"): "Far"}
    assert done.notes == {(*FAMILY, "r2", "navn"): "bor i Ribe"}


def test_a_row_in_which_both_wrote_the_very_same_is_one(blank: Draft) -> None:
    mine, theirs = written(blank, add("r1", "Mor"), "KHO"), written(blank, add("r1", "Mor"), "MJE")
    assert merged(blank, mine, theirs, {}).rows == {FAMILY: ("r1",)}


def test_a_row_that_both_knew_is_compared_field_by_field(blank: Draft) -> None:
    common = written(blank, add("r1", "Mor"), "KHO")
    base = replay(small("svarmaader"), blank.header, common)
    theirs = [*common, *written(base, [lambda one: one.answer((*FAMILY, "r1", "navn"), "Moster")], "MJE")]
    (one,) = compared(blank, common, theirs).disagreements
    assert one.key == (ANSWERS, (*FAMILY, "r1", "navn"))
    done = merged(blank, common, theirs, {one.key: Choice.THEIRS})
    assert (done.rows, done.answers) == ({FAMILY: ("r1",)}, {(*FAMILY, "r1", "navn"): "Moster"})


@pytest.mark.parametrize("choice", [Choice.MINE, Choice.THEIRS])
@pytest.mark.parametrize("is_mine_removed", [True, False])
def test_a_row_removed_in_one_is_a_persons_to_decide(blank: Draft, choice: Choice, *, is_mine_removed: bool) -> None:
    common = written(blank, [*add("r1", "Mor"), *add("r2", "Far")], "KHO")
    base = replay(small("svarmaader"), blank.header, common)
    shorter = [*common, *written(base, [lambda one: one.remove_row(FAMILY, "r1")], "MJE")]
    longer = [*common, *written(base, [lambda one: one.note((*FAMILY, "r1"), "bor i Ribe")], "KHO")]
    mine, theirs = (shorter, longer) if is_mine_removed else (longer, shorter)
    (one,) = compared(blank, mine, theirs).disagreements
    assert (one.key, one.mine.value, one.theirs.value) == (
        (ROWS, (*FAMILY, "r1")),
        not is_mine_removed,
        is_mine_removed,
    )
    done = merged(blank, mine, theirs, {one.key: choice})
    stands = (choice is Choice.MINE) is not is_mine_removed
    names = sorted(str(value) for value in done.answers.values())
    assert names == (["Far", "Mor"] if stands else ["Far"])
    assert list(done.notes.values()) == (["bor i Ribe"] if stands else [])


def test_an_id_that_was_taken_back_and_given_again_is_another_row(blank: Draft) -> None:
    common = written(blank, add("r1", "Mor"), "KHO")
    base = replay(small("svarmaader"), blank.header, common)
    again = [lambda one: one.undo(), lambda one: one.undo(), *add("r1", "Far")]
    theirs = [*common, *written(base, again, "MJE")]
    found = compared(blank, common, theirs)
    assert [one.key[0] for one in found.disagreements] == [ROWS]
    assert found.rows == ((FAMILY, "r1"),)
    kept = merged(blank, common, theirs, {one.key: Choice.MINE for one in found.disagreements})
    assert sorted(map(str, kept.answers.values())) == ["Far", "Mor"]
    gone = merged(blank, common, theirs, {one.key: Choice.THEIRS for one in found.disagreements})
    assert list(gone.answers.values()) == ["Far"]


# --- the rule -------------------------------------------------------------------------------------------------------


def journals(blank: Draft, chance: random.Random) -> tuple[list[Entry], list[Entry]]:
    """A common beginning, and what two people did from there, each after the other in any order of the clock."""
    draft, moment = blank, NOW
    sides: dict[str, tuple[Draft, list[Entry]]] = {}

    def changed(draft: Draft, by: str) -> tuple[Draft, Entry]:
        nonlocal moment
        moment += timedelta(seconds=chance.randrange(1, 100))
        after = some_change(draft, chance)
        return after, stamped(after.last or {}, by, NOW, moment)

    common = []
    for _ in range(chance.randrange(0, 20)):
        draft, entry = changed(draft, "KHO")
        common.append(entry)
    sides = {"KHO": (draft, list(common)), "MJE": (draft, list(common))}
    for _ in range(chance.randrange(0, 50)):
        by = chance.choice(["KHO", "MJE"])
        after, entry = changed(sides[by][0], by)
        sides[by] = (after, [*sides[by][1], entry])
    return sides["KHO"][1], sides["MJE"][1]


def expected(found: Comparison, choices: Choices) -> tuple[dict[Key, Answer], list[tuple[Path, Content]]]:
    """What must stand outside rows, and the rows with all that is in them, worked out without the code that merges."""
    mine, theirs = found.mine, found.theirs
    outside = {
        key: value
        for key in {*everything(mine.draft), *everything(theirs.draft)}
        if row_of(key) is None and (value := wanted(key, mine, theirs, choices)) is not None
    }
    rows: list[tuple[Path, Content]] = []
    for path in mine.draft.form.places.rows:
        known = {*mine.shared.get(path, ()), *theirs.shared.get(path, ())}
        here = {row for row in mine.draft.rows.get(path, ()) if row in mine.shared[path]}
        there = {row for row in theirs.draft.rows.get(path, ()) if row in theirs.shared[path]}
        for row in known & (here | there):
            if row in here and row in there:
                keys = {*inside(mine.draft, path, row), *inside(theirs.draft, path, row)}
                content = {one: wanted(one, mine, theirs, choices) for one in keys}
                rows.append((path, bare(content, path, row)))
            elif (row in here) is (choices[ROWS, (*path, row)] is Choice.MINE):
                side = mine if row in here else theirs
                rows.append((path, bare(inside(side.draft, path, row), path, row)))
        new_here = [row for row in mine.draft.rows.get(path, ()) if row not in mine.shared[path]]
        new_there = [row for row in theirs.draft.rows.get(path, ()) if row not in theirs.shared[path]]
        mine_new = [bare(inside(mine.draft, path, row), path, row) for row in new_here]
        rest = list(mine_new)
        for row in new_there:
            content_there = bare(inside(theirs.draft, path, row), path, row)
            if content_there in rest:
                rest.remove(content_there)
            else:
                mine_new.append(content_there)
        rows.extend((path, one) for one in mine_new)
    return outside, rows


def wanted(key: Key, mine: Side, theirs: Side, choices: Choices) -> Answer | None:
    here, there = everything(mine.draft).get(key), everything(theirs.draft).get(key)
    if key in choices:
        both = f"{here}\n{there}"
        return {Choice.MINE: here, Choice.THEIRS: there, Choice.BOTH: both}[choices[key]]
    assert None in (here, there) or here == there, "an answer was chosen for somebody"
    return there if here is None else here


def everything(draft: Draft) -> dict[Key, Answer]:
    return {
        **{(ANSWERS, path): value for path, value in draft.answers.items()},
        **{(NOTES, path): text for path, text in draft.notes.items()},
        **{(REASONS, check): text for check, text in draft.reasons.items()},
    }


def row_of(key: Key) -> str | None:
    where = key[1]
    if isinstance(where, str):
        where = tuple(where.partition("@")[2].split("."))
    return where[1] if len(where) > 1 and where[:1] == FAMILY else None


def inside(draft: Draft, path: Path, row: str) -> dict[Key, Answer | None]:
    return {key: value for key, value in everything(draft).items() if row_of(key) == row}


def bare(content: dict[Key, Answer | None], path: Path, row: str) -> Content:
    """What stands in a row, without the row's id."""
    here = (*path, row)
    return frozenset(
        (part, where.replace(dotted(here), "") if isinstance(where, str) else where[len(here) :], value)
        for (part, where), value in content.items()
        if value is not None
    )


def give_exactly_what_was_chosen(blank: Draft, seed: int) -> None:
    """One interleaving, and one choice for each thing that the two differ in."""
    chance = random.Random(seed)
    mine, theirs = journals(blank, chance)
    found = compared(blank, mine, theirs)
    choices = {one.key: chance.choice(one.choices) for one in found.disagreements}
    for key in choices:
        assert undecided(found, {one: choices[one] for one in choices if one != key})
    done = merged(blank, mine, theirs, choices)
    outside, rows = expected(found, choices)
    assert {key: value for key, value in everything(done).items() if row_of(key) is None} == outside
    standing = [(path, bare(inside(done, path, row), path, row)) for path, ids in done.rows.items() for row in ids]
    assert sorted(standing, key=repr) == sorted(rows, key=repr)
    assert len(set(done.rows.get(FAMILY, ()))) == len(done.rows.get(FAMILY, ()))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_any_answers_in_two_journals_and_any_choices_give_exactly_what_was_chosen(blank: Draft, seed: int) -> None:
    give_exactly_what_was_chosen(blank, seed)


@pytest.mark.long
def test_thousands_of_interleavings_give_exactly_what_was_chosen(blank: Draft) -> None:
    for seed in range(3000):
        give_exactly_what_was_chosen(blank, seed)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_it_does_not_matter_which_of_the_two_stays(blank: Draft, seed: int) -> None:
    chance = random.Random(seed)
    mine, theirs = journals(blank, chance)
    found, turned = compared(blank, mine, theirs), compared(blank, theirs, mine)
    assert {one.key for one in found.disagreements} == {one.key for one in turned.disagreements}
    choices = {one.key: chance.choice([Choice.MINE, Choice.THEIRS]) for one in found.disagreements}
    other = {Choice.MINE: Choice.THEIRS, Choice.THEIRS: Choice.MINE}
    one_way = merged(blank, mine, theirs, choices)
    other_way = merged(blank, theirs, mine, {key: other[choice] for key, choice in choices.items()})
    for draft in (one_way, other_way):
        assert draft.asked is not None
    assert {k: v for k, v in everything(one_way).items() if row_of(k) is None} == {
        k: v for k, v in everything(other_way).items() if row_of(k) is None
    }
    contents = [
        sorted(repr(bare(inside(draft, FAMILY, row), FAMILY, row)) for row in draft.rows.get(FAMILY, ()))
        for draft in (one_way, other_way)
    ]
    assert contents[0] == contents[1]


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_merged_once_there_is_nothing_left_to_merge_but_what_was_refused(blank: Draft, seed: int) -> None:
    """As after a crash between the merging and the discarding: nothing is asked that was not asked before."""
    chance = random.Random(seed)
    mine, theirs = journals(blank, chance)
    found = compared(blank, mine, theirs)
    more = merged_entries(found, {one.key: Choice.THEIRS for one in found.disagreements})
    again = compared(blank, [*mine, {"do": "several", "entries": [dict(one) for one in more]}], theirs)
    assert again.taken == ()
    assert all(one.key[0] == ROWS for one in again.disagreements)


def test_every_entry_of_the_merging_can_be_applied_alone(blank: Draft) -> None:
    mine, theirs = written(blank, add("r1", "Mor"), "KHO"), written(blank, add("r1", "Far"), "MJE")
    draft = replay(small("svarmaader"), blank.header, mine)
    for entry in merged_entries(compared(blank, mine, theirs), {}):
        assert (entry["by"], entry["since"]) == ("MJE", NOW.isoformat())
        draft = apply(draft, entry)
    assert len(draft.rows[FAMILY]) == 2
