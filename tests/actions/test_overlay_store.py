"""A round with a programme that extends another, in a real store: shown as it was asked when the base is gone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sipforms.actions.fill import Way, hand_in, keep, put_aside, resume, start, with_draft
from sipforms.actions.follow import history_of, why
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.settings import Settings
from sipforms.actions.workplace import Workplace, open_workplace, programme_with
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.opening import create_store, open_store
from tests.actions.conftest import TestClock
from tests.engine.checking import BUNDLES

SMAG, UDE = ("mad", "smag"), ("luft", "ude")
INTERVIEW = Way(mode="interview", informant="borger")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with the overlay and what it extends."""
    for folder in (BUNDLES / "bases" / "grund", BUNDLES / "overlays" / "lille_grund"):
        shutil.copytree(folder, tmp_path / "hylde" / folder.name)
    return tmp_path / "hylde"


@pytest.fixture
def opened(shelf: Path, clock: TestClock, tmp_path: Path) -> Callable[[], Workplace]:
    """The workplace as it is opened in the morning."""
    create_store(tmp_path / "store", purpose="demo", created=clock.moment)
    return lambda: open_workplace(Settings(programmes=(shelf,)), open_store(tmp_path / "store"), clock)


def admitted(workplace: Workplace, clock: TestClock) -> CaseFile:
    file = create(workplace, "B-1", "Ahorn Opdigtet")
    assert isinstance(file, CaseFile)
    file = admit(workplace, file, Stay(programme="lille_grund", admission=clock.moment.date()))
    assert isinstance(file, CaseFile)
    return file


def answered(workplace: Workplace, file: CaseFile) -> Response:
    filling = start(workplace, file, workplace.programmes.by_id["lille_grund"], "hverdag", INTERVIEW, file.episodes[0])
    draft = filling.draft.answer(("alt_i_alt",), 3)
    for item in (SMAG, UDE):
        draft = draft.answer((*item, "vigtigt"), 3).answer((*item, "godt"), 2)
    response = hand_in(workplace, with_draft(filling, draft))
    assert isinstance(response, Response)
    return response


def test_an_old_response_is_shown_as_it_was_asked_without_base_and_overlay(
    opened: Callable[[], Workplace], shelf: Path, clock: TestClock
) -> None:
    before = opened()
    asked = before.programmes.by_id["lille_grund"]
    admission = admitted(before, clock)
    response = answered(before, admission)
    shutil.rmtree(shelf / "grund")
    shutil.rmtree(shelf / "lille_grund")

    after = opened()
    assert "lille_grund" not in after.programmes.by_id
    assert programme_with(after, response.digest) == asked
    file = open_case(after.store, admission.id)
    ((point,),) = (series.points for series in history_of(after, file).series)
    assert point.scores["luft_godt"].value == 2
    explained = why(after, response, "luft_godt")
    assert explained is not None
    assert explained.digest == asked.digest


def test_a_draft_goes_on_when_the_base_is_gone(opened: Callable[[], Workplace], shelf: Path, clock: TestClock) -> None:
    before = opened()
    file = admitted(before, clock)
    programme = before.programmes.by_id["lille_grund"]
    filling = start(before, file, programme, "hverdag", INTERVIEW, file.episodes[0])
    draft = filling.draft.answer(("alt_i_alt",), 2)
    keep(before, filling, draft.last or {})
    put_aside(before, filling)
    shutil.rmtree(shelf / "grund")

    again = resume(opened(), filling.id)
    assert again.draft.answers == {("alt_i_alt",): 2}
    assert again.programme == programme


def test_without_its_base_the_overlay_is_broken_and_the_rest_works(
    opened: Callable[[], Workplace], shelf: Path
) -> None:
    shutil.rmtree(shelf / "grund")
    found = opened().programmes
    assert set(found.by_id) >= {"voksen"}
    assert [(one.folder.name, [problem.code for problem in one.problems]) for one in found.broken] == [
        ("lille_grund", ["unknown-base"])
    ]


def test_with_a_mistake_in_its_base_both_are_broken_and_each_says_its_own(
    opened: Callable[[], Workplace], shelf: Path
) -> None:
    scales = shelf / "grund" / "scales.yaml"
    scales.write_text(scales.read_text("utf-8").replace("higherIsBetter", "opad"), "utf-8")
    told = {one.folder.name: {problem.code for problem in one.problems} for one in opened().programmes.broken}
    assert told == {"grund": {"unknown-word"}, "lille_grund": {"base-has-mistakes"}}


def test_another_base_is_another_programme(opened: Callable[[], Workplace], shelf: Path) -> None:
    before = opened().programmes.by_id["lille_grund"].digest
    scales = shelf / "grund" / "scales.yaml"
    scales.write_text(scales.read_text("utf-8") + "# En bemærkning.\n", "utf-8")
    changed = opened().programmes.by_id["lille_grund"].digest
    (shelf / "grund" / "examples" / "hverdag.yaml").write_text("[]\n")
    assert before != changed
    assert opened().programmes.by_id["lille_grund"].digest == changed
