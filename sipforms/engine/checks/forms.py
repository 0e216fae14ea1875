"""What to write instead of a text that is not in the wanted form."""

import re
import unicodedata
from collections.abc import Callable, Mapping

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss", "-": "_", " ": "_", ".": "_"}
)

_LANGUAGES = {
    **dict.fromkeys(("dansk", "danish", "dan", "dk"), "da"),
    **dict.fromkeys(("engelsk", "english", "eng"), "en"),
    **dict.fromkeys(("svensk", "svenska", "swedish", "swe", "se"), "sv"),
    **dict.fromkeys(("norsk", "norwegian", "bokmål", "nor", "no"), "nb"),
}


def better(form: str, written: str) -> str:
    """The same in the wanted form where that can be told, or the empty text."""
    return _BETTER[form](written) if form in _BETTER else ""


def as_id(written: str) -> str:
    """An id in small ASCII letters, digits and underscores: ``Relationer & venner`` -> ``relationer_venner``."""
    written = re.sub(r"\.ya?ml$", "", written, flags=re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", written.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"_+", "_", re.sub(r"[^a-z0-9_]", "", plain)).strip("_").lstrip("0123456789_")[:64]


def as_extends(written: str) -> str:
    """A programme's id and major version: ``voksen 1`` -> ``voksen@1``, ``voksen@1.2.0`` -> ``voksen@1.2``."""
    id_, _, version = written.strip().partition("@") if "@" in written else _parted(written)
    parts = re.search(r"([0-9]{1,6})(?:\.([0-9]{1,6}))?", version)
    name = id_ if re.fullmatch(r"[a-z][a-z0-9_-]{0,63}", id_) else as_id(id_)
    if not name or parts is None:
        return f"{name}@1" if name else ""
    return f"{name}@{int(parts[1])}" + (f".{int(parts[2])}" if parts[2] and int(parts[2]) else "")


def _parted(written: str) -> tuple[str, str, str]:
    """The id and the version where no ``@`` stands between them."""
    found = re.search(r"[ :=<>~^vV-]*([0-9]+(?:\.[0-9]+)*)\s*$", written.strip())
    return (written.strip()[: found.start()], "@", found[1]) if found else (written, "", "")


def as_share(written: str) -> str:
    """A share: ``33%`` -> ``0.33``, ``0,33`` -> ``0.33``."""
    percent = re.fullmatch(r"([0-9]{1,2}|100) ?%", written)
    if percent:
        return f"{int(percent[1]) / 100:g}"
    return written.replace(",", ".") if re.fullmatch(r"0,[0-9]{1,6}", written) else ""


def as_version(written: str) -> str:
    """Three numbers: ``1.2`` -> ``1.2.0``, ``v1.2.0`` -> ``1.2.0``."""
    found = re.fullmatch(r"v?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?", written.strip())
    return ".".join(str(int(part or 0)) for part in found.groups()) if found else ""


def as_language(written: str) -> str:
    """A language's two letters: ``Dansk`` -> ``da``, ``EN`` -> ``en``."""
    return written.lower() if re.fullmatch(r"[A-Za-z]{2}", written) else _LANGUAGES.get(written.lower(), "")


def as_month_and_day(written: str) -> str:
    """A day of the year: ``10/1`` -> ``--10-01``."""
    parts = re.fullmatch(r"-{0,2}([0-9]{1,2})[-/.]([0-9]{1,2})", written)
    return f"--{int(parts[1]):02}-{int(parts[2]):02}" if parts and int(parts[1]) <= 12 else ""


_BETTER: Mapping[str, Callable[[str], str]] = {
    "id": as_id,
    "version": as_version,
    "extends": as_extends,
    "language": as_language,
    "share": as_share,
    "monthAndDay": as_month_and_day,
}
