"""One question at a time, large, for staff: the sentence to say, and every answer on a line of its own.

Pure: what is asked in, rows of text out. A row is never wider than the window; a list of more answers than there is
room for is shown around the one that is chosen, and whole below the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from rich.cells import cell_len, set_cell_size

from sipforms.actions.form.asking import Asked, AskedChoice, AskedRows, asked_now
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import key_of
from sipforms.engine.paths import Path
from sipforms.render.asked_words import choice_words, place_words, sentence_words
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.wording import answer_line, row_words
from sipforms.tui.widgets.form_layout import strip_of, wrapped

MARGIN, WIDEST = 4, 76
KEY = 7  # cells before the words of an answer: a margin, the brackets, the key and two blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its pieces, each with the part of the style sheet it is drawn as, and what a click on it answers."""

    pieces: tuple[tuple[str, str], ...] = ()
    path: Path | None = None
    key: str | None = None


EMPTY = Row()


class Air(Enum):
    """How much room there is around the answers: empty rows between all, between groups, or none."""

    LOOSE = "loose"
    CLOSE = "close"
    TIGHT = "tight"


def question_rows(model: FormModel, width: int, height: int, *, is_unsafe: bool = False) -> tuple[Row, ...]:
    """What is asked at the cursor, as rows of a window; looser where there is room for empty rows."""
    asked = asked_now(model)
    if asked is None:
        return (EMPTY, _plainly(_("No question is asked here."), "text"))
    for air in (Air.LOOSE, Air.CLOSE, Air.TIGHT):
        rows = tuple(_rows(model, asked, width, air, is_unsafe=is_unsafe))
        if len(rows) <= height:
            return rows
    few = _with_chosen_only(asked) if not has_room(model, width, height) else asked
    return tuple(_rows(model, few, width, Air.TIGHT, is_unsafe=is_unsafe))


def has_room(model: FormModel, width: int, height: int) -> bool:
    """Whether every answer has a line in a window of this size, or is a step of a short scale, which is scrolled."""
    asked = asked_now(model)
    if not isinstance(asked, Asked) or asked.is_written or strip_of(asked.question):
        return True
    return sum(1 for _row in _rows(model, asked, width, Air.TIGHT)) <= height


def _with_chosen_only(asked: Asked | AskedRows) -> Asked | AskedRows:
    return asked if isinstance(asked, AskedRows) or asked.is_written else replace(asked, choices=asked.chosen)


def _rows(
    model: FormModel, asked: Asked | AskedRows, width: int, air: Air, *, is_unsafe: bool = False
) -> Iterator[Row]:
    room = max(10, min(WIDEST, width - 2 * MARGIN))
    yield from _head(asked, room)
    if isinstance(asked, AskedRows):
        yield from _lines(f"{asked.number} {plain(asked.title)}", room, "here")
        yield EMPTY
        yield from _standing(model, asked, room)
        return
    if air is not Air.TIGHT:
        yield EMPTY
    yield from _lines(sentence_words(asked), room, "here")
    if asked.description and air is Air.LOOSE:
        yield from _lines(plain(asked.description), room, "dim")
    if air is not Air.TIGHT:
        yield EMPTY
    yield from _answers(asked, room, air)
    yield from _below(model, asked, room, is_unsafe=is_unsafe)


def _head(asked: Asked | AskedRows, room: int) -> Iterator[Row]:
    area = "  ".join(part for part in (asked.number, " · ".join(plain(one) for one in asked.areas)) if part)
    place = place_words(asked) if isinstance(asked, Asked) else ""
    title = _short(area, max(6, room - cell_len(place) - 2))
    gap = " " * max(2, room - cell_len(title) - cell_len(place))
    yield Row(pieces=((" " * MARGIN, "text"), (title, "area"), (gap, "text"), (place, "dim")))


