"""Small programmes with random conditions, and every way of answering them, one after the other."""

import json
import random
from collections.abc import Iterator, Mapping
from itertools import product

from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.view import View
from sipforms.engine.ask.visibility import asked
from sipforms.engine.build import build
from sipforms.engine.paths import Path
from sipforms.engine.programme import Programme
from sipforms.engine.response import Answer, Json
from tests.engine.checking import bundle
from tests.engine.generate import TODAY

SCALE: Json = {
    "direction": "higherIsMore",
    "oneOf": [
        {"const": 1, "title": "En"},
        {"const": 2, "title": "To"},
        {"const": 3, "title": "Tre"},
        {"const": "ved_ikke", "title": "Ved ikke", "missing": "dontKnow"},
    ],
}
LIST: Json = {"direction": "none", "oneOf": [{"const": "x", "title": "X"}, {"const": "y", "title": "Y"}]}
KINDS: Mapping[str, dict[str, Json]] = {
    "ja": {"type": "boolean"},
    "trin": {"scale": "trin"},
    "andet": {"scale": "trin"},
    "tal": {"type": "integer", "minimum": 0, "maximum": 4},
    "stort": {"type": "integer", "minimum": 5, "maximum": 8},
    "flere": {"type": "array", "uniqueItems": True, "items": {"scale": "liste"}},
    "dag": {"type": "string", "format": "date"},
}
ANOTHER: Json = {
    "title": "Andre",
    "properties": {
        "trin": {"title": "trin", "scale": "trin"},
        "ja": {"title": "ja", "type": "boolean"},
        "folk": {
            "title": "Folk",
            "type": "array",
            "rowTitle": "Række",
            "items": {"properties": {"god": {"title": "God?", "type": "boolean"}}},
        },
    },
}
"""A second questionnaire, which the first may read."""

ELSEWHERE: tuple[dict[str, Json], ...] = (
    {},
    {"trin": 2, "ja": True},
    {"trin": 3, "folk": [{"id": "r1", "god": True}]},
    {"trin": "ved_ikke", "ja": False, "folk": [{"id": "r1", "god": True}, {"id": "r2", "god": False}]},
    {"trin": 1, "folk": [{"id": "r1"}]},
)
"""What was answered in it."""

ANSWERS: Mapping[str, tuple[Answer | None, ...]] = {
    "ja": (None, True, False),
    "trin": (None, 1, 2, 3, "ved_ikke"),
    "andet": (None, 1, 2, 3, "ved_ikke"),
    "tal": (None, 0, 1, 2, 3, 4),
    "stort": (None, 5, 6, 7, 8),
    "flere": (None, ("x",), ("y",), ("x", "y")),
    "dag": (None, "2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"),
}
ROWS: tuple[tuple[Answer | None, ...], ...] = ((), (None,), (True,), (False,), (True, True), (True, False))
"""What the rows answer to their only field, which is yes or no."""


