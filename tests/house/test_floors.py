"""The floors of the house: imports go down only, never round, and the screens are opened through one door."""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import pytest

from tests.house.reading import FLOORS, PACKAGE, ROOT, dotted, modules, parsed


@cache
def names_in(package: Path) -> frozenset[str]:
    """Every module of the package by its dotted name; looked up once."""
    return frozenset(dotted(module, package) for module in modules(package))


def imported(path: Path, package: Path = PACKAGE) -> set[str]:
    """The modules of the package that a file imports anywhere in it: at the top, in functions, for types alone."""
    known = names_in(package)
    here = dotted(path, package)
    around = here if path.name == "__init__.py" else here.rpartition(".")[0]
    return {name for node in ast.walk(parsed(path)) for name in _named(node, around, known)} - {here}


def _named(node: ast.AST, around: str, known: AbstractSet[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = around.split(".")
            base = ".".join([*parents[: len(parents) - node.level + 1], *filter(None, [base])])
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            yield from [inner] if inner in known else [base] if base in known else []


def circle(package: Path) -> list[str]:
    """The modules of one import cycle, or none."""
    graph = {dotted(path, package): imported(path, package) for path in modules(package)}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as found:
        return list(found.args[1])
    return []


def test_imports_go_down_only() -> None:
    run = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    linted = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_every_package_has_a_floor() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= set(FLOORS)


def test_no_import_goes_round_even_inside_functions() -> None:
    assert circle(PACKAGE) == []


def test_one_command_module_opens_the_screens_and_only_when_asked() -> None:
    doors = [path for path in modules(PACKAGE / "cli") if any("sipforms.tui" in name for name in imported(path))]
    at_the_top = [
        path for path in doors for node in parsed(path).body if any(_named(node, "sipforms.cli", {"sipforms.tui"}))
    ]
    assert len(doors) <= 1
    assert at_the_top == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("import house.b", "from house import a"),
        ("def later():\n    from house.b import x", "from .a import y"),
        ("from . import b", "def later():\n    import house.a"),
    ],
)
def test_a_circle_is_seen(tmp_path: Path, one: str, other: str) -> None:
    package = tmp_path / "house"
    package.mkdir()
    for name, text in {"__init__.py": "", "a.py": one, "b.py": other}.items():
        (package / name).write_text(text)
    assert set(circle(package)) == {"house.a", "house.b"}
    (package / "b.py").write_text("import os")
    parsed.cache_clear()
    assert circle(package) == []
