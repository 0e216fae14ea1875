"""The page of recipes as data: each recipe with its pieces, and the small programme they are tried in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

from sipforms.engine.checks.metaschemas import metaschemas
from sipforms.engine.read.source import read_source

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = {"da": DOCS / "da" / "hvad-vil-du-spoerge.md", "en": DOCS / "en" / "what-to-ask.md"}
_RECIPE = re.compile(r"^### (?P<title>.+?)\n(?P<body>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_PIECE = re.compile(
    r"^I[n]? `(?P<file>[^`]+)`(?: under `(?P<under>[^`]+)`)?:\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_WHOLE = re.compile(r"^`(?P<file>[^`]+)`\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of YAML: the file it belongs in, and the key there that it goes under, if any."""

    file: str
    under: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What somebody wants to ask, and the pieces that ask it."""

    title: str
    pieces: tuple[Piece, ...]


def recipes(language: str) -> tuple[Recipe, ...]:
    """Every recipe of the page in one language, in order."""
    return tuple(_recipes(PAGES[language].read_text(encoding="utf-8")))


def _recipes(text: str) -> Iterator[Recipe]:
    for found in _RECIPE.finditer(text):
        pieces = (
            Piece(file=one["file"], under=one["under"] or "", text=one["text"])
            for one in _PIECE.finditer(found["body"])
        )
        yield Recipe(title=found["title"], pieces=tuple(pieces))


def small_programme(language: str) -> Mapping[str, str]:
    """The programme at the end of the page."""
    return {one["file"]: one["text"] for one in _WHOLE.finditer(PAGES[language].read_text(encoding="utf-8"))}


def cooked(recipe: Recipe, programme: Mapping[str, str]) -> Mapping[str, str]:
    """The programme with the recipe's pieces where the page says they go."""
    files = dict(programme)
    for piece in recipe.pieces:
        files[piece.file] = _placed(files.get(piece.file, ""), piece)
    return files


def _placed(text: str, piece: Piece) -> str:
    if not piece.under:
        return text + piece.text
    inside = indent(piece.text, "  ")
    if f"{piece.under}:\n" not in text:
        return f"{text}{piece.under}:\n{inside}"
    return text.replace(f"{piece.under}:\n", f"{piece.under}:\n{inside}", 1)


def outline(text: str) -> Any:
    """What a piece says without its words: keywords and kinds of values, names and texts left out."""
    return _outline(read_source("piece.yaml", text.encode()).data)


def _outline(value: Any) -> Any:
    match value:
        case dict():
            return [(key if key in _keywords() else "name", _outline(one)) for key, one in value.items()]
        case list():
            return [_outline(one) for one in value]
        case str():
            return "text"
        case _:
            return value


@cache
def _keywords() -> frozenset[str]:
    return frozenset(_properties([*metaschemas().values()]))


def _properties(schema: Any) -> Iterator[str]:
    for one in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _properties(one)
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        yield from schema["properties"]
