"""Reports of every mistake there is, judged by schemas and read back by other people's readers.

SARIF is judged by tests/render/schemas/sarif.json, written from the OASIS specification of SARIF 2.1.0 (errata 01):
no package of the registry carries the final official schema. It is stricter, since every object is closed. JUnit is
judged by tests/render/schemas/junit.xsd, written from what Ant writes and servers read; there is no official one. Our
own JSON is judged by the schema that we publish, docs/check-report.schema.json. Readers are sarif-pydantic and
junitparser.
"""

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import jsonschema
import junitparser
import pytest
import sarif_pydantic
import xmlschema

from sipforms.actions.checking import Checked, Criteria, Inspection, Profile, check_folders
from sipforms.actions.fingerprints import fingerprints
from sipforms.actions.mending import with_offers
from sipforms.engine.fixing.edit import edited
from sipforms.engine.problem import Level, Place, Problem
from sipforms.render import language
from sipforms.render.checking import github, junit, sarif, text
from sipforms.render.checking import json as json_format
from sipforms.render.checking.told import Report, from_root
from tests.engine.checking import BUNDLES, PROGRAMS, bundle, words

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = BUNDLES.parent.parent
PUBLISHED = ROOT / "docs" / "check-report.schema.json"
FORMATS = [text, json_format, sarif, junit, github]


@cache
def report(profile: Profile = Profile.DRAFT) -> Report:
    """Everything that is wrong with every bad bundle, with the fixes on offer, and a good one."""
    criteria = Criteria(vocabulary=words(), today=date(2026, 11, 22), profile=profile)
    found = check_folders((BUNDLES / "bad", BUNDLES / "good" / "det_hele"), criteria)
    results = tuple(with_offers(one, criteria) for one in found.results)
    return Report(
        inspection=replace(found, results=results), root=ROOT, language=language.current_language(), version="1.2.3"
    )


@cache
def written(form: ModuleType, profile: Profile = Profile.DRAFT) -> str:
    return str(form.render(report(profile)))


