"""``sipforms test``: examples tried, measured and filled in, as somebody types it."""

import io
import json
import shutil
import sys
from pathlib import Path

import junitparser
import pytest

from sipforms.engine.shelf import shipped
from tests.cli.conftest import Run

PULS = Path(__file__).resolve().parents[1] / "examples" / "puls"
GOOD = """- example: Alt er prøvet
  questionnaire: puls
  answers: {glad: 1, rask: 1, rolig: 1, venner: {vigtigt: 4, tilfreds: 2}}
  expect:
    visible: {hvorfor: true}
    scores: {trivsel: 1}
    problems: [{check: tre_ens}]
- example: Den glade
  questionnaire: puls
  answers: {glad: 4}
  expect: {visible: {hvorfor: false}}
"""


@pytest.fixture
def puls(tmp_path: Path) -> Path:
    """The small programme, with two good examples."""
    folder = Path(shutil.copytree(PULS, tmp_path / "puls"))
    (folder / "examples").mkdir()
    (folder / "examples" / "puls.yaml").write_text(GOOD, "utf-8")
    return folder


@pytest.fixture
def wrong(puls: Path) -> Path:
    """The same, where one expects another number and another visibility."""
    file = puls / "examples" / "puls.yaml"
    file.write_text(GOOD.replace("trivsel: 1", "trivsel: 2").replace("hvorfor: true", "hvorfor: false"), "utf-8")
    return puls


def says(monkeypatch: pytest.MonkeyPatch, *answers: str, end: str = "\n") -> None:
    """Somebody at a terminal, who answers this."""
    keyboard = io.StringIO("".join(answer + end for answer in answers))
    keyboard.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", keyboard)


def test_good_examples(run: Run, puls: Path) -> None:
    ended = run("test", puls)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{puls}  ..\n\n2 examples in 1 programme: all as expected.\n"


def test_a_line_for_each_when_wanted(run: Run, puls: Path) -> None:
    lines = run("test", "-v", puls).lines
    assert lines[:2] == [
        f"as expected  {puls}/examples/puls.yaml:1:12  Alt er prøvet",
        f"as expected  {puls}/examples/puls.yaml:8:12  Den glade",
    ]


def test_what_differs_stands_side_by_side_with_place_and_reason(run: Run, wrong: Path) -> None:
    ended = run("test", wrong)
    assert ended.code == 1
    assert ended.out.startswith(f"{wrong}  F.\n")
    lines = [" ".join(line.split()) for line in ended.lines]
    assert "expected actual" in lines
    assert "Hvorfor er du ikke glad? hidden shown" in lines
    assert "Trivsel 2 1" in lines
    assert f"{wrong}/examples/puls.yaml:6:23" in lines
    assert "Answered 3 of 3; missing answers: at most 1/3 may be missing." in lines
    assert "Er du glad?: Slet ikke (1)" in lines
    assert lines[-1] == "2 examples in 1 programme: 1 differs."


def test_a_problem_that_nobody_expected_is_shown_as_it_can_be_expected(run: Run, puls: Path) -> None:
    file = puls / "examples" / "puls.yaml"
    file.write_text(GOOD.replace("[{check: tre_ens}]", "[]"), "utf-8")
    assert "If that is right, `problems:` lists {check: tre_ens}." in run("test", puls).out
    file.write_text(GOOD, "utf-8")
    assert run("test", puls).code == 0


def test_only_some_examples(run: Run, wrong: Path) -> None:
    assert run("test", wrong, "--example", "GLADE").code == 0
    ended = run("test", wrong, "--example", "findes ikke")
    assert ended.code == 2
    assert "No example has “findes ikke” in its name." in ended.err


def test_a_programme_with_mistakes_is_not_tried(run: Run, puls: Path) -> None:
    file = puls / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("scorer: mean", "scorer: meen"), "utf-8")
    ended = run("test", puls)
    assert ended.code == 1
    assert "not tried, because 1 mistake must be mended first." in ended.out
    assert f"sipforms check {puls}" in ended.out
    assert "1 programme was not tried." in ended.out


def test_a_tree_of_programmes(run: Run, wrong: Path) -> None:
    shutil.copytree(PULS, wrong.parent / "tree" / "puls")
    ended = run("test", wrong, wrong.parent / "tree")
    assert ended.code == 1
    assert "puls has no examples yet" in " ".join(ended.lines)
    assert ended.lines[-1] == "2 examples in 2 programmes: 1 differs."


