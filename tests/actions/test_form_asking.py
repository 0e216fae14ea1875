"""One question as a value: what a face shows, and that it shows nothing else."""

import dataclasses
from dataclasses import fields

import pytest

from sipforms.actions.form.asking import Asked, AskedRows, Picture, asked_now
from sipforms.engine.programme import Kind
from tests.actions.test_form_model import LAST, VOKSEN, WAYS, at, model
from tests.engine.bundles import ROOT, built

PROGRAMMES = ("aaben", "boern", "hjerneskade", "sikret", "voksen")


def asked(form: object) -> Asked:
    found = asked_now(form)  # type: ignore[arg-type]
    assert isinstance(found, Asked)
    return found


def test_a_question_says_what_is_asked_and_in_which_place() -> None:
    one = asked(at(model(VOKSEN, "livskvalitet"), "psykisk_velbefindende.humoer.tilfredshed"))
    assert (one.number, one.place, one.place_in_area) == ("1.1", 2, 2)
    assert one.of > one.of_area >= one.place_in_area
    assert one.areas == ("Psykisk velbefindende",)
    assert one.dimension == "Tilfreds?"
    assert "tilfreds" in one.sentence.casefold()
    assert [step.level for step in one.steps] == [0, 0.25, 0.5, 0.75, 1]
    assert [choice.key for choice in one.beside] == ["0", "-", ",", "/"]
    assert not one.chosen
    assert one.answer is None


def test_a_glass_is_for_how_much_and_a_face_for_how_good() -> None:
    form = model(VOKSEN, "livskvalitet")
    assert asked(at(form, "psykisk_velbefindende.humoer.vigtighed")).picture is Picture.AMOUNT
    assert asked(at(form, "psykisk_velbefindende.humoer.tilfredshed")).picture is Picture.FEELING


def test_what_is_answered_is_marked_among_the_choices() -> None:
    form = at(model(VOKSEN, "livskvalitet"), "psykisk_velbefindende.humoer.vigtighed")
    where = form.cursor
    form.press("4")
    found = asked_now(form, where)
    assert isinstance(found, Asked)
    assert [one.key for one in found.chosen] == ["4"]
    assert found.answer == 4


def test_nothing_of_last_time_is_in_it() -> None:
    first = at(model(VOKSEN, "livskvalitet"), "psykisk_velbefindende.humoer.vigtighed")
    second = at(model(VOKSEN, "livskvalitet", previous=LAST), "psykisk_velbefindende.humoer.vigtighed")
    one, other = asked(first), asked(second)
    for field in fields(Asked):
        assert getattr(one, field.name) == getattr(other, field.name), field.name


def test_a_note_is_not_in_it() -> None:
    form = at(model(VOKSEN, "livskvalitet"), "psykisk_velbefindende.humoer.vigtighed")
    before = asked(form)
    form.note("hemmelig")
    assert asked(form) == before


def test_yes_is_not_one_even_where_one_is_chosen() -> None:
    for kind in (Kind.BOOLEAN, Kind.CHOICES):
        form = model()
        path = next(
            one for one in form.outline.stops if (cell := form.outline.cell(one)) and cell.question.kind is kind
        )
        form.go(path)
        form.press("1")
        found = asked_now(form, path)
        assert isinstance(found, Asked)
        assert [one.key for one in found.chosen] == ["1"]
        assert found.takes_several is (kind is Kind.CHOICES)


def test_rows_are_asked_as_rows_and_their_fields_as_questions_in_a_row() -> None:
    form = at(model(), "familie")
    rows = asked_now(form)
    assert isinstance(rows, AskedRows)
    assert rows.may_add
    assert not rows.may_remove
    form.add_row()
    field = asked_now(form)
    assert isinstance(field, Asked)
    assert field.row is not None
    assert field.rows is rows.rows
    row = asked_now(form, field.row)
    assert isinstance(row, AskedRows)
    assert row.row == field.row
    assert row.standing == (field.row,)
    assert row.may_remove


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_stop_of_every_questionnaire_is_something_to_show(name: str) -> None:
    programme = built(ROOT / "programs" / name)
    for id_ in programme.questionnaires:
        form = model(programme, id_)
        questions = [found for path in form.outline.stops if isinstance(found := asked_now(form, path), Asked)]
        assert [one.place for one in questions] == list(range(1, len(questions) + 1)), id_
        assert all(one.of == len(questions) and one.sentence for one in questions), id_


def test_what_is_no_stop_is_not_asked() -> None:
    assert asked_now(model(), ("no", "such")) is None


def test_what_a_face_draws_is_not_in_what_is_logged() -> None:
    form = at(model(WAYS, "alle"), ".".join(model().outline.stops[0]))
    hidden = {field.name for kind in (Asked,) for field in dataclasses.fields(kind) if not field.repr}
    assert hidden == {"answer"}
    assert "answer=" not in repr(asked(form))
