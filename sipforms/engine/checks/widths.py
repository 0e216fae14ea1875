"""Texts fit the form in a window of 80 columns: nothing is cut off, and titles take few lines.

The limits are those of ``form_width``, which the form draws by. They are worked out once for each questionnaire; the
texts of each language are then held against them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sipforms.engine import form_width
from sipforms.engine.build.data import Node, node, nodes, text
from sipforms.engine.checks.aloud import Text, worded
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.references import followed
from sipforms.engine.checks.scene import SCALES, Language, Scene
from sipforms.engine.checks.tree import Branch, Spot
from sipforms.engine.form_width import GRID, WIDTH, cells, is_wider, wrapped
from sipforms.engine.paths import STAR
from sipforms.engine.problem import Problem

_SAID = WIDTH - form_width.PADDING
_CHOSEN = ("choice", "choices")


@dataclass(slots=True)
class _Area:
    """What stands below one area's head, or before the first area, with its numbers."""

    head: tuple[Branch, str] | None
    lines: list[tuple[Branch, str]] = field(default_factory=list)
    options: int = 0
    dimensions: dict[str, Branch] = field(default_factory=dict)
    questions: int = 0


@dataclass(slots=True, eq=False)
class _Fit:
    """A text and the room for it: in columns on one line, or where ``lines`` is not 0, on each of so many lines."""

    text: Text
    part: str
    room: int
    lines: int = 0


def is_cut(said: str) -> bool:
    """True where a sentence needs more lines than the form has for it."""
    return is_wider(said, _SAID) and len(wrapped(said, _SAID)) > form_width.MOST_SAID_LINES


def texts_fit_the_form(scene: Scene) -> Iterator[Problem]:
    """Nothing on the form is cut off at 80 columns, in any language."""
    for id_, tree in scene.trees.items():
        form = _Form(scene, id_, tree)
        fits, ends = tuple(form.fits()), tuple(form.scale_ends())
        for language in scene.languages:
            for fit in fits:
                said = worded(fit.text, language.texts)
                if is_wider(said, fit.room):
                    yield from _judged(scene, fit, said, language)
            for saying in scene.sayings[id_]:
                if is_cut(said := saying.said(language.texts)):
                    limit = form_width.MOST_SAID_LINES
                    yield from _judged(scene, _Fit(saying.blamed, "say", _SAID, limit), said, language)
            for end in ends:
                yield from _between(scene, *end, language)


def strip_length(answers: Node) -> int:
    """How many answers stand side by side in a cell: the numbers of a short scale; 0 where they are listed."""
    options = [one for one in nodes(answers.get("oneOf")) if "missing" not in one]
    numbers = [one for one in options if isinstance(one.get("const"), int)]
    return len(numbers) if len(numbers) == len(options) <= form_width.MOST_ON_A_STRIP else 0


def _judged(scene: Scene, fit: _Fit, said: str, language: Language) -> Iterator[Problem]:
    if fit.lines:
        count = len(wrapped(said, fit.room))
        if count > fit.lines and (place := scene.blamed(fit.text, language)) is not None:
            name = language.name
            yield found("too-many-lines", place, part=fit.part, count=count, limit=fit.lines, language=name)
        return
    if (place := scene.blamed(fit.text, language)) is not None:
        width, name = cells(said), language.name
        yield found("text-cut-off", place, part=fit.part, width=width, room=fit.room, language=name)


def _between(scene: Scene, first: Text, last: Text, room: int, language: Language) -> Iterator[Problem]:
    """The first and the last word of a scale, which stand on one line; the longer of them is blamed."""
    said = [(cells(worded(one, language.texts)), one) for one in (first, last)]
    width = sum(wide for wide, _ in said) + len("1 ") * 2 + len(" … ")
    if width > room:
        _, longer = max(said, key=lambda one: one[0])
        place = scene.blamed(longer, language)
        if place is not None:
            yield found("text-cut-off", place, part="scaleEnds", width=width, room=room, language=language.name)


