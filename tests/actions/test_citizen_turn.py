"""The citizen's turn: what is marked is no answer, what is confirmed is, and the form is the one that staff fill in."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.form.asking import Asked, asked_now
from sipforms.actions.form.citizen_turn import CitizenTurn, Moment, Told
from sipforms.actions.form.model import FormModel
from sipforms.engine.programme import Kind
from tests.actions.test_form_model import VOKSEN, at, model

FIRST = "psykisk_velbefindende.humoer.vigtighed"


def interview() -> FormModel:
    return model(VOKSEN, "livskvalitet")


def sees(turn: CitizenTurn) -> Moment:
    return turn.moment


def test_a_key_marks_and_the_same_key_confirms() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form), form.cursor
    assert turn.press("4").told is Told.CONFIRM
    assert turn.marked == (4,)
    assert turn.is_waiting is True
    assert form.draft.answers == {}
    turned = turn.press("4")
    assert turned.outcome is not None
    assert turned.outcome.entry is not None
    assert form.draft.answers == {where: 4}
    assert form.cursor != where


def test_another_key_marks_another_and_enter_confirms_the_last() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form), form.cursor
    turn.press("4")
    turn.press("2")
    turn.confirm()
    assert form.draft.answers == {where: 2}


def test_nothing_is_confirmed_where_nothing_is_marked() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form), form.cursor
    assert turn.confirm().told is Told.CHOOSE_FIRST
    assert form.cursor == where


def test_an_answer_stands_as_it_is_when_it_is_only_looked_at() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form), form.cursor
    turn.press("4")
    turn.confirm()
    turn.back()
    assert form.cursor == where
    assert turn.marked == (4,)
    before = form.draft
    assert turn.confirm().outcome is not None
    assert form.draft is before
    turn.back()
    turn.press("4")
    assert form.draft is before
    assert form.cursor != where


def test_a_mark_is_forgotten_when_staff_go_elsewhere() -> None:
    form = at(interview(), FIRST)
    turn = CitizenTurn(form)
    turn.press("4")
    form.step(1)
    assert turn.marked == ()
    turn.confirm()
    assert form.draft.answers == {}


def test_at_once_a_key_answers() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form, is_at_once=True), form.cursor
    turn.press("3")
    assert form.draft.answers == {where: 3}


def test_a_key_that_is_no_answer_does_nothing() -> None:
    form = at(interview(), FIRST)
    turn = CitizenTurn(form)
    assert turn.press("9").told is Told.NO_SUCH_KEY
    assert turn.press("").told is Told.NO_SUCH_KEY
    assert form.draft.answers == {}


def test_before_the_first_question_nobody_goes_back() -> None:
    form = interview()
    form.go(form.outline.stops[0])
    assert CitizenTurn(form).back().told is Told.AT_THE_START


def test_two_questions_to_practise_on_leave_nothing_behind() -> None:
    form = interview()
    turn = CitizenTurn(form, practises=True)
    before = form.draft
    assert sees(turn) is Moment.PRACTICE
    practice = turn.practice
    assert practice is not None
    assert practice.wanted.value == 5
    turn.press("2")
    assert turn.confirm().told is Told.PRACTICE_OTHER
    turn.press("5")
    assert turn.press("5").told is Told.PRACTICE_RIGHT
    second = turn.practice
    assert second is not None
    assert second.wanted.value == 1
    turn.press("1")
    turn.confirm()
    assert sees(turn) is Moment.QUESTION
    assert turn.marked == ()
    assert form.draft is before


def test_practice_can_be_skipped() -> None:
    turn = CitizenTurn(interview(), practises=True)
    turn.forward()
    assert sees(turn) is Moment.PRACTICE
    turn.skip_practice()
    assert sees(turn) is Moment.QUESTION


def test_after_the_last_question_it_is_the_end_and_back_leads_to_the_question() -> None:
    form = interview()
    form.go(form.outline.stops[-1])
    turn, last = CitizenTurn(form), form.cursor
    turn.press("0")
    turned = turn.confirm()
    assert turned.outcome is not None
    assert turned.outcome.is_last
    assert sees(turn) is Moment.DONE
    assert turn.asked is None
    assert turn.press("1").told is Told.NO_SUCH_KEY
    turn.back()
    assert sees(turn) is Moment.QUESTION
    assert form.cursor == last


def test_staff_who_move_on_the_form_end_the_end() -> None:
    form = interview()
    form.go(form.outline.stops[-1])
    turn = CitizenTurn(form)
    turn.press("0")
    turn.confirm()
    form.step(-1)
    assert sees(turn) is Moment.QUESTION


def test_rows_are_for_staff_and_single_rows_are_gone_past() -> None:
    form = at(model(), "familie")
    turn = CitizenTurn(form)
    assert sees(turn) is Moment.STAFF
    assert turn.asked is None
    form.add_row()
    form.go(("familie",))
    turn.confirm()
    assert sees(turn) is Moment.QUESTION
    assert form.line is not None
    assert form.line.rows is None


def test_what_is_not_for_citizens_is_not_shown_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    form = at(interview(), FIRST)
    found = asked_now(form)
    assert isinstance(found, Asked)
    hidden = replace(found, question=replace(found.question, audience=("staff",)))
    monkeypatch.setattr("sipforms.actions.form.citizen_turn.asked_now", lambda *_: hidden)
    turn = CitizenTurn(form)
    assert sees(turn) is Moment.STAFF
    assert turn.asked is None
    assert turn.choose(4).told is Told.CANNOT


def test_several_answers_are_taken_and_left_one_by_one() -> None:
    form = model()
    path = next(
        one for one in form.outline.stops if (cell := form.outline.cell(one)) and cell.question.kind is Kind.CHOICES
    )
    form.go(path)
    turn = CitizenTurn(form)
    turn.press("1")
    turn.press("2")
    both = turn.marked
    turn.press("1")
    assert (len(both), len(turn.marked)) == (2, 1)
    turn.confirm()
    assert form.cursor != path


def test_a_written_answer_that_cannot_be_one_is_refused() -> None:
    form = model()
    path = next(
        one for one in form.outline.stops if (cell := form.outline.cell(one)) and cell.question.kind is Kind.INTEGER
    )
    form.go(path)
    turn = CitizenTurn(form)
    turned = turn.write("for mange")
    assert turned.told is Told.REFUSED
    assert form.cursor == path
    assert path not in form.draft.answers


def test_arrows_mark_one_answer_after_the_other_and_point_among_several() -> None:
    form = at(interview(), FIRST)
    turn, where = CitizenTurn(form), form.cursor
    turn.point(1)
    turn.point(1)
    assert turn.marked == (2,)
    turn.point(-1)
    turn.confirm()
    assert form.draft.answers == {where: 1}
    several = model()
    path = next(
        one
        for one in several.outline.stops
        if (cell := several.outline.cell(one)) and cell.question.kind is Kind.CHOICES
    )
    several.go(path)
    turn = CitizenTurn(several)
    turn.point(1)
    assert turn.marked == ()
    turn.take()
    turn.point(1)
    turn.take()
    assert len(turn.marked) == 2


def test_a_letter_goes_to_the_next_answer_that_begins_with_it() -> None:
    form = at(interview(), FIRST)
    turn = CitizenTurn(form)
    turn.press("m")
    assert turn.marked == (4,)
    turn.press("r")
    assert turn.marked == (5,)
    assert turn.press("x").told is Told.NO_SUCH_KEY
    assert turn.marked == (5,)
    assert form.draft.answers == {}


def test_a_choice_of_which_there_is_none_yet_is_for_staff(monkeypatch: pytest.MonkeyPatch) -> None:
    form = at(interview(), FIRST)
    found = asked_now(form)
    assert isinstance(found, Asked)
    monkeypatch.setattr("sipforms.actions.form.citizen_turn.asked_now", lambda *_: replace(found, choices=()))
    assert sees(CitizenTurn(form)) is Moment.STAFF


ACTIONS = ("1", "2", "3", "4", "5", "0", "-", ",", "/", "7", "enter", "back", "on", "staff on", "staff back")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ACTIONS), max_size=40), st.booleans())
def test_whatever_is_pressed_the_view_and_the_form_agree(pressed: list[str], is_at_once: bool) -> None:  # noqa: FBT001
    form = interview()
    turn = CitizenTurn(form, is_at_once=is_at_once, practises=True)
    confirmed = {}
    for one in pressed:
        asked, was = turn.asked, dict(form.draft.answers)
        match one:
            case "enter":
                turn.confirm()
            case "back":
                turn.back()
            case "on":
                turn.forward()
            case "staff on":
                form.step(1)
            case "staff back":
                form.step(-1)
            case _:
                turn.press(one)
        changed = {path: value for path, value in form.draft.answers.items() if was.get(path, "") != value}
        if changed:  # one at a time, on the question that was shown, and the value of a choice that was shown
            assert asked is not None
            assert list(changed) == [asked.path]
            assert changed[asked.path] in [choice.value for choice in asked.choices]
            confirmed.update(changed)
        assert set(was) <= set(form.draft.answers)
    assert dict(form.draft.answers) == confirmed
