"""What is asked: hiding in the order of dependency, the same decided at once and change by change."""

import random
from datetime import date
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.ask.dependency import dependency_circle
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.form import prepare
from sipforms.engine.ask.places import places_in
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked, in_order
from sipforms.engine.build.conditions import condition
from sipforms.engine.paths import dotted
from sipforms.engine.programme import Item, Kind, Programme, Question, Questionnaire, Wording
from sipforms.engine.response import Json
from tests.engine.bundles import all_questionnaires, name_of, small
from tests.engine.generate import begun, filled, situations, with_answer

TODAY = date(2026, 11, 22)


def shown(programme: Programme, questionnaire: str, answers: dict[str, Json], **situation: object) -> set[str]:
    form = prepare(programme, programme.questionnaires[questionnaire], Situation(today=TODAY, **situation))  # type: ignore[arg-type]
    flat = flattened(form.entries, answers)
    return {dotted(path) for path in asked(form, flat.answers, flat.rows).paths}


ALL_YES: dict[str, Json] = {"foerst": True, "b": True, "c": True, "d": True, "omraade": {"e": True, "f": True}}


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        (ALL_YES, {"modsat", "mangler", "efter_autisme", "kun_interview", "efter_interview"}),
        ({**ALL_YES, "b": False}, {"c", "d", "sidst", "omraade.e", "omraade.f", "omraade.lag.g"}),
        ({**ALL_YES, "foerst": False}, {"b", "c", "d", "sidst", "omraade.e", "omraade.f", "omraade.lag.g", "tael"}),
        ({}, {"b", "c", "d", "sidst", "omraade.lag.g"}),
    ],
    ids=["all yes", "second no", "first no", "blank"],
)
def test_what_is_hidden_by_something_hidden_is_hidden(answers: dict[str, Json], hidden: set[str]) -> None:
    assert not shown(small("kaeder"), "kaede", answers) & hidden


def test_the_end_of_the_chain_is_shown_although_it_stands_first() -> None:
    assert {"sidst", "omraade.lag.g", "tael"} <= shown(small("kaeder"), "kaede", ALL_YES)


def test_a_hidden_answer_does_not_count() -> None:
    assert "modsat" in shown(small("kaeder"), "kaede", {"foerst": False, "b": True})


@pytest.mark.parametrize(
    ("variant", "there", "gone"),
    [
        ("autisme", "kun_autisme", "ikke_autisme"),
        ("misbrug", "ikke_autisme", "kun_autisme"),
        (None, "ikke_autisme", "kun_autisme"),
    ],
)
def test_variants_have_their_own_questions(variant: str | None, there: str, gone: str) -> None:
    now = shown(small("kaeder"), "kaede", {"kun_autisme": True}, variant=variant)
    assert there in now
    assert gone not in now
    assert ("efter_autisme" in now) is (variant == "autisme")


def test_fields_are_hidden_row_by_row() -> None:
    rows: list[Json] = [{"id": "r1", "kontakt": True}, {"id": "r2", "kontakt": False}, {"id": "r3"}]
    now = shown(small("betingelser"), "raekker", {"har": True, "graense": 5, "personer": rows})
    of_interest = {path for path in now if path.rpartition(".")[2] in ("hvem", "hvorfor", "kun_hvis")}
    assert of_interest == {"personer.r1.hvem", "personer.r1.kun_hvis", "personer.r2.hvorfor"}
    assert "to_kontaktet" not in now
    assert {"hoejst_en", "mindst_tre"} <= now


def test_hidden_rows_hide_their_fields_and_count_as_none() -> None:
    rows: list[Json] = [{"id": "r1", "kontakt": True}, {"id": "r2", "kontakt": True}]
    now = shown(small("betingelser"), "raekker", {"har": False, "personer": rows})
    assert not {path for path in now if path.startswith("personer")}
    assert {"ingen", "alle_kontaktet"} <= now


