"""A machine is known by an id that it keeps, and by its name; where nothing can be kept it is a new one each time."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sipforms.actions.workstation import this_workstation
from sipforms.store.protocol import is_id


def test_a_machine_keeps_its_id(tmp_path: Path) -> None:
    first = this_workstation(tmp_path / "data")
    assert is_id(first.id)
    assert first.name == socket.gethostname()[:64]
    assert this_workstation(tmp_path / "data") == first
    assert this_workstation(tmp_path / "other").id != first.id
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["workstation"]


def test_programs_that_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        assert len({one.id for one in many.map(lambda _: this_workstation(tmp_path), range(40))}) == 1


def test_where_nothing_can_be_kept_the_program_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert is_id(this_workstation(tmp_path / "file").id)


@pytest.mark.parametrize("written", [b"", b"not an id", b"\xff\xfe", b"../../etc"])
def test_what_is_no_id_is_not_used_as_one(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "workstation").write_bytes(written)
    assert is_id(this_workstation(tmp_path).id)


def test_a_long_name_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "x" * 300)
    assert len(this_workstation(tmp_path).name) == 64
