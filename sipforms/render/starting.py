"""The files that a new programme begins with: a commented bundle in the language of whoever writes it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.plain import plain

TEMPLATES = Path(__file__).parent / "templates"
_BUNDLE, _OVERLAY = "bundle", "overlay"
_BASE, _OWN = "questionnaires/base.yaml", "examples/own.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A new programme: its id, its title, and the language that its files are written in."""

    id: str
    title: str
    language: str


def template_languages() -> tuple[str, ...]:
    """The languages that a new programme can be written in."""
    return tuple(sorted(folder.name for folder in TEMPLATES.iterdir() if (folder / _BUNDLE).is_dir()))


def starting_files(new: Beginning) -> Mapping[str, bytes]:
    """A whole small programme: five questions of different kinds, two numbers, three examples."""
    return _filled(TEMPLATES / new.language / _BUNDLE, {"id": new.id, "title": _yaml(new.title), "name": new.title})


def starting_overlay(new: Beginning, base: Programme) -> Mapping[str, bytes]:
    """A programme that extends another: one area added to one of its questionnaires, and an example of it."""
    asked = _lightest(base)
    area = new.id.replace("-", "_")
    words = {
        "id": new.id,
        "title": _yaml(new.title),
        "name": new.title,
        "base_title": plain(base.title).replace("\n", " "),
        "base_extends": f"{base.id}@{base.version.partition('.')[0]}",
        "base_questionnaire": asked.id,
        "base_area": area,
        "base_situation": _situation(asked),
    }
    named = {_BASE: f"questionnaires/{asked.id}.yaml", _OWN: f"examples/{new.id}.yaml"}
    files = {
        named.get(name, name): content for name, content in _filled(TEMPLATES / new.language / _OVERLAY, words).items()
    }
    return {**files, **_translations(new, base, words)}


def _lightest(base: Programme) -> Questionnaire:
    """The questionnaire with the fewest questions: the one that can best bear another."""
    return min(base.questionnaires.values(), key=lambda one: (len(list(one.questions())), one.id))


def _situation(asked: Questionnaire) -> str:
    """The lines of an example that say how it is answered and by whom."""
    lines = (("mode", asked.modes[:1]), ("informant", asked.informants[:1]))
    return "".join(f"  {name}: {value}\n" for name, values in lines for value in values)


def _translations(new: Beginning, base: Programme, words: Mapping[str, str]) -> Mapping[str, bytes]:
    """The new texts in the other languages of what is extended, as far as there is a template in them."""
    files = {}
    for language in _others(new, base):
        texts = TEMPLATES / language / "overlay_texts.json"
        said = json.loads(texts.read_text("utf-8"))
        item = f"{words['base_questionnaire']}.{words['base_area']}"
        by_path = {
            "programme.title": _yaml(new.title),
            f"{item}.title": said["area"],
            f"{item}.{_item(new)}.title": said["item"],
        }
        lines = map(": ".join, by_path.items())
        files[f"translations/{language}.yaml"] = ("\n".join(lines) + "\n").encode()
    return files


def _others(new: Beginning, base: Programme) -> tuple[str, ...]:
    """The languages of what is extended that there is a template in too."""
    return tuple(
        one for one in base.languages if one in template_languages() and one not in (base.base_language, new.language)
    )


def _item(new: Beginning) -> str:
    """The id of the question that the overlay adds."""
    return str(json.loads((TEMPLATES / new.language / "overlay_texts.json").read_text("utf-8"))["id"])


def _yaml(text: str) -> str:
    """A text on one line as YAML writes it: with quotes around it unless it is plainly words."""
    is_words = re.fullmatch(r"[^\W\d_](?:[\w -]*\w)?", text) and text.lower() not in {"true", "false", "null"}
    return text if is_words else json.dumps(text, ensure_ascii=False)


def _filled(folder: Path, words: Mapping[str, str]) -> Mapping[str, bytes]:
    """Every file of the template with the words put in where ``%%word%%`` stands."""
    return {
        path.relative_to(folder).as_posix(): _with(path.read_text("utf-8"), words).encode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _with(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"%%{name}%%", word)
    return text
