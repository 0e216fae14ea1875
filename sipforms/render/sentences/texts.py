"""Sentences about texts, budgets, and what looks forgotten."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "text-cut-off": Sentence(
        said=N_(
            "{part} is {width} characters wide in `{language}`; in a window of 80 columns there is room for {room}."
        ),
        next=N_("Write it shorter: what is too wide is cut off."),
    ),
    "too-many-lines": Sentence(
        said=N_("{part} takes {count} lines in `{language}`; in a window of 80 columns there is room for {limit}."),
        next=N_("Write it shorter, and put what explains it in `help:`."),
    ),
    "sentence-too-long": Sentence(
        said=N_("A sentence has {count} words in `{language}`; a citizen can keep about {limit} in mind."),
        next=N_("Make two sentences of it, or put what explains it in `help:`."),
    ),
    "over-budget": Sentence(
        said=N_("{measure} in `{questionnaire}`: {value} in `{language}` for `{variant}`, and the budget is {limit}."),
        next=N_("Ask less or write it more simply, or raise the budget and say why in the change."),
        said_without=N_("{measure} in `{questionnaire}`: {value} in `{language}`, and the budget is {limit}."),
    ),
    "loose-spaces": Sentence(
        said=N_("The text begins or ends with a space, or has two spaces in a row."),
        next=N_("Write `{suggestion}`."),
        next_without=N_("Take away the spaces that are too many."),
    ),
    "all-capitals": Sentence(
        said=N_("The text is in capital letters, which are slow to read and sound like shouting."),
        next=N_("Write it in small letters."),
    ),
    "repeats-title": Sentence(
        said=N_("`{name}` says the same as the title."),
        next=N_("Delete the line, or write something that makes the title plainer."),
    ),
    "same-question": Sentence(
        said=N_("`{name}` asks the same as `{first}`."),
        next=N_("Delete one of them, or write what makes them different."),
    ),
    "same-option": Sentence(
        said=N_("Two answers say `{name}`, and nobody can tell which to choose."),
        next=N_("Delete one of them, or write what makes them different."),
    ),
    "lookalike-ids": Sentence(
        said=N_("`{name}` is easily taken for `{first}`."),
        next=N_("Give one of them an id that differs in more than 0 and o, 1 and l, or a line below."),
    ),
    "since-later": Sentence(
        said=N_("The answers are comparable from version {name}, but the programme is only at version {version}."),
        next=N_("Write the version in which the question got the words it has now."),
    ),
    "code-form": Sentence(
        said=N_("`{name}` is not a code in `{of}`."),
        next=N_("Write one of b, d, s, e and three to five digits (b152), a chapter one (d5); for an option one."),
    ),
    "pictogram-form": Sentence(
        said=N_("`{name}` is not the name of a pictogram."),
        next=N_("Write the picture's name in letters, digits, hyphens and underscores, without folder and file type."),
    ),
    "unused-definition": Sentence(
        said=N_("No question uses `{name}`."),
        next=N_("Delete it, or name it with `scale:` or `$ref:` where it is meant."),
    ),
    "unused-name": Sentence(
        said=N_("{kind} that nothing in the programme names: `{name}`."),
        next=N_("Delete it, or name it where it makes a difference."),
    ),
    "never-due": Sentence(
        said=N_("No rule of the schedule makes `{name}` due."),
        next=N_("Add a rule under `schedule:`, unless it is only filled in when somebody thinks of it."),
    ),
    "placeholders-differ": Sentence(
        said=N_("The text has {wanted} in braces, and its translation has {written}."),
        next=N_("Write the same words in braces in both: what stands there is filled in."),
        said_without=N_("The text and its translation do not have the same words in braces."),
    ),
    "empty-translation": Sentence(
        said=N_("The translation of `{name}` has no words."),
        next=N_("Translate it, or delete the line: then the text is shown as it was written."),
    ),
    "translates-itself": Sentence(
        said=N_("The programme is written in `{name}`, so a translation into it is never shown."),
        next=N_("Delete the language from `translations:`, or correct `language:`."),
    ),
    "not-translated": Sentence(
        said=N_("The translation of `{name}` is the text itself."),
        next=N_("Translate it, or delete the line."),
    ),
}
