"""What ``extends: voksen@1`` asks for."""

import re
from dataclasses import dataclass

from sipforms.engine.build.data import node
from sipforms.engine.read.bundle import Bundle

PROGRAMME = "programme.yaml"
_EXTENDS = re.compile(r"([a-z][a-z0-9_-]*)@(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?")
_VERSION = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Extends:
    """A programme by its id, in one of its major versions, from a minor version on."""

    id: str
    major: int
    minor: int = 0

    def takes(self, bundle: Bundle) -> bool:
        """True for a version in which the same is measured: the same major one, and not older than asked for."""
        numbers = _VERSION.fullmatch(version_of(bundle))
        return numbers is not None and int(numbers[1]) == self.major and int(numbers[2]) >= self.minor


def extends_of(bundle: Bundle) -> Extends | None:
    """What the bundle extends; nothing where it extends nothing, or does not say it in the form that is wanted."""
    written = written_extends(bundle)
    parts = _EXTENDS.fullmatch(written) if isinstance(written, str) else None
    if parts is None or len(parts[1]) > _LONGEST_ID:
        return None
    return Extends(id=parts[1], major=int(parts[2]), minor=int(parts[3] or 0))


def written_extends(bundle: Bundle) -> object:
    """The value of ``extends``, whatever it is; nothing where there is none."""
    source = bundle.sources.get(PROGRAMME)
    return None if source is None else node(source.data).get("extends")


def id_of(bundle: Bundle) -> str:
    """The bundle's id."""
    source = bundle.sources.get(PROGRAMME)
    return str(node(source.data).get("id", bundle.name)) if source is not None else bundle.name


def version_of(bundle: Bundle) -> str:
    """The bundle's version as written."""
    source = bundle.sources.get(PROGRAMME)
    return str(node(source.data).get("version", "")) if source is not None else ""


def named(bundle: Bundle) -> str:
    """The bundle as people call it: its id and version."""
    return f"{id_of(bundle)} {version_of(bundle)}".strip()
