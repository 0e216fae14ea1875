"""Sentences about reports about groups, and sections in the wrong report."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "section-not-for": Sentence(
        said=N_("`{name}` does not fit a report with `for: {about}`."),
        next=N_("Choose one of these: {known}. Or put it in a report about somebody else."),
    ),
    "not-an-intervention": Sentence(
        said=N_("`{name}` does not tell what was given."),
        next=N_("Name a question with several of a list, a yes/no question, or a choice in rows."),
    ),
    "not-a-group": Sentence(
        said=N_("`{name}` does not put everybody in one group."),
        next=N_("Name a question with one of a list, a yes/no question, or a whole number; never one that tells who."),
    ),
    "not-for-readers": Sentence(
        said=N_("Not everybody who reads the report may see the answers to `{name}`."),
        next=N_("Leave it out, or change `audience` of the report or of the question."),
    ),
    "cut-points-order": Sentence(
        said=N_("The numbers at `{name}` do not rise."),
        next=N_("Write each of them once, the smallest first."),
    ),
    "cut-differently": Sentence(
        said=N_("The report divides `{name}` by other numbers too, and the two together could tell of a few people."),
        next=N_("Write the same numbers everywhere in the report, or make two reports."),
    ),
    "cut-point-outside": Sentence(
        said=N_("`{value}` divides nothing: `{name}` goes from {low} to {high}."),
        next=N_("Write a number between the two, or a share such as `1/3`, which fits every indicator."),
    ),
}
