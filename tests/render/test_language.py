"""Which language the program speaks, and how it writes days and numbers."""

import json
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sipforms.render import language
from tests.house.reading import ROOT

WORDS = {"da": {"Quit": "Luk", "Help": "Hjælp"}, "sv": {"Quit": "Stäng"}}


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Catalogues in Danish and Swedish (which lacks a sentence), and an English one that was never compiled."""
    for code in ("da", "sv", "en"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        entries = [f'msgid "{english}"\nmsgstr "{said}"\n' for english, said in WORDS.get(code, {}).items()]
        plural = 'msgid "{n} answer"\nmsgid_plural "{n} answers"\nmsgstr[0] "{n} svar"\nmsgstr[1] "{n} flere svar"\n'
        (folder / "sipforms.po").write_text(
            "\n".join([*entries, *([plural] if code == "da" else [])]), encoding="utf-8"
        )
    runpy.run_path(str(ROOT / "tools" / "catalogues.py"))["compile_catalogues"](tmp_path)
    (tmp_path / "en" / "LC_MESSAGES" / "sipforms.mo").unlink()
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "environment", "spoken"),
    [
        (None, None, "da"),
        (None, "en", "en"),
        ("da", "en", "da"),
        ("en-GB", None, "en"),
        ("en_US.UTF-8", None, "en"),
        ("sv", None, "sv"),
        ("EN", None, "en"),
        ("fi", None, "da"),
        ("../da", None, "da"),
        ("", "", "da"),
    ],
)
def test_the_language_asked_for_is_spoken_else_danish(
    locale: Path, monkeypatch: pytest.MonkeyPatch, wanted: str | None, environment: str | None, spoken: str
) -> None:
    if environment is not None:
        monkeypatch.setenv("SIPFORMS_LANGUAGE", environment)
    language.speak(wanted)
    assert language.current_language() == spoken


def test_a_sentence_that_a_catalogue_lacks_is_danish(locale: Path) -> None:
    language.speak("sv")
    assert [language.gettext(word) for word in ("Quit", "Help", "Unknown")] == ["Stäng", "Hjælp", "Unknown"]


def test_english_is_never_danish_even_where_nothing_is_compiled(locale: Path) -> None:
    language.speak("en")
    assert language.gettext("Quit") == "Quit"
    assert language.ngettext("{n} answer", "{n} answers", 2) == "{n} answers"


def test_a_checkout_where_nothing_is_compiled_speaks_english(locale: Path) -> None:
    (locale / "da" / "LC_MESSAGES" / "sipforms.mo").unlink()
    language.speak("da")
    assert language.gettext("Quit") == "Quit"


def test_no_sentence_is_no_sentence(locale: Path) -> None:
    language.speak("da")
    assert language.gettext("") == ""


def test_plurals_follow_the_number(locale: Path) -> None:
    language.speak("da")
    said = [language.ngettext("{n} answer", "{n} answers", n) for n in (0, 1, 2)]
    assert said == ["{n} flere svar", "{n} svar", "{n} flere svar"]


def test_speaking_again_forgets_the_last_language(locale: Path) -> None:
    for code, word in (("sv", "Stäng"), ("en", "Quit"), ("da", "Luk"), ("sv", "Stäng")):
        language.speak(code)
        assert language.gettext("Quit") == word


def test_a_marked_constant_is_left_as_it_is() -> None:
    assert language.N_("Quit") == "Quit"


@pytest.mark.parametrize(("code", "written"), [("da", "01-11-2026"), ("en", "1 Nov 2026"), ("sv", "2026-11-01")])
def test_a_day_is_written_as_people_write_it(locale: Path, code: str, written: str) -> None:
    language.speak(code)
    assert language.format_date(date(2026, 11, 1)) == written


@pytest.mark.parametrize(
    ("code", "number", "digits", "written"),
    [
        ("da", 3.14159, 2, "3,14"),
        ("da", 1234.5, 1, "1.234,5"),
        ("da", -0.04, 1, "0,0"),
        ("da", -12, 0, "-12"),
        ("en", 1234.5, 1, "1,234.5"),
        ("sv", 1234.5, 1, "1\N{NO-BREAK SPACE}234,5"),
    ],
)
def test_a_number_is_written_as_people_write_it(
    locale: Path, code: str, number: float, digits: int, written: str
) -> None:
    language.speak(code)
    assert language.format_number(number, digits) == written


ONLY_DANISH = """
import json, sys
before = set(sys.modules)
from datetime import date
from sipforms.render import language
language.gettext("Quit"), language.format_date(date(2026, 1, 2)), language.format_number(1.5, 1)
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps(sorted(loaded - set(sys.stdlib_module_names))))
"""


def test_speaking_danish_needs_the_standard_library_alone() -> None:
    ended = subprocess.run([sys.executable, "-c", ONLY_DANISH], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == ["sipforms"]
