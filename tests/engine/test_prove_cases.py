"""What the prover finds in conditions made by hand: everything that a person would see, and nothing else."""

import pytest

from sipforms.engine.checks.catalogue.proofs import CODES as PROOFS
from sipforms.engine.problem import Level, Problem
from tests.engine.checking import problems

PROGRAMME = """
id: lille
title: Lille
version: 1.0.0
language: da
questionnaires: [puls]
informants: {borger: Borgeren, hjaelper: Hjælperen}
variants: {unge: {title: Unge}, gamle: {title: Gamle}}
parameters: {form: {title: Form, type: choice, options: [kort, lang], default: kort}}
"""
SCALES = """
$defs:
  fem:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: Slet ikke}
      - {const: 2, title: Lidt}
      - {const: 3, title: Noget}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
  slags:
    direction: none
    oneOf: [{const: x, title: X}, {const: y, title: Y}, {const: z, title: Z}]
"""
BEFORE = """
  ja: {title: Ja, type: boolean}
  skal: {title: Skal, type: boolean}
  trin: {title: Trin, scale: fem}
  andet: {title: Andet, scale: fem}
  tal: {title: Tal, type: integer, minimum: 0, maximum: 9}
  frit: {title: Frit, type: integer}
  hundrede: {title: Hundrede, type: integer, minimum: 100, maximum: 900, multipleOf: 100}
  flere: {title: Flere, type: array, uniqueItems: true, items: {scale: slags}}
  ord: {title: Ord, type: string, maxLength: 5}
  dag: {title: Dag, type: string, format: date}
  slut: {title: Slut, type: string, format: date}
  tid: {title: Tid, type: string, format: time}
  skjult: {title: Skjult, type: boolean, visibleIf: {item: ja, is: true}}
  dobbelt: {title: Dobbelt, type: boolean, visibleIf: {item: skjult, is: true}}
  unge: {title: Kun unge, type: boolean, only: [unge]}
  folk:
    title: Folk
    type: array
    rowTitle: "{navn}"
    maxItems: 3
    items:
      properties:
        navn: {title: Navn, type: string, maxLength: 20}
        god: {title: God, type: boolean}
"""

NEVER = """
{all: [{item: trin, is: 1}, {item: trin, is: 2}]}
{all: [{item: trin, atLeast: 3}, {item: trin, atMost: 2}]}
{all: [{item: trin, anyOf: [1, 2]}, {item: trin, noneOf: [1, 2]}]}
{all: [{item: trin, isNot: 1}, {item: trin, isNot: 2}, {item: trin, isNot: 3}]}
{all: [{item: trin, answered: false}, {item: trin, isNot: 1}]}
{all: [{item: tal, atLeast: 4}, {item: tal, atMost: 3}]}
{all: [{item: tal, between: [2, 5]}, {item: tal, is: 6}]}
{all: [{item: frit, atLeast: 4}, {item: frit, is: 3}]}
{all: [{item: hundrede, atLeast: 401}, {item: hundrede, atMost: 499}]}
{item: hundrede, is: 150}
{item: tal, atLeast: {item: hundrede}}
{all: [{item: tal, atLeast: {item: frit}}, {item: frit, isNot: {item: tal}}, {item: frit, atLeast: {item: tal}}]}
{all: [{item: trin, is: {item: andet}}, {item: trin, is: 1}, {item: andet, is: 2}]}
{all: [{item: trin, atLeast: {item: andet}}, {item: trin, atMost: 1}, {item: andet, atLeast: 2}]}
{item: trin, isNot: {item: trin}}
{all: [{item: dag, before: "2026-01-01"}, {item: dag, after: "2026-01-01"}]}
{all: [{item: dag, before: {item: slut}}, {item: dag, notBefore: {item: slut}}]}
{all: [{item: dag, before: {item: slut}}, {item: slut, before: {item: dag}}]}
{all: [{item: dag, before: {today: true}}, {item: dag, notBefore: {today: true}}]}
{all: [{item: tid, before: "12:00"}, {item: tid, notBefore: "12:00"}]}
{item: dag, before: {item: dag}}
{all: [{item: ord, is: ja}, {item: ord, is: nej}]}
{all: [{item: flere, count: {atLeast: 3}}, {not: {item: flere, contains: x}}, {item: flere, answered: true}]}
{item: flere, count: {atLeast: 4}}
{all: [{item: flere, count: 1}, {item: flere, contains: x}, {item: flere, contains: y}]}
{item: folk, count: {atLeast: 4}}
{all: [{item: folk, count: 2}, {item: folk, answered: false}]}
{all: [{item: skjult, answered: true}, {item: ja, is: false}]}
{all: [{item: dobbelt, is: false}, {not: {item: ja, is: true}}]}
{all: [{item: unge, is: true}, {variant: gamle}]}
{all: [{mode: self}, {mode: interview}]}
{all: [{not: {mode: self}}, {not: {mode: interview}}]}
{all: [{occasion: first}, {occasion: later}]}
{all: [{parameter: form, is: kort}, {parameter: form, is: lang}]}
{all: [{previous: trin, is: 1}, {not: {previous: trin, is: 1}}]}
{countTrue: [{item: trin, is: 1}, {item: trin, is: 2}, {item: ja, is: true}], is: 3}
{all: [{any: {item: "folk.*.god", is: true}}, {item: folk, answered: false}]}
""".strip().splitlines()

