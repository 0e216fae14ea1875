"""A page read back: the numbers in it, the words around them, and what a browser would do with it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNSEEN = {"style", "title", "svg"}


@dataclass
class Page(HTMLParser):
    """``figures`` are the exact numbers, ``drawn`` those of the marks in pictures, ``words`` all other words."""

    figures: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "data":
            self.figures.append(float(found["value"] or ""))
        if found.get("data-value") is not None:
            self.drawn.append(float(found["data-value"] or ""))
        if tag in _UNSEEN | {"data"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)
        if self._inside == ["data"]:
            self.shown.append(data)

    @property
    def said(self) -> str:
        """The words outside numbers and pictures."""
        return " ".join(" ".join(self.words).split())

    def has(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


def read(html: str) -> Page:
    """The page, read from beginning to end."""
    page = Page()
    page.feed(html)
    return page


def numbers_in(text: str) -> set[str]:
    """Every number as it is written."""
    return set(NUMBER.findall(text))
