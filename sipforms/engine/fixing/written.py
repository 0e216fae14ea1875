"""What is written at a place of a file, and texts as YAML wants them written."""

from dataclasses import dataclass

from sipforms.engine.fixing.edit import Edit, Fix
from sipforms.engine.problem import Place
from sipforms.engine.read.source import Source

QUOTES = ("'", '"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key or value as it stands on one line, with its quotes if it has any."""

    file: str
    start: int
    raw: str

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def quote(self) -> str:
        """The quotation mark around it, or nothing."""
        return self.raw[0] if len(self.raw) > 1 and self.raw[0] in QUOTES and self.raw[-1] == self.raw[0] else ""

    @property
    def text(self) -> str:
        """What it says; of a text with escapes as they are written."""
        return self.raw[1:-1] if self.quote else self.raw

    def replaced(self, raw: str) -> Fix:
        """The fix that writes something else in its place."""
        return Fix(edits=(Edit(file=self.file, start=self.start, end=self.end, text=raw),))

    def saying(self, text: str) -> Fix:
        """The fix that lets it say something else, in the same quotes."""
        return self.replaced(f"{self.quote}{text}{self.quote}")


def token_at(source: Source, place: Place) -> Token | None:
    """What stands at the place, or nothing where the problem is about more than one word or line."""
    start = index_of(source.text, place)
    if not place.length or start is None:
        return None
    return Token(file=source.file, start=start, raw=source.text[start : start + place.length])


def index_of(text: str, place: Place) -> int | None:
    """How many characters stand before the place, or nothing where the file has no such place."""
    begins = line_start(text, place.line)
    if begins is None or begins + place.column - 1 > len(text):
        return None
    return begins + place.column - 1


def line_start(text: str, line: int) -> int | None:
    """Where a line begins, counted from 1; lines end as editors count them."""
    at = 0
    for number, one in enumerate(text.splitlines(keepends=True), 1):
        if number == line:
            return at
        at += len(one)
    return at if line == 1 else None


def line_end(text: str, at: int) -> int:
    """Where the line that a place is on ends, without its line end."""
    ends = [found for sign in "\r\n" if (found := text.find(sign, at)) >= 0]
    return min(ends, default=len(text))


def next_line(text: str, at: int) -> int:
    """Where the line after the one that a place is on begins."""
    end = line_end(text, at)
    return end + (2 if text[end : end + 2] == "\r\n" else 1 if end < len(text) else 0)


def line_ending(text: str) -> str:
    """How the file ends its lines."""
    end = line_end(text, 0)
    return text[end : next_line(text, 0)] or "\n"


def in_quotes(text: str) -> str:
    """The text in quotation marks that YAML reads as it stands: single ones around double ones or a backslash."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
