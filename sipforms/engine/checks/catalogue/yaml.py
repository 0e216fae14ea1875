"""Mistakes that keep a file from being read as data."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
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
    "yaml-no-colon": Code("A line that is no key with a colon and a space after it.", ("text", "suggestion")),
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
