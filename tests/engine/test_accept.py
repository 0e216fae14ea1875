"""What can be an answer to each kind of question."""

import pytest

from sipforms.engine.ask.accept import BEYOND_NUMBERS, accepts
from sipforms.engine.programme import Question
from tests.engine.bundles import small

SECRET = "Hemmelig-Hansen"


def question(path: str) -> Question:
    places = {".".join(one.path): one for one in small("svarmaader").questionnaires["alle"].questions()}
    return places[path]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("skala", 5),
        ("skala", "ved_ikke"),
        ("par.tilfredshed", 1),
        ("bolig", "hus"),
        ("hjaelp", ("samtale",)),
        ("hjaelp", ["samtale", "gaatur", "ingen_oplysning"]),
        ("ja", False),
        ("tal", 0),
        ("tal", 30),
        ("frit_tal", -(BEYOND_NUMBERS - 1)),
        ("dag", "2028-02-29"),
        ("klokken", "23:59"),
        ("kode", "AB12"),
        ("linje", "x" * 40),
        ("linje", "mellemrum i midten"),
        ("historie", "x" * 10_000),
        ("historie", "to\nlinjer"),
        ("familie.*.alder", 120),
    ],
    ids=str,
)
def test_accepted(path: str, value: object) -> None:
    assert accepts(question(path), value) is None


@pytest.mark.parametrize(
    ("path", "value", "code", "facts"),
    [
        ("skala", 6, "not-an-option", {}),
        ("skala", True, "not-an-option", {}),
        ("skala", "1", "not-an-option", {}),
        ("skala", [1], "not-an-option", {}),
        ("hjaelp", "samtale", "wrong-kind", {"kind": "choices"}),
        ("hjaelp", (), "blank", {}),
        ("hjaelp", ("samtale", SECRET), "not-an-option", {}),
        ("hjaelp", ("samtale", ["gaatur"]), "not-an-option", {}),
        ("hjaelp", ("samtale", "samtale"), "option-twice", {}),
        ("hjaelp", ("samtale", "gaatur", "madlavning", "ingen_oplysning"), "too-many-options", {"maximum": 3}),
        ("ja", 1, "wrong-kind", {"kind": "boolean"}),
        ("ja", None, "wrong-kind", {"kind": "boolean"}),
        ("tal", True, "wrong-kind", {"kind": "integer"}),
        ("tal", 3.5, "wrong-kind", {"kind": "integer"}),
        ("tal", SECRET, "wrong-kind", {"kind": "integer"}),
        ("tal", -2, "below-minimum", {"minimum": 0}),
        ("tal", 32, "above-maximum", {"maximum": 30}),
        ("tal", 3, "not-a-multiple", {"step": 2}),
        ("frit_tal", BEYOND_NUMBERS, "too-many-digits", {"maximum": 15}),
        ("frit_tal", -(10**400), "too-many-digits", {"maximum": 15}),
        ("dag", "2026-02-30", "not-a-date", {}),
        ("dag", "2026-W01-1", "not-a-date", {}),
        ("dag", "20260101", "not-a-date", {}),
        ("dag", "0026-01-01", "not-a-date", {}),
        ("dag", "+026-01-01", "not-a-date", {}),
        ("dag", "2026-01-01\n", "not-a-date", {}),
        ("dag", "٢٠٢٦-٠١-٠١", "not-a-date", {}),
        ("dag", 20260101, "wrong-kind", {"kind": "date"}),
        ("klokken", "24:00", "not-a-time", {}),
        ("klokken", "9:30", "not-a-time", {}),
        ("klokken", "09:30\n", "not-a-time", {}),
        ("kode", "ab", "wrong-pattern", {}),
        ("kode", "A", "too-short", {"minimum": 2}),
        ("kode", "AB12345", "too-long", {"maximum": 6}),
        ("kode", "AB12\n", "wrong-pattern", {}),
        ("linje", "x" * 41, "too-long", {"maximum": 40}),
        ("linje", " \t\u2003", "blank", {}),
        ("linje", "", "blank", {}),
        ("linje", "\ud800", "unreadable-text", {}),
        ("historie", "x" * 10_001, "too-long", {"maximum": 10_000}),
        ("historie", 7, "wrong-kind", {"kind": "longText"}),
    ],
    ids=str,
)
def test_refused(path: str, value: object, code: str, facts: dict[str, object]) -> None:
    problem = accepts(question(path), value)
    assert problem is not None
    assert (problem.code, dict(problem.facts)) == (code, facts)
    assert SECRET not in repr(problem)


def test_a_pattern_takes_time_in_proportion_to_the_text() -> None:
    """An engine that goes back and tries again would not return from this."""
    slow = Question(
        path=("x",), item=("x",), kind=question("linje").kind, wording=question("linje").wording, pattern="^(a+)+$"
    )
    assert accepts(slow, "a" * 5_000) is None
    refused = accepts(slow, "a" * 5_000 + "!")
    assert refused is not None
    assert refused.code == "wrong-pattern"
