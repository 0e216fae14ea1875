"""What answering costs: each way of answering by hand, whole questionnaires against every way through them."""

import random
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from sipforms.actions.library import Library
from sipforms.engine.ask.dependency import shown_by
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked
from sipforms.engine.budget.cost import Cost
from sipforms.engine.budget.effort import effort, variants_that_matter
from sipforms.engine.budget.extent import costs_in, extent
from sipforms.engine.budget.lix import lix
from sipforms.engine.build import build
from sipforms.engine.checks.aloud import left_out
from sipforms.engine.checks.budgets import heard
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.shape import shaped
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Programme, Question, Questionnaire
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Answer
from tests.engine.bundles import all_questionnaires, built, name_of
from tests.engine.checking import BUNDLES, PROGRAMS, bundle, folders, problems, words

SCALE = "oneOf: [{const: 1, title: Lidt}, {const: 2, title: Meget}, {const: a, title: Ved ikke, missing: dontKnow}]"
WAYS = [
    (f"{{title: A, {SCALE}}}", (1, 1), (1, 1)),
    ("{title: A, type: boolean}", (1, 1), (1, 1)),
    ("{title: A, type: string, format: date}", (1, 9), (9, 9)),
    ("{title: A, type: string, format: time}", (1, 5), (5, 5)),
    ("{title: A, type: integer, minimum: 0, maximum: 30}", (1, 3), (2, 3)),
    ("{title: A, type: integer, minimum: 10, maximum: 99}", (1, 3), (3, 3)),
    ("{title: A, type: integer, minimum: -20, maximum: -5}", (1, 4), (3, 4)),
    ("{title: A, type: integer}", (1, 3), (2, 3)),
    ("{title: A, type: string, minLength: 2, maxLength: 4}", (1, 6), (4, 6)),
    ("{title: A, type: string, multiline: true}", (1, 202), (3, 202)),
    ("{title: A, type: array, uniqueItems: true, items: {enum: [a, b, c]}}", (1, 4), (2, 4)),
    ("{title: A, type: array, uniqueItems: true, minItems: 2, maxItems: 2, items: {enum: [a, b, c]}}", (1, 3), (3, 3)),
]
"""A question, and the least and most keys it costs: where it need not be answered, and where it must."""

ROWS = """
  folk:
    title: Folk
    type: array
    rowTitle: "{navn}"
    LIMITS
    items:
      required: [navn]
      properties:
        navn: {title: Navn, type: string, maxLength: 5}
        alder: {title: Alder, type: integer, minimum: 0, maximum: 120}
"""


def asked_in(properties: str, **more: str) -> tuple[Programme, Questionnaire]:
    extra = "".join(f"{keyword}: {value}\n" for keyword, value in more.items())
    one = bundle({"questionnaires/puls.yaml": f"title: Puls\nmodes: [interview]\n{extra}properties:{properties}"})
    programme = build(one)
    return programme, programme.questionnaires["puls"]


@pytest.mark.parametrize(("question", "free", "must"), WAYS)
def test_each_way_of_answering_costs_its_keys(question: str, free: tuple[int, int], must: tuple[int, int]) -> None:
    for found, expected in (
        (effort(*asked_in(f"\n  a: {question}\n")), free),
        (effort(*asked_in(f"\n  a: {question}\n", required="[a]")), must),
    ):
        assert (found.keystrokes.least, found.keystrokes.most) == expected


@pytest.mark.parametrize(
    ("limits", "keys"),
    [("", (1, 1 + 7 + 4)), ("minItems: 2", (2 * (1 + 3 + 1), 2 * 12)), ("maxItems: 3", (1, 3 * 12))],
)
def test_rows_cost_a_key_each_and_their_fields(limits: str, keys: tuple[int, int]) -> None:
    found = effort(*asked_in(ROWS.replace("LIMITS", limits))).keystrokes
    assert (found.least, found.most) == keys


def test_rows_that_are_required_are_filled_in_once() -> None:
    found = effort(*asked_in(ROWS.replace("LIMITS\n", "\n"), required="[folk]")).keystrokes
    assert (found.least, found.most) == (1 + 3 + 1, 12)


