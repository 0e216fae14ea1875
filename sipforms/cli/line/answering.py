"""A typed line as an answer: chosen by number or word, several together, or written."""

from collections.abc import Sequence
from datetime import datetime

from sipforms.actions.form.asking import Asked
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.form.searching import matching
from sipforms.cli.asking import NO, YES
from sipforms.cli.line.choosing import Meant, Numbered, meant, numbered, several_meant
from sipforms.cli.line.commands import without_prefix
from sipforms.cli.line.questions import choice_lines, is_a_text
from sipforms.engine.programme import Kind
from sipforms.engine.response import Scalar
from sipforms.render.language import _, ngettext
from sipforms.render.written import as_value

MOST_FOUND = 30
NEXT_EMPTY = "n"
"""No answer by itself: on the form this key goes to the next empty question."""


def is_the_sign(asked: Asked, line: str) -> bool:
    """Whether the line is the number or the sign of an answer, whatever command it might look like."""
    return any(one.sign == line.strip() for one in numbered(asked.choices))


def answered(model: FormModel, asked: Asked, line: str, now: datetime) -> Outcome | str:
    """What comes of the answer; a sentence where the line means none. ``now`` is what `today` is told from."""
    if asked.takes_several:
        return _several(model, asked, line)
    if asked.choices:
        found = _chosen(asked, line)
        if found.one is not None:
            return model.answer(found.one.choice.value)
        if not asked.is_written:
            return _not_chosen(asked, line, found)
    text = without_prefix(line) if is_a_text(asked) else line.strip()
    return model.answer(as_value(asked.question, text, now))


def _chosen(asked: Asked, line: str) -> Meant:
    found = meant(numbered(asked.choices), line)
    if asked.kind is not Kind.BOOLEAN or found.one is not None:
        return found
    typed = line.strip().casefold()
    for words, value in ((YES, True), (NO, False)):
        if typed in words and typed != NEXT_EMPTY:
            return Meant(one=next(one for one in numbered(asked.choices) if one.choice.value is value))
    return found


def _several(model: FormModel, asked: Asked, line: str) -> Outcome | str:
    held = asked.answer if isinstance(asked.answer, tuple) else ()
    values = several_meant(numbered(asked.choices), line, held)
    if isinstance(values, Meant):
        return _not_chosen(asked, line, values)
    return model.answer(values) if values else model.clear()


def _not_chosen(asked: Asked, line: str, found: Meant) -> str:
    """Which answers the line could mean, or that it means none."""
    offered = numbered(asked.choices)
    if not offered:
        return _("There is nothing to choose between here yet.")
    candidates = found.several or _searched(asked, offered, line)
    if candidates:
        listed = "\n".join(choice_lines(candidates[:MOST_FOUND]))
        more = len(candidates) - MOST_FOUND
        left = ngettext("... and {count} more.", "... and {count} more.", more).format(count=more) if more > 0 else ""
        return "\n".join(part for part in (_("Which of these? Type its number."), listed, left) if part)
    return _("That is none of the answers. `{word}` lists them.").format(word=_("answers"))


def _searched(asked: Asked, offered: Sequence[Numbered], line: str) -> tuple[Numbered, ...]:
    """Those in which what was typed is found, as in the lists of the screens."""
    if not any(sign.isalpha() for sign in line):
        return ()
    values: list[Scalar] = [one.value for one in matching(choices(asked.question), line)]
    by_value = {(type(one.choice.value), one.choice.value): one for one in offered}
    return tuple(by_value[type(value), value] for value in values if (type(value), value) in by_value)
