"""The leader's screens: what the keys do, what is kept, and what nobody without the right sees."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sipforms.actions.audits import audits
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.render.charts.glyphs import ALL
from sipforms.render.page import Page
from sipforms.store.casefile import CaseFile
from sipforms.tui.app import SipApp
from sipforms.tui.leader_texts import audit_text
from sipforms.tui.screens.audit import AuditScreen, clock_words
from sipforms.tui.screens.decisions import DecisionsScreen
from sipforms.tui.screens.group_report import GroupReportScreen
from sipforms.tui.screens.theme import ThemeScreen
from tests.tui.conftest import LARGE, Seen, opened
from tests.tui.entrances import TestEntrance, until
from tests.tui.hostile import Texts, hostile, poisoned, wrong_with
from tests.tui.led_samples import sample_led

NARROW, SMALL = (60, 20), (40, 15)


async def settled(seen: Seen) -> None:
    await until(lambda: not [one for one in seen.app.workers if one.is_running])
    await seen.settle()


async def put(seen: Seen, screen: object) -> None:
    await seen.app.push_screen(screen)  # type: ignore[call-overload]
    await settled(seen)


async def test_l_shows_the_figures_and_says_why_there_are_none(
    place: Workplace, rounds: Callable[..., CaseFile]
) -> None:
    rounds(1, "B-77")
    async with opened(SipApp(place)) as seen:
        await seen.press("l")
        await settled(seen)
        assert seen.screen == "LeaderScreen"
        assert "Psykisk velbefindende" in seen.text
        assert "B-77" not in seen.text
        assert "R rapport  V periode, sted" in seen.text  # at 80 columns: what leads on where nothing is told
        for key, told in (("p", "kun ét program"), ("tab", "ingen andres svar")):
            await seen.press(key)
            assert told in seen.text
        await seen.press("enter")
        assert seen.screen == "ThemeScreen"
        await seen.press("escape", "r")
        assert seen.screen == "GroupReportScreen"
        await seen.press("escape", "v")
        assert seen.screen == "LedDialog"
        assert "01-10-2026" in seen.text
        await seen.press("right", "f2")
        await settled(seen)
        assert seen.screen == "LeaderScreen"
        assert "01-10-2025" in seen.text


async def test_staff_have_no_figures_of_groups_and_are_told_who_has(
    place: Workplace, rounds: Callable[..., CaseFile]
) -> None:
    rounds(1, "B-77")
    entrance = TestEntrance(place)
    here = entrance.enter("LNE", entrance.passphrase)
    session: Any = here.session
    session.user = session.register.users[1]
    session.may = lambda right: right in session.user.rights
    async with opened(SipApp(here, entrance=entrance)) as seen:
        assert "L leder" not in seen.text
        await seen.press("l")
        assert seen.screen == "TodayScreen"
        assert "KHO" in seen.text


async def test_what_the_panel_says_and_decides_is_kept_and_comes_up_again(place: Workplace, voksen: Programme) -> None:
    led = sample_led(voksen)
    async with opened(SipApp(place), LARGE) as seen:
        await put(seen, AuditScreen(led))
        assert "Følgeskab til klubben" in seen.text
        await seen.press("2", *"Tid til at snakke", "f2")
        await settled(seen)
        await seen.press("b", "f2")
        assert "Der er ikke skrevet noget endnu" in seen.text
        await seen.press(*"Kaffe kl. 10", "escape")
        assert "Det er ikke gemt" in seen.text
        await seen.press("f2")
        await settled(seen)
        assert "Besluttet." in seen.text
        for said in ("Tid til at snakke", "Kaffe kl. 10", "ikke gjort endnu"):
            assert said in seen.text
        book = audits(place, "voksen", "")
        assert [(one.text, one.topic.area) for one in book.decisions] == [("Kaffe kl. 10", "livskvalitet.relationer")]
        await seen.press("g", "enter")
        await settled(seen)
        assert "Markeret som gjort" in seen.text
        assert audits(place, "voksen", "").waiting == ()
        await seen.press("enter")
        await settled(seen)
        assert len(audits(place, "voksen", "").waiting) == 1


async def test_a_number_that_names_somebody_is_asked_about_and_removed_after_a_word(
    place: Workplace, voksen: Programme
) -> None:
    async with opened(SipApp(place)) as seen:
        await put(seen, AuditScreen(sample_led(voksen)))
        await seen.press("b", *"010190-1234", "f2")
        assert "CPR" in seen.text
        await seen.press("f2")
        await settled(seen)
        await seen.press("g", "delete", *"nej", "enter")
        assert "Der er ikke sket noget endnu" in seen.text
        await seen.press(*["backspace"] * 3, *"fjern", "enter")
        await settled(seen)
        assert "Fjernet." in seen.text
        assert audits(place, "voksen", "").decisions == ()


async def test_the_meeting_goes_from_theme_to_theme_and_says_where_it_ends(place: Workplace, voksen: Programme) -> None:
    async with opened(SipApp(place)) as seen:
        await put(seen, AuditScreen(sample_led(voksen)))
        await seen.press("f")
        assert "første tema" in seen.text
        await seen.press("o")
        assert "Meget" in seen.text
        assert "mellem Lidt og Noget" in seen.text
        await seen.press("n", "n")
        assert "sidste tema" in seen.text
        assert "Hjemmet" in seen.text
        await seen.press("t")
        assert "gennemsnittet af svarene" in seen.text
        await seen.press("plus")
        assert "/ 25:00" in seen.text


def test_respondent_groups_of_which_nothing_is_told_stand_in_one_sentence(voksen: Programme) -> None:
    led = sample_led(voksen)
    theme, voice = led.themes.every[0], led.themes.voices[0]
    figures = voice.of(theme)
    assert figures is not None
    courses = tuple(replace(row, course=None, lack="few") for row in figures.courses)
    bare = replace(figures, pair=None, questions=(), courses=courses)
    silent = [replace(voice, people=None, scale=None, themes=(bare,)) for _ in range(2)]
    shown = audit_text(
        replace(led, themes=replace(led.themes, voices=(voice, *silent))),
        theme,
        Page(width=200, glyphs=ALL),
        in_words=False,
    ).plain
    who = "Livskvalitet · Borgeren · egne svar"
    assert f"Holdt tilbage, så ingen kan genkendes: {who}, {who}." in shown
    assert shown.count("oldt tilbage") == 1
    assert "14 personer" in shown  # of those of whom something is told


def test_the_clock_says_when_the_time_is_over() -> None:
    assert clock_words(timedelta(minutes=8, seconds=12), 20) == "08:12 / 20:00"
    assert clock_words(timedelta(seconds=-5), 20) == "00:00 / 20:00"
    assert clock_words(timedelta(minutes=20), 20).startswith("20:00 / 20:00 ")


async def test_the_report_is_written_as_a_page(
    place: Workplace, voksen: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with opened(SipApp(place)) as seen:
        await put(seen, GroupReportScreen(sample_led(voksen)))
        await seen.press("w", "f2")
        await settled(seen)
    (written,) = await asyncio.to_thread(lambda: [one.read_text("utf-8") for one in tmp_path.glob("*.html")])
    assert "Foreningsliv halter." in written
    assert "Følgeskab til klubben, hemmelig" in written


@pytest.mark.parametrize("size", [NARROW, pytest.param(SMALL, marks=[pytest.mark.long])], ids=["60x20", "40x15"])
async def test_everything_fits_a_small_window(place: Workplace, voksen: Programme, size: tuple[int, int]) -> None:
    led = sample_led(voksen)
    screens = (
        AuditScreen(led), DecisionsScreen(led), GroupReportScreen(led), ThemeScreen(led, led.themes.every[0]),
    )  # fmt: skip
    async with opened(SipApp(place), size) as seen:
        for screen in screens:
            await put(seen, screen)
            assert seen.screen == type(screen).__name__
            assert max(map(len, seen.text.split("\n"))) <= size[0]
            await seen.press("pagedown", "pageup", "escape")


async def test_hostile_words_are_shown_as_words(place: Workplace, voksen: Programme) -> None:
    texts = hostile(200, seed=7)
    handed = Texts(texts)
    led = sample_led(poisoned(voksen, handed), title=handed(), text=handed())
    report = replace(led.report, unit=handed(), title=handed())
    led = replace(led, report=report, wish=replace(led.wish, place=handed()))
    async with opened(SipApp(place), LARGE) as seen:
        for screen in (
            AuditScreen(led), DecisionsScreen(led), GroupReportScreen(led), ThemeScreen(led, led.themes.every[0]),
        ):  # fmt: skip
            await put(seen, screen)
            assert list(wrong_with(seen.text, texts)) == [], screen
            await seen.press("escape")
