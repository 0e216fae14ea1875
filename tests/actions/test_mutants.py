"""Mistakes put into a programme on purpose: which there are, which an example notices, and which nobody could."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from sipforms.actions.trying.mutants import MutantKind
from sipforms.actions.trying.mutation import Verdict, mutation_of
from tests.actions.tried_bundles import trying, with_examples

ROOT = Path(__file__).resolve().parents[2]
KINDS: tuple[MutantKind, ...] = get_args(MutantKind)
NOTHING = "- {example: Intet, questionnaire: puls, answers: {glad: 4}}\n"
INDICATORS = """
trivsel: {title: Trivsel, questionnaire: puls, scorer: mean, items: [glad, rask, rolig], missing: {maxShare: 1/3}}
mangler:
  title: Mangler
  questionnaire: puls
  scorer: difference
  items: {from: "*.vigtigt", minus: "*.tilfreds"}
  missing: {minPairs: 1}
gode:
  {title: Gode, questionnaire: puls, scorer: count, items: [glad, rask], where: {atLeast: 3}, missing: {maxShare: 0}}
begge: {title: Begge, questionnaire: puls, scorer: mean, indicators: [trivsel, gode], missing: {maxShare: 0}}
"""
ALL = """
- example: Alle svarer, og intet er ens
  questionnaire: puls
  answers:
    glad: 4
    rask: 1
    rolig: 3
    venner: {vigtigt: 4, tilfreds: 1}
    arbejde: {vigtigt: 2, tilfreds: 3}
  expect:
    visible: {hvorfor: false}
    scores: {trivsel: 2.6667, mangler: 1, gode: 1, begge: 1.8333}    # 8/3, (3-1)/2, kun glad, (8/3+1)/2
    problems: []
- example: Så lidt, som der må svares
  questionnaire: puls
  answers: {glad: 2, rask: 3, arbejde: {vigtigt: 3, tilfreds: 1}, aftaler: [{navn: Tur, holdt: false}, {holdt: true}]}
  expect:
    visible: {hvorfor: true, aftaler.r1.hvorfor_ikke: true, aftaler.r2.hvorfor_ikke: false}
    scores: {trivsel: 2.5, mangler: 2, gode: 1, begge: 1.75}
    problems: [{item: aftaler.r2.navn, rule: required}]
- example: Et svar for lidt
  questionnaire: puls
  answers: {glad: 3, venner: {vigtigt: 4}}
  expect:
    visible: {hvorfor: false}
    scores: {trivsel: {none: tooFewAnswers}, mangler: {none: tooFewAnswers}, begge: {none: tooFewAnswers}}
    problems: []
- example: Rask og rolig
  questionnaire: puls
  answers: {rask: 2, rolig: 3, venner: {vigtigt: 2, tilfreds: 4}}
  expect:
    scores: {trivsel: 2.5, mangler: -2, gode: {none: tooFewAnswers}, begge: {none: tooFewAnswers}}
    problems: [{item: glad, rule: required}]
- example: Begge er slet ikke
  questionnaire: puls
  answers: {glad: 1, rask: 1}
  expect: {scores: {trivsel: 1, gode: 0, begge: 0.5}, problems: [{check: tre_ens}]}
- example: Kun den ene er slet ikke
  questionnaire: puls
  answers: {glad: 1, rask: 2}
  expect: {problems: []}
- example: Kun den anden er slet ikke
  questionnaire: puls
  answers: {glad: 2, rask: 1}
  expect: {problems: []}
- example: Lidt for mange mangler
  questionnaire: puls
  answers: {glad: 4, rask: 4}
  expect: {scores: {gode: 2, trivsel: 4, begge: 3}}
