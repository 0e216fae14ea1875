"""Line mode by its commands: asked for or where nothing can be drawn, through a pipe, with somebody signed in."""

import io
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.fill import open_drafts
from sipforms.actions.people import people
from sipforms.actions.preferences import Preferences, keep_preferences, starts_in_lines
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace
from sipforms.cli import lines_wanted
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.talk import EndOfInput, Lines
from sipforms.cli.opening import now
from sipforms.render.language import format_date, speak
from sipforms.store.casefile import CaseFile
from sipforms.store.opening import open_store
from tests.cli.conftest import Run
from tests.signed_in import NAME, PASSPHRASE, citizen, entered, written_passphrase

WHOLE = ["4"] * 66
REASONS = ["1", "Because", "2", "Talked over"]
Type = Callable[..., None]


@pytest.fixture
def store(demo_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """What is typed next, through a pipe."""

    def type_(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def case_of(store: Path, code: str = "B-1042") -> tuple[Workplace, CaseFile]:
    workplace = open_workplace(Settings(store=store), open_store(store), now)
    return workplace, next(one for one in people(workplace).files if one.citizen and one.citizen.code == code)


# --- through a pipe -------------------------------------------------------------------------------------------------


def test_a_whole_round_goes_through_a_pipe(run: Run, store: Path, typing: Type) -> None:
    typing("1", *WHOLE, *REASONS, "hand in")
    ended = run("--store", store, "fill", "B-1042", "livskvalitet")
    assert (ended.code, ended.err) == (0, "")
    assert "Handed in." in ended.out
    assert "Result. B-1042" in ended.out
    assert "\x1b" not in ended.out
    workplace, case = case_of(store)
    newest = max(case.responses, key=lambda one: one.handed_in_at)
    assert (newest.questionnaire, newest.mode) == ("livskvalitet", "interview")
    assert open_drafts(workplace, case) == ()


def test_input_that_ends_too_soon_is_no_success_and_loses_nothing(run: Run, store: Path, typing: Type) -> None:
    typing("1", *WHOLE[:20])
    ended = run("--store", store, "fill", "B-1042", "livskvalitet")
    assert ended.code == 1
    assert "The draft is kept" in ended.out
    (draft,) = open_drafts(*case_of(store))
    assert draft.answered == 20
    typing(*WHOLE[20:], *REASONS, "hand in")
    assert run("--store", store, "fill", "B-1042", "livskvalitet").code == 0


def test_alone_it_leads_from_the_first_list_to_a_form(run: Run, store: Path, typing: Type) -> None:
    typing("b-1042", "livskvalitet, ", "?", "q", "stop")
    ended = run("--store", store)
    assert (ended.code, ended.err) == (0, "")
    assert "Today" in ended.out
    assert "Rounds so far:" in ended.out


def test_a_citizen_whom_nobody_knows_is_wrong_use(run: Run, store: Path, typing: Type) -> None:
    typing()
    assert run("--store", store, "fill", "B-9999", "livskvalitet").code == 2


def test_nothing_in_a_list_names_anybody(run: Run, store: Path, typing: Type) -> None:
    typing("stop")
    assert "Opdigtet" not in run("--store", store).out


def test_a_round_can_be_heard_again_with_its_numbers_explained(run: Run, store: Path, typing: Type) -> None:
    speak("en")
    _workplace, case = case_of(store)
    newest = max(
        (one for one in case.responses if one.questionnaire == "livskvalitet"), key=lambda one: one.answered_on
    )
    typing("B-1042", f"quality {format_date(newest.answered_on)}", "99", "1", "answers", "b", "q")
    ended = run("--store", store)
    assert ended.code == 0
    told = [
        "There is no number to explain here.",
        "Formula: ",
        "last time ",
        "The course over time:",
        "(important)",
    ]
    assert [one for one in told if one not in ended.out] == []


def test_lines_that_are_no_text_are_asked_for_again() -> None:
    speak("en")
    target = io.StringIO()
    lines = Lines(io.StringIO("\x1b[A\nkl\udce6\n4\n"), target)
    assert lines.ask("Answer:") == "4"
    assert target.getvalue().count("was not used") == 2
    with pytest.raises(EndOfInput):
        lines.ask("Answer:")


def test_what_is_read_aloud_badly_is_said_otherwise() -> None:
    target = io.StringIO()
    Lines(io.StringIO(), target).say("Interview · Borgeren … 4 – 5 \u202e±0")
    assert target.getvalue() == "Interview, Borgeren ... 4 - 5 0\n"


# --- when lines are wanted ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "environment", "expected"),
    [
        ({}, {}, False),
        ({"line": True}, {}, True),
        ({}, {"SIPFORMS_LINE": "1"}, True),
        ({}, {"ACCESSIBLE": "1"}, True),
        ({}, {"SIPFORMS_LINE": "0"}, False),
        ({}, {"SIPFORMS_LINE": "0", "TERM": "dumb"}, True),
        ({}, {"TERM": "dumb"}, True),
    ],
)
def test_lines_are_wanted_where_they_are_asked_for_or_nothing_can_be_drawn(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: dict[str, object],
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert home.exists()
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(sys, stream, _Terminal())
    for name in ("SIPFORMS_LINE", "ACCESSIBLE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert lines_wanted.wants_lines(chosen) is expected


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_line_mode_loads_nothing_of_the_screens(store: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from sipforms.cli.door import _run; code = _run(sys.argv[1:]);"
        "print(code, sorted({one.partition('.')[0] for one in sys.modules} & {'textual', 'plotext'}))"
    )
    told = ["--store", str(store), "fill", "B-1042", "livskvalitet"]
    ended = subprocess.run(
        [sys.executable, "-c", program, *told],
        input="1\n4\n3\n?\nq\nq\n",
        env={"HOME": str(tmp_path), "PATH": "", "SIPFORMS_LANGUAGE": "da"},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert ended.stdout.splitlines()[-1] == "0 []"
    assert ended.stderr == ""


# --- signed in, hidden, locked --------------------------------------------------------------------------------------


def test_a_script_signs_in_and_answers_in_a_protected_store(
    run: Run, protected: Path, tmp_path: Path, typing: Type
) -> None:
    citizen(protected)
    told = ["--store", protected, "--user", NAME, "--passphrase-file", written_passphrase(tmp_path / "passphrase.txt")]
    typing("1", *WHOLE, *REASONS, "hand in")
    ended = run(*told, "fill", "B-1042", "livskvalitet")
    assert (ended.code, ended.err) == (0, "")
    with entered(protected) as workplace:
        (file,) = people(workplace).files
        (response,) = file.responses
        assert (response.entered_by, response.is_signed) == (NAME, False)


def test_without_a_terminal_nobody_is_asked_for_a_passphrase(run: Run, protected: Path, typing: Type) -> None:
    citizen(protected)
    typing("4")
    ended = run("--store", protected, "fill", "B-1042", "livskvalitet")
    assert ended.code == 2
    assert "--passphrase-file" in ended.err


class Away:
    """Somebody who goes away before typing anything, and comes back when it is locked."""

    def __init__(self, secrets: list[str]) -> None:
        self.said: list[str] = []
        self.cleared, self.secrets, self.late = 0, secrets, ["typed too late", "4"]
        self.locked = threading.Event()

    def say(self, text: str = "") -> None:
        self.said.append(text)
        if text.startswith("Locked."):
            self.locked.set()

    def ask(self, prompt: str) -> str:
        self.said.append(prompt)
        assert self.locked.wait(timeout=20)
        return self.late.pop(0)

    def ask_hidden(self, prompt: str) -> str:
        self.said.append(prompt)
        return self.secrets.pop(0)

    def clear(self) -> None:
        self.cleared += 1


def test_nobody_there_locks_and_what_is_typed_too_late_is_no_answer(protected: Path) -> None:
    speak("en")
    away = Away(["not this one", PASSPHRASE])
    with entered(protected) as workplace:
        talk = Guarded(away, lock_after=0.3, can_unlock=True)
        talk.watch(workplace)
        talk.say("How important is it?")
        line = talk.ask("Answer:")
        assert workplace.session is not None
        assert not workplace.session.is_locked
    assert line == "4"
    assert away.secrets == []
    assert away.said.count("How important is it?") == 2
    assert away.cleared >= 2


def test_a_short_code_that_is_easy_is_asked_for_again_and_a_good_one_unlocks(protected: Path) -> None:
    speak("en")
    away = Away(["1111", "ab", "47x11", "99zz", "47x11"])
    with entered(protected) as workplace:
        talk = Guarded(away, can_unlock=True)
        talk.watch(workplace)
        talk.choose_code()
        talk.hide()
        assert workplace.session is not None
        assert not workplace.session.is_locked
    assert away.secrets == []
    assert [said for said in away.said if "Try again" in said or "guessed" in said or "four to eight" in said]


def test_what_is_hidden_is_said_again_afterwards() -> None:
    speak("en")

    class There(Away):
        def ask(self, prompt: str) -> str:
            self.said.append(prompt)
            return self.late.pop(0)

    there = There([])
    talk = Guarded(there)
    talk.say("How important is it?")
    talk.ask("Answer:")
    talk.hide()
    assert there.cleared == 2
    assert there.said[-1] == "How important is it?"


def test_lines_chosen_in_the_settings_are_left_again_from_the_first_list(
    run: Run, store: Path, typing: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, _case = case_of(store)
    keep_preferences(workplace, Preferences(reads_lines=True))
    with monkeypatch.context() as at_a_terminal:
        for stream in ("stdin", "stdout"):
            at_a_terminal.setattr(sys, stream, _Terminal())
        for name in ("SIPFORMS_LINE", "ACCESSIBLE", "TERM"):
            at_a_terminal.delenv(name, raising=False)
        assert lines_wanted.wants_lines({})
        at_a_terminal.setenv("SIPFORMS_LINE", "0")
        assert not lines_wanted.wants_lines({})
    typing("screens instead", "q")
    assert "From the next start on" in run("--store", store).out
    assert not starts_in_lines()
