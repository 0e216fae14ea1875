"""Every kind of mistake a bundle can hold: its code, how serious it is, and the facts a sentence about it may mention.

This is the one list that checks, sentences and documentation share. ``found`` is the way to make a problem: it takes
the level from here. Facts are always all there; a suggestion that could not be made is the empty text, an empty list
is an empty tuple.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sipforms.engine.problem import Fact, Level, Place, Problem


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake.

    ``facts`` names what every such problem carries; ``also`` says that a second place is given.
    """

    meaning: str
    facts: tuple[str, ...] = ()
    level: Level = Level.ERROR
    also: bool = False


_NEAR = ("name", "suggestion", "known")
"""``name`` as the author wrote it, the nearest known word or the empty text, and the words that are known here."""

_READING = {
    "no-such-folder": Code("There is no such folder.", ("name",)),
    "not-a-folder": Code("A file stands where the bundle's folder is wanted.", ("name",)),
    "no-programme-file": Code("The folder holds no programme.yaml, so it is not a bundle.", ("name",)),
    "symbolic-link": Code("A symbolic link; bundles hold real files only."),
    "file-name": Code("A file name with other signs than a-z, 0-9, dot, hyphen and underscore.", ("name",)),
    "device-name": Code("A file name that Windows keeps for a device, such as con or nul.", ("name",)),
    "unknown-file": Code("A file that no part of the bundle format reads.", ("name", "suggestion")),
    "unreadable-file": Code("The operating system would not let the file be read."),
    "too-many-files": Code("More files than a bundle may hold.", ("limit",)),
    "bundle-too-big": Code("All files together hold more KiB than a bundle may.", ("limit",)),
    "file-too-big": Code("The file holds more KiB than a file may.", ("limit",)),
}

_YAML = {
    "not-utf-8": Code("The file is not UTF-8; `encoding` is what it looks like, or empty.", ("encoding",)),
    "control-character": Code("A control character, written U+0007, which no text may hold.", ("character",)),
    "empty-file": Code("The file holds no data."),
    "yaml-needs-quotes": Code(
        "A text that YAML reads differently because of `character`; quotes around it help. `text` is as written.",
        ("character", "text"),
    ),
    "yaml-comma-in-text": Code(
        "Inside braces a comma begins a new key; `text` is the text that was cut, and wants quotes.", ("key", "text")
    ),
    "yaml-decimal-comma": Code("A number with a comma inside braces; decimals have a point.", ("text", "suggestion")),
    "typographic-quotes": Code(
        "A text between the quotes of a word processor, which YAML takes for part of the text.", ("text",)
    ),
    "yaml-unclosed-quote": Code("A quotation mark that is never closed; the place is where it was opened.", ("quote",)),
    "yaml-unclosed-bracket": Code(
        "A bracket or brace that is never closed; the place is where it was opened.", ("bracket",)
    ),
    "yaml-tab": Code("A tab where YAML wants spaces."),
    "yaml-indentation": Code("A line that starts neither as far in as the one above nor as one further out."),
    "yaml-no-colon": Code("A line that is no key with a colon and a space after it.", ("text",)),
    "yaml-escape": Code("Inside double quotes a backslash has a meaning of its own; single quotes do not read it."),
    "yaml-syntax": Code("Not YAML, in a way we have no better word for."),
    "yaml-anchor": Code("An anchor (&name); what is shared stands in scales.yaml.", ("name",)),
    "yaml-tag": Code("A tag (!name); values are JSON's types only.", ("name",)),
    "duplicate-key": Code("A key written twice in one mapping.", ("key",), also=True),
    "key-not-text": Code("A key that is a number, true, false, empty or no single value.", ("key",)),
    "two-documents": Code("A second YAML document (---) in the file."),
    "too-deep": Code("More levels inside one another than a file may have.", ("limit",)),
    "too-many-values": Code("More values than a file may hold.", ("limit",)),
}

_SHAPE = {
    "unknown-keyword": Code(
        "A keyword that does not exist on this kind of thing (`on`).", ("name", "on", "suggestion", "known")
    ),
    "keyword-elsewhere": Code(
        "A keyword that exists, but belongs on other kinds of thing (`belongs`).", ("name", "on", "belongs")
    ),
    "keyword-refused": Code(
        "A keyword of standard JSON Schema that the dialect refuses; `instead` is our word for it, or empty.",
        ("name", "instead"),
    ),
    "not-acted-on": Code(
        "A word of the dialect that this version does not act on, so nobody may rely on it.", ("name",)
    ),
    "missing-keyword": Code("A keyword that this kind of thing (`on`) must have.", ("name", "on")),
    "wrong-type": Code(
        "A value of another type than the keyword takes: text, wholeNumber, number, yesNo, list, mapping, nothing.",
        ("name", "expected", "found"),
    ),
    "unknown-word": Code(
        "A value that is none of the keyword's closed words.", ("keyword", "name", "suggestion", "known")
    ),
    "wrong-form": Code(
        "A text that is not written as the keyword wants: id, version, language, monthAndDay, share, number, key, "
        "requires, or text (which is not empty).",
        ("keyword", "name", "form", "suggestion"),
    ),
    "number-out-of-range": Code(
        "A number below or above what the keyword takes; a bound that does not exist is empty.",
        ("keyword", "value", "least", "most"),
    ),
    "too-few": Code("Fewer entries than the keyword wants.", ("keyword", "least")),
    "too-many": Code("More entries than the keyword takes.", ("keyword", "most")),
    "too-long": Code("A text longer than the keyword takes.", ("keyword", "most")),
    "repeated-value": Code("A value that stands twice in a list.", ("keyword", "name"), also=True),
    "no-operator": Code("A condition that names an answer and says nothing about it.", ("known",)),
    "two-operators": Code("A condition with more than one operator; `all` takes several conditions.", ("names",)),
}

