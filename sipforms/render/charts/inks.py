"""What pictures are coloured with. A letter or a word says the same as every colour."""

from dataclasses import dataclass

from rich.text import Span, Text

MAIN, BESIDE, BOTH, QUIET = "ink-main", "ink-beside", "ink-both", "ink-quiet"
"""What a picture's styles are called until it is known on which ground it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """Rich styles: of the indicator, of the one beside it, of a spot where both stand, and of what is said quietly."""

    main: str
    beside: str
    both: str
    quiet: str


ANY_GROUND = Inks(main="bold #0a7bc4", beside="bold #b26100", both="bold", quiet="")
"""For output whose ground nobody knows: at least 4.5 to 1 on black and on white alike."""


def inked(text: Text, inks: Inks) -> Text:
    """The picture in these colours."""
    into = {MAIN: inks.main, BESIDE: inks.beside, BOTH: inks.both, QUIET: inks.quiet}
    drawn = text.copy()
    drawn.spans = [Span(one.start, one.end, into.get(str(one.style), one.style)) for one in text.spans]
    return drawn
