"""Killing the program at any moment loses no acknowledged response and no acknowledged answer.

Longer: ``python run.py test -m long tests/store`` (2,000 kills while saving, 1,000 while answering, each in an open and
in a sealed store).
"""

import random
from pathlib import Path

import pytest

from sipforms.store.casefile import keep_response, open_case
from sipforms.store.protocol import fresh_id
from tests.store.conftest import FILE_KINDS
from tests.store.samples import entry, header, response
from tests.store.writers import acknowledged, answer_without_end, keep_without_end, killed_in_the_middle, start

LONG = pytest.mark.long
IN_A_ROW = 20
"""How often one case file or draft is gone on with; then comes a new one, so that none grows without bounds."""


@pytest.mark.parametrize(
    ("name", "kills"),
    [("open", 20), ("sealed", 200), pytest.param("open", 2000, marks=LONG), pytest.param("sealed", 2000, marks=LONG)],
)
def test_killed_while_keeping_responses(tmp_path: Path, name: str, kills: int) -> None:
    kind = FILE_KINDS[name]
    files = kind.made(tmp_path / "store")
    chance = random.Random(17)
    for turn in range(kills // IN_A_ROW):
        case, told = fresh_id(), tmp_path / f"told{turn}"
        for _ in range(IN_A_ROW):
            killed_in_the_middle(start(keep_without_end, kind.open, files.folder, told, case), told, chance)
            file = open_case(files, case)
            assert file.damage == ()
            kept = [one.id for one in file.responses]
            assert set(acknowledged(told)) <= set(kept)
            assert file.revision == len(kept) == len(set(kept))
        keep_response(files, case, response())
        assert list(files.folder.rglob("*.tmp")) == []
        assert len(files.history(case)) == 3


@pytest.mark.parametrize(
    ("name", "kills"),
    [("open", 20), ("sealed", 100), pytest.param("open", 1000, marks=LONG), pytest.param("sealed", 1000, marks=LONG)],
)
def test_killed_while_saving_answers(tmp_path: Path, name: str, kills: int) -> None:
    kind = FILE_KINDS[name]
    files = kind.made(tmp_path / "store")
    chance = random.Random(18)
    for turn in range(kills // IN_A_ROW):
        draft, told, count = files.begin_draft(header()), tmp_path / f"told{turn}", 0
        files.close()
        for _ in range(IN_A_ROW):
            process = start(answer_without_end, kind.open, files.folder, told, draft, count)
            killed_in_the_middle(process, told, chance)
            entries = files.read_draft(draft).entries
            count = len(entries)
            assert count >= len(set(acknowledged(told)))
            assert list(entries) == [entry(number, "ø" * (number % 400)) for number in range(count)]
        files.append(draft, entry(count))
        assert files.read_draft(draft).damage == ()
        assert files.read_draft(draft).entries[-1] == entry(count)
        files.discard_draft(draft)
