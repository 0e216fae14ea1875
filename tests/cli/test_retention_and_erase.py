"""Times for keeping decided, what has outlived them proposed, and case files erased for good after a yes."""

import re
from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.fill import Way, hand_in, start
from sipforms.actions.people import Stay, admit, create, people
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile
from tests.cli.conftest import Run
from tests.signed_in import entered

LONG_AGO = date(2015, 3, 1)


def citizen(folder: Path, code: str, discharge: date | None, *, programme: str = "voksen") -> str:
    """A citizen with one stay; the id of the case file."""
    with entered(folder) as workplace:
        file = create(workplace, code, "Ahorn Opdigtet")
        assert isinstance(file, CaseFile)
        kept = admit(workplace, file, Stay(programme=programme, admission=LONG_AGO, discharge=discharge))
        assert isinstance(kept, CaseFile)
        return kept.id


def test_what_is_not_decided_is_said(signed_in: Run) -> None:
    ended = signed_in("retention", "show")
    assert ended.code == 0
    rows = (re.split("  +", line) for line in ended.out.splitlines())
    shown = {what.partition(",")[0]: time for what, time in rows}
    assert shown["voksen"] == "60 months"
    assert shown["boern"] == "not decided"
    assert shown["The access log"] == "24 months"
    assert shown["Untouched drafts"] == "not decided"


def test_times_are_decided_together_or_alone(signed_in: Run) -> None:
    assert signed_in("retention", "set", "boern", 36, "--drafts", 30).code == 0
    ended = signed_in("retention", "set", "--log", 12)
    assert "36 months" in ended.out
    assert "30 days" in ended.out
    assert "12 months" in ended.out


@pytest.mark.parametrize("said", [(), ("voksen",), ("boerne", "12"), ("voksen", "0")])
def test_a_time_that_makes_no_sense_is_wrong_use(signed_in: Run, said: tuple[str, ...]) -> None:
    assert signed_in("retention", "set", *said).code == 2


def test_only_what_has_outlived_its_time_is_proposed(signed_in: Run, protected: Path) -> None:
    citizen(protected, "B-1", date(2020, 1, 31))
    citizen(protected, "B-2", date(2026, 1, 31))
    citizen(protected, "B-3", None)
    citizen(protected, "B-4", date(2016, 1, 31), programme="boern")
    ended = signed_in("retention", "due")
    rows = [re.split("  +", line) for line in ended.out.splitlines() if line.startswith("B-")]
    assert rows == [["B-1", "31 Jan 2020", "31 Jan 2025"]]
    assert "sipforms retention set boern" in ended.out
    assert signed_in("report", "B-1").code in (0, 1), "a proposal erases nothing"


def test_the_sweep_wants_their_number(signed_in: Run, protected: Path) -> None:
    erased = citizen(protected, "B-1", date(2020, 1, 31))
    kept = citizen(protected, "B-2", date(2026, 1, 31))
    refused = signed_in("retention", "erase", "--confirm", 2)
    assert refused.code == 1
    assert "Nothing was erased." in refused.out
    ended = signed_in("retention", "erase", "--confirm", 1)
    assert ended.code == 0
    assert erased in ended.out
    assert "B-1" not in ended.out.split("Erased for good")[1]
    left = {path.name for path in protected.rglob("*") if path.name in (erased, kept) and path.parent.name != "erased"}
    assert left == {kept}
    assert "No case file" in signed_in("retention", "due").out


def test_erasing_leaves_nothing_but_the_id(signed_in: Run, protected: Path, tmp_path: Path) -> None:
    case = citizen(protected, "B-1042", None)
    with entered(protected) as workplace:
        file = next(one for one in people(workplace).files if one.id == case)
        programme = workplace.programmes.by_id["voksen"]
        filling = start(workplace, file, programme, "baggrund", Way(), file.episodes[0])
        assert not isinstance(hand_in(workplace, filling), Response), "a draft is there"
    backup = tmp_path / "backup"
    assert signed_in("store", "backup", backup).code == 0
    receipt = tmp_path / "receipt.txt"
    assert signed_in("erase", "B-1042", "--confirm", "B-1024", "--receipt", receipt).code == 1
    assert not receipt.exists()
    ended = signed_in("erase", "b-1042", "--confirm", "B-1042", "--receipt", receipt)
    assert ended.code == 0
    said = receipt.read_text("utf-8")
    assert said.strip() in ended.out
    assert case in said
    assert "destroy `keys` by" in said
    for word in ("B-1042", "Ahorn"):
        assert word not in said
    traces = [path for path in protected.rglob("*") if case in path.name]
    assert [path.parent.name for path in traces] == ["erased"]
    assert signed_in("report", "B-1042").code == 2
    again = tmp_path / "again"
    assert signed_in("store", "restore", backup, "--into", again, "--ledger", protected).code == 0
    assert [path.parent.name for path in again.rglob("*") if case in path.name] == ["erased"]


def test_only_who_may_erase_can(run: Run, signed_in: Run, protected: Path, tmp_path: Path) -> None:
    case = citizen(protected, "B-1042", None)
    secret = tmp_path / "staff.txt"
    secret.touch(mode=0o600)
    secret.write_text("seks grå gæs i græsset\n", encoding="utf-8")
    assert signed_in("user", "add", "KHO", "Karen Holm", "--new-passphrase-file", secret).code == 0
    ended = run(
        "--store", protected, "--user", "KHO", "--passphrase-file", secret, "erase", "B-1042", "--confirm", "B-1042"
    )
    assert ended.code == 1
    assert any(path.name == case for path in (protected / "cases").rglob("*"))


def test_nobody_is_asked_where_nobody_can_answer(signed_in: Run, protected: Path) -> None:
    citizen(protected, "B-1042", date(2020, 1, 31))
    assert signed_in("erase", "B-1042").code == 2
    assert signed_in("retention", "erase").code == 2
