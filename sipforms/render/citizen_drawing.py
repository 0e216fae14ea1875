"""The citizen's view drawn as lines of a terminal: at most twelve with something on them, in a window of any size.

What there is no room for goes in this order: the air between, the pictures, what is told before the question, the
heading. The sentence, every answer and the way back are always there; a long list of answers shows those around the
one that the arrows have come to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from sipforms.engine.form_width import wrapped as wrapped_by
from sipforms.render.charts.glyphs import ALL
from sipforms.render.citizen_shown import HIDDEN, CitizenShown, ShownChoice
from sipforms.render.language import _
from sipforms.render.pictograms import FACE_WIDTH, NUMERAL_HEIGHT, bottom, face, glass, numeral

Piece = tuple[str, str]
"""A text and the part that it is: text, quiet, strong, picture, marked or told."""

WIDEST_SENTENCE, WIDEST_COLUMN, LEAST_COLUMN = 60, 16, 6
MOST_WORD_LINES, MOST_DOTS, MOST_STEPS = 3, 20, 7
MOST_PICTURE = 4
WIDE, HIGH, ROOMY_COLUMN, ROOMY_PICTURE = 110, 30, 20, 6
BACK, ON = -1, -2
"""The places of the way back and the way on among the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an answer stands, to be clicked: lines and columns from 0, the ends not in it; ``place`` of the choice."""

    top: int
    bottom: int
    left: int
    right: int
    place: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines of pieces, and what can be clicked."""

    lines: tuple[tuple[Piece, ...], ...]
    targets: tuple[Target, ...] = ()

    def hit(self, line: int, column: int) -> int | None:
        """The place of the choice there."""
        found = (one.place for one in self.targets if one.top <= line < one.bottom and one.left <= column < one.right)
        return next(found, None)


