"""What is locked, on the form: it can be read, it is told which answer keeps it, and it can be opened again."""

import pytest

from sipforms.actions.form.asking import Asked, AskedRows, asked_now
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import parsed
from sipforms.render.language import speak
from sipforms.render.said import said
from tests.engine.bundles import small
from tests.engine.generate import TODAY, begun

PROGRAMME = small("laase")
SIGNED = ("aftale", "underskrevet")


def blank() -> Draft:
    return begun(PROGRAMME, PROGRAMME.questionnaires["plan"], Situation(today=TODAY, mode="interview"))


@pytest.fixture
def form() -> FormModel:
    """A goal that is reached, one that is not, and an agreement that has been signed."""
    draft = blank().answer(("samtykke", "givet"), True).answer(("aftale", "indhold"), "Mødes")
    for row, reached in (("r1", True), ("r2", False)):
        draft = draft.add_row(("maal",)).answer(("maal", row, "hvad"), row).answer(("maal", row, "naaet"), reached)
    return FormModel(draft.answer(SIGNED, True))


def at(form: FormModel, path: str) -> FormModel:
    form.go(parsed(path))
    assert form.cursor == parsed(path)
    return form


def number(form: FormModel, path: str) -> str:
    return form.outline.line(parsed(path)).number


def is_locked(outcome: Outcome) -> bool:
    return outcome.nothing is Nothing.LOCKED and outcome.entry is None


def test_what_is_locked_is_neither_changed_nor_left_blank(form: FormModel) -> None:
    before = form.draft
    for outcome in (at(form, "aftale.indhold").answer("Andet"), form.clear()):
        assert is_locked(outcome)
        assert outcome.numbers == (number(form, "aftale.underskrevet"),)
    assert form.draft is before


def test_a_row_is_locked_by_what_stands_in_it(form: FormModel) -> None:
    assert is_locked(at(form, "maal.r1").remove_row())
    assert is_locked(at(form, "maal.r1.hvad").answer("Andet"))
    assert at(form, "maal.r2.hvad").answer("Andet").entry is not None
    assert at(form, "maal").add_row().entry is not None
    assert at(form, "maal.r2").remove_row().entry is not None


def test_what_locks_stays_open_and_opens_again(form: FormModel) -> None:
    assert at(form, "aftale.underskrevet").press("2").entry is not None
    assert at(form, "aftale.indhold").answer("Andet").entry is not None


def test_the_last_change_can_be_taken_back_although_it_locked_something(form: FormModel) -> None:
    assert form.undo().entry == {"do": "undo"}
    assert at(form, "aftale.indhold").answer("Andet").entry is not None


def test_a_face_that_asks_one_question_knows_what_can_only_be_read(form: FormModel) -> None:
    fixed = {path: asked_now(form, parsed(path)) for path in ("aftale.indhold", "aftale.underskrevet", "maal.r2.hvad")}
    assert [one.is_fixed for one in fixed.values() if isinstance(one, Asked)] == [True, False, False]
    rows = [asked_now(form, parsed(path)) for path in ("maal.r1", "maal.r2")]
    assert [one.may_remove for one in rows if isinstance(one, AskedRows)] == [False, True]


def test_it_is_said_which_answer_keeps_it() -> None:
    speak("en")
    told = said(Outcome(nothing=Nothing.LOCKED, numbers=("2.1", "2.2")))
    assert told == "What is answered at 2.1, 2.2 keeps this as it is. It can be read and not changed."
    assert said(Outcome(nothing=Nothing.LOCKED)) == "This is locked now. It can be read and not changed."
    speak("da")


def test_what_comes_after_a_gate_is_told_when_it_opens() -> None:
    form = FormModel(blank())
    assert [line.number for line in form.outline.lines] == ["1", "1.1"]
    outcome = at(form, "samtykke.givet").press("1")
    assert set(outcome.appeared) == {parsed(f"aftale.{one}") for one in ("indhold", "underskrevet", "vigtigst")}
    assert form.progress().asked == 4
