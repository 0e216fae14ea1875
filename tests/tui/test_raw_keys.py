"""What terminals really send for a key, on the main keys and the number pad, with and without the Kitty protocol."""

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from sipforms.tui.keys import sign

SENT = {
    "1": ["1", "\x1b[49u", "\x1b[49;1u", "\x1b[57400u", "\x1b[57400;129u", "\x1bOq"],
    "5": ["5", "\x1b[53u", "\x1b[57404u", "\x1b[57404;129u", "\x1bOu"],
    "0": ["0", "\x1b[48u", "\x1b[57399u"],
    "-": ["-", "\x1b[45u", "\x1b[57412u", "\x1b[57412;129u"],
    "/": ["/", "\x1b[47u", "\x1b[57410u", "\x1b[57410;129u"],
    "*": ["*", "\x1b[42u", "\x1b[57411u"],
    "+": ["+", "\x1b[43u", "\x1b[57413u", "\x1b[57413;129u"],
    ".": [".", "\x1b[46u", "\x1b[57409u"],
    ",": [",", "\x1b[44u", "\x1b[57416u"],
    "=": ["=", "\x1b[61u", "\x1b[57415u"],
    "?": ["?", "\x1b[63u"],
    "g": ["g", "G", "\x1b[103u"],
    "n": ["n", "N"],
}
NAMED = {
    "backspace": ["\x7f", "\x1b[127u"],
    "enter": ["\r", "\x1b[13u", "\x1b[57414u"],
    "escape": ["\x1b[27u"],
    "f8": ["\x1b[19~"],
    "f2": ["\x1bOQ", "\x1b[12~"],
    "up": ["\x1b[A", "\x1bOA", "\x1b[57419u"],
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
