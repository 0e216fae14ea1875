"""The lines around a form: whose it is and how far it has come, the scale's words, the sentence to say, the keys."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.form.carrying import Carried, carried_state, is_fixed
from sipforms.actions.form.fixing import cannot_change, why_fixed
from sipforms.actions.form.keeping import Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import ANSWERED_WITH_KEYS, choices
from sipforms.actions.form.outcome import Nothing
from sipforms.actions.form.outline import Cell, Line, LineKind
from sipforms.actions.form.searching import is_searched
from sipforms.actions.form.tally import Progress
from sipforms.actions.keymap import USUAL, Keymap
from sipforms.engine.form_width import areas_in_sight
from sipforms.engine.programme import Kind
from sipforms.engine.score.missing import Gap
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.said import said as why_it_stays
from sipforms.render.said import saved
from sipforms.render.wording import answer_line, row_words
from sipforms.tui.keys import key_name
from sipforms.tui.tables import sized
from sipforms.tui.widgets.form_layout import strip_of, wrapped

BAR, SHORT_BAR, LEAST_BAR, ROOMY = 20, 8, 3, 100
SHORT = {
    Gap.DONT_KNOW: N_("don't know"),
    Gap.DECLINED: N_("won't say"),
    Gap.NOT_UNDERSTOOD: N_("unclear"),
    Gap.NOT_RELEVANT: N_("not relevant"),
    Gap.NOT_ASSESSED: N_("not assessed"),
    Gap.NOT_SPECIFIED: N_("not specified"),
}
NEVER_LOST = frozenset({"F8", "F2", "F1", "?", "Esc"})
"""The keys that a narrow window shows before all others: hide, go on, help, and the way back."""
FEW = 5  # answers below each other before a second column begins


def top_line(whose: tuple[str, str], progress: Progress, kept: Kept, width: int, by: str = "") -> Text:
    """Whose form and which form, how far, whether all is kept, and by whom who is signed in."""
    who, what = whose
    done = f"{progress.answered}/{progress.asked}"
    safe = saved(kept)
    left, bar = f" {plain(who)} · {plain(what)}", BAR if width >= ROOMY else SHORT_BAR
    right = f" {done}   {safe}{f' · {by}' if by else ''} "
    too_much = cell_len(left) + 1 + bar + cell_len(right) - width
    if too_much > 0:  # whose form it is matters more
        bar = bar - too_much if bar - too_much >= LEAST_BAR else 0
    full = bar * progress.answered // max(1, progress.asked)
    right = f"{ALL.full * full}{ALL.empty * (bar - full)}{right if bar else right.lstrip()}"
    text = Text(sized(left, max(6, width - cell_len(right) - 1)), no_wrap=True, end="")
    text.append(" " + right, "bold reverse" if kept.fault else "")
    return text


def scale_line(model: FormModel, width: int) -> Text:
    """How far each area is, and the scale's words at the cursor; of many words only the first and the last."""
    areas = _areas_line(model, width)
    named = _named_steps(model)
    words = "  ".join(named) if _fits_above(named, areas, width) else f"{named[0]} {ALL.cut} {named[-1]}"
    areas.append(" " * max(1, width - areas.cell_len - cell_len(words) - 1) + words)
    return areas


def scale_words(model: FormModel, width: int) -> str:
    """Every word of the scale at the cursor, where the line above the form has no room for all of them.

    Whoever looks on must be able to point at an answer: a child cannot choose among faces of which two are shown.
    A word is never parted: what has no room beside the others goes on the next line.
    """
    named, lines = _named_steps(model), [""]
    if _fits_above(named, _areas_line(model, width), width):
        return ""
    for step in named:
        longer = f"{lines[-1]}  {step}" if lines[-1] else step
        lines = [*lines[:-1], longer] if cell_len(longer) <= width - 2 else [*lines, step]
    return "\n".join(lines)


def _areas_line(model: FormModel, width: int) -> Text:
    areas = Text(" ", no_wrap=True, overflow="ellipsis", end="")
    for line, is_here in _areas_in_sight(model, areas_in_sight(width)):
        progress = model.progress(line.path)
        mark = ALL.done if progress.is_complete else ALL.partly if progress.answered else " "
        areas.append(f"{line.number}{mark}", "bold reverse" if is_here else "")
        areas.append(" ")
    return areas


def _named_steps(model: FormModel) -> list[str]:
    strip = strip_of(model.cell.question) if model.cell else ()
    return [f"{one.key} {plain(one.option.title)}" for one in strip if one.option]


def _fits_above(named: list[str], areas: Text, width: int) -> bool:
    return not named or cell_len("  ".join(named)) <= width - areas.cell_len - 3


