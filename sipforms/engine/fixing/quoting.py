"""Texts that want quotes, or other quotes, and values that have quotes too many."""

import re

from sipforms.engine.fixing.edit import Edit, Fix
from sipforms.engine.fixing.written import QUOTES, in_quotes, index_of, line_end, token_at
from sipforms.engine.problem import Problem
from sipforms.engine.read.source import Source

_YES, _NO = frozenset({"ja", "yes", "on", "true"}), frozenset({"nej", "no", "off", "false"})
_WHOLE, _DECIMAL = re.compile(r"-?[0-9]{1,15}"), re.compile(r"(-?[0-9]{1,12})[.,]([0-9]{1,12})")
_COMMENT = re.compile(r"\s+#")
_OPENS_TEXT = re.compile(r'(?:^|[:,\[{-])[ ]*"')


def quoted(problem: Problem, source: Source) -> Fix | None:
    """Quotes around a text that YAML reads differently; a comment after it stays one."""
    text, start = str(problem.facts["text"]), index_of(source.text, problem.place)
    if start is None or not text or re.match(r"#\s", text):
        return None
    begins = source.text.find(text, start, line_end(source.text, start))
    cut = _COMMENT.search(text, 1)
    text = text[: cut.start()] if cut else text
    said = text[1:-1] if len(text) > 2 and text[0] == text[-1] and text[0] in QUOTES else text
    return None if begins < 0 else _written(source, begins, begins + len(text), in_quotes(said))


def quoted_whole(problem: Problem, source: Source) -> Fix | None:
    """Quotes around a text inside braces that was cut by its comma."""
    text, end = str(problem.facts["text"]), _end(problem, source)
    if end is None or source.text[end - len(text) : end] != text or ": " in text:
        return None
    return _written(source, end - len(text), end, in_quotes(text))


def with_point(problem: Problem, source: Source) -> Fix | None:
    """A point instead of the comma in a number inside braces."""
    text, end = str(problem.facts["text"]), _end(problem, source)
    if end is None or source.text[end - len(text) : end] != text:
        return None
    return _written(source, end - len(text), end, str(problem.facts["suggestion"]))


def straight(problem: Problem, source: Source) -> Fix | None:
    """Straight quotes instead of those of a word processor."""
    token = token_at(source, problem.place)
    text = str(problem.facts["text"])
    return token.replaced(in_quotes(text)) if token is not None and token.raw[1:-1] == text else None


def single(problem: Problem, source: Source) -> Fix | None:
    """Single quotes around a text whose backslashes mean nothing."""
    at = index_of(source.text, problem.place)
    if at is None:
        return None
    begins = source.text.rfind("\n", 0, at) + 1
    opened = [found.end() - 1 for found in _OPENS_TEXT.finditer(source.text[begins:at])]
    end = source.text.find('"', at, line_end(source.text, at))
    if not opened or end < 0:
        return None
    text = source.text[begins + opened[-1] + 1 : end]
    return None if '"' in text else _written(source, begins + opened[-1], end + 1, in_quotes(text))


def key_in_quotes(problem: Problem, source: Source) -> Fix | None:
    """Quotes around a key that is a number or true or false."""
    token = token_at(source, problem.place)
    return token.replaced(in_quotes(token.raw)) if token is not None and token.raw == problem.facts["key"] else None


def of_wanted_type(problem: Problem, source: Source) -> Fix | None:
    """A value of the wrong type that says plainly what it is: a number as text, "ja" for true, one word for a list."""
    token, expected = token_at(source, problem.place), problem.facts["expected"]
    if token is None or not isinstance(expected, tuple):
        return None
    written = _as_type(token.raw, token.text, expected, str(problem.facts["found"]))
    return token.replaced(written) if written else None


def _as_type(raw: str, text: str, expected: tuple[str, ...], found: str) -> str:
    if "text" in expected and found in ("wholeNumber", "number", "yesNo"):
        return f'"{raw}"'
    if found != "text":
        return ""
    if "yesNo" in expected and text.lower() in _YES | _NO:
        return "true" if text.lower() in _YES else "false"
    if {"wholeNumber", "number"} & set(expected) and _WHOLE.fullmatch(text):
        return text
    decimal = _DECIMAL.fullmatch(text)
    if "number" in expected and decimal is not None:
        return f"{decimal[1]}.{decimal[2]}"
    return f"[{raw}]" if expected == ("list",) else ""


def _end(problem: Problem, source: Source) -> int | None:
    start = index_of(source.text, problem.place)
    return None if start is None or not problem.place.length else start + problem.place.length


def _written(source: Source, start: int, end: int, text: str) -> Fix:
    return Fix(edits=(Edit(file=source.file, start=start, end=end, text=text),))