ALWAYS = """
{any: [{item: trin, answered: true}, {item: trin, answered: false}]}
{any: [{mode: self}, {mode: interview}]}
{any: [{occasion: first}, {occasion: later}]}
{any: [{parameter: form, is: kort}, {parameter: form, is: lang}]}
{any: [{not: {item: ja, is: true}}, {item: ja, is: true}]}
{countTrue: [{item: ja, is: true}, {item: skal, is: true}], atMost: 2}
""".strip().splitlines()

OPEN = """
{item: trin, is: 1}
{item: trin, isNot: 1}
{item: trin, atLeast: 1}
{item: trin, answered: false}
{all: [{item: trin, isNot: 1}, {item: trin, isNot: 2}]}
{all: [{item: trin, answered: true}, {not: {item: trin, atLeast: 1}}]}
{any: [{item: trin, is: 1}, {item: trin, isNot: 1}]}
{all: [{item: frit, atLeast: 4}, {item: frit, atMost: 4}]}
{all: [{item: frit, atLeast: -3}, {item: frit, atMost: -3}]}
{item: hundrede, between: [150, 250]}
{item: frit, atLeast: {item: hundrede}}
{all: [{item: tal, atLeast: 9}, {item: frit, atLeast: {item: tal}}]}
{all: [{item: dag, notBefore: {item: slut}}, {item: slut, notBefore: {item: dag}}]}
{all: [{item: dag, after: {item: slut}}, {item: dag, before: {item: slut, add: P14D}}]}
{all: [{item: dag, after: "2026-01-01"}, {item: dag, before: "2026-01-03"}]}
{all: [{item: dag, before: {today: true}}, {item: dag, after: {today: true, add: -P1M}}]}
{all: [{item: tid, after: "11:58"}, {item: tid, before: "12:00"}]}
{all: [{item: ord, isNot: ja}, {item: ord, isNot: nej}]}
{all: [{item: flere, count: {atMost: 1}}, {item: flere, contains: x}]}
{all: [{item: flere, answered: true}, {not: {item: flere, contains: x}}]}
{all: [{item: skjult, answered: true}, {item: ja, is: true}]}
{item: folk, count: 3}
{any: {item: "folk.*.god", is: true}}
{countTrue: {item: "folk.*.god", is: true}, atLeast: 2}
{all: [{any: {item: "folk.*.god", is: true}}, {any: {item: "folk.*.god", is: false}}]}
{all: [{variant: unge}, {item: unge, is: true}]}
{all: [{mode: self}, {informant: borger}, {occasion: later}, {parameter: form, is: lang}]}
{all: [{previous: trin, is: 1}, {item: trin, is: 2}]}
{all: [{countTrue: [{item: ja, is: true}, {item: skal, is: true}], atLeast: 1}, {item: ja, is: false}]}
{item: "folk.*.god", sameAnswer: 5}
""".strip().splitlines()


def found(item: str, *, required: str = "skal") -> list[Problem]:
    """What is said about the last question, ``spm``."""
    puls = f"title: Puls\nmodes: [interview, self]\nrequired: [{required}]\nproperties:{BEFORE}  spm: {item}\n"
    files = {"programme.yaml": PROGRAMME, "scales.yaml": SCALES, "questionnaires/puls.yaml": puls}
    return [one for one in problems(files) if one.code in PROOFS or one.level is Level.ERROR]


def told(item: str, *, required: str = "skal") -> list[tuple[str, str]]:
    """The codes, with what they name."""
    return [(one.code, str(one.facts.get("name"))) for one in found(item, required=required)]


def asking(condition: str, keyword: str = "visibleIf") -> str:
    return f"{{title: Spørgsmål, type: boolean, {keyword}: {condition}}}"


