"""Two sides that differ, item by item, and what a person chooses of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key as Pressed

from sipforms.actions.merging import Choice, Comparison, Disagreement, undecided
from sipforms.actions.sides import Key
from sipforms.render.apart_texts import ApartTexts
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext
from sipforms.tui.form_texts import in_lines
from sipforms.tui.keys import sign
from sipforms.tui.screens.page import Page
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry, Listing
from sipforms.tui.widgets.text_line import TextLine

Result = TypeVar("Result")
MARK, WHO, WHO_WHERE_ROOMY, ROOMY = 5, 17, 24, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the ways to decide a disagreement."""

    key: Key
    choice: Choice


class SideBySide(Page[Result]):
    """One heading for each thing that differs, below it what each side says. Enter chooses and goes on to the next."""

    AUTO_FOCUS = "Listing"
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "done", show=False),
        Binding("f1,question_mark", "app.help", show=False),
    ]

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison
        self.choices: dict[Key, Choice] = {}
        self._texts: ApartTexts | None = None

    def middle(self) -> ComposeResult:
        yield TextLine(id="guidance")
        yield Listing()
        yield TextLine(id="detail")

    @property
    def texts(self) -> ApartTexts:
        """The words for what differs."""
        if self._texts is None:
            self._texts = ApartTexts(self.comparison.mine, self.comparison.theirs, self.workplace.now())
        return self._texts

    @property
    def guidance(self) -> str:
        """What is to be done here, in at most two lines."""
        return ""

    @property
    def counted(self) -> str:
        """How much is decided."""
        whole = len(self.comparison.disagreements)
        done = whole - len(undecided(self.comparison, self.choices))
        return _("{done} of {whole} chosen").format(done=done, whole=whole) if whole else ""

    def on_mount(self) -> None:
        self._fill()

    def draw(self) -> None:
        """The lines around the list too."""
        super().draw()
        guidance, width = self.query_one("#guidance", TextLine), self.room.width - 2
        said = in_lines(self.guidance, width, 3)
        guidance.styles.height = said.count("\n") + 1
        guidance.show("\n".join(f" {line}" for line in said.split("\n")))
        self._detail()

    def _fill(self, at: Option | None = None) -> None:
        self.query_one(Listing).fill(tuple(self._entries()), at)
        self.draw()

    def _entries(self) -> Iterator[Entry]:
        for one in self.comparison.disagreements:
            heading = self.texts.heading(one)
            yield Entry(drawn=lambda _width, said=heading: Text(said, end=""))  # type: ignore[misc]
            for number, choice in enumerate(one.choices, start=1):
                yield self._option(one, choice, number)
        if not self.comparison.disagreements:
            yield Entry(drawn=lambda _width: Text(_("They differ in nothing that you must choose."), end=""))

    def _option(self, one: Disagreement, choice: Choice, number: int) -> Entry:
        chosen = ALL.radio if self.choices.get(one.key) is choice else " "
        mark = f"{number} ({chosen})"
        parts = (mark, self.texts.who(one, choice), self.texts.option(one, choice))

        def drawn(width: int) -> Text:
            return columns(parts, (MARK, WHO_WHERE_ROOMY if width >= ROOMY else WHO, 0), width)

        return Entry(drawn=drawn, chosen=Option(key=one.key, choice=choice))

    def _detail(self) -> None:
        """What is marked, in full: a line of the list may be too short for it."""
        marked, words = self.query_one(Listing).chosen, ""
        if isinstance(marked, Option):
            one = next(one for one in self.comparison.disagreements if one.key == marked.key)
            words = f"{self.texts.who(one, marked.choice)}: {self.texts.option(one, marked.choice)}"
        self.query_one("#detail", TextLine).show(in_lines(words, self.room.width - 2, 2))

    # --- choosing -----------------------------------------------------------------------------------------------

    def on_listing_reached(self, _event: Listing.Reached) -> None:
        self._detail()

    def on_listing_chosen(self, event: Listing.Chosen) -> None:
        """Choose what is marked."""
        if isinstance(event.chosen, Option):
            self._choose(event.chosen)

    def on_key(self, event: Pressed) -> None:
        """Choose by number, of the thing that the mark is at."""
        pressed, marked = sign(event) or "", self.query_one(Listing).chosen
        if not pressed.isdecimal() or not isinstance(marked, Option):
            return
        one = next(one for one in self.comparison.disagreements if one.key == marked.key)
        if 1 <= int(pressed) <= len(one.choices):
            event.stop()
            self._choose(Option(key=one.key, choice=one.choices[int(pressed) - 1]))

    def _choose(self, option: Option) -> None:
        self.choices[option.key] = option.choice
        keys = [one.key for one in self.comparison.disagreements]
        after = (*keys[keys.index(option.key) + 1 :], *keys[: keys.index(option.key)])
        left = {one.key for one in undecided(self.comparison, self.choices)}
        following = next((key for key in after if key in left), None)
        self._fill(option if following is None else Option(key=following, choice=Choice.MINE))
        self.tell("" if following is not None else self.all_chosen())

    def all_chosen(self) -> str:
        """What to do when everything is decided."""
        return ""

    def action_done(self) -> None:
        """Go on, once everything is decided; else show what is not."""
        left = undecided(self.comparison, self.choices)
        if left:
            self._fill(Option(key=left[0].key, choice=Choice.MINE))
            said = ngettext("{count} choice is left to make.", "{count} choices are left to make.", len(left))
            self.tell(said.format(count=len(left)))
            self.app.bell()
        else:
            self.finish()

    def finish(self) -> None:
        """Everything is decided."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Back; nothing is changed."""
        self.leave()
