"""The other places that are wrong for the same reason, in a line or two: file by file, with the first lines of each."""

from collections.abc import Sequence
from pathlib import Path

from sipforms.engine.problem import Place
from sipforms.render.language import _, ngettext

_FILES, _LINES = 4, 6


def elsewhere(places: Sequence[Place], folder: Path | None) -> str:
    """How many they are and where; empty where there are none."""
    if not places:
        return ""
    by_file: dict[str, list[int]] = {}
    for place in sorted(places):
        lines = by_file.setdefault(place.file, [])
        lines += [] if place.line in lines else [place.line]
    said = [_of_file(file, lines, folder) for file, lines in list(by_file.items())[:_FILES]]
    left = len(by_file) - _FILES
    if left > 0:
        said.append(ngettext("{count} more file", "{count} more files", left).format(count=left))
    count = len(places)
    return ngettext(
        "The same goes for {count} other place: {places}.", "The same goes for {count} other places: {places}.", count
    ).format(count=count, places="; ".join(said))


def _of_file(file: str, lines: list[int], folder: Path | None) -> str:
    name = file if folder is None else str(folder / file)
    shown = ", ".join(str(line) for line in lines[:_LINES])
    left = len(lines) - _LINES
    if left > 0:
        return _("{file} line {lines} and {count} more").format(file=name, lines=shown, count=left)
    return _("{file} line {lines}").format(file=name, lines=shown)
