"""What a check of a bundle lets pass is never cut off on the real form at 80 columns, and what it tells of is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.actions.fill import Filling
from sipforms.actions.form.last_time import PARAMETER
from sipforms.actions.workplace import Workplace
from sipforms.engine import form_width
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.check import check
from sipforms.engine.checks.unused import OWN_PARAMETERS
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json
from sipforms.render.language import _, ngettext, speak
from sipforms.tui.app import SipApp
from tests.engine.checking import bundle, words
from tests.tui.conftest import USUAL, Seen, filling_in

SCALES = """
$defs:
  fem:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: FIRST}
      - {const: 2, title: Lidt}
      - {const: 3, title: Noget}
      - {const: 4, title: Meget}
      - {const: 5, title: Rigtig meget}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
  tre:
    direction: higherIsMore
    oneOf: [{const: 1, title: Nej}, {const: 2, title: Lidt}, {const: 3, title: Ja}]
  par:
    dimensions: [vigtighed, tilfredshed]
    properties:
      vigtighed: {title: "HEAD", scale: STEPS}
      tilfredshed: {title: "Tilfreds?", scale: STEPS}
  fire:
    dimensions: [en, to, tre, fire]
    properties:
      en: {title: "STACKED", scale: fem}
      to: {title: To, scale: fem}
      tre: {title: Tre, scale: fem}
      fire: {title: Fire, scale: fem}
"""
FORM = """
title: Prøve
modes: [interview]
properties:
  omraade:
    title: AREA
    properties:
      emne: {title: TITLE, say: {vigtighed: "SAID", tilfredshed: "Og det?"}, scale: par}
      valg: {title: Valg, oneOf: [{const: a, title: "ANSWER"}, {const: b, title: B}]}
      flere:
        title: Flere
        type: array
        uniqueItems: true
        items: {oneOf: [{const: a, title: "SEVERAL"}, {const: b, title: B}]}
      folk:
        title: ROWS
        type: array
        rowTitle: "{navn}"
        items: {properties: {navn: {title: Navn, type: string, maxLength: 9}}}
  bare:
    title: WHOLE
    properties:
      slut: {title: Slut, type: boolean}
  brede:
    title: Brede
    properties:
      bred: {title: Bred, scale: fire}
MORE
checks:
  - {id: nej, level: soft, assert: {item: omraade.emne.vigtighed, atLeast: 2}, message: "MESSAGE"}
