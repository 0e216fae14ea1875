"""Sentences about what is carried over from another questionnaire."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "carry-from-itself": Sentence(
        said=N_("`{name}` is in the same questionnaire, whose own last answer is always at hand."),
        next=N_("Write `carry: {word}`."),
    ),
    "carry-from-several": Sentence(
        said=N_("`{name}` is not one question, nor a whole list of rows, so it cannot be carried over."),
        next=N_("Name one item, or the list of rows itself."),
    ),
    "carry-from-another-kind": Sentence(
        said=N_("`{name}` is answered as {type}, and what is asked here as {here}."),
        next=N_("Carry it over to a question that is answered in the same way."),
    ),
    "carry-from-another-scale": Sentence(
        said=N_("`{name}` is chosen from another list of answers than the one here."),
        next=N_("Use the same `scale:` in both questionnaires."),
    ),
    "carry-no-common-field": Sentence(
        said=N_("The rows of `{name}` have no field that the rows here have too."),
        next=N_("Give the fields to carry over the same names in both questionnaires."),
    ),
    "carry-to-more-readers": Sentence(
        said=N_("Answers to `{name}` can be seen by fewer people there than here, where they are carried over."),
        next=N_("Write the same `audience` and `sensitivity` in both questionnaires."),
    ),
    "carry-where-previous": Sentence(
        said=N_("Rows to carry over are picked by what stands in them now, not by an earlier response."),
        next=N_("Name a field of the rows, such as `./status`."),
    ),
}
