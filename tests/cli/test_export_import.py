"""``sipforms export`` and ``sipforms import responses`` as they are typed: what is printed where, and the exit code."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.cli.door import main
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.store.opening import create_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECRET = "hemmeligt-svar-31337"
Run = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    bundle = read(shipped() / "voksen")
    long = "Opdigtet. " * 200  # so that an export is more than a pipe holds
    list(make_demo_store(folder, Invention(bundle=bundle, programme=build(bundle), text=long, citizens=2), NOW))
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """An empty store."""
    folder = tmp_path / "elsewhere"
    create_store(folder, purpose="demo", created=NOW)
    return folder


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Types a command; its exit code and what it printed on either stream."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def type_in(store: Path, *arguments: str) -> SimpleNamespace:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["--language", "en", "--store", str(store), *arguments])
        sys.stdout.flush()
        printed = capfdbinary.readouterr()
        return SimpleNamespace(code=left.value.code, out=printed.out, err=printed.err.decode())

    return type_in


def test_files_are_written_and_named(run: Run, demo: Path, tmp_path: Path) -> None:
    done = run(demo, "export", "--output", "svar.csv")
    assert (done.code, done.out) == (0, b"")
    names = {path.name for path in tmp_path.glob("svar*")}
    assert {"svar.codebook.csv", "svar.voksen.livskvalitet.csv", "svar.voksen.indsats.konkrete_indsatser.csv"} <= names
    assert all(name in done.err for name in names)


def test_one_table_on_standard_output_and_nothing_else(run: Run, demo: Path, tmp_path: Path) -> None:
    done = run(demo, "export", "--questionnaire", "livskvalitet", "--separator", ";", "--output", "-")
    table = list(csv.reader(done.out.decode().splitlines(), delimiter=";"))
    assert done.code == 0
    assert table[0][0] == "response_id"
    assert done.err.splitlines() == [f"{len(table) - 1} responses exported."]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--output", "-"], "choose one with `--questionnaire`"),
        (["--questionnaire", "livskvalite"], "There is no questionnaire `livskvalite`. Did you mean `livskvalitet`?"),
        (["--programme", "voksne"], "There is no programme `voksne`. Did you mean `voksen`?"),
        (["--programme", "voksen", "--questionnaire", "rammmer"], "Did you mean `rammer`?"),
        (["--format", "cvs"], "There is no format `cvs`. Did you mean `csv`?"),
        (["--format", "jsonl", "--audience", "citizen"], "holds everything"),
        (["--separator", "x"], "--separator cannot be used"),
        (["--outptu", "x"], "Did you mean `--output`?"),
    ],
)
def test_wrong_use_is_told_with_what_was_meant(run: Run, demo: Path, arguments: list[str], sentence: str) -> None:
    done = run(demo, "export", *arguments)
    assert (done.code, done.out) == (2, b"")
    assert sentence in done.err


def test_answers_are_not_printed_on_a_screen_unless_asked(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    refused = run(demo, "export", "--questionnaire", "livskvalitet")
    assert (refused.code, refused.out) == (2, b"")
    assert "--output -" in refused.err
    assert run(demo, "export", "--questionnaire", "livskvalitet", "--output", "-").out.startswith(b"response_id,")


def test_a_file_that_is_there_is_kept_unless_told_otherwise(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "svar.jsonl").write_text("min egen")
    refused = run(demo, "export", "--format", "jsonl", "--output", "svar.jsonl")
    assert (refused.code, (tmp_path / "svar.jsonl").read_text()) == (1, "min egen")
    assert "--overwrite" in refused.err
    assert run(demo, "export", "--format", "jsonl", "--output", "svar.jsonl", "--overwrite").code == 0
    assert json.loads((tmp_path / "svar.jsonl").read_text().splitlines()[0])["format"] == 2


def test_a_folder_that_is_not_there_is_a_sentence(run: Run, demo: Path) -> None:
    done = run(demo, "export", "--output", "ingen/svar.csv")
    assert done.code == 1
    assert done.err == "The folder is not there. No file was written.\n"


def process(store: Path, *arguments: str, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """A command run in a new process, as a shell would."""
    command = [sys.executable, "-m", "sipforms", "--language", "en", "--store", str(store), *arguments]
    return subprocess.run(command, check=False, **streams)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_behind_standard_output_is_a_sentence(demo: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(demo, "export", "--format", "jsonl", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.decode() == "The disk is full. No file was written.\n"


def test_a_reader_that_has_had_enough_is_no_fault(demo: Path) -> None:
    command = [sys.executable, "-m", "sipforms", "--store", str(demo), "export", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(10) == b'{"format":'
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_there_and_back(run: Run, demo: Path, elsewhere: Path, tmp_path: Path) -> None:
    written = run(demo, "export", "--format", "jsonl", "--include-codes", "--output", "svar.jsonl")
    count = int(re.findall(r"\d+", written.err)[0])
    first = run(elsewhere, "import", "responses", "svar.jsonl", "--create-missing")
    assert (first.code, first.err) == (0, "")
    assert first.out.decode().splitlines() == [f"{count} responses kept.", "2 case files made."]
    again = run(elsewhere, "import", "responses", "svar.jsonl")
    assert (again.code, again.out.decode().splitlines()) == (
        0,
        ["0 responses kept.", f"{count} responses were there already."],
    )
    run(elsewhere, "export", "--format", "jsonl", "--include-codes", "--output", "igen.jsonl")
    assert (tmp_path / "igen.jsonl").read_bytes() == (tmp_path / "svar.jsonl").read_bytes()


def changed(line: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    found = json.loads(line)
    found["id"] = "0" * 32
    change(found)
    return json.dumps(found, ensure_ascii=False).encode()


def test_bad_lines_are_told_by_number_and_question_and_nothing_of_the_answer(
    run: Run, demo: Path, elsewhere: Path, tmp_path: Path
) -> None:
    run(demo, "export", "--format", "jsonl", "--include-codes", "--output", "svar.jsonl")
    lines = (tmp_path / "svar.jsonl").read_bytes().splitlines()
    good = next(line for line in lines if b'"questionnaire":"livskvalitet"' in line)
    bad = [
        b"{" + SECRET.encode(),
        changed(good, lambda line: line["answers"]["relationer"]["venner"].update(tilfredshed=SECRET)),
        changed(good, lambda line: line["answers"].update({SECRET: SECRET})),
        changed(good, lambda line: line["answers"].update(uddyb={SECRET: {SECRET: 1}}, relationer=SECRET)),
        changed(good, lambda line: line.update({SECRET: SECRET})),
        changed(good, lambda line: line.update(mode=SECRET)),
        changed(good, lambda line: line.update(not_asked=[SECRET])),
        changed(good, lambda line: line.update(notes={SECRET: SECRET})),
    ]
    (tmp_path / "blandet.jsonl").write_bytes(b"\n".join([*bad, good]))
    done = run(elsewhere, "import", "responses", "blandet.jsonl", "--create-missing")
    assert done.code == 1
    assert done.out.decode().splitlines() == ["1 response kept.", "1 case file made.", "8 lines refused."]
    said = done.err.splitlines()
    assert [line.split(":")[0] for line in said if line.startswith("Line")] == [f"Line {one}" for one in range(1, 9)]
    assert any(line.startswith("  ") and "friends" in line for line in said)
    assert "31337" not in done.err + done.out.decode()


def test_standard_input_is_read(demo: Path, elsewhere: Path) -> None:
    out = process(demo, "export", "--format", "jsonl", "--include-codes", capture_output=True)
    back = process(elsewhere, "import", "responses", "-", "--create-missing", input=out.stdout, capture_output=True)
    assert back.stdout.decode().splitlines()[0] == f"{len(out.stdout.splitlines())} responses kept."
    assert back.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with a POSIX call")
def test_a_bar_is_drawn_where_the_messages_go_to_a_terminal(demo: Path, elsewhere: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "svar.jsonl")
    assert process(demo, "export", "--format", "jsonl", "--include-codes", "--output", file).returncode == 0
    ours, theirs = os.openpty()
    read = ("import", "responses", file, "--create-missing")
    done = process(elsewhere, *read, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    drawn = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "Reading" in drawn
    assert "100%" in drawn
    assert b"Reading" not in done.stdout


def test_a_file_that_is_not_there_is_wrong_use(run: Run, elsewhere: Path) -> None:
    done = run(elsewhere, "import", "responses", "ingen.jsonl")
    assert done.code == 2
    assert "ingen.jsonl" in done.err


@pytest.mark.parametrize("arguments", [["export", "--help"], ["import", "--help"], ["import", "responses", "--help"]])
def test_help_is_there(run: Run, demo: Path, arguments: list[str]) -> None:
    done = run(demo, *arguments)
    assert done.code == 0
    assert done.out.startswith(b"Usage: sipforms ")


def test_a_folder_is_no_file_to_write_to(run: Run, demo: Path, tmp_path: Path) -> None:
    into = tmp_path / "mappe"
    into.mkdir()
    ended = run(demo, "export", "--output", str(into))
    assert ended.code == 2
    assert "is a folder" in " ".join(ended.err.split())
    assert list(tmp_path.glob("mappe.*")) == []
