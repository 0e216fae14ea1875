"""People come, are found, are corrected and leave; what cannot be is refused with the field to mend."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sipforms.actions.due import due_of_citizen, due_of_everybody, due_of_facility
from sipforms.actions.people import (
    Refused,
    Stay,
    Wrong,
    admit,
    change_stay,
    create,
    current_stay,
    discharge,
    edit,
    find,
    in_order,
    people,
)
from sipforms.actions.workplace import Workplace
from sipforms.engine.schedule import Urgency
from sipforms.store.casefile import CaseFile, open_case, open_facility

Admitted = Callable[..., CaseFile]


def kept(outcome: CaseFile | Refused) -> CaseFile:
    assert isinstance(outcome, CaseFile), outcome
    return outcome


def test_a_new_citizen_is_found_by_code_name_and_unit(workplace: Workplace, admitted: Admitted) -> None:
    admitted("B-1042", "Ærø Opdigtet", unit="Hus Å")
    admitted("B-7", "Birk Opdigtet", unit="Hus B")
    everybody = people(workplace)
    codes = [file.citizen.code for file in everybody.files if file.citizen]
    assert codes == ["B-7", "B-1042"]
    for typed, found in (
        ("1042", 1),
        ("ÆRØ", 1),
        ("hus å", 1),
        ("hus", 2),
        ("opdigtet birk", 1),
        ("ingen", 0),
        ("", 2),
    ):
        assert len(find(everybody, typed)) == found, typed


def test_codes_stand_in_the_order_that_people_count_in() -> None:
    codes = ["B-10", "b-9", "B-9a", "A-100", "", "7", "B-09", "B-1042", "B-٣", "B-" + "9" * 5000]
    assert sorted(codes, key=in_order)[:7] == ["", "7", "A-100", "b-9", "B-09", "B-9a", "B-10"]


@pytest.mark.parametrize(
    ("code", "name", "refused"),
    [
        ("", "Birk", Refused(wrong=Wrong.CODE_EMPTY, field="code")),
        ("   ", "Birk", Refused(wrong=Wrong.CODE_EMPTY, field="code")),
        ("b-1 ", "Birk", Refused(wrong=Wrong.CODE_TAKEN, field="code")),
        ("B" * 21, "Birk", Refused(wrong=Wrong.TOO_LONG, field="code")),
        ("B-2", "B" * 121, Refused(wrong=Wrong.TOO_LONG, field="name")),
    ],
)
def test_a_citizen_that_cannot_be_is_refused(
    workplace: Workplace, admitted: Admitted, code: str, name: str, refused: Refused
) -> None:
    admitted("B-1")
    assert create(workplace, code, name) == refused
    assert len(people(workplace).files) == 1


def test_a_citizen_keeps_the_code_when_the_name_is_corrected(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted("B-1", "Brik")
    corrected = kept(edit(workplace, file, "B-1", "Birk"))
    assert corrected.citizen is not None
    assert (corrected.citizen.code, corrected.citizen.name) == ("B-1", "Birk")


def test_a_correction_of_what_a_colleague_changed_is_not_silent(workplace: Workplace, admitted: Admitted) -> None:
    seen = admitted("B-1", "Brik")
    kept(edit(workplace, seen, "B-1", "Birk"))
    assert edit(workplace, seen, "B-1", "Brigt") == Refused(wrong=Wrong.CHANGED_MEANWHILE, field="")


def test_a_stay_ends_not_before_it_began(workplace: Workplace, admitted: Admitted, clock: Callable[[], object]) -> None:
    file = admitted()
    stay = file.episodes[0]
    assert discharge(workplace, file, stay, stay.admission - timedelta(days=1)) == Refused(
        wrong=Wrong.DISCHARGE_BEFORE_ADMISSION, field="discharge"
    )
    assert kept(discharge(workplace, file, stay, stay.admission)).episodes[0].discharge == stay.admission


def test_stays_may_meet_but_not_overlap(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted(admission=date(2025, 1, 1), discharge=date(2025, 6, 1))
    early = Stay(programme="voksen", admission=date(2025, 5, 31))
    assert admit(workplace, file, early) == Refused(wrong=Wrong.STAY_OVERLAPS, field="admission")
    again = kept(admit(workplace, file, replace(early, admission=date(2025, 6, 1))))
    assert len(again.episodes) == 2


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"programme": "ukendt"}, Refused(wrong=Wrong.NO_SUCH_PROGRAMME, field="programme")),
        ({"variant": "ukendt"}, Refused(wrong=Wrong.NO_SUCH_VARIANT, field="variant")),
        ({"unit": "H" * 61}, Refused(wrong=Wrong.TOO_LONG, field="unit")),
    ],
)
def test_a_stay_that_cannot_be_is_refused(
    workplace: Workplace, admitted: Admitted, change: dict[str, str], refused: Refused
) -> None:
    file = admitted()
    given = {"programme": "voksen", "admission": date(2026, 11, 22), **change}
    assert change_stay(workplace, file, file.episodes[0], Stay(**given)) == refused  # type: ignore[arg-type]


def test_the_stay_that_lasts_is_the_current_one(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted(admission=date(2024, 1, 1), discharge=date(2024, 6, 1))
    file = kept(admit(workplace, file, Stay(programme="voksen", admission=date(2026, 1, 1), unit="Hus B")))
    current = current_stay(file, date(2026, 11, 22))
    assert current is not None
    assert current.unit == "Hus B"
    last = current_stay(file, date(2024, 12, 24))
    assert last is not None
    assert last.admission == date(2024, 1, 1)
    assert current_stay(open_facility(workplace.store), date(2026, 1, 1)) is None


def test_what_is_due_of_somebody_admitted_today(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted()
    found = due_of_citizen(workplace, file, date(2026, 11, 22))
    assert {one.due.questionnaire for one in found} == {"baggrund", "samtaletjek", "livskvalitet", "indsats"}
    assert {one.due.urgency for one in found} == {Urgency.DUE}
    assert due_of_everybody(workplace, people(workplace), date(2026, 11, 22)) == found


def test_only_how_it_ended_is_due_of_somebody_who_left(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted(admission=date(2026, 1, 1), discharge=date(2026, 10, 1))
    found = due_of_citizen(workplace, file, date(2026, 11, 22))
    assert [one.due.questionnaire for one in found] == ["udflytning"]


def due_here(workplace: Workplace, today: date = date(2026, 11, 22)) -> list[str]:
    found = due_of_facility(workplace, open_facility(workplace.store), people(workplace), today)
    return [one.due.questionnaire for one in found]


def test_the_facility_has_something_due_of_its_own(workplace: Workplace, admitted: Admitted) -> None:
    admitted()
    assert due_here(workplace) == ["rammer"]


def test_nothing_is_due_under_a_programme_that_nobody_uses(workplace: Workplace, admitted: Admitted) -> None:
    assert due_here(workplace) == []
    admitted(admission=date(2024, 1, 1), discharge=date(2025, 11, 21))
    assert due_here(workplace) == []
    assert due_here(workplace, date(2026, 11, 21)) == ["rammer"], "a year later it still is"


def test_a_case_file_stays_as_it_was_when_a_change_is_refused(workplace: Workplace, admitted: Admitted) -> None:
    file = admitted()
    create(workplace, "B-1", "En anden")
    assert open_case(workplace.store, file.id) == file
