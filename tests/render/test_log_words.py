"""The access log in words: every kind of use, every criterion that the program writes, whoever it was and whose."""

import ast
import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.render.language import speak
from sipforms.render.log_findings import finding_sentence, verified_lines
from sipforms.render.log_listing import log_csv, log_json, log_lines
from sipforms.render.log_words import CRITERIA, DEEDS, aside, what, who, whom
from sipforms.store.log.chain import Break
from sipforms.store.log.crosschecking import Doubt
from sipforms.store.log.entries import Entry
from sipforms.store.log.verifying import Fault, Finding, Notable, Verified
from sipforms.store.uses import Action, Subject, Use
from tests.house.reading import PACKAGE, modules, parsed
from tests.store.sealed import ANNA, EAST, new_world

REGISTER = new_world().register
CASE = "c" * 32
AT = datetime(2026, 11, 22, 10, 41, 7, tzinfo=UTC)
CALLS = {"case_files": 2, "_tell": 3, "tell": 3}
"""Functions that are given a criterion in words, and in which place."""


def entry(use: Use | None, *, user: str = ANNA, jump: int = 0, mended: int = 0) -> Entry:
    return Entry(
        chain="1" * 32, seq=7, at=AT, user=user, workstation="1" * 32, workstation_name="pc-3",
        use=use, jump=jump, mended=mended,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("action", Action)
def test_every_kind_of_use_has_words(action: Action, subject: Subject, language: str) -> None:
    speak(language)
    said = what(entry(Use(action=action, subject=subject)))
    assert said
    assert "{" not in said


def written_criteria() -> set[str]:
    """The criteria that stand in the code as they are."""
    found = set()
    names = ("case_files(", "tell(", "criterion=", "Telling(")
    for path in modules(PACKAGE):
        if not any(name in path.read_text(encoding="utf-8") for name in names):
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                place = CALLS.get(name, 99)
                given = [node.args[place]] if len(node.args) > place else []
                given += [one.value for one in node.keywords if one.arg == "criterion" or name == "Telling"]
                found |= {word for one in given if isinstance(word := _meant(one, path), str)}
    return found - {""}


def _meant(given: ast.expr, path: Path) -> object:
    """The value of a text that is given as it is, or by the name of a constant of the same module."""
    if isinstance(given, ast.Name):
        constants = (one for one in parsed(path).body if isinstance(one, ast.Assign))
        named = {ast.unparse(target): one.value for one in constants for target in one.targets}
        given = named.get(given.id, given)
    return given.value if isinstance(given, ast.Constant) else None


def test_every_criterion_that_the_program_writes_has_words() -> None:
    written = written_criteria()
    assert {"citizens", "export", "add-user", "restrict", "correct", "citizen-copy"} <= written
    assert written <= set(CRITERIA) | set(DEEDS)


def test_what_a_criterion_says_stands_in_brackets_and_cannot_command_a_terminal() -> None:
    speak("en")
    assert what(entry(Use(action=Action.SEARCH, subject=Subject.CASE, criterion="due"))).endswith("(due)")
    assert what(entry(Use(action=Action.SETTING, subject=Subject.REGISTER, criterion="retention voksen"))).endswith(
        "(how long answers are kept: voksen)"
    )
    assert "\x1b" not in what(entry(Use(action=Action.EXPORT, subject=Subject.STORE, criterion="a\x1b[2Jb")))
    assert what(entry(Use(action=Action.CHANGE, subject=Subject.RESPONSE, criterion="sign"))) == "signed a response"


def test_who_it_was_is_said_by_initials_also_of_somebody_whose_name_was_only_tried() -> None:
    failed = Use(action=Action.FAILED_SIGN_IN, subject=Subject.STORE, id=ANNA)
    assert who(entry(failed, user=""), REGISTER) == f"({ANNA[:2]})"
    assert who(entry(failed), REGISTER) == ANNA[:2]
    assert who(entry(Use(action=Action.FAILED_SIGN_IN, subject=Subject.STORE), user=""), REGISTER) == ""
    assert who(entry(failed, user="e" * 32), REGISTER) == "e" * 8


def test_whose_case_file_it_was() -> None:
    speak("en")
    read = Use(action=Action.READ, subject=Subject.CASE, id=CASE)
    assert whom(entry(read), REGISTER, {}) == CASE[:8]
    assert whom(entry(read), REGISTER, {CASE: "B-1042"}) == "B-1042"
    many = Use(action=Action.SEARCH, subject=Subject.CASE, cases=(CASE, "d" * 32))
    assert whom(entry(many), REGISTER, {CASE: "B-1042"}) == "2 case files"
    assert whom(entry(Use(action=Action.ACCESS, subject=Subject.REGISTER, id=EAST)), REGISTER, {}) == "Øst"
    assert whom(entry(Use(action=Action.SIGN_IN, subject=Subject.STORE, id=ANNA)), REGISTER, {}) == ""


def test_a_jump_of_the_clock_and_a_cut_entry_stand_below_the_line() -> None:
    speak("en")
    odd = entry(Use(action=Action.SIGN_IN, subject=Subject.STORE), jump=-3600, mended=40)
    assert aside(odd).startswith("the clock had been put back 60 minutes; ")
    lines = list(log_lines([odd], REGISTER, {}))
    assert len(lines) == 3
    assert lines[0].split() == ["When", "Who", "What", "Whose", "Where"]


def test_json_and_csv_say_the_same_and_no_cell_is_a_formula() -> None:
    use = Use(action=Action.EXPORT, subject=Subject.RESPONSE, id=CASE, criterion="=1+1", cases=(CASE, "d" * 32))
    entries = [entry(use), entry(None)]
    (first, second) = json.loads(log_json(entries, REGISTER, {"0" * 32: "B-1"}))["entries"]
    rows = list(csv.DictReader(io.StringIO(log_csv(entries, REGISTER, ";", {})), delimiter=";"))
    assert (first["criterion"], first["cases"]) == ("=1+1", [CASE, "d" * 32])
    assert (rows[0]["criterion"], rows[0]["cases"]) == ("'=1+1", f"{CASE} {'d' * 32}")
    assert (second["action"], rows[1]["action"]) == ("", "")
    assert list(first) == list(rows[0])


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("kind", [*Break, *Fault, *Notable, *Doubt])
def test_every_finding_is_a_sentence_that_names_the_place(kind: Break | Fault | Notable | Doubt, language: str) -> None:
    speak(language)
    found = Finding(kind=kind, chain="KÆDE", seq=7, at=AT, user=ANNA, case="SAG", revision=3, amount=120)
    said = finding_sentence(found, REGISTER)
    assert "{" not in said
    assert ("SAG" in said and "3" in said) if isinstance(kind, Doubt) and kind is not Doubt.CASE_GONE else said


def test_the_outcome_of_checking_says_what_to_do() -> None:
    speak("en")
    whole = Verified(chains=1, entries=1, opened=1, findings=(), notes=())
    assert list(verified_lines(whole, REGISTER)) == [
        "Checked: 1 entry in 1 file.",
        "The log is whole: nothing was changed, taken out or put in.",
    ]
    broken = Verified(
        chains=2, entries=9, opened=0, findings=(Finding(kind=Break.CHANGED, chain="x", seq=3),),
        notes=(Finding(kind=Notable.JUMP, chain="x", seq=4, amount=120),),
    )  # fmt: skip
    lines = list(verified_lines(broken, REGISTER))
    assert lines[2] == "- x: entry 3 has been changed."
    assert lines[-1] == "- x: before entry 4 the clock had been put forward 2 minutes."
