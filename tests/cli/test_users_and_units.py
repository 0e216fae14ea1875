"""Users and units on the command line: who comes in afterwards, who does not, and what is refused with a next step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.cli import user as user_command
from sipforms.render.access_words import refusal_sentence, role_word
from sipforms.render.language import speak
from sipforms.store.access.changes import Refusal
from sipforms.store.access.roles import Role
from tests.cli.conftest import Ended, Run
from tests.cli.typed import typing
from tests.signed_in import NAME, PASSPHRASE, written_passphrase

THEIRS, NEW = "regn over gamle tage", "kaffe til alle mandag"
As = Callable[..., Ended]


@pytest.fixture
def as_(run: Run, protected: Path, tmp_path: Path) -> As:
    """Run a command as somebody with a passphrase."""

    def command(name: str, passphrase: str, *arguments: object) -> Ended:
        file = written_passphrase(tmp_path / f"{name}.txt", passphrase)
        return run("--store", protected, "--user", name, "--passphrase-file", file, *arguments)

    return command


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return written_passphrase(tmp_path / "theirs.txt", THEIRS)


@pytest.fixture
def colleague(signed_in: Run, theirs: Path) -> Run:
    """The leader, after KHO was let in."""
    added = signed_in("user", "add", "KHO", "Karen Holm", "--new-passphrase-file", theirs)
    assert (added.code, added.err) == (0, "")
    return signed_in


def comes_in(ended: Ended) -> bool:
    """Whether a command got as far as looking for a citizen."""
    return "There is no citizen" in ended.err


def test_whoever_is_let_in_signs_in_and_should_choose_a_passphrase(
    colleague: Run, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sipforms.cli.sign_in.is_watched", lambda: True)
    ended = as_("KHO", THEIRS, "report", "B-1")
    assert comes_in(ended)
    assert "`sipforms user passphrase`" in ended.err


def test_users_are_listed_with_roles_and_units(colleague: Run) -> None:
    listed = colleague("user", "list")
    assert listed.out.splitlines() == [
        "AB   Anna Berg   leader, administrator  Solsikken",
        "KHO  Karen Holm  member of staff        Solsikken",
    ]


def test_whoever_changes_the_passphrase_comes_in_with_the_new_one_alone(
    colleague: Run, as_: As, tmp_path: Path
) -> None:
    changed = as_("KHO", THEIRS, "user", "passphrase", "--new-passphrase-file", written_passphrase(tmp_path / "n", NEW))
    assert changed.code == 0, changed.err
    assert not comes_in(as_("KHO", THEIRS, "report", "B-1"))
    ended = as_("KHO", NEW, "report", "B-1")
    assert comes_in(ended)
    assert "`sipforms user passphrase`" not in ended.err


def test_a_leader_gives_a_new_start_to_whoever_forgot(colleague: Run, as_: As, tmp_path: Path) -> None:
    given = colleague("user", "reset", "kho", "--new-passphrase-file", written_passphrase(tmp_path / "n", NEW))
    assert given.code == 0, given.err
    assert comes_in(as_("KHO", NEW, "report", "B-1"))


def test_whoever_has_left_comes_in_no_more_and_is_still_known(colleague: Run, as_: As) -> None:
    assert colleague("user", "retire", "KHO").code == 2  # nobody can be asked
    assert comes_in(as_("KHO", THEIRS, "report", "B-1"))
    retired = colleague("user", "retire", "KHO", "--yes")
    assert (retired.code, retired.err) == (0, "")
    assert as_("KHO", THEIRS, "report", "B-1").err.startswith("Name and passphrase do not belong together.")
    assert "KHO" not in colleague("user", "list").out
    assert "has left" in colleague("user", "list", "--all").out


def test_staff_may_not_let_anybody_in(colleague: Run, as_: As, theirs: Path) -> None:
    ended = as_("KHO", THEIRS, "user", "add", "PTN", "Peter Toft", "--new-passphrase-file", theirs)
    assert ended.code == 1
    assert "Your role does not allow this." in ended.err
    assert "the role leader or administrator; you are member of staff. Ask AB (Anna Berg)." in ended.err
    assert "fault" not in ended.err


def test_roles_are_those_named(colleague: Run, as_: As, theirs: Path) -> None:
    changed = colleague("user", "roles", "KHO", "leader", "staff")
    assert changed.out == "KHO is now: leader, member of staff.\n"
    assert as_("KHO", THEIRS, "user", "add", "PTN", "Peter Toft", "--new-passphrase-file", theirs).code == 0


def test_whoever_gets_another_name_signs_in_by_it(colleague: Run, as_: As) -> None:
    renamed = colleague("user", "rename", "KHO", "KSØ", "Karen Sørensen")
    assert renamed.out == "Karen Holm signs in as KSØ from now on.\n"
    assert comes_in(as_("ksø", THEIRS, "report", "B-1"))
    assert not comes_in(as_("KHO", THEIRS, "report", "B-1"))
    assert "these initials already" in colleague("user", "rename", "KSØ", "AB", "Karen Sørensen").err


def test_units_are_made_joined_left_and_named(colleague: Run) -> None:
    assert colleague("unit", "add", "Nord  fløj").out.splitlines()[0] == (
        "The unit Nord fløj is made, and you are its first member."
    )
    assert colleague("user", "join", "KHO", "nord fløj").out == "KHO is in Nord fløj now.\n"
    assert colleague("unit", "rename", "Nord fløj", "Nord").out == "The unit is called Nord now.\n"
    assert colleague("unit", "list").out.splitlines() == ["Solsikken  AB, KHO", "Nord       AB, KHO"]
    assert colleague("user", "leave", "KHO", "Nord").code == 0
    assert colleague("unit", "list").out.splitlines() == ["Solsikken  AB, KHO", "Nord       AB"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["user", "retire", "KHU", "--yes"], "There is no user `KHU`. Did you mean `KHO`?"),
        (["user", "roles", "KHO", "leadr"], "Did you mean `leader`?"),
        (["user", "roles", "KHO"], "is missing"),
        (["user", "join", "KHO", "Solsiken"], "There is no unit `Solsiken`. Did you mean `Solsikken`?"),
        (["unit", "rename", "Nord", "Syd"], "There is no unit `Nord`."),
        (["unit", "add", "solsikken"], "There is a unit of that name already."),
        (["unit", "add", "  "], "The name is missing."),
        (["user", "retire", "AB", "--yes"], "Make somebody else leader first."),
        (["user", "roles", "AB", "staff"], "Make somebody else leader first."),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(colleague: Run, arguments: list[str], said: str) -> None:
    before = colleague("user", "list").out
    ended = colleague(*arguments)
    assert ended.code in {1, 2}
    assert said in ended.err
    assert colleague("user", "list").out == before


@pytest.mark.parametrize(("name", "said"), [("kho", "these initials already"), (" ", "initials are missing")])
def test_initials_are_somebodys_alone(colleague: Run, theirs: Path, name: str, said: str) -> None:
    ended = colleague("user", "add", name, "Kurt Holt", "--new-passphrase-file", theirs)
    assert ended.code == 1
    assert said in ended.err


def test_an_easy_passphrase_is_refused_for_a_colleague_too(signed_in: Run, tmp_path: Path) -> None:
    easy = written_passphrase(tmp_path / "easy", "Karen Holm 1")
    ended = signed_in("user", "add", "KHO", "Karen Holm", "--new-passphrase-file", easy)
    assert ended.code == 2
    assert "Karen Holm 1" not in ended.err
    assert "KHO" not in signed_in("user", "list").out


def test_at_a_terminal_the_colleague_types_unseen(signed_in: Run, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    at = typing([THEIRS, THEIRS])
    monkeypatch.setattr(user_command, "this_terminal", lambda: at)
    ended = signed_in("user", "add", "KHO", "Karen Holm")
    assert ended.code == 0
    assert "Let KHO sit down at the keyboard now" in at.text
    assert THEIRS not in at.text + ended.out + ended.err
    assert comes_in(as_("KHO", THEIRS, "report", "B-1"))


def test_at_a_terminal_the_old_passphrase_is_not_taken_again(signed_in: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at = typing([PASSPHRASE, NEW, NEW])
    monkeypatch.setattr(user_command, "this_terminal", lambda: at)
    assert signed_in("user", "passphrase").code == 0
    assert "That is the one you have." in at.text


@pytest.mark.parametrize("arguments", [["user", "list"], ["unit", "add", "Nord"], ["user", "passphrase"]])
def test_a_demonstration_has_no_users(run: Run, demo_store: Path, arguments: list[str]) -> None:
    ended = run("--store", demo_store, *arguments)
    assert ended.code == 1
    assert "This store has no users" in ended.err


def test_every_role_and_every_refusal_has_words() -> None:
    speak("en")
    assert all(role_word(one) for one in Role)
    assert all(refusal_sentence(one) for one in Refusal)


def test_nobody_else_is_leader_after_a_name_in_other_letters(signed_in: Run) -> None:
    assert signed_in("user", "roles", NAME.casefold(), "leader").out == "AB is now: leader.\n"


@pytest.mark.parametrize("typed", ["Leder", "leader"])
def test_a_role_is_typed_in_danish_or_by_its_code(colleague: Run, typed: str) -> None:
    assert colleague("user", "roles", "KHO", typed, language="da").out == "KHO er nu: leder.\n"


def test_a_role_that_is_none_is_answered_with_those_there_are(colleague: Run) -> None:
    ended = colleague("user", "roles", "KHO", "ledr", language="da")
    assert ended.code == 2
    assert "medarbejder, leder, programudvikler, sekretariat, administrator" in ended.err
    assert "`leder`" in ended.err
