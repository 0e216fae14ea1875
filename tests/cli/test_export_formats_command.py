"""``sipforms export`` in every format, sealed and opened again, and ``codebook``: what is written, said and refused."""

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pyreadstat
import pytest
from openpyxl import load_workbook

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.sealed_exports import BadName, make_recipient, open_sealed
from sipforms.cli import export_asked
from sipforms.cli.door import main
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.plugins.formats import xlsx_workbook
from sipforms.store.sealing import recipients
from sipforms.store.sealing.boxes import new_box_key
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.sealed_files import sealed

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PASSPHRASE = "lange grene i vinden"
Run = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    bundle = read(shipped() / "voksen")
    invention = Invention(bundle=bundle, programme=build(bundle), text="Kanariefugl", citizens=2)
    list(make_demo_store(folder, invention, NOW))
    return folder


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Types a command; its exit code and what it printed on either stream."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def type_in(*arguments: str) -> SimpleNamespace:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["--language", "en", *arguments])
        sys.stdout.flush()
        printed = capfdbinary.readouterr()
        return SimpleNamespace(code=left.value.code, out=printed.out, err=printed.err.decode())

    return type_in


@pytest.fixture
def passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the passphrase; checking it is quick."""
    monkeypatch.setattr(make_recipient, "__defaults__", (CHEAP,))
    file = tmp_path / "adgang"
    file.write_text(PASSPHRASE)
    file.chmod(0o600)
    return file


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.name not in ("home", "adgang")}


def test_the_files_ending_says_the_format(run: Run, demo: Path, tmp_path: Path) -> None:
    asked = ("--store", str(demo), "export", "--questionnaire", "samtaletjek", "--output")
    assert run(*asked, "svar.xlsx").code == 0
    assert load_workbook(tmp_path / "svar.xlsx").sheetnames == ["samtaletjek", "codebook", "values"]
    assert run(*asked, "spss.sav").code == 0
    frame, _meta = pyreadstat.read_sav(tmp_path / "spss.sav", output_format="polars")
    assert run(*asked, "lag.parquet").code == 0
    assert pl.read_parquet(tmp_path / "lag.parquet").height == frame.height > 0
    assert names(tmp_path) == {"svar.xlsx", "spss.sav", "spss.codebook.csv", "lag.parquet", "lag.codebook.csv"}


def test_a_workbook_goes_to_standard_output_whole(run: Run, demo: Path, tmp_path: Path) -> None:
    done = run("--store", str(demo), "export", "--format", "xlsx", "--questionnaire", "samtaletjek", "--output", "-")
    assert (done.code, load_workbook(io.BytesIO(done.out), read_only=True).sheetnames[0]) == (0, "samtaletjek")
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "sav", "--output", "a.xlsx"), "Call it a.sav"),
        (("--format", "xsv", "--output", "a.csv"), "There is no format `xsv`"),
        (("--output", "a.xlsx", "--separator", ";"), "belong to `--format csv`"),
        (("--output", "a.jsonl", "--form", "long"), "holds whole responses"),
        (("--output", "a.csv", "--audience", "personale"), "staff"),
        (("--seal-to", "nobody.recipient"), "Say where"),
        (("--output", "a.csv", "--seal-to", "nobody.recipient"), "cannot be opened"),
        (("--output", "a.csv", "--seal-to", "adgang"), "is not the file of a recipient"),
        (("--citizen", "B-1", "--output", "kopi", "--seal-to", "adgang"), "for the citizen to read"),
        (("--output", "ikke/a.xlsx"), "The folder is not there. No file was written."),
    ],
)
def test_what_does_not_go_together_is_a_sentence(
    run: Run, demo: Path, tmp_path: Path, passphrase: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("--store", str(demo), "export", *arguments)
    assert (done.code in (1, 2), said in " ".join(done.err.split())) == (True, True), done.err
    assert names(tmp_path) == set()


def test_what_has_no_room_is_a_sentence_and_no_file(
    run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_workbook, "MOST_ROWS", 3)
    done = run("--store", str(demo), "export", "--questionnaire", "livskvalitet", "--output", "svar.xlsx")
    assert done.code == 1
    assert "`xlsx` has room for 1 rows, and livskvalitet has more." in done.err
    assert "No file was written." in done.err
    assert names(tmp_path) == set()


@pytest.mark.parametrize(("form", "extras"), [("xlsx", "report"), ("parquet", "batch"), ("sav", "batch,report")])
def test_a_library_that_is_missing_is_a_sentence(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, form: str, extras: str
) -> None:
    monkeypatch.setattr(export_asked, "find_spec", lambda _name: None)
    done = run("--store", str(demo), "export", "--output", f"svar.{form}")
    assert (done.code, f'`pip install "sipforms[{extras}]"`' in done.err) == (1, True)


def test_what_is_sealed_is_opened_by_its_recipient_alone(
    run: Run, demo: Path, tmp_path: Path, passphrase: Path
) -> None:
    made = run("--passphrase-file", str(passphrase), "recipient", "new", "sekretariat", "--name", "Sekretariatet")
    assert made.code == 0, made.err
    (fingerprint,) = (line.partition(": ")[2] for line in made.out.decode().splitlines() if "fingerprint" in line)
    shown = run("recipient", "show", "sekretariat.recipient").out.decode()
    assert shown == f"Sekretariatet\nFingerprint: {fingerprint}\n"
    asked = ("--store", str(demo), "export", "--questionnaire", "indsats", "--include-text")
    told = run(*asked, "--output", "svar.csv", "--seal-to", "sekretariat.recipient")
    assert (told.code, fingerprint in told.err) == (0, True)
    assert names(tmp_path) == {"sekretariat.recipient", "sekretariat.private", "svar.csv.sealed"}
    assert b"Kanariefugl" not in (tmp_path / "svar.csv.sealed").read_bytes()
    key = ("--passphrase-file", str(passphrase), "open", "svar.csv.sealed", "--key", "sekretariat.private")
    done = run(*key, "--output", "ud")
    assert done.code == 0, done.err
    run(*asked, "--output", "aabent.csv")
    opened = {one.name.removeprefix("svar"): one.read_bytes() for one in (tmp_path / "ud").iterdir()}
    assert opened == {one.name.removeprefix("aabent"): one.read_bytes() for one in tmp_path.glob("aabent*")}
    assert "is there already" in run(*key, "--output", "ud").err


def test_what_cannot_be_opened_leaves_nothing(run: Run, tmp_path: Path, passphrase: Path) -> None:
    pair, other = new_box_key(), new_box_key()
    (tmp_path / "min.private").write_bytes(recipients.private_file("Min", pair, PASSPHRASE, CHEAP))
    (tmp_path / "forkert.private").write_bytes(recipients.private_file("Min", pair, "en helt anden en", CHEAP))
    whole = b"".join(sealed([("a.csv", b"x" * 200_000)], pair.public))
    (tmp_path / "kort.sealed").write_bytes(whole[:-9])
    (tmp_path / "anden.sealed").write_bytes(b"".join(sealed([("a.csv", b"x")], other.public)))
    (tmp_path / "hel.sealed").write_bytes(whole)
    opening = ("--passphrase-file", str(passphrase), "open")
    for file, key, said in (
        ("kort.sealed", "min.private", "was changed or cut short"),
        ("anden.sealed", "min.private", "is sealed for another key"),
        ("hel.sealed", "forkert.private", "That is not the passphrase"),
        ("min.private", "min.private", "is no sealed export"),
        ("hel.sealed", "adgang", "is no private file"),
        ("ikke.sealed", "min.private", "cannot be opened"),
    ):
        done = run(*opening, file, "--key", key, "--output", "ud")
        assert (file, done.code in (1, 2), said in done.err) == (file, True, True), done.err
        assert not (tmp_path / "ud").exists()


@pytest.mark.parametrize("name", ["../a", "a/b", "/a", ".a", "con.csv", "a\\b", "a:b", "a.", "", "a\nb", "x" * 201])
def test_a_sealed_file_cannot_lead_our_writing_elsewhere(tmp_path: Path, name: str) -> None:
    pair = new_box_key()
    file = tmp_path / "a.sealed"
    file.write_bytes(b"".join(sealed([("fin.csv", b"x"), (name, b"y")], pair.public)))
    with pytest.raises(BadName):
        open_sealed(file, pair, tmp_path / "ud", overwrite=False)
    assert names(tmp_path) == {"a.sealed"}


def test_a_key_that_is_there_is_never_written_over(run: Run, tmp_path: Path, passphrase: Path) -> None:
    (tmp_path / "sek.private").write_text("min eneste")
    done = run("--passphrase-file", str(passphrase), "recipient", "new", "sek", "--name", "Sekretariatet")
    assert (done.code, "may be the only key" in done.err) == (1, True)
    assert names(tmp_path) == {"sek.private"}
    assert (tmp_path / "sek.private").read_text() == "min eneste"


def test_the_codebook_has_every_column_that_is_exported(run: Run, demo: Path, tmp_path: Path) -> None:
    run("--store", str(demo), "export", "--questionnaire", "livskvalitet", "--output", "svar.csv")
    columns = (tmp_path / "svar.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    text = run("codebook", "voksen", "livskvalitet").out.decode()
    lines = {line.strip().partition(" = ")[0] for line in text.splitlines()}
    assert set(columns) <= lines
    assert "Scale A: 1 = Not at all · 2 = " in text
    assert run("codebook", "voksen", "livskvalitet", "--output", "kodebog.html").code == 0
    page = (tmp_path / "kodebog.html").read_text(encoding="utf-8")
    assert all(f"<code>{one}" in page for one in columns)
    here = run("--store", str(demo), "codebook", "voksen", "livskvalitet", "--responses").out.decode()
    assert here == text
    assert run("--store", str(demo), "codebook", "ukendt", "--responses").code == 1
