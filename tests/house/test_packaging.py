"""What people install has everything in it: tried by installing it, from a wheel and as an editable checkout.

Built from a copy without what earlier builds left behind. Nothing is fetched: the build uses the tools of the test
environment, and the new environment sees the libraries of this one through a path file. A path file is not followed
further, so the checkout itself stays out of sight.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import sipforms
from sipforms.render.language import languages
from tests.house.reading import ROOT, kept_files

PROGRAMMES = ROOT / "programs"
SPEAK = "from sipforms.render.language import _, speak; speak('da'); print(_({sentence!r}))"


def run(*command: str | Path, cwd: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=env | {"HOME": str(cwd), "PIP_NO_INDEX": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
    return ended.stdout.strip()


def program(environment: Path, name: str) -> Path:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return environment / folder / f"{name}{ending}"


def environment_with(what: list[str], folder: Path) -> Path:
    """A new virtual environment with the program in it and the libraries of this one in sight."""
    new = folder / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", new, cwd=folder)
    python = program(new, "python")
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder))
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "libraries.pth").write_text("\n".join(sorted(here)), encoding="utf-8")
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--ignore-installed", *what, cwd=folder
    )
    return new


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("sources")
    for path in kept_files():
        place = copy / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
    assert list(copy.rglob("*.mo")) == []
    return copy


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, sources, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment_with([str(wheel)], tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def editable(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment_with(["--no-build-isolation", "--editable", str(sources)], tmp_path_factory.mktemp("editable"))


def programme_files() -> Iterator[str]:
    yield from (path.relative_to(PROGRAMMES).as_posix() for path in kept_files() if path.is_relative_to(PROGRAMMES))


def test_a_wheel_holds_programmes_catalogues_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"sipforms/programs/{name}" for name in programme_files()}
    wanted |= {f"sipforms/render/locale/{language}/LC_MESSAGES/sipforms.mo" for language in languages()}
    drawn_with = (ROOT / "sipforms" / "render" / "html" / "templates").rglob("*.*")
    wanted |= {path.relative_to(ROOT).as_posix() for path in drawn_with}
    assert wanted | {"sipforms/py.typed", "sipforms/__init__.py"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_a_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        roots = {name.split("/")[0] for name in archive.namelist()}
        strays = [name for name in archive.namelist() if name.endswith((".pyc", ".tmp"))]
    assert roots == {"sipforms", f"sipforms-{sipforms.__version__}.dist-info"}
    assert strays == []


def test_a_package_of_the_sources_holds_what_building_takes(sources: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, sources, cwd=tmp_path)
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        *tmp_path.glob("*.tar.gz"),
        cwd=tmp_path,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        names = set(archive.namelist())
    assert "sipforms/render/locale/da/LC_MESSAGES/sipforms.mo" in names
    assert {f"sipforms/programs/{name}" for name in programme_files()} <= names


@pytest.mark.parametrize("way", ["installed", "editable"])
def test_an_installed_program_speaks_danish(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    python = program(request.getfixturevalue(way), "python")
    english, danish = a_translated_sentence()
    assert run(python, "-c", SPEAK.format(sentence=english), cwd=tmp_path) == danish


def a_translated_sentence() -> tuple[str, str]:
    from babel.messages.pofile import read_po

    with (ROOT / "sipforms/render/locale/da/LC_MESSAGES/sipforms.po").open("rb") as file:
        pairs = [(message.id, message.string) for message in read_po(file)]
    return next(
        (english, danish)
        for english, danish in pairs
        if isinstance(english, str) and isinstance(danish, str) and danish != english and danish == danish.strip() != ""
    )


def test_an_installed_program_is_the_one_installed(
    installed: Path, editable: Path, sources: Path, tmp_path: Path
) -> None:
    where = "import sipforms; print(sipforms.__file__)"
    assert Path(run(program(installed, "python"), "-c", where, cwd=tmp_path)).is_relative_to(installed)
    assert Path(run(program(editable, "python"), "-c", where, cwd=tmp_path)) == sources / "sipforms/__init__.py"


@pytest.mark.parametrize("way", ["installed", "editable"])
def test_an_installed_program_finds_every_programme(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    listed = run(program(request.getfixturevalue(way), "sipforms"), "programmes", "list", cwd=tmp_path)
    shipped = {path.parent.name for path in PROGRAMMES.glob("*/programme.yaml")}
    assert shipped
    assert {name for name in shipped if name not in listed.split()} == set()
