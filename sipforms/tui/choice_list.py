"""The answers of a list below the form, with their keys; of a long one what is chosen, and how the others are found."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import ANSWERED_WITH_KEYS, Choice, choices
from sipforms.actions.form.outline import Cell
from sipforms.actions.form.pointing import no_rows_yet
from sipforms.actions.form.searching import is_searched
from sipforms.engine.programme import Kind
from sipforms.render import said as outcomes
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import ngettext
from sipforms.render.plain import plain
from sipforms.tui.widgets.form_layout import strip_of

FEW = 5  # answers below each other before a second column begins


def choice_list(model: FormModel, width: int, most: int) -> Text | None:
    """The answers of a list with their keys, in as many columns as needed; nothing where a scale shows them already.

    In at most so many rows, and one more for how to find those that have no room.
    """
    cell = model.cell
    if cell is None or not _is_list(cell):
        return None
    given = choices(cell.question)
    if not given:
        missing = no_rows_yet(model.outline, cell)
        return None if missing is None else Text(outcomes.said(missing), no_wrap=True, overflow="ellipsis", end="")
    answer = model.draft.answers.get(cell.path)
    chosen = answer if isinstance(answer, tuple) else () if answer is None else (answer,)
    # Two hundred answers say nothing below a form: what is chosen of them does, and what a key gives.
    shown = [one for one in given if one.value in chosen or one.key] if is_searched(cell.question) else list(given)
    several = cell.question.kind is Kind.CHOICES
    lines = [_choice(one, is_chosen=one.value in chosen, several=several) for one in shown]
    return _in_columns(lines, width, most, len(given) - len(shown))


def _is_list(cell: Cell) -> bool:
    question = cell.question
    is_told_above = strip_of(question) or question.kind is Kind.BOOLEAN or question.computed is not None
    return question.kind in ANSWERED_WITH_KEYS and not is_told_above


def _in_columns(lines: list[tuple[str, bool]], width: int, most: int, hidden: int) -> Text:
    fitting = max(1, width // (max((cell_len(said) for said, _chosen in lines), default=0) + 2))
    columns = min(fitting, len(lines) if hidden else max(1, -(-len(lines) // FEW))) if lines else 1
    while columns < fitting and -(-len(lines) // columns) > most:
        columns += 1
    rows, wide = min(most, -(-len(lines) // columns)), max(10, width // columns)
    hidden += max(0, len(lines) - rows * columns)
    text = Text("\n", no_wrap=True, overflow="ellipsis", end="").join(
        _row(lines[: rows * columns][row::rows], wide) for row in range(rows)
    )
    if hidden:
        text = Text("\n" if rows else "", end="").join([text, Text(_found(hidden))] if rows else [Text(_found(hidden))])
    text.no_wrap, text.overflow, text.end = True, "ellipsis", ""
    return text


def _found(hidden: int) -> str:
    """How those are found that are not shown."""
    said = ngettext("{count} more: Space searches the list", "{count} more: Space searches the list", hidden)
    return said.format(count=hidden)


def _row(lines: list[tuple[str, bool]], wide: int) -> Text:
    text = Text(end="")
    for said, is_chosen in lines:
        short = said if cell_len(said) < wide else set_cell_size(said, wide - 2).rstrip() + ALL.cut
        text.append(set_cell_size(short, wide), "bold" if is_chosen else "")
    return text


def _choice(one: Choice, *, is_chosen: bool, several: bool) -> tuple[str, bool]:
    title = plain(one.option.title).replace("\n", " ") if one.option else ""
    key = one.key or " "
    if several:
        return f"{key} {'[x]' if is_chosen else '[ ]'} {title}", is_chosen
    return f"{'[' if is_chosen else ' '}{key}{']' if is_chosen else ' '} {title}", is_chosen
