"""The meta-schemas made ready for editors: the same bundles are accepted, and everything is explained.

Only annotations are added and references between files taken in: whatever the strict schemas of the engine accept or
refuse, these do too. The words are those of the language spoken now.
"""

from collections.abc import Mapping
from typing import Any

from sipforms.engine.checks.metaschemas import metaschemas
from sipforms.render.editor.choosing import with_every_keyword
from sipforms.render.editor.settings import Settings, with_settings
from sipforms.render.editor.snippets import filled_in, snippets_of
from sipforms.render.editor.standalone import standalone
from sipforms.render.editor.walking import schemas_in
from sipforms.render.fact_words import in_words
from sipforms.render.keywords.closed_words import meaning_of
from sipforms.render.keywords.examples import example_of, written
from sipforms.render.language import _

Schema = dict[str, Any]

SEVERAL_FILES = frozenset({"condition"})
"""Meta-schemas of what stands inside other files: no file of a bundle follows them."""


def editor_schemas(
    names: Mapping[str, tuple[str, ...]] | None = None,
    scorers: Settings | None = None,
    sections: Settings | None = None,
) -> dict[str, Schema]:
    """One standalone schema for each kind of bundle file by its name: ``programme``, ``questionnaire`` ...

    ``names`` are words to offer where a name is wanted, by keyword (``scorer``: every scorer there is); any other text
    may stand there too, for whether a name is known is a question for ``sipforms check``. ``scorers`` and ``sections``
    hold the settings of each.
    """
    offered = names or {}
    made = {kind: _explained(kind, offered) for kind in metaschemas() if kind not in SEVERAL_FILES}
    with_settings(made["indicators"]["$defs"]["indicator"], "scorer", scorers or {})
    with_settings(made["reports"]["$defs"]["section"], "section", sections or {})
    return made


def _explained(kind: str, names: Mapping[str, tuple[str, ...]]) -> Schema:
    schema = standalone(kind)
    for one in list(schemas_in(schema)):
        _explain(one, names)
    with_every_keyword(schema["$defs"])
    return schema


def _explain(schema: Schema, names: Mapping[str, tuple[str, ...]]) -> None:
    """Put words on one object of a meta-schema: a kind of thing, or a value with a form."""
    meaning = schema.get("description")
    if isinstance(meaning, str):
        schema["description"] = _(meaning)
    on = schema.get("title")
    if isinstance(on, str):
        for name, value in schema.get("properties", {}).items():
            _explain_keyword(on, name, value, names)
        _offer(schema, snippets_of(on))
        del schema["title"]  # editors would show it above every keyword within
    form = schema.pop("x-form", None)
    if form is not None and "pattern" in schema:
        duration = _("a length of time, such as P14D or P12M")
        said = duration if form == "duration" else in_words({"form": form})["form"]
        schema["patternErrorMessage"] = _("Write {form}.").format(form=said)
    schema.pop("x-family", None)


def _explain_keyword(on: str, name: str, value: Schema, names: Mapping[str, tuple[str, ...]]) -> None:
    example = written(name, example_of(on, name))
    if example:  # not as `examples`, which editors write into the file
        meaning = value["description"]
        lines = [_(meaning), "", "```yaml", example, "```"]
        value["markdownDescription"] = "\n".join(lines)
    for place in (value, value.get("items", {}), value.get("else", {})):
        if isinstance(place, dict) and isinstance(place.get("enum"), list):
            place["enumDescriptions"] = [meaning_of(on, name, word) for word in place["enum"]]
    snippets = snippets_of(f"{on}.{name}")
    snippets += [{"label": one, "body": one} for one in names.get(name, ()) if value.get("type") == "string"]
    if not snippets and "type" not in value and "enum" not in value and "const" not in value:
        snippets = [filled_in(example_of(on, name))]  # without a type, editors would not even write the colon
    if snippets and "$ref" in value:  # beside a reference editors see descriptions alone
        value["allOf"] = [{"$ref": value.pop("$ref")}]
    _offer(value, snippets)


def _offer(schema: Schema, snippets: list[Schema]) -> None:
    if snippets:
        schema["defaultSnippets"] = snippets
