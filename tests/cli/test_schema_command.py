"""`sipforms schema`: one questionnaire, all of them, every constant, and wrong names told with the right one."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from tests.cli.conftest import Run
from tests.engine.bundles import ROOT, SMALL, built

CONDITIONS = SMALL / "betingelser"


def test_what_the_schema_does_not_say_is_told_beside_it(run: Run) -> None:
    ended = run("schema", "voksen", "livskvalitet")
    assert ended.code == 0
    left_out = json.loads(ended.out)["x-notExpressed"]
    told = ended.err.splitlines()
    assert told[0] == f"The schema does not say {len(left_out)} rules, which sipforms itself looks after:"
    assert told[1] == "  check:ens_tilfredshed: a soft check, which may stand with a reason"
    assert len(told) == len(left_out) + 1


def test_yaml_says_the_same_as_json(run: Run, tmp_path: Path) -> None:
    as_json = json.loads(run("schema", "voksen", "rammer").out)
    assert run("schema", "voksen", "rammer", "--format", "yaml", "--output", "r.yaml").code == 0
    assert yaml.safe_load((tmp_path / "r.yaml").read_text(encoding="utf-8")) == as_json


def test_a_file_is_written_over_only_when_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text("mine", encoding="utf-8")
    ended = run("schema", "voksen", "rammer", "--output", file)
    assert ended.code == 1
    assert "--overwrite" in ended.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("schema", "voksen", "rammer", "--output", file, "--overwrite").code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["title"]


def test_all_questionnaires_go_to_a_folder(run: Run, tmp_path: Path) -> None:
    ended = run("schema", "voksen", "--all", "out/plain")
    assert ended.code == 0
    names = sorted(path.name for path in (tmp_path / "out" / "plain").iterdir())
    asked = built(ROOT / "programs" / "voksen").questionnaires
    assert names == sorted(f"{name}.json" for name in asked)
    for name in names:
        jsonschema_rs.meta.validate(json.loads((tmp_path / "out" / "plain" / name).read_text(encoding="utf-8")))


def test_with_all_a_questionnaire_that_is_not_answered_so_is_left_out_by_name(run: Run) -> None:
    ended = run("schema", "voksen", "--all", "out", "--mode", "observation")
    assert ended.code == 0
    assert any("is left out: it has no mode `observation`" in line for line in ended.lines)


def test_a_programme_can_be_a_folder(run: Run) -> None:
    ended = run("schema", CONDITIONS)
    assert ended.code == 2
    assert "Which questionnaire" in ended.err
    name = ended.err.split("There are: ")[1].split(",")[0].strip(". \n").splitlines()[0]
    assert json.loads(run("schema", CONDITIONS, name).out)["type"] == "object"


def test_a_folder_that_is_broken_says_where_to_look(run: Run) -> None:
    ended = run("schema", SMALL.parent / "bad" / "unknown-scale", "x")
    assert ended.code == 1
    assert "sipforms check" in ended.err


@pytest.mark.parametrize(
    ("questionnaire", "constant"),
    [
        ("livskvalitet", ("--mode", "observation")),
        ("livskvalitet", ("--parameter", "form=kort")),
        ("baggrund", ("--variant", "autisme")),
    ],
)
def test_a_constant_changes_the_schema_that_turns_on_it(
    run: Run, questionnaire: str, constant: tuple[str, str]
) -> None:
    assert run("schema", "voksen", questionnaire, *constant).out != run("schema", "voksen", questionnaire).out


@pytest.mark.parametrize(
    ("given", "code"), [("pause=5", 0), ("pause=fem", 2), ("lyd=true", 0), ("lyd=ja", 2), ("skema=kort", 0)]
)
def test_what_the_facility_has_set_is_of_its_kind(run: Run, given: str, code: int) -> None:
    assert run("schema", SMALL / "det_hele", "samtale", "--parameter", given).code == code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("voksn", "rammer"), "Did you mean `voksen`?"),
        (("voksen", "ramer"), "Did you mean `rammer`?"),
        (("voksen", "livskvalitet", "--mode", "intervju"), "Did you mean `interview`?"),
        (("voksen", "livskvalitet", "--variant", "autism"), "Did you mean `autisme`?"),
        (("voksen", "livskvalitet", "--occasion", "frist"), "Did you mean `first`?"),
        (("voksen", "livskvalitet", "--informant", "borgr"), "Did you mean `borger`?"),
        (
            ("voksen", "livskvalitet", "--informant", "borger", "--mode", "observation"),
            "There is no mode `observation` here.",
        ),
        (("voksen", "livskvalitet", "--parameter", "history_show=never"), "Did you mean `history_shown`?"),
        (("voksen", "livskvalitet", "--parameter", "history_shown=nevr"), "Did you mean `never`?"),
        (("voksen", "livskvalitet", "--parameter", "history_shown"), "NAME=VALUE"),
        ((), "Which programme?"),
        (("voksen", "rammer", "--all", "out"), "name no questionnaire"),
    ],
)
def test_wrong_use_is_told_with_the_next_step(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ended = run("schema", *arguments)
    assert ended.code == 2
    assert told in ended.err
