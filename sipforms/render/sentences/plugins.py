"""Sentences about plug-ins."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "two-plugins-one-name": Sentence(
        said=N_("The plug-ins {first} and {plugin} both offer `{name}`; that of {first} is used."),
        next=N_("Remove one of them."),
    ),
    "plugin-failed": Sentence(
        said=N_("The plug-in {plugin} failed ({fault}) when asked for {hook}; the others work."),
        next=N_("Tell whoever made it."),
    ),
    "plugin-not-loaded": Sentence(
        said=N_("The plug-in {plugin} could not be loaded ({fault}); the others work."),
        next=N_("Tell whoever made it, or leave it out with `blocked` in the settings."),
    ),
    "plugin-offers-wrong-kind": Sentence(
        said=N_("The plug-in {plugin} offers {kind} under {hook}, where {wanted} is wanted."),
        next=N_("Tell whoever made it."),
    ),
    "plugin-check-failed": Sentence(
        said=N_("The extra check `{name}` of the plug-in {plugin} failed ({fault})."),
        next=N_("Tell whoever made it."),
    ),
}