class Writer:
    """Writes a programme of three questions, perhaps with rows, in an area or two, at random."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.names = chance.sample(sorted(KINDS), 3)
        self.has_rows = chance.random() < 0.4
        self.reads_another = chance.random() < 0.3

    def files(self) -> dict[str, str]:
        """The files of the bundle."""
        first, second, third = self.names
        properties: dict[str, Json] = {first: {"title": first, **KINDS[first]}}
        inner: dict[str, Json] = {second: self._item(second, [first])}
        inside: dict[str, Json] = {"title": "Inde", "properties": inner}
        if self.chance.random() < 0.4:
            inside["visibleIf"] = self.condition([first], 1)
        if self.chance.random() < 0.3:
            inside["only"] = ["unge"]
        properties["inde"] = inside
        known = [first, f"inde.{second}"]
        if self.has_rows:
            properties["folk"] = self._rows(known)
            known += ["folk.*.god"]
        properties[third] = self._item(third, known)
        known.append(third)
        checks: list[Json] = [
            {"id": f"tjek_{place}", "level": "hard", "assert": self.condition(known, 2), "message": "Nej."}
            for place in range(3)
        ]
        asked: Json = {"title": "Puls", "modes": ["interview", "self"], "properties": properties, "checks": checks}
        return {
            "programme.yaml": json.dumps(
                {
                    "id": "lille",
                    "title": "Lille",
                    "version": "1.0.0",
                    "language": "da",
                    "questionnaires": ["puls", "andre"],
                    "variants": {"unge": {"title": "Unge"}},
                }
            ),
            "scales.yaml": json.dumps({"$defs": {"trin": SCALE, "liste": LIST}}),
            "questionnaires/puls.yaml": json.dumps(asked),
            "questionnaires/andre.yaml": json.dumps(ANOTHER),
        }

    def _item(self, name: str, known: list[str]) -> Json:
        item: dict[str, Json] = {"title": name, **KINDS[name]}
        if self.chance.random() < 0.7:
            item["visibleIf"] = self.condition(known, 2)
        return item

    def _rows(self, known: list[str]) -> Json:
        god: dict[str, Json] = {"title": "God?", "type": "boolean"}
        rows: dict[str, Json] = {"title": "Folk", "type": "array", "rowTitle": "Række", "maxItems": 2}
        if self.chance.random() < 0.5:
            god["visibleIf"] = self.condition(known, 1)
        if self.chance.random() < 0.5:
            rows["visibleIf"] = self.condition(known, 1)
        return {**rows, "items": {"properties": {"god": god}}}

    def condition(self, known: list[str], depth: int) -> dict[str, Json]:
        """Some condition about those questions."""
        kind = self.chance.choice(("leaf", "leaf", "all", "any", "not", "countTrue")) if depth else "leaf"
        if kind == "leaf":
            return self._leaf(known)
        if kind == "not":
            return {"not": self.condition(known, depth - 1)}
        parts: Json = [self.condition(known, depth - 1) for _ in range(self.chance.randint(1, 3))]
        if kind == "countTrue":
            return {"countTrue": parts, self.chance.choice(("atLeast", "atMost", "is")): self.chance.randint(0, 2)}
        return {kind: parts}

    def _leaf(self, known: list[str]) -> dict[str, Json]:
        if self.chance.random() < 0.15:
            return self.chance.choice(_WITHOUT_PATH)
        if self.reads_another and self.chance.random() < 0.4:
            return self._elsewhere(known)
        path = self.chance.choice(known)
        if self.chance.random() < 0.15:
            path = "inde.*"
        if "*" in path:
            return {self.chance.choice(("all", "any")): self._compared(path, known)}
        return self._compared(path, known)

    def _elsewhere(self, known: list[str]) -> dict[str, Json]:
        """Something about the last response to the other questionnaire."""
        numbers = [one for one in known if one.rpartition(".")[2] in ("trin", "andet", "tal")]
        if numbers and self.chance.random() < 0.3:
            against: dict[str, Json] = {self.chance.choice(("is", "atLeast", "atMost")): {"item": "latest.andre.trin"}}
            return {"item": self.chance.choice(numbers), **against}
        return self.chance.choice(_ELSEWHERE)

    def _compared(self, path: str, known: list[str]) -> dict[str, Json]:
        name = self.names[1] if path == "inde.*" else "ja" if path == "folk.*.god" else path.rpartition(".")[2]
        if self.chance.random() < 0.25:
            return {"item": path, "answered": self.chance.random() < 0.5}
        if name in ("trin", "andet", "tal", "stort", "dag") and self.chance.random() < 0.3:
            other = self.chance.choice([one for one in known if "*" not in one])
            operators = (
                ("before", "after", "notBefore", "is") if name == "dag" else ("atLeast", "atMost", "is", "isNot")
            )
            return {"item": path, self.chance.choice(operators): {"item": other}}
        return {"item": path, **self.chance.choice(_COMPARISONS[name])}


_ELSEWHERE: tuple[dict[str, Json], ...] = (
    {"item": "latest.andre.trin", "is": 2},
    {"item": "latest.andre.trin", "atLeast": 2},
    {"item": "latest.andre.trin", "answered": True},
    {"item": "latest.andre.trin", "answered": False},
    {"item": "latest.andre.ja", "is": True},
    {"item": "latest.andre.ja", "isNot": True},
    {"all": {"item": "latest.andre.folk.*.god", "is": True}},
    {"any": {"item": "latest.andre.folk.*.god", "is": True}},
    {"item": "latest.andre.folk", "count": 1},
)
_WITHOUT_PATH: tuple[dict[str, Json], ...] = (
    {"mode": "self"},
    {"variant": "unge"},
    {"occasion": "first"},
    {"item": "**", "sameAnswer": 2},
)
_NUMBERS: tuple[dict[str, Json], ...] = (
    {"is": 2},
    {"isNot": 2},
    {"atLeast": 3},
    {"atMost": 1},
    {"anyOf": [1, 2]},
    {"noneOf": [1, 3]},
    {"between": [2, 3]},
)
_COMPARISONS: Mapping[str, tuple[dict[str, Json], ...]] = {
    "ja": ({"is": True}, {"is": False}, {"isNot": True}),
    "trin": _NUMBERS,
    "andet": _NUMBERS,
    "tal": _NUMBERS,
    "stort": ({"is": 6}, {"isNot": 5}, {"atLeast": 8}, {"atMost": 6}, {"between": [6, 7]}),
    "flere": ({"contains": "x"}, {"contains": "y"}, {"count": 1}, {"count": {"atLeast": 2}}, {"count": {"atMost": 1}}),
    "dag": (
        {"before": "2026-11-22"},
        {"after": "2026-11-22"},
        {"notAfter": {"today": True}},
        {"after": {"today": True}},
        {"is": "2026-11-23"},
        {"notBefore": {"today": True, "add": "P1D"}},
    ),
}


def programme_of(files: Mapping[str, str]) -> Programme:
    """The programme that the files make."""
    return build(bundle(files))


def every_view(programme: Programme, writer: Writer) -> Iterator[View]:
    """Every way of answering, in every situation, as conditions see it."""
    names, has_rows = writer.names, writer.has_rows
    elsewhere = ELSEWHERE if writer.reads_another else ELSEWHERE[:1]
    questionnaire = programme.questionnaires["puls"]
    paths: list[Path] = [(names[0],), ("inde", names[1]), (names[2],)]
    ways = product(("interview", "self"), (None, "unge"), ("first", "later"), elsewhere)
    for mode, variant, occasion, latest in ways:
        situation = Situation(mode=mode, variant=variant, occasion=occasion, today=TODAY, latest={"andre": latest})
        form = prepare(programme, questionnaire, situation)
        for values in product(*(ANSWERS[name] for name in names)):
            given = {path: value for path, value in zip(paths, values, strict=True) if value is not None}
            for rows in ROWS if has_rows else ROWS[:1]:
                yield _seen(form, given, rows)


def _seen(form: Form, given: Mapping[Path, Answer], rows: tuple[Answer | None, ...]) -> View:
    ids = tuple(f"r{place}" for place in range(len(rows)))
    answers: dict[Path, Answer] = dict(given)
    for one, value in zip(ids, rows, strict=True):
        if value is not None:
            answers["folk", one, "god"] = value
    held: dict[Path, tuple[str, ...]] = {("folk",): ids} if rows else {}
    return View(form, answers, held, asked(form, answers, held).paths)
