"""Help as lines: the question itself, and everything that can be typed here."""

from collections.abc import Iterator

from sipforms.actions.form.asking import Asked, AskedRows
from sipforms.cli.line.choosing import numbered
from sipforms.cli.line.commands import Do, word_for
from sipforms.cli.line.questions import is_a_text
from sipforms.cli.line.texts import colon_said
from sipforms.render.language import N_, _
from sipforms.render.plain import plain

OF_FORM: tuple[tuple[str, Do, str], ...] = (
    ("Enter", Do.NEXT, N_("the next question, without answering this one")),
    ("b", Do.BACK, N_("back to the question before")),
    ("?", Do.WHERE, N_("where you are, and how far the form has come")),
    ("h", Do.HELP, N_("this help")),
    ("", Do.ANSWERS, N_("every answer that can be given here")),
    ("g 2.4", Do.GO, N_("go to the question with that number")),
    ("+", Do.EMPTY, N_("the next question without an answer")),
    ("u", Do.UNDO, N_("undo the last change and go there")),
    ("", Do.BLANK, N_("leave the question blank")),
    ("*", Do.NOTE, N_("write a note to the question")),
    ("", Do.REASON, N_("write why an answer that was asked about may stand")),
    ("", Do.LAST, N_("last time's answer, where the programme allows it")),
    ("=", Do.SAME, N_("answer as last time, where the programme offers it")),
    ("", Do.REVIEW, N_("look over, and go on to handing in")),
    ("", Do.HIDE, N_("take everything off the screen until you are back")),
    ("q", Do.LEAVE, N_("stop; every answer is kept in the draft")),
)
OF_LOOKING_OVER: tuple[tuple[str, Do, str], ...] = (
    ("", Do.HAND_IN, N_("hand in")),
    ("", Do.SHOWN, N_("say that the citizen has seen or heard the answers, or take it back")),
    ("", Do.KEY_AGAIN, N_("key a paper a second time, to find what was mistyped")),
    ("g 2.4", Do.GO, N_("go to the question with that number")),
    ("b", Do.BACK, N_("back to the form")),
    ("?", Do.WHERE, N_("hear the list again")),
    ("", Do.HIDE, N_("take everything off the screen until you are back")),
    ("q", Do.LEAVE, N_("end the program; everything is kept")),
)
OF_MENUS: tuple[tuple[str, Do, str], ...] = (
    ("b", Do.BACK, N_("one step back")),
    ("h", Do.HELP, N_("this help")),
    ("?", Do.WHERE, N_("hear the list again")),
    ("", Do.HIDE, N_("take everything off the screen until you are back")),
    ("q", Do.LEAVE, N_("end the program; everything is kept")),
)


def form_help(asked: Asked | AskedRows | None) -> Iterator[str]:
    """What the question means, its answers with what they mean, and what can be typed."""
    if isinstance(asked, Asked):
        yield from (plain(part) for part in (asked.description, asked.help, asked.example) if part)
        for one in numbered(asked.choices):
            yield f"{one.sign} {one.words}" + (f": {plain(one.choice.help)}" if one.choice.help else "")
        if asked.choices:
            yield _("Type the number, or the word.")
        if is_a_text(asked):
            yield colon_said()
    yield from command_lines(OF_FORM)


def command_lines(commands: tuple[tuple[str, Do, str], ...]) -> Iterator[str]:
    """What can be typed, a line each: the sign, the word, and what comes of it."""
    for sign, do, does in commands:
        typed = _("{sign} or `{word}`").format(sign=sign, word=word_for(do)) if sign else f"`{word_for(do)}`"
        yield f"{typed}: {_(does)}."
