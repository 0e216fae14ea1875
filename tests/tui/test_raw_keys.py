"""What terminals really send for a key, on the main keys and the number pad, with and without the Kitty protocol."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from sipforms.actions.fill import Filling
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.keys import sign, spell
from sipforms.tui.widgets.editor import Editor
from tests.tui.conftest import Seen, filling_in

SENT = {
    "1": ["1", "\x1b[49u", "\x1b[49;1u", "\x1b[57400u", "\x1b[57400;129u", "\x1bOq"],
    "5": ["5", "\x1b[53u", "\x1b[57404u", "\x1b[57404;129u", "\x1bOu"],
    "0": ["0", "\x1b[48u", "\x1b[57399u", "\x1b[57399;129u", "\x1bOp"],
    "-": ["-", "\x1b[45u", "\x1b[57412u", "\x1b[57412;129u", "\x1bOm"],
    "/": ["/", "\x1b[47u", "\x1b[57410u", "\x1b[57410;129u", "\x1bOo"],
    "*": ["*", "\x1b[42u", "\x1b[57411u", "\x1b[57411;129u", "\x1bOj"],
    "+": ["+", "\x1b[43u", "\x1b[57413u", "\x1b[57413;129u", "\x1bOk"],
    ".": [".", "\x1b[46u", "\x1b[57409u", "\x1b[57409;129u", "\x1bOn"],
    ",": [",", "\x1b[44u", "\x1b[57416u", "\x1bOl", "\x1b[57409;129;44u"],
    "=": ["=", "\x1b[61u", "\x1b[57415u", "\x1bOX"],
    "?": ["?", "\x1b[63u", "\x1b[47;2;63u"],
    "g": ["g", "G", "\x1b[103u"],
    "n": ["n", "N"],
}
NAMED = {
    "backspace": ["\x7f", "\x1b[127u", "\x1b[127;129u"],
    "enter": ["\r", "\x1b[13u", "\x1b[57414u", "\x1b[13;129u", "\x1bOM"],
    "escape": ["\x1b[27u"],
    "f8": ["\x1b[19~", "\x1b[19;129~"],
    "f1": ["\x1bOP", "\x1b[11~", "\x1b[1;129P", "\x1b[[A"],
    "f2": ["\x1bOQ", "\x1b[12~"],
    "f9": ["\x1b[20~"],
    "f10": ["\x1b[21~"],
    "up": ["\x1b[A", "\x1bOA", "\x1b[57419u", "\x1b[1;129A"],
    "home": ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x1b[57423u"],
    "end": ["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x1b[57424u", "\x1b[1;129F"],
    "kp_begin": ["\x1b[E", "\x1b[57427~"],
    "ctrl+z": ["\x1a", "\x1b[122;5u"],
    "ctrl+p": ["\x10", "\x1b[112;5u"],
    "ctrl+q": ["\x11", "\x1b[113;5u"],
    "pagedown": ["\x1b[6~", "\x1b[57422u"],
    "delete": ["\x1b[3~", "\x1b[57426u"],
    "insert": ["\x1b[2~", "\x1b[57425u"],
}


def keys(sent: str) -> list[Key]:
    return [event for event in XTermParser().feed(sent) if isinstance(event, Key)]


@pytest.mark.parametrize(("expected", "sent"), [(key, one) for key, every in SENT.items() for one in every])
def test_a_key_is_the_sign_printed_on_it(expected: str, sent: str) -> None:
    found = keys(sent)
    assert len(found) == 1
    assert sign(found[0]) == expected


@pytest.mark.parametrize(("expected", "sent"), [(key, one) for key, every in NAMED.items() for one in every])
def test_keys_without_a_sign_have_their_names(expected: str, sent: str) -> None:
    found = keys(sent)
    assert [one.key for one in found] == [expected]
    assert sign(found[0]) is None


def test_what_is_pasted_is_no_key() -> None:
    assert keys("\x1b[200~4444\x1b[201~") == []


def test_ten_keys_sent_at_once_are_ten_keys() -> None:
    assert [sign(key) for key in keys("43215\x1b[57412u/021")] == [*"43215-/021"]


@pytest.mark.parametrize("sent", ["\x1b[49;5u", "\x1b[52;3u", "\x1b[49;9u"], ids=repr)
def test_with_ctrl_alt_or_super_a_key_is_no_answer(sent: str) -> None:
    assert sign(keys(sent)[0]) is None


GARBAGE = st.text("\x1b[]0123456789;:<>?OuMm~$yABCHFPQRS tIcn\x00\x7f\x9b4gæ", max_size=24)


@given(GARBAGE)
@example("\x1b[47:55;2u")
@example("\x1b[1114112u")
@example("\x1b[99999999999999999999u")
def test_no_garbage_ends_the_program(sent: str) -> None:
    assert all(isinstance(sign(key), str | None) for key in keys(sent))


@pytest.mark.parametrize(
    ("sent", "written"),
    [("\x1b[57410u", "/"), ("\x1b[57411u", "*"), ("\x1b[57412u", "-"), ("\x1b[57413u", "+"), ("\x1b[57409u", "."),
     ("\x1b[57416u", ","), ("\x1b[57415u", "="), ("\x1b[57409;129;44u", ","), ("\x1b[57400u", "1"), ("-", "-")],
)  # fmt: skip
def test_a_key_of_the_pad_writes_its_sign_where_a_day_or_a_number_is_written(sent: str, written: str) -> None:
    key = keys(sent)[0]
    spell(key)
    assert (key.character, key.is_printable) == (written, True)


# --- what each of them does on the form -----------------------------------------------------------------------------


async def feed(seen: Seen, sent: str) -> None:
    """What a terminal sends, as the program would get it."""
    for event in XTermParser().feed(sent):
        if isinstance(event, Key | Paste):
            event.set_sender(seen.app)
            seen.app.post_message(event)
    await seen.settle()


ANSWERED = {
    "digits of the main keys": (["4", "3"], [4, 3]),
    "digits of the pad, Kitty": (["\x1b[57403u", "\x1b[57402;129u"], [4, 3]),
    "digits of the pad, SS3": (["\x1bOt", "\x1bOs"], [4, 3]),
    "don't know": (["0", "\x1b[57399u"], ["ved_ikke", "ved_ikke"]),
    "vil_ikke_svare": (["-", "\x1b[57412u", "\x1bOm"], ["vil_ikke_svare"] * 3),
    "not relevant": (["/", "\x1b[57410;129u", "\x1bOo"], ["ikke_relevant"] * 3),
    "not understood": ([",", "\x1b[57416u", "\x1bOl", "\x1b[57409u"], ["forstaar_ikke"] * 4),
    "undone": (["4", "3", "\x7f"], [4]),
    "undone, Kitty": (["4", "3", "\x1b[127;129u"], [4]),
    "undone by the key for many": (["4", "3", "\x1a"], [4]),
    "left blank": (["4", "\x1b[D", "\x1b[3~"], []),
    "gone past": (["4", "\x1b[57414u", "3"], [4, 3]),
    "next empty": (["\x1b[57413u", "3"], [3]),
    "pasted": (["\x1b[200~4444\x1b[201~", "3"], [3]),
    "with Alt": (["\x1b4", "\x1b[52;3u", "3"], [3]),
}


async def test_what_terminals_send_answers_as_the_key_says(workplace: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        model = seen.form.model
        for name, (sent, answers) in ANSWERED.items():
            for one in sent:
                await feed(seen, one)
            assert list(seen.draft.answers.values()) == answers, name
            while len(model.draft.undoable):
                seen.form.take(model.undo())
            seen.form.take(model.go(()))


OPENED = {
    "a note": (["*", "\x1b[57411u", "\x1bOj", "k"], "note"),
    "a number to go to": (["g", "G", "\x1b[103u"], "jump"),
}


async def test_what_terminals_send_opens_what_the_key_says(workplace: Workplace, begun: Callable[..., Filling]) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        for sent, purpose in ((one, purpose) for every, purpose in OPENED.values() for one in every):
            await feed(seen, sent)
            writing = seen.form.query_one(Editor).writing
            assert writing is not None, sent
            assert writing.purpose == purpose
            await seen.press("escape")


async def test_a_question_is_gone_to_by_the_number_pad_alone(
    workplace: Workplace, begun: Callable[..., Filling]
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        for one in ("g", "\x1b[57401u", "\x1b[57409u", "\x1b[57403u", "\x1b[57414u"):  # 2 . 4 Enter
            await feed(seen, one)
        assert seen.form.model.line is not None
        assert seen.form.model.line.number == "2.4"
