"""What waits today is the same however it is read, and whoever is asked about is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipforms.actions.fill import Way, keep, put_aside, start
from sipforms.actions.narrowing import Kind, Living, Order, Wanted, citizens_wanted, forms_wanted, moved_out, units_in
from sipforms.actions.people import create, discharge
from sipforms.actions.today import Overview, Waiting, look_over, looked_again
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile
from sipforms.store.lease import Watch
from sipforms.store.memory import MemoryStore

Admitted = Callable[..., CaseFile]
INTERVIEW = Way(mode="interview", informant="borger")
TODAY = date(2026, 11, 22)


def steady() -> float:
    return 0.0


def whole(workplace: Workplace) -> Overview:
    return list(look_over(workplace, steady, Watch(ticking=steady)))[-1]


def shown(overview: Overview) -> object:
    """Everything but what the reading itself looks like."""
    return (
        [file.id for file in overview.everybody.files],
        [(one.file.id, one.due and one.due.due, one.draft, one.is_mine) for one in overview.waiting],
        [(one.file.id, one.due) for one in overview.coming],
        [(one.file.id, one.response.id) for one in overview.handed_in],
        {id_: one.due for id_, one in overview.next.items()},
        overview.mine,
    )


def begun(workplace: Workplace, file: CaseFile, voksen: Programme, questionnaire: str = "livskvalitet") -> str:
    """A draft with one answer, or with a note."""
    filling = start(workplace, file, voksen, questionnaire, INTERVIEW, file.episodes[0])
    path = next(one.path for one in filling.questionnaire.questions() if one.path in filling.draft.asked)
    draft = filling.draft.answer(path, 4) if questionnaire == "livskvalitet" else filling.draft.note(path, "opdigtet")
    keep(workplace, filling, draft.last or {})
    put_aside(workplace, filling)
    return filling.id


def test_everybody_is_read_bit_by_bit_and_the_last_bit_is_the_whole(workplace: Workplace, admitted: Admitted) -> None:
    for number in range(5):
        admitted(f"B-{number}", admission=TODAY - timedelta(days=100 * number))
    ticks = iter(range(1000))
    parts = list(look_over(workplace, lambda: float(next(ticks)), Watch(ticking=steady)))
    assert [(one.read, one.total) for one in parts] == [*((number, 5) for number in range(1, 6)), (5, 5)]
    assert [one.is_whole for one in parts] == [False] * 5 + [True]
    assert [len(one.everybody.files) for one in parts] == [1, 2, 3, 4, 5, 5]
    assert shown(parts[-1]) == shown(whole(workplace))
    deadlines = [one.deadline for one in parts[-1].waiting]
    assert deadlines == sorted(deadlines)


def test_a_draft_stands_with_what_is_due_and_alone_where_nothing_is(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted("B-7")
    due, other = begun(workplace, file, voksen), begun(workplace, file, voksen, "udflytning")
    waiting = whole(workplace).waiting
    drafts = {one.draft.id: one for one in waiting if one.draft is not None}
    assert drafts.keys() == {due, other}
    assert drafts[due].due is not None
    assert drafts[other].due is None
    assert drafts[other].deadline == date.max
    found = drafts[due].draft
    assert found is not None
    assert (found.answered, found.is_mine) == (1, True)
    assert found.asked > found.answered
    assert found.last == workplace.now()


def test_of_copies_one_line_stands(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    from sipforms.actions.copies import go_on_in_copy

    file = admitted("B-7")
    first = begun(workplace, file, voksen)
    copy = go_on_in_copy(workplace, first)
    put_aside(workplace, copy)
    assert sum(one.draft is not None for one in whole(workplace).waiting) == 1


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["move out", "begin", "rename", "nothing"]), min_size=1, max_size=4))
def test_reading_one_case_file_anew_is_as_good_as_reading_everybody(
    workplace: Workplace, admitted: Admitted, voksen: Programme, store: MemoryStore, deeds: list[str]
) -> None:
    files = [admitted(f"C-{len(store.list_cases())}") for _deed in deeds]
    before = whole(workplace)
    for file, deed in zip(files, deeds, strict=True):
        if deed == "move out":
            discharge(workplace, file, file.episodes[0], TODAY)
        elif deed == "begin":
            begun(workplace, file, voksen)
        elif deed == "rename" and file.citizen is not None:
            workplace = replace(workplace, user="LNE")
            begun(workplace, file, voksen)
        before = looked_again(workplace, before, file.id, Watch(ticking=steady))
    if "rename" not in deeds:  # somebody else than before is looking
        assert shown(before) == shown(whole(workplace))


def test_who_is_erased_is_gone_when_read_anew(workplace: Workplace, admitted: Admitted, store: MemoryStore) -> None:
    file = admitted("B-7")
    before = whole(workplace)
    store.erase(file.id, TODAY)
    after = looked_again(workplace, before, file.id, Watch(ticking=steady))
    assert after.everybody.files == ()
    assert not [one for one in after.waiting if one.file.id == file.id]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["B-1", "B-4"]),
        (Wanted(living=Living.MOVED_OUT), ["B-2"]),
        (Wanted(living=Living.NO_STAY), ["B-4"]),
        (Wanted(living=Living.ALL), ["B-1", "B-2", "B-4"]),
        (Wanted(unit="Hus A"), ["B-1"]),
        (Wanted(programme="voksen"), ["B-1"]),
        (Wanted(programme="findes ikke"), []),
        (Wanted(mine=True), ["B-1"]),
        (Wanted(words="ahorn"), ["B-1"]),
        (Wanted(words="birk"), ["B-2"]),
        (Wanted(words=" "), ["B-1", "B-4"]),
    ],
    ids=str,
)
def test_whom_a_list_shows(workplace: Workplace, admitted: Admitted, wanted: Wanted, found: list[str]) -> None:
    admitted("B-1", "Ahorn Opdigtet", unit="Hus A", informants={"kontaktperson": "kho"})
    admitted("B-2", "Birk Opdigtet", unit="Hus B", admission=date(2025, 1, 1), discharge=date(2025, 2, 1))
    create(workplace, "B-4", "Gran Opdigtet")
    overview = whole(workplace)
    files = citizens_wanted(overview, wanted, Order.CODE, TODAY)
    assert [file.citizen.code for file in files if file.citizen] == found
    assert moved_out(overview, TODAY) == 1
    assert units_in(overview) == ("Hus A", "Hus B")


def test_whoever_moved_out_is_shown_while_something_waits(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted("B-1", admission=date(2026, 1, 1))
    discharge(workplace, file, file.episodes[0], TODAY - timedelta(days=1))
    overview = whole(workplace)
    assert overview.waiting
    assert len(citizens_wanted(overview, Wanted(), Order.CODE, TODAY)) == 1


def test_which_forms_a_list_shows(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    late = admitted("B-10", admission=date(2026, 6, 1))
    begun(workplace, admitted("B-9"), voksen)
    overview = whole(workplace)

    def codes(order: Order = Order.DEADLINE, **wanted: object) -> list[str]:
        found = forms_wanted(overview, Wanted(**wanted), order, TODAY, word)  # type: ignore[arg-type]
        return [one.file.citizen.code if one.file.citizen else "" for one in found]

    def word(one: Waiting) -> str:
        return one.due.due.questionnaire if one.due else ""

    assert set(codes(kind=Kind.OVERDUE)) <= {"B-10", ""}
    assert codes(kind=Kind.BEGUN) == ["B-9"]
    assert len(codes(kind=Kind.NOT_BEGUN)) == len(overview.waiting) - 1
    assert codes(words="livskvalitet b-10") == ["B-10"]
    assert codes(mine=True) == ["B-9"]
    by_code = [code for code in codes(Order.CODE) if code]
    assert by_code == sorted(by_code, key=lambda code: int(code[2:]))
    assert late.citizen is not None