def _areas_in_sight(model: FormModel, most: int) -> list[tuple[Line, bool]]:
    """The outermost areas with whether the cursor is in them; of many only those around it."""
    outer = [line for line in map(model.outline.lines.__getitem__, model.outline.areas) if line.depth == 0]
    area = model.line.area[:1] if model.line else ()
    here = next((place for place, line in enumerate(outer) if line.path == area), None)
    first = max(0, min((here or 0) - most // 2, len(outer) - most))
    return [(line, place == here) for place, line in enumerate(outer[first : first + most], start=first)]


def said_aloud(model: FormModel) -> str:
    """What to say aloud at the cursor: the question's own sentence, else its title."""
    line, cell = model.line, model.cell
    if line is None:
        return _("No question is asked here.")
    if cell is None:
        return title_said(model, line)
    situation = model.draft.form.situation
    wording = cell.question.worded(situation.informant, situation.variant)
    bare = plain(line.title) if cell.question.dimension is None else f"{plain(line.title)}: {plain(wording.title)}"
    said = plain(wording.say) if wording.say else bare
    return f"{plain(wording.preface)} {said}" if wording.preface else said


def title_said(model: FormModel, line: Line) -> str:
    """What a line is called; a row by what stands in its fields."""
    if line.kind is not LineKind.ROW or line.rows is None:
        return plain(line.title)
    return row_words(line.rows, model.draft, line.path) or _("A row without a name yet")


def key_line(
    model: FormModel, width: int, while_writing: Sequence[tuple[str, str]] = (), keymap: Keymap = USUAL
) -> Text:
    """The keys that matter here, the one that hides everything first; as many as there is room for."""
    cell = model.cell
    hand_in, undo, empty, note = (key_name(keymap.keys[one][0]) for one in ("review", "undo", "next_empty", "note"))
    keys = [("F8", _("hide"))]
    if while_writing:
        return keys_text([*keys, *while_writing], width)
    keys += _answer_keys(model, cell) if cell else [("Enter", _("add")), ("Del", _("remove"))]
    keys += [(hand_in, _("hand in")), (key_name(keymap.keys["help"][-1]), _("help"))]
    keys += _keys_of_missing(cell, model) if cell else []
    return keys_text([*keys, (undo, _("undo")), (empty, _("next empty")), (note, _("note"))], width)


def keys_text(keys: Sequence[tuple[str, str]], width: int) -> Text:
    """Keys with what they do, in this order, as many as there is room for; first of all those of ``NEVER_LOST``."""
    left, shown = width, set[int]()
    for place in sorted(range(len(keys)), key=lambda place: keys[place][0] not in NEVER_LOST):
        wide = cell_len(" {} {} ".format(*keys[place]))
        if wide <= left:
            shown.add(place)
            left -= wide
    text = Text(no_wrap=True, overflow="ellipsis", end="")
    for place in sorted(shown):
        key, does = keys[place]
        text.append(f" {key}", "bold")
        text.append(f" {does} ")
    return text


def _answer_keys(model: FormModel, cell: Cell) -> list[tuple[str, str]]:
    question = cell.question
    if question.computed is not None:
        return [("Enter", _("why this number"))]
    if cannot_change(model.draft, cell.path):
        return [(ALL.up + ALL.down, _("move"))]
    if question.kind not in ANSWERED_WITH_KEYS or is_searched(question):
        return [("Enter", _("search and choose") if is_searched(question) else _("write"))]
    if question.kind is Kind.CHOICES:
        return [("Enter", _("go on"))]
    given = choices(question)
    strip = strip_of(question)
    if question.kind is Kind.BOOLEAN:
        return [(given[0].key, _("Yes")), (given[1].key, _("No"))]
    return [(f"{strip[0].key}-{strip[-1].key}", _("answer"))] if strip else []


def _keys_of_missing(cell: Cell, model: FormModel) -> list[tuple[str, str]]:
    """The answers beside a scale that are no step of it, by short names: help has the programme's own words."""
    question = cell.question
    if question.kind is Kind.BOOLEAN:
        return []
    beside = [(one.key, one.option.missing) for one in choices(question) if one.option] if strip_of(question) else []
    found = [(key, _(SHORT[Gap(missing)])) for key, missing in beside if missing]
    state = None if cannot_change(model.draft, cell.path) else carried_state(model.draft, cell.path)
    return found if state is None else [*found, ("=", _("as last time"))]


def carried_words(model: FormModel) -> str:
    """That the answer was carried over, and what can be done with it."""
    cell = model.cell
    fixed = why_fixed(model.draft, model.outline, cell.path) if cell else None
    if fixed is not None and fixed.nothing is Nothing.LOCKED:
        return why_it_stays(fixed)
    state = carried_state(model.draft, cell.path) if cell else None
    if cell is None or state is None:
        return ""
    if is_fixed(model.draft, cell.path):
        return _("Carried over from last time. It can only be read here.")
    match state:
        case Carried.UNCHANGED:
            return _("Unchanged since last time. = says that it still is.")
        case Carried.OFFERED:
            return _("= answers as last time.")
    return _("Changed since last time. = takes last time's answer back.")


def last_words(model: FormModel) -> str:
    """Last time's answer in words, where it may be seen and the form has no column for it."""
    cell = model.cell
    shown = model.last_time(cell.path) if cell else None
    if cell is None or shown is None or strip_of(cell.question):
        return ""
    answer, source = answer_line(cell.question, shown), _source(model, cell)
    if source is not None:
        return _("From “{questionnaire}”: {answer}").format(questionnaire=plain(source), answer=answer)
    return _("Last time: {answer}").format(answer=answer)


def _source(model: FormModel, cell: Cell) -> str | None:
    """The title of the questionnaire that the answer comes from, where that is another than this."""
    places = model.draft.form.places
    at = places.rows_of(places.template(cell.path))
    source = cell.question.carry_from if at is None else places.rows[at].carry_from
    return None if source is None else model.draft.form.sources.get(source.questionnaire)


def note_words(model: FormModel) -> str:
    """The note to the item at the cursor."""
    line = model.line
    note = model.draft.notes.get(line.path) if line else None
    return _("Note: {text}").format(text=plain(note).replace("\n", " ")) if note else ""


def in_lines(text: str, width: int, most: int) -> str:
    """The text in at most so many lines."""
    lines = wrapped(text, max(10, width))
    return "\n".join((*lines[: most - 1], " ".join(lines[most - 1 :])) if len(lines) > most else lines)
