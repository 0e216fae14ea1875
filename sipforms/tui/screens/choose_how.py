"""In which form a round is answered, how and by whom, asked before the first question."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from sipforms.actions.offering import Begin, Offer
from sipforms.engine.programme import Programme
from sipforms.render.due_words import way_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.blank_pages import write_offered
from sipforms.tui.introduction import beginning
from sipforms.tui.keys import sign
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

MOST, MOST_WHERE_LOW, ROOMY = 6, 2, 24  # lines of a description; rows from which there is room for all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """The way was chosen, and it stands on paper already."""

    offer: Offer


class ChooseHowScreen(Page[Offer | OnPaper | None]):
    """Every form that fits in every way that it knows; the one used last time is marked first.

    Of a ``paper`` it is asked which way is ticked there.
    """

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("p,P", "paper", show=False),
        Binding("w,W", "blank", show=False),
    ]

    def __init__(
        self,
        programme: Programme,
        begin: Begin,
        who: str,
        offered: tuple[Offer, ...],
        before: Offer | None,
        *,
        paper: bool = False,
    ) -> None:
        super().__init__()
        self._paper = paper
        self._programme, self._begin, self._who = programme, begin, who
        self._offered, self._before = offered, before
        self._has_forms = len({one.questionnaire.id for one in offered}) > 1
        main = programme.questionnaires[begin.main]
        self._asked = main if self._has_forms else offered[0].questionnaire
        self._variant = begin.episode.variant if begin.episode else None

    def middle(self) -> ComposeResult:
        said = (
            _("Which form is used, how is it answered, and by whom?")
            if self._has_forms
            else _("How is it answered, and by whom?")
        )
        said = _("Which way is ticked on the paper?") if self._paper else said
        yield TextLine(Text(f" {said}", "bold", end=""), classes="question")
        yield TextLine(id="about")
        yield Listing()
        yield TextLine(id="guidance")

    def top(self) -> tuple[str, str]:
        return f"{plain(self._who)} · {plain(self._asked.title)}", ""

    def keys(self) -> list[tuple[str, str]]:
        paper = [] if self._paper else [("P", _("from paper")), ("W", _("blank form"))]
        return [("F8", _("hide")), ("Enter", _("begin")), *paper, ("Esc", _("back"))]

    def draw(self) -> None:
        """What the marked form is, above the list, and below it what whoever is to answer in that way must know.

        Each is as high as the longest of them, so that nothing moves while somebody looks at the ways.
        """
        super().draw()
        marked = self.query_one(Listing).chosen
        shown = marked if isinstance(marked, Offer) else self._first
        most = MOST if self.room.height >= ROOMY else MOST_WHERE_LOW
        for name, told in (("about", _about), ("guidance", self._guidance)):
            line = self.query_one(f"#{name}", TextLine)
            lines = [beginning(told(one), self.room.width - 2, most) for one in self._offered]
            line.styles.height = max(map(len, lines))
            line.display = any(lines)
            line.show("\n".join(f" {said}" for said in beginning(told(shown), self.room.width - 2, most)))

    def _guidance(self, offer: Offer) -> str:
        """The description for the informant (or the target group), where it is another than everybody's."""
        own = plain(offer.questionnaire.headed(offer.way.informant, self._variant).description or "")
        return "" if own == _about(offer) else own

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        """What is told is about the marked way."""
        self.draw()

    def on_mount(self) -> None:
        entries = tuple(
            Entry(drawn=self._drawn(number, one), chosen=one) for number, one in enumerate(self._offered, start=1)
        )
        self.query_one(Listing).fill(entries, self._first)
        self.draw()
        if self._before in self._offered:
            self.tell(_("Last time: {answer}").format(answer=self._named(self._before)))

    @property
    def _first(self) -> Offer:
        """What is marked: how it was answered last time, else by the informant who is to answer, else the first."""
        if self._before is not None and self._before in self._offered:
            return self._before
        wanted = (one for one in self._offered if one.way.informant == self._begin.informant)
        return next(wanted, self._offered[0])

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        pressed = sign(event) or ""
        if pressed.isdecimal() and 1 <= int(pressed) <= len(self._offered):
            event.stop()
            self.leave(self._offered[int(pressed) - 1])

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        if isinstance(event.chosen, Offer):
            self.leave(event.chosen)

    def action_paper(self) -> None:
        """Key it in from paper, in the way that is marked."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Offer) and not self._paper:
            self.leave(OnPaper(offer=marked))

    def action_blank(self) -> None:
        """Write the marked form as a page, to be filled in by hand."""
        marked = self.query_one(Listing).chosen
        if isinstance(marked, Offer) and not self._paper:
            write_offered(self, self._programme, self._begin, marked)

    def action_leave(self) -> None:
        """Back, without beginning."""
        self.leave()

    def _drawn(self, number: int, offer: Offer) -> Callable[[int], Text]:
        return lambda _width: Text(f"{number}  {self._named(offer)}", end="")

    def _named(self, offer: Offer | None) -> str:
        if offer is None:
            return ""
        way = way_words(self._programme, offer.way.mode, offer.way.informant)
        form = plain(offer.questionnaire.title) if self._has_forms else ""
        return " · ".join(part for part in (form, way) if part)


def _about(offer: Offer) -> str:
    return plain(offer.questionnaire.description or "")
