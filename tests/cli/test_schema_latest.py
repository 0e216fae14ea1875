"""`sipforms schema --latest`: what was answered in other questionnaires is a constant of the plain schema."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engine.bundles import SMALL

PROGRAMME = SMALL / "andre_skemaer"
FILE = "svar.yaml"
GIVEN: dict[str, tuple[str, str, set[str]]] = {
    "nothing given: all may be asked": ("", "", {"plejemor", "medarbejder", "hjaelp", "mange", "stor"}),
    "one answer": ("baggrund.ramme.setting=familiepleje", "", {"plejemor"}),
    "the word latest may stand before it": ("latest.baggrund.ramme.setting=opholdssted", "", {"medarbejder"}),
    "a number": ("baggrund.ramme.pladser=3", "", {"medarbejder", "mange"}),
    "several of a list": ("baggrund.ramme.hjaelp=samtale,ingen", "", {"medarbejder", "hjaelp"}),
    "a file": (FILE, "{baggrund: {ramme: {setting: familiepleje, pladser: 4}}}", {"plejemor", "mange"}),
    "an example": (FILE, "latest: {plan: {indsatser: [{grad: 3}]}}", {"medarbejder", "stor"}),
    "a file where nobody has answered": (FILE, "{}", {"medarbejder"}),
}
WRONG: dict[str, tuple[str, str, str]] = {
    "another questionnaire": ("bagrund.x=1", "", "Did you mean `baggrund`?"),
    "another question": ("baggrund.ramme.seting=hjem", "", "Did you mean `ramme.setting`?"),
    "another answer": ("baggrund.ramme.setting=familieplej", "", "Did you mean `familiepleje`?"),
    "a number that cannot be": ("baggrund.ramme.pladser=9", "", "cannot be answered with `9`"),
    "no such file": ("intet.yaml", "", "There is no file intet.yaml."),
    "another field in the file": (FILE, "plan: {indsatser: [{grd: 3}]}", "has no question `indsatser.r1.grd`"),
    "no YAML in the file": (FILE, "{a: [", "cannot be read as YAML"),
}
TOLD = {"plejemor", "medarbejder", "hjaelp", "mange", "stor"}


@pytest.mark.parametrize("case", GIVEN)
def test_what_is_given_decides_what_the_schema_has(case: str, run: Run, tmp_path: Path) -> None:
    given, text, asked = GIVEN[case]
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    ended = run("schema", PROGRAMME, "opfoelgning", *(("--latest", given) if given else ()))
    assert ended.code == 0
    schema = json.loads(ended.out)
    assert TOLD & schema["properties"].keys() == asked
    reasons = {one["because"] for one in schema["x-notExpressed"]}
    assert ("latest" in reasons) is (not given)
    assert ("it looks at what was answered in another questionnaire" in ended.err) is (not given)


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_have_been_answered_is_told(case: str, run: Run, tmp_path: Path) -> None:
    given, text, said = WRONG[case]
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    ended = run("schema", PROGRAMME, "opfoelgning", "--latest", given)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
