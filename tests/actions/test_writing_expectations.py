"""Expected values written into an author's own text: just those, where they belong, and nothing else touched."""

import difflib
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sipforms.actions.trying.editing import with_expectation, without_mark
from sipforms.actions.trying.example import examples_in
from sipforms.actions.trying.proposals import Expectation, Section, proposals
from sipforms.actions.trying.writing import ExampleFiles
from sipforms.actions.trying.yaml_text import as_read, yaml_text
from sipforms.engine.read.bundle import read
from sipforms.engine.read.source import read_source
from sipforms.engine.response import Json
from tests.actions.tried_bundles import puls, trying, with_examples

SCORE = Expectation(section="scores", name="trivsel", value=2.5)
SHOWN = Expectation(section="visible", name="hvorfor", value=True)
NONE: Json = {"none": "tooFewAnswers"}
LACKING = Expectation(section="scores", name="trivsel", value=NONE)


def put(before: str, *wanted: Expectation, at: int = 0, confirmed: bool = True) -> str:
    for one in wanted:
        before = with_expectation(before, at, one, confirmed=confirmed)
    return before


def changed(before: str, after: str) -> list[str]:
    """The lines that are gone and those that are new."""
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[:2] in ("- ", "+ ")]


def test_a_new_value_gets_a_line_of_its_own_and_all_else_stays() -> None:
    before = """# mine
- example: "En"   # én
  answers: {glad:   2}   # ikke pænt
  questionnaire: 'puls'

# den næste
- {example: To, questionnaire: puls, answers: {}}
"""
    after = put(before, SCORE, SHOWN)
    assert changed(before, after) == [
        "+   expect:",
        "+     scores:",
        "+       trivsel: 2.5",
        "+     visible:",
        "+       hvorfor: true",
    ]
    assert yaml.safe_load(after)[0]["expect"] == {"scores": {"trivsel": 2.5}, "visible": {"hvorfor": True}}


def test_an_example_on_one_line_stays_on_one_line() -> None:
    before = "- {example: En, answers: {}}  # bemærk\n- {example: To, answers: {}}\n"
    assert put(before, SCORE, SHOWN) == (
        "- {example: En, answers: {}, expect: {scores: {trivsel: 2.5}, visible: {hvorfor: true}}}  # bemærk\n"
        "- {example: To, answers: {}}\n"
    )


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("scores: {trivsel: 1.0}  # x", SCORE, "scores: {trivsel: 2.5}  # x"),
        ("scores: {trivsel: {none: notAsked}, a: 1}", SCORE, "scores: {trivsel: 2.5, a: 1}"),
        ("scores: {a: 1}", SCORE, "scores: {a: 1, trivsel: 2.5}"),
        ("scores: {}", SCORE, "scores: {trivsel: 2.5}"),
        ("scores: {a: 1, }", SCORE, "scores: {a: 1, trivsel: 2.5, }"),
        ("scores: {trivsel: 2}", LACKING, "scores: {trivsel: {none: tooFewAnswers}}"),
        ("problems: []", Expectation(section="problems", name="", value=[{"check": "a"}]), "problems: [{check: a}]"),
        ("problems: [{check: a}]  # før", Expectation(section="problems", name="", value=[]), "problems: []  # før"),
    ],
)  # fmt: skip
def test_a_value_is_exchanged_in_its_place(before: str, wanted: Expectation, after: str) -> None:
    frame = "- example: En\n  answers: {}\n  expect:\n    %s\n# til sidst\n"
    assert put(frame % before, wanted) == frame % after


def test_a_list_of_problems_keeps_its_form() -> None:
    before = """- example: En
  expect:
    problems:
      - {check: a}   # den første
      - {check: b}
    scores: {a: 1}
"""
    more = Expectation(section="problems", name="", value=[{"check": "c"}, {"item": "glad", "rule": "required"}])
    assert put(before, more) == before.replace(
        "- {check: a}   # den første\n      - {check: b}", "- {check: c}\n      - {item: glad, rule: required}"
    )
    none = Expectation(section="problems", name="", value=[])
    assert put(before, none) == "- example: En\n  expect:\n    problems: []\n    scores: {a: 1}\n"


def test_line_endings_the_last_line_and_block_texts() -> None:
    windows = "- example: En\r\n  answers: {}\r\n"
    assert put(windows, SCORE) == windows + "  expect:\r\n    scores:\r\n      trivsel: 2.5\r\n"
    assert put("- example: En\n  answers: {}", SCORE) == (
        "- example: En\n  answers: {}\n  expect:\n    scores:\n      trivsel: 2.5\n"
    )
    story = "- example: En\n  answers:\n    hvorfor: |\n      To.\n      Linjer.\n\n- example: To\n  answers: {}\n"
    after = put(story, SCORE)
    assert yaml.safe_load(after)[0] == {**yaml.safe_load(story)[0], "expect": {"scores": {"trivsel": 2.5}}}
    assert after.endswith("\n- example: To\n  answers: {}\n")


