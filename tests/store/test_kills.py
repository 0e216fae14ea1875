"""Killing the program at any moment loses no acknowledged response and no acknowledged answer.

Longer: ``python run.py test -m long tests/store`` (200 kills while saving, 100 while answering).
"""

import random
from pathlib import Path

import pytest

from sipforms.store.casefile import keep_response, open_case
from sipforms.store.files import FileStore
from tests.store.samples import CASE, entry, header, response
from tests.store.writers import acknowledged, answer_without_end, keep_without_end, killed_in_the_middle, start


@pytest.mark.parametrize("kills", [60, pytest.param(200, marks=pytest.mark.long)])
def test_killed_while_keeping_responses(files: FileStore, tmp_path: Path, kills: int) -> None:
    chance, told = random.Random(17), tmp_path / "told"
    for _ in range(kills):
        killed_in_the_middle(start(keep_without_end, files.folder, told), told, chance)
        file = open_case(files, CASE)
        assert file.damage == ()
        kept = [one.id for one in file.responses]
        assert set(acknowledged(told)) <= set(kept)
        assert file.revision == len(kept) == len(set(kept))
    keep_response(files, CASE, response())
    assert list(files.folder.rglob("*.tmp")) == []
    assert len(files.history(CASE)) == 3


@pytest.mark.parametrize("kills", [40, pytest.param(100, marks=pytest.mark.long)])
def test_killed_while_saving_answers(files: FileStore, tmp_path: Path, kills: int) -> None:
    chance, told = random.Random(18), tmp_path / "told"
    draft = files.begin_draft(header())
    files.close()
    count = 0
    for _ in range(kills):
        killed_in_the_middle(start(answer_without_end, files.folder, told, draft, count), told, chance)
        entries = files.read_draft(draft).entries
        count = len(entries)
        assert count >= len(set(acknowledged(told)))
        assert list(entries) == [entry(number, "ø" * (number % 400)) for number in range(count)]
    files.append(draft, entry(count))
    assert files.read_draft(draft).damage == ()
    assert files.read_draft(draft).entries[-1] == entry(count)
