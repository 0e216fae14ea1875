"""Where the cursor goes: from one stop of an outline to another. Nothing means that there is nowhere to go."""

from collections.abc import Container, Iterable

from sipforms.actions.form.outline import Line, Outline
from sipforms.engine.paths import Path


def beside(outline: Outline, stop: Path, steps: int) -> Path | None:
    """The stop so many steps on, or back."""
    place = _place(outline, stop) + steps - (steps > 0 and stop in outline.readings)
    return outline.stops[place] if 0 <= place < len(outline.stops) else None


def below(outline: Outline, stop: Path, lines: int) -> Path | None:
    """The place in the same column so many lines down, or up, what is computed too; other lines are not counted."""
    here = outline.line_of[stop]
    column = _standing(outline.lines[here]).index(stop)
    step, left = (1 if lines > 0 else -1), abs(lines)
    found: tuple[Path, ...] = ()
    while left:
        here += step
        if not 0 <= here < len(outline.lines):
            break
        if standing := _standing(outline.lines[here]):
            found, left = standing, left - 1
    return found[min(column, len(found) - 1)] if found else None


def area_beside(outline: Outline, stop: Path, step: int) -> Path | None:
    """The first stop of the next area, or of the one before."""
    here = outline.line_of[stop]
    mine = max((place for place in outline.areas if place <= here), default=-1)
    if step > 0:
        wanted = (place for place in outline.areas if place > here)
    else:
        wanted = (place for place in reversed(outline.areas) if place < mine)
    found = (first_at(outline, place) for place in wanted)
    return next((one for one in found if one is not None and outline.line_of[one] != here), None)


def first_at(outline: Outline, place: int) -> Path | None:
    """The first stop on a line or after it."""
    return next((line.stops[0] for line in outline.lines[place:] if line.stops), None)


def next_empty(outline: Outline, stop: Path, answered: Container[Path]) -> Path | None:
    """The next question without an answer, beginning again from the top; never the one the cursor is on."""
    here = _place(outline, stop)
    after = here + (stop not in outline.readings)
    around: Iterable[Path] = (*outline.stops[after:], *outline.stops[:here])
    return next((one for one in around if one in outline.questions and one not in answered), None)


def first_empty(outline: Outline, answered: Container[Path]) -> Path | None:
    """The first question without an answer, else the first stop."""
    empty = (one for one in outline.stops if one in outline.questions and one not in answered)
    return next(empty, outline.stops[0] if outline.stops else None)


def nearest(before: Outline, now: Outline, stop: Path | None) -> Path | None:
    """The stop itself where it still stands, else the nearest one before it that does, else the first."""
    if stop is None or stop in now.line_of:
        return stop if stop is not None else next(iter(now.stops), None)
    earlier = reversed(before.stops[: _place(before, stop)])
    return next((one for one in earlier if one in now.place_of), next(iter(now.stops), None))


def _standing(line: Line) -> tuple[Path, ...]:
    """Where the arrows find something on a line: its stops, or what is computed where it has none."""
    return line.stops or line.readings


def _place(outline: Outline, stop: Path) -> int:
    """The place of a stop among the stops; of what is computed that of the first stop after it."""
    if stop in outline.place_of:
        return outline.place_of[stop]
    line = outline.line_of[stop]
    return next((place for place, one in enumerate(outline.stops) if outline.line_of[one] > line), len(outline.stops))
