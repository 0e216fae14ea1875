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


@cache
def committed_files() -> tuple[Path, ...]:
    """Every file that git keeps, as it is on disk now."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())
