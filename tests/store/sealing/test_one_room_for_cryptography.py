"""The library for cryptography is known in one room alone, and fetched only when something is sealed or opened."""

import ast
from pathlib import Path

import sipforms

PACKAGE = Path(sipforms.__file__).parent
ROOM = PACKAGE / "store" / "sealing"


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def those_who_know(tree: ast.AST) -> list[int]:
    return [
        getattr(node, "lineno", 0)
        for node in ast.walk(tree)
        if any(name.split(".")[0] == "cryptography" for name in imports(node))
    ]


def test_nobody_outside_the_room_imports_it() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    knowing = {path for path, tree in trees.items() if those_who_know(tree)}
    assert {path for path in knowing if path.parent != ROOM} == set()
    assert len(knowing) == 5


def test_inside_the_room_it_is_imported_where_it_is_used() -> None:
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        at_the_top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert [line for node in at_the_top for line in those_who_know(node)] == []