"""
USUALLY = {
    "FIRST": "Slet ikke", "HEAD": "Vigtigt?", "STACKED": "En", "STEPS": "fem", "AREA": "Livet", "TITLE": "Venner",
    "SAID": "Er det vigtigt?", "ANSWER": "A", "SEVERAL": "A", "ROWS": "Folk", "WHOLE": "Andet", "MESSAGE": "Nå?",
}  # fmt: skip
BEFORE: dict[str, Json] = {"omraade": {"emne": {"vigtighed": 1, "tilfredshed": 1}}}


@dataclass(frozen=True)
class Part:
    """A text that has a limit: where it stands in the bundle, where the cursor must be, and what shows it.

    ``spare`` is what is kept free for what is not there yet: the sign of a finished area, numbers of rows.
    """

    name: str
    keys: tuple[str, ...]
    shown: Callable[[Seen, str], bool]
    in_words: bool = False
    steps: str = "fem"
    spare: int = 0


def stands(seen: Seen, text: str) -> bool:
    """The whole text on one line, with what follows it."""
    return any(re.search(rf"{re.escape(text)}(?![^\s]*…)", line) for line in seen.text.splitlines())


def wrapped(seen: Seen, text: str) -> bool:
    """Every word of the text is on the screen, in order."""
    return text in " ".join(seen.text.split())


def in_two_lines(seen: Seen, text: str) -> bool:
    """The title of the question takes at most two lines of the grid."""
    lines = seen.text.splitlines()
    first = next(place for place, line in enumerate(lines) if " 1.1 " in line)
    return text.rsplit(maxsplit=1)[-1] in lines[first] + lines[first + 1]


def before_its_answers(seen: Seen, text: str) -> bool:
    """The text, and after it the steps of the scale and the column for last time."""
    return any(text in line and line.rstrip().endswith("·") for line in seen.text.splitlines())


def both_ends(seen: Seen, text: str) -> bool:
    """The first word of the scale and the last, on one line."""
    return any(text in line and line.endswith("5 Rigtig meget") for line in seen.text.splitlines())


def counted(seen: Seen, text: str) -> bool:
    """The title of a list of rows, how many rows there are, and all of that."""
    return any(text in line and _rows_said() in line for line in seen.text.splitlines())


def _rows_said() -> str:
    return ngettext("{count} row", "{count} rows", 0).format(count=0)


PARTS = {
    "dimension": Part("HEAD", (), stands),
    "dimension of a short scale": Part("HEAD", (), stands, steps="tre"),
    "dimension below the title": Part("STACKED", ("pagedown", "pagedown"), before_its_answers, spare=6),
    "area with heads": Part("AREA", (), stands),
    "area without heads": Part("WHOLE", ("pagedown",), stands, spare=1),
    "title": Part("TITLE", (), in_two_lines, in_words=True, spare=16),
    "say": Part("SAID", (), wrapped, in_words=True),
    "answer": Part("ANSWER", ("right",) * 2, stands),
    "several answers": Part("SEVERAL", ("right",) * 3, stands),
    "rows": Part("ROWS", (), counted, spare=8),
    "ends of a scale": Part("FIRST", (), both_ends),
    "message": Part("MESSAGE", ("f2",), wrapped, in_words=True),
}


def of(part: Part, text: str) -> Bundle:
    texts = {**USUALLY, part.name: text, "STEPS": part.steps}
    scales, form = SCALES, FORM
    for name, written in texts.items():
        scales, form = scales.replace(name, written), form.replace(name, written)
    more = "".join(f"  flere_{number}: {{title: Mere {number}, type: boolean}}\n" for number in range(20))
    return bundle({"scales.yaml": scales, "questionnaires/puls.yaml": form.replace("MORE\n", more)})


def told(one: Bundle) -> list[Problem]:
    codes = ("text-cut-off", "too-many-lines")
    return [problem for problem in check(one, words()) if problem.code in codes]


def written(part: Part, length: int) -> str:
    """A text of so many letters, of words where it may be broken."""
    whole = "aber og katte i et bur ser du jo " * 20 if part.in_words else "W" * length
    return whole[: length - 1].rstrip() + "." * (length - len(whole[: length - 1].rstrip())) if part.in_words else whole


def longest(part: Part) -> int:
    """The length of the longest text that is let pass."""
    least, most = 1, 400
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if not told(of(part, written(part, middle))) else (least, middle - 1)
    return least


def filling(one: Bundle) -> Filling:
    """A form that has been filled in before, with one answer in it already."""
    programme = build(one)
    situation = Situation(mode="interview", today=date(2026, 11, 22), occasion="later", previous=BEFORE)
    header = DraftHeader(
        programme=programme.id, version=programme.version, digest=programme.digest, questionnaire="puls",
        situation=situation, begun_at=datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip
    draft = begin(programme, header).answer(("omraade", "emne", "vigtighed"), 1)
    draft = draft.answer(("omraade", "emne", "tilfredshed"), 1)
    asked = programme.questionnaires["puls"]
    return Filling(id="d", case="c", programme=programme, questionnaire=asked, draft=draft)


@pytest.mark.parametrize("name", PARTS)
async def test_what_is_let_pass_is_shown_whole_and_what_is_told_is_not(workplace: Workplace, name: str) -> None:
    part = PARTS[name]
    room = longest(part)
    for length in (room, room + 1 + part.spare):
        text = written(part, length)
        one = of(part, text)
        async with filling_in(SipApp(workplace), filling(one), USUAL) as seen:
            await seen.press("home", *part.keys)
            assert part.shown(seen, text) is (length == room), seen.text


async def test_a_form_longer_than_the_window_has_the_width_that_is_reckoned_with(workplace: Workplace) -> None:
    async with filling_in(SipApp(workplace), filling(of(PARTS["say"], "Hvad?")), USUAL) as seen:
        assert seen.form.grid.laid.width == form_width.GRID


@pytest.mark.parametrize("language", ["da", "en"])
def test_our_own_words_on_the_form_take_no_more_than_is_set_aside(language: str) -> None:
    speak(language)
    try:
        assert cell_len(_("last")) <= form_width.LAST
        rows = (ngettext("{count} row", "{count} rows", count).format(count=count) for count in (0, 1, 999))
        assert all(2 + cell_len(said) <= form_width.ROWS_SAID for said in rows)
    finally:
        speak("da")


@settings(max_examples=200)
@given(st.text(st.characters(max_codepoint=0x2FFFF, exclude_categories=("C", "M", "Sk", "So", "Sm", "Zl", "Zp"))))
def test_letters_are_as_wide_as_on_the_screen(text: str) -> None:
    assert form_width.cells(text) >= cell_len(text) - sum(text.count(one) for one in text if ord(one) > 0x1100)
    assert form_width.is_wider(text, 10) is (form_width.cells(text) > 10)


def test_the_parameter_that_the_form_looks_at_is_known_to_the_check() -> None:
    assert {PARAMETER} == OWN_PARAMETERS
