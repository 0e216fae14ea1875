"""The three sets of signs: one cell each, nothing lost on the way from one to another, and the right one chosen."""

from dataclasses import astuple, fields

import pytest
from rich.cells import cell_len

from sipforms.render.charts.glyphs import (
    ALL,
    ASCII,
    GLYPH_SETS,
    SAFE,
    Glyphs,
    glyphs_chosen,
    turned_into,
)

NO_SIGN = {"point", "signs"}
BOXES = frozenset("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬")
LATIN = frozenset(map(chr, range(0xA0, 0x100)))
SENTENCES = frozenset("…–’“”")


@pytest.mark.parametrize("glyphs", GLYPH_SETS.values(), ids=GLYPH_SETS)
def test_every_sign_takes_one_cell(glyphs: Glyphs) -> None:
    for one in fields(Glyphs):
        signs = getattr(glyphs, one.name)
        if one.name not in NO_SIGN:
            assert len(signs) == len(getattr(ALL, one.name)), one.name
            assert all(cell_len(sign) == 1 for sign in signs), one.name


def test_the_safe_set_is_letters_and_box_drawing() -> None:
    signs = set("".join(astuple(SAFE)))
    assert {one for one in signs if not one.isascii()} <= BOXES | LATIN | SENTENCES


def test_the_last_set_is_plain_ascii() -> None:
    assert "".join(astuple(ASCII)).isascii()


@pytest.mark.parametrize("glyphs", [SAFE, ASCII], ids=["safe", "ascii"])
def test_what_was_drawn_turns_into_the_set_sign_by_sign(glyphs: Glyphs) -> None:
    turned = turned_into(glyphs)
    for one in fields(Glyphs):
        if one.name not in NO_SIGN:
            assert getattr(ALL, one.name).translate(turned) == getattr(glyphs, one.name), one.name


@pytest.mark.parametrize("glyphs", [SAFE, ASCII], ids=["safe", "ascii"])
def test_turning_keeps_letters_and_the_width_of_everything(glyphs: Glyphs) -> None:
    text = "Ærø går på Åsen 4[5] 日本 e\u0301 ━▶ “nej” – 4½ × ±2 ┌─┐╭╮▔▊◆"
    turned = text.translate(turned_into(glyphs))
    assert cell_len(turned) == cell_len(text)
    assert turned.startswith("Ærø går på Åsen 4[5] 日本 e\u0301 ")


def test_frames_of_others_are_ascii_too() -> None:
    assert "┌─┬┐│├┼┤└┴┘╭╮╰╯▔▁▏▕▊▎━┃═║".translate(turned_into(ASCII)).isascii()


CHOICES = [
    ("automatic", "utf-8", {}, ALL),
    ("automatic", "utf-8", {"TERM": "linux"}, SAFE),
    ("automatic", "utf-8", {"OS": "Windows_NT"}, SAFE),
    ("automatic", "utf-8", {"OS": "Windows_NT", "WT_SESSION": "1"}, ALL),
    ("automatic", "ascii", {}, ASCII),
    ("automatic", None, {"TERM": "linux"}, ASCII),
    ("all", "utf-8", {"TERM": "linux"}, ALL),
    ("safe", "utf-8", {}, SAFE),
    ("ascii", "utf-8", {}, ASCII),
    ("all", "latin-1", {}, ASCII),
    ("safe", "ascii", {}, ASCII),
]


@pytest.mark.parametrize(("preference", "encoding", "terminal", "glyphs"), CHOICES)
def test_the_set_is_chosen_and_is_never_one_that_cannot_be_written(
    preference: str, encoding: str | None, terminal: dict[str, str], glyphs: Glyphs
) -> None:
    assert glyphs_chosen(preference, encoding, terminal) is glyphs
