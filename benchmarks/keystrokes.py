"""Keys for one interview: every answer of livskvalitet, handed in and signed, beside the same answers elsewhere.

Each program runs in a terminal of its own and is typed into until it has every answer; what it has is compared.
questionary, dialog and RadioSets neither hand in nor sign: for those only the keys of the answers are counted.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.installed import environment
from benchmarks.interview import QUESTION, answer
from benchmarks.result import Result
from benchmarks.sealed import PASSPHRASE, USER, protected
from benchmarks.terminal import Terminal
from sipforms.actions.fill import Way, discard, start
from sipforms.actions.form.model import FormModel
from sipforms.actions.people import Stay, admit, create, people
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import door_to, enter, leave
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import flattened
from sipforms.engine.programme import Kind
from sipforms.store.casefile import CaseFile
from tools.outside import program_is_missing

CITIZEN, CODE = "B-1042", "4713"
F2, ENTER, DOWN, RIGHT, TAB = b"\x1bOQ", b"\r", b"\x1b[B", b"\x1b[C", b"\t"


def run(_rounds: int) -> Iterable[Result]:
    """Counting is the same every time: one round."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        installed = environment(scratch)
        ours, answers = of_sipforms(scratch, installed)
        yield result("keys for an interview, handed in and signed, against its answers", ours, len(answers), 1.2)
        for by, limit in (("questionary", 0.6), ("dialog", 0.6)):
            if by == "dialog" and (missing := program_is_missing(by, lambda said: print(said, file=sys.stderr))):
                raise SystemExit(missing)
            theirs = _asked(by, answers, scratch, installed)
            yield result(f"the same against the keys of the answers alone in {by}", ours, theirs, limit)
        theirs = of_radiosets(answers, installed)
        yield result("the same against the keys of the answers alone in RadioSets", ours, theirs, 0.35)


def of_sipforms(scratch: Path, installed: Mapping[str, str]) -> tuple[int, list[int]]:
    """Keys from the first question until the response is signed, and its answers by the scale.

    Signing in before is not counted. Texts that the answers open are gone past, which costs a key each.
    """
    folder = scratch / "store"
    typed, answers = keys_and_answers(_citizen(folder))
    keys = [*typed, F2, F2, *(one.encode() for one in CODE), ENTER]
    terminal = Terminal(
        [sys.executable, "-m", "sipforms", "--store", str(folder), "fill", CITIZEN, "livskvalitet"], installed
    )
    try:
        for words, said in (("Adgangss", USER), ("Adgangss", PASSPHRASE), ("Kort kode", CODE)):
            terminal.until(words)
            terminal.press(said.encode())
            terminal.press(ENTER)
        terminal.until("Hvordan svares der")
        terminal.press(b"1")  # an interview with the citizen
        terminal.until("Hvor vigtigt er det")
        for key in keys:
            terminal.press(key)
        terminal.until("underskrevet og gemt")
    finally:
        terminal.close()
    assert _signed(folder) == answers, "the response is not what was typed"
    return len(keys), answers


def keys_and_answers(draft: Draft) -> tuple[list[bytes], list[int]]:
    """One key an answer, worked out on the model of the form; what is no scale is gone past."""
    model, keys = FormModel(draft), list[bytes]()
    answers: list[int] = []
    while model.cell is not None:
        if model.cell.question.kind is Kind.CHOICE:
            answers.append(answer(len(answers)))
            keys.append(str(answers[-1]).encode())
            is_last = model.press(str(answers[-1])).is_last
        else:
            keys.append(RIGHT)
            is_last = model.step(1).nothing is not None
        if is_last:
            break
    return keys, answers


def of_radiosets(answers: list[int], installed: Mapping[str, str]) -> int:
    """Arrows to the button, Enter, and Tab to the next set; the first button is marked to begin with."""
    terminal, keys = Terminal([sys.executable, "-m", "benchmarks.radiosets", str(len(answers))], installed), 0
    try:
        terminal.until(f"0/{len(answers)}")
        for value in answers:
            pressed = [*[DOWN] * (value - 1), ENTER, TAB]
            for key in pressed:
                terminal.press(key)
            keys += len(pressed)
        assert f"{len(answers)}/{len(answers)}".encode() in terminal.output
    finally:
        terminal.close()
    return keys


def _asked(by: str, answers: list[int], scratch: Path, installed: Mapping[str, str]) -> int:
    kept, keys = scratch / f"{by}.json", 0
    terminal = Terminal([sys.executable, "-m", "benchmarks.interview", by, str(len(answers)), str(kept)], installed)
    try:
        for place, value in enumerate(answers, start=1):
            terminal.until(f"{QUESTION} {place}.")
            terminal.drain()  # what is typed before a program has drawn may be thrown away
            terminal.send(str(value).encode())  # what is marked already is not drawn again
            terminal.press(ENTER)
            keys += 2
        terminal.until("all answered")
    finally:
        terminal.close()
    assert json.loads(kept.read_text(encoding="utf-8")) == answers, f"{by} has other answers than were typed"
    return keys


def _citizen(folder: Path) -> Draft:
    """A protected store with one citizen, who moved in today; the form as it will be begun, which is not kept."""
    workplace = protected(folder)
    file = create(workplace, CITIZEN, "")
    assert isinstance(file, CaseFile)
    file = admit(workplace, file, Stay(programme="voksen", admission=datetime.now(UTC).date()))
    assert isinstance(file, CaseFile)
    way = Way(mode="interview", informant="borger")
    filling = start(workplace, file, workplace.programmes.by_id["voksen"], "livskvalitet", way, file.episodes[0])
    discard(workplace, filling.id)
    leave(workplace)
    return filling.draft


def _signed(folder: Path) -> list[object]:
    """The answers by the scale, in the order asked, of the only response, which must be signed."""
    workplace = enter(door_to(Settings(store=folder), lambda: datetime.now(UTC)), USER, PASSPHRASE)
    try:
        (file,) = people(workplace).files
        (response,) = file.responses
        assert response.is_signed, "the response is not signed"
        asked = workplace.programmes.by_id["voksen"].questionnaires["livskvalitet"]
        kept = flattened(asked.entries, response.answers).answers
        return [kept[one.path] for one in asked.questions() if one.path in kept]
    finally:
        leave(workplace)


def result(goal: str, ours: int, theirs: int, limit: float) -> Result:
    return Result(
        name="keystrokes", goal=goal, ratio=ours / theirs, limit=limit, detail=f"{ours} keys against {theirs}"
    )
