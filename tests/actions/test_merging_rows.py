"""Two journals of one round with answers that are rows: each is the row that was meant, and none points to nothing."""

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.merging import Choice, Choices, Comparison, compare, merged_entries
from sipforms.actions.sides import ANSWERS, ROWS, two_journals
from sipforms.engine.ask.draft import Draft, Entry, replay
from sipforms.engine.ask.review import review
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import Path
from tests.engine.bundles import small
from tests.engine.generate import TODAY, begun
from tests.engine.test_draft import some_change

PLAN = small("henvisninger")
GOALS, PART_GOALS, EFFORTS, MAIN = ("plan", "maal"), ("plan", "delmaal"), ("indsatser",), ("vigtigst",)
Change = Callable[[Draft], Draft]


@pytest.fixture(scope="module")
def blank() -> Draft:
    return begun(PLAN, PLAN.questionnaires["plan"], Situation(today=TODAY, mode="interview"))


def written(draft: Draft, *changes: Change) -> list[Entry]:
    entries: list[Entry] = []
    for change in changes:
        draft = change(draft)
        entries.append(dict(draft.last or {}))
    return entries


def goal(row: str, what: str) -> tuple[Change, Change]:
    return (lambda one: one.add_row(GOALS, row)), (lambda one: one.answer((*GOALS, row, "hvad"), what))


def effort(row: str, what: str, goal_row: str) -> tuple[Change, Change, Change]:
    here = (*EFFORTS, row)
    return (
        lambda one: one.add_row(EFFORTS, row),
        lambda one: one.answer((*here, "hvad"), what),
        lambda one: one.answer((*here, "maal"), goal_row),
    )


def parted(draft: Draft) -> Draft:
    """What makes a journal another from its first entry on."""
    return draft.answer(("har_netvaerk",), False)


def main(row: str) -> Change:
    return lambda one: one.answer(MAIN, row)


def compared(blank: Draft, mine: list[Entry], theirs: list[Entry]) -> Comparison:
    return compare(*two_journals(PLAN, blank.header, mine, theirs))


def merged(blank: Draft, mine: list[Entry], theirs: list[Entry], choices: Choices) -> Draft:
    more = merged_entries(compared(blank, mine, theirs), choices)
    return replay(PLAN, blank.header, [*mine, {"do": "several", "entries": [dict(one) for one in more]}])


def said(draft: Draft, path: Path) -> str:
    question = draft.form.question(path)
    assert question is not None
    return draft.standing().said(question, draft.answers[path])


def test_what_points_to_a_row_that_gets_another_id_points_to_it_still(blank: Draft) -> None:
    mine = written(blank, parted, *goal("r1", "Lave mad"), *effort("r1", "Kursus", "r1"))
    theirs = written(blank, *goal("r1", "Komme ud"), *effort("r1", "Gåtur", "r1"), main("r1"))
    done = merged(blank, mine, theirs, {})
    assert done.rows == {GOALS: ("r1", "r2"), EFFORTS: ("r1", "r2")}
    assert [said(done, (*EFFORTS, row, "maal")) for row in ("r1", "r2")] == ["Lave mad", "Komme ud"]
    assert said(done, MAIN) == "Komme ud"


def test_rows_with_the_same_in_them_are_one_and_so_is_what_points_to_them(blank: Draft) -> None:
    mine = written(blank, parted, *goal("r1", "Andet"), *goal("r2", "Lave mad"), *effort("r1", "Kursus", "r2"))
    theirs = written(blank, *goal("r1", "Lave mad"), *effort("r1", "Kursus", "r1"), main("r1"))
    done = merged(blank, mine, theirs, {})
    assert done.rows == {GOALS: ("r1", "r2"), EFFORTS: ("r1",)}
    assert said(done, MAIN) == "Lave mad"


def test_the_same_id_for_two_rows_is_no_agreement(blank: Draft) -> None:
    mine = written(blank, parted, *goal("r1", "Lave mad"), main("r1"))
    theirs = written(blank, *goal("r1", "Komme ud"), main("r1"))
    (one,) = compared(blank, mine, theirs).disagreements
    assert one.key == (ANSWERS, MAIN)
    assert said(merged(blank, mine, theirs, {one.key: Choice.MINE}), MAIN) == "Lave mad"
    assert said(merged(blank, mine, theirs, {one.key: Choice.THEIRS}), MAIN) == "Komme ud"


@pytest.mark.parametrize("choice", [Choice.MINE, Choice.THEIRS])
@pytest.mark.parametrize("is_mine_removed", [True, False])
def test_a_row_that_one_took_away_and_the_other_points_to(
    blank: Draft, choice: Choice, *, is_mine_removed: bool
) -> None:
    common = written(blank, *goal("r1", "Lave mad"))
    base = replay(PLAN, blank.header, common)
    gone = [*common, *written(base, lambda one: one.remove_row(GOALS, "r1"))]
    used = [*common, *written(base, *effort("r1", "Kursus", "r1"), main("r1"))]
    mine, theirs = (gone, used) if is_mine_removed else (used, gone)
    found = compared(blank, mine, theirs)
    assert [one.key for one in found.disagreements] == [(ROWS, (*GOALS, "r1"))]
    done = merged(blank, mine, theirs, {found.disagreements[0].key: choice})
    if is_mine_removed is (choice is Choice.THEIRS):
        assert [said(done, (*EFFORTS, "r1", "maal")), said(done, MAIN)] == ["Lave mad", "Lave mad"]
    else:
        assert not done.rows.get(GOALS)
        assert done.answers == {(*EFFORTS, "r1", "hvad"): "Kursus"}


def dangling(draft: Draft) -> Iterator[Path]:
    for path, answer in draft.answers.items():
        question = draft.form.question(path)
        if question is not None and question.row_ref is not None and answer not in draft.rows[question.row_ref.to]:
            yield path


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_whatever_is_chosen_no_answer_points_to_a_row_that_is_not_there(blank: Draft, seed: int) -> None:
    chance = random.Random(seed)
    base, common = changed(blank, chance, 8)
    mine, theirs = ([*common, *changed(base, chance, 12)[1]] for _ in range(2))
    found = compared(blank, mine, theirs)
    choices = {one.key: chance.choice(one.choices) for one in found.disagreements}
    done = merged(blank, mine, theirs, choices)
    assert not list(dangling(done))
    assert not [one for one in review(done) if one.code in ("no-such-row", "row-of-itself")]


def changed(draft: Draft, chance: random.Random, number: int) -> tuple[Draft, list[Entry]]:
    entries: list[Entry] = []
    for _ in range(number):
        draft = some_change(draft, chance)
        entries.append(dict(draft.last or {}))
    return draft, entries
