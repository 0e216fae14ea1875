"""Translations translate texts that exist, and all of them."""

import re
from collections.abc import Iterator, Mapping

from sipforms.engine.build.data import node
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import Scene
from sipforms.engine.problem import Problem

_SHOWN = 5


def translations_fit(scene: Scene) -> Iterator[Problem]:
    """A translated text that does not exist is an error each; those that are missing are one warning a file."""
    languages = [name for name, _ in scene.bundle.folder_of("translations")]
    known = scene.texts if languages else None
    for language in languages if known is not None else ():
        file = f"translations/{language}.yaml"
        if known is not None and scene.files[file].readable:
            yield from _strangers(scene, file, known)
            yield from _missing(scene, file, language, known)


def _strangers(scene: Scene, file: str, known: Mapping[str, str]) -> Iterator[Problem]:
    unclear = scene.unclear_texts
    for path in scene.data(file):
        if path not in known and not any(path == one or path.startswith(one + ".") for one in unclear):
            at = scene.place(file, (path,), key=True)
            yield found("unknown-text", at, name=path, suggestion=nearest(path, known))


def _missing(scene: Scene, file: str, language: str, known: Mapping[str, str]) -> Iterator[Problem]:
    source = node(scene.files[file].source.data)
    missing = tuple(path for path, written in known.items() if _has_words(written) and path not in source)
    if missing:
        at = scene.place(file)
        yield found("missing-texts", at, language=language, count=len(missing), paths=missing[:_SHOWN])


def _has_words(written: str) -> bool:
    """False for a text of placeholders and signs only, such as a row's title ``{navn}``."""
    return re.search(r"[^\W\d_]", re.sub(r"\{[^{}]*\}", "", written)) is not None
