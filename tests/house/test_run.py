"""`run.py` on machines that are not as they should be; what it does on a good one is what CI does every time."""

import importlib.util
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.reading import ROOT


@pytest.fixture
def run(tmp_path: Path) -> ModuleType:
    """`run.py` as a module whose environment would lie in a temporary folder."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("VENV", "PYTHON", "INSTALLED"):
        setattr(module, name, tmp_path / getattr(module, name).relative_to(ROOT))
    return module


@pytest.fixture
def installs(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be installed, with making and installing themselves left out."""
    done: list[list[str]] = []

    def make() -> None:
        run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        done.append(["new environment"])

    monkeypatch.setattr(run, "make_environment", make)
    monkeypatch.setattr(run, "install", done.append)
    monkeypatch.setattr(run, "environment_works", run.PYTHON.parent.exists)
    return done


def starting(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What would be started; each ends well."""
    done: list[tuple[str, ...]] = []

    def start(*arguments: str) -> int:
        done.append(arguments)
        return 0

    monkeypatch.setattr(run, "started", start)
    return done


def no_module(*missing: str) -> Callable[[str], object]:
    found = importlib.util.find_spec
    return lambda name: None if name in missing else found(name)


def test_without_the_means_to_make_an_environment_it_says_what_to_install(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", no_module("ensurepip"))
    with pytest.raises(SystemExit) as ended:
        run.prepare(())
    assert f"apt install python{sys.version_info.major}.{sys.version_info.minor}-venv" in str(ended.value)


def test_an_old_python_is_told_so(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is \d+\.\d+"):
        run.prepare(())


def test_the_second_start_installs_nothing(run: ModuleType, installs: list[list[str]]) -> None:
    run.prepare(())
    run.prepare(())
    assert installs == [["new environment"], []]


def test_tests_need_more_than_the_demonstration_and_neither_undoes_the_other(
    run: ModuleType, installs: list[list[str]]
) -> None:
    for extras in ((), ("bench", "test"), (), ("bench",)):
        run.prepare(extras)
    assert installs == [["new environment"], [], ["bench", "test"]]


def test_a_change_of_what_is_needed_installs_again(
    run: ModuleType, installs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare(("test",))
    monkeypatch.setattr(run, "fingerprint", lambda: "changed")
    run.prepare(())
    assert installs == [["new environment"], ["test"], ["test"]]


def test_an_installation_cut_short_is_done_again(
    run: ModuleType, installs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(_extras: list[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(run, "install", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run.prepare(())
    run.prepare(())
    assert installs == [["new environment"], []]


def test_an_environment_of_another_place_is_made_anew(run: ModuleType, installs: list[list[str]]) -> None:
    run.prepare(())
    state = json.loads(run.INSTALLED.read_text(encoding="utf-8"))
    run.INSTALLED.write_text(json.dumps(state | {"made for": "elsewhere", "fingerprint": "old"}), encoding="utf-8")
    run.prepare(())
    assert installs == [["new environment"], [], ["new environment"], []]


def test_an_environment_that_somebody_else_made_is_used_not_removed(run: ModuleType, installs: list[list[str]]) -> None:
    run.PYTHON.parent.mkdir(parents=True)
    run.prepare(())
    assert installs == [[]]


def test_the_first_failing_check_ends_the_run_with_its_code(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[str] = []

    def fails_at_types(*arguments: str) -> int:
        started.append(" ".join(arguments))
        return 7 if "mypy" in arguments else 0

    monkeypatch.setattr(run, "started", fails_at_types)
    monkeypatch.setattr(run, "missing_surroundings", dict)
    assert run.test([]) == 7
    assert started == ["-m ruff check .", "-m mypy"]


def test_every_check_runs_in_order_and_further_words_go_to_pytest(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = starting(run, monkeypatch)
    monkeypatch.setattr(run, "missing_surroundings", dict)
    assert run.test(["-k", "scores"]) == 0
    assert [arguments[1].split(" ")[0] for arguments in started] == ["ruff", "mypy", "from", "pytest"]
    assert started[-1] == ("-m", "pytest", "-n", "2", "-k", "scores")


def test_without_tmux_the_tests_that_need_it_are_left_out_by_name(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = starting(run, monkeypatch)
    listed = subprocess.CompletedProcess([], 0, stdout="tests/cli/test_real.py::test_resize\n\n1 test collected\n")
    monkeypatch.setattr(run, "missing_surroundings", lambda: {"tmux": "tmux is not installed"})
    monkeypatch.setattr(run.subprocess, "run", lambda *_, **__: listed)
    run.test([])
    assert "  tests/cli/test_real.py::test_resize\n" in capsys.readouterr().out
    assert started[-1] == ("-m", "pytest", "-n", "2", "-m", "not long and not tmux")


def test_installing_tells_in_words_what_happens(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    said = (
        "  Installing build dependencies: started",
        "Collecting click>=8.1.8 (from sipforms==0.1.0)",
        "  Downloading click-8.5.1-py3-none-any.whl (1 kB)",
        "  Building editable for sipforms (pyproject.toml): started",
        "  Building editable for sipforms (pyproject.toml): finished with status 'done'",
        "Installing collected packages: click, sipforms",
        "",
    )
    for line in said:
        run.tell_step(line)
    told = ["  looking for click>=8.1.8", "  building sipforms", "  putting everything in its place"]
    assert capsys.readouterr().out.splitlines() == told


@pytest.mark.parametrize(("words", "code"), [(["nonsense"], 2), ([], 0)])
def test_a_wrong_word_shows_what_there_is(run: ModuleType, words: list[str], code: int) -> None:
    assert run.main(words) == code


def test_ci_runs_the_command_that_people_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1].split(" <")[0] == "exec python3 run.py test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_it_needs_the_standard_library_alone() -> None:
    assert runpy.run_path(str(ROOT / "run.py"), run_name="run")["EXTRAS"].keys() == {"demo", "test", "bench"}
    code = f"import runpy; runpy.run_path({str(ROOT / 'run.py')!r}, run_name='run')"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, capture_output=True)
