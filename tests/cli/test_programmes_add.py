"""How a workplace receives a programme and updates it: with the real command, a real store, folders and zip files."""

import hashlib
import io
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.fill import Filling, Way, hand_in, keep, open_drafts, put_aside, resume, start, with_draft
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace, open_workplace, programme_with
from sipforms.cli.opening import settings_from
from sipforms.engine.response import Response
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.opening import create_store, open_store
from tests.actions.evil_archives import EVIL
from tests.cli.conftest import Run

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def sent(run: Run, tmp_path: Path) -> Path:
    """A programme as somebody else made it."""
    (tmp_path / "sent").mkdir()
    assert run("new", "puls", "sent", "--language", "da").code == 0
    return tmp_path / "sent" / "puls"


@pytest.fixture
def shelf(home: Path) -> Path:
    """The workplace's own shelf, which is made when it is needed."""
    return home / "sipforms" / "programmes"


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda text: monkeypatch.setattr(sys, "stdin", Typed(text))


def rewritten(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    text = (folder / file).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def newer(folder: Path, version: str = "1.1.0") -> Path:
    """The next version, with one question more."""
    rewritten(folder, "programme.yaml", ("version: 1.0.0", f"version: {version}"))
    more = "      sovet: {title: Har du sovet godt?, type: boolean}\n\n      # 5."
    return rewritten(folder, "questionnaires/samtale.yaml", ("      # 5.", more))


def zipped(folder: Path, top: str = "puls-1.0/") -> Path:
    path = folder.parent / "puls.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, top + file.relative_to(folder).as_posix())
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def listed(run: Run) -> dict[str, dict]:
    return {one["id"]: one for one in json.loads(run("programmes", "list", "--format", "json").out)}


@pytest.mark.parametrize("way", ["folder", "zip", "another name"])
def test_a_programme_is_taken_byte_for_byte(run: Run, sent: Path, shelf: Path, way: str) -> None:
    before = files(sent)
    path = zipped(sent) if way == "zip" else sent
    if way == "another name":
        path = sent.rename(sent.with_name("puls-1.0 (2)"))
    ended = run("programmes", "add", path)
    assert ended.code == 0, ended.err
    assert files(shelf / "puls") == before
    assert str(shelf / "puls") in ended.out
    puls = listed(run)["puls"]
    assert (puls["origin"], puls["questionnaires"], puls["hooks"]) == ("shelf", {"samtale": 6}, "none")
    shown = run("programmes", "show", "puls")
    assert "every 3 months, counted from admission" in shown.out
    assert "at most 1/2 may be missing" in shown.out


def test_the_same_again_changes_nothing(run: Run, sent: Path) -> None:
    run("programmes", "add", sent)
    ended = run("programmes", "add", zipped(sent))
    assert (ended.code, "the same in every byte" in ended.out) == (0, True)


def test_a_newer_version_says_what_changes_and_asks(
    run: Run, sent: Path, shelf: Path, at_terminal: Callable[[str], None]
) -> None:
    run("programmes", "add", sent)
    old = files(shelf / "puls")
    newer(sent)
    nobody = run("programmes", "add", sent)
    assert (nobody.code, "--yes" in nobody.err) == (2, True)
    assert "Now: Puls 1.0.0 (puls)" in nobody.out
    assert "New: Puls 1.1.0 (puls)" in nobody.out
    assert "Samtale om hverdagen: 6 questions before, 7 now." in nobody.out
    at_terminal("n\n")
    assert run("programmes", "add", sent).code == 1
    assert files(shelf / "puls") == old
    at_terminal("måske\nja\n")
    assert run("programmes", "add", sent).code == 0
    assert files(shelf / "puls") == files(sent)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("version: 1.0.0", "version: 0.9.0"), "is older than 1.0.0"),
        (("title: Puls ", "title: Puls to "), "another programme under the same version"),
    ],
)
def test_an_older_one_and_a_silent_change_must_be_meant(
    run: Run, sent: Path, shelf: Path, change: tuple[str, str], said: str
) -> None:
    run("programmes", "add", sent)
    rewritten(sent, "programme.yaml", change)
    refused = run("programmes", "add", sent, "--yes")
    assert (refused.code, said in refused.err, "`--replace`" in refused.err) == (1, True, True)
    assert files(shelf / "puls") != files(sent)
    assert run("programmes", "add", sent, "--yes", "--replace").code == 0
    assert files(shelf / "puls") == files(sent)


