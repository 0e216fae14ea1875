"""What each question, area and repeating item looks like in a response, before any condition."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sipforms.engine.ask.accept import TIME
from sipforms.engine.ask.flat import ROW_ID
from sipforms.engine.ask.form import Form
from sipforms.engine.compile.logic import Schema
from sipforms.engine.paths import Path
from sipforms.engine.programme import Area, Entry, Item, Kind, Question, Rows, Scale, Wording
from sipforms.engine.response import Json

WHITE_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Every sign that counts as white space, spelled out: engines of patterns disagree about what ``\\s`` is."""

NOT_BLANK = f"[^{WHITE_SPACE}]"
YEAR = "^[1-9][0-9]{3}-"
"""Some validators take +026-01-01 and 0000-01-01 for days."""

ROW_NAME: Schema = {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "maxLength": 40}
"""What a row is called; which of them stand, a plain schema cannot know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The questionnaire's plain shape; ``shared`` holds the scales that stand once under ``$defs``, by name."""

    form: Form
    never: frozenset[Path]
    shared: dict[str, Schema]

    def of_all(self, entries: Iterable[Entry]) -> Schema:
        """An object with these entries and nothing else."""
        held: dict[str, Json] = {}
        held.update((entry.id, schema) for entry in entries if (schema := self._entry(entry)) is not None)
        return {"type": "object", "properties": held, "additionalProperties": False}

    def _entry(self, entry: Entry) -> Schema | None:
        if isinstance(entry, Area):
            inside = self.of_all(entry.entries)
            return {**_texts(entry.title, entry.description), **inside} if inside["properties"] else None
        if isinstance(entry, Rows):
            return None if entry.path in self.never else self._rows(entry)
        return self._item(entry)

    def _item(self, item: Item) -> Schema | None:
        questions = [question for question in item.questions if question.path not in self.never]
        if not questions:
            return None
        if questions[0].dimension is None:
            return self._question(questions[0])
        held: dict[str, Json] = {question.path[-1]: self._question(question) for question in questions}
        return {"title": item.title, "type": "object", "properties": held, "additionalProperties": False}

    def _rows(self, rows: Rows) -> Schema:
        row = self.of_all(rows.fields)
        row_id: Json = {**ROW_NAME, "readOnly": True}
        properties = row["properties"] if isinstance(row["properties"], dict) else {}
        most: Schema = {} if rows.max_items is None else {"maxItems": rows.max_items}
        return {
            **_wording(rows.wording),
            "type": "array",
            "minItems": max(1, rows.min_items or 0),
            **most,
            "items": {**row, "properties": {ROW_ID: row_id, **properties}, "required": [ROW_ID]},
        }

    def _question(self, question: Question) -> Schema:
        situation = self.form.situation
        schema: Schema = _wording(question.worded(situation.informant, situation.variant))
        schema.update(self._answers(question))
        if question.default is not None:
            schema["default"] = question.default
        if question.computed is not None:
            schema["readOnly"] = True
        return schema

    def _answers(self, question: Question) -> Schema:  # noqa: PLR0911 - one for each way of answering
        match question.kind:
            case Kind.CHOICE:
                return self._scale(question)
            case Kind.CHOICES:
                return {"type": "array", "items": self._scale(question), "uniqueItems": True, **_several(question)}
            case Kind.BOOLEAN:
                return {"type": "boolean"}
            case Kind.INTEGER:
                limits = {"minimum": question.minimum, "maximum": question.maximum, "multipleOf": question.multiple_of}
                return {"type": "integer", **{key: value for key, value in limits.items() if value is not None}}
            case Kind.DATE:
                return {"type": "string", "format": "date", "pattern": YEAR}
            case Kind.TIME:
                return {"type": "string", "pattern": f"^{TIME.pattern}$", "maxLength": len("HH:MM")}
            case Kind.TEXT | Kind.LONG_TEXT:
                return _text(question)
            case Kind.ROW:
                return dict(ROW_NAME)

    def _scale(self, question: Question) -> Schema:
        if question.scale is None:
            return {}
        name = question.scale.id
        schema = options_schema(question.scale)
        return {"$ref": f"#/$defs/{name}"} if self.shared.get(name) == schema else schema


def shared_scales(questions: Iterable[Question]) -> dict[str, Schema]:
    """The scales that more than one question uses in the same words, by name, in the order met."""
    scales = [question.scale for question in questions if question.scale is not None]
    written = {scale.id: options_schema(scale) for scale in reversed(scales)}
    uses = Counter((scale.id, json.dumps(options_schema(scale))) for scale in scales)
    named = dict.fromkeys(scale.id for scale in scales)
    return {name: written[name] for name in named if uses[name, json.dumps(written[name])] > 1}


def options_schema(scale: Scale) -> Schema:
    """One of the options, each with its words."""
    kinds = sorted({"integer" if isinstance(option.value, int) else "string" for option in scale.options}, reverse=True)
    types: Json = kinds[0] if len(kinds) == 1 else list(kinds)
    return {"type": types, "oneOf": [{"const": option.value, "title": option.title} for option in scale.options]}


def _several(question: Question) -> Schema:
    limits: dict[str, Json] = {"minItems": max(1, question.min_items or 0), "maxItems": question.max_items}
    if question.contains:
        limits["contains"] = {"enum": list(question.contains)}
        limits |= {"minContains": question.min_contains, "maxContains": question.max_contains}
    return {key: value for key, value in limits.items() if value is not None}


def _text(question: Question) -> Schema:
    limits: dict[str, Json] = {"minLength": question.min_length, "maxLength": question.max_length}
    schema: Schema = {"type": "string", **{key: value for key, value in limits.items() if value is not None}}
    schema["pattern"] = NOT_BLANK
    if question.pattern is not None:
        schema["allOf"] = [{"pattern": question.pattern}]
    return schema


def _wording(wording: Wording) -> Schema:
    said = wording.say if wording.say != wording.title else None
    return _texts(wording.title, said or wording.help)


def _texts(title: str, description: str | None) -> Schema:
    return {"title": title, **({"description": description} if description else {})}


def asked_questions(form: Form, never: frozenset[Path]) -> Iterator[Question]:
    """The questions that can be asked in the situation."""
    return (question for path, question in form.places.questions.items() if path not in never)
