"""What holds for every screen there is: it can be hidden and locked, and then nothing of it can be seen or printed."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.screen import Screen

from sipforms.actions.fill import Way, start
from sipforms.actions.form.model import FormModel
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.themes import LOOKS
from tests.tui.admin_screens import SHOWING_USERS
from tests.tui.colours import faint
from tests.tui.conftest import LARGE, USUAL, Seen, opened
from tests.tui.entrances import CODE, TestEntrance, until
from tests.tui.every_screen import COVERS, PREVIEWS, RECIPES, World, every_screen, world_of

SECRETS = ("B-77", "Ahorn", "Opdigtet", "hemmelig", "Livskvalitet", "humør", "Interview", "Baggrund", "1042")


@pytest.fixture
def world(place: Workplace, rounds: Callable[..., CaseFile], voksen: Programme) -> World:
    """B-77 with one round behind and a draft with answers and a note."""
    file = rounds(1, "B-77")
    filling = start(place, file, voksen, "livskvalitet", Way(mode="interview", informant="borger"), file.episodes[0])
    model = FormModel(filling.draft)
    for entry in (model.press("4").entry, model.note("en hemmelig note").entry):
        assert entry is not None
        place.store.append(filling.id, {**entry, "by": "KHO", "at": place.now().isoformat()})
    entrance = TestEntrance(place)
    entrance.code = CODE
    return world_of(entrance, file, filling, shipped() / "voksen")


def test_every_screen_of_the_program_is_on_the_list() -> None:
    assert {one.__name__ for one in every_screen()} == {one.__name__ for one in RECIPES}


SHOWING_NOBODY = {"OldDraftsScreen", "PreviewAloneScreen", "PreviewListScreen", "StayDialog"}
SHOWING_NOBODY |= {"CitizenScreenDialog", "SettingsScreen", "TryKeysScreen", *SHOWING_USERS}
TAKING_CTRL_Y = {"TryKeysScreen", "WriteDialog"}
"""Where the key does something: every key is tried out; what was undone in a long text is written again."""
SHOWING = sorted(RECIPES.keys() - COVERS, key=lambda one: one.__name__)


EVERY, A_FIFTH = 1, 5


@pytest.mark.parametrize(
    ("size", "locked"),
    [
        (USUAL, A_FIFTH),
        pytest.param(USUAL, EVERY, marks=[pytest.mark.long]),
        pytest.param(LARGE, EVERY, marks=[pytest.mark.long]),
    ],
    ids=["80x24", "80x24-all-locked", "120x40-all-locked"],
)
async def test_every_screen_is_hidden_and_locked_without_a_trace(
    world: World, size: tuple[int, int], locked: int
) -> None:
    """Each is hidden; so many of them are locked as well, which takes longer than all the rest."""
    app = SipApp(world.workplace, entrance=world.entrance)
    async with opened(app, size) as seen:
        for place, kind in enumerate(SHOWING):
            async with in_front(seen, world, kind):
                before = seen.text
                assert any(word in before for word in SECRETS) or kind.__name__ in SHOWING_NOBODY
                await seen.press("f8")
                nothing_is_seen(seen, kind)
                await seen.press_at_once("4", "a", "delete", "f2")
                assert seen.screen == "HiddenScreen"
                if kind in PREVIEWS or place % locked:
                    await seen.press("f8")
                else:
                    await lock_and_unlock(seen, world, kind)
                assert seen.screen == kind.__name__
                assert seen.text == before, kind
                if kind not in PREVIEWS and kind.__name__ not in TAKING_CTRL_Y:
                    await seen.press("ctrl+y")
                    assert "Ctrl+Y gør ikke noget her" in " ".join((seen.text, *told(seen))), kind
                    app.clear_notifications()


@pytest.mark.long
@pytest.mark.parametrize("size", [USUAL, LARGE], ids=["80x24", "120x40"])
async def test_every_screen_can_be_read_in_every_look(world: World, size: tuple[int, int]) -> None:
    app = SipApp(world.workplace, entrance=world.entrance)
    coloured = [name for name, look in LOOKS.items() if not look.theme.ansi]
    async with opened(app, size) as seen:
        for kind in sorted(RECIPES, key=lambda one: one.__name__):
            async with in_front(seen, world, kind):
                for name in coloured:
                    app.dress(replace(app.preferences, theme=name))
                    await seen.settle()
                    assert faint(seen) == [], (kind, name)


async def lock_and_unlock(seen: Seen, world: World, kind: type[Screen[object]]) -> None:
    await seen.press("l")
    assert seen.screen == "LockedScreen", kind
    nothing_is_seen(seen, kind)
    assert world.entrance.store is not None
    assert not world.entrance.store.has_keys
    await seen.press_at_once(*CODE, "enter")
    await until(lambda: seen.screen == kind.__name__, lambda: seen.text)
    await settled(seen)


@asynccontextmanager
async def in_front(seen: Seen, world: World, kind: type[Screen[object]]) -> AsyncIterator[None]:
    await seen.app.push_screen(RECIPES[kind](world))
    await settled(seen)
    yield
    assert isinstance(seen.app, SipApp)
    seen.app.workplace = world.workplace  # a preview has put its own there; what lies behind reads from it again
    await seen.app.pop_screen()
    await settled(seen)


async def settled(seen: Seen) -> None:
    await seen.settle()
    await until(lambda: not [one for one in seen.app.workers if one.is_running])
    await seen.settle()


def nothing_is_seen(seen: Seen, kind: type[Screen[object]]) -> None:
    picture = seen.app.export_screenshot() if seen.screen == "LockedScreen" or kind in PREVIEWS else ""
    found = [word for word in SECRETS if word in seen.text or word in picture]
    assert found == [], kind
    assert told(seen) == [], kind


def told(seen: Seen) -> Sequence[str]:
    """What pops up in front of screens."""
    return [one.message for one in seen.app._notifications]
