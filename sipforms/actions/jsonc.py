"""JSON with comments, as editors keep their settings: read, and added to without touching what stands there."""

import json
import re
from typing import Any

_COMMENT = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?+"
_BETWEEN = rf"(?:\s|{_COMMENT})*+"
_PART = re.compile(
    rf"""(?P<text>"(?:[^"\\]|\\.)*+"?+)|(?P<comment>{_COMMENT})|(?P<comma>,)(?={_BETWEEN}[}}\]])""", re.DOTALL
)
"""Nothing is tried twice (``*+``), so that no text whatever takes long; what is not closed reaches to the end."""
_FIRST_BRACE = re.compile(rf"{_BETWEEN}\{{", re.DOTALL)
_TOO_DEEP = "nested too deep to be settings"


def plain(text: str) -> str:
    """The same JSON without comments and without commas after a last entry; everything else keeps its place."""
    return _PART.sub(lambda found: found["text"] or " " * len(found.group()), text)


def parsed(text: str) -> Any:  # noqa: ANN401 - any JSON
    """What the text says. Raises ValueError where it is not JSON even without comments."""
    return _loaded(plain(text))


def with_entry(text: str, name: str, value: Any) -> str | None:  # noqa: ANN401 - any JSON
    """The object in the text with one more entry in front, everything that stood there left as it was.

    Nothing where that cannot be done safely: the text is no object, or has the entry already and also comments, which
    writing it anew would lose.
    """
    try:
        said = parsed(text)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    wanted = {**said, name: value}
    if said == wanted:
        return text
    if name in said:
        return _written(wanted) if _is_strict(text) else None
    brace = _FIRST_BRACE.match(text)
    if brace is None:
        return None
    added = _written({name: value}).strip()[1:-1].rstrip() + ("," if said else "\n")
    grown = text[: brace.end()] + added + text[brace.end() :]
    return grown if parsed(grown) == wanted else None


def _loaded(text: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except RecursionError as fault:
        raise ValueError(_TOO_DEEP) from fault


def _is_strict(text: str) -> bool:
    try:
        _loaded(text)
    except ValueError:
        return False
    return True


def _written(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
