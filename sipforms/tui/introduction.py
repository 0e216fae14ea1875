"""What an area is about, shown above its first question."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outline import Line, LineKind
from sipforms.render.charts.glyphs import ALL
from sipforms.render.plain import plain
from sipforms.tui.form_texts import in_lines, said_aloud
from sipforms.tui.widgets.form_layout import wrapped

SAID, INTRODUCED = 2, 2  # lines for what is said, and for what is said before it


def introduction(model: FormModel) -> str:
    """What is told of the areas that begin with the question at the cursor, the outermost first; else nothing."""
    return " ".join(plain(line.description) for line in _begun(model) if line.description)


def said_where_it_stands(model: FormModel, width: int) -> Text:
    """What is said at the cursor, and above it what the area is about; of a long introduction the beginning.

    Help has it whole: a question must never be pushed off a small screen by what comes before it.
    """
    told = beginning(introduction(model), width, INTRODUCED)
    text = Text("".join(f"{line}\n" for line in told), "not bold", end="")
    return text.append(in_lines(said_aloud(model), width, SAID), "bold")


def beginning(text: str, width: int, most: int) -> tuple[str, ...]:
    """A text in lines of at most this many cells; of a longer one the first lines, with a sign that there is more."""
    lines = wrapped(text, max(10, width)) if text and most > 0 else ()
    return (*lines[: most - 1], _cut(lines[most - 1], width)) if len(lines) > most else lines


def _cut(line: str, width: int) -> str:
    short = set_cell_size(line, width - 1) if cell_len(line) > width - 1 else line
    return f"{short}{ALL.cut}"


def _begun(model: FormModel) -> list[Line]:
    cursor, outline = model.cursor, model.outline
    if cursor is None or outline.line(cursor).stops[:1] != (cursor,):
        return []
    area = outline.line(cursor).area
    return [line for line in _before(model) if area[: len(line.path)] == line.path][::-1]


def _before(model: FormModel) -> Iterator[Line]:
    """The lines of areas between the question at the cursor and the one before it, upwards."""
    outline = model.outline
    for line in reversed(outline.lines[: outline.line_of[model.cursor or ()]]):
        if line.stops:
            return
        if line.kind is LineKind.AREA:
            yield line
