"""Sentences about comments that allow a problem where it stands."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "allow-form": Sentence(
        said=N_("This comment speaks to sipforms and does not say what it allows."),
        next=N_("Write # sipforms: allow sentence-too-long because … with the name of the problem and your reason."),
    ),
    "allow-without-reason": Sentence(
        said=N_("`{name}` is allowed here without a reason."),
        next=N_("Write `because` and the reason after it."),
    ),
    "allow-unknown-code": Sentence(
        said=N_("No kind of problem is called `{name}`."),
        next=N_("Use the word that stands after `warning:` where the problem is told."),
    ),
    "allow-must-be-mended": Sentence(
        said=N_("`{name}` must be mended; it cannot be allowed."),
        next=N_("Mend what is wrong and delete the comment."),
    ),
    "allow-nothing": Sentence(
        said=N_("`{name}` is allowed here, and there is no such problem on the line."),
        next=N_("Delete the comment, or move it to the line of the problem or the one above it."),
    ),
}
