"""Facts as people read them: kinds of thing, types of value, forms of writing."""

from collections.abc import Mapping

from sipforms.engine.problem import Fact
from sipforms.render.language import N_, _

_KINDS = {
    "programme": N_("the programme"),
    "questionnaire": N_("a questionnaire"),
    "area": N_("an area"),
    "item": N_("an item"),
    "severalAnswers": N_("an item with several answers"),
    "question": N_("a question"),
    "entry": N_("an area or item"),
    "rows": N_("a list of rows"),
    "row": N_("a row"),
    "dimension": N_("a dimension"),
    "dimensions": N_("a set of dimensions"),
    "scale": N_("a scale"),
    "scales": N_("scales.yaml"),
    "shared": N_("a shared definition"),
    "option": N_("an option"),
    "choices": N_("a list of options"),
    "check": N_("a check"),
    "rowRef": N_("an answer that is a row"),
    "carryFrom": N_("an answer carried over"),
    "carryRowsFrom": N_("rows carried over"),
    "concept": N_("a concept"),
    "condition": N_("a condition"),
    "indicator": N_("an indicator"),
    "missing": N_("a missing rule"),
    "change": N_("a change rule"),
    "report": N_("a report"),
    "section": N_("a report section"),
    "example": N_("an example"),
    "expected": N_("what is expected"),
    "parameter": N_("a parameter"),
    "rule": N_("a schedule rule"),
    "period": N_("the period"),
    "variant": N_("a target group"),
    "textsFor": N_("texts for somebody"),
    "theory": N_("the programme theory"),
    "suppression": N_("the suppression rule"),
    "budget": N_("a budget"),
    "demonstration": N_("the demonstration"),
    "leaf": N_("a condition"),
    "comparison": N_("a condition"),
    "all": N_("a condition"),
    "any": N_("a condition"),
    "not": N_("a condition"),
    "countTrue": N_("a condition"),
    "contained": N_("a condition"),
    "counted": N_("a condition"),
    "informant": N_("a condition"),
    "mode": N_("a condition"),
    "occasion": N_("a condition"),
    "previous": N_("a condition"),
    "today": N_("a condition"),
    "otherItem": N_("a condition"),
    "bounds": N_("the two ends of a range"),
    "dimensionSet": N_("a set of dimensions"),
    "tagged": N_("a list of questions by tag"),
    "meaningful": N_("a change rule"),
    "reliable": N_("a change rule"),
    "pointAfter": N_("a point in time"),
    "pointItem": N_("a point in time"),
    "afterCount": N_("a point in time"),
    "noScore": N_("what is expected"),
    "itemProblem": N_("what is expected"),
    "checkProblem": N_("what is expected"),
    "examples": N_("a file of examples"),
    "indicators": N_("indicators.yaml"),
    "reports": N_("reports.yaml"),
    "translations": N_("a file of translations"),
    "informantId": N_("an informant"),
    "tag": N_("a tag"),
}
_TYPES = {
    "text": N_("a text"),
    "wholeNumber": N_("a whole number"),
    "number": N_("a number"),
    "yesNo": N_("true or false"),
    "list": N_("a list"),
    "mapping": N_("a mapping with names and values"),
    "nothing": N_("nothing"),
}
_WAYS = {
    "choice": N_("one of a list"),
    "choices": N_("several of a list"),
    "boolean": N_("yes or no"),
    "integer": N_("a whole number"),
    "date": N_("a date"),
    "time": N_("a time of day"),
    "text": N_("a line of text"),
    "longText": N_("a story"),
    "rows": N_("rows"),
    "row": N_("one of the rows of a list"),
    "severalAnswers": N_("several answers to one item"),
}
_FORMS = {
    "id": N_("small letters a to z, digits and underscores, beginning with a letter"),
    "version": N_("three numbers with dots, such as 1.0.0"),
    "language": N_("two small letters, such as da"),
    "extends": N_("a programme's id, @ and its major version, such as voksen@1"),
    "monthAndDay": N_("two hyphens, month and day, such as --10-01"),
    "share": N_("a share between 0 and 1, such as 1/3"),
    "path": N_("ids with dots between them"),
    "nested": N_("the area with a colon, and the question on the next line, two spaces further in"),
    "key": N_("one letter, digit or sign"),
    "requires": N_("a comparison with a version, such as >=0.1"),
    "text": N_("a text that is not empty"),
    "date": N_("year, month and day, such as 2026-11-22"),
}
_TAKES = {
    "items": N_("`items:` with the questions"),
    "pairs": N_("`items:` with `from:` and `minus:`"),
    "rows": N_("`where:`, and `rows:` for a list of rows"),
    "choices": N_("`choices:` with a question that has several answers"),
    "dates": N_("`from:` and `to:` with two questions about dates"),
    "goals": N_("`items:` with the level of each goal"),
    "indicators": N_("`indicators:` with other numbers"),
}
_OUTCOMES = {
    "shown": N_("shown"),
    "hidden": N_("hidden"),
    "aProblem": N_("a problem"),
    "noProblem": N_("no problem"),
    "accepted": N_("an answer that is accepted"),
    "asked": N_("a question that is asked"),
    "notAsked": N_("not asked"),
    "tooFewAnswers": N_("too few answers"),
    "notDefined": N_("no number possible"),
    "unknownScorer": N_("cannot be computed here"),
    "scorerFailed": N_("could not be computed"),
    "notComputed": N_("nothing"),
}
_PARTS = {
    "title": N_("the question's title"),
    "areaTitle": N_("the area's title"),
    "rowsTitle": N_("the title of the list"),
    "dimension": N_("the head of the column"),
    "option": N_("the answer"),
    "scaleEnds": N_("the first and the last answer of the scale together"),
    "say": N_("what is said aloud"),
    "message": N_("the message"),
}
_MEASURES = {
    "keystrokes": N_("the fewest keys"),
    "minutes": N_("the fewest minutes"),
    "lix": N_("LIX"),
}
_LEFT = {"noVariant": N_("people without a target group")}
_TABLES: Mapping[str, Mapping[str, str]] = {
    "on": _KINDS,
    "belongs": _KINDS,
    "kind": _KINDS,
    "expected": _TYPES,
    "found": _TYPES,
    "type": _WAYS,
    "here": _WAYS,
    "form": _FORMS,
    "takes": _TAKES,
    "part": _PARTS,
    "measure": _MEASURES,
    "wanted": _OUTCOMES,
    "got": _OUTCOMES,
    "left": _LEFT,
}
_ALTERNATIVES = frozenset({"expected", "takes", "belongs"})
"""Facts of which one is to be chosen, so that an "or" stands before the last."""


