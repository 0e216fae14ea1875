"""The screens as lines: what a line means, what is asked and told, and that nothing typed is lost or misread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import pytest

from sipforms.actions.copies import go_on_in_copy
from sipforms.actions.fill import Filling, Way, open_drafts, put_aside, resume, start, with_draft
from sipforms.actions.form.asking import AskedChoice
from sipforms.actions.preview.somebody import answered_by
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.cli.line.choosing import Meant, meant, numbered, several_meant
from sipforms.cli.line.commands import SIGNS, WORDS, Command, Do, command_in
from sipforms.cli.line.form import FormLines
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Ended
from sipforms.cli.line.result import show_result
from sipforms.cli.line.talk import EndOfInput
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.language import speak
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.conftest import TestClock, admitted, clock, store, voksen, voksen_bundle, workplace

__all__ = ["admitted", "clock", "store", "voksen", "voksen_bundle", "workplace"]

MOOD = ("psykisk_velbefindende", "humoer", "vigtighed")
Admitted = Callable[..., CaseFile]


@dataclass
class Typist:
    """Somebody who types these lines and then goes away, and everything that was said."""

    lines: list[str]
    said: list[str] = field(default_factory=list)
    cleared: int = 0

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str:
        self.said.append(prompt)
        if not self.lines:
            raise EndOfInput
        return self.lines.pop(0)

    def ask_hidden(self, prompt: str) -> str:
        return self.ask(prompt)

    def clear(self) -> None:
        self.cleared += 1

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    speak("en")


@pytest.fixture
def background(workplace: Workplace, admitted: Admitted, voksen: Programme) -> Filling:
    file = admitted()
    return start(workplace, file, voksen, "baggrund", Way(), file.episodes[0])


@pytest.fixture
def begun(workplace: Workplace, admitted: Admitted, voksen: Programme) -> Filling:
    file = admitted()
    way = Way(mode="interview", informant="borger")
    return start(workplace, file, voksen, "livskvalitet", way, file.episodes[0])


def typed(workplace: Workplace, filling: Filling, lines: Iterable[str]) -> tuple[Typist, FormLines, Response | None]:
    """What comes of these lines on a form."""
    typist = Typist(list(lines))
    form = FormLines(Guarded(typist), workplace, filling, "B-1", len(filling.draft.undoable))
    try:
        response = form.run()
    except (EndOfInput, Ended):
        response = None
    return typist, form, response


# --- what a line asks for -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("b", Command(do=Do.BACK)),
        (" tilbage ", Command(do=Do.BACK)),
        ("BACK", Command(do=Do.BACK)),
        ("?", Command(do=Do.WHERE)),
        ("hvor er jeg", Command(do=Do.WHERE)),
        ("g 2.4", Command(do=Do.GO, rest="2.4")),
        ("g2,4", Command(do=Do.GO, rest="2,4")),
        ("gå til 2.4", Command(do=Do.GO, rest="2.4")),
        ("go to 2.4", Command(do=Do.GO, rest="2.4")),
        ("gå 2.4", Command(do=Do.GO, rest="2.4")),
        ("næste tomme", Command(do=Do.EMPTY)),
        ("note Hun var træt", Command(do=Do.NOTE, rest="Hun var træt")),
        ("fjern 2", Command(do=Do.REMOVE, rest="2")),
        (":hjælp", Command(do=Do.HELP)),
        ("=", Command(do=Do.SAME)),
        ("tilbage til skolen", None),
        ("gaffel", None),
        ("", None),
        ("4", None),
    ],
)
def test_a_line_asks_for_what_it_says_in_danish_and_english(line: str, expected: Command | None) -> None:
    speak("da")
    assert command_in(line) == expected


def test_where_texts_are_written_only_a_colon_makes_a_command() -> None:
    assert command_in("b", bare=False) is None
    assert command_in(":b", bare=False) == Command(do=Do.BACK)


def test_every_command_has_a_word_and_no_word_has_two_meanings() -> None:
    assert set(WORDS) == set(Do)
    for language in ("da", "en", "nb", "sv"):
        speak(language)
        for do, words in WORDS.items():
            assert all(command_in(word) == Command(do=do) for word in words), do
    assert set(SIGNS.values()) <= set(Do)


def choices(*titles: str, keys: str = "") -> tuple[AskedChoice, ...]:
    signs = list(keys) or [str(place) if place < 10 else "" for place in range(1, len(titles) + 1)]
    return tuple(AskedChoice(key=key, value=words, words=words) for key, words in zip(signs, titles, strict=True))


def test_answers_whose_keys_are_letters_get_numbers_and_signs_keep_theirs() -> None:
    offered = numbered(choices("a", "b", "c", "d", "e", keys="12b-a"))
    assert [one.sign for one in offered] == ["1", "2", "3", "-", "4"]


def test_a_long_list_is_numbered_to_its_end() -> None:
    offered = numbered(choices(*(f"svar {number}" for number in range(1, 201))))
    assert [one.sign for one in offered] == [str(number) for number in range(1, 201)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4", "Meget"),
        ("meget", "Meget"),
        ("Meget.", "Meget"),
        ("rigtig", "Rigtig meget"),
        ("rig me", "Rigtig meget"),
        ("0", "Ved ikke"),
        ("ikke", None),
        ("m", None),
        ("6", None),
        ("44", None),
        ("meget godt", None),
    ],
)
def test_an_answer_is_named_by_its_number_or_by_words_that_fit_no_other(line: str, expected: str | None) -> None:
    offered = numbered(choices("Slet ikke", "Lidt", "Noget", "Meget", "Rigtig meget", "Ved ikke", keys="123450"))
    found = meant(offered, line)
    assert (found.one.words if found.one else None) == expected


def test_words_that_fit_several_answers_name_them_all() -> None:
    offered = numbered(choices("Slet ikke", "Ved ikke", "Meget", keys="103"))
    assert [one.words for one in meant(offered, "ikke").several] == ["Slet ikke", "Ved ikke"]


@pytest.mark.parametrize(
    ("line", "held", "expected"),
    [
        ("1 3", (), ("Bus", "Cykel")),
        ("1,3", ("Tog",), ("Bus", "Cykel")),
        ("bus, cykel", (), ("Bus", "Cykel")),
        ("+3", ("Bus",), ("Bus", "Cykel")),
        ("-1", ("Bus", "Cykel"), ("Cykel",)),
        ("-1", ("Bus",), ()),
        ("1 1", (), ("Bus",)),
        ("1 9", (), Meant()),
    ],
)
def test_several_answers_are_typed_together(line: str, held: tuple[str, ...], expected: object) -> None:
    assert several_meant(numbered(choices("Bus", "Tog", "Cykel")), line, held) == expected


# --- a form ---------------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_at_once_and_repeated_as_a_word(workplace: Workplace, begun: Filling) -> None:
    typist, form, _none = typed(workplace, begun, ["meget", "2"])
    assert form.model.draft.answers[MOOD] == 4
    assert "1.1 Vigtigt: 4 Meget." in typist.text
    assert "1.1 Tilfreds: 2 Lidt." in typist.text
    (kept,) = open_drafts(workplace, open_case(workplace.store, begun.case))
    assert kept.answered == 2


def test_the_input_may_end_anywhere_and_the_draft_is_gone_on_with(workplace: Workplace, begun: Filling) -> None:
    typed(workplace, begun, ["4", "3", "5"])
    (draft,) = open_drafts(workplace, open_case(workplace.store, begun.case))
    assert (draft.id, draft.answered) == (begun.id, 3)


def test_a_form_that_was_only_looked_at_is_thrown_away(workplace: Workplace, begun: Filling) -> None:
    typed(workplace, begun, ["", "", "?", "q"])
    assert open_drafts(workplace, open_case(workplace.store, begun.case)) == ()


@pytest.mark.parametrize("line", ["6", "77", "ikke", "4 3", "\u202e4", "[/b]", "ja", "4" * 9000])
def test_what_is_no_answer_changes_nothing_and_is_told(workplace: Workplace, begun: Filling, line: str) -> None:
    typist, form, _none = typed(workplace, begun, [line])
    assert dict(form.model.draft.answers) == {}
    assert "none of the answers" in typist.text or "Which of these?" in typist.text


def test_back_undo_go_and_next_empty_lead_where_they_say(workplace: Workplace, begun: Filling) -> None:
    def where(*lines: str) -> object:
        filling = begun
        _typist, form, _none = typed(workplace, filling, lines)
        return form.model.cursor

    second = (*MOOD[:2], "tilfredshed")
    assert where("4") == second
    assert where("4", "b") == MOOD
    assert where("4", "3", "u") == second
    family = ("relationer", "familie", "vigtighed")
    assert where("g 2.1") == family
    assert where("g 2.1", "3", "b", "b", "+") == (*family[:2], "tilfredshed")
    assert where("g 99.9") == MOOD


def number_of(form: FormLines, path: str) -> str:
    """The number on paper of a question."""
    return form.model.outline.line(tuple(path.split("."))).number


def at(workplace: Workplace, filling: Filling, path: str, *lines: str) -> tuple[Typist, object]:
    """What is said, and what the answer is, after these lines at that question."""
    number = number_of(FormLines(Guarded(Typist([])), workplace, filling, "B-1"), path)
    typist, form, _none = typed(workplace, filling, [f":g {number}", *lines])
    return typist, form.model.draft.answers.get(tuple(path.split(".")))


def test_a_long_text_ends_with_a_full_stop_alone_and_keeps_its_lines(workplace: Workplace, background: Filling) -> None:
    lines = ("Først b", "", "  så :hjælp og [/b] \u05d0\u0301 ", "h", ".")
    _typist, told = at(workplace, background, "livssituation.styrker", *lines)
    assert told == "Først b\n\n  så :hjælp og [/b] \u05d0\u0301 \nh"


COLON = "put a colon before a command"


@pytest.mark.parametrize(
    ("line", "times"),
    [("h", 1), ("go to 2.4", 1), ("g 2.4", 1), ("Note om kaffe", 0), ("::b", 0), ("Kaffe", 0)],
)
def test_a_text_that_may_have_been_meant_as_a_command_is_told(
    workplace: Workplace, background: Filling, line: str, times: int
) -> None:
    typist, told = at(workplace, background, "livssituation.styrker", line, ".")
    assert told == line.removeprefix(":")
    assert typist.text.count(f"`{line}` was kept as the answer") == times


def test_the_first_question_answered_by_text_says_how_commands_are_typed_there(
    workplace: Workplace, background: Filling
) -> None:
    typist, _told = at(workplace, background, "livssituation.styrker", ":?", ":n", ":b")
    assert typist.text.count(COLON) == 1


def test_a_text_is_kept_although_the_input_ends_inside_it(workplace: Workplace, background: Filling) -> None:
    _typist, told = at(workplace, background, "livssituation.styrker", "Det sidste, der blev sagt")
    assert told == "Det sidste, der blev sagt"


def test_the_line_that_makes_a_text_too_long_is_left_out_and_told(workplace: Workplace, background: Filling) -> None:
    typist, told = at(workplace, background, "livssituation.styrker", "Kaffe først", "x" * 10_001, "så te", ".")
    assert told == "Kaffe først\nså te"
    assert "longer than 10,000 signs" in typist.text


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [
        ("henvisning.henvist_dato", "1/3/2026", "2026-03-01"),
        ("henvisning.henvist_dato", "31-02-2026", None),
        ("henvisning.henvist_dato", "i går", "2026-11-21"),
        ("henvisning.henvist_dato", "\u202e01-03-2026", None),
        ("livssituation.botilbud_foer", "7", 7),
        ("livssituation.botilbud_foer", "41", None),
        ("livssituation.botilbud_foer", "-1", None),
        ("livssituation.botilbud_foer", "9" * 400, None),
        ("livssituation.botilbud_foer", "syv", None),
        ("henvisning.dom", "ja", True),
        ("henvisning.dom", "no", False),
        ("henvisning.dom", "2", False),
        ("henvisning.dom", "n", None),
        ("henvisning.dom", "janej", None),
    ],
)
def test_days_numbers_and_yes_are_read_or_refused(
    workplace: Workplace, background: Filling, path: str, line: str, expected: object
) -> None:
    speak("da")
    typist, answer = at(workplace, background, path, line)
    assert answer == expected
    assert type(answer) is type(expected)
    if expected is None:
        assert len(typist.said) > 12


def test_several_answers_are_replaced_added_and_taken_away(workplace: Workplace, background: Filling) -> None:
    path = "henvisning.formaal"
    one, two = at(workplace, background, path, "1 3")[1], at(workplace, background, path, "1 3", "b", "+2 -1")[1]
    assert isinstance(one, tuple)
    assert isinstance(two, tuple)
    assert (len(one), len(two)) == (2, 2)
    assert one != two
    assert one[1] == two[1]


def test_rows_are_added_gone_into_and_removed(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    file = admitted()
    filling = start(workplace, file, voksen, "indsats", Way(), file.episodes[0])
    rows = ("konkrete_indsatser",)
    form = FormLines(Guarded(Typist([])), workplace, filling, "B-1")
    number = form.model.outline.line(rows).number
    typist, form, _none = typed(
        workplace, filling, [f"g {number}", "add", ":b", "b", "add", f":g {number}", "remove 1"]
    )
    assert form.model.draft.rows == {rows: ("r2",)}
    assert "Removed." in typist.text


def test_after_the_last_field_of_a_new_row_the_next_can_be_added(
    workplace: Workplace, admitted: Admitted, voksen: Programme
) -> None:
    file = admitted()
    filling = start(workplace, file, voksen, "indsats", Way(), file.episodes[0])
    model = FormLines(Guarded(Typist([])), workplace, filling, "B-1").model
    number = model.outline.line(("konkrete_indsatser",)).number
    typist, _form, _none = typed(workplace, filling, [f"g {number}", "add", *[""] * 20])
    assert typist.said.count("Row:") == 2


def test_a_note_goes_on_below_the_one_that_is_there(workplace: Workplace, begun: Filling) -> None:
    _typist, form, _none = typed(workplace, begun, ["note Var træt", "*", "og glad", "."])
    assert list(form.model.draft.notes.values()) == ["Var træt\nog glad"]


def test_leaving_the_answer_blank_can_be_undone(workplace: Workplace, begun: Filling) -> None:
    _typist, form, _none = typed(workplace, begun, ["4", "b", "leave blank", "u"])
    assert form.model.draft.answers == {MOOD: 4}


def test_help_and_where_change_nothing(workplace: Workplace, begun: Filling) -> None:
    typist, form, _none = typed(workplace, begun, ["h", "?", "answers", "last time", "reason", "add", "shown"])
    assert dict(form.model.draft.answers) == {}
    assert "0 of 66 answered" in typist.text


def test_what_is_asked_twice_is_listed_once_and_again_when_asked_for(workplace: Workplace, begun: Filling) -> None:
    typist, _form, _none = typed(workplace, begun, ["4", "3", "answers"])
    assert typist.said.count("5 Rigtig meget") == 2
    assert "From 1 Slet ikke to 5 Rigtig meget." in typist.text


# --- handing in -----------------------------------------------------------------------------------------------------


def test_a_whole_form_is_handed_in_and_its_result_told(workplace: Workplace, begun: Filling, clock: TestClock) -> None:
    answers = ["4" for _ in range(66)]
    typist, form, response = typed(workplace, begun, [*answers, "1", "Because", "2", "Talked over", "hand in"])
    assert response is not None, "\n".join(typist.said[-24:])
    assert form.model.progress().is_complete
    listener = Typist(["1", "answers", "talk sheet", "b"])
    place = replace(workplace, vocabulary=open_vocabulary(installed=False))
    show_result(Guarded(listener), place, open_case(workplace.store, begun.case), response)
    assert "B-1" in listener.text
    assert "This sheet is yours." in listener.text


def test_one_answer_too_many_says_nothing_of_the_citizen(workplace: Workplace, begun: Filling) -> None:
    answers = ["4" for _ in range(66)]
    lines = [*answers, "4", "4", "1", "Because", "2", "Talked over", "hand in"]
    _typist, _form, response = typed(workplace, begun, lines)
    assert response is not None
    assert not response.shown


def test_that_the_citizen_has_heard_the_answers_is_said_by_a_word(workplace: Workplace, begun: Filling) -> None:
    lines = [*("4" for _ in range(66)), "shown", "1", "Because", "2", "Talked over", "hand in"]
    _typist, _form, response = typed(workplace, begun, lines)
    assert response is not None
    assert response.shown


def test_what_is_worked_out_is_told_and_gone_past(workplace: Workplace, admitted: Admitted, voksen: Programme) -> None:
    file = admitted()
    way = Way(mode="interview", informant="borger")
    filling = start(workplace, file, voksen, "samtaletjek", way, file.episodes[0])
    meant = answered_by(filling.draft, 7, "Opdigtet")
    filling = with_draft(filling, meant)
    form = FormLines(Guarded(Typist([])), workplace, filling, "B-1")
    (path,) = form.model.outline.readings
    line = form.model.outline.line(path)
    typist, form, _none = typed(workplace, filling, [f":g {line.number}", ":look over"])
    told = [said for said in typist.said if said.startswith(f"{line.number} {line.title}") and "worked out" in said]
    assert len(told) == 2
    assert form.model.draft.answers == meant.answers


def test_two_drafts_of_one_round_are_made_one_and_handed_in(workplace: Workplace, begun: Filling) -> None:
    put_aside(workplace, begun)
    copy = go_on_in_copy(workplace, begun.id)
    typed(workplace, copy, ["5", "5", "3"])
    gone_on = resume(workplace, begun.id)
    whole = ["4"] * 66
    lines = [*whole, "1", "Because", "2", "Talked over", "hand in", "2", "1", "2", ":look over", "hand in"]
    typist, form, response = typed(workplace, gone_on, lines)
    assert "The two forms are one now." in typist.text, typist.said[-30:]
    assert response is not None, "\n".join(typist.said[-24:])
    assert [form.model.draft.answers[path] for path in (MOOD, (*MOOD[:2], "tilfredshed"))] == [5, 4]
    assert open_drafts(workplace, open_case(workplace.store, begun.case)) == ()
