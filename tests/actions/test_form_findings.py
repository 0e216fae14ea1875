"""Checks told where the answer is given, several answers of a list, computed questions, last time before its turn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.copies import begin_merging, go_on_in_copy, merge
from sipforms.actions.correcting import hand_in_correction, start_correction
from sipforms.actions.fill import Filling, Way, hand_in, keep, put_aside, resume, start, with_draft
from sipforms.actions.form.asking import Asked, asked_now
from sipforms.actions.form.choosing import toggled
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome
from sipforms.actions.form.revealing import reveal
from sipforms.actions.form.working_out import WorkingOut
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft, begin, replay
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import Path
from sipforms.engine.problem import Level
from sipforms.engine.programme import Option, Programme, Question
from sipforms.engine.response import Answer, Json, Response
from sipforms.render.said import said
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.memory import MemoryStore
from sipforms.store.uses import Action, Subject, Use
from tests.engine.bundles import small

INTERVIEW = Way(mode="interview", informant="borger")
LISTS = small("lange_lister")
BEFORE: dict[str, Json] = {"lyst": 2, "dage": 3, "foerste": "2026-01-05", "hold": "Ræven"}


def drafted(programme: Programme, questionnaire: str, **more: object) -> Draft:
    header = DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire,
        situation=Situation(mode="interview", informant="borger", today=date(2026, 11, 22), **more),  # type: ignore[arg-type]
        begun_at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
    )
    return begin(programme, header)


def model(**more: object) -> FormModel:
    return FormModel(drafted(LISTS, "valg", **more))


def answered(form: FormModel, **answers: object) -> FormModel:
    for name, value in answers.items():
        form.go((name,))
        outcome = form.answer(value)  # type: ignore[arg-type]
        assert outcome.nothing is None, (name, outcome.nothing)
    return form


# --- checks ---------------------------------------------------------------------------------------------------------


def test_a_soft_check_is_told_with_the_answer_that_sets_it_off_and_only_then() -> None:
    form = answered(model(), lyst=3)
    form.go(("mod",))
    outcome = form.press("1")
    assert [one.check for one in outcome.found] == ["ens"]
    assert "Stor lyst" in said(outcome)
    assert "F3" in said(outcome)
    form.go(("dage",))
    assert form.answer(2).found == ()
    form.go(("mod",))
    assert form.press("2").found == ()
    form.go(("mod",))
    assert [one.check for one in form.press("1").found] == ["ens"]


def test_a_reason_belongs_to_what_was_found_last_and_is_kept_under_its_key() -> None:
    form = answered(model(), lyst=3, mod=1)
    found = form.findings.to_explain(form.cursor)
    assert found is not None
    assert form.findings.reason_key_of(found) == "ens"
    form.reason("ens", "Han mener det.")
    again = form.findings.to_explain(form.cursor)
    assert again is not None
    assert again.level is Level.NOTE
    assert replay(LISTS, form.draft.header, [dict(form.draft.last or {})]).reasons == {"ens": "Han mener det."}


def test_a_check_of_rows_is_explained_for_its_row() -> None:
    form = model()
    form.go(("gaester",))
    form.add_row()
    form.answer("Ask")
    outcome = form.answer(40)
    assert [one.path for one in outcome.found] == [("gaester", "r1")]
    found = form.findings.to_explain(form.cursor)
    assert found is not None
    assert form.findings.reason_key_of(found) == "tit@gaester.r1"
    assert form.findings.to_explain(("lyst",)) == found, "what was found last is what is meant, wherever one has gone"


def test_a_hard_check_says_that_it_must_be_mended() -> None:
    form = answered(model(), lyst=1)
    form.go(("dage",))
    outcome = form.answer(7)
    assert outcome.found[0].level is Level.ERROR
    assert "F3" not in said(outcome)
    assert form.findings.to_explain(form.cursor) is None


# --- several of a list ----------------------------------------------------------------------------------------------


def several() -> Question:
    question = LISTS.questionnaires["valg"].questions()
    return next(one for one in question if one.path == ("ogsaa",))


def option(value: object) -> Option:
    scale = several().scale
    assert scale is not None
    found = scale.option(value)
    assert found is not None
    return found


def chosen(form: FormModel) -> Answer | None:
    return form.draft.answers.get(("ogsaa",))


def test_a_reason_for_no_answer_stands_alone() -> None:
    form = model()
    form.go(("ogsaa",))
    form.choose("v01")
    form.choose("v03")
    assert chosen(form) == ("v01", "v03")
    form.press("0")
    assert chosen(form) == ("ved_ikke",)
    form.choose("v02")
    assert chosen(form) == ("v02",)
    form.choose("v02")
    assert ("ogsaa",) not in form.draft.answers


def test_more_than_there_is_room_for_is_refused_and_nothing_is_lost() -> None:
    form = model()
    form.go(("ogsaa",))
    for value in ("v01", "v02", "v03", "v04"):
        assert form.choose(value).nothing is None
    assert form.choose("v05").nothing is Nothing.REFUSED
    assert form.draft.answers[("ogsaa",)] == ("v01", "v02", "v03", "v04")


@given(st.lists(st.sampled_from(["v01", "v02", "v03", "ved_ikke", "vil_ikke"]), max_size=12))
def test_whatever_is_ticked_a_reason_is_never_among_answers_and_twice_is_never(values: list[str]) -> None:
    held: tuple[object, ...] = ()
    for value in values:
        was = value in held
        held = toggled(several(), held, value)  # type: ignore[arg-type]
        assert (value in held) is not was
        reasons = [one for one in held if option(one).missing is not None]
        assert len(held) == len(set(held))
        assert not reasons or len(held) == 1


# --- computed -------------------------------------------------------------------------------------------------------


def test_a_computed_question_has_its_number_while_answers_are_given() -> None:
    working_out = WorkingOut(LISTS, open_vocabulary(installed=False))
    form = answered(model(), lyst=2)
    before = working_out.of(form.draft, ("ialt",))
    assert before is not None
    assert before.answer is None
    after = working_out.of(answered(form, mod=3).draft, ("ialt",))
    assert after is not None
    assert after.answer == 5
    assert [one.number for one in after.explanation.behind] == [2, 3]
    assert working_out.of(form.draft, ("lyst",)) is None


def at(form: FormModel) -> Path | None:
    return form.cursor


def test_the_arrows_find_a_computed_question_and_nothing_else_leads_there() -> None:
    form = answered(model(), lyst=2, mod=3)
    assert at(form) == ("dage",)
    form.down(-1)
    assert at(form) == ("ialt",)
    assert form.press("1").nothing is Nothing.COMPUTED
    assert form.answer(4).nothing is Nothing.COMPUTED
    assert form.clear().nothing is Nothing.COMPUTED
    asked = asked_now(form)
    assert isinstance(asked, Asked)
    assert asked.path == ("dage",)
    form.down(1)
    assert at(form) == ("dage",)
    form.step(-1)
    assert at(form) == ("mod",)
    form.jump(form.outline.lines[form.outline.line_of["ialt",]].number)
    assert at(form) == ("ialt",)
    assert form.step(1).moved
    assert at(form) == ("dage",)
    form.go(("ialt",))
    form.step(-1)
    assert at(form) == ("mod",)
    form.go(("ialt",))
    form.next_empty()
    assert at(form) == ("dage",)
    assert form.progress().asked == len(form.outline.questions)


# --- last time ------------------------------------------------------------------------------------------------------


def test_what_was_seen_early_is_kept_with_the_draft_and_is_not_undone() -> None:
    form = model(previous=BEFORE)
    form.go(("lyst",))
    assert form.last_time(("lyst",)) is None
    assert form.would_reveal_early()
    outcome = form.show_last()
    assert outcome.entry == {"do": "reveal", "path": "lyst"}
    assert form.last_time(("lyst",)) == 2
    assert form.undo().nothing is Nothing.NOTHING_TO_UNDO
    again = FormModel(replay(LISTS, form.draft.header, [outcome.entry or {}]))
    assert again.last_time(("lyst",)) == 2
    again.go(("lyst",))
    assert again.show_last().nothing is Nothing.LAST_SHOWN


def test_seen_after_the_answer_is_nothing_to_keep() -> None:
    form = answered(model(previous=BEFORE), lyst=3)
    form.go(("lyst",))
    assert not form.would_reveal_early()
    assert form.show_last().entry is None
    assert form.last_time(("lyst",)) == 2
    assert form.draft.revealed == frozenset()


@pytest.mark.parametrize("take_back", [FormModel.clear, FormModel.undo], ids=lambda one: one.__name__)
def test_an_answer_that_is_taken_back_takes_last_times_away_too(take_back: Callable[[FormModel], Outcome]) -> None:
    form = answered(model(previous=BEFORE), lyst=3)
    form.go(("lyst",))
    form.show_last()
    assert form.last_time(("lyst",)) == 2
    assert take_back(form).nothing is None
    assert form.last_time(("lyst",)) is None
    assert form.would_reveal_early()
    assert form.show_last().entry == {"do": "reveal", "path": "lyst"}


def test_who_wants_not_to_see_it_does_not() -> None:
    form = answered(model(previous=BEFORE, parameters={"history_shown": "afterAnswer"}), lyst=3)
    assert form.last_time(("lyst",)) == 2
    form.shows_last = False
    assert form.last_time(("lyst",)) is None
    form.go(("lyst",))
    assert form.show_last().nothing is Nothing.LAST_UNWANTED
    assert not form.would_reveal_early()


class Notebook:
    """A witness that writes down in a list, or cannot."""

    def __init__(self) -> None:
        self.told: list[Use] = []
        self.is_broken = False

    def tell(self, use: Use) -> None:
        if self.is_broken:
            raise StoreUnavailable(reason=Reason.FULL, doing="writing")
        self.told.append(use)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def place(workplace: Workplace, notebook: Notebook) -> Workplace:
    """A workplace whose store tells the notebook; the facility shows last time's answers on request."""
    store = MemoryStore(workplace.store.facts, witness=notebook)
    return replace(workplace, store=store, parameters={"voksen": {"history_shown": "onRequest"}})


