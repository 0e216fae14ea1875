"""Wrong use is told with the nearest right word and exit code 2; nobody meets a traceback or click's own English."""

from pathlib import Path

import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run

VOKSEN = shipped() / "voksen"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "There is no command `chekc`. Did you mean `check`?"),
        (["xyzzy"], "There is no command `xyzzy`."),
        (["programmes", "lst"], "There is no command `lst`. Did you mean `list`?"),
        (["check", "--hlep"], "There is no option --hlep. Did you mean `--help`?"),
        (["--langage", "da"], "There is no option --langage. Did you mean `--language`?"),
        (["plugins", "--language", "da"], "--language stands before the command: `sipforms --language ... plugins`"),
        (["check"], "PATH is missing."),
        (["schema", "voksen"], "Which questionnaire of SIP adults?"),
        (["plugins", "more"], "There is no command `more`."),
        (["check", "nowhere"], "There is no folder nowhere."),
        (["schema", "voksn", "livskvalitet"], "There is no programme `voksn`. Did you mean `voksen`?"),
        (["schema", "voksen", "livskvalite"], "has no questionnaire `livskvalite`. Did you mean `livskvalitet`?"),
        (["schema", "voksen", "livskvalitet", "--mode", "interviw"], "Did you mean `interview`?"),
        (["schema", "voksen", "livskvalitet", "--occasion", "last"], "There is no occasion `last` here."),
        (["programmes", "show", "voksne"], "There is no programme `voksne`. Did you mean `voksen`?"),
        (["--programmes", "nowhere", "programmes", "list"], "There is no folder nowhere."),
        (["--settings", "nowhere.toml", "programmes", "list"], "There is no settings file nowhere.toml."),
        (["report", "B-1", "--width", "10"], "--width cannot be used: it can be a whole number from 60 to 200."),
        (["report", "B-1", "--width", "wide"], "--width cannot be used: it can be a whole number from 60 to 200."),
        (["report", "B-1", "--width"], "--width wants a value after it, or takes none."),
        (["fill", "B-1", "--answers", "nowhere.yaml"], "There is no file nowhere.yaml."),
        (["fill", "B-1", "--answers", "."], "There is no file .."),
    ],
)
def test_wrong_use_is_told_with_what_would_be_right(run: Run, arguments: list[str], said: str) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert said in ended.err.splitlines()[0]
    assert ended.err.splitlines()[-1].startswith("See `sipforms")


def test_an_unknown_language_names_those_there_are(run: Run) -> None:
    ended = run("--language", "xx", "check", language=None)
    assert ended.code == 2
    assert "da, en" in ended.err


def test_a_group_without_a_command_shows_its_help(run: Run) -> None:
    ended = run("programmes")
    assert ended.code == 2
    assert ended.err.startswith("Usage: sipforms programmes COMMAND")
    assert "See `" not in ended.err


def test_citizens_questionnaires_and_indicators_are_suggested(run: Run, demo_store: Path) -> None:
    for arguments, said in (
        (["report", "B-104"], "There is no citizen `B-104`. Did you mean `B-10"),
        (["report", "B-1042", "livskvalitt"], "There is no questionnaire `livskvalitt`. Did you mean `livskvalitet`?"),
        (
            ["report", "B-1042", "--why", "tilfredshe"],
            "There is no indicator `tilfredshe` here. Did you mean `tilfredshed`?",
        ),
    ):
        ended = run("--store", demo_store, *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err


def test_what_was_typed_cannot_command_the_terminal(run: Run) -> None:
    ended = run("check\x1b[2J")
    assert "\x1b" not in ended.err


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"nosuch = 1", "there is no setting `nosuch`"),
        (b"language = 3", "the setting `language` has a value of the wrong kind"),
        (b"a = = 3", "is not a TOML file"),
        (b"\xff\xfe", "is not a TOML file"),
    ],
)
def test_a_broken_settings_file_is_told_on_one_line(run: Run, tmp_path: Path, written: bytes, said: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(written)
    ended = run("--settings", file, "programmes", "list")
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_the_settings_file_chooses_the_language_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('language = "en"', "utf-8")
    assert "There is no programme" in run("--settings", file, "programmes", "show", "x", language=None).err
    assert "There is no programme" not in run("--settings", file, "programmes", "show", "x", language="da").err
