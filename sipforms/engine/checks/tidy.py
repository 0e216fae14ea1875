"""Texts and ids that look like slips: loose spaces, capitals, the same words twice, ids that look alike.

Every file's mappings are walked once.
"""

import re
from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.references import kind_of
from sipforms.engine.checks.scene import INDICATORS, PROGRAMME, REPORTS, SCALES, Scene
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

_FILES = (PROGRAMME, SCALES, INDICATORS, REPORTS)
_BESIDE_TITLE = frozenset({"help", "example", "preface", "description"})
_NOT_TEXTS = frozenset({"visibleIf", "requiredIf", "locked", "gate", "assert", "codes", "required", "tags", "schedule"})
_OF_IDS = frozenset({"properties", "$defs", "informants", "variants", "parameters"})
_LOOKALIKE = str.maketrans({"0": "o", "1": "l", "_": None})
_ALTERNATIVES = ("visibleIf", "only", "without")
_BLANKS = " \t\u00a0"
_SPACES = frozenset(_BLANKS)
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 15


def texts_are_tidy(scene: Scene) -> Iterator[Problem]:
    """What looks like a slip in any text or id."""
    for file in scene.files:
        data = scene.files[file].data
        if file.startswith("translations/"):
            for path, written in node(data).items():
                if isinstance(written, str) and _is_odd(written):
                    yield from _odd(scene, file, (path,), written)
        elif file in _FILES or file.startswith("questionnaires/"):
            if file == INDICATORS:
                yield from _alike(scene, file, (), node(data))
            yield from _of_file(scene, file, data)


def _of_file(scene: Scene, file: str, data: Json) -> Iterator[Problem]:
    waiting: list[tuple[Steps, Json]] = [((), data)]
    while waiting:
        steps, value = waiting.pop()
        if isinstance(value, list):
            waiting += [((*steps, place), one) for place, one in enumerate(value) if isinstance(one, dict)]
        elif isinstance(value, dict):
            yield from _of_mapping(scene, file, steps, value)
            for key, one in value.items():
                if isinstance(one, str):
                    if _is_odd(one):
                        yield from _odd(scene, file, (*steps, key), one)
                elif isinstance(one, dict | list) and key not in _NOT_TEXTS:
                    waiting.append(((*steps, key), one))


def _of_mapping(scene: Scene, file: str, steps: Steps, what: Node) -> Iterator[Problem]:
    if steps and steps[-1] in _OF_IDS:
        yield from _alike(scene, file, steps, what)
        if steps[-1] == "properties" and len(what) > 1:
            yield from _asked_twice(scene, file, steps, what)
        return
    if isinstance(options := what.get("oneOf"), list):
        yield from _said_twice(scene, file, (*steps, "oneOf"), options)
    if "title" not in what or _BESIDE_TITLE.isdisjoint(what):
        return
    title = _bare(str(what["title"]))
    for keyword in _BESIDE_TITLE & what.keys():
        if isinstance(written := what[keyword], str) and _bare(written) == title:
            at, also = scene.place(file, (*steps, keyword)), scene.place(file, (*steps, "title"))
            yield found("repeats-title", at, also=also, name=keyword)


def _is_odd(written: str) -> bool:
    """True for few texts, so that little else is spent on all the others."""
    return "  " in written or written[:1] in _SPACES or written[-1:] in _SPACES or written.isupper()


def _odd(scene: Scene, file: str, steps: Steps, written: str) -> Iterator[Problem]:
    """A text that begins on a new line of the file (a block) may be indented inside."""
    tidy = written.strip(_BLANKS)
    tidy = tidy if "\n" in tidy else re.sub(r" {2,}", " ", tidy)
    if tidy != written and tidy:
        yield found("loose-spaces", scene.place(file, steps), suggestion=tidy)
    if written.isupper() and len(written) >= _FEWEST_LETTERS and len(written.split()) >= _FEWEST_WORDS:
        yield found("all-capitals", scene.place(file, steps))


def _bare(written: str) -> str:
    """The words alone: capitals, spaces and the sign at the end make no difference."""
    return " ".join(written.casefold().split()).rstrip(".?!:")


def _alike(scene: Scene, file: str, steps: Steps, what: Node) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name in what:
        before = first.setdefault(name.translate(_LOOKALIKE), name)
        if before != name:
            at, also = (scene.place(file, (*steps, one), key=True) for one in (name, before))
            yield found("lookalike-ids", at, also=also, name=name, first=before)


def _asked_twice(scene: Scene, file: str, steps: Steps, what: Node) -> Iterator[Problem]:
    """Two questions in the same words; where one is asked instead of the other, that is what is meant."""
    first: dict[tuple[str, str], str] = {}
    for name, one in what.items():
        entry = node(one)
        title = text(entry.get("title"))
        if title is None or kind_of(entry) == "area":
            continue
        before = first.setdefault((_bare(title), str(entry.get("say"))), name)
        other = node(what.get(before))
        if before != name and all(entry.get(word) == other.get(word) for word in _ALTERNATIVES):
            at, also = (scene.place(file, (*steps, id_, "title")) for id_ in (name, before))
            yield found("same-question", at, also=also, name=name, first=before)


def _said_twice(scene: Scene, file: str, steps: Steps, options: list[Json]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, one in enumerate(options):
        title = text(node(one).get("title"))
        if title is None:
            continue
        before = first.setdefault(_bare(title), place)
        if before != place:
            at, also = (scene.place(file, (*steps, which, "title")) for which in (place, before))
            yield found("same-option", at, also=also, name=title)
