"""An archive that is not just a programme is refused with one problem, and nothing of it reaches the disk."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from sipforms.actions.shelving.archive import ArchiveRefused, unpacked
from sipforms.engine.checks.codes import CODES
from sipforms.render.problems import problem_text
from tests.actions.evil_archives import EVIL, SMALL, packed, small


def written(folder: Path, content: bytes) -> Path:
    path = folder / "hent.zip"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", EVIL)
def test_an_evil_archive_is_refused_with_its_problem(kind: str, tmp_path: Path) -> None:
    code, make = EVIL[kind]
    with pytest.raises(ArchiveRefused) as refused:
        unpacked(written(tmp_path, make()))
    problem = refused.value.problem
    assert problem.code == code
    assert set(problem.facts) == set(CODES[code].facts)
    said = problem_text(problem, None, folder=None)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert [path.name for path in tmp_path.rglob("*")] == ["hent.zip"]


def test_every_kind_of_archive_problem_is_shown() -> None:
    assert {code for code, _ in EVIL.values()} == {code for code in CODES if code.startswith("archive-")}


@pytest.mark.parametrize("top", ["", "lille/", "Lille 1.0 (endelig)/", "årsskema/"])
def test_a_programme_at_the_top_or_in_the_one_folder_is_taken(top: str, tmp_path: Path) -> None:
    files = unpacked(written(tmp_path, small(top=top)))
    assert {name: content.decode() for name, content in files.items()} == SMALL


def test_what_systems_put_in_by_themselves_is_left_out(tmp_path: Path) -> None:
    content = small(("__MACOSX/._programme.yaml", b"\0\5"), (".DS_Store", b"\0"), ("questionnaires/.hidden", b""))
    assert set(unpacked(written(tmp_path, content))) == set(SMALL)


def test_folders_comments_and_streamed_entries_are_no_mistake(tmp_path: Path) -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

        def seek(self, *_where: int) -> int:
            raise io.UnsupportedOperation

    whole = Unseekable()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("lille")
        for name, text in SMALL.items():
            archive.writestr(f"lille/{name}", text)
        archive.comment = b"from the secretariat"
    assert set(unpacked(written(tmp_path, whole.getvalue()))) == set(SMALL)
    stored = packed([(name, text.encode()) for name, text in SMALL.items()], zipfile.ZIP_STORED)
    assert set(unpacked(written(tmp_path, stored))) == set(SMALL)


@pytest.mark.parametrize("at", range(0, len(small()), 3))
def test_one_changed_byte_never_gets_other_content_in(at: int, tmp_path: Path) -> None:
    content = bytearray(small())
    content[at] ^= 0x41
    try:
        files = unpacked(written(tmp_path, bytes(content)))
    except ArchiveRefused:
        return
    assert set(files.values()) <= {text.encode() for text in SMALL.values()}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_whatever_byte_is_another_the_archive_is_refused_or_says_the_same(method: int, tmp_path: Path) -> None:
    whole = packed([*((name, text.encode()) for name, text in SMALL.items()), ("README.md", b"")], method)
    good = unpacked(written(tmp_path, whole))
    kinds: set[str] = set()
    for at in range(len(whole)):
        for other in {0, 0xFF, whole[at] ^ 1} - {whole[at]}:
            try:
                assert unpacked(written(tmp_path, whole[:at] + bytes((other,)) + whole[at + 1 :])) == good
            except ArchiveRefused as refused:
                kinds.add(refused.problem.code)
    assert {"archive-damaged", "archive-name", "archive-foreign", "archive-encrypted"} <= kinds


def test_remarks_impossible_days_and_unknown_extras_change_nothing(tmp_path: Path) -> None:
    entries = []
    for name, text in SMALL.items():
        info = zipfile.ZipInfo(name, date_time=(2107, 15, 31, 31, 63, 62))
        info.comment = b"\x1b[2J::error::forged"
        info.extra = b"\xfe\xca\x04\x00\x1b[2J"
        entries.append((info, text.encode()))
    files = unpacked(written(tmp_path, packed(entries, comment=b"\x1b[2J ##[error]forged")))
    assert {name: content.decode() for name, content in files.items()} == SMALL


def test_a_pipe_in_place_of_an_archive_holds_nobody_up(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no such pipes on this system")
    os.mkfifo(tmp_path / "hent.zip")
    with pytest.raises(OSError, match="no file"):
        unpacked(tmp_path / "hent.zip")
