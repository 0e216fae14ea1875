"""Running the command line in this process, as the door does, away from the folders of whoever runs the tests."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.cli import door
from sipforms.engine.build import build
from sipforms.engine.read.bundle import read
from sipforms.engine.shelf import shipped
from sipforms.render.language import speak
from tests.signed_in import NAME, founded, written_passphrase

Run = Callable[..., "Ended"]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return (self.out + self.err).splitlines()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where settings, stores and logs of the person who runs the program would be."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in English (``language=None``: as the settings say) and give its code and what it wrote."""

    def command(*arguments: object, language: str | None = "en") -> Ended:
        speak(None)
        capsys.readouterr()
        spoken = [] if language is None else ["--language", language]
        code = door._run([*spoken, *map(str, arguments)])
        sys.stdout.flush()
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return command


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """An encrypted store with one leader and nobody's answers."""
    founded(tmp_path / "real")
    return tmp_path / "real"


@pytest.fixture
def signed_in(run: Run, protected: Path, tmp_path: Path) -> Run:
    """Run a command as that leader."""
    file = written_passphrase(tmp_path / "passphrase.txt")

    def command(*arguments: object, **settings: str | None) -> Ended:
        return run("--store", protected, "--user", NAME, "--passphrase-file", file, *arguments, **settings)

    return command


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of invented people with four rounds behind them. Tests only read it."""
    bundle = read(shipped() / "voksen")
    folder = tmp_path_factory.mktemp("invented") / "demo"
    invention = Invention(bundle=bundle, programme=build(bundle), text="Opdigtet.")
    list(make_demo_store(folder, invention, datetime(2026, 11, 22, 10, 0, tzinfo=UTC)))
    return folder