def test_what_was_replaced_is_restored(run: Run, sent: Path, shelf: Path) -> None:
    assert run("programmes", "restore", "puls").code == 2
    run("programmes", "add", sent)
    first = files(sent)
    run("programmes", "add", newer(sent), "--yes")
    run("programmes", "add", rewritten(sent, "programme.yaml", ("version: 1.1.0", "version: 1.2.0")), "--yes")
    several = run("programmes", "restore", "puls", "--yes")
    assert (several.code, "1.0.0-" in several.err, "1.1.0-" in several.err) == (2, True, True)
    assert run("programmes", "restore", "puls", "1.0.0", "--yes").code == 0
    assert files(shelf / "puls") == first
    assert sorted(one.name.split("-")[1] for one in (shelf / ".replaced").iterdir()) == ["1.1.0", "1.2.0"]


def test_a_broken_programme_is_refused_with_its_mistakes(run: Run, sent: Path, shelf: Path) -> None:
    rewritten(sent, "questionnaires/samtale.yaml", ("scale: fem_trin", "scale: fem_trinn"))
    for path in (sent, zipped(sent)):
        ended = run("programmes", "add", path)
        assert ended.code == 1
        assert "unknown-scale" in ended.err
        assert "fem_trinn" in ended.err
        assert "Nothing was taken" in ended.err
    assert not shelf.exists()


@pytest.mark.parametrize("kind", ["upwards", "bomb", "link", "no-zip", "two-programmes"])
def test_an_evil_archive_changes_nothing(run: Run, home: Path, tmp_path: Path, kind: str) -> None:
    code, make = EVIL[kind]
    (tmp_path / "hent.zip").write_bytes(make())
    before = sorted(tmp_path.rglob("*"))
    ended = run("programmes", "add", "hent.zip")
    assert (ended.code, code in ended.err) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_wrong_use_and_what_is_no_programme(run: Run, tmp_path: Path) -> None:
    missing = run("programmes", "add", "sendt")
    assert missing.code == 2
    (tmp_path / "tom").mkdir()
    empty = run("programmes", "add", "tom")
    assert (empty.code, "no-programme-file" in empty.err) == (1, True)


def test_something_else_on_the_shelf_is_left_alone(run: Run, sent: Path, shelf: Path, tmp_path: Path) -> None:
    shelf.mkdir(parents=True)
    (shelf / "puls").symlink_to(tmp_path)
    ended = run("programmes", "add", sent)
    assert (ended.code, "nothing was changed" in ended.err) == (1, True)


