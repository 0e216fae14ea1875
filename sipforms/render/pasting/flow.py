"""Values as lines of YAML, on one line where that is short enough to read."""

import json
import re

import yaml

from sipforms.engine.response import Json

_LONGEST = 72
_PLAIN = re.compile(r"[A-Za-zÆØÅæøå0-9_][A-Za-zÆØÅæøå0-9_ ./()-]*")
_OTHERWISE = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def flow(value: Json) -> str:
    """The value on one line: ``{item: hverdag.ude, is: true}``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def entry(keyword: str, value: Json) -> tuple[str, ...]:
    """The keyword with its value: on one line, or on several where that would be too long or is a list of mappings."""
    short = f"{keyword}: {flow(value)}"
    holds_mappings = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    if isinstance(value, list) and (holds_mappings or len(short) > _LONGEST):
        return (f"{keyword}:", *(f"  - {flow(one)}" for one in value))
    if len(short) <= _LONGEST and not holds_mappings:
        return (short,)
    if isinstance(value, dict) and all(len(flow(one)) <= _LONGEST for one in value.values()):
        return (f"{keyword}:", *(f"  {line}" for key, one in value.items() for line in entry(_key(key), one)))
    dumped: str = yaml.safe_dump({keyword: value}, allow_unicode=True, sort_keys=False, width=_LONGEST)
    return tuple(dumped.rstrip("\n").split("\n"))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[$A-Za-z_][A-Za-z0-9_.]*", key) else json.dumps(key, ensure_ascii=False)


def _text(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _OTHERWISE and text == text.strip()
    is_number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][0-9]+)?", text) is not None
    return text if is_plain and not is_number else json.dumps(text, ensure_ascii=False)