"""


def verdicts(text: str, indicators: str = INDICATORS, files: Mapping[str, str] | None = None) -> list[Verdict]:
    made, tried, written = trying(with_examples(text, {"indicators.yaml": indicators, **(files or {})}))
    return list(mutation_of(made, tried, written).verdicts())


def of_kind(found: list[Verdict], kind: str) -> list[tuple[str, str, str, str]]:
    return [
        (one.mutant.name, one.mutant.of, one.mutant.before, one.mutant.after)
        for one in found
        if one.mutant.kind == kind
    ]


def test_good_examples_notice_every_mistake() -> None:
    found = verdicts(ALL)
    assert [(one.mutant.kind, one.mutant.name, one.mutant.of) for one in found if one.noticed_by is None] == []
    assert len(found) == 34


def test_an_example_that_expects_nothing_notices_none() -> None:
    found = verdicts(NOTHING)
    assert len(found) == len(verdicts(ALL))
    assert [one.noticed_by for one in found if one.noticed_by] == []


def test_without_any_example_all_survive() -> None:
    assert {one.noticed_by for one in verdicts("[]\n")} == {None}


def test_who_noticed_it_is_told() -> None:
    noticed = {one.mutant.kind: one.noticed_by for one in verdicts(ALL)}
    assert noticed["checkRemoved"] is not None
    assert noticed["checkRemoved"].example.name == "Begge er slet ikke"


def test_an_example_that_differs_already_notices_nothing() -> None:
    wrong = "- {example: Forkert, questionnaire: puls, answers: {glad: 1, rask: 1}, expect: {scores: {trivsel: 4}}}\n"
    assert {one.noticed_by for one in verdicts(wrong)} == {None}


def test_the_mistakes_are_these() -> None:
    found = verdicts(NOTHING)
    assert of_kind(found, "ruleLooser") == [
        ("trivsel", "", "max_share=1/3", "max_share=2/3"),
        ("gode", "", "max_share=0", "max_share=1/2"),
        ("begge", "", "max_share=0", "max_share=1/2"),
    ]
    assert of_kind(found, "ruleStricter") == [
        ("trivsel", "", "max_share=1/3", "max_share=0"),
        ("mangler", "", "min_pairs=1", "min_pairs=2"),
    ]
    assert [(name, part) for name, part, *_ in of_kind(found, "dropped")] == [
        ("trivsel", "glad"),
        ("trivsel", "rask"),
        ("trivsel", "rolig"),
        ("mangler", "venner"),
        ("mangler", "arbejde"),
        ("gode", "glad"),
        ("gode", "rask"),
        ("begge", "trivsel"),
        ("begge", "gode"),
    ]
    assert [name for name, *_ in of_kind(found, "swapped")] == ["mangler"]
    assert [name for name, *_ in of_kind(found, "turned")] == ["trivsel", "gode"]
    assert of_kind(found, "whereMoved") == [("gode", "where", "3", "2"), ("gode", "where", "3", "4")]
    assert of_kind(found, "optionCounts") == [
        ("fire", "", "1", "2"),
        ("fire", "", "2", "3"),
        ("fire", "", "3", "4"),
        ("fire", "", "4", "3"),
    ]
    assert of_kind(found, "boundary") == [("hvorfor", "visibleIf", "2", "1"), ("hvorfor", "visibleIf", "2", "3")]
    assert of_kind(found, "partDropped") == [("tre_ens", "assert", "1", ""), ("tre_ens", "assert", "2", "")]
    assert {name for name, *_ in of_kind(found, "negated")} == {"hvorfor", "aftaler.*.hvorfor_ikke", "tre_ens"}
    assert [name for name, *_ in of_kind(found, "requiredDropped")] == ["glad", "aftaler.*.navn"]


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("maxShare: 0", {"ruleLooser"}),
        ("maxShare: 1/3", {"ruleLooser", "ruleStricter"}),
        ("maxShare: 2/3", {"ruleStricter"}),  # looser would let all be missing, and a number needs one answer
        ("maxShare: 1", {"ruleStricter"}),
        ("minAnswered: 1", {"ruleStricter"}),
        ("minAnswered: 2", {"ruleLooser", "ruleStricter"}),
        ("minAnswered: 3", {"ruleLooser"}),  # there are no more than three
    ],
)
def test_a_rule_that_nobody_could_tell_from_another_is_not_made(rule: str, kinds: set[str]) -> None:
    indicators = (
        f"a: {{title: A, questionnaire: puls, scorer: mean, items: [glad, rask, rolig], missing: {{{rule}}}}}\n"
    )
    found = {one.mutant.kind for one in verdicts(NOTHING, indicators)}
    assert found & {"ruleLooser", "ruleStricter"} == kinds


@pytest.mark.parametrize(
    ("condition", "moved"),
    [
        ("{item: glad, atMost: 2}", {"1", "3"}),
        ("{item: glad, atLeast: 1}", {"2"}),  # 0 is no answer, so from 0 is from 1
        ("{item: glad, atMost: 4}", {"3"}),
        ("{item: glad, between: [2, 4]}", {"1", "3"}),
        ("{item: alder, atLeast: 18}", {"17", "19"}),
        ("{item: alder, atLeast: 0}", {"1"}),
        ("{item: glad, is: 3}", set()),
        ("{countTrue: [{item: glad, is: 1}, {item: rask, is: 1}], atLeast: 1}", {"0", "2"}),
        ("{countTrue: [{item: glad, is: 1}, {item: rask, is: 1}], atLeast: 2}", {"1", "3"}),
        ("{any: {item: '*.tilfreds', atMost: 1}}", {"2", "0"}),
        ("{item: '*.tilfreds', sameAnswer: 3}", {"2"}),  # of two questions never more are alike than two
    ],
)
def test_a_boundary_beyond_the_scale_is_not_made(condition: str, moved: set[str]) -> None:
    (file,) = [one for one in trying(with_examples(NOTHING))[2].bundle.files if one.startswith("questionnaires/")]
    text = trying(with_examples(NOTHING))[2].bundle.files[file].decode()
    changed = text.replace("{item: glad, atMost: 2}", condition)
    found = verdicts(NOTHING, files={file: changed})
    assert {after for name, _of, _before, after in of_kind(found, "boundary") if name == "hvorfor"} == moved


def test_options_on_the_same_side_of_what_is_counted_are_alike() -> None:
    indicators = (
        "a: {title: A, questionnaire: puls, scorer: count, items: glad, where: {atLeast: 3}, missing: {maxShare: 0}}"
    )
    assert of_kind(verdicts(NOTHING, indicators), "optionCounts") == [("fire", "", "2", "3")]


def test_recoded_options_belong_to_their_indicator() -> None:
    indicators = (
        "a: {title: A, questionnaire: puls, scorer: recode, items: [glad], map: {'1': 0, '2': 0, '3': 10, '4': 20}, "
        "missing: {maxShare: 0}}\n"
    )
    assert of_kind(verdicts(NOTHING, indicators), "optionCounts") == [
        ("fire", "a", "0", "10"),
        ("fire", "a", "0", "10"),
        ("fire", "a", "10", "20"),
        ("fire", "a", "20", "10"),
    ]


def test_a_day_that_was_included_is_not_any_more() -> None:
    file = "questionnaires/puls.yaml"
    text = trying(with_examples(NOTHING))[2].bundle.files[file].decode()
    text = text.replace("checks:\n", "  dag: {title: Hvilken dag?, type: string, format: date}\nchecks:\n") + (
        "  - {id: ikke_frem, level: hard, assert: {item: dag, notAfter: {today: true}}, message: For sent.}\n"
    )
    example = "- {example: A, questionnaire: puls, answers: {glad: 3, dag: '2026-11-%s'}, expect: {problems: []}}\n"
    found = verdicts(example % "22", files={file: text})
    on_the_day = [one for one in found if one.mutant.kind == "boundary" and one.mutant.name == "ikke_frem"]
    assert [(one.mutant.before, one.mutant.after, one.noticed_by is not None) for one in on_the_day] == [
        ("notAfter", "before", True)
    ]
    before = verdicts(example % "21", files={file: text})
    assert [one.noticed_by for one in before if one.mutant.name == "ikke_frem" and one.mutant.kind == "boundary"] == [
        None
    ]


@pytest.mark.parametrize("name", ["en/mutants.md", "da/mutanter.md"])
def test_the_page_lists_every_kind_and_no_other(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(KINDS)
    module = (ROOT / "sipforms" / "actions" / "trying" / "mutants.py").read_text("utf-8")
    assert re.findall(r"^([a-z][a-zA-Z]+)  +\S", module, re.MULTILINE)[: len(KINDS)] == list(KINDS)


def test_every_kind_is_made_of_some_programme() -> None:
    indicators = INDICATORS + (
        "holdte: {title: H, questionnaire: puls, scorer: share, rows: aftaler, where: {item: ./holdt, is: true}, "
        "missing: {minAnswered: 1}}\n"
    )
    assert set(Counter(one.mutant.kind for one in verdicts(NOTHING, indicators))) == set(KINDS)
