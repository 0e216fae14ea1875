"""Sentences about what trying the examples of a bundle brings to light."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "example-differs": Sentence(
        said=N_("The example “{example}” expects {wanted} for `{name}`, and what comes out is {got}."),
        next=N_("See why with `sipforms test`; then mend either the programme or the example."),
    ),
    "example-unconfirmed": Sentence(
        said=N_("Nobody has confirmed what is expected for `{name}`."),
        next=N_("Work it out by hand; if it is right, delete the comment `{comment}`."),
    ),
    "example-expects-nothing": Sentence(
        said=N_("The example “{example}” expects nothing, so it shows nothing."),
        next=N_("Fill in what you expect under `expect:`, or let `sipforms test --write` propose it."),
    ),
    "no-examples": Sentence(
        said=N_("The programme `{name}` has no examples, so nobody knows whether it computes what is meant."),
        next=N_("Write one with `sipforms test`, which shows how an example looks."),
    ),
    "indicator-untried": Sentence(
        said=N_("No example expects a value of the indicator `{name}`."),
        next=N_("Work it out by hand for one of the examples, and write it under `scores:`."),
    ),
    "check-untried": Sentence(
        said=N_("No example trips the check `{name}`."),
        next=N_("Write an example with answers that break it, and expect it under `problems:`."),
    ),
}
