"""Long modules and functions are where a project begins to swell."""

import ast
from pathlib import Path

from tests.house.reading import PACKAGE, ROOT, modules, parsed

LONGEST_MODULE = 350
LONGEST_FUNCTION = 50
SCRIPTS = (ROOT / "run.py", ROOT / "hatch_build.py", *sorted((ROOT / "tools").glob("*.py")))


def long_functions(path: Path, longest: int = LONGEST_FUNCTION) -> list[str]:
    """Functions longer than this, from `def` to their last line."""
    return [
        f"{path.name}:{node.lineno} {node.name} has {length} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > longest
    ]


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (*modules(PACKAGE), *SCRIPTS)}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    assert [line for path in (*modules(PACKAGE), *SCRIPTS) for line in long_functions(path)] == []


def test_a_long_function_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("class A:\n    async def f(self):\n        x = 1\n        return x\n")
    assert long_functions(file, 2) == ["long.py:2 f has 3 lines"]
    assert long_functions(file, 3) == []
