"""Sentences about what a programme lacks before it can be used."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "no-provenance": Sentence(
        said=N_("Nothing says whose wording the questions are in."),
        next=N_("Add `provenance:` with own-wording, quoted-with-permission or public-domain."),
    ),
    "no-fidelity": Sentence(
        said=N_("Nothing says how well the structure of the programme is documented."),
        next=N_("Add `fidelity:` with documented or inferred."),
    ),
    "no-readme": Sentence(
        said=N_("The programme has no README.md that tells people what it is for."),
        next=N_("Write there whom it is for, what it is to change, and how the answers are used."),
    ),
    "version-zero": Sentence(
        said=N_("Version {name} does not yet promise that one year can be compared with the next."),
        next=N_("Call it 1.0.0 when it is to be used."),
    ),
}
