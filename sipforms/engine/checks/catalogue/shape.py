"""Mistakes in the shape of a file: keywords, words and values that stand where they cannot."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
    "unknown-keyword": Code(
        "A keyword that does not exist on this kind of thing (`on`).", ("name", "on", "suggestion", "known")
    ),
    "entry-outside-properties": Code(
        "A question or an area among the settings of another (`on`), instead of below `properties`.", ("name", "on")
    ),
    "keyword-elsewhere": Code(
        "A keyword that exists, but belongs on other kinds of thing (`belongs`).", ("name", "on", "belongs")
    ),
    "keyword-refused": Code(
        "A keyword of standard JSON Schema that the dialect refuses; `instead` is our word for it, or empty.",
        ("name", "instead"),
    ),
    "rows-in-rows": Code("A list of rows inside the rows of another list (`name`).", ("name",)),
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
        "requires, nested (answers), or text (which is not empty).",
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
    "two-operators": Code(
        "A condition with more than one operator; `all` takes several conditions.", ("names",), also=True
    ),
}
