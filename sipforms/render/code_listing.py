"""Python code shown for reading: numbered lines, and every sign that could hide something written out."""

import re
from collections.abc import Iterator

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LETTERS = range(0xA1, 0x250)  # Latin letters and signs with accents, the soft hyphen among them excepted
_PUNCTUATION = frozenset("–—‘’“”„…•−→←×÷€")
_SOFT_HYPHEN = 0xAD


def listed_code(content: bytes) -> Iterator[str]:
    """The lines as Python counts them, each with its number.

    Whatever is neither Latin letters nor plain punctuation stands as ``<U+202E>``: control characters, marks of
    direction, signs without width, and letters of other alphabets that look like ours. Bytes that are no UTF-8 stand
    as ``<0xff>``.
    """
    lines = _NEWLINE.split(content.decode("utf-8", "surrogateescape"))
    if lines[-1] == "":
        lines.pop()
    width = len(str(len(lines)))
    for number, line in enumerate(lines, 1):
        yield f"{number:>{width}} | {_visible(line)}".rstrip()


def _visible(line: str) -> str:
    return "".join(sign if _is_plain(sign) else _written(sign) for sign in line.expandtabs(4))


def _is_plain(sign: str) -> bool:
    code = ord(sign)
    return 0x20 <= code < 0x7F or (code in _LETTERS and code != _SOFT_HYPHEN) or sign in _PUNCTUATION


def _written(sign: str) -> str:
    code = ord(sign)
    return f"<0x{code - 0xDC00:02x}>" if 0xDC80 <= code <= 0xDCFF else f"<U+{code:04X}>"