def test_a_programme_without_examples_says_how_to_write_one_that_works(
    run: Run, puls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = puls / "examples" / "puls.yaml"
    file.unlink()
    ended = run("test", puls)
    assert ended.code == 0
    assert f"Write the first in {file}, such as:" in ended.out
    shown = [line[4:] for line in ended.lines if line.startswith("    ")]
    file.write_text("\n".join(shown) + "\n", "utf-8")
    assert run("check", puls).code == 0
    assert "1 example expects nothing yet." in run("test", puls).out
    says(monkeypatch, "a")
    assert run("test", "--write", puls).code == 0
    assert run("test", puls).out.endswith("1 example in 1 programme: all as expected.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "There is no format `xml`."),
        (["--format", "json", "--format", "junit"], "Only one format can go to standard output"),
        (["--at-least", "90"], "`--at-least` is about `--coverage` or `--mutants`"),
        (["--missing"], "are about `--write`"),
        (["--write", "--coverage"], "`--write` asks questions"),
        (["--coverage", "--example", "x"], "are about all examples"),
        (["--write"], "there is nobody to ask"),
        (["--at-least", "101", "--coverage"], "--at-least"),
    ],
)
def test_wrong_use(run: Run, puls: Path, arguments: list[str], said: str) -> None:
    ended = run("test", puls, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_a_folder_that_is_not_there(run: Run, puls: Path) -> None:
    ended = run("test", puls.with_name("plus"))
    assert ended.code == 2
    assert "There is no folder" in ended.err
    assert "Did you mean `puls`?" in ended.err


def test_json_says_everything(run: Run, wrong: Path) -> None:
    ended = run("test", wrong, "--format", "json", "--coverage", "--mutants")
    assert ended.code == 1
    (programme,) = json.loads(ended.out)["programmes"]
    first, second = programme["examples"]
    assert (first["asExpected"], first["line"], second["asExpected"]) == (False, 1, True)
    assert first["differences"][1] == {
        "about": "score",
        "what": "trivsel",
        "file": "examples/puls.yaml",
        "line": 6,
        "column": 23,
        "expected": 2,
        "actual": 1.0,
        "title": "Trivsel",
        "expectedText": "2",
        "actualText": "1",
    }
    assert programme["coverage"]["questionnaires"]["puls"]["options"] == {"covered": 3, "of": 5}
    assert {one["aspect"] for one in programme["coverage"]["missed"]} == {"items", "conditions", "rules", "options"}
    mutants = programme["mutants"]
    assert mutants["of"] == mutants["noticed"] + len(mutants["survived"])
    assert all(one["text"] and one["remedy"] and one["line"] for one in mutants["survived"])


def test_junit_is_read_by_a_reader_of_junit(run: Run, wrong: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.xml"
    ended = run("test", wrong, "--format", f"junit={report}")
    assert ended.code == 1
    assert "1 differs." in ended.out
    (suite,) = junitparser.JUnitXml.fromfile(str(report))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (2, 1, 0, 0)
    bad, good = list(suite)
    assert (bad.name, bad.classname, good.is_passed) == ("Alt er prøvet", "puls.puls", True)
    (failure,) = bad.result
    assert isinstance(failure, junitparser.Failure)
    assert failure.message == "Hvorfor er du ikke glad?: expected hidden, actual shown"
    assert "Trivsel" in failure.text


def test_junit_of_a_programme_with_mistakes_is_an_error(run: Run, puls: Path, tmp_path: Path) -> None:
    (puls / "indicators.yaml").write_text("a: {}\n", "utf-8")
    report = tmp_path / "rapport.xml"
    assert run("test", puls, "--format", f"junit={report}").code == 1
    (suite,) = junitparser.JUnitXml.fromfile(str(report))
    assert (suite.tests, suite.failures, suite.errors) == (1, 0, 1)


def test_coverage_and_mistakes_can_be_demanded(run: Run, puls: Path) -> None:
    enough = run("test", puls, "--coverage", "--mutants", "--at-least", "1")
    assert enough.code == 0
    assert enough.lines[2].split() == [
        "Covered",
        "by",
        "examples",
        "items",
        "conditions",
        "missing",
        "rules",
        "options",
    ]
    too_little = run("test", puls, "--coverage", "--at-least", "99")
    assert too_little.code == 1
    assert "and at least 99 % is wanted." in too_little.lines[-1]
    assert run("test", puls, "--mutants", "--at-least", "99").code == 1


def test_the_first_ten_or_all(run: Run, puls: Path) -> None:
    few, every = (run("test", puls, "--mutants", *more).out for more in ((), ("--all",)))
    assert "more: see them with --all" in few
    assert "more: see" not in every
    assert every.count("nobody would notice") > few.count("nobody would notice") == 10


def test_values_are_written_when_they_are_confirmed(run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = wrong / "examples" / "puls.yaml"
    before = file.read_text("utf-8")
    says(monkeypatch, "hvad?", "n", "Y")
    ended = run("test", "--write", wrong)
    assert "1 value confirmed and written. 1 was not right." in ended.out
    assert "expected until now: hidden" in ended.out
    assert ended.out.count("Is this right?") == 3  # one answer was none
    assert ended.code == 1  # one value still differs
    assert file.read_text("utf-8") == before.replace("trivsel: 2", "trivsel: 1")


@pytest.mark.parametrize("answers", [["a"], ["alle"], ["j", "ja"]])
def test_danish_and_all_of_an_example(
    run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    says(monkeypatch, *answers)
    ended = run("test", "--write", wrong, language="da")
    assert ended.code == 0
    assert run("test", wrong).code == 0


@pytest.mark.parametrize("answers", [["q"], ["s"], []])
def test_stopping_writes_what_was_confirmed_before(
    run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    file = wrong / "examples" / "puls.yaml"
    says(monkeypatch, "y", *answers)
    assert run("test", "--write", wrong).code == 1
    assert "hvorfor: true" in file.read_text("utf-8")
    assert "trivsel: 2" in file.read_text("utf-8")


def test_interrupted_writes_nothing_of_the_example(run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (wrong / "examples" / "puls.yaml").read_bytes()
    says(monkeypatch, "y")
    answers = iter(["y\n"])

    def readline() -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(sys.stdin, "readline", readline)
    assert run("test", "--write", wrong).code == 130
    assert (wrong / "examples" / "puls.yaml").read_bytes() == before


def test_without_anybody_to_ask_values_are_marked(run: Run, wrong: Path) -> None:
    file = wrong / "examples" / "puls.yaml"
    text = file.read_text("utf-8") + "- example: Ny\n  questionnaire: puls\n  answers: {glad: 2}\n"
    file.write_text(text, "utf-8")
    ended = run("test", "--write", "--unconfirmed", wrong)
    assert "values written, marked as not confirmed." in ended.out
    after = file.read_text("utf-8")
    assert after.startswith(text)  # nothing that an author wrote is changed, also where it differs
    assert after.count("# not confirmed") == 5
    production = run("check", "--profile", "production", wrong)
    assert production.out.count("example-unconfirmed") == 5


def test_nothing_to_confirm(run: Run, puls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch)
    ended = run("test", "--write", puls)
    assert (ended.code, ended.out) == (0, "There is nothing to confirm.\n")


def test_marking_again_says_how_to_confirm_what_is_marked(run: Run, puls: Path) -> None:
    first, again = (run("test", "--write", "--missing", "--unconfirmed", puls) for _ in range(2))
    assert "marked as not confirmed." in first.out
    assert again.out == (
        "Nothing is missing. Without `--unconfirmed` you are asked about the values that are marked.\n"
    )


def test_a_file_that_cannot_be_written(run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sipforms.actions import whole_files

    def full(*_what: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(whole_files, "write_all", full)
    says(monkeypatch, "a")
    before = (wrong / "examples" / "puls.yaml").read_bytes()
    ended = run("test", "--write", wrong)
    assert ended.code == 1
    assert "could not be written" in ended.err
    assert (wrong / "examples" / "puls.yaml").read_bytes() == before


def test_the_shipped_programmes_are_models(run: Run) -> None:
    ended = run("test", shipped(), "--coverage", "--mutants", "--at-least", "90")
    assert ended.code == 0, ended.out[-500:]


def test_not_a_line_is_wider_than_a_terminal(run: Run, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(wrong.parent)
    lines = run("test", wrong.name, "--coverage", "--mutants", "--all").lines
    assert [line for line in lines if len(line) > 80] == []


def test_a_programme_that_extends_another_names_the_right_files(run: Run, puls: Path) -> None:
    folder = puls.parent / "blide"
    for name, text in {
        "programme.yaml": "id: blide\ntitle: Blide\nversion: 1.0.0\nextends: puls@1\n",
        "questionnaires/puls.yaml": "properties:\n  blid: {title: Er du blid?, scale: fire}\n",
        "examples/puls.yaml": "- {example: Egen, questionnaire: puls, answers: {glad: 4}}\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    out = run("test", folder, "--coverage", "--all").out
    assert f"{folder}/questionnaires/puls.yaml:2:3" in out
    assert f"{puls}/" not in out  # what is taken over is tried where it is written
    assert run("test", folder, "--write", "--unconfirmed").code == 0
    assert "# not confirmed" in (folder / "examples" / "puls.yaml").read_text("utf-8")
    assert (puls / "examples" / "puls.yaml").read_text("utf-8") == GOOD
