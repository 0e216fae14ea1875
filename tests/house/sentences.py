"""Finds sentences in code that no catalogue knows, and ways of marking one that the extractor cannot follow."""

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = {"_", "N_", "gettext", "ngettext"}
STYLES = {"CSS", "DEFAULT_CSS", "HORIZONTAL_BREAKPOINTS", "VERTICAL_BREAKPOINTS"}
UNSEEN_SETTINGS = {"style", "classes", "id", "border_style", "header_style", "row_styles", "box", "pattern", "selector"}
UNSEEN_SETTINGS |= {"examples"}  # commands to type, the same in every language
UNSEEN_CALLS = {"query", "query_one", "query_exactly_one", "on", "compile", "match", "sub", "cast", "TypeVar"}
UNSEEN_CALLS |= {"startswith", "endswith", "removeprefix", "removesuffix", "split", "partition"}  # looking, not telling
LOGGING = {"debug", "info", "warning", "error", "exception", "warn"}
WIDGETS = {"Label", "Static", "Button", "Checkbox", "RadioButton", "TabPane", "Collapsible", "Link"}
TELLING = {"echo", "secho", "notify", "print", "prompt", "confirm", "add_column"}
COMPLAINTS = {"UsageError", "BadParameter", "ClickException"}
TITLES = {"title", "sub_title", "border_title", "border_subtitle"}
SHOWN_SETTINGS = TITLES | {"label", "help", "short_help", "epilog", "tooltip", "placeholder", "prompt", "header"}
SHOWN_SETTINGS |= {"caption", "description"}
NAMES = {"sipforms", "SIP"}  # the program's own name is the same in every language
OURS = re.compile(r"\b(?:sipforms|SIP)\b\s*")
TWO_WORDS = re.compile(r"[^\W\d_][^\S\n]*[,;:.!?]?\s+[^\W\d_]")
WORD_BESIDE_A_VALUE = re.compile(r"\{\}[,;:.!?]?\s+[^\W\d_]{3,}|[^\W\d_]{3,}[,;:.!?]?\s+\{\}")
WORD = re.compile(r"[^\W\d_]{2,}")
LOOKS = re.compile(
    r"(?:\s*(?:not|on|bold|dim|italic|underline|reverse|strike|blink|none|default|(?:bright_)?"
    r"(?:black|red|green|yellow|blue|magenta|cyan|white)|#[0-9a-f]{6}|\{\}))+\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A text in the code and the line it stands on."""

    line: int
    text: str


def unmarked(tree: ast.Module, *, shown: bool, excused: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Sentences that are neither marked for translation nor of a kind that nobody sees.

    `shown` is for the floors that people read (render, tui, cli): there single words count too where they are plainly
    meant for the screen, and only our own faults (built-in exceptions) may be worded in place. Below, nothing is
    worded but exceptions and logs. `excused` names functions and records of ours whose arguments are for
    developers too, and keys of dictionaries (written `key:`) whose values are.
    """
    hidden = set(_hidden(tree, shown=shown, excused=excused))
    words = set(_single_words(tree)) if shown else set()
    for node in ast.walk(tree):
        text = _text(node)
        if text is None or id(node) in hidden or LOOKS.fullmatch(text):
            continue
        rest = OURS.sub("", text)
        if TWO_WORDS.search(rest) or ("{}" in rest and WORD_BESIDE_A_VALUE.search(rest)) or id(node) in words:
            yield Finding(line=getattr(node, "lineno", 0), text=text)


def badly_marked(tree: ast.Module) -> Iterator[Finding]:
    """Marks around anything but one plain text or something without any text in it (a name, an attribute).

    What is put together first is in no catalogue, and the extractor takes a text inside an expression for a sentence.
    """
    for call in _marked(tree):
        told = call.args[:2] if _name(call.func) == "ngettext" else call.args
        if any(_text(part) is not None for argument in told for part in ast.walk(argument) if not _plain(argument)):
            yield Finding(line=call.lineno, text=ast.unparse(call))


def _plain(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and bool(argument.value)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "" if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _hidden(tree: ast.Module, *, shown: bool, excused: frozenset[str]) -> Iterator[int]:
    for node in ast.walk(tree):
        for root in (*_unseen_parts(node, shown=shown), *_excused_parts(node, excused)):
            yield from (id(part) for part in ast.walk(root))
        if isinstance(node, ast.JoinedStr):  # its pieces are judged together
            yield from (id(part) for part in node.values)
        elif isinstance(node, ast.FormattedValue) and node.format_spec:
            yield from (id(part) for part in ast.walk(node.format_spec))


def _unseen_parts(node: ast.AST, *, shown: bool) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # docstrings
    elif isinstance(node, ast.Assert) and node.msg:
        yield node.msg
    elif isinstance(node, ast.Compare):
        yield from (part for part in (node.left, *node.comparators) if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        if not shown or hasattr(builtins, _name(node.exc.func)):
            yield from _all_arguments(node.exc)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from [node.value] if any(_name(target) in STYLES for target in targets) else []
    elif isinstance(node, ast.Call):
        yield from _unseen_in_call(node, shown=shown)
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
        yield node.returns


def _excused_parts(node: ast.AST, excused: frozenset[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and _name(node.func) in excused:
        yield from _all_arguments(node)
    elif isinstance(node, ast.Dict):
        named = zip(node.keys, node.values, strict=True)
        yield from (value for key, value in named if key is not None and f"{_text(key)}:" in excused)


def _unseen_in_call(call: ast.Call, *, shown: bool) -> Iterator[ast.AST]:
    name, method = _name(call.func), isinstance(call.func, ast.Attribute)
    wording_a_fault = name == "__init__" and method and not shown  # `super().__init__("...")` in an exception
    if name in MARKS | UNSEEN_CALLS or wording_a_fault or (method and name in LOGGING):
        yield from _all_arguments(call)
    yield from (keyword.value for keyword in call.keywords if keyword.arg in UNSEEN_SETTINGS)


def _single_words(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        for shown in _plainly_shown(node):
            text = _text(shown)
            if text and set(WORD.findall(text)) - NAMES and not LOOKS.fullmatch(text):
                yield id(shown)


def _plainly_shown(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN_SETTINGS)
        yield from node.args[:1] if _name(node.func) in WIDGETS | TELLING | COMPLAINTS else []
        yield from node.args[2:3] if _name(node.func) == "Binding" else []
    elif isinstance(node, ast.Assign):
        names = {_name(target).lower() for target in node.targets}
        yield from [node.value] if names & TITLES else []


def _all_arguments(call: ast.Call) -> Iterator[ast.AST]:
    yield from call.args
    yield from (keyword.value for keyword in call.keywords)


def _marked(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in MARKS)


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")
