"""What the lists of people say of themselves: that nothing is read yet or can be, how far it is, what was proposed."""

from collections.abc import Mapping
from datetime import datetime

from rich.text import Text

from sipforms.actions.narrowing import Order
from sipforms.actions.today import Overview
from sipforms.render.language import N_, _, format_number, ngettext
from sipforms.render.store_advice import advice
from sipforms.render.today_words import reading_words
from sipforms.store.failures import StoreError
from sipforms.tui.screens.old_drafts import old_drafts_words
from sipforms.tui.sight import Sight
from sipforms.tui.widgets.form_layout import wrapped

WIDEST = 76
SORTED: Mapping[Order, str] = {
    Order.DEADLINE: N_("Sorted by deadline."),
    Order.CODE: N_("Sorted by code."),
    Order.FORM: N_("Sorted by form."),
    Order.UNIT: N_("Sorted by where people live."),
    Order.ADMISSION: N_("Sorted by the day of moving in, the newest first."),
}


def paragraphs(said: tuple[str, ...], width: int) -> Text:
    """Sentences in place of a list, the first of them bold."""
    text, room = Text(end=""), min(WIDEST, width) - 2
    for number, paragraph in enumerate(said):
        lines = "\n".join(f"  {line}" for line in wrapped(paragraph, room))
        text.append(("\n\n" if number else "\n") + lines, "" if number else "bold")
    return text


def nothing_yet(sight: Sight) -> tuple[str, ...]:
    """That nothing can be read, or nothing was read yet; nothing where everybody was."""
    if sight.overview.is_whole:
        return ()
    if sight.fault is not None:
        return advice(sight.fault)
    return _("Reading the case files ..."), _("What is read comes in here bit by bit.")


def old_words(fault: StoreError, at: datetime) -> str:
    """That what is shown is as it was when it could be read last, and why."""
    happened, *to_do = advice(fault)
    read = _("What stands here was read at {time}.").format(time=f"{at:%H:%M}")
    return " ".join((happened, read, *to_do[1:]))


def how_far_read(sight: Sight) -> str:
    """How far reading has come, while nobody has been read to the end before."""
    read, total = sight.read_so_far
    if not sight.is_reading or sight.overview.is_whole:
        return ""
    return reading_words(read, total) if total else _("reading ...")


def top_words(sight: Sight, filtered: str) -> str:
    """How far reading has come, what is filtered, else how many citizens there are."""
    return how_far_read(sight) or filtered or citizens_counted(sight.overview)


def citizens_counted(overview: Overview) -> str:
    """How many there are."""
    count = len(overview.everybody.files)
    return ngettext("{count} citizen", "{count} citizens", count).format(count=format_number(count))


def proposed_words(sight: Sight) -> str:
    """What is told once a sitting: case files that cannot be read, else drafts that nobody touched for long."""
    count = len(sight.overview.everybody.unreadable)
    if count:
        return ngettext(
            "{count} case file cannot be read. Tell your leader: a backup may have it.",
            "{count} case files cannot be read. Tell your leader: a backup may have them.",
            count,
        ).format(count=count)
    return old_drafts_words(sight.old) if sight.old is not None and sight.old.count else ""
