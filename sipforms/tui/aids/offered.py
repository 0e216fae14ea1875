"""The answers of a list below a field, of which what is typed leaves those that fit."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from sipforms.actions.form.options import Choice
from sipforms.actions.form.searching import Search
from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Answer, Scalar
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.written import Reads
from sipforms.tui.aids.aid import Aid

LEAST_ROWS = 2


class Offered(Aid):
    """A list to choose from. Enter takes what is marked, once something was typed or the mark was moved.

    An Enter before that is done and changes nothing: whoever looks at somebody else presses it to go on.
    """

    def __init__(self, question: Question, offered: tuple[Choice, ...], answer: Answer | None) -> None:
        super().__init__()
        self.several = question.kind is Kind.CHOICES
        self._offered, self._search = offered, Search(offered)
        self.held = answer
        self._is_armed = False
        self._typed, self._hits = "", offered
        self._at = next((place for place, one in enumerate(offered) if self._is_held(one.value)), 0)
        self._seen = (0, 0, 0)

    def choice(self, typed: str) -> Choice | None:
        """What Enter takes now."""
        found = self._found(typed)
        return found[self._at] if found and (self._is_armed or typed.strip()) else None

    def settled(self, answer: Answer | None) -> None:
        """One of several was taken or put back: the search begins again, with the mark where it was."""
        found = self._found(self._typed)
        marked = found[self._at] if found else None
        self.held, self._is_armed = answer, False
        self._typed, self._hits = "", self._offered
        self._at = next((place for place, one in enumerate(self._offered) if one is marked), 0)

    def reads(self, typed: str) -> Reads:
        found = len(self._found(typed))
        if typed.strip() and not found:
            return Reads(words=_("No answer fits what is written. Write less of it."), is_right=False)
        held = len(self.held) if isinstance(self.held, tuple) else 0
        chosen = ngettext("{count} chosen", "{count} chosen", held).format(count=held) if held else ""
        fits = _("{count} of {all} answers").format(count=found, all=len(self._offered))
        return Reads(words=" · ".join(part for part in (fits, chosen) if part))

    def keys(self) -> list[tuple[str, str]]:
        take = [("Enter", _("tick or untick")), ("F3", _("done"))] if self.several else [("Enter", _("choose"))]
        return [*take, (ALL.up + ALL.down, _("move")), ("Esc", _("back"))]

    def pressed(self, key: str, typed: str) -> str | None:
        found, page = len(self._found(typed)), max(1, self._seen[1] - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if key in steps:
            self._at, self._is_armed = min(max(0, self._at + steps[key]), max(0, found - 1)), True
            return typed
        return None

    def handed(self, key: str, typed: str) -> str:
        """With F3 one is done with several, whatever was searched for last."""
        if key != "f3" or not self.several:
            return typed
        self._typed, self._hits, self._is_armed = "", self._offered, False
        return ""

    def pointed(self, row: int, column: int, typed: str) -> str | None:  # noqa: ARG002 - a line is one answer
        first, rows, _wide = self._seen
        if not 0 <= row < rows or first + row >= len(self._found(typed)):
            return None
        self._at, self._is_armed = first + row, True
        return typed

    def drawn(self, typed: str, width: int, rows: int) -> Text | None:
        found = self._found(typed)
        if not found:
            return None
        rows = min(max(LEAST_ROWS, rows), len(found))
        first = min(max(0, self._at - rows // 2), len(found) - rows)
        self._seen = (first, rows, width)
        text = Text(no_wrap=True, overflow="ellipsis", end="")
        for place in range(first, first + rows):
            text.append("\n" if place > first else "")
            is_armed = self.choice(typed) is found[place]
            text.append(*self._line(found[place], width, is_here=place == self._at, is_armed=is_armed))
        return text

    def _line(self, one: Choice, width: int, *, is_here: bool, is_armed: bool) -> tuple[str, str]:
        is_held = self._is_held(one.value)
        box = "[x]" if is_held else "[ ]"
        box = box if self.several else f"({ALL.radio})" if is_held else "( )"
        mark = ALL.cursor if is_armed else "-" if is_here else " "
        key = f"{one.key} " if one.key else ""
        title = plain(one.option.title).replace("\n", " ") if one.option else ""
        said = f"{mark} {box} {key}{title}"
        short = said if cell_len(said) <= width else set_cell_size(said, max(0, width - 1)).rstrip() + ALL.cut
        return short, "bold reverse" if is_armed else "bold" if is_held else ""

    def _found(self, typed: str) -> tuple[Choice, ...]:
        if typed != self._typed:
            self._typed, self._at, self._is_armed = typed, 0, False
            self._hits = self._search.matching(typed)
        return self._hits

    def _is_held(self, value: Scalar) -> bool:
        held = self.held if isinstance(self.held, tuple) else (self.held,)
        return any(one == value and type(one) is type(value) for one in held)
