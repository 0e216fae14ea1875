"""A round on a line of the citizen's page: the day, what, how it stands, and how it was answered."""

from rich.cells import cell_len
from rich.text import Text

from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.render.due_words import round_words
from sipforms.render.response_words import state_words
from sipforms.tui.tables import GAP, columns
from sipforms.tui.widgets.listing import Entry

DAY, HOW, LEAST = 12, 30, 11


def round_entry(programme: Programme | None, response: Response) -> Entry:
    """The line; how it was answered gives way where there is more to say of what it is."""
    day, titled, how = round_words(programme, response)
    what = " · ".join(part for part in (titled, state_words(response)) if part)

    def drawn(width: int) -> Text:
        left = width - DAY - 2 * GAP - cell_len(what)
        return columns((day, what, how), (DAY, 0, max(LEAST, min(HOW, left, width // 2))), width)

    return Entry(drawn=drawn, chosen=response)