_QUESTIONS = {
    "no-way-to-answer": Code("An item that does not say how it is answered (scale, type, oneOf ...).", ("name",)),
    "no-options": Code("A scale that has no answers to choose between.", ("name",)),
    "two-ways-to-answer": Code("An item that says twice how it is answered.", ("names",)),
    "restricts-beside-scale": Code(
        "A keyword that restricts answers beside `scale` or `$ref`, which plain JSON Schema could not mean.",
        ("name", "beside"),
    ),
    "keyword-not-for-type": Code("A keyword that means nothing for this way of answering.", ("name", "type")),
    "unknown-scale": Code("No scale has that name.", _NEAR),
    "not-a-scale": Code(
        "The shared definition has that name but is no scale, or no scale for one answer.", ("name", "kind")
    ),
    "unknown-dimension": Code("No dimension has that name.", _NEAR),
    "dimension-not-listed": Code("A dimension is described but `dimensions` does not list it.", ("name", "known")),
    "duplicate-id": Code(
        "Two things of one kind (check, option, example, rule) with one id.", ("kind", "name"), also=True
    ),
    "same-key": Code("Two options on one key.", ("key", "name", "first"), also=True),
    "reserved-key": Code("A key that the form keeps for itself.", ("key",)),
    "reserved-id": Code("An id that the engine or the path language keeps for itself.", ("name",)),
    "range-impossible": Code(
        "Nothing can lie between the two bounds.", ("low", "high", "low_value", "high_value"), also=True
    ),
    "default-not-allowed": Code("A default that the question itself would refuse.", ("value",)),
    "required-names-nothing": Code("`required` names an entry that is not there.", _NEAR),
    "row-title-names-nothing": Code("`rowTitle` names a field that rows do not have.", _NEAR),
    "unknown-placeholder": Code("Braces in a sentence that are not the one placeholder {item}.", ("name",)),
    "pattern-too-long": Code("A pattern longer than we take.", ("limit",)),
    "pattern-not-anchored": Code("A pattern that does not start with ^ and end with $.", ("suggestion",)),
    "pattern-digit-class": Code(
        "A pattern with \\d, \\w or \\s, which mean other letters elsewhere.", ("name", "suggestion")
    ),
    "pattern-not-linear": Code("A pattern that cannot be matched in linear time, or is no pattern."),
    "reference-form": Code("A $ref that is not written as one of the forms the dialect takes.", ("name", "suggestion")),
    "reference-remote": Code("A $ref to the network or to a place outside the bundle.", ("name",)),
    "unknown-reference": Code("A $ref to a shared definition that does not exist.", _NEAR),
    "too-many-entries": Code(
        "A questionnaire with more entries than we follow, shared areas counted.", ("name", "limit")
    ),
    "reference-circle": Code("Shared definitions that refer to each other in a circle.", ("names",)),
}

_CONDITIONS = {
    "unknown-path": Code("No question has that path in the questionnaire.", ("name", "questionnaire", "suggestion")),
    "pattern-matches-nothing": Code(
        "A path with a star that matches no question.", ("name", "questionnaire", "suggestion")
    ),
    "path-not-a-question": Code(
        "The path leads to an area, or to an item with dimensions; `suggestion` is a question below it.",
        ("name", "kind", "suggestion"),
    ),
    "relative-path-outside-rows": Code("./field outside rows, or a field that rows do not have.", ("name",)),
    "star-outside": Code("A path with a star outside all, any, not and countTrue.", ("name",)),
    "compares-with-missing": Code(
        "A comparison that names a missing answer; `answered` looks at those without naming them.",
        ("name", "value"),
        Level.WARNING,
    ),
    "not-an-option": Code(
        "A comparison with a value that the question cannot have.", ("name", "value", "suggestion", "known")
    ),
    "beyond-the-scale": Code(
        "A comparison with a number outside what the question can be answered with; a bound that does not exist is "
        "empty.",
        ("name", "value", "low", "high"),
    ),
    "operator-not-for": Code("An operator that means nothing for this way of answering.", ("name", "operator", "type")),
    "not-a-duration": Code(
        "A length of time that is not an ISO 8601 duration of days, weeks, months, years.", ("name", "suggestion")
    ),
    "not-a-date": Code("A value beside a date or a time of day that is none.", ("name",)),
    "condition-circle": Code("Questions whose showing depends on one another in a circle.", ("names",)),
    "unknown-informant": Code("The programme has no such informant.", _NEAR),
    "unknown-variant": Code("The programme has no such variant.", _NEAR),
    "unknown-audience-for": Code("`for` names neither an informant nor a variant.", _NEAR),
    "unknown-mode": Code("The questionnaire is not answered in that mode.", _NEAR),
    "unknown-parameter": Code("The programme has no such parameter.", _NEAR),
}

