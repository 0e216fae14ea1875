"""Recovery codes: back into a store that nobody can sign in to, and papers that are tried, made and made worthless."""

from pathlib import Path

import pytest

from sipforms.actions import recovering
from sipforms.cli import recover as recover_command
from sipforms.cli import recovery as recovery_command
from sipforms.store.access import changes
from sipforms.store.access.changes import Recovery
from sipforms.store.failures import Reason, StoreUnavailable
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import code_of, is_code
from tests.cli.conftest import Ended, Run
from tests.cli.typed import Answer, Typing, group_asked, typing
from tests.signed_in import CODE, KEEPER, NAME, PASSPHRASE, citizen, written_passphrase

NEW = "kaffe til alle mandag"
OTHER = code_of(bytes(range(32, 64)))


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase that costs nothing to try, as in every test but one."""
    monkeypatch.setattr(
        recovering,
        "Recovery",
        lambda *, code, founder, cost: Recovery(code=code, founder=founder, cost=CHEAP if cost else cost),
    )


@pytest.fixture
def back(run: Run, protected: Path, tmp_path: Path) -> Run:
    """``recover`` as a script, by a code, as BEG with a new passphrase."""
    file = written_passphrase(tmp_path / "new.txt", NEW)

    def command(code: str, *more: str, **_unused: str | None) -> Ended:
        paper = written_passphrase(tmp_path / "code.txt", code)
        who = ("--user", "BEG", "--passphrase-file", file)
        return run("--store", protected, *who, "recover", "--name", "Birgit Eg", "--code-file", paper, *more)

    return command


@pytest.fixture
def as_beg(run: Run, protected: Path, tmp_path: Path) -> Run:
    def command(*arguments: object, **_unused: str | None) -> Ended:
        file = written_passphrase(tmp_path / "beg.txt", NEW)
        return run("--store", protected, "--user", "BEG", "--passphrase-file", file, *arguments)

    return command


def sits_there(monkeypatch: pytest.MonkeyPatch, *answers: Answer) -> Typing:
    at = typing(answers)
    for module in (recover_command, recovery_command):
        monkeypatch.setattr(module, "this_terminal", lambda: at)
    monkeypatch.setattr(recover_command, "is_at_terminal", lambda: True)
    return at


def test_whoever_comes_back_sees_the_citizens_and_looks_after_the_users(
    back: Run, as_beg: Run, signed_in: Run, protected: Path
) -> None:
    citizen(protected)
    ended = back(CODE)
    assert (ended.code, ended.err) == (0, "")
    assert "BEG is leader and administrator, and in every unit." in ended.out
    assert "There is no citizen `B-1`. Did you mean `B-1042`?" in as_beg("report", "B-1").err
    assert as_beg("user", "retire", NAME, "--yes").code == 0
    assert "BEG" in as_beg("user", "list").out


@pytest.mark.parametrize("code", [OTHER, CODE[:-1], CODE.replace("0", "1"), "what is this"])
def test_another_code_opens_nothing(back: Run, as_beg: Run, code: str) -> None:
    ended = back(code)
    assert ended.code == 1
    assert "none of the store's recovery codes" in ended.err
    assert code not in ended.err
    assert as_beg("report", "B-1").code == 1


def test_a_code_is_taken_however_it_was_typed(back: Run) -> None:
    assert back(CODE.replace("-", " ").casefold().replace("0", "o")).code == 0


def test_what_is_restricted_to_others_opens_only_when_asked_for(
    back: Run, as_beg: Run, signed_in: Run, protected: Path
) -> None:
    citizen(protected)
    assert signed_in("case", "restrict", "B-1042", NAME).code == 0
    assert back(CODE).code == 0
    assert "There is no citizen `B-1042`." in as_beg("case", "show", "B-1042").err
    assert "1 restricted case file is open to you now." in back(CODE, "--restricted").out
    assert as_beg("case", "show", "B-1042").out.splitlines()[-1] == "Restricted to: AB, BEG"


@pytest.mark.parametrize("missing", ["--name", "--code-file"])
def test_a_script_is_told_what_is_missing(run: Run, protected: Path, tmp_path: Path, missing: str) -> None:
    given = {"--name": "Birgit Eg", "--code-file": str(written_passphrase(tmp_path / "code", CODE))}
    words = [word for name, value in given.items() if name != missing for word in (name, value)]
    who = ("--user", "BEG", "--passphrase-file", written_passphrase(tmp_path / "p", NEW))
    ended = run("--store", protected, *who, "recover", *words)
    assert ended.code == 2
    assert f"Missing: {missing}." in ended.err


def test_at_a_terminal_a_slip_in_the_code_is_said_before_anything_else(
    run: Run, protected: Path, as_beg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = sits_there(monkeypatch, CODE[1:], CODE, "BEG", "Birgit Eg", NEW, NEW)
    ended = run("--store", protected, "recover")
    assert (ended.code, ended.err) == (0, "")
    assert "A sign in it is wrong, missing or too many." in at.text
    assert NEW not in at.text
    assert as_beg("user", "list").code == 0


def test_three_slips_change_nothing(run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sits_there(monkeypatch, "x", "y", "z")
    ended = run("--store", protected, "recover")
    assert ended.code == 1
    assert "Nothing was changed." in ended.err


def test_codes_are_listed_tried_and_made_worthless(signed_in: Run, tmp_path: Path, back: Run) -> None:
    listed = signed_in("recovery", "list")
    assert listed.out == f"{KEEPER}  made 1 Nov 2026  tried 1 Nov 2026\n"
    added = signed_in("recovery", "add", "Bestyrelsen", "--recovery-file", tmp_path / "ny.txt")
    assert (added.code, added.err) == (0, "")
    code = next(line for line in (tmp_path / "ny.txt").read_text("utf-8").splitlines() if is_code(line))
    assert code not in added.out
    assert "never tried" in signed_in("recovery", "list").out
    paper = written_passphrase(tmp_path / "paper.txt", code)
    assert "of Bestyrelsen works" in signed_in("recovery", "try", "--code-file", paper).out
    assert "never tried" not in signed_in("recovery", "list").out
    assert signed_in("recovery", "remove", KEEPER).code == 0
    assert back(CODE).code == 1
    assert back(code).code == 0


def test_a_code_that_was_refused_is_taken_away_and_one_that_may_count_stays(
    signed_in: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = signed_in("recovery", "add", " ", "--recovery-file", tmp_path / "tom.txt")
    assert ended.code == 1
    assert not (tmp_path / "tom.txt").exists()

    def unsure(*_all: object, **_named: object) -> None:
        raise StoreUnavailable(reason=Reason.FAILED, doing="saving the register")

    monkeypatch.setattr(changes, "add_recovery_key", unsure)
    ended = signed_in("recovery", "add", "Bestyrelsen", "--recovery-file", tmp_path / "ny.txt")
    assert ended.code == 1
    assert "cannot be reached" in ended.err
    assert (tmp_path / "ny.txt").exists()


def test_the_last_code_stays(signed_in: Run) -> None:
    ended = signed_in("recovery", "remove", KEEPER)
    assert ended.code == 1
    assert "Make another" in ended.err


def test_a_code_that_nobody_keeps_cannot_be_made_worthless(signed_in: Run) -> None:
    ended = signed_in("recovery", "remove", "Leder i skuffen")
    assert ended.code == 2
    assert f"Did you mean `{KEEPER}`?" in ended.err


def test_a_new_code_is_read_back_in_part_before_it_counts(signed_in: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at = sits_there(monkeypatch, "", "AAAAA", group_asked, "", group_asked, group_asked)
    assert signed_in("recovery", "add", "Bestyrelsen").code == 0
    assert len(at.pages) == 2
    assert signed_in("recovery", "list").out.count("tried") == 2


def test_whoever_goes_away_before_the_code_is_read_back_made_none(
    signed_in: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits_there(monkeypatch, "")
    assert signed_in("recovery", "add", "Bestyrelsen").code == 130
    assert "Bestyrelsen" not in signed_in("recovery", "list").out


def test_the_passphrase_is_asked_for_once_more_where_it_is_easy(run: Run, protected: Path, tmp_path: Path) -> None:
    easy = written_passphrase(tmp_path / "p", "Birgit Eg 1")
    paper = written_passphrase(tmp_path / "code", CODE)
    who = ("--user", "BEG", "--passphrase-file", easy)
    ended = run("--store", protected, *who, "recover", "--name", "Birgit Eg", "--code-file", paper)
    assert ended.code == 2
    assert PASSPHRASE not in ended.err
