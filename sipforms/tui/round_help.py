"""Help to the screens about a round: looking over, the result, the history; their keys and how to read them."""

from rich.text import Text

from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import N_, _
from sipforms.tui.screens.help import HelpScreen, keys_help

Rows = tuple[tuple[str, str], ...]
_EVERYWHERE: Rows = (("F8", N_("hide everything on the screen")), ("Esc", N_("one step back")))
OF_REVIEW: Rows = (
    (f"{ALL.up} {ALL.down}", N_("move")),
    ("Enter", N_("go to what is to be mended, or write why it may stand")),
    ("G", N_("go to the question")),
    ("K", N_("key a paper a second time, to find what was mistyped")),
    ("B", N_("say that the citizen has seen the answers, or take it back")),
    ("R", N_("see the result first; nothing is handed in by looking at it")),
    ("F2", N_("hand in; with your code it is signed at once")),
    *_EVERYWHERE,
)
OF_RESULT: Rows = (
    (f"{ALL.up} {ALL.down}", N_("from area to area; those with most to talk about stand first")),
    ("Enter", N_("the questions behind the marked area; once more: why the number is what it is")),
    ("H", N_("why the number is what it is: every answer behind it, and what was left out")),
    ("1-9", N_("the views below the picture")),
    ("PgUp/PgDn", N_("scroll what is below")),
    ("S", N_("the talk sheet: one page for the citizen, to read together and to keep")),
    ("R", N_("another of the programme's reports")),
    ("W", N_("write the report to a file: a page for a browser, and for A4")),
    ("V", N_("versions of a round: read, correct, sign, withdraw or move it")),
    *_EVERYWHERE,
)
OF_HISTORY: Rows = (
    (f"{ALL.back} {ALL.on}", N_("from round to round")),
    (f"{ALL.up} {ALL.down}", N_("from line to line")),
    ("Tab", N_("another kind of number; their first letters lead there too")),
    ("1-9", N_("another questionnaire")),
    ("Enter", N_("the questions behind the marked line, over the same rounds")),
    ("H", N_("why the number is what it is: every answer behind it, and what was left out")),
    ("R", N_("the whole result of the marked round")),
    ("PgUp/PgDn", N_("scroll what is below")),
    *_EVERYWHERE,
)

OF_CITIZEN: Rows = (
    ("1-9 0 - / ,", N_("mark an answer, with the sign that stands beside it")),
    ("Enter", N_("it is the answer; so does the same key once more")),
    (f"{ALL.on}", N_("go on without an answer")),
    (f"{ALL.back}", N_("the question before")),
    (f"{ALL.up} {ALL.down}", N_("mark an answer with the arrows")),
    ("F5", N_("pictures or numbers, for this citizen from now on")),
    ("F4", N_("close this view; staff's own form stands behind it")),
    *_EVERYWHERE,
)
"""Short enough to be closed at once: the citizen looks on, and reads nothing here of anybody."""


def citizen_help() -> HelpScreen:
    """Help to the citizen's view."""
    return HelpScreen(keys_help(OF_CITIZEN))


def review_help() -> HelpScreen:
    """Help to looking over."""
    return HelpScreen(keys_help(OF_REVIEW))


def result_help() -> HelpScreen:
    """Help to a result: its keys, and how the picture is read."""
    return HelpScreen(_told(OF_RESULT, _picture()))


def history_help() -> HelpScreen:
    """Help to a history: its keys, and what a break is."""
    return HelpScreen(_told(OF_HISTORY, _breaks()))


def _picture() -> tuple[str, ...]:
    return (
        _("A capital letter is where the number stands now, a small one where it stood last time."),
        _("A heavy line ({sign}) is what is missing, a thin one what there is more of than asked for.").format(
            sign=ALL.gap * 3
        ),
        _("In brackets: how many of the questions have an answer that counts."),
    )


def _breaks() -> tuple[str, ...]:
    return (
        _(
            "{sign} stands where two rounds must not be compared: the way of answering, who answered or what was asked "
            "is another. Nothing is joined across it."
        ).format(sign=ALL.broken),
    )


def _told(rows: Rows, sentences: tuple[str, ...]) -> Text:
    return Text("\n\n").join([Text("\n").join(map(Text, sentences)), keys_help(rows)])