_PROGRAMME = {
    "engine-too-old": Code("The bundle asks for another version of sipforms than this one.", ("requires", "engine")),
    "unknown-format": Code("A bundle format that this version does not know.", ("name", "known")),
    "id-not-folder": Code("The id is not the folder's name.", ("name", "folder")),
    "unlisted-file": Code(
        "A questionnaire or translation lies in the folder but programme.yaml does not list it.", ("name", "keyword")
    ),
    "missing-file": Code(
        "programme.yaml lists a questionnaire or translation that is not there.", ("name", "keyword", "suggestion")
    ),
    "unknown-questionnaire": Code("The programme has no such questionnaire.", _NEAR),
    "says-when-twice": Code("A schedule rule that says in several ways when it is due.", ("names",)),
    "parameter-default": Code("A parameter's default is none of its options.", _NEAR),
    "suppression-below-floor": Code(
        "Fewer than the engine's smallest number of people before a group is shown.", ("value", "least")
    ),
}

_NUMBERS_AND_TEXTS = {
    "unknown-scorer": Code("No plug-in offers a scorer of that name.", _NEAR),
    "unknown-section": Code("No plug-in offers a report section of that name.", _NEAR),
    "unknown-setting": Code(
        "A setting that the scorer or section (`of`) does not take.", ("name", "of", "suggestion", "known")
    ),
    "missing-setting": Code("A setting that the scorer or section (`of`) must have.", ("name", "of")),
    "setting-value": Code("A setting with a value that the scorer or section (`of`) cannot use.", ("name", "of")),
    "takes-nothing": Code(
        "Nothing to compute from: the scorer (`of`) takes one of `takes`, and none is named.", ("of", "takes")
    ),
    "pairs-match-nothing": Code("Two patterns that fit questions, but no two of them are about the same item."),
    "item-without-number": Code(
        "A question named outright whose answers the scorer (`of`) cannot count.", ("name", "of")
    ),
    "mixed-ranges": Code("Questions with scales of different ranges in one number.", ("ranges",)),
    "scale-does-not-fit": Code(
        "A scale of another range than the scorer (`of`) is made for.", ("range", "wanted", "of")
    ),
    "indicator-not-a-number": Code("A member that has a class or several parts instead of a number.", ("name",)),
    "indicator-elsewhere": Code("A member that is about another questionnaire.", ("name",)),
    "rule-not-for-scorer": Code(
        "A missing rule that means nothing for the scorer (`of`), which takes `known`.", ("name", "of", "known")
    ),
    "rule-never-met": Code("A missing rule that asks for more than there are.", ("least", "count")),
    "range-claim": Code("A claimed range (`name`) that is not the one the scales give.", ("name", "range")),
    "unknown-indicator": Code("The programme has no such indicator.", _NEAR),
    "indicator-circle": Code("Indicators computed from one another in a circle.", ("names",)),
    "unknown-area": Code("The questionnaire has no such area.", _NEAR),
    "answer-not-allowed": Code("An example's answer that the question would refuse.", ("path",)),
    "unknown-check": Code("The questionnaire has no such check.", _NEAR),
    "unknown-text": Code("A translation of a text that does not exist.", ("name", "suggestion")),
    "missing-texts": Code(
        "Texts without a translation; `paths` are the first of them.", ("language", "count", "paths"), Level.WARNING
    ),
}

_PLUGINS = {
    "two-plugins-one-name": Code(
        "Two plug-ins offer one name; the first keeps it.", ("plugin", "hook", "name", "first")
    ),
    "plugin-failed": Code("A plug-in failed when it was asked what it offers.", ("plugin", "hook", "fault")),
    "plugin-offers-wrong-kind": Code(
        "A plug-in offers another kind of thing than the hook takes.", ("plugin", "hook", "kind", "wanted")
    ),
    "plugin-check-failed": Code("A check that a plug-in offers failed by its own fault.", ("plugin", "name", "fault")),
}

CODES: Mapping[str, Code] = MappingProxyType(
    _READING | _YAML | _SHAPE | _QUESTIONS | _CONDITIONS | _PROGRAMME | _NUMBERS_AND_TEXTS | _PLUGINS
)
"""Every code and what it means."""


def found(code: str, place: Place, *, also: Place | None = None, **facts: Fact) -> Problem:
    """A problem of that code, as serious as the code is. An unlisted code is a fault of ours (``KeyError``)."""
    return found_with(code, place, facts, also)


def found_with(code: str, place: Place, facts: Mapping[str, Fact], also: Place | None = None) -> Problem:
    """The same, with the facts in a mapping."""
    return Problem(code=code, place=place, level=CODES[code].level, facts=facts, also=also)
