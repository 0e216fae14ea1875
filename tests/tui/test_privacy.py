"""F8 hides everything, a crash shows nothing, and nothing that was written anywhere can command the terminal."""

from collections.abc import Callable

import pytest

from sipforms.actions.fill import Filling
from sipforms.actions.people import people
from sipforms.actions.workplace import Workplace
from sipforms.cli.faults import described
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import OUR_FAULT, SipApp
from sipforms.tui.screens.form import FormScreen
from tests.tui.conftest import Seen, filling_in, listed, opened

Begun = Callable[..., Filling]
SECRET = "en hemmelig note"
PLACES = [
    [],
    ["enter"],
    ["n"],
    ["enter", "a"],
    ["enter", "e"],
    ["enter", "question_mark"],
    ["question_mark"],
    ["slash", "b"],
]


@pytest.mark.parametrize("keys", PLACES, ids=lambda keys: "+".join(keys) or "list")
async def test_f8_hides_every_screen_and_dialog(
    workplace: Workplace, admitted: Callable[..., CaseFile], keys: list[str]
) -> None:
    admitted("B-77", "Ahorn Opdigtet")
    async with listed(SipApp(workplace)) as seen:
        await seen.press(*keys)
        before = seen.text
        await seen.press("f8")
        assert_hidden(seen)
        await seen.press("4", "escape", "f8")
        if seen.screen == "HiddenScreen":
            await seen.press("f8")
        assert seen.text == before


def assert_hidden(seen: Seen) -> None:
    picture = seen.app.export_screenshot()
    for word in ("B-77", "B-1", "Ahorn", "Opdigtet", SECRET, "Livskvalitet", "humør", "opdigtede"):
        assert word not in seen.text
        assert word not in picture


@pytest.mark.parametrize("keys", [[], ["question_mark"], ["asterisk"], ["g"], ["f2"]], ids=str)
async def test_f8_hides_the_form_and_all_that_opens_over_it(
    workplace: Workplace, begun: Begun, keys: list[str]
) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        seen.form.take(seen.form.model.note(SECRET))
        await seen.press(*keys)
        assert "B-1" in seen.text or "humør" in seen.text
        await seen.press("f8")
        assert_hidden(seen)
        before = dict(seen.app.screen_stack[-2].__dict__)
        await seen.press("3", "delete", "f2", "backspace")
        assert_hidden(seen)
        await seen.press("f8")
        assert seen.screen != "HiddenScreen"
        assert before.keys() == seen.app.screen.__dict__.keys()


async def test_what_is_pressed_while_hidden_answers_nothing(workplace: Workplace, begun: Begun) -> None:
    async with filling_in(SipApp(workplace), begun()) as seen:
        await seen.press("f8", "4", "4", "f8", "3")
        assert list(seen.draft.answers.values()) == [3]


async def test_the_command_palette_is_our_own_and_takes_no_picture(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("ctrl+p")
        assert seen.screen == "PaletteScreen"
        await seen.write("screenshot")
        await seen.press("enter")
        assert seen.screen == "PaletteScreen"
        assert seen.app.title == "SIP"


async def test_a_crash_shows_nothing_and_leaves_with_our_exit_code(
    workplace: Workplace, begun: Begun, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(screen: FormScreen) -> None:
        answer_of_the_citizen = SECRET
        raise ValueError(answer_of_the_citizen + str(screen))

    app = SipApp(workplace)
    monkeypatch.setattr(FormScreen, "action_last", broken)
    with pytest.raises(ValueError, match=SECRET):
        async with filling_in(app, begun()) as seen:
            await seen.press("f6")
    assert app.return_code == OUR_FAULT
    assert isinstance(app.fault, ValueError)
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    assert app._exit_renderables == []
    assert SECRET not in "\n".join(described(app.fault))
    assert "ValueError" in described(app.fault)


HOSTILE = "[b]Slut[/b] [/x] [@click=app.quit]tryk[/] \x1b[2J\x1b]52;c;aGVq\x07\u202eabc\u200b\x9b1m"
HARMLESS = "[b]Slut[/b] [/x] [@click=app.quit]tryk[/] [2J]52;c;aGVqabc1m"


async def test_names_notes_and_texts_are_shown_as_they_are_and_command_nothing(
    workplace: Workplace, admitted: Callable[..., CaseFile], begun: Begun
) -> None:
    admitted("[b]B", HOSTILE)
    async with listed(SipApp(workplace), (120, 30)) as seen:
        await seen.press("enter")
        assert "[b]B" in seen.text
        assert HARMLESS in seen.text
        assert_no_controls(seen.text)
    async with filling_in(SipApp(workplace), begun("baggrund"), (140, 40)) as seen:
        form = seen.form
        form.take(form.model.note(HOSTILE))
        form.take(form.model.go(("livssituation", "livshistorie")))
        form.take(form.model.answer(HOSTILE))
        form.take(form.model.go(("livssituation", "livshistorie")))
        await seen.settle()
        assert "[@click=app.quit]tryk[/]" in seen.text
        assert_no_controls(seen.text)
        for key in ("asterisk", "enter", "f2"):
            await seen.press(key)
            assert_no_controls(seen.text)
            await seen.press("escape")


def assert_no_controls(text: str) -> None:
    assert not [
        sign for sign in text if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u202e\u200b")
    ]


@pytest.mark.parametrize("key", ["tab", "down", "enter"])
async def test_a_name_never_lands_behind_the_code_however_fast_it_is_typed(workplace: Workplace, key: str) -> None:
    async with listed(SipApp(workplace)) as seen:
        await seen.press("n")
        await seen.press_at_once(*"B77", key, *"Ahorn", "f2")
        assert seen.screen == "CaseScreen"
    (file,) = people(workplace).files
    assert file.citizen is not None
    assert (file.citizen.code, file.citizen.name) == ("B77", "Ahorn")