def test_what_nobody_has_confirmed_has_a_mark_and_loses_it() -> None:
    block = put("- example: En\n  answers: {}\n", SCORE, confirmed=False)
    assert block.endswith("      trivsel: 2.5  # not confirmed\n")
    assert without_mark(block, 5).endswith("      trivsel: 2.5\n")
    line = put("- {example: En, answers: {}}\n", SCORE, SHOWN, confirmed=False)
    assert line.count("# not confirmed") == 1
    assert without_mark("a: 1  # not confirmed, se mappen\n", 1) == "a: 1  # se mappen\n"
    assert without_mark("a: 1  # not confirmed\r\n", 1) == "a: 1\r\n"


WORDS = st.text(st.sampled_from("abæøå12 :,#{}[]'\"-_.\\\n%@!&*?|>"), max_size=12)
VALUES: st.SearchStrategy[Json] = st.one_of(
    st.integers(-999, 999), st.booleans(), WORDS, st.floats(-99, 99).map(lambda one: round(one, 6))
)


@given(st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)))
def test_every_value_reads_back_as_it_was_written(value: Json) -> None:
    source = read_source("examples/a.yaml", f"- {{a: {yaml_text(value)}}}\n".encode())
    if source.problems:  # what a bundle may not hold at all, such as an empty key
        return
    assert source.data == [{"a": as_read(value)}]


