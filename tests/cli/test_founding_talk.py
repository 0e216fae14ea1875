"""The conversation before a store is made: what may be left for later, what is asked again, and what stays unseen."""

from collections.abc import Iterable

import click
import pytest

from sipforms.cli import founding_talk
from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.render.language import speak
from sipforms.store.access.founding import Founding, Paper, Times
from sipforms.store.sealing.recovery_codes import code_of
from tests.cli.typed import Answer, Typing, group_asked, typing

GOOD = "fire heste danser stille"
CODES = [code_of(bytes([number] * 32)) for number in range(8)]


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


@pytest.fixture(scope="session")
def two() -> tuple[Programme, ...]:
    return tuple(build(read(shipped() / name)) for name in ("voksen", "boern"))


def held(at: Typing, programmes: Iterable[Programme]) -> Founding | None:
    """The conversation with whoever types there; codes and groups come in a known order."""
    codes = iter(CODES)
    return founding_talk.talk(at, lambda: tuple(programmes), lambda: next(codes), lambda below: 3 % below)


def answers(**instead: list[Answer]) -> list[Answer]:
    """Everything that is asked, answered; a part may be answered in another way."""
    parts: dict[str, list[Answer]] = {
        "who": ["Solsikken", "AB", "Anna Berg"],
        "passphrase": [GOOD, GOOD],
        "programmes": ["1 2"],
        "months": ["60", "120"],
        "log": ["24"],
        "keepers": ["Leder", "", group_asked, group_asked, ""],
        "agreed": ["yes"],
    }
    return [one for part in (parts | instead).values() for one in part]


def test_everything_that_was_said_is_what_is_founded(two: tuple[Programme, ...]) -> None:
    wanted = held(typing(answers()), two)
    assert wanted is not None
    assert (wanted.house, wanted.founder.name, wanted.founder.title) == ("Solsikken", "AB", "Anna Berg")
    assert wanted.founder.passphrase == GOOD
    assert wanted.times == Times(programmes={"voksen": 60, "boern": 120}, log=24)
    assert wanted.papers == (Paper(holder="Leder", code=CODES[0], is_proved=True),)


def test_times_may_be_left_for_later_and_that_is_said(two: tuple[Programme, ...]) -> None:
    at = typing(answers(months=["", ""], log=[""]))
    wanted = held(at, two)
    assert wanted is not None
    assert wanted.times == Times()
    assert all(f"Answers in {one.title}: decided later." in at.text for one in two)
    assert "The access log: decided later." in at.text


def test_only_programmes_in_use_are_asked_about(two: tuple[Programme, ...]) -> None:
    at = typing(answers(programmes=["3", "to", "2"], months=["24"]))
    wanted = held(at, two)
    assert wanted is not None
    assert wanted.times.programmes == {"boern": 24}
    assert at.text.count("Write numbers from 1 to 2") == 2


@pytest.mark.parametrize("slip", ["0", "-3", "1201", "5 years", "2.5", "½", "²"])
def test_a_time_that_is_none_is_asked_for_again(two: tuple[Programme, ...], slip: str) -> None:
    wanted = held(typing(answers(months=[slip, "60", "120"], log=[slip, "24"])), two)
    assert wanted is not None
    assert wanted.times == Times(programmes={"voksen": 60, "boern": 120}, log=24)


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("kort", "too short"),
        ("aaaaaaaaaaaaaaaa", "again and again"),
        ("123456789012", "row of signs"),
        ("Anna Berg 1234", "Your name"),
        ("Solsikken 2026", "Your name"),
    ],
)
def test_an_easy_passphrase_is_refused_with_the_reason(two: tuple[Programme, ...], weak: str, said: str) -> None:
    at = typing(answers(passphrase=[weak, GOOD, GOOD]))
    wanted = held(at, two)
    assert wanted is not None
    assert wanted.founder.passphrase == GOOD
    assert said in at.text


def test_a_passphrase_typed_in_two_ways_is_asked_for_again(two: tuple[Programme, ...]) -> None:
    at = typing(answers(passphrase=[GOOD, GOOD + "r", GOOD, GOOD]))
    assert held(at, two) is not None
    assert "The two were not the same." in at.text


def test_the_passphrase_is_never_told(two: tuple[Programme, ...]) -> None:
    at = typing(answers(passphrase=["hemmelig", GOOD, "noget andet helt", GOOD, GOOD]))
    held(at, two)
    assert not any(one in at.text for one in (GOOD, "noget andet helt", "hemmelig"))


def test_no_recovery_code_no_store(two: tuple[Programme, ...]) -> None:
    at = typing(answers(keepers=["", "", "Leder", "", group_asked, group_asked, ""]))
    wanted = held(at, two)
    assert wanted is not None
    assert len(wanted.papers) == 1


def test_a_group_read_wrong_shows_the_code_once_more_and_nothing_is_made_before_it_is_right(
    two: tuple[Programme, ...],
) -> None:
    at = typing(answers(keepers=["Leder", "", "AAAAA", group_asked, "", group_asked, group_asked, ""]))
    wanted = held(at, two)
    assert wanted is not None
    assert len(at.pages) == 2
    assert "That is not what stands in the code." in at.text


def test_what_looks_alike_on_paper_is_the_same() -> None:
    code = "0O1IL-00000-11111"
    at = typing(["", "oolil", "ooooo"])
    founding_talk.hand_out(at, code, "Leder", lambda _below: 1)
    assert len(at.pages) == 1


def test_codes_stand_only_on_pages_that_are_wiped(two: tuple[Programme, ...]) -> None:
    at = typing(
        answers(keepers=["Leder", "", group_asked, group_asked, "Bestyrelsen", "", group_asked, group_asked, ""])
    )
    wanted = held(at, two)
    assert wanted is not None
    assert [one.holder for one in wanted.papers] == ["Leder", "Bestyrelsen"]
    groups = {group for paper in wanted.papers for group in paper.code.split("-")}
    on_pages = {line.split()[-1] for page in at.pages for line in page if line.strip()}
    assert groups <= on_pages
    apart = [line for page in at.pages for line in page]
    assert not groups & {word for line in at.told if line not in apart for word in line.split()}


@pytest.mark.parametrize("left", range(15))
def test_whoever_goes_away_in_the_middle_has_made_nothing_and_leaves_no_code_behind(
    two: tuple[Programme, ...], left: int
) -> None:
    at = typing(answers()[:left])
    with pytest.raises(click.Abort):
        held(at, two)
    assert not at.is_apart


def test_a_no_at_the_end_is_a_no(two: tuple[Programme, ...]) -> None:
    assert held(typing(answers(agreed=["maybe", "", "nej"])), two) is None


def test_whoever_says_their_initials_beforehand_is_not_asked(two: tuple[Programme, ...]) -> None:
    codes = iter(CODES)
    at = typing(answers(who=["Solsikken", "Anna Berg"]))
    wanted = founding_talk.talk(at, lambda: two, lambda: next(codes), lambda below: 3 % below, "KHO")
    assert wanted is not None
    assert wanted.founder.name == "KHO"