def drawn(shown: CitizenShown, width: int, height: int) -> Drawing:
    """The view in a window so wide and high, in the middle of it."""
    width, height = max(20, width), max(5, height)
    above, body, below = _above(shown, width), _body(shown, width, height), _below(shown, width)
    blocks = _fitted(above, body, below, height)
    lines: list[tuple[Piece, ...]] = []
    targets: list[Target] = []
    spare = height - sum(len(one.lines) for one in blocks)
    lines += [()] * max(0, spare // 2)
    for one in blocks:
        down = len(lines)
        targets += [replace(target, top=target.top + down, bottom=target.bottom + down) for target in one.targets]
        lines += one.lines
    return Drawing(tuple(lines[:height]), tuple(one for one in targets if one.bottom <= height))


def _fitted(above: list[Drawing], body: Drawing, below: list[Drawing], height: int) -> list[Drawing]:
    """Everything that has room, with air between; what is least needed goes first."""
    air, parts = Drawing(((),)), [*above]
    left = height - sum(len(one.lines) for one in (body, *below))
    while parts and sum(len(one.lines) for one in parts) > left and len(parts) > 1:
        parts.pop(0)
    blocks = [*parts, body, *below]
    gaps = [len(parts), len(parts) + 1, len(parts) - 1]  # around the answers, then above the sentence
    spare = height - sum(len(one.lines) for one in blocks)
    for gap in sorted((gap for gap in gaps[: max(0, spare)] if 0 < gap < len(blocks)), reverse=True):
        blocks.insert(gap, Drawing(((), ())) if spare > HIGH // 2 else air)
    return blocks


def _above(shown: CitizenShown, width: int) -> list[Drawing]:
    """What stands above the answers, the most needed last."""
    found = []
    if shown.before:
        found.append(_centred(shown.before, "quiet", width))
    if shown.heading:
        found.append(_centred(shown.heading, "strong", width))
    if shown.of:
        found.append(_centred(_place(shown), "quiet", width))
    if shown.before:  # it is said right before the sentence
        found.append(found.pop(0))
    room = min(WIDEST_SENTENCE, width - 4)
    lines = (line for part in shown.sentence.splitlines() for line in wrapped(part, room))
    found.append(Drawing(tuple(_middle(line, "sentence", width) for line in lines)))
    return found


def _place(shown: CitizenShown) -> str:
    said = _("Question {place} of {count}").format(place=shown.place, count=shown.of)
    dots = ALL.dot_full * shown.place + ALL.dot_empty * (shown.of - shown.place)
    return f"{said}   {dots}" if shown.of <= MOST_DOTS else said


def _below(shown: CitizenShown, width: int) -> list[Drawing]:
    """The answers that are none, the way back, and what is told."""
    if shown.shows == HIDDEN:
        return []
    items = [(_label(one), _part(one), shown.choices.index(one)) for one in shown.beside]
    if shown.shows in ("practice", "staff"):
        items.append((f"{ALL.on} {_('Go on')}", "text", ON))
    elif shown.several and any(one.is_marked for one in shown.choices):
        items.append((" ".join(("Enter", _("Go on"))), "text", ON))
    items.append((f"{ALL.back} {_('Back')}", "text", BACK))
    told = Drawing(tuple(_middle(line, "told", width) for line in wrapped(shown.told, width - 2)[:2]))
    return [_flowing(items, width), told]


def _label(one: ShownChoice) -> str:
    left, right = ("[", "]") if one.is_marked else ("", "")
    return f"{left}{one.key}{right} {one.words}" if one.key else f"{left}{one.words}{right}"


def _part(one: ShownChoice) -> str:
    return "marked" if one.is_marked else "text"


def _flowing(items: list[tuple[str, str, int]], width: int) -> Drawing:
    """Items beside each other, on as many lines as they need."""
    rows: list[list[tuple[str, str, int]]] = [[]]
    for item in items:
        taken = sum(cell_len(one[0]) + 3 for one in rows[-1])
        if rows[-1] and taken + cell_len(item[0]) > width - 2:
            rows.append([])
        rows[-1].append(item)
    lines, targets = [], []
    for down, row in enumerate(rows):
        at = max(0, (width - sum(cell_len(one[0]) for one in row) - 3 * (len(row) - 1)) // 2)
        pieces: list[Piece] = [(" " * at, "text")]
        for said, part, place in row:
            targets.append(Target(top=down, bottom=down + 1, left=at, right=at + cell_len(said), place=place))
            pieces += [(said, part), ("   ", "text")]
            at += cell_len(said) + 3
        lines.append(tuple(pieces[:-1]))
    return Drawing(tuple(lines), tuple(targets))


def _body(shown: CitizenShown, width: int, height: int) -> Drawing:
    """The answers: side by side where they are a short scale, else below each other; or what is written."""
    if shown.written:
        return _written(shown, width)
    steps = shown.steps
    if not steps:
        return Drawing(())
    column = min(WIDEST_COLUMN if width < WIDE else ROOMY_COLUMN, (width - 2) // len(steps))
    is_scale = len(steps) <= MOST_STEPS and all(len(one.key) == 1 for one in steps) and not shown.several
    if is_scale and column >= LEAST_COLUMN and all(_words_fit(one, column) for one in steps):
        return _scale(shown, column, width, height)
    return _list(shown, width, height)


def _words_fit(one: ShownChoice, column: int) -> bool:
    """Whether the words stand below their number without a word being divided."""
    longest = max((cell_len(word) for word in one.words.split()), default=0)
    return longest + 1 <= column and len(_words(one, column)) <= MOST_WORD_LINES


def _words(one: ShownChoice, column: int) -> tuple[str, ...]:
    return wrapped(one.words, column - 1) or ("",)


def _scale(shown: CitizenShown, column: int, width: int, height: int) -> Drawing:
    steps = shown.steps
    said = [_words(one, column) for one in steps]
    most = max(len(lines) for lines in said)
    beyond = most + 1 + sum(len(one.lines) for one in (*_above(shown, width)[-1:], *_below(shown, width)))
    pictures = _pictures(shown, column, height - beyond)
    left = (width - column * len(steps)) // 2
    columns = []
    for one, picture, words in zip(steps, pictures, said, strict=True):
        lines = [*picture, *(_shut(words) if one.is_marked else words), *[""] * (most - len(words))]
        columns.append([_padded(line, column) for line in lines])
    rows = []
    for row in zip(*columns, strict=True):
        parts = [(text, _part(one)) for text, one in zip(row, steps, strict=True)]
        rows.append(((" " * left, "text"), *parts))
    targets = tuple(
        Target(
            top=0,
            bottom=len(rows),
            left=left + place * column,
            right=left + (place + 1) * column,
            place=shown.choices.index(one),
        )
        for place, one in enumerate(steps)
    )
    return Drawing(tuple(rows), targets)


def _shut(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in brackets."""
    whole = ("[" + words[0], *words[1:])
    return (*whole[:-1], whole[-1] + "]")


def _pictures(shown: CitizenShown, column: int, room: int) -> list[tuple[str, ...]]:
    """A picture for each step with its number in it, or a large numeral; only the number where there is no room."""
    steps, numbers = shown.steps, [_number(one) for one in shown.steps]
    wide = min(column - 1, 8)
    if shown.picture == "feeling" and room >= 3 and all(one.level is not None for one in steps):
        high = 4 if room >= MOST_PICTURE + 1 and column > FACE_WIDTH else 2
        line = FACE_WIDTH if high > 2 else 0
        return [
            (*face(one.level or 0, high), bottom(number, line) if line else number)
            for one, number in zip(steps, numbers, strict=True)
        ]
    if shown.picture == "amount" and room >= 2 and all(one.level is not None for one in steps):
        high = min(MOST_PICTURE if room < HIGH - 10 else ROOMY_PICTURE, room - 1)
        return [
            (*glass(one.level or 0, wide, high), bottom(number, wide))
            for one, number in zip(steps, numbers, strict=True)
        ]
    if room >= NUMERAL_HEIGHT and all(numeral(one.key, column) for one in steps):
        return [numeral(one.key, column) for one in steps]
    return [(number,) for number in numbers]


def _number(one: ShownChoice) -> str:
    return f"[{one.key}]" if one.is_marked else f" {one.key} "


def _list(shown: CitizenShown, width: int, height: int) -> Drawing:
    """Answers below each other; of many those around the one that is pointed at."""
    around = sum(len(one.lines) for one in (*_above(shown, width)[-1:], *_below(shown, width)))
    room = max(3, height - around - 1)
    blocks = [_entry(one, shown, width) for one in shown.steps]
    here = next((place for place, one in enumerate(shown.steps) if one.is_pointed), 0)
    first, last = _window([len(block) for block in blocks], here, room)
    wide = max((cell_len(line) for block in blocks for line in block), default=0)
    left = max(0, (width - wide) // 2)
    rows: list[tuple[Piece, ...]] = []
    targets = []
    for one, block in zip(shown.steps[first:last], blocks[first:last], strict=True):
        place = shown.choices.index(one)
        targets.append(Target(top=len(rows), bottom=len(rows) + len(block), left=left, right=width, place=place))
        rows += [((" " * left, "text"), (_filled(line, wide), _part(one))) for line in block]
    if first or last < len(blocks):
        more = _("{first} to {last} of {count}").format(first=first + 1, last=last, count=len(blocks))
        rows.append(_middle(f"{ALL.up} {more} {ALL.down}", "quiet", width))
    return Drawing(tuple(rows), tuple(targets))


def _entry(one: ShownChoice, shown: CitizenShown, width: int) -> tuple[str, ...]:
    mark = ALL.cursor if one.is_pointed else " "
    if shown.several:
        begins = f"{mark} {one.key or ' '} {'[x]' if one.is_marked else '[ ]'} "
    else:
        begins = f"{mark}{_number(one) if one.key else '[ ]' if one.is_marked else '   '} "
    lines = wrapped(one.words, max(8, min(WIDEST_SENTENCE, width - 2) - cell_len(begins))) or ("",)
    return (begins + lines[0], *(" " * cell_len(begins) + line for line in lines[1:]))


def _window(heights: list[int], here: int, room: int) -> tuple[int, int]:
    """The first of the blocks that are shown, and the one after the last, with ``here`` among them."""
    if sum(heights) <= room:
        return 0, len(heights)
    room -= 1  # the line that says so
    first, last, taken = here, here + 1, heights[here]
    while True:
        if last < len(heights) and taken + heights[last] <= room:
            taken, last = taken + heights[last], last + 1
        elif first and taken + heights[first - 1] <= room:
            first, taken = first - 1, taken + heights[first - 1]
        else:
            return first, last


def _written(shown: CitizenShown, width: int) -> Drawing:
    lines = [_middle(line, "marked", width) for line in wrapped(shown.answer, min(WIDEST_SENTENCE, width - 4))[:4]]
    how = " · ".join(part for part in (_("Press Enter and write."), shown.how) if part)
    lines += [_middle(line, "quiet", width) for line in wrapped(how, width - 4)]
    return Drawing(tuple(lines))


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most so many cells; none for no text."""
    return wrapped_by(text, max(4, width), cell_len) if text.strip() else ()


def _centred(text: str, part: str, width: int) -> Drawing:
    return Drawing(tuple(_middle(line, part, width) for line in wrapped(text, width - 2)[:2]))


def _middle(text: str, part: str, width: int) -> tuple[Piece, ...]:
    return ((" " * max(0, (width - cell_len(text)) // 2), "text"), (text, part))


def _padded(text: str, width: int) -> str:
    """The text in the middle of so many cells."""
    spare = max(0, width - cell_len(text))
    return " " * (spare // 2) + text + " " * (spare - spare // 2)


def _filled(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))


def text_of(drawing: Drawing) -> Iterator[str]:
    """The lines as bare text."""
    for line in drawing.lines:
        yield "".join(text for text, _part in line).rstrip()
