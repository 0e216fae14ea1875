"""One response's answers erased for good: no generation holds them, and that it was there still stands."""

import json
from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.people import Stay, admit, create, people
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile, open_case
from tests.cli.conftest import Run
from tests.signed_in import entered

EXAMPLE = shipped() / "voksen" / "examples" / "demonstration.yaml"
SAID = "larm på gangen"


@pytest.fixture
def answered(signed_in: Run, protected: Path) -> str:
    """The case file of a citizen with one round."""
    with entered(protected) as workplace:
        file = create(workplace, "B-1042", "Ahorn Opdigtet")
        assert isinstance(file, CaseFile)
        assert isinstance(admit(workplace, file, Stay(programme="voksen", admission=date(2026, 1, 1))), CaseFile)
    assert signed_in("fill", "B-1042", "--answers", EXAMPLE).code == 0
    return file.id


def test_no_generation_holds_it_and_its_trace_stands(
    signed_in: Run, protected: Path, answered: str, tmp_path: Path
) -> None:
    name = signed_in("response", "history", "B-1042").out.split()[0]
    change = tmp_path / "ret.yaml"
    change.write_text(
        "questionnaire: livskvalitet\nanswers:\n  psykisk_velbefindende: {humoer: {tilfredshed: 1}}\n", "utf-8"
    )
    assert signed_in("response", "correct", "B-1042", name, "--answers", change, "--reason", "hemmelig grund").code == 0
    folder = protected / "cases" / answered[:2] / answered
    before = set(folder.glob("*.sfc"))
    assert len(before) > 2
    ended = signed_in("response", "erase", "B-1042", name, "--reason", "den forkerte borger", "--yes")
    assert ended.code == 0, ended.err
    assert not before & set(folder.glob("*.sfc"))
    with entered(protected) as workplace:
        store = workplace.store
        assert all(one.is_sound for one in store.history(answered))
        kept = json.dumps(store.load(answered).data, default=dict, ensure_ascii=False)
        file = open_case(store, answered)
        assert people(workplace).files[0].responses == ()
    assert SAID not in kept
    assert "hemmelig grund" not in kept
    (trace,) = file.uncounted
    assert trace.is_erased
    assert trace.answers == {}
    told = signed_in("response", "history", "B-1042", name).out
    assert "den forkerte borger" in told
    assert "erased" in signed_in("response", "history", "B-1042").out
    assert SAID not in signed_in("export", "--format", "jsonl", "--output", "-").out
    assert "erased the answers of a response" in signed_in("log", "show").out


def test_it_wants_a_yes_and_a_reason(signed_in: Run, answered: str) -> None:
    name = signed_in("response", "history", "B-1042").out.split()[0]
    assert signed_in("response", "erase", "B-1042", name, "--reason", "nej").code == 2
    assert signed_in("response", "erase", "B-1042", name, "--reason", " ", "--yes").code == 1
    assert "erased" not in signed_in("response", "history", "B-1042").out
