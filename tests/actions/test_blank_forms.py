"""Blank forms: the numbers and keys on paper are those of the screen, in the same order, for every questionnaire."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sipforms.actions.blank.code import DIGITS, form_code
from sipforms.actions.blank.form import (
    BlankArea,
    BlankCell,
    BlankForm,
    BlankItem,
    BlankRows,
    Gate,
    Grid,
    Part,
)
from sipforms.actions.blank.making import blank_form
from sipforms.actions.form.carrying import CARRIED
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import value_of
from sipforms.actions.form.outline import LineKind
from sipforms.engine.ask.draft import begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build import build
from sipforms.engine.condition import Any, Context
from sipforms.engine.family import groups_asked
from sipforms.engine.programme import Item, Programme, Questionnaire
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from tests.engine.bundles import ROOT, all_questionnaires, built, name_of, small

DAY, BEGUN = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC)
Case = tuple[Programme, Questionnaire]


def items_of(parts: tuple[Part, ...]) -> Iterator[BlankItem]:
    """Every item in order, those in grids and rows too."""
    for part in parts:
        match part:
            case BlankItem():
                yield part
            case Grid():
                yield from part.items
            case BlankRows():
                for row in part.rows:
                    yield from items_of(row.parts)
            case BlankArea() | Gate():
                pass


def cells_of(form: BlankForm) -> list[BlankCell]:
    return [cell for item in items_of(form.parts) for cell in item.cells]


def situations(programme: Programme, questionnaire: Questionnaire) -> Iterator[Situation]:
    variant = groups_asked(programme, questionnaire)[0]
    for informant in questionnaire.informants or (None,):
        yield Situation(today=DAY, informant=informant, variant=variant)


def on_screen(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> FormModel:
    """The form as it opens, with a row in each list."""
    ways = questionnaire.modes_for(situation.informant) or (None,)
    header = DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire.id,
        situation=replace(situation, mode=ways[0]),
        begun_at=BEGUN,
    )
    draft = begin(programme, header)
    for path in draft.form.places.rows:
        if path in draft.asked:
            draft = draft.add_row(path)
    return FormModel(draft)


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_what_is_asked_on_the_screen_stands_on_paper_with_the_same_number_in_the_same_order(case: Case) -> None:
    programme, questionnaire = case
    for situation in situations(programme, questionnaire):
        model = on_screen(programme, questionnaire, situation)
        form = blank_form(programme, questionnaire, situation, rows=1)
        places = {cell.path: place for place, cell in enumerate(cells_of(form))}
        asked = [cell for line in model.outline.lines for cell in line.cells]
        assert [places[cell.path] for cell in asked] == sorted(places[cell.path] for cell in asked)
        printed = {cell.path: item.number for item in items_of(form.parts) for cell in item.cells}
        for line in model.outline.lines:
            if line.kind is LineKind.ITEM:
                number = printed[line.cells[0].path]
                assert line.number == number or (number[0] == "." and line.number.endswith(number))


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_the_sign_in_a_box_is_the_key_that_gives_this_answer_on_the_screen(case: Case) -> None:
    programme, questionnaire = case
    situation = next(situations(programme, questionnaire))
    places = prepare(programme, questionnaire, situation).places
    for cell in cells_of(blank_form(programme, questionnaire, situation, rows=1)):
        question = places.questions[places.template(cell.path)]
        assert len({box.key for box in cell.boxes if box.key}) == sum(bool(box.key) for box in cell.boxes)
        for box in cell.boxes if question.row_ref is None else ():
            value = value_of(question, box.key)
            option = question.scale.option(value) if question.scale is not None else None
            if box.is_yes is None and box.key:
                assert option is not None
                assert (option.title, option.missing is not None) == (box.words, box.is_reason)
            elif box.key:
                assert value is box.is_yes


def test_no_two_forms_of_the_programmes_that_ship_have_the_same_code() -> None:
    shipped_ones = {path.parent.name for path in (ROOT / "programs").glob("*/programme.yaml")}
    codes: dict[str, tuple[str, str, str | None]] = {}
    for programme, questionnaire in all_questionnaires():
        if programme.id not in shipped_ones:
            continue
        for situation in situations(programme, questionnaire):
            code = blank_form(programme, questionnaire, situation).code
            assert len(code) == DIGITS
            assert code.isdecimal()
            assert code not in codes, (codes[code], questionnaire.id)
            codes[code] = (programme.id, questionnaire.id, situation.informant)


def test_a_print_in_another_language_has_the_same_code_and_another_numbering_has_not() -> None:
    bundle = read(shipped() / "voksen")
    danish, english = build(bundle, "da"), build(bundle, "en")
    situation = Situation(today=DAY, informant="borger")
    codes = {
        form_code(one.id, prepare(one, one.questionnaires["livskvalitet"], situation)) for one in (danish, english)
    }
    asked = danish.questionnaires["livskvalitet"]
    fewer = replace(asked, entries=(asked.entries[0], *asked.entries[2:]))
    assert len(codes) == 1
    assert form_code(danish.id, prepare(danish, fewer, situation)) not in codes


def test_a_question_that_measures_something_else_changes_the_code() -> None:
    programme = small("svarmaader")
    asked = next(one for one in programme.questionnaires.values() if any(True for _item in one.items()))
    situation = Situation(today=DAY)
    place, item = next((at, one) for at, one in enumerate(asked.entries) if isinstance(one, Item))
    other = replace(item, questions=tuple(replace(one, signature="another") for one in item.questions))
    changed = replace(asked, entries=(*asked.entries[:place], other, *asked.entries[place + 1 :]))
    codes = {form_code(programme.id, prepare(programme, one, situation)) for one in (asked, changed)}
    assert len(codes) == 2


def test_what_this_informant_is_never_asked_is_not_printed_and_what_the_mode_decides_is_told() -> None:
    programme = built(ROOT / "programs" / "voksen")
    asked = programme.questionnaires["livskvalitet"]
    form = blank_form(programme, asked, Situation(today=DAY, informant="borger"))
    numbers = [item.number for item in items_of(form.parts)]
    assert "0.1" not in numbers  # how long the citizen has been known is for who observes
    first = next(items_of(form.parts))
    assert (first.number, first.asked_if) == ("0.2", (Context("mode", "assisted"),))
    assert form.modes == ("interview", "assisted")


def test_what_was_answered_before_is_not_known_and_stays_in_words() -> None:
    programme = small("andre_skemaer")
    forms = (blank_form(programme, one, Situation(today=DAY)) for one in programme.questionnaires.values())
    items = [item for form in forms for item in items_of(form.parts)]
    told = [one for item in items for one in item.asked_if]
    told += [one for item in items for cell in item.cells for one in cell.asked_if]
    assert any("Latest" in repr(one) for one in told)


def test_a_choice_between_settled_and_open_conditions_leaves_the_open_ones() -> None:
    programme = built(ROOT / "programs" / "voksen")
    asked = programme.questionnaires["livskvalitet"]
    form = blank_form(programme, asked, Situation(today=DAY, informant="borger"))
    elaborate = next(item for item in items_of(form.parts) if item.number == "1.5")
    assert len(elaborate.asked_if) == 1
    assert isinstance(elaborate.asked_if[0], Any)


def test_a_list_that_runs_on_leaves_the_number_of_its_rows_to_whoever_writes() -> None:
    programme = built(ROOT / "programs" / "sikret")
    asked = programme.questionnaires["indsats"]
    form = blank_form(programme, asked, Situation(today=DAY, informant="kontaktperson"), rows=2)
    rows = next(part for part in form.parts if isinstance(part, BlankRows))
    assert rows.runs_on
    assert next(asked.rows()).carry in CARRIED
    assert [row.number for row in rows.rows] == ["", ""]
    assert [item.number for item in items_of(rows.rows[0].parts)][:2] == [".1", ".2"]