def test_minutes_are_words_read_aloud_and_time_to_answer() -> None:
    """Eight words are four seconds, and a choice takes twelve: 15 questions are 240 seconds."""
    said = "Hvor glad har du været i den uge?"
    one = effort(*asked_in("".join(f'\n  q{n}: {{title: "{said}", {SCALE}}}' for n in range(15)) + "\n"))
    assert (one.minutes.least, one.minutes.most) == (4, 4)


def test_questions_that_exclude_each_other_are_not_both_counted() -> None:
    programme, one = asked_in(
        "\n  a: {title: A, type: boolean}"
        "\n  b: {title: B, type: boolean, visibleIf: {item: a, is: true}}"
        "\n  c: {title: C, type: string, minLength: 3, maxLength: 3, visibleIf: {item: a, is: false}}\n",
        required="[c]",
    )
    found = effort(programme, one).keystrokes
    assert (found.least, found.most) == (2, 6)


def test_the_shipped_programme_costs_what_its_readme_says() -> None:
    programme = built(PROGRAMS / "voksen")
    found = effort(programme, programme.questionnaires["livskvalitet"])
    assert found.keystrokes.least == 66
    assert found.minutes.least < found.minutes.most <= 30


def test_only_target_groups_that_are_asked_something_else_matter() -> None:
    programme = built(PROGRAMS / "voksen")
    found = {id_: variants_that_matter(programme, one) for id_, one in programme.questionnaires.items()}
    assert found["indsats"] == (None,)
    assert found["baggrund"] == (None, "autisme", "udviklingshaemning", "sindslidelse")


@pytest.mark.parametrize("case", all_questionnaires(), ids=name_of)
def test_no_way_through_is_cheaper_or_dearer(case: tuple[Programme, Questionnaire]) -> None:
    """Rows apart: what they cost is counted by hand above."""
    chance = random.Random(1)
    for variant in variants_that_matter(*case):
        form = formed(*case, variant)
        costs, rows = dict(costs_in(form)), set(form.places.rows)
        found = extent(form)
        empty = sum(costs[path].keys[0] for path in rows)
        for _ in range(60):
            answers = answered(form, chance)
            shown = asked(form, answers, {}).paths - rows
            least, most = spent(shown, costs)
            assert most <= found.keys[1]
            if any(passes(form, path, answers.get(path)) for path in shown):
                continue  # who passes what others turn on may be done with less
            assert found.keys[0] - empty <= least + (0 if not rows else least)
            if not rows:
                assert found.keys[0] <= least


def passes(form: Form, path: Path, answer: Answer | None) -> bool:
    question = form.places.questions[path]
    option = question.scale.option(answer) if question.scale and path in shown_by(form.places) else None
    return option is not None and option.missing is not None


@pytest.mark.parametrize(("declined", "keys"), [(", missing: declined", 4), ("", 1)])
def test_whoever_declines_at_the_door_is_no_measure_of_the_form(declined: str, keys: int) -> None:
    found = effort(
        *asked_in(
            "\n  vil: {title: Vil du?, oneOf: [{const: ja, title: Ja}, {const: nej, title: Nej" + declined + "}]}"
            "\n  inde:\n    title: Inde\n    visibleIf: {item: vil, is: ja}\n    properties:"
            + "".join(f"\n      {name}: {{title: {name}, {SCALE}}}" for name in "abc")
            + "\n"
        )
    )
    assert (found.keystrokes.least, found.keystrokes.most) == (keys, 4)