NAMES = st.sampled_from(["trivsel", "a", "b.c", "aftaler.r1.navn", "ja", "12"])
EXPECTED = st.one_of(
    st.builds(Expectation, section=st.just("scores"), name=NAMES, value=st.integers(0, 9) | st.just(NONE)),
    st.builds(Expectation, section=st.just("visible"), name=NAMES, value=st.booleans()),
    st.builds(
        Expectation,
        section=st.just("problems"),
        name=st.just(""),
        value=st.lists(st.sampled_from([{"check": "a"}, {"item": "b.c", "rule": "required"}]), max_size=3),
    ),
)
STYLES = (
    "- example: {name}\n  answers: {{}}\n",
    "- {{example: {name}, answers: {{}}}}   # på én linje\n",
    "-   example: {name}\n    answers:\n        glad: 2 \n    expect:\n        scores:\n            a: 1  # én\n",
    "- example: {name}\n  expect: {{visible: {{a: true}}, problems: []}}\n  answers: {{}}\n\n",
    "- example: {name}\n  expect:\n    problems:\n    - {{check: a}}\n    # bemærk\n  answers: {{}}\n# slut\n",
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(STYLES), min_size=1, max_size=4), st.data())
def test_whatever_the_style_only_what_is_meant_becomes_another(styles: list[str], data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    parts = [one.format(name=f"Nr {at}").replace("\n", ending) for at, one in enumerate(styles)]
    at = data.draw(st.integers(0, len(styles) - 1))
    wanted = data.draw(st.lists(EXPECTED, min_size=1, max_size=4, unique_by=lambda one: one.steps))
    text = "".join(parts)
    after = put(text, *wanted, at=at, confirmed=data.draw(st.booleans()))
    meant = yaml.safe_load(text)
    expect = dict(meant[at].get("expect", {}))
    for one in wanted:
        expect[one.section] = {**expect.get(one.section, {}), one.name: one.value} if one.name else one.value
    meant[at]["expect"] = expect
    assert yaml.safe_load(after) == meant
    assert after.startswith("".join(parts[:at]))
    assert after.endswith("".join(parts[at + 1 :]))
    assert not set("\r\n") & set(after.replace(ending, ""))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small programme on the disk, with examples that say nothing, something wrong, and too little."""
    for name, content in puls().files.items():
        (tmp_path / "puls" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "puls" / name).write_bytes(content)
    (tmp_path / "puls" / "examples").mkdir()
    return tmp_path / "puls"


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "glad": st.sampled_from([1, 2, 3, 4, "ved_ikke"]),
        "rask": st.integers(1, 4),
        "rolig": st.integers(1, 4),
        "venner": st.fixed_dictionaries({"vigtigt": st.integers(1, 4), "tilfreds": st.integers(1, 4)}),
        "arbejde": st.fixed_dictionaries({"vigtigt": st.integers(1, 4), "tilfreds": st.integers(1, 4)}),
        "aftaler": st.lists(st.fixed_dictionaries({"holdt": st.booleans()}), min_size=1, max_size=3),
    },
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=3), confirmed=st.booleans())
def test_after_everything_is_written_every_example_is_as_expected(
    folder: Path, answers: list[dict[str, Json]], *, confirmed: bool
) -> None:
    lines = [
        f"- {{example: Nr {at}, questionnaire: puls, answers: {yaml_text(one)}}}" for at, one in enumerate(answers)
    ]
    file = folder / "examples" / "puls.yaml"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    bundle = read(folder)
    made, tried, written = trying(bundle)
    files = ExampleFiles(folder=folder, known=dict(bundle.files))
    for one in tried:
        wanted = [each.expectation for each in proposals(one, made.programme, written, missing=False)]
        assert {each.section for each in wanted} >= {"problems", "visible"}
        assert files.write(one.example, wanted, confirmed=confirmed) is None
    again = read(folder)
    made, tried, written = trying(again)
    assert all(one.is_as_expected for one in tried)
    left = [each.why for one in tried for each in proposals(one, made.programme, written, missing=True)]
    assert set(left) <= (set() if confirmed else {"unconfirmed"})
    assert ("not confirmed" in file.read_text("utf-8")) is not confirmed


def proposed(text: str, *, missing: bool = False) -> list[tuple[str, str, str, Json]]:
    made, tried, written = trying(with_examples(text))
    return [
        (one.why, one.expectation.section, one.expectation.name, one.expectation.value)
        for trial in tried
        for one in proposals(trial, made.programme, written, missing=missing)
    ]


def test_what_is_proposed() -> None:
    nothing = "- {example: A, questionnaire: puls, answers: {glad: 1, rask: 1}}\n"
    everything: list[tuple[str, Section, str, Json]] = [
        ("missing", "visible", "hvorfor", True),
        ("missing", "scores", "trivsel", 1.0),
        ("missing", "scores", "mangler", NONE),
        ("missing", "scores", "holdte", NONE),
        ("missing", "problems", "", [{"check": "tre_ens"}]),
    ]
    assert proposed(nothing) == everything
    some = nothing.replace("}}", "}, expect: {scores: {trivsel: 4}}}")
    assert proposed(some) == [("differs", "scores", "trivsel", 1.0)]
    assert [one[:3] for one in proposed(some, missing=True)] == [
        ("differs", "scores", "trivsel"),
        *(("missing", section, name) for _why, section, name, _value in everything if name != "trivsel"),
    ]
    marked = """
- example: A
  questionnaire: puls
  answers: {}
  expect:
    problems: [{item: glad, rule: required}] # not confirmed
"""
    assert proposed(marked) == [("unconfirmed", "problems", "", [{"item": "glad", "rule": "required"}])]


def only(folder: Path, text: str) -> tuple[ExampleFiles, object]:
    (folder / "examples" / "puls.yaml").write_text(text, "utf-8")
    bundle = read(folder)
    (example,) = examples_in(bundle.sources["examples/puls.yaml"])
    return ExampleFiles(folder=folder, known=dict(bundle.files)), example


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(folder: Path) -> None:
    files, example = only(folder, "- {example: A, questionnaire: puls, answers: {}}\n")
    file = folder / "examples" / "puls.yaml"
    file.write_text("- {example: B, questionnaire: puls, answers: {}}\n")
    assert files.write(example, [SCORE], confirmed=True) == "changed"  # type: ignore[arg-type]
    assert file.read_text() == "- {example: B, questionnaire: puls, answers: {}}\n"
    file.unlink()
    assert files.write(example, [SCORE], confirmed=True) == "notOwn"  # type: ignore[arg-type]


def test_an_example_of_another_programme_is_left_alone(folder: Path) -> None:
    files, example = only(folder, "- {example: A, questionnaire: puls, answers: {}}\n")
    files.known.clear()
    assert files.write(example, [SCORE], confirmed=True) == "notOwn"  # type: ignore[arg-type]


def test_a_byte_order_mark_and_permissions_stay(folder: Path) -> None:
    files, example = only(folder, "\ufeff- {example: A, questionnaire: puls, answers: {}}\n")
    file = folder / "examples" / "puls.yaml"
    file.chmod(0o640)
    assert files.write(example, [SCORE], confirmed=True) is None  # type: ignore[arg-type]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf- {")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in file.parent.iterdir()] == ["puls.yaml"]


def test_a_mark_that_is_about_other_values_too_stays(folder: Path) -> None:
    expect = "{scores: {trivsel: 2.5, mangler: 1}}"
    text = f"- {{example: A, questionnaire: puls, answers: {{}}, expect: {expect}}}  # not confirmed\n"
    files, example = only(folder, text)
    assert files.write(example, [SCORE], confirmed=True) is None  # type: ignore[arg-type]
    file = folder / "examples" / "puls.yaml"
    assert file.read_text() == text
    both = [SCORE, Expectation(section="scores", name="mangler", value=1)]
    assert files.write(example, both, confirmed=True) is None  # type: ignore[arg-type]
    assert file.read_text() == text.replace("  # not confirmed", "")