@pytest.fixture(scope="module")
def with_allowed(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A bundle with a warning that is allowed, in a folder whose name wants escaping."""
    folder = tmp_path_factory.mktemp("mit arbejde, 100%") / "missing-texts"
    shutil.copytree(BUNDLES / "bad" / "missing-texts", folder, ignore=shutil.ignore_patterns("expected.yaml"))
    criteria = Criteria(vocabulary=words(), today=date(2026, 11, 22))
    (problem,) = check_folders((folder,), criteria).results[0].problems
    file = folder / problem.place.file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.insert(problem.place.line - 1, "# sipforms: allow missing-texts because kun på dansk <nu>\n")
    file.write_text("".join(lines), "utf-8")
    found = check_folders((folder,), criteria)
    return Report(inspection=found, root=folder.parent.parent, language="da", version="1.2.3")


def codes(found: Inspection) -> Counter[tuple[str, str]]:
    return Counter((one.code, str(one.level)) for result in found.results for one in result.problems)


@pytest.mark.parametrize("profile", list(Profile))
def test_sarif_is_as_the_specification_says(profile: Profile) -> None:
    schema = json.loads((SCHEMAS / "sarif.json").read_text("utf-8"))
    said = json.loads(written(sarif, profile))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(said)) == []
    (run,) = said["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) > 100
    assert Counter((one["ruleId"], one["level"]) for one in run["results"]) == codes(report(profile).inspection)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert all(one["message"]["text"].strip() for one in run["results"])


def test_the_sarif_schema_of_ours_refuses_what_is_wrong() -> None:
    validator = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "sarif.json").read_text("utf-8")))
    spoils: list[dict[str, Any]] = [
        {"level": "fatal"},
        {"message": {"text": ""}},
        {"colour": "red"},
        {"suppressions": [{}]},
    ]
    for spoil in spoils:
        said = json.loads(written(sarif))
        said["runs"][0]["results"][0].update(spoil)
        assert not validator.is_valid(said), spoil


def test_a_reader_of_sarif_reads_ours() -> None:
    (run,) = sarif_pydantic.Sarif.model_validate_json(written(sarif)).runs
    assert len(run.results) == report().inspection.problems
    places = {(one.locations[0].physical_location.region.start_line, one.rule_id) for one in run.results}
    assert len(places) > 100


def test_places_in_sarif_hold_what_the_problem_is_about() -> None:
    for one in json.loads(written(sarif))["runs"][0]["results"]:
        spot = one["locations"][0]["physicalLocation"]
        path = ROOT / unquote(spot["artifactLocation"]["uri"])
        assert spot["artifactLocation"]["uriBaseId"] == "SRCROOT"
        assert path.parent.exists(), path
        assert spot["region"]["endColumn"] > spot["region"]["startColumn"]


def test_a_fix_in_sarif_mends_the_file_as_fix_does() -> None:
    """The replacements, made by lines and columns alone, give what our own edits give."""
    results = {from_root(one.folder, ROOT)[0]: one for one in report().inspection.results}
    meant = Counter(
        (f"{name}/{file}", edited(one.own.sources[file].text, [edit for edit in fix.edits if edit.file == file]))
        for name, one in results.items()
        for fix in one.fixes.values()
        for file in {edit.file for edit in fix.edits}
    )
    found: Counter[tuple[str, str]] = Counter()
    for one in json.loads(written(sarif))["runs"][0]["results"]:
        for change in (change for fix in one.get("fixes", ()) for change in fix["artifactChanges"]):
            file = unquote(change["artifactLocation"]["uri"])
            folder = next(name for name in results if file.startswith(name + "/"))
            source = results[folder].own.sources[file.removeprefix(folder + "/")].text
            found[file, made(source, change["replacements"])] += 1
    assert found == meant
    assert found.total() > 40


def made(source: str, replacements: list[dict[str, Any]]) -> str:
    lines = source.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]
    for one in reversed(replacements):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        source = source[:start] + one["insertedContent"]["text"] + source[end:]
    return source


@pytest.mark.parametrize("profile", list(Profile))
def test_junit_is_as_servers_read_it(profile: Profile) -> None:
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd"))
    assert [str(error) for error in schema.iter_errors(written(junit, profile))] == []


def test_the_junit_schema_of_ours_refuses_what_is_wrong() -> None:
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd"))
    for old, new in (("<failure message", "<failure text"), ('tests="', 'test="'), ("testcase", "case")):
        assert old in written(junit)
        assert not schema.is_valid(written(junit).replace(old, new)), old


def test_a_reader_of_junit_counts_as_we_do() -> None:
    suites = junitparser.JUnitXml.fromstring(written(junit).encode())
    found = report().inspection
    assert (suites.tests, suites.failures) == (sum(len(list(one)) for one in suites), found.count(Level.ERROR))
    for suite, result in zip(suites, found.results, strict=True):
        failed = [case for case in suite if any(isinstance(one, junitparser.Failure) for one in case.result)]
        assert len(failed) == suite.failures == result.count(Level.ERROR)
        assert {case.classname for case in suite} >= {f"{suite.name}/{file}" for file in result.own.files}


@pytest.mark.parametrize("profile", list(Profile))
def test_json_is_as_its_published_schema_says(profile: Profile) -> None:
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    said = json.loads(written(json_format, profile))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(said)) == []
    problems = [one for programme in said["programmes"] for one in programme["problems"]]
    assert Counter((one["code"], one["level"]) for one in problems) == codes(report(profile).inspection)
    assert said["passed"] is False
    assert sum(one["fixable"] for one in problems) > 40


def test_commands_for_github_say_where_and_what() -> None:
    *commands, last = written(github).splitlines()
    assert len(commands) == report().inspection.problems
    read = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),endLine=\d+,col=(\d+),endColumn=(\d+),title=")
    found = [read.match(line) for line in commands]
    assert all(found)
    assert {one[1] for one in found if one} == {"error", "warning", "notice"}
    assert not last.startswith("::")


def test_what_github_would_misread_is_escaped() -> None:
    problem = Problem(code="unknown-file", place=Place(file="a,b:c%.yaml"), facts={"name": "x\r\n::error::y%"})
    checked = Checked(folder=PROGRAMS, own=bundle(), bundle=bundle(), problems=(problem,))
    said = github.render(
        Report(
            inspection=Inspection(profile=Profile.DRAFT, results=(checked,)), root=PROGRAMS, language="da", version="1"
        )
    )
    first, *rest = said.splitlines()
    assert first.startswith("::error file=a%2Cb%3Ac%25.yaml,line=1,")
    assert "y%25" in first
    assert not [line for line in rest if line.startswith("::")]


def test_what_xml_cannot_hold_does_not_spoil_a_report() -> None:
    problem = Problem(code="unknown-file", place=Place(file="a.yaml"), facts={"name": '<b>&"\ufffe\x01]]>'})
    checked = Checked(folder=PROGRAMS, own=bundle(), bundle=bundle(), problems=(problem,))
    inspection = Inspection(profile=Profile.DRAFT, results=(checked,))
    said = junit.render(Report(inspection=inspection, root=PROGRAMS, language="da", version="1"))
    (suite,) = junitparser.JUnitXml.fromstring(said.encode())
    (failure,) = next(case for case in suite if case.name == "unknown-file").result
    assert '<b>&"]]>' in failure.text
    assert '<b>&"]]>' in failure.message


def test_what_is_allowed_stands_in_every_format_with_its_reason(with_allowed: Report) -> None:
    reason = "kun på dansk <nu>"
    assert reason in text.render(with_allowed)
    (result,) = json.loads(sarif.render(with_allowed))["runs"][0]["results"]
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", reason)
    (programme,) = json.loads(json_format.render(with_allowed))["programmes"]
    assert programme["problems"] == []
    assert [(one["code"], one["reason"]) for one in programme["allowed"]] == [("missing-texts", reason)]
    suite = next(iter(junitparser.JUnitXml.fromstring(junit.render(with_allowed).encode())))
    assert (suite.failures, suite.skipped) == (0, 1)
    assert xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd")).is_valid(junit.render(with_allowed))
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    assert jsonschema.Draft202012Validator(schema).is_valid(json.loads(json_format.render(with_allowed)))
    assert "::" not in github.render(with_allowed)


def test_names_of_files_are_escaped_as_addresses(with_allowed: Report) -> None:
    (result,) = json.loads(sarif.render(with_allowed))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert " " not in uri
    assert (with_allowed.root / unquote(uri)).is_file()


def test_a_file_outside_the_root_is_named_whole(with_allowed: Report, tmp_path: Path) -> None:
    (result,) = json.loads(sarif.render(replace(with_allowed, root=tmp_path)))["runs"][0]["results"]
    named = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert named.keys() == {"uri"}
    assert named["uri"].startswith("file:///")


@pytest.mark.parametrize("form", FORMATS, ids=lambda one: one.__name__.rpartition(".")[2])
def test_the_same_findings_give_the_same_text_in_the_language_spoken(form: ModuleType) -> None:
    language.speak("en")
    english = form.render(report())
    language.speak("da")
    danish = form.render(report())
    assert (danish, form.render(report())) != (english, english)
    assert danish == form.render(report())
    assert "Did you mean" in english
    assert "Mente du" in danish


def test_a_fingerprint_outlives_the_lines_above() -> None:
    def marks(before: str) -> list[str]:
        files = {"questionnaires/puls.yaml": f"{before}title: Puls\nproperties:\n  a: {{title: A, scal: b}}\n"}
        one = bundle(files)
        problems = check_in_memory(one)
        return list(fingerprints(problems, one))

    assert marks("") == marks("# en linje mere\n\n") != []


def check_in_memory(one: Any) -> tuple[Problem, ...]:
    return Criteria(vocabulary=words(), today=date(2026, 11, 22)).judged(PROGRAMS, one)[0]


def test_two_that_are_alike_in_everything_but_the_line_have_two_fingerprints() -> None:
    area = "  {}:\n    title: Område {}\n    properties:\n      a: {{title: A, scal: b}}\n"
    text_ = "title: Puls\nproperties:\n" + "".join(area.format(one, one) for one in "xy")
    one = bundle({"questionnaires/puls.yaml": text_})
    marks = list(fingerprints(check_in_memory(one), one))
    assert len(marks) == len(set(marks)) >= 2


def test_fingerprints_of_one_report_are_all_different() -> None:
    for result in report().inspection.results:
        marks = list(fingerprints(result.problems, result.bundle))
        assert len(set(marks)) == len(marks)


def test_colour_is_never_needed() -> None:
    bare = "".join(f"{part}\n" for part in text.parts(report()))
    coloured = "".join(f"{part}\n" for part in text.parts(report(), colour=True))
    assert re.sub(r"\x1b\[\d+m", "", coloured) == bare
    assert coloured != bare
