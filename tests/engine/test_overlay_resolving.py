"""What a programme extends is found beside it or on a shelf, in the version asked for; chains, circles and refusals."""

import shutil
from pathlib import Path

import pytest

from sipforms.actions import library
from sipforms.actions.library import Library
from sipforms.engine.check import check
from sipforms.engine.checks.forms import as_extends
from sipforms.engine.overlay.extending import Extends, extends_of
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from tests.engine.checking import words
from tests.engine.overlaying import BASES, OVERLAYS, grund, over, shelved


def placed(shelf: Path, id_: str, version: str) -> Path:
    """The base under another version on a shelf."""
    folder = Path(shutil.copytree(BASES / "grund", shelf / id_))
    manifest = folder / "programme.yaml"
    text = manifest.read_text("utf-8").replace("1.2.0", version).replace("id: grund", f"id: {id_}")
    manifest.write_text(text, "utf-8")
    return folder


def version_found(folder: Path, *shelves: Path) -> str:
    bundle = Library(shelves).open(folder)
    assert bundle.base is not None
    data = bundle.base.sources["programme.yaml"].data
    assert isinstance(data, dict)
    return str(data["version"])


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OVERLAYS / "lille_grund", tmp_path / "her" / "lille_grund"))


def test_a_base_beside_goes_before_those_on_shelves_and_the_last_shelf_before_the_first(
    overlay: Path, tmp_path: Path
) -> None:
    first, last = tmp_path / "en", tmp_path / "to"
    placed(first, "grund", "1.3.0")
    placed(last, "grund", "1.4.0")
    assert version_found(overlay, first, last) == "1.4.0"
    placed(overlay.parent, "grund", "1.2.5")
    assert version_found(overlay, first, last) == "1.2.5"


def test_a_base_that_is_too_old_or_another_is_passed_over(overlay: Path, tmp_path: Path) -> None:
    placed(overlay.parent, "grund", "1.1.9")
    placed(tmp_path / "en", "grund", "2.2.0")
    placed(tmp_path / "to", "grund", "1.20.0")
    assert version_found(overlay, tmp_path / "to", tmp_path / "en") == "1.20.0"


def test_a_programme_can_extend_another_of_its_own_name(tmp_path: Path) -> None:
    """A facility's own voksen, which adds to the one that comes with the package."""
    folder = tmp_path / "grund"
    folder.mkdir()
    (folder / "programme.yaml").write_text("id: grund\ntitle: Vores\nversion: 1.9.0\nextends: grund@1\n", "utf-8")
    bundle = Library((BASES,)).open(folder)
    assert [problem.code for problem in check(bundle, words())] == ["missing-texts"]


def test_a_base_that_may_not_be_read_is_passed_over(
    overlay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = placed(overlay.parent, "grund", "1.2.0")
    placed(tmp_path / "en", "grund", "1.3.0")

    def refusing(folder: Path) -> Bundle:
        if folder == closed:
            raise PermissionError(folder.name)
        return read(folder)

    monkeypatch.setattr(library, "read", refusing)
    assert version_found(overlay, tmp_path / "en") == "1.3.0"


def test_the_folder_can_be_named_in_any_way(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed(overlay.parent, "grund", "1.2.0")
    monkeypatch.chdir(overlay)
    assert Library().open(Path()).base_at == "../grund"
    monkeypatch.chdir(overlay.parent)
    assert Library().open(Path("lille_grund")).base_at == "../grund"


def test_a_bundle_that_extends_nothing_is_left_as_it_is() -> None:
    folder = BASES / "grund"
    at_hand = Library()
    assert at_hand.open(folder) is at_hand.own(folder)


def test_a_bundle_that_nobody_put_together_is_not_taken_for_sound() -> None:
    problems = check(read(OVERLAYS / "lille_grund"), words())
    assert [problem.code for problem in problems] == ["unknown-base"]


def test_files_that_define_the_base_are_kept_and_its_examples_are_not() -> None:
    bundle = shelved(OVERLAYS / "lille_grund")
    assert "extends/scales.yaml" in bundle.defining_files
    assert not any("examples" in file for file in bundle.defining_files)
    assert not any("examples" in file for file in bundle.files if file.startswith("extends/"))
    assert "examples/hverdag.yaml" not in bundle.sources


def test_the_base_is_left_as_it_was() -> None:
    before = {file: one.data for file, one in grund().sources.items()}
    over({"questionnaires/hverdag.yaml": "properties: {mad: {properties: {x: {title: X, type: boolean}}}}\n"})
    assert {file: one.data for file, one in grund().sources.items()} == before


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("voksen@1", Extends(id="voksen", major=1)),
        ("sip-voksen@12.3", Extends(id="sip-voksen", major=12, minor=3)),
        ("voksen", None),
        ("voksen@", None),
        ("voksen@01", None),
        ("voksen@1.2.3", None),
        ("../voksen@1", None),
        ("Voksen@1", None),
        ("x" * 65 + "@1", None),
        ("voksen@" + "9" * 5000, None),
    ],
)
def test_only_an_id_and_a_version_are_extended(written: str, meant: Extends | None) -> None:
    assert extends_of(bundle_from("x", {"programme.yaml": f"extends: {written}\n".encode()})) == meant


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("voksen", "voksen@1"),
        ("voksen 1.2.0", "voksen@1.2"),
        ("voksen@1.0.0", "voksen@1"),
        ("Voksen@2", "voksen@2"),
        ("voksen@v1", "voksen@1"),
        ("sip-voksen-2", "sip-voksen@2"),
        ("voksen>=1.3", "voksen@1.3"),
        ("voksen@^1.4.2", "voksen@1.4"),
        ("@1", ""),
    ],
)
def test_what_was_meant_is_suggested(written: str, better: str) -> None:
    assert as_extends(written) == better