@pytest.mark.parametrize("condition", NEVER)
def test_what_can_never_be_true_is_told_once(condition: str) -> None:
    assert told(asking(condition)) == [("never-asked", "spm")]
    assert told(asking(condition, "requiredIf")) == [("never-true", "spm")]


@pytest.mark.parametrize("condition", ALWAYS)
def test_what_is_always_true_is_told_once(condition: str) -> None:
    assert [code for code, _ in told(asking(condition)) if code != "turns-on-missing"] == ["always-true"]


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("{any: [{item: ja, is: true}, {all: [{item: trin, is: 1}, {item: trin, is: 2}]}]}", 82),
        ("{not: {all: [{item: trin, is: 1}, {item: trin, is: 2}]}}", 59),
        ("{all: [{item: ja, is: true}, {any: [{mode: self}, {mode: interview}]}]}", 82),
    ],
)
def test_the_smallest_part_that_decides_nothing_is_told(condition: str, column: int) -> None:
    (problem,) = (one for one in found(asking(condition)) if one.code != "turns-on-missing")
    assert problem.code in ("never-true", "always-true")
    assert problem.place.column == column


@pytest.mark.parametrize("condition", OPEN)
def test_nothing_is_told_of_what_turns_on_the_answers(condition: str) -> None:
    assert [code for code, _ in told(asking(condition)) if code != "turns-on-missing"] == []
    assert [code for code, _ in told(asking(condition, "requiredIf")) if code != "turns-on-missing"] == []


UNAWARE = """
{not: {item: trin, is: 1}}
{not: {item: trin, isNot: 1}}
{not: {any: [{item: trin, is: 1}, {item: ja, is: true}]}}
{all: [{item: ja, is: true}, {not: {item: trin, atLeast: 2}}]}
{not: {item: skjult, is: true}}
{any: [{item: ja, is: true}, {not: {item: flere, contains: x}}]}
""".strip().splitlines()

AWARE = """
{item: trin, isNot: 1}
{item: trin, noneOf: [1, 2]}
{all: [{item: trin, answered: true}, {not: {item: trin, is: 1}}]}
{any: [{item: trin, answered: false}, {not: {item: trin, is: 1}}]}
{not: {item: trin, answered: true}}
{not: {item: skal, is: true}}
{all: [{item: trin, is: 2}, {not: {item: trin, is: 1}}]}
{not: {not: {item: trin, is: 1}}}
{not: {mode: self}}
""".strip().splitlines()


@pytest.mark.parametrize("condition", UNAWARE)
def test_a_missing_answer_that_meets_a_condition_is_told(condition: str) -> None:
    assert [code for code, _ in told(asking(condition))] == ["turns-on-missing"]


@pytest.mark.parametrize("condition", AWARE)
def test_who_wrote_answered_or_must_have_an_answer_is_not_warned(condition: str) -> None:
    assert "turns-on-missing" not in [code for code, _ in told(asking(condition))]


def test_what_must_be_answered_and_is_never_asked_is_told_with_both_places() -> None:
    (problem,) = found(asking(NEVER[0]), required="spm")
    assert problem.code == "required-never-asked"
    assert problem.also is not None
    assert problem.also.line < problem.place.line


def test_what_turns_on_something_never_asked_is_not_told_again() -> None:
    item = (
        asking(NEVER[0]) + "\n  og: " + asking("{item: spm, is: true}") + "\n  saa: " + asking("{item: og, is: true}")
    )
    assert told(item) == [("never-asked", "spm")]


def test_a_shared_area_is_only_told_where_it_is_wrong_in_every_use() -> None:
    """The same condition stands inside two areas: with one of them it can never be true, with the other it can."""
    shared = "  inde: {title: Inde, properties: {x: {title: X, type: boolean, visibleIf: {item: ja, is: true}}}}\n"
    uses = ["  a: {$ref: ../scales.yaml#/$defs/inde, visibleIf: {item: ja, is: false}}\n"]
    uses.append("  b: {$ref: ../scales.yaml#/$defs/inde, visibleIf: {item: skal, is: true}}\n")
    for used, codes in ((uses[:1], ["never-asked-here"]), (uses, [])):
        puls = f"title: Puls\nmodes: [self]\nproperties:{BEFORE}{''.join(used)}"
        files = {"programme.yaml": PROGRAMME, "scales.yaml": SCALES + shared, "questionnaires/puls.yaml": puls}
        assert [one.code for one in problems(files) if one.code in PROOFS] == codes