@dataclass(slots=True)
class _Form:
    """One questionnaire as it is laid out."""

    scene: Scene
    id: str
    tree: Branch
    areas: list[_Area] = field(default_factory=list)
    strips: dict[int, int] = field(default_factory=dict)

    def fits(self) -> Iterator[_Fit]:
        first = _Area(None)
        self.areas = [first]
        self._gather(self.tree, "", first)
        number = form_width.number_width(mine for area in self.areas for _, mine in _numbered(area))
        for area in self.areas:
            yield from self._of_area(area, number)
        for name, (branch, spot) in self._lists():
            yield from self._listed(branch, name, spot)
        yield from self._messages()

    def scale_ends(self) -> Iterator[tuple[Text, Text, int]]:
        """The first and the last word of every scale that stands in a cell, with the room for both."""
        heads = (area.head[1] for area in self.areas if area.head is not None)
        room = form_width.scale_room((number for number in heads if "." not in number), WIDTH)
        for path, (branch, spot) in self._lists(strips=True):
            told = [(place, one) for place, one in enumerate(nodes(branch.answers["oneOf"])) if "missing" not in one]
            yield *(_option(path, spot, place, one) for place, one in (told[0], told[-1])), room  # type: ignore[misc]

    def _gather(self, branch: Branch, number: str, area: _Area) -> int:
        """Collect the lines below; the number of questions among them."""
        children = tuple(branch.children.values())
        numbers = form_width.numbered((child.kind == "area" for child in children), number)
        inside = 0
        for child, mine in zip(children, numbers, strict=True):
            if child.kind == "area":
                below = _Area((child, mine))
                self.areas.append(below)
                below.questions = self._gather(child, mine, below)
                inside += below.questions
                continue
            area.lines.append((child, mine))
            inside += self._asked(child, area)
            if child.kind == "rows":
                inside += self._gather(child.children[STAR], f"{mine}.1", area)
        return inside

    def _asked(self, branch: Branch, area: _Area) -> int:
        asked = tuple(branch.children.values()) if branch.kind == "item" else (branch,)
        for one in asked:
            if one.answered == "choice":
                area.options = max(area.options, self._strip(one))
        if branch.kind == "item":
            area.dimensions.update(branch.children)
        return len(asked)

    def _strip(self, branch: Branch) -> int:
        options = id(branch.answers.get("oneOf"))
        if options not in self.strips:
            self.strips[options] = strip_length(branch.answers)
        return self.strips[options]

    def _of_area(self, area: _Area, number: int) -> Iterator[_Fit]:
        block = form_width.block_width(area.options, len(area.dimensions), GRID)
        stacked = form_width.is_stacked(block, number, GRID)
        if area.head is not None and (title := self._title(area.head[0])) is not None:
            beside = block if area.dimensions and not stacked else 0
            room = GRID - beside - form_width.area_extra(area.head[1], area.questions)
            yield _Fit(title, "areaTitle", room)
        room = form_width.title_room(block, number, GRID)
        for branch, _ in area.lines:
            yield from self._of_line(branch, room, GRID - form_width.GUTTER - number)
        stacked_room = form_width.label_room(area.options, number, GRID)
        room = stacked_room if stacked else form_width.head_room(area.options, len(area.dimensions), block)
        for name, dimension in area.dimensions.items() if area.options else ():
            written = dimension.what.get("title")
            if isinstance(written, str):
                path = f"scales.{dimension.spot.steps[1]}.{name}.title"
                yield _Fit(Text(written, path, dimension.spot, ("title",)), "dimension", room)

    def _of_line(self, branch: Branch, room: int, whole: int) -> Iterator[_Fit]:
        title = self._title(branch)
        if title is None:
            return
        if branch.kind == "rows":
            yield _Fit(title, "rowsTitle", whole - form_width.ROWS_SAID)
            return
        yield _Fit(title, "title", room, form_width.MOST_TITLE_LINES)
        for who, what in node(branch.what.get("for")).items() if branch.kind != "item" else ():
            if own := text(node(what).get("title")):
                path = f"{self._path(branch)}.for.{who}.title"
                there = Text(own, path, branch.spot_of("for"), ("for", who, "title"))
                yield _Fit(there, "title", room, form_width.MOST_TITLE_LINES)

    def _title(self, branch: Branch) -> Text | None:
        written = branch.what.get("title")
        if not isinstance(written, str):
            return None
        return Text(written, f"{self._path(branch)}.title", branch.spot_of("title"), ("title",))

    def _lists(self, *, strips: bool = False) -> Iterator[tuple[str, tuple[Branch, Spot]]]:
        """Every list of answers once, by the path of its texts: those written out, or those that stand in cells."""
        seen: set[str] = set()
        for id_, branch in self.scene.branches:
            if id_ != self.id or branch.answered not in _CHOSEN or "oneOf" not in branch.answers:
                continue
            several = branch.answered == "choices"
            asked = node(branch.what.get("items")) if several else branch.what
            name = text(asked.get("scale"))
            path = f"scales.{name}" if name else self._path(branch)
            if path in seen or strips is (several or not self._strip(branch)):
                continue
            seen.add(path)
            if name:
                spot = Spot(SCALES, ("$defs", *followed({"$ref": name}, self.scene.defs)[1][-1:]))
            else:
                spot = branch.spot_of("items" if several else "oneOf")
                spot = Spot(spot.file, (*spot.steps, "items")) if several else spot
            yield path, (branch, spot)

    def _listed(self, branch: Branch, path: str, spot: Spot) -> Iterator[_Fit]:
        beside = form_width.KEYS_OF_SEVERAL if branch.answered == "choices" else form_width.KEYS_OF_ONE
        for place, one in enumerate(nodes(branch.answers.get("oneOf"))):
            yield _Fit(_option(path, spot, place, one), "option", _SAID - beside - 1)

    def _messages(self) -> Iterator[_Fit]:
        for id_, branch in self.scene.branches:
            if id_ != self.id or "checks" not in branch.what:
                continue
            for place, one in enumerate(nodes(branch.what.get("checks"))):
                if written := text(one.get("message")):
                    path = f"{self.id}.checks.{one.get('id')}.message"
                    there = Text(written, path, branch.spot_of("checks"), ("checks", place, "message"))
                    yield _Fit(there, "message", _SAID, form_width.MOST_SAID_LINES)

    def _path(self, branch: Branch) -> str:
        return ".".join((self.id, *(step for step in branch.path if step != STAR)))


def _option(path: str, spot: Spot, place: int, one: Node) -> Text:
    return Text(str(one.get("title", "")), f"{path}.{one.get('const')}", spot, ("oneOf", place, "title"))


def _numbered(area: _Area) -> Iterator[tuple[Branch, str]]:
    if area.head is not None:
        yield area.head
    yield from area.lines
