"""What tests of overlays start from: bundles in memory that extend each other, and the one made for extending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sipforms.actions.library import Library
from sipforms.engine.check import check
from sipforms.engine.overlay.bases import Base
from sipforms.engine.overlay.extending import version_of
from sipforms.engine.overlay.resolving import resolve
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.engine.response import Json
from tests.engine.checking import BUNDLES, words

BASES = BUNDLES / "bases"
OVERLAYS = BUNDLES / "overlays"


@dataclass(frozen=True)
class Bundles:
    """Bundles in memory by id, as one of them sees them."""

    there: Mapping[str, Bundle]
    where: str

    def named(self, id_: str) -> Iterator[Base]:
        if id_ in self.there:
            yield Base(bundle=self.there[id_], at=f"../{id_}", around=Bundles(self.there, id_))

    def ids(self) -> tuple[str, ...]:
        return tuple(self.there)


@cache
def grund() -> Bundle:
    """The bundle that is made for being extended."""
    return Library().open(BASES / "grund")


def shelved(folder: Path) -> Bundle:
    """An overlay of the tests, with the bundles made for being extended on the shelf."""
    return Library((BASES,)).open(folder)


def over(files: Mapping[str, str], more: str = "", base: Bundle | None = None, name: str = "over") -> Bundle:
    """An overlay of these files over the base; ``more`` are further lines of its programme.yaml."""
    base = base or grund()
    manifest = f"id: {name}\ntitle: Over\nversion: 1.0.0\nextends: {base.name}@{version_of(base)[0]}\n{more}"
    texts = {"programme.yaml": manifest, "translations/en.yaml": "programme.title: Over\n", **files}
    own = bundle_from(name, {file: text.encode() for file, text in texts.items()})
    return resolve(own, Bundles({base.name: base}, name))


def codes(bundle: Bundle) -> list[str]:
    """What is wrong with the bundle, by code."""
    return [problem.code for problem in problems(bundle)]


def problems(bundle: Bundle) -> tuple[Problem, ...]:
    """What is wrong with the bundle."""
    return check(bundle, words())


def value(bundle: Bundle, file: str, *steps: str | int) -> Json:
    """What stands at the steps in a file of the bundle."""
    found: Json = bundle.sources[file].data
    for step in steps:
        found = found[step]  # type: ignore[index]
    return found
