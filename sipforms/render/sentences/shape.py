"""Sentences about words that stand where they cannot."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "unknown-keyword": Sentence(
        said=N_("{on} has no setting called `{name}`."),
    ),
    "entry-outside-properties": Sentence(
        said=N_("`{name}` looks like a question or an area, but stands among the settings of {on}."),
        next=N_("Move it in under `properties:`, two spaces further in than that line."),
    ),
    "keyword-elsewhere": Sentence(
        said=N_("`{name}` cannot be used on {on}."),
        next=N_("It belongs on: {belongs}."),
        next_without=N_("Delete it."),
    ),
    "keyword-refused": Sentence(
        said=N_("`{name}` is JSON Schema, but programmes do not use it."),
        next="{instead}",
        next_without=N_("Delete it."),
    ),
    "rows-in-rows": Sentence(
        said=N_("A list of rows cannot stand inside the rows of `{name}`."),
        next=N_("Make it a list beside `{name}`, with a field that says which row: `rowRef: {{to: {name}}}`."),
    ),
    "missing-keyword": Sentence(
        said=N_("{on} must have `{name}`."),
        next=N_("Add a line that begins with `{name}:`."),
    ),
    "wrong-type": Sentence(
        said=N_("`{name}` wants {expected}, and this is {found}."),
        next=N_("Write {expected}."),
        said_without=N_("The file must be {expected}, and this is {found}."),
    ),
    "unknown-word": Sentence(
        said=N_("`{name}` is none of the words that `{keyword}` takes."),
    ),
    "wrong-form": Sentence(
        said=N_("`{name}` is not written in the way that `{keyword}` wants."),
        next=N_("Write {form}."),
        said_without=N_("`{keyword}` is empty."),
    ),
    "number-out-of-range": Sentence(
        said=N_("`{keyword}` cannot be {value}."),
        next="{bounds}",
    ),
    "too-few": Sentence(
        said=N_("There must be at least {least} in `{keyword}`."),
        next=N_("Add what is missing."),
    ),
    "too-many": Sentence(
        said=N_("There may be at most {most} in `{keyword}`."),
        next=N_("Take some away."),
    ),
    "too-long": Sentence(
        said=N_("A name or a text at `{keyword}` is longer than {most} characters."),
        next=N_("Make it shorter."),
    ),
    "repeated-value": Sentence(
        said=N_("`{name}` stands twice in `{keyword}`."),
        next=N_("Delete one of them."),
    ),
    "no-operator": Sentence(
        said=N_("This condition names an answer and says nothing about it."),
        next=N_("Add what must be true of it, for example `is: 3` or `answered: true`."),
    ),
    "two-operators": Sentence(
        said=N_("This condition says several things at once: {names}."),
        next=N_("Write one condition for each, in a list under `all:`."),
    ),
}