def in_words(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Every fact as a text for a sentence, words of the engine as words of people; and what is computed from several.

    Computed are ``bounds`` (the smallest and largest number), ``encoding``, ``instead`` and ``way`` as sentences, and
    ``quoted``
    (a text as it is to be written in YAML).
    """
    said = {name: _joined(name, [_word(name, one) for one in _listed(fact)]) for name, fact in facts.items()}
    if "character" in said:
        said["character"] = said["character"].strip() or said["character"]
    if said.get("encoding"):
        said["encoding"] = _("It looks like {encoding}.").format(encoding=said["encoding"])
    if said.get("instead"):
        said["instead"] = _("Write `{instead}` instead.").format(instead=said["instead"])
    if said.get("way"):
        said["way"] = _("It is answered with {way}.").format(way=_word("type", said["way"]))
    if "least" in said and "most" in said:
        said["bounds"] = _bounds(said["least"], said["most"])
    if "text" in said or "key" in said:
        said["quoted"] = _quoted(said["text"] if "text" in said else said["key"])
    return said


def _listed(fact: Fact) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else (str(fact),)


def _word(name: str, value: str) -> str:
    table = _TABLES.get(name, {})
    return _(table[value]) if value in table else value


def _joined(name: str, words: list[str]) -> str:
    if name not in _ALTERNATIVES:
        return ", ".join(words)
    once = list(dict.fromkeys(words))
    if len(once) < 2:
        return "".join(once)
    return _("{these} or {last}").format(these=", ".join(once[:-1]), last=once[-1])


def _bounds(least: str, most: str) -> str:
    if least and most:
        return _("It can be from {least} to {most}.").format(least=least, most=most)
    if least:
        return _("The smallest is {least}.").format(least=least)
    return _("The largest is {most}.").format(most=most) if most else ""


def _quoted(text: str) -> str:
    """The text in quotation marks that YAML reads as it stands: single ones around double ones or a backslash."""
    if not text:
        return ""
    if len(text) > 2 and text[0] == text[-1] and text[0] in "'\"":  # quotes around it, and some of the same inside
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
