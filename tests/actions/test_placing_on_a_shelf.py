"""A programme is put on a shelf whole or not at all, whenever the power goes."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sipforms.actions.shelving import placing
from sipforms.actions.shelving.placing import ShelfBusy, SomethingElseThere, folder_files, place
from sipforms.actions.shelving.restoring import kept_on, restore
from sipforms.engine.shelf import bundle_folders

OLD = {"programme.yaml": b"id: lille\nversion: 1.0.0\n", "questionnaires/puls.yaml": b"title: Puls\n"}
NEW = {"programme.yaml": b"id: lille\nversion: 1.1.0\n", "questionnaires/ny.yaml": b"title: Ny\n", "README.md": b"#"}


def in_use(shelf: Path) -> list[dict[str, bytes]]:
    """The files of every programme that is found on the shelf."""
    return [folder_files(folder) for folder in bundle_folders([shelf]) if folder.name == "lille"]


def hidden(shelf: Path) -> set[str]:
    return {path.name for path in shelf.iterdir() if path.name.startswith(".")}


def test_what_was_there_is_kept_and_can_be_restored(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    place(shelf, "lille", OLD, "a")
    place(shelf, "lille", NEW, "b")
    assert in_use(shelf) == [NEW]
    (kept,) = kept_on(shelf)
    assert (kept.programme, kept.which.split("-")[0], folder_files(kept.folder)) == ("lille", "1.0.0", OLD)
    restore(shelf, kept, "c")
    assert in_use(shelf) == [OLD]
    assert [one.which.split("-")[0] for one in kept_on(shelf)] == ["1.1.0"]
    assert hidden(shelf) == {".lock", ".replaced", ".aside"}


def test_the_same_one_replaced_twice_is_kept_once(tmp_path: Path) -> None:
    for number, files in enumerate((OLD, NEW, OLD, NEW, OLD)):
        place(tmp_path, "lille", files, str(number))
    assert sorted(one.which.split("-")[0] for one in kept_on(tmp_path)) == ["1.0.0", "1.1.0"]


def test_two_at_a_time_are_refused(tmp_path: Path) -> None:
    place(tmp_path, "lille", OLD, "a")
    with placing._alone(tmp_path), pytest.raises(ShelfBusy):
        place(tmp_path, "lille", NEW, "b")
    assert in_use(tmp_path) == [OLD]


def test_what_is_no_folder_is_not_moved(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "lille").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SomethingElseThere):
        place(tmp_path, "lille", NEW, "b")
    assert (tmp_path / "lille").is_symlink()


def test_a_disk_that_refuses_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "lille", OLD, "a")
    rename = os.rename

    def refuse(old: Path, new: Path) -> None:
        if ".incoming-" in str(old):
            raise PermissionError(13, "no")
        rename(old, new)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(PermissionError):
        place(tmp_path, "lille", NEW, "b")
    assert in_use(tmp_path) == [OLD]
    assert list((tmp_path / ".aside").iterdir()) == []
    assert not list(tmp_path.glob(".incoming-*"))


CHILDREN = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from sipforms.actions.shelving.placing import place
    from tests.actions.test_placing_on_a_shelf import NEW

    WATCHED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "os.scandir", "os.listdir"}
    root, most = Path(sys.argv[1]), int(sys.argv[2])
    for last in range(most):
        child = os.fork()
        if child == 0:
            left = last

            def watch(event, arguments):
                global left
                if event in WATCHED and any(str(root) in str(one) for one in arguments):
                    if left == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left -= 1

            sys.addaudithook(watch)
            place(root / str(last), "lille", NEW, "new")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(last, "killed" if os.WIFSIGNALED(status) else "done", flush=True)
        if not os.WIFSIGNALED(status):
            break
""")


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a kill at every step needs fork; on Windows the steps are the same"
)
def test_a_kill_at_any_step_leaves_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    most = 200
    for number in range(most):
        place(tmp_path / str(number), "lille", OLD, "old")
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", CHILDREN, str(tmp_path), str(most)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    steps = ended.stdout.splitlines()
    assert steps[-1].endswith("done"), "every step was reached"
    assert len(steps) > 20
    found = []
    for number in range(len(steps)):
        shelf = tmp_path / str(number)
        (files,) = in_use(shelf)
        assert files in (OLD, NEW), number
        found.append(files == NEW)
        place(shelf, "lille", NEW, "again")  # whatever was left is tidied, and nothing was lost
        assert in_use(shelf) == [NEW]
        assert OLD in [folder_files(one.folder) for one in kept_on(shelf)]
        assert not list(shelf.glob(".incoming-*"))
        assert list((shelf / ".aside").iterdir()) == []
    assert found == sorted(found), "from some step on it is the new one"
    assert not found[0]
    assert found[-1]
