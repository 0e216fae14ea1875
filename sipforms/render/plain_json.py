"""JSON for machines that may also be looked at on a terminal or in a log."""

import json
import re
from collections.abc import Mapping
from math import isfinite

_UNSEEN = re.compile(r"[^\x20-\x7e\n]")


def plain_json(value: object) -> str:
    """The value as indented JSON, ending in a newline; letters stay letters.

    Whatever commands a terminal, changes the direction of writing, cannot be seen or is half a character is escaped:
    whoever reads the JSON gets it, whoever looks at it is not misled.
    """
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def labelled(value: Mapping[str, object]) -> dict[str, object]:
    """What a plug-in's section says as labels with a word or a number each; whatever else it has becomes words."""
    return {str(name): one if _is_plain(one) else str(one) for name, one in value.items()}


def _is_plain(one: object) -> bool:
    return one is None or isinstance(one, (str, int)) or (isinstance(one, float) and isfinite(one))


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if sign.isprintable() else json.dumps(sign)[1:-1]