def test_code_is_taken_along_and_told_and_not_run(run: Run, sent: Path, shelf: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    (sent / "hooks.py").write_text(f"open({str(canary)!r}, 'w')\n", encoding="utf-8")
    ended = run("programmes", "add", zipped(sent))
    assert (ended.code, "sipforms trust puls" in ended.out) == (0, True)
    assert (shelf / "puls" / "hooks.py").is_file()
    assert listed(run)["puls"]["hooks"] == "untrusted"
    assert "hooks.py: not trusted" in run("programmes", "list").out
    assert not canary.exists()
    (sent / "hooks.py").write_text("changed = 1\n", encoding="utf-8")
    again = run("programmes", "add", sent, "--yes")
    assert (again.code, "Python code (hooks.py) has changed" in again.out) == (0, True)
    digest = hashlib.sha256((sent / "hooks.py").read_bytes()).hexdigest()
    run("trust", "puls", "--yes", digest)
    (sent / "README.md").write_text("# Puls\n", encoding="utf-8")
    assert "sipforms trust" not in run("programmes", "add", sent, "--yes").out
    (sent / "hooks.py").write_text("changed = 2\n", encoding="utf-8")
    assert "sipforms trust puls" in run("programmes", "add", sent, "--yes").out
    assert listed(run)["puls"]["hooks"] == "changed"


def test_a_programme_that_comes_with_the_package_can_be_updated(run: Run, tmp_path: Path, shelf: Path) -> None:
    folder = Path(shutil.copytree(shipped() / "voksen", tmp_path / "voksen"))
    same = run("programmes", "add", folder, "--yes")
    assert (same.code, "questions are the same" in same.out) == (0, True)
    rewritten(folder, "programme.yaml", ("version: 1.1.0", "version: 1.1.1"))
    assert run("programmes", "add", folder, "--yes").code == 0
    voksen = listed(run)["voksen"]
    assert (voksen["version"], voksen["origin"], voksen["folder"]) == ("1.1.1", "shelf", str(shelf / "voksen"))


def test_an_overlay_is_taken_with_what_it_builds_on(run: Run, tmp_path: Path, shelf: Path) -> None:
    assert run("new", "voksen_ung", "--extends", "voksen").code == 0
    assert run("programmes", "add", "voksen_ung").code == 0
    assert listed(run)["voksen_ung"]["usable"]
    assert (shelf / "voksen_ung" / "programme.yaml").is_file()
    assert not (shelf / "voksen_ung" / "extends").exists()
    extends = json.loads(run("programmes", "show", "voksen_ung", "--format", "json").out)["extends"]
    assert (extends["id"], extends["version"], extends["added"], extends["left"]) == ("voksen", "1.1.0", 1, 0)
    assert "voksen 1.1.0" in run("programmes", "show", "voksen_ung").out


def test_what_builds_on_an_updated_programme_and_breaks_is_told(run: Run, sent: Path, tmp_path: Path) -> None:
    run("programmes", "add", sent)
    assert run("new", "puls_ung", "--extends", "puls").code == 0
    assert run("programmes", "add", "puls_ung").code == 0
    ended = run("programmes", "add", rewritten(sent, "programme.yaml", ("version: 1.0.0", "version: 2.0.0")), "--yes")
    assert (ended.code, "Puls ung builds on it and can no longer be used" in ended.err) == (1, True)
    assert run("programmes", "restore", "puls", "--yes").code == 0
    assert listed(run)["puls_ung"]["usable"]


def test_a_shelf_of_ones_own_is_used(run: Run, sent: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('programmes = ["egne"]\n', encoding="utf-8")
    assert run("--settings", tmp_path / "s.toml", "programmes", "add", sent).code == 0
    assert (tmp_path / "egne" / "puls" / "programme.yaml").is_file()


def test_a_blocked_programme_is_not_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('blocked = ["bundle:voksen"]\n', encoding="utf-8")
    ended = run("--settings", tmp_path / "s.toml", "programmes", "list", "--format", "json")
    assert "voksen" not in {one["id"] for one in json.loads(ended.out)}
    assert "blocked" in run("--settings", tmp_path / "s.toml", "plugins").out


def answered(workplace: Workplace, filling: Filling, answers: dict[str, bool | int]) -> Filling:
    """The answers given one by one, each kept."""
    draft = filling.draft
    for path, value in answers.items():
        draft = draft.answer(("hverdag", *path.split(".")), value)
        assert draft.last is not None
        keep(workplace, filling, draft.last)
    return with_draft(filling, draft)


def test_a_draft_goes_on_with_the_version_it_was_begun_with(run: Run, sent: Path, tmp_path: Path) -> None:
    """Half an interview, then the programme is updated, then the rest: the old questions, and a report of them."""
    run("programmes", "add", sent)
    create_store(tmp_path / "store", purpose="demo", created=NOW)
    settings = settings_from({"store": tmp_path / "store", "language": "en"})
    workplace = open_workplace(settings, open_store(tmp_path / "store"), lambda: NOW)
    old = workplace.programmes.by_id["puls"]
    file = create(workplace, "B-1", "Ahorn Opdigtet")
    assert isinstance(file, CaseFile)
    file = admit(workplace, file, Stay(programme="puls", admission=NOW.date()))
    assert isinstance(file, CaseFile)
    way = Way(mode="interview", informant="borger")
    filling = start(workplace, file, old, "samtale", way, file.episodes[0])
    begun = answered(workplace, filling, {"humoer": 4, "venner.vigtighed": 5})
    put_aside(workplace, begun)
    workplace.store.close()
    assert run("programmes", "add", newer(sent, "2.0.0"), "--yes").code == 0
    again = open_workplace(settings, open_store(tmp_path / "store"), lambda: NOW)
    assert again.programmes.by_id["puls"].version == "2.0.0"
    (waiting,) = open_drafts(again, open_case(again.store, file.id))
    whole = answered(again, resume(again, waiting.id), {"venner.tilfredshed": 3, "ude": False})
    response = hand_in(again, whole)
    assert isinstance(response, Response)
    assert begun.draft.header == whole.draft.header
    assert (response.version, response.digest) == ("1.0.0", old.digest)
    assert programme_with(again, old.digest).version == "1.0.0"
    again.store.close()
    ended = run("--store", tmp_path / "store", "report", "B-1")
    assert ended.code == 0
    assert "3.5" in ended.out