def _answers(asked: Asked, room: int, air: Air) -> Iterator[Row]:
    if asked.is_written:
        yield from _written(asked, room)
        return
    between = [EMPTY] if air is Air.LOOSE else []
    for place, one in enumerate(asked.steps):
        yield from between if place else ()
        yield _choice(one, asked, room)
    if air is Air.TIGHT:
        yield from _folded(asked.beside, asked, room)
        return
    for place, one in enumerate(asked.beside):
        yield from between if place else [EMPTY, *between]
        yield _choice(one, asked, room)


def _folded(choices: tuple[AskedChoice, ...], asked: Asked, room: int) -> Iterator[Row]:
    """The answers beside a scale, as many on a line as there is room for."""
    pieces, used = [(" " * MARGIN, "text")], 0
    for one in choices:
        said = _short(f"{_mark(one, asked).rstrip()} {choice_words(one)}", room)
        if used and used + 2 + cell_len(said) > room:
            yield Row(pieces=tuple(pieces), path=asked.path)
            pieces, used = [(" " * MARGIN, "text")], 0
        lead = "  " if used else ""
        pieces.append((lead + said, "chosen" if one.is_chosen else "text"))
        used += cell_len(lead + said)
    if used:
        yield Row(pieces=tuple(pieces), path=asked.path)


def _choice(one: AskedChoice, asked: Asked, room: int) -> Row:
    words, part = _short(choice_words(one), room - KEY), "chosen" if one.is_chosen else "text"
    mark = (_mark(one, asked), "chosen" if one.is_chosen else "here")
    return Row(pieces=((" " * (MARGIN + 1), "text"), mark, (words, part)), path=asked.path, key=one.key)


def _mark(one: AskedChoice, asked: Asked) -> str:
    if asked.takes_several and one.missing is None:
        return f"{one.key} [{'x' if one.is_chosen else ' '}] "
    return f"[{one.key}]  " if one.is_chosen else f" {one.key}   "


def _written(asked: Asked, room: int) -> Iterator[Row]:
    """What is written, or where it will stand; what is worked out stands by itself."""
    answer = answer_line(asked.question, asked.answer) if asked.answer is not None else ""
    if asked.question.computed is not None:
        yield _plainly(_short(answer or _("worked out by itself"), room), "chosen" if answer else "dim")
        return
    shown = _short(answer, room - 4) if answer else "·" * min(24, room - 4)
    pieces = ((" " * MARGIN + ALL.left, "cursor"), (f" {shown} ", "chosen" if answer else "dim"), (ALL.right, "cursor"))
    yield Row(pieces=pieces, path=asked.path)


def _below(model: FormModel, asked: Asked, room: int, *, is_unsafe: bool) -> Iterator[Row]:
    """Last time's answer where it may be seen, and that this one is on the screen only."""
    shown = model.last_time(asked.path)
    if shown is not None:
        scale = asked.question.scale
        key = key_of(scale, shown) if scale is not None else None
        words = " ".join(part for part in (key, answer_line(asked.question, shown)) if part)
        yield EMPTY
        yield _plainly(_short(_("Last time: {answer}").format(answer=words), room), "last")
    if is_unsafe:
        yield EMPTY
        yield _plainly(_("unkept"), "alarm")


def _standing(model: FormModel, asked: AskedRows, room: int) -> Iterator[Row]:
    count = len(asked.standing)
    if asked.row is not None:
        named = row_words(asked.rows, model.draft, asked.row)
        yield _plainly(_short(named or _("A row without a name yet"), room), "area")
        return
    yield _plainly(ngettext("{count} row", "{count} rows", count).format(count=count), "dim")
    for row in asked.standing:
        named = row_words(asked.rows, model.draft, row) or _("A row without a name yet")
        yield Row(pieces=((" " * (MARGIN + 2), "text"), (_short(named, room - 2), "text")), path=row)
    if asked.may_add:
        yield EMPTY
        yield _plainly(_("Enter adds one"), "missing")


def _lines(text: str, room: int, part: str) -> Iterator[Row]:
    yield from (_plainly(line, part) for line in wrapped(text, room))


def _plainly(text: str, part: str) -> Row:
    return Row(pieces=((" " * MARGIN, "text"), (text, part)))


def _short(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)).rstrip() + ALL.cut