def test_required_counts_only_while_shown() -> None:
    programme = small("betingelser")
    form = prepare(programme, programme.questionnaires["kraeves"], Situation(today=TODAY))

    def required(answers: dict[str, Json]) -> set[str]:
        flat = flattened(form.entries, answers)
        return {dotted(path) for path in asked(form, flat.answers, flat.rows).required}

    assert required({}) == {"trin"}
    assert required({"trin": 2}) == {"trin", "hvorfor"}
    assert required({"trin": 5}) == {"trin", "flere"}
    begge = {"begge.vigtighed", "begge.tilfredshed"}
    assert required({"trin": 5, "ja": True}) == {"trin", "flere", "omraade.a", *begge} | {
        "omraade.dybt.b.vigtighed",
        "omraade.dybt.b.tilfredshed",
    }


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_deciding_after_each_change_is_the_same_as_deciding_at_once(
    case: tuple[Programme, Questionnaire], data: st.DataObject
) -> None:
    situation = data.draw(situations(*case))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    draft = filled(*case, situation, chance) if chance.random() < 0.5 else begun(*case, situation)
    for _ in range(12):
        draft = some_change(draft, chance)
        assert draft.asked == asked(draft.form, draft.answers, draft.rows)


def some_change(draft: Draft, chance: random.Random) -> Draft:
    if draft.rows and chance.random() < 0.15:
        path = chance.choice(list(draft.rows))
        row = chance.choice(draft.rows[path])
        return draft if draft.holding(path, row) else draft.remove_row(path, row)
    if draft.answers and chance.random() < 0.3:
        return draft.clear(chance.choice(list(draft.answers)))
    if chance.random() < 0.15:
        return draft.undo()
    there = list(in_order(draft.form, draft.rows, draft.asked))
    return with_answer(draft, chance.choice(there), chance) if there else draft


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_what_is_asked_comes_in_the_order_of_the_questionnaire(case: tuple[Programme, Questionnaire]) -> None:
    draft = filled(*case, Situation(today=TODAY), random.Random(7))
    paths = list(in_order(draft.form, draft.rows, draft.asked))
    assert set(paths) == draft.asked.paths
    outside_rows = [draft.form.places.order[path] for path in paths if path in draft.form.places.order]
    assert outside_rows == sorted(outside_rows)


def yes_or_no(name: str, *reads: str) -> Item:
    conditions = tuple(condition({"item": one, "is": True}) for one in reads)
    question = Question(
        path=(name,), item=(name,), kind=Kind.BOOLEAN, wording=Wording(title=name), visible_if=conditions
    )
    return Item(id=name, path=(name,), title=name, questions=(question,))


def test_a_circle_is_named() -> None:
    items = (yes_or_no("a"), yes_or_no("b", "a", "d"), yes_or_no("c", "b"), yes_or_no("d", "c"), yes_or_no("e", "d"))
    circle = dependency_circle(places_in(items))
    assert circle is not None
    assert {dotted(path) for path in circle} == {"b", "c", "d"}


def test_a_question_that_hides_itself_is_a_circle() -> None:
    assert dependency_circle(places_in((yes_or_no("a", "a"),))) == (("a",),)


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_the_programmes_have_no_circle(case: tuple[Programme, Questionnaire]) -> None:
    assert dependency_circle(places_in(case[1].entries)) is None


def test_a_circle_does_not_hang_the_form() -> None:
    items = (yes_or_no("a", "b"), yes_or_no("b", "a"), yes_or_no("c"))
    questionnaire = Questionnaire(id="q", title="q", entries=items)
    form = prepare(small("kaeder"), questionnaire, Situation(today=TODAY))
    assert asked(form, {("a",): True, ("b",): True}, {}).paths >= {("c",)}


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    names = [f"i{number}" for number in range(5000)]
    items = (yes_or_no(names[0]), *(yes_or_no(name, before) for before, name in pairwise(names)))
    questionnaire = Questionnaire(id="q", title="q", entries=items)
    begun_at = perf_counter()
    assert dependency_circle(places_in(questionnaire.entries)) is None
    form = prepare(small("kaeder"), questionnaire, Situation(today=TODAY))
    assert len(asked(form, {(name,): True for name in names}, {}).paths) == len(names)
    assert perf_counter() - begun_at < 5  # in proportion: a quarter of a second; squared it would be minutes
