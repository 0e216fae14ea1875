"""Every questionnaire of every programme that ships, filled in through the real screen in a real terminal.

What somebody would answer is invented first, without any screen; then it is typed, key by key, and what the store holds
in the end must be what was meant.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sipforms.actions.fill import Filling, Way, put_aside, start, ways
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path as AnswerPath
from sipforms.engine.people import Citizen, Episode
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Answer
from sipforms.render.written import as_written
from sipforms.store.casefile import CaseFile, new_case, open_case, open_facility, put_episode
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import fresh_id
from tests.programmes.shipped import PROGRAMMES, fitting_variant, invented
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.tmux,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to drive"),
]
EVERY_ONE = [
    pytest.param(one, questionnaire, id=f"{one.id}.{questionnaire}", marks=[pytest.mark.long] if place else [])
    for one in PROGRAMMES.values()
    for place, questionnaire in enumerate(one.questionnaires)
]
"""One of each programme on every run, the others among the patient tests."""
AT_ONCE = 12  # keys sent before the screen is looked at
LAST = ("Right", "Right")
"""Keys that do nothing more at the end of a form."""


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_store(tmp_path / "store", purpose="demo", created=now())
    return tmp_path / "store"


def opened(folder: Path) -> Workplace:
    return open_workplace(Settings(store=folder, user="DEMO"), open_store(folder), now)


def admitted(workplace: Workplace, programme: Programme, variant: str | None) -> CaseFile:
    begun = now().date() - timedelta(days=40)
    made = new_case(workplace.store, Citizen(id=fresh_id(), code="B-7", created_at=now()))
    assert isinstance(made, CaseFile)
    stay = Episode(id=fresh_id(), programme=programme.id, variant=variant, unit="Hus A", admission=begun)
    put = put_episode(workplace.store, made, stay)
    assert isinstance(put, CaseFile)
    return put


def begin(workplace: Workplace, programme: Programme, questionnaire: str) -> Filling:
    """A draft of the questionnaire in the first way that it can be answered."""
    asked = programme.questionnaires[questionnaire]
    way = next(iter(ways(programme, asked)), Way())
    if asked.subject == "facility":
        file, stay = open_facility(workplace.store), None
    else:
        file = admitted(workplace, programme, fitting_variant(asked))
        stay = file.episodes[0]
    return start(workplace, file, programme, questionnaire, way, stay)


def is_computed(model: FormModel, path: AnswerPath) -> bool:
    question = model.draft.form.question(path)
    return question is not None and question.computed is not None


def keys_for(question: Question, answer: Answer) -> Iterator[str]:
    """The keys that give the answer."""
    key = {one.value: one.key for one in choices(question)}
    match question.kind:
        case Kind.CHOICE | Kind.BOOLEAN:
            yield key[answer]  # type: ignore[index]
        case Kind.CHOICES:
            assert isinstance(answer, tuple)
            yield from (key[one] for one in answer)
            yield "Enter"
        case Kind.LONG_TEXT:
            yield from ("Enter", str(answer), "F3")
        case _:
            yield from ("Enter", as_written(question, answer), "Enter")


def typed(model: FormModel, meant: Draft) -> Iterator[tuple[str, ...]]:
    """The keys for everything that is meant, place by place, done on the model as the form is to do them."""
    keys: tuple[str, ...] = ()
    while model.cursor is not None and keys != LAST:
        keys = _added(model, meant) or _answered(model, meant) or _gone_on(model)
        yield keys


def _answered(model: FormModel, meant: Draft) -> tuple[str, ...]:
    """The keys that answer the question at the cursor as is meant; none where it is, or where nothing is meant."""
    path, cell = model.cursor or (), model.cell
    answer = meant.answers.get(path)
    if cell is None or answer is None or model.draft.answers.get(path) == answer:
        return ()
    if isinstance(answer, tuple):
        for one in answer:
            model.press(next(choice.key for choice in choices(cell.question) if choice.value == one))
        model.step(1)
    else:
        model.answer(answer)
    return tuple(keys_for(cell.question, answer))


def _added(model: FormModel, meant: Draft) -> tuple[str, ...]:
    """The keys that add a row, where rows are missing: at the end of the last one, or just after it."""
    stops, place = model.outline.stops, model.outline.place_of[model.cursor or ()]
    for back in (0, 1)[: place + 1]:
        stop = stops[place - back]
        around = next((rows for rows in meant.rows if stop[: len(rows)] == rows), ())
        is_last = [one for one in stops if around and one[: len(around)] == around][-1:] == [stop]
        is_said = model.draft.answers.get(stop) == meant.answers.get(stop)
        if is_last and is_said and len(model.draft.rows.get(around, ())) < len(meant.rows[around]):
            if back:
                model.step(-1)
            model.add_row()
            return ("Left", "IC")[1 - back :]
    return ()


def _gone_on(model: FormModel) -> tuple[str, ...]:
    return ("Right",) if model.step(1).nothing is None else LAST


def send(terminal: Terminal, model: FormModel, meant: Draft) -> None:
    sent = 0
    for keys in typed(model, meant):
        terminal.press(*keys)
        sent += len(keys)
        if sent > AT_ONCE:
            progress, sent = model.progress(), 0
            terminal.wait_for(f" {progress.answered}/{progress.asked} ")
    progress = model.progress()
    terminal.wait_for(f" {progress.answered}/{progress.asked} ")
    assert "gemt " in terminal.text
    assert "IKKE" not in terminal.text.splitlines()[0]


def never_held(home: Path) -> None:
    """A choice of the user: the same key twice in a moment is two answers. No person types as fast as this does."""
    kept = home / ".config" / "sipforms" / "preferences.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text("guard_ms = 0\n", encoding="utf-8")


def reasoned(terminal: Terminal, model: FormModel) -> None:
    """Write a reason for each soft check on the screen where everything is looked over."""
    for _found in [one for one in review(model.draft) if one.level is Level.WARNING]:
        terminal.press("Home")
        while "Passer det?" not in (marked := terminal.marked):
            terminal.press("Down")
            terminal.wait_until_left(marked)
        terminal.press("Enter")
        terminal.wait_for("Skriv, hvorfor")
        terminal.press("Det er talt igennem", "Enter")
        terminal.wait_until_gone("Skriv, hvorfor")


@pytest.mark.parametrize(("programme", "questionnaire"), EVERY_ONE)
def test_it_is_filled_in_on_the_screen(programme: Programme, questionnaire: str, folder: Path, tmp_path: Path) -> None:
    workplace = opened(folder)
    filling = begin(workplace, workplace.programmes.by_id[programme.id], questionnaire)
    put_aside(workplace, filling)
    meant = invented(filling.draft)
    command = [sys.executable, "-m", "sipforms", "--store", str(folder)]
    never_held(tmp_path)
    terminal = Terminal(f"sipforms-every-{os.getpid()}", command, tmp_path)
    try:
        terminal.wait_for("▶ ")
        terminal.press("Enter")
        model = FormModel(filling.draft)
        terminal.wait_for(f" {model.progress().answered}/{model.progress().asked} ")
        send(terminal, model, meant)
        assert dict(model.draft.answers) == dict(meant.answers)
        terminal.press("F2")
        terminal.wait_for("Gennemgå")
        reasoned(terminal, model)
        terminal.press("F2")
        terminal.wait_until_gone("Gennemgå")
    finally:
        terminal.close()
    case = open_case(workplace.store, filling.case)
    response = next(one for one in case.responses if one.id == filling.id)
    kept = flattened(programme.questionnaires[questionnaire].entries, response.answers)
    computed = {path for path in kept.answers if is_computed(model, path)}
    said = {path: answer for path, answer in kept.answers.items() if path not in computed}
    assert (said, kept.rows) == (asked_only(meant).answers, asked_only(meant).rows)
