"""Hostile bundles, made from their folders in tests/bundles/evil.

A folder holds the files that differ from the small good bundle, or, where a repository could not hold them (links,
gigabytes, signs that cannot be seen), a ``make.json`` that says how they are made, and an ``expected.yaml``: what it is
about, and the problems that must be told.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.engine.checking import BUNDLES, SMALL, folders

EVIL = BUNDLES / "evil"
_COUNTED = re.compile(r"<n([+-]1)?>")


def evil_folders() -> list[Path]:
    """Every hostile bundle."""
    return folders(EVIL)


def made(folder: Path, into: Path) -> Path:
    """The bundle of a folder, made in a new folder called ``lille``."""
    bundle = into / "lille"
    for file, text in SMALL.items():
        _written(bundle / file, text.encode())
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder)
        if name.name != "expected.yaml":
            _written(bundle / name, path.read_bytes())
    recipe = folder / "make.json"
    for step in json.loads(recipe.read_text(encoding="utf-8"))["make"] if recipe.exists() else ():
        _take(step, bundle)
    return bundle


def _take(step: Mapping[str, Any], bundle: Path) -> None:  # noqa: C901 - one case for each kind of step
    match step:
        case {"file": name, "text": parts}:
            _written(bundle / name, "".join(map(_text, parts)).encode())
        case {"file": name, "hex": digits, "times": times}:
            _written(bundle / name, bytes.fromhex(digits) * times)
        case {"file": name, "staircase": steps}:
            _written(bundle / name, "".join(f"{'  ' * step}a:\n" for step in range(steps)).encode())
        case {"file": name, "size": size}:
            (bundle / name).touch()
            os.truncate(bundle / name, size)
        case {"files": pattern, "times": times, "text": text}:
            for number in range(times):
                _written(bundle / pattern.format(n=number), text.encode())
        case {"link": name, "to": target}:
            (bundle / name).symlink_to(target)
        case {"pipe": name}:
            os.mkfifo(bundle / name)
        case {"folder": name}:
            (bundle / name).mkdir()
        case {"remove": name}:
            (bundle / name).unlink()
        case _:
            raise ValueError(step)


def _text(part: str | Mapping[str, Any]) -> str:
    """A text as it stands, or repeated; ``<n>`` in what is repeated counts."""
    if isinstance(part, str):
        return part
    repeated, times, start = part["repeat"], part["times"], part.get("from", 0)
    if "<n" not in repeated:
        return str(repeated * times)
    return "".join(
        _COUNTED.sub(lambda found: str(number + int(found[1] or 0)), repeated)  # noqa: B023 - used at once
        for number in range(start, start + times)
    )


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
