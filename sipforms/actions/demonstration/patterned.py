"""A text that fits a pattern: read as the bundle format allows patterns, and filled in by chance."""

from collections.abc import Callable
from dataclasses import dataclass

Chance = Callable[[], float]
_WORDS = "abcdefghijklmnopqrstuvwxyz"
_ANY = _WORDS + "0123456789"
_CLASSES = {"d": "0123456789", "w": _ANY, "s": " ", "n": "\n", "t": "\t"}
_ALL = [chr(number) for number in range(32, 383) if chr(number).isprintable()]
_MOST = 3  # repeats beyond the least where a pattern sets no end


@dataclass(slots=True)
class _Reader:
    """A pattern being read from the left."""

    pattern: str
    chance: Chance
    more: int
    at: int = 0

    def here(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        sign = self.here()
        self.at += 1
        return sign

    def alternatives(self) -> str:
        """One of the alternatives up to the end of the group."""
        found = [self._sequence()]
        while self.here() == "|":
            self.take()
            found.append(self._sequence())
        return found[int(self.chance() * len(found))]

    def _sequence(self) -> str:
        written = []
        while self.here() not in ("", "|", ")"):
            start = self.at
            one = self._one()
            least, most = self._repeats()
            end = self.at
            count = least + int(self.chance() * (most - least + 1))
            parts = []
            for _ in range(count):
                self.at = start
                parts.append(self._one())
            self.at = end
            written.append("".join(parts) if (least, most) != (1, 1) else one)
        return "".join(written)

    def _one(self) -> str:
        sign = self.take()
        if sign in ("^", "$"):
            return ""
        if sign == ".":
            return self._of(_WORDS)
        if sign == "(":
            if self.here() == "?":
                while self.take() not in (":", ">", ""):
                    pass
            inside = self.alternatives()
            self.take()
            return inside
        if sign == "[":
            return self._of(self._class())
        return self._escaped() if sign == "\\" else sign

    def _escaped(self) -> str:
        sign = self.take()
        return self._of(_CLASSES[sign]) if sign in _CLASSES else sign

    def _class(self) -> str:
        """The signs that brackets hold, or those that they leave out."""
        negated = self.here() == "^"
        if negated:
            self.take()
        held: list[str] = []
        while self.here() not in ("]", ""):
            sign = self.take()
            if sign == "\\":
                sign = self.take()
                held.extend(_CLASSES.get(sign, sign))
            elif self.here() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.take()
                held.extend(chr(number) for number in range(ord(sign), ord(self.take()) + 1))
            else:
                held.append(sign)
        self.take()
        return "".join(sign for sign in _ALL if sign not in held) if negated else "".join(held)

    def _of(self, signs: str) -> str:
        return signs[int(self.chance() * len(signs))] if signs else ""

    def _repeats(self) -> tuple[int, int]:
        sign = self.here()
        if sign in ("*", "+", "?"):
            self.take()
            begin = int(sign == "+")
            found = (begin, 1 if sign == "?" else begin + self.more)
        elif sign == "{":
            least, comma, most = self.pattern[self.at + 1 : self.pattern.index("}", self.at)].partition(",")
            self.at = self.pattern.index("}", self.at) + 1
            first = int(least or 0)
            found = (first, int(most) if most else first + self.more if comma else first)
        else:
            return 1, 1
        if self.here() == "?":
            self.take()
        return found


def fitting_text(pattern: str, chance: Chance, least: int = 0) -> str:
    """A text that fits the pattern, as far as it is read here; whoever uses it asks whether the question takes it.

    ``least`` is how many signs are wanted where the pattern sets no end.
    """
    return _Reader(pattern, chance, max(_MOST, least)).alternatives()
