"""Reading our own source as data, for the tests that watch over the house."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sipforms"
FLOORS = ("engine", "store", "plugins", "actions", "render", "tui", "cli")  # from the ground up


def modules(package: Path = PACKAGE) -> Iterator[Path]:
    """Every Python file of a package, in a fixed order."""
    yield from sorted(package.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def dotted(path: Path, package: Path = PACKAGE) -> str:
    """The name that a file is imported by."""
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def committed_files() -> tuple[Path, ...]:
    """Every file that git keeps, as it is on disk now."""
    return _listed("--cached")


def kept_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep: all but what is ignored."""
    return _listed("--cached", "--others", "--exclude-standard")


@cache
def _listed(*which: str) -> tuple[Path, ...]:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", *which]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(path for path in (ROOT / name for name in listed if name) if path.is_file())