@pytest.fixture
def again(place: Workplace, voksen: Programme) -> Filling:
    """The second round of livskvalitet of a citizen who answered 3 to everything in the first."""
    file = create(place, "B-1", "Ahorn Opdigtet")
    assert isinstance(file, CaseFile)
    file = admit(place, file, Stay(programme="voksen", admission=place.now().date()))
    assert isinstance(file, CaseFile)
    first = start(place, file, voksen, "livskvalitet", INTERVIEW, file.episodes[0])
    draft = first.draft
    for path in (one for one in first.draft.form.places.questions if one[-1] in ("vigtighed", "tilfredshed")):
        draft = draft.answer(path, 3) if path in draft.asked else draft
    for check in first.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
    assert isinstance(hand_in(place, with_draft(first, draft)), Response)
    return start(place, open_case(place.store, file.id), voksen, "livskvalitet", INTERVIEW, file.episodes[0])


def seen(place: Workplace, filling: Filling) -> Filling:
    """After last time's answer to the first question was looked at."""
    form = FormModel(filling.draft)
    outcome = reveal(place, filling, form)
    assert outcome.entry is not None
    keep(place, filling, outcome.entry)
    return with_draft(filling, form.draft)


def test_seeing_it_early_is_in_the_log_before_it_is_on_the_screen(
    place: Workplace, again: Filling, notebook: Notebook
) -> None:
    notebook.told.clear()
    form = FormModel(again.draft)
    notebook.is_broken = True
    with pytest.raises(StoreUnavailable):
        reveal(place, again, form)
    assert form.last_time(form.cursor or ()) is None
    notebook.is_broken = False
    assert reveal(place, again, form).entry is not None
    assert form.last_time(form.cursor or ()) == 3
    assert [(one.action, one.subject, one.id, one.part) for one in notebook.told] == [
        (Action.READ, Subject.DRAFT, again.case, again.id)
    ]
    assert notebook.told[0].criterion == "last-time voksen/livskvalitet/psykisk_velbefindende.humoer.vigtighed"
    assert reveal(place, again, form).nothing is Nothing.LAST_SHOWN
    assert len(notebook.told) == 1