def test_the_two_ends_are_reached_where_few_answers_decide() -> None:
    programme, one = asked_in(
        "\n  a: {title: A, type: boolean}"
        f"\n  b: {{title: B, {SCALE}, visibleIf: {{item: a, is: true}}}}"
        "\n  c: {title: C, type: string, minLength: 3, maxLength: 3, visibleIf: {item: b, is: 2}}"
        "\n  d: {title: D, type: boolean, visibleIf: {not: {item: a, is: true}}}"
        "\n  e: {title: E, type: string, format: date, visibleIf: {any: "
        "[{item: d, is: false}, {item: c, answered: true}]}}"
        "\n  f: {title: F, type: boolean, visibleIf: {countTrue: "
        "[{item: b, is: 1}, {item: a, is: true}], atLeast: 2}}\n",
        required="[c, e]",
    )
    form = formed(programme, one, None)
    costs, chance = dict(costs_in(form)), random.Random(2)
    ways = [spent(asked(form, answered(form, chance), {}).paths, costs) for _ in range(400)]
    assert (min(low for low, _ in ways), max(high for _, high in ways)) == extent(form).keys


def formed(programme: Programme, questionnaire: Questionnaire, variant: str | None) -> Form:
    mode = next(iter(questionnaire.modes), None)
    informant = next(iter(questionnaire.informants), None)
    situation = Situation(mode=mode, informant=informant, variant=variant, today=date(2026, 1, 1))
    return prepare(programme, questionnaire, situation)


def answered(form: Form, chance: random.Random) -> Mapping[Path, Answer]:
    return {path: answer for path, one in form.places.questions.items() if (answer := one_of(one, chance)) is not None}


def one_of(question: Question, chance: random.Random) -> Answer | None:
    match question.kind:
        case Kind.CHOICE if question.scale is not None:
            return chance.choice(question.scale.options).value
        case Kind.CHOICES if question.scale is not None:
            return tuple(one.value for one in question.scale.options if chance.random() < 0.5) or None
        case Kind.BOOLEAN:
            return chance.random() < 0.5
        case Kind.INTEGER:
            return chance.randint(question.minimum or 0, question.maximum or 9)
        case Kind.TEXT | Kind.LONG_TEXT:
            return "abc"
    return None


def spent(shown: set[Path] | frozenset[Path], costs: Mapping[Path, Cost]) -> tuple[int, int]:
    return sum(costs[path].keys[0] for path in shown), sum(costs[path].keys[1] for path in shown)


def in_every_language(folder: object) -> Iterator[tuple[Bundle, Scene, Programme]]:
    one = Library().open(folder)  # type: ignore[arg-type]
    scene = Scene(bundle=one, vocabulary=words(), files={file: shaped(source) for file, source in one.sources.items()})
    for language in scene.languages:
        yield one, scene, build(one, language.name)


@pytest.mark.parametrize("folder", [*folders(BUNDLES / "good"), *folders(PROGRAMS)], ids=lambda path: path.name)
def test_a_check_counts_the_same_words_as_the_built_programme(folder: object) -> None:
    """The check reads a bundle as written, where every text has a place; the effort is of what was built from it."""
    for _, scene, programme in in_every_language(folder):
        texts = next(one.texts for one in scene.languages if one.name == programme.language)
        for id_, questionnaire in programme.questionnaires.items():
            for variant in (None, *(one.id for one in programme.variants)):
                found = effort(programme, questionnaire, variant=variant).lix
                hidden = left_out(scene.trees[id_], variant)
                if found is not None:
                    assert lix(heard(scene.sayings[id_], hidden, variant, texts)) == found


@pytest.mark.parametrize("measure", ["keystrokes", "minutes", "lix"])
def test_a_budget_that_is_just_kept_is_no_problem_and_one_less_is(measure: str) -> None:
    many = "".join(f"  q{n}: {{title: Hvordan var botilbuddet på dag {n}?, {SCALE}}}\n" for n in range(8))
    files = {"questionnaires/puls.yaml": f"title: Puls\nmodes: [interview]\nproperties:\n{many}"}
    programme = build(bundle(files))
    found = effort(programme, programme.questionnaires["puls"])
    value = found.lix if measure == "lix" else getattr(found, measure).least
    assert value is not None
    written = bundle(files).sources["programme.yaml"].text
    for limit, codes in ((value, []), (value - 1, ["over-budget"])):
        budget = f"budgets: {{puls: {{{measure}: {limit}}}}}\n"
        told = problems({**files, "programme.yaml": f"{written}{budget}"})
        assert [one.code for one in told] == codes
        assert [one.facts["value"] for one in told] == [value] * len(codes)
