"""Which bundles' ``hooks.py`` may run at this workplace: a list of digests, kept in one file beside the settings."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1024 * 1024


class TrustListUnreadable(Exception):
    """The list is there and cannot be read; nothing is trusted then."""

    def __init__(self, *, file: Path) -> None:
        super().__init__("the list of trusted hooks cannot be read")
        self.file = file


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """One ``hooks.py`` that may run: the SHA-256 of its bytes, in which programme it was seen, by whom and when."""

    digest: str
    programme: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """Everything that is trusted here, oldest first; a digest stands in it once."""

    trusted: tuple[Trusted, ...] = ()

    def find(self, digest: str) -> Trusted | None:
        """What is known of the file with that digest, if it is trusted."""
        return next((one for one in self.trusted if one.digest == digest), None)

    @property
    def programmes(self) -> Mapping[str, str]:
        """The programme's id by digest."""
        return MappingProxyType({one.digest: one.programme for one in self.trusted})


def read_trust(file: Path) -> TrustList:
    """The list in the file; an empty one when there is no file. Raises TrustListUnreadable for anything else."""
    try:
        with file.open("rb") as opened:
            written = json.loads(opened.read(_LARGEST).decode("utf-8"))
        if written["format"] != FORMAT:
            raise TrustListUnreadable(file=file)
        return TrustList(trusted=tuple(_trusted(one) for one in written["trusted"]))
    except FileNotFoundError:
        return TrustList()
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise TrustListUnreadable(file=file) from fault


def trust(file: Path, new: Trusted) -> TrustList:
    """The list with that entry, kept. Raises TrustListUnreadable, StoreUnavailable."""
    known = read_trust(file)
    if known.find(new.digest) is not None:
        return known
    return _kept(file, replace(known, trusted=(*known.trusted, new)))


def distrust(file: Path, digest: str) -> TrustList:
    """The list without that digest, kept. Raises TrustListUnreadable, StoreUnavailable."""
    known = read_trust(file)
    return _kept(file, replace(known, trusted=tuple(one for one in known.trusted if one.digest != digest)))


def matching(known: TrustList, start: str) -> tuple[Trusted, ...]:
    """The entries whose digest begins so; at least four digits are wanted, so that nothing is taken away by mistake."""
    return tuple(one for one in known.trusted if len(start) >= 4 and one.digest.startswith(start.lower()))


def _kept(file: Path, known: TrustList) -> TrustList:
    """Written whole under another name and renamed: a crash leaves the old list or the new one."""
    from sipforms.actions.export_files import publish  # every check reads the list, and few write it
    from sipforms.store.protocol import fresh_id

    entries = [
        {"digest": one.digest, "programme": one.programme, "by": one.by, "at": one.at.isoformat()}
        for one in known.trusted
    ]
    content = json.dumps({"format": FORMAT, "trusted": entries}, ensure_ascii=False, indent=2) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    publish(file, file.suffix, [(file.suffix, content.encode())], fresh=fresh_id(), overwrite=True)
    return known


def _trusted(written: Mapping[str, Any]) -> Trusted:
    if not _DIGEST.fullmatch(written["digest"]):
        raise ValueError("a digest is 64 hexadecimal digits")
    programme, by = written["programme"], written["by"]
    if not (isinstance(programme, str) and isinstance(by, str)):
        raise TypeError("names are texts")
    return Trusted(digest=written["digest"], programme=programme, by=by, at=datetime.fromisoformat(written["at"]))
