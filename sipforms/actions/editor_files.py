"""Schemas and settings put beside programmes, so that an editor completes and explains what is written there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sipforms.actions.bundle_tree import bundles_of
from sipforms.actions.jsonc import parsed, with_entry
from sipforms.actions.whole_files import leads_away, write_whole
from sipforms.engine.read.file import file_bytes
from sipforms.engine.shelf import MANIFEST
from sipforms.store.failures import outside_world

SCHEMAS = ".sipforms/schemas"
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
KEY = "yaml.schemas"
FILES: Mapping[str, str] = {
    "programme": "programme.yaml",
    "scales": "scales.yaml",
    "questionnaire": "questionnaires/*.yaml",
    "indicators": "indicators.yaml",
    "reports": "reports.yaml",
    "translations": "translations/*.yaml",
    "examples": "examples/*.yaml",
}
"""Which files of a bundle follow which schema."""

Json = dict[str, Any]
_LARGEST = 1024 * 1024
"""Bytes of settings; larger ones are nobody's own."""


class LedAway(Exception):
    """A link stands where a file would be written, so that it would be written somewhere else."""

    def __init__(self, *, file: Path) -> None:
        super().__init__("a link leads away from the folder")
        self.file = file


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorFiles:
    """What was written, and the settings that were left as they stand because changing them could have lost something.

    ``associations`` is what an editor needs to know: the file names, as patterns, of each schema file.
    """

    folder: Path
    written: tuple[Path, ...]
    associations: Mapping[str, tuple[str, ...]]
    settings_left: Path | None = None


def write_editor_files(folder: Path, schemas: Mapping[str, Json]) -> EditorFiles:
    """Put schemas and settings into a folder of programmes.

    Settings are added to, never replaced. Raises LedAway where a link stands in the way, and StoreUnavailable where the
    disk refuses; nothing is written then.
    """
    names = (SETTINGS, EXTENSIONS, *(f"{SCHEMAS}/{kind}.json" for kind in schemas))
    away = next((name for name in names if leads_away(folder, name)), None)
    if away is not None:
        raise LedAway(file=folder / away)
    associations = associations_in(folder, schemas)
    texts = {f"{SCHEMAS}/{kind}.json": _text(schema) for kind, schema in schemas.items()}
    settings = _settings(folder / SETTINGS, associations)
    if settings is not None:
        texts[SETTINGS] = settings
    if not (folder / EXTENSIONS).exists():
        texts[EXTENSIONS] = _text({"recommendations": ["redhat.vscode-yaml"]})
    with outside_world("writing"):
        changed = {folder / name: text for name, text in texts.items() if _reads(folder / name) != text}
        for file in changed:
            file.parent.mkdir(parents=True, exist_ok=True)
    write_whole({file: text.encode() for file, text in changed.items()})
    left = None if settings is not None else folder / SETTINGS
    return EditorFiles(folder=folder, written=tuple(changed), associations=associations, settings_left=left)


def associations_in(folder: Path, kinds: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The patterns of each schema's files, as seen from the folder: for the bundles there and those put beside them."""
    top = folder.resolve()
    bundles = [bundle.resolve() for bundle in bundles_of((folder,)) if (bundle / MANIFEST).is_file()]
    homes = sorted({"" if bundle == top else f"{_from(bundle.parent, top)}*/" for bundle in bundles}) or ["**/"]
    return {f"./{SCHEMAS}/{kind}.json": tuple(home + FILES[kind] for home in homes) for kind in kinds}


def _from(shelf: Path, top: Path) -> str:
    return "" if shelf == top else shelf.relative_to(top).as_posix() + "/"


def _settings(file: Path, associations: Mapping[str, tuple[str, ...]]) -> str | None:
    """The settings file with the associations in it, or nothing where they cannot be put in safely."""
    text = _reads(file)
    wanted = {name: list(patterns) for name, patterns in associations.items()}
    if text is None:
        return _text({KEY: wanted}) if not file.exists() else None
    try:
        known = parsed(text) if text.strip() else {}
    except ValueError:
        return None
    others = known.get(KEY, {}) if isinstance(known, dict) else None
    return with_entry(text if text.strip() else "{}\n", KEY, {**others, **wanted}) if isinstance(others, dict) else None


def _reads(file: Path) -> str | None:
    try:
        content = file_bytes(file, _LARGEST)
        return content.decode("utf-8") if len(content) <= _LARGEST else None
    except (OSError, UnicodeDecodeError):
        return None


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
