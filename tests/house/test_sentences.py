"""Every sentence that people read goes through the catalogues, on every floor, from the first day."""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.house.reading import FLOORS, PACKAGE, ROOT, modules, parsed
from tests.house.sentences import badly_marked, unmarked

SHOWN = {"render", "tui", "cli"}
EXCUSED = tomllib.loads((Path(__file__).parent / "allowed_sentences.toml").read_text(encoding="utf-8"))
ALLOWED = {(entry["file"], entry["text"]) for entry in EXCUSED["text"]}


def found(floor: str) -> set[tuple[str, str]]:
    """The sentences outside the catalogues on one floor: file and text."""
    excused = frozenset(entry["name"] for entry in EXCUSED["within"] if entry["floor"] == floor)
    return {
        (path.relative_to(ROOT).as_posix(), finding.text)
        for path in modules(PACKAGE / floor)
        for finding in unmarked(parsed(path), shown=floor in SHOWN, excused=excused)
    }


@pytest.mark.parametrize("floor", FLOORS)
def test_no_sentence_is_outside_the_catalogues(floor: str) -> None:
    assert found(floor) - ALLOWED == set()


def test_what_is_allowed_is_still_there_and_has_a_reason() -> None:
    there = {finding for floor in FLOORS for finding in found(floor)}
    assert ALLOWED - there == set()
    assert all(entry["reason"].strip() for kind in EXCUSED.values() for entry in kind)


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    bad = [(path.relative_to(ROOT), found) for path in modules() for found in badly_marked(parsed(path))]
    assert bad == []


@pytest.mark.parametrize(
    "code",
    [
        'x = "Two words"',
        'x = f"{n} answers"',
        'x = f"saved {n}"',
        'x = f"Hello, {name}"',
        'say("one", text="Not saved yet.")',
        'raise click.UsageError("No such file")',
        'Button("Quit")',
        'Binding("q", "quit", "Quit")',
        'Binding("q", "quit", description="Quit")',
        'self.border_title = "Help"',
        'click.option("--x", help="Helpful")',
        'echo(f"{n} kB")',
        'x = {"a": ["Nothing here"]}',
        'x = f"{a:>{width}} and {b}"',
    ],
)
def test_a_loose_sentence_is_seen(code: str) -> None:
    assert list(unmarked(ast.parse(code), shown=True))


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring of words."""',
        'def f():\n    """A docstring of words."""',
        'X = 1\n"""What X is."""',
        '_("Two words")',
        'X = N_("Two words")',
        'ngettext("{n} answer here", "{n} answers here", n)',
        '_("Saved at {time}.").format(time=f"{hour:02}:{minute:02}")',
        'class A:\n    DEFAULT_CSS = """A { width: 1fr; color: red }"""',
        'raise ValueError("this cannot be")',
        'assert x, "this cannot be"',
        'Text("x", style="bold red")',
        'text.append(x, f"bold {colour}")',
        'self.query_one("Screen Label")',
        'Static("sipforms", classes="wide thing")',
        'x = "snake_case"',
        'x = f"{a}-{b} {c}"',
        'def f(x: "dict of things") -> "list of things": ...',
        'Button("x")',
        'x = f"{n:>10 }"',
        'if "extra argument" in message or message == "extra argument": pass',
        'message.startswith("No such command")',
        'x = f"sipforms {version}"',
    ],
)
def test_what_is_no_loose_sentence_passes(code: str) -> None:
    assert list(unmarked(ast.parse(code), shown=True)) == []


def test_below_only_exceptions_and_logs_are_worded() -> None:
    fault = 'class F(Exception):\n    def __init__(self, x):\n        super().__init__(f"{x} is broken")'
    for code in (fault, 'raise OurFault("this is broken")', 'log.warning("this is odd")'):
        assert list(unmarked(ast.parse(code), shown=False)) == []
    other = ast.parse('outside_world(doing="saving a file")')
    assert list(unmarked(other, shown=False))
    assert list(unmarked(other, shown=False, excused=frozenset({"outside_world"}))) == []


def test_the_values_of_an_excused_key_are_for_developers() -> None:
    schema = ast.parse('X = {**SHARED, "description": "a list of patterns", "title": "a list of patterns"}')
    assert [found.text for found in unmarked(schema, shown=False)] == ["a list of patterns"] * 2
    assert len(list(unmarked(schema, shown=False, excused=frozenset({"description:"})))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '_(f"{n} saved")',
        '_("a" + b)',
        'N_("{} b".format(1))',
        'ngettext("a", f"b{c}", 2)',
        '_("")',
        '_(text or "")',
        '_(WORDS["quit"])',
        '_("Yes" if x else "No")',
    ],
)
def test_a_sentence_put_together_too_early_is_seen(code: str) -> None:
    assert list(badly_marked(ast.parse(code)))


def test_a_name_or_a_plain_text_is_rightly_marked() -> None:
    assert (
        list(
            badly_marked(
                ast.parse(
                    '_(problem.sentence)\n_("Saved {n}.").format(n=1)\n_("a" "b")\nngettext("a", "b", counts["c"])'
                )
            )
        )
        == []
    )
