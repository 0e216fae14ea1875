"""Whom a case file is for: its unit, another, or only some; the others do not even see that there is a citizen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.signed_in import NAME, citizen, written_passphrase

THEIRS = "regn over gamle tage"
UNSEEN = "There is no citizen `B-1042`."
As = Callable[..., Ended]


@pytest.fixture
def house(signed_in: Run, protected: Path, tmp_path: Path) -> Run:
    """The leader of a house with a citizen, two colleagues and a unit that only the leader is in."""
    file = written_passphrase(tmp_path / "theirs.txt", THEIRS)
    for name in ("KHO", "PTN"):
        assert signed_in("user", "add", name, "Navn", "--new-passphrase-file", file).code == 0
    assert signed_in("unit", "add", "Nord").code == 0
    citizen(protected)
    return signed_in


@pytest.fixture
def as_(run: Run, house: Run, protected: Path, tmp_path: Path) -> As:
    def command(name: str, *arguments: object) -> Ended:
        file = written_passphrase(tmp_path / f"{name}.txt", THEIRS)
        return run("--store", protected, "--user", name, "--passphrase-file", file, *arguments)

    return command


def test_a_case_file_is_for_the_members_of_its_unit(house: Run, as_: As) -> None:
    assert house("case", "show", "B-1042").out.splitlines() == [
        "Unit: Solsikken",
        "Open to its members: AB, KHO, PTN",
    ]
    assert as_("KHO", "case", "show", "B-1042").code == 0


def test_a_restricted_one_is_seen_only_by_those_named_until_it_is_opened_again(house: Run, as_: As) -> None:
    restricted = house("case", "restrict", "b-1042", "KHO", NAME)
    assert restricted.out.splitlines()[0] == "Only these can open it from now on: KHO, AB."
    assert as_("KHO", "case", "show", "B-1042").out.splitlines()[1] == "Restricted to: AB, KHO"
    assert UNSEEN in as_("PTN", "report", "B-1042").err
    assert house("case", "open", "B-1042").code == 0
    assert UNSEEN not in as_("PTN", "report", "B-1042").err


def test_one_moved_is_for_the_members_of_the_other_unit(house: Run, as_: As) -> None:
    moved = house("case", "move", "B-1042", "nord")
    assert moved.out.startswith("It belongs to Nord now;")
    assert UNSEEN in as_("KHO", "report", "B-1042").err
    assert house("user", "join", "KHO", "Nord").code == 0
    assert UNSEEN not in as_("KHO", "report", "B-1042").err


@pytest.mark.parametrize(
    "arguments",
    [("case", "restrict", "B-1042", "KHO"), ("case", "open", "B-1042"), ("case", "move", "B-1042", "Solsikken")],
)
def test_staff_may_not_say_whom_it_is_for(house: Run, as_: As, arguments: tuple[str, ...]) -> None:
    ended = as_("KHO", *arguments)
    assert ended.code == 1
    assert "Your role does not allow this." in ended.err
    assert house("case", "show", "B-1042").out.splitlines()[1] == "Open to its members: AB, KHO, PTN"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("case", "restrict", "B-1042"), "is missing"),
        (("case", "restrict", "B-1042", "KHU"), "Did you mean `KHO`?"),
        (("case", "restrict", "B-1024", "KHO"), "Did you mean `B-1042`?"),
        (("case", "move", "B-1042", "Nrd"), "Did you mean `Nord`?"),
    ],
)
def test_what_there_is_not_is_told_with_the_nearest(house: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = house(*arguments)
    assert ended.code == 2
    assert said in ended.err


def test_whoever_leaves_the_only_one_who_can_open_a_case_file_is_told(house: Run) -> None:
    alone = house("case", "restrict", "B-1042", "KHO", "PTN").out
    assert "You are not one of them, and do not see the citizen any more." in alone
    assert house("user", "retire", "PTN", "--yes").err == ""
    asked = house("user", "retire", "KHO")
    assert "KHO alone can open 1 restricted case file; afterwards only a recovery code does." in asked.err
    assert asked.code == 2
