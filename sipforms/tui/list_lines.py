"""The lines of the lists of people: what stands in their columns, at any width, with the heads above them."""

from collections.abc import Iterable, Mapping
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.due import DueForm
from sipforms.actions.narrowing import Order
from sipforms.actions.people import MAX_CODE, current_stay
from sipforms.actions.today import HandedIn, Waiting
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.render.due_words import due_title, title_of, way_words, when_due
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain
from sipforms.render.today_words import handed_in_state, state_waits, what_waits, when_waits
from sipforms.store.casefile import CaseFile
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry

Programmes = Mapping[str, Programme]
LEAST_CODE, UNIT, WHEN, STATE = 8, 14, 17, 18
DAY, BY = 11, 24
ROOMY, TIGHT = 66, 52
"""Columns from which there is room for everything, and below which only the most urgent stands."""
SHORT_WHEN = 15


def code_of(file: CaseFile) -> str:
    """What somebody is called in lists: the code, and nothing else."""
    return plain(file.citizen.code) if file.citizen else _("The facility")


def code_width(files: Iterable[CaseFile]) -> int:
    """How wide the column of the codes must be: no code may be shortened, or it would be taken for another.

    Longer ones than can be typed here come from elsewhere; they do not push everything else off the screen.
    """
    return min(MAX_CODE, max((cell_len(code_of(file)) for file in files), default=0))


def programme_of(programmes: Programmes, one: Waiting) -> Programme | None:
    """The programme of a waiting form, where it is at hand."""
    id_ = one.due.programme if one.due else one.draft.header.programme if one.draft else ""
    return programmes.get(id_)


# --- I dag ----------------------------------------------------------------------------------------------------------


def waiting_head(width: int, code: int, order: Order) -> Text:
    """The head above waiting forms; what they are sorted by is underlined."""
    names = ((_("Citizen"), Order.CODE), (_("Form"), Order.FORM), (_("Deadline"), Order.DEADLINE), (_("State"), None))
    return _head(names, _waiting_widths(width, code), order, width)


def waiting_entry(programmes: Programmes, one: Waiting, code: int, today: date) -> Entry:
    """One waiting form; the column of the codes is ``code`` wide."""
    programme = programme_of(programmes, one)
    cells = (code_of(one.file), what_waits(programme, one), when_waits(one, today), state_waits(one))

    def drawn(width: int) -> Text:
        widths = _waiting_widths(width, code)
        text = columns(cells[: len(widths)], widths, width)
        if one.is_late:
            _embolden(text, cells[2])
        return text

    return Entry(drawn=drawn, chosen=Mark.of(one))


def handed_in_head(width: int, code: int) -> Text:
    """The head above what was handed in."""
    names = ((_("Citizen"), None), (_("Form"), None), (_("Handed in"), None), (_("State"), None))
    return _head(names, _handed_in_widths(width, code), None, width)


def handed_in_entry(programmes: Programmes, one: HandedIn, code: int) -> Entry:
    """One response that was handed in lately."""
    response, programme = one.response, programmes.get(one.response.programme)
    who = way_words(programme, None, response.informant)
    what = " · ".join(part for part in (title_of(programme, response.questionnaire), who) if part)
    by = plain(response.entered_by)
    state = ", ".join(part for part in (handed_in_state(response), by) if part)
    cells = (code_of(one.file), what, format_date(response.handed_in_at.date()), state)

    def drawn(width: int) -> Text:
        widths = _handed_in_widths(width, code)
        return columns(cells[: len(widths)], widths, width)

    return Entry(drawn=drawn, chosen=Mark.of(one))


def _waiting_widths(width: int, code: int) -> tuple[int, ...]:
    code = max(LEAST_CODE, code)
    if width >= ROOMY:
        return (code, 0, WHEN, STATE)
    return (code, 0, WHEN) if width >= TIGHT else (code, 0, SHORT_WHEN)


def _handed_in_widths(width: int, code: int) -> tuple[int, ...]:
    code = max(LEAST_CODE, code)
    return (code, 0, DAY, BY) if width >= ROOMY else (code, 0, DAY)


# --- citizens -------------------------------------------------------------------------------------------------------


def citizen_head(width: int, code: int, order: Order) -> Text:
    """The head above citizens; what they are sorted by is underlined."""
    names = (
        (_("Citizen"), Order.CODE),
        (_("Lives in"), Order.UNIT),
        (_("Next form"), None),
        (_("Deadline"), Order.DEADLINE),
    )
    widths = _citizen_widths(width, code)
    return _head(names if len(widths) == len(names) else (names[0], *names[2:]), widths, order, width)


def citizen_entry(programmes: Programmes, file: CaseFile, due: DueForm | None, code: int, today: date) -> Entry:
    """One citizen, with what is to be answered next."""
    stay = current_stay(file, today)
    what = due_title(programmes.get(due.programme), due.due) if due else "–"
    when = when_due(due.due, today) if due else _ended(stay, today)
    unit = plain(stay.unit) if stay else _("no stay")
    cells = (code_of(file), unit, what, when)
    is_late = due is not None and due.due.deadline < today

    def drawn(width: int) -> Text:
        widths = _citizen_widths(width, code)
        shown = cells if len(widths) == len(cells) else (cells[0], *cells[2:])
        text = columns(shown, widths, width)
        if is_late:
            _embolden(text, when)
        return text

    return Entry(drawn=drawn, chosen=file.id)


def _citizen_widths(width: int, code: int) -> tuple[int, ...]:
    code = max(LEAST_CODE, code)
    return (code, UNIT, 0, WHEN) if width >= TIGHT else (code, 0, SHORT_WHEN)


def _ended(stay: Episode | None, today: date) -> str:
    """That nothing is due because the last stay has ended; nothing to say while one lasts or none was written down."""
    ended = stay.discharge if stay else None
    return _("ended {day}").format(day=format_date(ended)) if ended and ended < today else ""


# --- drawing --------------------------------------------------------------------------------------------------------


class Mark:
    """What a line stands for: equal to the line about the same form when the list is filled again."""

    __slots__ = ("key", "one")

    def __init__(self, one: Waiting | HandedIn, key: tuple[object, ...]) -> None:
        self.one, self.key = one, key

    @classmethod
    def of(cls, one: Waiting | HandedIn) -> "Mark":
        """The mark of a line."""
        if isinstance(one, HandedIn):
            return cls(one, (one.file.id, one.response.id))
        if one.due is None:
            return cls(one, (one.file.id, one.draft.id if one.draft else ""))
        due, stay = one.due.due, one.due.episode
        return cls(one, (one.file.id, one.due.programme, due.main, due.informant, stay.id if stay else ""))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mark) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _head(
    names: tuple[tuple[str, Order | None], ...], widths: tuple[int, ...], order: Order | None, width: int
) -> Text:
    shown = names[: len(widths)]
    text = columns(tuple(name for name, _order in shown), widths, width)
    for name, by in shown:
        if by is not None and by is order:
            text.highlight_words([name], "underline")
    return text


def _embolden(text: Text, words: str) -> None:
    """What is overdue stands out: by its sign, its words, and bold."""
    begins = text.plain.rfind(words)
    if words and begins >= 0:
        text.stylize("bold", begins, begins + len(words))
