"""Sentences about files that are not the YAML we read."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "not-utf-8": Sentence(
        said=N_("The file is not UTF-8. {encoding}"),
        next=N_("Save it as UTF-8 in your editor."),
    ),
    "control-character": Sentence(
        said=N_("The control character {character} stands here; no text may hold one."),
        next=N_("Delete it; most editors can show invisible characters."),
    ),
    "empty-file": Sentence(
        said=N_("The file is empty."),
        next=N_("Write something in it, or delete it."),
    ),
    "yaml-needs-quotes": Sentence(
        said=N_("YAML does not read `{text}` as a text, because of the sign `{character}`."),
        next=N_("Put quotes around it: {quoted}"),
        said_without=N_("YAML finds no value here."),
        next_without=N_("Look at this line and the one above it: a colon, a quote or a space is missing."),
    ),
    "yaml-comma-in-text": Sentence(
        said=N_("Inside braces a comma begins something new, so the text of `{key}` was cut: `{text}`."),
        next=N_("Put quotes around the whole text, if it goes together: {quoted}"),
    ),
    "yaml-decimal-comma": Sentence(
        said=N_("Decimals have a point, and `{text}` has a comma, which begins something new inside braces."),
        next=N_("Write {suggestion}"),
    ),
    "typographic-quotes": Sentence(
        said=N_("These are the quotes of a word processor; YAML takes them for part of the text."),
        next=N_("Write straight quotes: {quoted}"),
    ),
    "yaml-unclosed-quote": Sentence(
        said=N_("The quotation mark {quote} that begins here is never closed."),
        next=N_("Write {quote} where the text ends."),
    ),
    "yaml-unclosed-bracket": Sentence(
        said=N_("The {bracket} that begins here is never closed."),
        next=N_("Close it where the list or mapping ends."),
    ),
    "yaml-tab": Sentence(
        said=N_("A tab stands here; YAML counts spaces."),
        next=N_("Use spaces instead."),
    ),
    "yaml-indentation": Sentence(
        said=N_("This line begins neither as far in as the one above nor as one further out."),
        next=N_("Move it so that it stands under what it belongs with."),
    ),
    "yaml-no-colon": Sentence(
        said=N_("`{text}` has no colon with a space after it, so it says nothing about anything."),
        next=N_("Write `{suggestion}`"),
        next_without=N_(
            "Write a name, a colon, a space and the value, such as `version: 1.0.0`; "
            "if it goes on from the line above, put quotes around all of it."
        ),
    ),
    "yaml-escape": Sentence(
        said=N_("Inside double quotes a backslash has a meaning of its own."),
        next=N_("Use single quotes around the text."),
    ),
    "yaml-syntax": Sentence(
        said=N_("This is not YAML."),
        next=N_("Look at this line and the one above it: a colon, a quote or a space is missing."),
    ),
    "yaml-anchor": Sentence(
        said=N_("`{name}` is YAML's way of sharing, which programmes do not use."),
        next=N_("Put what is shared in scales.yaml under $defs, and use its name."),
    ),
    "yaml-tag": Sentence(
        said=N_("`{name}` is a YAML tag; programmes hold plain values only."),
        next=N_("Delete it, or put quotes around the text."),
    ),
    "duplicate-key": Sentence(
        said=N_("`{key}` stands twice."),
        next=N_(
            "Delete one of them, or give it another name. If something new of a list begins here, "
            "write a hyphen and a space before it."
        ),
    ),
    "key-not-text": Sentence(
        said=N_("What stands before a colon must be a word."),
        next=N_("Put quotes around it: {quoted}"),
        next_without=N_("Write one word before the colon."),
    ),
    "two-documents": Sentence(
        said=N_("A second document begins here with `---`."),
        next=N_("Put it in a file of its own."),
    ),
    "too-deep": Sentence(
        said=N_("There are more than {limit} levels inside one another here."),
        next=N_("Make the structure flatter."),
    ),
    "too-many-values": Sentence(
        said=N_("The file holds more than {limit} values."),
        next=N_("Divide it in two."),
    ),
}
