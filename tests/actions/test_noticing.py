"""What is pointed out when a form is looked over: long runs of one answer, and answers changed again and again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipforms.actions.fill import Filling, start, ways
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.noticing import CHANGED_OFTEN, MANY_EQUAL, Notice, noticed
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.programme import Programme
from sipforms.store.casefile import CaseFile

Admitted = Callable[..., CaseFile]


@pytest.fixture
def model(workplace: Workplace, admitted: Admitted, voksen: Programme) -> FormModel:
    file = admitted()
    way = ways(voksen, voksen.questionnaires["livskvalitet"])[0]
    filling: Filling = start(workplace, file, voksen, "livskvalitet", way, file.episodes[0])
    return FormModel(without_checks(filling.draft))


def without_checks(draft: Draft) -> Draft:
    """The form without the programme's own checks, which would speak instead."""
    return replace(draft, form=replace(draft.form, questionnaire=replace(draft.form.questionnaire, checks=())))


def test_where_the_programme_asks_about_equal_answers_itself_nothing_is_said_twice(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted()
    way = ways(voksen, voksen.questionnaires["livskvalitet"])[0]
    model = FormModel(start(workplace, file, voksen, "livskvalitet", way, file.episodes[0]).draft)
    press(model, "3" * 30)
    assert noticed(model) == ()


def press(model: FormModel, keys: str) -> None:
    for key in keys:
        model.press(key)


def test_ten_equal_answers_in_a_row_are_pointed_out_from_the_first_to_the_last(model: FormModel) -> None:
    first = model.cursor
    press(model, "3" * (MANY_EQUAL - 1))
    assert noticed(model) == ()
    last = model.cursor
    press(model, "3")
    (found,) = noticed(model)
    assert (found.notice, found.path, found.to, found.count) == (Notice.EQUAL, first, last, MANY_EQUAL)


def test_one_other_answer_parts_the_run(model: FormModel) -> None:
    press(model, "3" * 5 + "4" + "3" * 5)
    assert noticed(model) == ()


def test_don_t_know_is_no_equal_answer(model: FormModel) -> None:
    press(model, "0" * 12)
    assert noticed(model) == ()


def test_a_run_within_one_dimension_is_seen_between_other_answers(model: FormModel) -> None:
    columns = [cell for line in model.outline.lines for cell in line.cells if cell.question.dimension is not None]
    for place, cell in enumerate(columns[: 2 * MANY_EQUAL]):
        model.go(cell.path)
        model.press("3" if cell.question.dimension == "tilfredshed" else "1245"[place // 2 % 4])
    assert [one.count for one in noticed(model)] == [MANY_EQUAL]


def test_an_answer_changed_three_times_is_pointed_out(model: FormModel) -> None:
    path = model.cursor
    assert path is not None
    for key in "1234"[: CHANGED_OFTEN + 1]:
        assert noticed(model) == ()
        model.go(path)
        model.press(key)
    (found,) = noticed(model)
    assert (found.notice, found.path, found.count) == (Notice.CHANGED, path, CHANGED_OFTEN)
    model.undo()
    assert noticed(model) == ()


def test_the_same_answer_again_is_no_change(model: FormModel) -> None:
    path = model.cursor
    assert path is not None
    for _time in range(9):
        model.go(path)
        model.press("4")
    assert noticed(model) == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(keys=st.text("1230-,", max_size=60))
def test_what_is_noticed_is_there(model: FormModel, keys: str) -> None:
    press(model, keys)
    for found in noticed(model):
        assert found.path in model.draft.answers
        assert found.to in model.draft.answers
        assert found.count >= (MANY_EQUAL if found.notice is Notice.EQUAL else CHANGED_OFTEN)
