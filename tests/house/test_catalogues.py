"""The catalogues are complete and true, and the tool that keeps them does what it says."""

import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages import Catalog

from tests.house.reading import ROOT

tool: Any = SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "catalogues.py")))
CODE = """
_("Saved at {time}.")
X = N_("Quit")
ngettext("{count} answer saved", "{count} answers saved", n)
"""
Words = Callable[..., Path]


@pytest.fixture
def code(tmp_path: Path) -> Catalog:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "said.py").write_text(CODE, encoding="utf-8")
    return tool.sentences(tmp_path / "package")


@pytest.fixture
def words(tmp_path: Path) -> Words:
    def write(text: str, name: str = "words.po") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


ALL_WORDS = """
msgid "Saved at {time}."
msgstr "Gemt {time}."
msgid "Quit"
msgstr "Luk"
msgid "{count} answer saved"
msgid_plural "{count} answers saved"
msgstr[0] "Ét svar gemt"
msgstr[1] "{count} svar gemt"
"""


def danish(code: Catalog) -> Catalog:
    return tool.merged("da", code, Catalog(locale="da"))


def test_every_sentence_of_the_program_is_in_every_catalogue_and_translated() -> None:
    assert tool.main(["check"]) == 0


def test_collecting_finds_sentences_constants_and_plurals(code: Catalog) -> None:
    assert {message.id for message in code if message.id} == {
        "Saved at {time}.",
        "Quit",
        ("{count} answer saved", "{count} answers saved"),
    }


def test_sentences_inside_f_strings_are_found(tmp_path: Path) -> None:
    said = """f"{what} · {_('begun')} {ngettext('{count} day', '{count} days', n)} {len('x')}" """
    (tmp_path / "said.py").write_text(said, encoding="utf-8")
    found = {one.id for one in tool.sentences(tmp_path) if one.id}
    assert found == {"begun", ("{count} day", "{count} days")}


def test_a_language_may_say_only_what_stands_in_some_files(tmp_path: Path) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "said.py").write_text("""f"{_('begun')}" + _("Quit")""", encoding="utf-8")
    (tmp_path / "said.py").write_text("""_("Check")""", encoding="utf-8")
    assert {one.id for one in tool.sentences(tmp_path, among=("tui/*",)) if one.id} == {"begun", "Quit"}


def test_every_file_that_norwegian_and_swedish_are_told_of_is_there() -> None:
    files = {path.relative_to(tool.PACKAGE).as_posix() for path in tool.PACKAGE.rglob("*.py")}
    idle = [one for one in tool.STAFF if not any(tool._is_among(Path(file), (one,)) for file in files)]
    assert idle == []


def test_a_list_of_words_completes_a_catalogue(code: Catalog, words: Words) -> None:
    catalogue, notices = tool.take([words(ALL_WORDS)], danish(code))
    assert notices == ()
    assert list(tool.faults("da", code, catalogue)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Gemt {time}.", "Gemt {tid}.", "placeholders differ"),
        ("Gemt {time}.", "Gemt {time.", "placeholders differ"),
        ("Gemt {time}.", "Gemt.", "placeholders differ"),
        ("{count} svar gemt", "Svar gemt", "placeholders differ"),
        ("Luk", "", "not translated"),
        ("Luk", "Luk ", "white space"),
    ],
)
def test_a_wrong_translation_is_seen(code: Catalog, words: Words, old: str, new: str, fault: str) -> None:
    catalogue, _ = tool.take([words(ALL_WORDS.replace(f'"{old}"', f'"{new}"'))], danish(code))
    assert [fault in line for line in tool.faults("da", code, catalogue)] == [True]


def test_a_sentence_missing_left_over_or_unsure_is_seen(code: Catalog, words: Words) -> None:
    text = ALL_WORDS.replace('msgid "Quit"', '#, fuzzy\nmsgid "Leave"') + '#~ msgid "Old"\n#~ msgstr "Gammel"\n'
    faults = "\n".join(tool.faults("da", code, tool._read(words(text), "da")))
    for expected in ("not in the catalogue: 'Quit'", "no longer in the program: 'Leave'", "fuzzy", "obsolete entry"):
        assert expected in faults


def test_lists_that_disagree_or_name_unknown_sentences_are_told(code: Catalog, words: Words) -> None:
    first, second = words(ALL_WORDS), words('msgid "Quit"\nmsgstr "Slut"\nmsgid "Quitt"\nmsgstr "Luk"\n', "second.po")
    catalogue, notices = tool.take([first, second], danish(code))
    assert catalogue.get("Quit").string == "Luk"
    assert notices == (
        "second.po: differs from words.po, which was kept: 'Quit'",
        "second.po: not a sentence of the program: 'Quitt' (nearest: 'Quit')",
    )


def test_a_new_list_corrects_what_the_catalogue_had(code: Catalog, words: Words) -> None:
    catalogue, _ = tool.take([words(ALL_WORDS)], danish(code))
    catalogue, notices = tool.take([words('msgid "Quit"\nmsgstr "Afslut"\n', "later.po")], catalogue)
    assert (catalogue.get("Quit").string, notices) == ("Afslut", ())


def test_writing_again_changes_nothing(code: Catalog, words: Words, tmp_path: Path) -> None:
    catalogue, _ = tool.take([words(ALL_WORDS)], danish(code))
    once, twice = tmp_path / "once.po", tmp_path / "twice.po"
    tool._write(once, catalogue)
    tool._write(twice, tool.merged("da", code, tool._read(once, "da")))
    text = once.read_text(encoding="utf-8")
    assert text == twice.read_text(encoding="utf-8")
    assert not any(trace in text for trace in ("said.py", "Date", "Babel"))


def test_english_repeats_the_code(code: Catalog) -> None:
    english = tool.merged("en", code, Catalog(locale="en"))
    assert list(tool.faults("en", code, english)) == []
    english.get("Quit").string = "Leave"
    assert any("something else than the code" in fault for fault in tool.faults("en", code, english))


def test_compiling_twice_gives_the_same_file(code: Catalog, words: Words, tmp_path: Path) -> None:
    place = tmp_path / "da" / "LC_MESSAGES" / "sipforms.po"
    place.parent.mkdir(parents=True)
    tool._write(place, tool.take([words(ALL_WORDS)], danish(code))[0])
    assert tool.compile_catalogues(tmp_path) == (place.with_suffix(".mo"),)
    assert tool.compile_catalogues(tmp_path) == ()
    place.with_suffix(".mo").write_bytes(b"old")
    assert tool.compile_catalogues(tmp_path) == (place.with_suffix(".mo"),)
