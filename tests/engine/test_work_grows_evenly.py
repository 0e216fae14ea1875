"""Twice as much in a bundle is at most a little more than twice the work: nothing is searched through for each mistake.

Work is counted in calls of functions, so that the figures are the same on every machine.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import pytest

from sipforms.actions.checking import Checked, Inspection, Profile
from sipforms.engine.check import check
from sipforms.engine.checks import nearest as looking_up
from sipforms.engine.checks.nearest import nearest, within_patience
from sipforms.engine.overlay.resolving import resolve
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.render.checking import json
from sipforms.render.checking.told import Report
from tests.engine.checking import bundle, words
from tests.engine.overlaying import Bundles

SMALLER, LARGER = 80, 160
MORE = 2.6
"""How many times the work twice as much may be; searching through all for each would be 4."""

PATIENCE = 10_000
ONE = "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n"
FIVE = "$defs:\n  fem: {direction: higherIsMore, oneOf: [{const: 1, title: A}, {const: 2, title: B}]}\n"


def lines(line: str, count: int, start: int = 0) -> str:
    return "".join(line.replace("<m>", str(n - 1)).replace("<n>", str(n)) for n in range(start, count))


def items(count: int, more: str = "type: boolean") -> str:
    return "title: Puls\nproperties:\n" + lines(f'  tal<n>: {{title: "Er du <n>?", {more}}}\n', count)


def unknown_scales(count: int) -> Bundle:
    scales = "$defs:\n" + lines("  skala<n>: {direction: none, oneOf: [{const: 1, title: A}]}\n", count)
    return bundle({"scales.yaml": scales, "questionnaires/puls.yaml": items(count, "scale: skalx<n>")})


def unknown_texts(count: int) -> Bundle:
    english = lines("puls.talx<n>.title: x\n", count)
    manifest = ONE + "translations: [en]\n"
    return bundle({
        "programme.yaml": manifest, "questionnaires/puls.yaml": items(count), "translations/en.yaml": english,
    })  # fmt: skip


def unknown_answers(count: int) -> Bundle:
    example = "- example: E\n  questionnaire: puls\n  answers:\n" + lines("    talx<n>: true\n", count)
    return bundle({"questionnaires/puls.yaml": items(count), "examples/a.yaml": example})


def unknown_required(count: int) -> Bundle:
    required = "required: [" + ", ".join(f"talx{n}" for n in range(count)) + "]\n"
    return bundle({"questionnaires/puls.yaml": items(count) + required})


def unknown_keywords(count: int) -> Bundle:
    return bundle({"questionnaires/puls.yaml": items(count, "type: boolean, ord<n>: 1")})


def unknown_types(count: int) -> Bundle:
    return bundle({"questionnaires/puls.yaml": items(count, "type: stribg<n>")})


def indicator_chain(count: int) -> Bundle:
    first = "i0: {title: I, questionnaire: puls, scorer: mean, items: tal0, missing: {maxShare: 0}}\n"
    rest = lines("i<n>: {title: I<n>, scorer: mean, indicators: i<m>, missing: {maxShare: 0}}\n", count, 1)
    questions = items(1, "scale: fem")
    return bundle({"scales.yaml": FIVE, "questionnaires/puls.yaml": questions, "indicators.yaml": first + rest})


def comparisons(count: int) -> Bundle:
    scale = "$defs:\n  s:\n    direction: none\n    oneOf:\n" + lines('      - {const: <n>, title: "V<n>"}\n', 50)
    checks = "checks:\n" + lines(
        '  - {id: c<n>, level: hard, message: "N<n>", assert: {item: tal<n>, anyOf: [1, 2]}}\n', count
    )
    return bundle({"scales.yaml": scale, "questionnaires/puls.yaml": items(count, "scale: s") + checks})


def extending(count: int, more: str, files: Mapping[str, str]) -> Bundle:
    texts = {"programme.yaml": ONE.replace("lille", "grund"), "questionnaires/puls.yaml": items(count)}
    base = bundle_from("grund", {name: text.encode() for name, text in texts.items()})
    manifest = "id: over\ntitle: Over\nversion: 1.0.0\nextends: grund@1\n" + more
    written = {"programme.yaml": manifest, **files}
    own = bundle_from("over", {name: text.encode() for name, text in written.items()})
    return resolve(own, Bundles({"grund": base}, "over"))


def parts_not_there(count: int) -> Bundle:
    return extending(count, "remove:\n" + lines("  - puls.talx<n>\n", count), {})


def parts_removed(count: int) -> Bundle:
    return extending(count, "remove:\n" + lines("  - puls.tal<n>\n", count, 1), {})


def parts_not_replaced(count: int) -> Bundle:
    return extending(count, "replace:\n" + lines("  - puls.tal<n>\n", count), {})


def neighbours_not_there(count: int) -> Bundle:
    added = lines('  ny<n>: {title: "Ny <n>?", type: boolean, after: talx<n>}\n', count)
    return extending(count, "", {"questionnaires/puls.yaml": "properties:\n" + added})


CASES: tuple[Callable[[int], Bundle], ...] = (
    unknown_scales,
    unknown_texts,
    unknown_answers,
    unknown_required,
    unknown_keywords,
    unknown_types,
    indicator_chain,
    comparisons,
    parts_not_there,
    parts_removed,
    parts_not_replaced,
    neighbours_not_there,
)


def told_of(bundle: Bundle, problems: tuple[Problem, ...]) -> str:
    """The report for machines."""
    checked = Checked(folder=Path("lille"), own=bundle, bundle=bundle, problems=problems)
    inspection = Inspection(profile=Profile.DRAFT, results=(checked,))
    return json.render(Report(inspection=inspection, root=Path("elsewhere"), language="en", version="1"))


def work(
    make: Callable[[int], Bundle], count: int, more: Callable[[Bundle, tuple[Problem, ...]], object] | None = None
) -> int:
    """How many functions are called until everything is found, and told of where ``more`` does that."""
    calls = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    few = make(4)
    problems = check(few, words())  # what is imported only now is not counted
    if more is not None:
        more(few, problems)
    sys.setprofile(counted)
    try:
        with within_patience(PATIENCE):
            many = make(count)
            problems = check(many, words())
            if more is not None:
                more(many, problems)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_twice_as_much_is_about_twice_the_work(make: Callable[[int], Bundle]) -> None:
    assert work(make, LARGER) / work(make, SMALLER) < MORE


def test_after_so_many_letters_nothing_is_near_to_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = looking_up.edits

    def counted(one: str, other: str, enough: int) -> int:
        asked.append(one)
        return real(one, other, enough)

    monkeypatch.setattr(looking_up, "edits", counted)
    known = [f"skala{n}" for n in range(100)]
    with within_patience(5_000):
        found = [nearest(f"skalx{n}", known) for n in range(1_000)]
    assert found[0] == "skala0"
    assert found[-1] == ""
    assert len(asked) < 5_000


def test_a_single_question_has_all_the_patience_there_is() -> None:
    known = [f"skala{n}" for n in range(2_000)]
    assert all(nearest(f"skalx{n}", known) == f"skala{n}" for n in range(3))


@pytest.mark.parametrize("make", [unknown_scales, unknown_keywords, parts_not_there], ids=lambda make: make.__name__)
def test_reports_of_twice_as_many_mistakes_are_about_twice_the_work(make: Callable[[int], Bundle]) -> None:
    figures = [work(make, count, told_of) for count in (LARGER, 2 * LARGER)]
    assert figures[1] / figures[0] < MORE


@pytest.mark.parametrize("count", [600, 1200])
def test_reports_stay_small_whatever_is_known(count: int) -> None:
    """Thousands of mistakes do not each list the thousands of names there are."""
    found = unknown_scales(count)
    assert len(told_of(found, check(found, words()))) < 5_000 * count
