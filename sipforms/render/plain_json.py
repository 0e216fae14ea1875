"""JSON for machines that may also be looked at on a terminal or in a log."""

import json
import re

_UNSEEN = re.compile(r"[^\x20-\x7e\n]")


def plain_json(value: object) -> str:
    """The value as indented JSON, ending in a newline; letters stay letters.

    Whatever commands a terminal, changes the direction of writing, cannot be seen or is half a character is escaped:
    whoever reads the JSON gets it, whoever looks at it is not misled.
    """
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if sign.isprintable() else json.dumps(sign)[1:-1]