def test_what_was_seen_early_stands_in_the_response_and_in_its_corrections(place: Workplace, again: Filling) -> None:
    filling = seen(place, again)
    question = ".".join(FormModel(again.draft).cursor or ())
    assert resume(place, filling.id).draft.revealed == filling.draft.revealed
    draft = filling.draft
    for path in (one for one in draft.form.places.questions if one[-1] in ("vigtighed", "tilfredshed")):
        draft = draft.answer(path, 3) if path in draft.asked else draft
    for check in filling.questionnaire.checks:
        draft = draft.reason(check.id, "opdigtet")
    made = hand_in(place, with_draft(filling, draft))
    assert isinstance(made, Response)
    assert made.seen_before == (question,)
    file = open_case(place.store, filling.case)
    kept = file.response(made.id)
    assert kept is not None
    assert kept.seen_before == (question,)
    correction = start_correction(place, file, kept)
    assert isinstance(correction, Filling)
    mended = correction.draft.answer(tuple(question.split(".")), 5)
    keep(place, correction, mended.last or {})
    second = hand_in_correction(place, with_draft(correction, mended), "Hørt forkert.")
    assert isinstance(second, Response)
    assert second.seen_before == (question,)


def test_what_was_seen_in_a_copy_is_not_lost_when_the_two_are_made_one(place: Workplace, again: Filling) -> None:
    put_aside(place, again)
    copy = go_on_in_copy(place, again.id)
    revealed = seen(place, copy).draft.revealed
    put_aside(place, copy)
    merged = merge(place, begin_merging(place, again.id, copy.id), {})
    assert merged.draft.revealed == revealed
