"""How each part of a bundle is laid over the same part of what it extends."""

from sipforms.engine.overlay.extending import PROGRAMME
from sipforms.engine.read.marks import Steps

NOT_INHERITED = frozenset(
    {"id", "title", "version", "extends", "remove", "replace", "requires", "format", "provenance", "fidelity"}
    | {"budgets", "demonstration"}
)
"""What programme.yaml says of one programme only: its name, the promises it makes for itself, its invented people."""

PLACING = frozenset({"after", "before"})
"""Where an added entry or option goes among those that are there already."""

_FREE = frozenset({"theory", "$schema"})
"""What may be said otherwise without being named: no answer means anything else for it."""

_LISTS_OF_WORDS = frozenset(
    {"questionnaires", "translations", "sources", "informants", "required", "tags", "only", "without", "dimensions"}
)
"""Lists to which words are added. All others are taken as a whole: who may see an answer, how it may be given."""

_WHOLE = frozenset(
    {"visibleIf", "requiredIf", "locked", "gate", "assert", "contains", "rowRef", "carry", "period", "suppression"}
)
"""Rules are one thing each: half of one and half of another would say what nobody wrote."""

_BY = {"checks": "id", "oneOf": "const"}
"""The keyword by which the entries of a list are known."""

_MEASURED = frozenset(
    {"title", "say", "scale", "$ref", "type", "oneOf", "enum", "const", "direction", "modes", "format"}
    | {"multiline", "missing", "items", "dimensions", "properties"}
)
"""Keywords that change what an answer means where they come to something that did without them."""


def is_whole(file: str, at: Steps) -> bool:
    """True where a mapping is taken or left as one: rules, and every keyword of indicators and reports."""
    if file in ("indicators.yaml", "reports.yaml"):
        return len(at) > 1
    return at[-1:] != () and at[-1] in _WHOLE


def is_free(file: str, at: Steps) -> bool:
    """True where another value is no change of the programme that is extended."""
    if at[:1] == ("theory",) and file == PROGRAMME:
        return True
    if file.startswith("questionnaires/") and len(at) == 1:
        return at[0] in ("$schema", "provenance", "fidelity")
    return file == "scales.yaml" and at == ("$schema",)


def adds_words(at: Steps) -> bool:
    """True for a list to which words are added."""
    return at[-1:] != () and at[-1] in _LISTS_OF_WORDS


def known_by(at: Steps) -> str | None:
    """The keyword by which the entries of the list at the steps are known; nothing where they have none."""
    return _BY.get(str(at[-1])) if at else None


def measures(file: str, at: Steps, keyword: str) -> bool:
    """True where an added keyword changes what is measured, or what a number is computed from."""
    if file == "indicators.yaml":
        return len(at) == 1 and keyword != "title"
    if not (file.startswith("questionnaires/") or file == "scales.yaml") or "for" in at:
        return False
    if at[-1:] == ("say",):
        return True
    return keyword in _MEASURED and (at == () or at[-2:-1] in (("properties",), ("$defs",)))
