"""Every key on every kind of question: what it answers, where it goes, and that nothing is ever lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Nothing, Outcome, Wanted
from sipforms.actions.form.outline import LineKind, outline
from sipforms.actions.form.tally import Progress, Tally
from sipforms.engine.ask.draft import Draft, begin, replay
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json
from tests.engine.bundles import ROOT, built, small

VOKSEN, WAYS, ROWS = built(ROOT / "programs" / "voksen"), small("svarmaader"), small("betingelser")
LAST: dict[str, Json] = {"psykisk_velbefindende": {"humoer": {"vigtighed": 2, "tilfredshed": "ved_ikke"}}}


def drafted(
    programme: Programme,
    questionnaire: str,
    previous: dict[str, Json] | None = None,
    mode: str = "interview",
    **parameters: str,
) -> Draft:
    header = DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire,
        situation=Situation(
            mode=mode, informant="borger", today=date(2026, 11, 22), parameters=parameters, previous=previous
        ),
        begun_at=datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
    )
    return begin(programme, header)


def model(programme: Programme = WAYS, questionnaire: str = "alle", **more: object) -> FormModel:
    return FormModel(drafted(programme, questionnaire, **more))  # type: ignore[arg-type]


def at(form: FormModel, path: str) -> FormModel:
    form.go(tuple(path.split(".")))
    assert form.cursor is not None
    return form


# --- numbers and lines --------------------------------------------------------------------------------------------


def test_numbers_stay_when_something_is_hidden() -> None:
    form = model(VOKSEN, "indsats")
    numbers = [line.number for line in form.outline.lines if line.area == ("relationer",)]
    form.go(("relationer",))
    form.press("1")
    more = [line.number for line in form.outline.lines if line.area == ("relationer",)]
    assert numbers == ["2", "2.1"]
    assert more[:3] == ["2", "2.1", "2.2"]
    assert form.outline.lines[-1].number == "10"


def test_items_before_the_first_area_do_not_move_its_number() -> None:
    lines = model(VOKSEN, "livskvalitet", mode="observation").outline.lines
    assert [(one.kind, one.number) for one in lines[:2]] == [(LineKind.ITEM, "0.1"), (LineKind.AREA, "1")]


def test_rows_have_a_line_each_and_their_fields_below() -> None:
    form = at(model(), "familie")
    form.add_row()
    lines = [(one.kind.value, one.number) for one in form.outline.lines if one.path[:1] == ("familie",)]
    assert lines[:4] == [("rows", "2"), ("row", "2.1"), ("item", "2.1.1"), ("item", "2.1.2")]


# --- answering ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ("skala", "3", 3),
        ("skala", "0", "ved_ikke"),
        ("skala", "-", "vil_ikke_svare"),
        ("par.vigtighed", "5", 5),
        ("bolig", "2", "lejlighed"),
        ("bolig", "a", "uoplyst"),
        ("ja", "1", True),
        ("ja", "2", False),
    ],
)
def test_one_key_answers_and_goes_on(path: str, key: str, value: object) -> None:
    form = at(model(), path)
    here = form.cursor
    assert here is not None
    outcome = form.press(key)
    assert form.draft.answers[here] == value
    assert outcome.entry is not None
    assert outcome.entry["do"] == "answer"
    assert outcome.moved
    assert form.outline.place_of[form.cursor or ()] == form.outline.place_of[here] + 1


def test_several_are_chosen_one_by_one_and_taken_back_again() -> None:
    form = at(model(), "hjaelp")
    for key, chosen in (("3", ("madlavning",)), ("1", ("samtale", "madlavning")), ("3", ("samtale",)), ("1", None)):
        outcome = form.press(key)
        assert form.draft.answers.get(("hjaelp",)) == chosen
        assert outcome.entry is not None
        assert not outcome.moved


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("tal", "4", Outcome(wanted=Wanted.TYPING)),
        ("dag", "2", Outcome(wanted=Wanted.TYPING)),
        ("klokken", "1", Outcome(wanted=Wanted.TYPING)),
        ("linje", "h", Outcome(nothing=Nothing.WRITE_INSTEAD)),
        ("historie", "1", Outcome(nothing=Nothing.WRITE_INSTEAD)),
        ("tal", "x", Outcome(nothing=Nothing.WRITE_INSTEAD)),
        ("skala", "7", Outcome(nothing=Nothing.NO_SUCH_KEY)),
        ("skala", "", Outcome(nothing=Nothing.NO_SUCH_KEY)),
        ("ja", "3", Outcome(nothing=Nothing.NO_SUCH_KEY)),
        ("familie", "1", Outcome(nothing=Nothing.ON_ROWS)),
    ],
)
def test_a_key_that_answers_nothing_says_why(path: str, key: str, expected: Outcome) -> None:
    form = at(model(), path)
    before = form.draft
    assert form.press(key) == expected
    assert form.draft is before


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("tal", 31, "above-maximum"),
        ("tal", 3, "not-a-multiple"),
        ("dag", "2026-02-30", "not-a-date"),
        ("linje", " ", "blank"),
    ],
)
def test_what_cannot_be_the_answer_is_refused_with_the_problem(path: str, value: object, code: str) -> None:
    form = at(model(), path)
    outcome = form.answer(value)  # type: ignore[arg-type]
    assert outcome.nothing is Nothing.REFUSED
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert form.draft.answers == {}


def test_the_last_question_says_that_it_is_the_last() -> None:
    form = model(VOKSEN, "livskvalitet")
    form.go(form.outline.stops[-1])
    assert form.press("4").is_last
    assert form.step(1).nothing is Nothing.AT_THE_END


def test_a_shown_question_is_announced_and_a_hidden_answer_kept() -> None:
    form = at(model(VOKSEN, "indsats"), "relationer.har_indsats")
    outcome = form.press("1")
    assert ("relationer", "indsatser") in outcome.appeared
    assert outcome.reshaped
    form.press("1")
    form.go(("relationer", "har_indsats"))
    gone = form.press("2")
    assert ("relationer", "indsatser") in gone.vanished
    assert ("relationer", "indsatser") in form.draft.answers
    assert form.progress(("relationer",)) == Progress(answered=1, asked=2), "there is no intervention, and why is asked"


# --- going --------------------------------------------------------------------------------------------------------


def test_up_and_down_keep_the_column() -> None:
    form = at(model(VOKSEN, "livskvalitet"), "relationer.venner.tilfredshed")
    form.down(1)
    assert form.cursor == ("relationer", "beboere", "tilfredshed")
    form.down(-2)
    assert form.cursor is not None
    assert form.cursor[-1] == "tilfredshed"


def test_areas_follow_each_other() -> None:
    form = model(VOKSEN, "livskvalitet")
    seen = []
    while form.next_area(1).nothing is None:
        assert form.line is not None
        seen.append(form.line.number)
    assert seen == ["2.1", "3.1", "4.1", "5.1", "6.1", "7.1"]
    assert form.next_area(-1).moved
    assert form.line is not None
    assert form.line.number == "6.1"


@pytest.mark.parametrize(("typed", "number"), [("2.4", "2.4"), (" 3.1. ", "3.1"), ("5", "5.1"), ("2,2", "2.2")])
def test_jumping_to_a_number(typed: str, number: str) -> None:
    form = model(VOKSEN, "livskvalitet")
    assert form.jump(typed).nothing is None
    assert form.line is not None
    assert form.line.number == number
    assert form.jump("99").nothing is Nothing.NO_SUCH_NUMBER


def test_next_empty_goes_round_and_stops_when_all_is_answered() -> None:
    form = at(model(VOKSEN, "indsats"), "fysisk_velbefindende")
    form.go(form.outline.stops[-1])
    assert form.next_empty().moved
    assert form.cursor == form.outline.stops[0]
    for stop in form.outline.stops:
        form.go(stop)
        form.press("1" if stop[-1] == "ingen_grund" else "2")
        if stop[-1] == "har_indsats":
            at(form, f"{stop[0]}.ingen_grund").press("1")
    at(form, "naeste_opfoelgning").answer("2026-12-24")
    assert form.next_empty().nothing is Nothing.NO_EMPTY_LEFT


# --- last time ----------------------------------------------------------------------------------------------------


def test_last_time_is_shown_once_the_new_answer_is_given() -> None:
    form = model(VOKSEN, "livskvalitet", previous=LAST)
    first = form.cursor
    assert first is not None
    assert form.last_time(first) is None
    assert form.show_last().nothing is Nothing.LAST_AFTER_ANSWER
    form.press("4")
    assert form.last_time(first) == 2
    assert form.show_last().nothing is Nothing.LAST_AFTER_ANSWER
    form.press("4")
    assert form.last_time((*first[:-1], "tilfredshed")) == "ved_ikke"
    assert form.show_last().nothing is Nothing.NO_LAST_TIME


def test_last_time_is_shown_on_request_where_the_programme_says_so() -> None:
    form = model(VOKSEN, "livskvalitet", previous=LAST, history_shown="onRequest")
    first = form.cursor
    assert first is not None
    form.press("4")
    assert form.last_time(first) is None
    form.step(-1)
    assert form.show_last() == Outcome(paths=frozenset({first}))
    assert form.last_time(first) == 2
    assert form.show_last().nothing is Nothing.LAST_SHOWN


def test_last_time_is_never_shown_where_the_programme_says_so() -> None:
    form = model(VOKSEN, "livskvalitet", previous=LAST, history_shown="never")
    first = form.cursor
    assert first is not None
    form.press("4")
    form.step(-1)
    assert form.show_last().nothing is Nothing.LAST_NEVER
    assert form.last_time(first) is None


# --- rows, notes, undo --------------------------------------------------------------------------------------------


def test_a_removed_row_comes_back_with_all_its_answers() -> None:
    form = at(model(), "familie")
    form.add_row()
    form.answer("Opdigtet")
    form.answer(44)
    row = ("familie", "r1")
    before = form.draft.answers
    form.remove_row()
    assert form.draft.answers == {}
    assert form.cursor != row
    outcome = form.undo()
    assert form.draft.answers == before
    assert form.cursor == row
    assert set(outcome.appeared) == {one for one in form.outline.questions if one[: len(row)] == row}
    assert row in outcome.paths or ("familie",) in outcome.paths


def test_no_more_rows_than_the_programme_allows() -> None:
    form = at(model(), "familie")
    for _ in range(3):
        assert form.add_row().nothing is None
        form.go(("familie",))
    assert form.add_row().nothing is Nothing.TOO_MANY_ROWS
    assert at(form, "skala").add_row().nothing is Nothing.NOT_ON_ROWS
    assert form.remove_row().nothing is Nothing.NOT_ON_ROWS


def test_a_note_belongs_to_the_item_and_undo_goes_back_to_it() -> None:
    form = at(model(), "par.tilfredshed")
    form.note("spurgt to gange")
    assert form.draft.notes == {("par",): "spurgt to gange"}
    form.go(("ja",))
    form.undo()
    assert form.draft.notes == {}
    assert form.line is not None
    assert form.line.path == ("par",)


def test_what_a_round_begins_with_is_not_undone() -> None:
    draft = drafted(WAYS, "alle").answer(("skala",), 2)
    form = FormModel(draft, floor=len(draft.undoable))
    assert form.undo().nothing is Nothing.NOTHING_TO_UNDO
    form.press("1")
    assert form.undo().nothing is None
    assert form.undo().nothing is Nothing.NOTHING_TO_UNDO
    assert form.draft.answers == {("skala",): 2}


# --- rules for every sequence of keys -----------------------------------------------------------------------------

KEYS = st.sampled_from(
    [*"1234567890-/,.abx", "+", "BACK", "UP", "DOWN", "LEFT", "RIGHT", "DEL", "INS", "NOTE", "TYPE", "AREA"]
)
TYPED: dict[str, object] = {"integer": 4, "date": "2026-12-24", "time": "12:30", "text": "AB12", "longText": "en to"}


def typed(form: FormModel) -> Outcome:
    cell = form.cell
    return form.answer(TYPED.get(cell.question.kind.value, 1) if cell else 1)  # type: ignore[arg-type]


PRESSED: dict[str, Callable[[FormModel], Outcome]] = {
    "+": FormModel.next_empty,
    "BACK": FormModel.undo,
    "UP": lambda form: form.down(-1),
    "DOWN": lambda form: form.down(1),
    "LEFT": lambda form: form.step(-1),
    "RIGHT": lambda form: form.step(1),
    "DEL": lambda form: form.remove_row() if form.line and form.line.rows else form.clear(),
    "INS": FormModel.add_row,
    "NOTE": lambda form: form.note("et ord"),
    "TYPE": typed,
    "AREA": lambda form: form.next_area(1),
}


def press(form: FormModel, key: str) -> Outcome:
    return PRESSED[key](form) if key in PRESSED else form.press(key)


FORMS = [(VOKSEN, "indsats"), (VOKSEN, "baggrund"), (WAYS, "alle"), (ROWS, "raekker")]


@settings(max_examples=60, deadline=None)
@given(which=st.sampled_from(FORMS), keys=st.lists(KEYS, max_size=40))
def test_any_keys_give_the_answers_that_their_journal_gives(which: tuple[Programme, str], keys: list[str]) -> None:
    form = model(*which)
    entries = []
    for key in keys:
        before = form.draft
        outcome = press(form, key)
        entries += [outcome.entry] if outcome.entry else []
        assert (outcome.entry is None) == (form.draft is before), "a change without an entry, or the other way round"
        assert outcome.nothing is None or form.draft is before
        assert form.cursor in form.outline.place_of
        assert form.outline.lines == outline(form.draft.form, form.draft.asked, form.draft.rows).lines
        fresh = Tally(form.outline, form.draft.answers)
        assert all(form.progress(line.area) == fresh.of(line.area) for line in form.outline.lines)
    assert replay(which[0], form.draft.header, entries) == form.draft


@settings(max_examples=60, deadline=None)
@given(which=st.sampled_from(FORMS), keys=st.lists(KEYS, max_size=25))
def test_undo_is_the_exact_inverse_and_goes_there(which: tuple[Programme, str], keys: list[str]) -> None:
    form = model(*which)
    for key in keys:
        before, where = form.draft, form.cursor
        outcome = press(form, key)
        if outcome.entry is None or outcome.entry["do"] == "undo":
            continue
        form.undo()
        assert form.draft == before
        if outcome.entry["do"] in ("answer", "clear"):
            assert form.cursor == where
        form = FormModel(before)
        form.go(where or ())
        press(form, key)


@settings(max_examples=40, deadline=None)
@given(which=st.sampled_from(FORMS), keys=st.lists(KEYS, max_size=25))
def test_what_an_outcome_names_is_all_that_looks_different(which: tuple[Programme, str], keys: list[str]) -> None:
    form = model(*which)
    for key in keys:
        before = seen(form)
        outcome = press(form, key)
        after = seen(form)
        changed = {
            path
            for _part, path in before.keys() | after.keys()
            if any(before.get((part, path)) != after.get((part, path)) for part in ("answer", "note"))
        }
        visible = {path for path in changed if path in form.outline.place_of}
        assert outcome.reshaped or visible <= outcome.paths


def seen(form: FormModel) -> dict[tuple[str, Path], object]:
    """Every answer and note as it stands."""
    notes = {("note", path): text for path, text in form.draft.notes.items()}
    return {**notes, **{("answer", path): answer for path, answer in form.draft.answers.items()}}
