"""The page for whoever sits at the screen tells of every key that the form has, and of no other."""

import re
from pathlib import Path

import pytest

from sipforms.actions.keymap import ANSWERS, DEFAULTS, read_keymap
from tests.house.reading import ROOT

PAGES = {"da": ROOT / "docs/da/ved-skaermen.md", "en": ROOT / "docs/en/at-the-screen.md"}
WRITTEN = {
    "Backspace": "backspace",
    "Enter": "enter",
    "Space": "space",
    "Mellemrum": "space",
    "PgUp": "pageup",
    "PgDn": "pagedown",
    "Home": "home",
    "End": "end",
    **{f"F{number}": f"f{number}" for number in range(1, 11)},
    **{f"Ctrl+{letter.upper()}": f"ctrl+{letter}" for letter in "pqtz"},
}
BY_THEIR_KIND = {"up", "down", "left", "right"}  # the page says arrows
IN_WORDS = {"delete", "insert", "escape", "?"}  # told in a sentence, or in the help alone


def told(page: Path) -> set[str]:
    """The keys that the page names: in backticks, or as they are printed on the keyboard."""
    text = page.read_text(encoding="utf-8")
    words = "|".join(re.escape(one) for one in sorted(WRITTEN, key=len, reverse=True))
    named = {WRITTEN[one] for one in re.findall(rf"(?<![\w+])(?:{words})(?!\w)", text)}
    return named | {one for one in re.findall(r"`([^`\s])`", text) if one not in ANSWERS}


@pytest.mark.parametrize("language", PAGES)
def test_every_key_of_the_form_is_on_the_page(language: str) -> None:
    keys = {keys[0] for keys in DEFAULTS.values()} - BY_THEIR_KIND - IN_WORDS
    assert keys - told(PAGES[language]) == set()


@pytest.mark.parametrize("language", PAGES)
def test_keys_of_the_form_that_the_page_names_are_keys_of_the_form(language: str) -> None:
    table = PAGES[language].read_text(encoding="utf-8").split("\n\n|")[1].partition("\n\n")[0]
    first = " ".join(row.split("|")[1] for row in table.splitlines()[2:])
    known = {one for keys in DEFAULTS.values() for one in keys} | ANSWERS
    named = {WRITTEN[one] for one in re.findall(r"\w+", first) if one in WRITTEN} | set(re.findall(r"`(\S)`", first))
    assert named
    assert named - known == set()


@pytest.mark.parametrize("language", PAGES)
def test_the_keys_of_ones_own_on_the_page_are_a_good_file(language: str, tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGES[language].read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "keys.toml"
    file.write_text(block, encoding="utf-8")
    found = read_keymap(file)
    assert found.wrong == ()
    assert found.keymap.of("q") == "note"
