"""Values as they are written in our YAML on one line, in quotes only where they would be read as something else."""

import re

from sipforms.engine.response import Json

_PLAIN = re.compile(r"[^\W\d][\w.*-]*")
_READ_AS_ELSE = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})
_DECIMALS = 4


def yaml_text(value: Json) -> str:
    """The value on one line. Numbers have four decimals at most, which is finer than scores are compared."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        rounded = round(value, _DECIMALS)
        return str(int(rounded)) if rounded.is_integer() else repr(rounded)
    if isinstance(value, list):
        return f"[{', '.join(map(yaml_text, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(key)}: {yaml_text(one)}" for key, one in value.items()) + "}"
    return key_text(value) if isinstance(value, str) else str(value)


def as_read(value: Json) -> Json:
    """The value as it is read back once it has been written."""
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, list):
        return [as_read(one) for one in value]
    return {key: as_read(one) for key, one in value.items()} if isinstance(value, dict) else value


def key_text(word: str) -> str:
    """A word, in quotes where it needs them."""
    if _PLAIN.fullmatch(word) and word not in _READ_AS_ELSE:
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
