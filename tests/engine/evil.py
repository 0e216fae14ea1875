"""Hostile bundles, made from their folders in tests/bundles/evil.

A folder holds the files that differ from the small good bundle, or, where a repository could not hold them (links,
gigabytes, signs that cannot be seen), a ``make.json`` that says how they are made, and an ``expected.yaml``: what it is
about, and the problems that must be told. What stands in ``_beside/`` lies beside the bundle: programmes for it to
extend, whole.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.engine.checking import BUNDLES, SMALL, folders

EVIL = BUNDLES / "evil"
_BESIDE = "_beside/"
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
            _written(_at(bundle, name.as_posix()), path.read_bytes())
    recipe = folder / "make.json"
    for step in json.loads(recipe.read_text(encoding="utf-8"))["make"] if recipe.exists() else ():
        _take(step, bundle)
    return bundle


def _at(bundle: Path, name: str) -> Path:
    """Where a file goes: into the bundle, or beside it."""
    return bundle.parent / name.removeprefix(_BESIDE) if name.startswith(_BESIDE) else bundle / name


def _take(step: Mapping[str, Any], bundle: Path) -> None:  # noqa: C901 - one case for each kind of step
    match step:
        case {"file": name, "text": parts}:
            _written(_at(bundle, name), "".join(map(_text, parts)).encode())
        case {"file": name, "hex": digits, "times": times}:
            _written(_at(bundle, name), bytes.fromhex(digits) * times)
        case {"file": name, "staircase": steps}:
            _written(_at(bundle, name), "".join(f"{'  ' * step}a:\n" for step in range(steps)).encode())
        case {"file": name, "size": size}:
            (_at(bundle, name)).touch()
            os.truncate(_at(bundle, name), size)
        case {"files": pattern, "times": times, "text": text}:
            for number in range(times):
                _written(_at(bundle, pattern.format(n=number)), text.encode())
        case {"link": name, "to": target}:
            (_at(bundle, name)).symlink_to(target)
        case {"pipe": name}:
            os.mkfifo(_at(bundle, name))
        case {"folder": name}:
            (_at(bundle, name)).mkdir()
        case {"remove": name}:
            (_at(bundle, name)).unlink()
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
