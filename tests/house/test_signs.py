"""Signs are drawn from the one record that every terminal has a set of; nobody writes one where it is drawn."""

import ast
import re
from collections.abc import Iterator

from tests.house.reading import PACKAGE

DRAWN = frozenset(map(chr, range(0x2500, 0x2600))) | frozenset("✓✗‹›•★☆■□")
"""Box drawing, block elements, geometric shapes and marks. Arrows are names of keys and stand in sentences."""
OF_THE_RECORD = {"render/charts/glyphs.py", "render/charts/history.py", "render/code_listing.py"}
"""The record itself, what plotext draws its frames with, and which signs a listing of code may hold."""
FILES = sorted(
    path for floor in ("tui", "render") for path in (PACKAGE / floor).rglob("*.py")
    if path.relative_to(PACKAGE).as_posix() not in OF_THE_RECORD
)  # fmt: skip


def signs_in(source: str) -> Iterator[str]:
    """The signs in the strings of a module, its docstrings apart."""
    tree = ast.parse(source)
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from (f"line {node.lineno}: {sign}" for sign in node.value if sign in DRAWN)


def test_no_sign_is_written_where_it_is_drawn() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): list(signs_in(path.read_text(encoding="utf-8"))) for path in FILES}
    assert {name: signs for name, signs in found.items() if signs} == {}


def test_a_sign_is_found() -> None:
    assert list(signs_in('"""▶ told"""\nmark = f"▶ {1}"')) == ["line 2: ▶"]


EMOJI = re.compile(
    "[\U0001f000-\U0001faff\ufe0f\u2600-\u2604\u260e-\u2615\u2639-\u263b\u26a0\u26a1\u2705\u274c\u2757\u2764]"
)
"""Pictures in colour, and what turns a sign into one: fonts without them show an empty box, or two cells."""


def test_there_is_no_emoji_anywhere() -> None:
    folders, kinds = (PACKAGE, PACKAGE.parent / "programs"), {".py", ".po", ".yaml", ".tcss"}
    texts = (path for folder in folders for path in folder.rglob("*") if path.suffix in kinds)
    found = {path.name: EMOJI.findall(path.read_text(encoding="utf-8")) for path in texts}
    assert {name: signs for name, signs in found.items() if signs} == {}
    assert EMOJI.search("\N{BELL WITH CANCELLATION STROKE}")
