"""One question as a value: all that a face needs which shows one question at a time, and nothing that it must not show.

The citizen view, the page in a browser, line mode and the staff's form with one question at a time draw this and work
out nothing of it themselves. What was answered last time, notes and checks are not part of it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from sipforms.actions.form.fixing import cannot_change
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.moves import beside
from sipforms.actions.form.options import ANSWERED_WITH_KEYS, Choice, choices
from sipforms.actions.form.outline import Cell, Line, LineKind, Outline
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, MissingKind, Question, Rows, Scale
from sipforms.engine.response import Answer, Scalar

MOST_DRAWN = 7
"""Steps of a scale that can be told apart as pictures."""


class Picture(StrEnum):
    """What the steps of a scale are drawn as. Two pictures keep two questions about one thing apart."""

    NONE = "none"
    AMOUNT = "amount"  # a glass that is more or less full: how much
    FEELING = "feeling"  # a face that is more or less glad: how good


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedChoice:
    """One answer that a key gives.

    ``words`` is the programme's own; it is blank for yes and no, whose words are the language's. ``level`` is the place
    on the scale from 0 (its lowest number) to 1 (its highest); nothing for what is no number. ``missing`` says why it
    is no answer to the question, where it is none.
    """

    key: str
    value: Scalar
    words: str = ""
    say: str = ""
    help: str = ""
    level: float | None = None
    missing: MissingKind | None = None
    picture_name: str = ""
    is_chosen: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question. The texts are the programme's, as they are: drawing them plainly is the face's.

    ``number`` is the one printed on paper. ``place`` of ``of`` counts the questions asked now from 1, in the whole
    form, and ``place_in_area`` of ``of_area`` those of the innermost area. ``introduction`` is told before the
    question, where an area begins with it, the outermost area first. ``title`` is what is asked about, ``dimension`` on
    which scale (blank where there is only one); ``sentence`` is what is said aloud, after ``preface``. ``row`` is the
    row that the question is asked in, with its ``rows``. Limits are in ``question``. ``is_fixed`` is an answer that can
    only be read; ``may_repeat`` says that last time's can be taken over as it is.
    """

    path: Path
    number: str
    place: int
    of: int
    place_in_area: int
    of_area: int
    question: Question
    areas: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    title: str
    dimension: str = ""
    preface: str = ""
    sentence: str
    description: str = ""
    help: str = ""
    example: str = ""
    picture: Picture = Picture.NONE
    choices: tuple[AskedChoice, ...] = ()
    answer: Answer | None = field(default=None, repr=False)
    is_fixed: bool = False
    may_repeat: bool = False
    rows: Rows | None = None
    row: Path | None = None

    @property
    def kind(self) -> Kind:
        """How it is answered."""
        return self.question.kind

    @property
    def is_written(self) -> bool:
        """True where the answer is written, not chosen by a key."""
        return self.kind not in ANSWERED_WITH_KEYS

    @property
    def takes_several(self) -> bool:
        """True where several of the choices can be the answer together."""
        return self.kind is Kind.CHOICES

    @property
    def steps(self) -> tuple[AskedChoice, ...]:
        """The choices that answer the question."""
        return tuple(one for one in self.choices if one.missing is None)

    @property
    def beside(self) -> tuple[AskedChoice, ...]:
        """The choices that say why there is no answer."""
        return tuple(one for one in self.choices if one.missing is not None)

    @property
    def chosen(self) -> tuple[AskedChoice, ...]:
        """What is chosen now."""
        return tuple(one for one in self.choices if one.is_chosen)

    def choice(self, key: str) -> AskedChoice | None:
        """The choice with that key."""
        return next((one for one in self.choices if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRows:
    """Rows, or one row: where they are added, opened and removed. ``row`` is nothing for all of them together.

    ``standing`` are the rows there are, in order; ``may_add`` and ``may_remove`` what can be done here.
    """

    path: Path
    number: str
    areas: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    title: str
    rows: Rows
    row: Path | None = None
    standing: tuple[Path, ...] = ()
    may_add: bool = False
    may_remove: bool = False


def asked_now(model: FormModel, path: Path | None = None) -> Asked | AskedRows | None:
    """What is asked at a path, or at the cursor without one; nothing where nothing is asked."""
    at = model.cursor if path is None else path
    if at in model.outline.readings:  # nobody answers that: what is asked is what comes after it
        at = beside(model.outline, at, 1) or beside(model.outline, at, -1)
    if at is None or at not in model.outline.place_of:
        return None
    line, cell = model.outline.line(at), model.outline.cell(at)
    if cell is not None:
        return _question(model, line, cell)
    return None if line.rows is None else _rows(model, line, line.rows)


def _question(model: FormModel, line: Line, cell: Cell) -> Asked:
    question, draft, outline = cell.question, model.draft, model.outline
    situation = draft.form.situation
    wording = question.worded(situation.informant, situation.variant)
    on_several = question.dimension is not None
    bare = f"{line.title}: {wording.title}" if on_several else line.title
    place, of = _place(outline, cell.path)
    place_in_area, of_area = _place(outline, cell.path, line.area)
    rows, row = _around(model, cell.path)
    return Asked(
        path=cell.path,
        number=line.number,
        place=place,
        of=of,
        place_in_area=place_in_area,
        of_area=of_area,
        question=question,
        areas=_areas(outline, line.area),
        introduction=_introduction(outline, cell.path),
        title=line.title,
        dimension=wording.title if on_several else "",
        preface=wording.preface or "",
        sentence=wording.say or bare,
        description=wording.description or "",
        help=wording.help or "",
        example=wording.example or "",
        picture=picture_of(question),
        choices=_choices(question, draft.answers.get(cell.path)),
        answer=draft.answers.get(cell.path),
        is_fixed=cannot_change(draft, cell.path),
        may_repeat=draft.header.paper is None
        and question.carry == "offerUnchanged"
        and cell.path in draft.form.ready.answers,
        rows=rows,
        row=row,
    )


def _rows(model: FormModel, line: Line, rows: Rows) -> AskedRows:
    standing = tuple((*rows.path, row) for row in model.draft.rows.get(rows.path, ()))
    row = line.path if line.kind is LineKind.ROW else None
    return AskedRows(
        path=line.path,
        number=line.number,
        areas=_areas(model.outline, line.area),
        introduction=_introduction(model.outline, line.path),
        title=line.title,
        rows=rows,
        row=row,
        standing=standing,
        may_add=(rows.max_items is None or len(standing) < rows.max_items)
        and not cannot_change(model.draft, rows.path),
        may_remove=row is not None and not cannot_change(model.draft, row),
    )


def picture_of(question: Question) -> Picture:
    """What the steps are drawn as: a face where more is better, else a glass; nothing for what is no short scale."""
    scale = question.scale
    if question.kind is not Kind.CHOICE or scale is None or scale.direction == "none":
        return Picture.NONE
    if not 2 <= len(scale.numbers) <= MOST_DRAWN or any(
        one.missing is None and not isinstance(one.value, int) for one in scale.options
    ):
        return Picture.NONE
    return Picture.FEELING if scale.direction == "higherIsBetter" else Picture.AMOUNT


def _choices(question: Question, answer: Answer | None) -> tuple[AskedChoice, ...]:
    chosen = answer if isinstance(answer, tuple) else () if answer is None else (answer,)
    return tuple(_choice(one, question.scale, chosen) for one in choices(question))


def _choice(one: Choice, scale: Scale | None, chosen: tuple[Scalar, ...]) -> AskedChoice:
    option = one.option
    is_chosen = any(held == one.value and type(held) is type(one.value) for held in chosen)
    if option is None:
        return AskedChoice(key=one.key, value=one.value, is_chosen=is_chosen)
    return AskedChoice(
        key=one.key,
        value=one.value,
        words=option.title,
        say=option.say or option.title,
        help=option.help or "",
        level=None if scale is None or option.missing is not None else level_of(scale, one.value),
        missing=option.missing,
        picture_name=option.pictogram or "",
        is_chosen=is_chosen,
    )


def level_of(scale: Scale, value: Scalar) -> float | None:
    """The place of a value among the scale's numbers, from 0 to 1; nothing for what is not one of them."""
    numbers = scale.numbers
    if isinstance(value, bool) or value not in numbers or len(numbers) < 2:
        return None
    return numbers.index(int(value)) / (len(numbers) - 1)


def _place(outline: Outline, path: Path, area: Path = ()) -> tuple[int, int]:
    """Which of the questions asked in an area it is, counted from 1, and how many there are."""
    inside = [
        stop for stop in outline.stops if stop in outline.questions and outline.line(stop).area[: len(area)] == area
    ]
    return inside.index(path) + 1, len(inside)


def _areas(outline: Outline, area: Path) -> tuple[str, ...]:
    lines = (outline.lines[place] for place in outline.areas)
    return tuple(line.title for line in lines if area[: len(line.path)] == line.path)


def _introduction(outline: Outline, path: Path) -> tuple[str, ...]:
    """What is told of the areas that begin at this stop, the outermost first."""
    line = outline.line(path)
    if line.stops[0] != path:
        return ()
    told: list[str] = []
    for above in reversed(outline.lines[: outline.line_of[path]]):
        if above.stops:
            break
        if above.kind is LineKind.AREA and above.description and line.area[: len(above.path)] == above.path:
            told.insert(0, above.description)
    return tuple(told)


def _around(model: FormModel, path: Path) -> tuple[Rows | None, Path | None]:
    """The repeating item and the row that a question stands in."""
    places = model.draft.form.places
    at = places.rows_of(places.template(path))
    return (None, None) if at is None else (places.rows[at], path[: len(at) + 1])
