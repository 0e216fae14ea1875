"""Hostile texts in every place where people or programmes put words, through every screen and every report.

A new screen or report is tested by itself: the screens are those of ``every_screen``, the reports all that the
programmes at hand define.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pytest
from rich.console import Console
from rich.text import Text
from textual.screen import Screen

from sipforms.actions.fill import Filling, Way, hand_in, keep, resume, start, ways, with_draft
from sipforms.actions.follow import why
from sipforms.actions.form.model import FormModel
from sipforms.actions.preview.somebody import answered_by
from sipforms.actions.programmes import Programmes
from sipforms.actions.report import individual, of_citizens
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.engine.ask.hand_in import HandingIn
from sipforms.engine.ask.hand_in import hand_in as handed_in
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.shelf import shipped
from sipforms.render.charts.glyphs import ALL, ASCII
from sipforms.render.explanation import explanation_text
from sipforms.render.programme_page import programme_page
from sipforms.render.report import Page, report_text
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id
from sipforms.tui.app import SipApp
from sipforms.tui.screens.citizens import CitizensScreen
from tests.actions.conftest import TestClock
from tests.programmes.shipped import BUNDLES, PROGRAMMES, invented
from tests.tui.conftest import LARGE, USUAL, Seen, listed, opened
from tests.tui.entrances import TestEntrance, until
from tests.tui.every_screen import PREVIEWS, RECIPES, world_of
from tests.tui.hostile import Hostile, Texts, hostile, moved_in, poisoned, seen_in, wrong_with

PUSH, NIGHT = 500, 20_000
CITIZENS, LEAST_SEEN = 20, 60
STYLE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Hostiles:
    """A workplace in which every word is hostile, and a citizen who has answered what could be answered."""

    workplace: Workplace
    clock: TestClock
    programme: Programme
    texts: tuple[Hostile, ...]
    next: Texts

    def citizen(self) -> CaseFile:
        return moved_in(self.workplace.store, self.programme.id, self.next, self.clock.moment)

    def begun(self, file: CaseFile, questionnaire: str) -> Filling:
        asked = self.programme.questionnaires[questionnaire]
        way = next(iter(ways(self.programme, asked)), Way())
        return start(self.workplace, file, self.programme, questionnaire, way, file.episodes[0])

    def answered(self, filling: Filling) -> Filling:
        """Every question that can be answered, in words wherever a question takes words; a note and the reasons."""
        before = filling.draft
        for seed in range(1, 9):
            draft = answered_by(before, seed, self.next())
            if isinstance(self._tried(with_draft(filling, draft)), Response):
                break
        else:
            draft = invented(before)
        model, note = FormModel(draft), self.next()
        model.note(note if len(note) <= LONGEST_TEXT else note[:LONGEST_TEXT])
        return with_draft(filling, model.draft)

    def kept(self, filling: Filling) -> Filling:
        """The same, with every answer in the journal."""
        draft = resume(self.workplace, filling.id).draft
        for path, answer in filling.draft.answers.items():
            if path in draft.asked and draft.answers.get(path) != answer:
                draft = draft.answer(path, answer)
                keep(self.workplace, filling, draft.last or {})
        for path, text in filling.draft.notes.items():
            draft = draft.note(path, text)
            keep(self.workplace, filling, draft.last or {})
        return with_draft(filling, draft)

    def _tried(self, filling: Filling) -> object:
        return handed_in(filling.draft, HandingIn(id=filling.id, handed_in_at=self.clock.moment))

    def round(self, file: CaseFile, questionnaire: str) -> CaseFile:
        filling = self.answered(self.begun(file, questionnaire))
        outcome = hand_in(self.workplace, filling)
        assert isinstance(outcome, Response), (questionnaire, outcome)
        self.clock.passes(days=200)
        return open_case(self.workplace.store, file.id)


def hostile_place(name: str, texts: tuple[Hostile, ...]) -> Hostiles:
    handed, clock = Texts(texts), TestClock()
    programme = poisoned(PROGRAMMES[name], handed)
    facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=clock.moment, facility=fresh_id())
    programmes = Programmes(
        by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: BUNDLES[name]})
    )
    workplace = Workplace(
        programmes=programmes,
        store=MemoryStore(facts),
        vocabulary=open_vocabulary(installed=False),
        now=clock,
        user="KHO",
        built={programme.digest: programme},
    )
    return Hostiles(workplace, clock, programme, texts, handed)


# --- screens --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "size", "seed"),
    [("voksen", LARGE, 1), pytest.param("aaben", USUAL, 2, marks=[pytest.mark.long])],
    ids=["120x40", "80x24"],
)
async def test_every_screen_shows_hostile_texts_as_texts(name: str, size: tuple[int, int], seed: int) -> None:
    texts = hostile(PUSH, seed)
    shown = await through_every_screen(hostile_place(name, texts), size)
    assert len(shown) > LEAST_SEEN, "too few of them are ever seen"


async def through_every_screen(place: Hostiles, size: tuple[int, int]) -> set[str]:
    """The marks of those that were seen on a screen; none may be anything but text there."""
    file = place.citizen()
    asked = [one for one in place.programme.questionnaires.values() if one.subject != "facility" and one.is_for(None)]
    asked.sort(key=lambda one: -len(list(one.questions())))
    for questionnaire in (*asked[:2], asked[0]):
        file = place.round(file, questionnaire.id)
    for _ in range(CITIZENS):
        place.citizen()
    filling = place.kept(place.answered(place.begun(file, asked[0].id)))
    world = world_of(TestEntrance(place.workplace), file, filling, shipped() / "voksen")
    app, shown = SipApp(world.workplace, entrance=world.entrance), set[str]()
    async with opened(app, size) as seen:
        for kind in sorted(RECIPES.keys() - PREVIEWS, key=lambda one: one.__name__):
            await app.push_screen(RECIPES[kind](world))
            await settled(seen)
            before = ""
            for keys in (), ("pagedown",), ("end",), ("question_mark",):
                await seen.press_at_once(*keys)
                shown |= judged(seen, place.texts, kind) if seen.text != before else set()
                before = seen.text
            while len(app.screen_stack) > 2:
                await app.pop_screen()
            await settled(seen)
    return shown


async def test_every_one_of_them_is_seen_in_the_list_of_citizens() -> None:
    """Two each: the code, and the unit that the citizen lives in."""
    texts = hostile(PUSH + 1, seed=4)  # one more, so that each comes in every place sooner or later
    place = hostile_place("voksen", texts)
    place.next = Texts(texts)
    for _ in range(PUSH):
        place.citizen()
    shown = set[str]()
    async with listed(SipApp(place.workplace), LARGE) as seen:
        before = ""
        while seen.text != before:
            before = seen.text
            shown |= judged(seen, texts, CitizensScreen)
            await seen.press("pagedown")
    assert len(shown) == PUSH + 1


async def settled(seen: Seen) -> None:
    await seen.settle()
    await until(lambda: not [one for one in seen.app.workers if one.is_running])
    await seen.settle()


def judged(seen: Seen, texts: tuple[Hostile, ...], kind: type[Screen[Any]]) -> set[str]:
    text = seen.text
    assert list(wrong_with(text, texts)) == [], f"{kind.__name__}\n{text}"
    assert list(interpreted(seen)) == [], kind.__name__
    return seen_in(text, texts)


def interpreted(seen: Seen) -> Iterator[str]:
    """What goes out to the terminal besides text and colours, and whatever a click would do."""
    for strip in seen.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.control or (segment.style and (segment.style.link or "@click" in segment.style.meta)):
                yield repr(segment)
        rest = STYLE.sub("", strip.render(seen.app.console))
        if "\x1b" in rest:
            yield repr(rest)


# --- reports --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(PROGRAMMES))
def test_every_report_shows_hostile_texts_as_texts(name: str) -> None:
    texts = hostile(PUSH, seed=2)
    shown = set[str]()
    for printed in every_report(hostile_place(name, texts)):
        assert list(wrong_with(printed, texts)) == [], printed
        shown |= seen_in(printed, texts)
    assert len(shown) > PUSH // 20


def every_report(place: Hostiles) -> Iterator[str]:
    file = place.citizen()
    stay = file.episodes[0]
    for id_, asked in place.programme.questionnaires.items():
        if asked.subject != "facility" and asked.is_for(stay.variant):
            file = place.round(file, id_)
    yield "\n".join(programme_page(place.programme))
    for page in (Page(width=80, glyphs=ALL), Page(width=44, glyphs=ASCII)):
        for definition in of_citizens(place.programme):
            for report in individual(place.workplace, file, report=definition.id):
                yield printed(report_text(report, page))
    for response in file.responses:
        for indicator in place.programme.indicators:
            found = why(place.workplace, response, indicator.id)
            if found is not None:
                yield explanation_text(found, 80)


def printed(text: Text) -> str:
    """As it comes out of a terminal, without the codes of colours."""
    console = Console(file=io.StringIO(), width=200, force_terminal=True, color_system="truecolor")
    console.print(text, soft_wrap=True)
    assert isinstance(console.file, io.StringIO)
    return STYLE.sub("", console.file.getvalue())


# --- the test itself ------------------------------------------------------------------------------------------------


def test_what_a_library_makes_of_markup_would_be_seen() -> None:
    texts = hostile(PUSH, seed=3)
    console = Console(file=io.StringIO(), width=10_000)
    lost = 0
    for text in texts[:60]:
        shown = (
            "".join(segment.text for segment in console.render(Text.from_markup(text.beginning, emoji=False)))
            if (text.beginning.count("[") and "[/" not in text.beginning)
            else text.beginning
        )
        lost += bool(list(wrong_with(shown, texts)))
        assert not list(wrong_with(text.beginning, texts))
    assert lost
    assert list(wrong_with("a\x1b[2Jb", texts))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 100 + NIGHT // PUSH))
async def test_many_more_of_them(seed: int) -> None:
    texts, names = hostile(PUSH, seed), sorted(PROGRAMMES)
    name = names[seed % len(names)]
    await through_every_screen(hostile_place(name, texts), LARGE if seed % 2 else USUAL)
    for one in every_report(hostile_place(name, texts)):
        assert list(wrong_with(one, texts)) == [], one
