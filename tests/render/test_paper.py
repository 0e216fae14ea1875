"""A blank form drawn: what stands on the page and in the text is what the form holds, and nothing in it commands."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from sipforms.actions.blank.form import BlankForm
from sipforms.actions.blank.making import blank_form
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Kind
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.render.language import speak
from sipforms.render.paper.html import paper_html
from sipforms.render.paper.style import css_text
from sipforms.render.paper.text import WIDTH, paper_text
from sipforms.render.paper.words import box_words, spaced_code
from tests.actions.test_blank_forms import cells_of, items_of
from tests.engine.bundles import ROOT, all_questionnaires, built, small

DAY = date(2026, 11, 22)
HOSTILE = '<script>alert("1")</script> \x1b[2J} @page {'


class Texts(HTMLParser):
    """The texts of a page, and the tags that it holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self._is_style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._is_style = tag == "style"
        assert not any(name in ("src", "onclick", "onload") for name, _value in attrs)

    def handle_endtag(self, _tag: str) -> None:
        self._is_style = False

    def handle_data(self, data: str) -> None:
        if not self._is_style:
            self.texts.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.texts).split())


def forms() -> list[BlankForm]:
    """One of each kind of everything: all the small programmes, and a questionnaire of each that ships."""
    cases = [(one, asked) for one, asked in all_questionnaires() if asked.id not in ("trivsel", "funktion")]
    return [
        blank_form(programme, asked, Situation(today=DAY, variant=groups_asked(programme, asked)[0]), rows=2)
        for programme, asked in cases[::3]
    ]


def test_every_number_and_every_answer_stands_on_the_page_and_in_the_text() -> None:
    for form in forms():
        page, text = Texts(paper_html(form)).said, " ".join(paper_text(form).split())
        for said in (page, text):
            assert spaced_code(form.code) in said
            for item in items_of(form.parts):
                assert f"{item.number} {' '.join(item.title.split())}" in said
            for words in {box_words(box) for cell in cells_of(form) for box in cell.boxes}:
                assert " ".join(words.split()) in said


def test_no_line_of_the_text_is_wider_than_a_page() -> None:
    assert all(len(line) <= WIDTH for form in forms() for line in paper_text(form).split("\n"))


def test_a_question_of_an_earlier_answer_names_its_number() -> None:
    programme = built(ROOT / "programs" / "sikret")
    form = blank_form(programme, programme.questionnaires["indskrivning"], Situation(today=DAY))
    assert "Stilles kun, når 1.2 “Hvilket grundlag har opholdet?” er “Retligt”." in " ".join(paper_text(form).split())
    assert "Stilles kun, når 1.2 “Hvilket grundlag har opholdet?” er “Retligt”." in Texts(paper_html(form)).said


def test_there_is_room_to_write_whatever_is_written() -> None:
    programme = small("svarmaader")
    for questionnaire in programme.questionnaires.values():
        form = blank_form(programme, questionnaire, Situation(today=DAY))
        written = [cell for cell in cells_of(form) if not cell.boxes and not cell.is_computed]
        assert {cell.kind for cell in written} <= {*Kind} - {Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN}
        page = paper_html(form)
        assert page.count('class="p-tick p-empty"') + page.count('class="rule"') >= len(written)


def test_titles_from_outside_are_text_and_nothing_else() -> None:
    programme = built(ROOT / "programs" / "voksen")
    asked = replace(programme.questionnaires["samtaletjek"], title=HOSTILE, description=HOSTILE)
    hostile = replace(programme, title=HOSTILE, informants={"borger": HOSTILE})
    form = blank_form(hostile, asked, Situation(today=DAY, informant="borger"))
    page = paper_html(form)
    assert "script" not in Texts(page).tags
    style = page[page.index("<style>") : page.index("</style>")]
    assert HOSTILE not in style
    assert "alert(" not in style
    assert "\x1b" not in page + paper_text(form)


@pytest.mark.parametrize("text", ['a"b', "\\", "</style>", "}\n", "æ ø å", "'", "", "1.2"])
def test_a_text_in_a_style_sheet_ends_only_where_it_ends(text: str) -> None:
    written = css_text(text)
    assert written[0] == written[-1] == '"'
    assert not re.search(r"[\"<>{}\n]", written[1:-1])
    read_back = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found.group(1), 16)), written[1:-1])
    assert read_back == text


def test_it_is_printed_in_the_language_spoken() -> None:
    speak("en")
    programme = build(read(shipped() / "sikret"), "en")
    asked = programme.questionnaires["den_unges_stemme"]
    page = paper_html(blank_form(programme, asked, Situation(today=DAY, informant="ung")))
    assert '<html lang="en">' in page
    assert "Write no names and no CPR number on this paper." in Texts(page).said
