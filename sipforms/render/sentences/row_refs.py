"""Sentences about questions that are answered with a row of a list."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "row-ref-names-nothing": Sentence(
        said=N_("No list of rows in this questionnaire is called `{name}`."),
    ),
    "row-ref-not-rows": Sentence(
        said=N_("`{name}` is {kind}, and only a row of a list can be chosen."),
        next=N_("Write `to: {suggestion}`."),
        next_without=N_("Name a list of rows."),
    ),
    "row-ref-untitled": Sentence(
        said=N_("The rows of `{name}` have no names, so nobody can tell which one to choose."),
        next=N_("Give the list a `rowTitle:`, such as {{navn}} with a field of its rows."),
    ),
    "row-ref-other-variants": Sentence(
        said=N_(
            "The target group `{variant}` is asked to choose a row of `{name}`, and not asked about these."
        ),
        next=N_("Write the same `only:` or `without:` in both places."),
        said_without=N_(
            "Those without a target group are asked to choose a row of `{name}`, and not asked about these."
        ),
    ),
    "row-ref-to-more-readers": Sentence(
        said=N_("The rows of `{name}` are called by `{field}`, which fewer people may read than this question."),
        next=N_("Write the same `audience:` here, or another `rowTitle:`."),
    ),
    "row-ref-not-carried": Sentence(
        said=N_("What is answered here is carried over, and the rows of `{name}` that it points to are not."),
        next=N_("Write the same `carry:` at `{name}`."),
    ),
    "compares-with-a-row": Sentence(
        said=N_("`{name}` is answered with a row, and no row has a name that a programme can know."),
        next=N_("Ask whether it is `answered`, or compare it with another question about the same rows."),
    ),
}
