"""Translations translate texts that exist, and all of them, with the same words in braces."""

import json
import re
from collections.abc import Iterator, Mapping

from sipforms.engine.build.data import Node, node
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.manifest import node_list
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.paths import at_and_around
from sipforms.engine.problem import Problem

_SHOWN = 5
_PASTED = 20
_PLACEHOLDERS = r"\{([^{}]*)\}"
_LONG_WORDS, _LONG_LETTERS = 4, 20
"""Shorter texts may well be the same in two languages: names, "Telefon", "Start"."""


def languages_are_others(scene: Scene) -> Iterator[Problem]:
    """No translation is into the language that the programme is written in."""
    own = scene.programme.get("language")
    for place, name in enumerate(node_list(scene.programme.get("translations"))):
        if name == own and isinstance(name, str):
            at, also = scene.place(PROGRAMME, ("translations", place)), scene.place(PROGRAMME, ("language",))
            yield found("translates-itself", at, also=also, name=name)


def translations_fit(scene: Scene) -> Iterator[Problem]:
    """A translated text that does not exist is an error each; those that are missing are one warning a file."""
    own = scene.programme.get("language")
    languages = [name for name, _ in scene.bundle.folder_of("translations") if name != own]
    known = scene.texts if languages else None
    for language in languages if known is not None else ():
        file = f"translations/{language}.yaml"
        if known is not None and scene.files[file].readable:
            yield from _strangers(scene, file, known)
            yield from _missing(scene, file, language, known)
            yield from _unlike(scene, file, known)


def _strangers(scene: Scene, file: str, known: Mapping[str, str]) -> Iterator[Problem]:
    unclear = frozenset(scene.unclear_texts)
    for path in scene.data(file):
        if path not in known and not any(one in unclear for one in at_and_around(path)):
            at = scene.place(file, (path,), key=True)
            yield found("unknown-text", at, name=path, suggestion=nearest(path, known))


def _missing(scene: Scene, file: str, language: str, known: Mapping[str, str]) -> Iterator[Problem]:
    """One problem, where the first of them belongs: after the last text before it that is translated."""
    source = node(scene.files[file].source.data)
    missing = tuple(path for path, written in known.items() if _has_words(written) and path not in source)
    if missing:
        before = _before(missing[0], known, source)
        at = scene.place(file, (before,), key=True) if before else scene.place(file)
        lines = tuple(f"{path}: {json.dumps(known[path], ensure_ascii=False)}" for path in missing[:_PASTED])
        yield found("missing-texts", at, language=language, count=len(missing), paths=missing[:_SHOWN], lines=lines)


def _before(path: str, known: Mapping[str, str], source: Node) -> str:
    last = ""
    for one in known:
        if one == path:
            break
        last = one if one in source else last
    return last


def _unlike(scene: Scene, file: str, known: Mapping[str, str]) -> Iterator[Problem]:
    """Translations that lose what is filled in, say nothing, or are the text itself."""
    for path, translated in scene.data(file).items():
        written = known.get(path)
        if written is None or not isinstance(translated, str):
            continue
        if not translated.strip():
            yield found("empty-translation", scene.place(file, (path,)), name=path)
        elif translated == written:
            if len(written) >= _LONG_LETTERS and len(written.split()) >= _LONG_WORDS:
                yield found("not-translated", scene.place(file, (path,)), name=path)
        elif "{" in written or "{" in translated:
            wanted, there = (tuple(sorted(re.findall(_PLACEHOLDERS, one))) for one in (written, translated))
            allowed = {*wanted, "item"} if ".say" in path else set(wanted)
            if set(wanted) - set(there) or set(there) - allowed:
                place = scene.place(file, (path,))
                yield found("placeholders-differ", place, wanted=_braced(wanted), written=_braced(there))


def _braced(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{{{name}}}" for name in names)


def _has_words(written: str) -> bool:
    """False for a text of placeholders and signs only, such as a row's title ``{navn}``."""
    return re.search(r"[^\W\d_]", re.sub(r"\{[^{}]*\}", "", written)) is not None
