"""Checking by profile, what comments allow, and all of it for a programme that extends another."""

from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.checking import Checked, Criteria, Inspection, Profile, check_folder, check_folders
from sipforms.actions.fingerprints import fingerprints
from sipforms.actions.mending import mend, with_offers, write
from sipforms.engine.problem import Level
from sipforms.render.checking import json as json_format
from sipforms.render.checking.told import Report
from tests.engine.checking import SMALL, words

READY = {
    "programme.yaml": "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n"
    "provenance: own-wording\nfidelity: inferred\n",
    "examples/puls.yaml": "- {example: Glad, questionnaire: puls, answers: {glad: true}, expect: {problems: []}}\n",
    "README.md": "# Lille\n",
}
OVERLAY = {
    "programme.yaml": "id: mit\ntitle: Mit\nversion: 1.0.0\nextends: lille@1\n",
    "questionnaires/puls.yaml": "properties:\n  sover: {title: Sover du?, type: boolean}\n",
}


def criteria(profile: Profile = Profile.DRAFT) -> Criteria:
    return Criteria(vocabulary=words(), today=date(2026, 11, 22), profile=profile)


def written(folder: Path, *files: dict[str, str]) -> Path:
    for name, text in {name: text for one in files for name, text in one.items()}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def codes(result: Checked) -> list[str]:
    return [problem.code for problem in result.problems]


@pytest.fixture
def lille(tmp_path: Path) -> Path:
    return written(tmp_path / "lille", SMALL, READY)


def test_what_is_ready_passes_in_both_profiles(lille: Path) -> None:
    for profile in Profile:
        assert codes(check_folder(lille, criteria(profile))) == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("README.md", None, "no-readme"),
        ("examples/puls.yaml", None, "no-examples"),
        ("programme.yaml", READY["programme.yaml"].replace("1.0.0", "0.9.0"), "version-zero"),
        ("programme.yaml", READY["programme.yaml"].replace("provenance: own-wording\n", ""), "no-provenance"),
        ("programme.yaml", READY["programme.yaml"].replace("fidelity: inferred\n", ""), "no-fidelity"),
    ],
)
def test_what_a_draft_may_lack_is_a_mistake_in_production(lille: Path, name: str, text: str | None, code: str) -> None:
    if text is None:
        (lille / name).unlink()
    else:
        (lille / name).write_text(text, "utf-8")
    assert codes(check_folder(lille, criteria())) == []
    result = check_folder(lille, criteria(Profile.PRODUCTION))
    assert [(one.code, one.level) for one in result.problems] == [(code, Level.ERROR)]


def test_examples_are_not_computed_for_a_programme_with_errors(lille: Path) -> None:
    written(lille, {"examples/puls.yaml": READY["examples/puls.yaml"].replace("[]", "[{item: glad, rule: required}]")})
    assert codes(check_folder(lille, criteria(Profile.PRODUCTION))) == ["example-differs"]
    written(lille, {"questionnaires/puls.yaml": "title: [\n"})
    assert "example-differs" not in codes(check_folder(lille, criteria(Profile.PRODUCTION)))


def test_allowing_what_only_production_looks_for_is_not_idle_in_a_draft(lille: Path) -> None:
    text = READY["programme.yaml"].replace("1.0.0", "0.9.0  # sipforms: allow version-zero because vi prøver")
    written(lille, {"programme.yaml": text})
    assert codes(check_folder(lille, criteria())) == []
    result = check_folder(lille, criteria(Profile.PRODUCTION))
    assert (result.problems, [one.reason for one in result.allowed]) == ((), ["vi prøver"])
    written(lille, {"programme.yaml": text.replace("0.9.0", "1.0.0")})
    assert codes(check_folder(lille, criteria(Profile.PRODUCTION))) == ["allow-nothing"]


def test_problems_of_every_origin_stand_in_the_order_of_places(lille: Path) -> None:
    (lille / "README.md").unlink()
    (lille / "examples" / "puls.yaml").unlink()
    written(lille, {"programme.yaml": READY["programme.yaml"].replace("1.0.0", "0.9.0")})
    places = [one.place for one in check_folder(lille, criteria(Profile.PRODUCTION)).problems]
    assert places == sorted(places)
    assert len(places) == 3


def test_an_overlay_is_mended_together_with_what_it_extends(lille: Path) -> None:
    before = {path: path.read_bytes() for path in lille.rglob("*.yaml")}
    slipped = {"questionnaires/puls.yaml": OVERLAY["questionnaires/puls.yaml"].replace("type:", "tpye:")}
    mit = written(lille.parent / "mit", OVERLAY, slipped)
    result = check_folder(mit, criteria())
    assert codes(result) == ["unknown-keyword"]
    assert list(with_offers(result, criteria()).fixes) == [0]
    write([mend(result, criteria())])
    assert codes(check_folder(mit, criteria())) == []
    assert (mit / "questionnaires" / "puls.yaml").read_text("utf-8") == OVERLAY["questionnaires/puls.yaml"]
    assert {path: path.read_bytes() for path in lille.rglob("*.yaml")} == before
    assert sorted(path.name for path in mit.iterdir()) == ["programme.yaml", "questionnaires"]


def test_a_problem_in_what_is_extended_is_named_by_its_own_file(lille: Path) -> None:
    written(lille, {"questionnaires/puls.yaml": "title: Puls\nproperties:\n  glad: {title: Glad?, tpye: boolean}\n"})
    mit = written(lille.parent / "mit", OVERLAY)
    result = check_folder(mit, criteria())
    report = Report(
        inspection=Inspection(profile=Profile.DRAFT, results=(result,)),
        root=lille.parent,
        language="da",
        version="1",
    )
    files = {one.split('"')[3] for one in json_format.render(report).splitlines() if '"file": ' in one}
    assert result.problems
    assert files <= {"lille/questionnaires/puls.yaml", "mit/programme.yaml", "mit/questionnaires/puls.yaml"}
    assert len(set(fingerprints(result.problems, result.bundle))) == len(result.problems)


def test_a_comment_in_what_is_extended_is_no_business_of_the_overlay(lille: Path) -> None:
    comment = "  # sipforms: allow compares-with-missing because det var engang"
    written(lille, {"programme.yaml": READY["programme.yaml"].replace("title: Lille", f"title: Lille{comment}")})
    mit = written(lille.parent / "mit", OVERLAY)
    assert codes(check_folder(lille, criteria())) == ["allow-nothing"]
    assert codes(check_folder(mit, criteria())) == []


def test_progress_hears_of_every_programme_and_of_the_end(lille: Path) -> None:
    written(lille.parent / "mit", OVERLAY)
    heard: list[tuple[int, int]] = []
    check_folders((lille.parent,), criteria(), lambda done, count: heard.append((done, count)))
    assert heard == [(0, 2), (1, 2), (2, 2)]
