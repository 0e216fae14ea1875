"""Texts of several lines: typed line by line, ended by a full stop alone; nothing is lost when the input ends."""

from dataclasses import dataclass, field

from sipforms.cli.line.commands import Command, Do, command_in, is_prefixed, without_prefix
from sipforms.cli.line.talk import EndOfInput, Talk
from sipforms.engine.ask.accept import LONGEST_TEXT
from sipforms.render.language import _, format_number
from sipforms.render.plain import plain

END = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed: a text (empty for none), or a command instead; ``is_cut`` when the input ended inside it."""

    text: str = field(default="", repr=False)
    command: Command | None = None
    is_cut: bool = False


def typed_text(talk: Talk, prompt: str, most: int = LONGEST_TEXT) -> Typed:
    """Lines until a full stop alone; an empty line, or a command, instead of the first one ends it at once.

    A line that makes the text longer than ``most`` signs is not used, and told; what was typed before it stays.
    """
    lines: list[str] = []
    while True:
        try:
            line = talk.ask("" if lines else prompt)
        except EndOfInput:
            if lines:
                return Typed(text="\n".join(lines), is_cut=True)
            raise
        if not lines and is_prefixed(line):
            command = command_in(line, bare=False)
            if command is not None:
                return Typed(command=command)
            talk.say(unknown_said())
        elif line.strip() == END or (not lines and not line.strip()):
            return Typed(text="\n".join(lines))
        elif len("\n".join((*lines, line))) > most:
            said = _("That line makes the text longer than {count} signs, and was not used. A full stop alone ends it.")
            talk.say(said.format(count=format_number(most)))
        else:
            lines.append(line if lines else without_prefix(line))


def colon_said() -> str:
    """How a command is typed where anything can be the answer."""
    return _("Everything is taken as the answer here, so put a colon before a command: `:b` goes back.")


def looks_like_a_command(answer: str) -> bool:
    """Whether the whole text is a command everywhere else: somebody may have meant it as one."""
    command = None if is_prefixed(answer) else command_in(answer)
    return command is not None and (not command.rest or command.do is Do.GO)


def taken_as_text(answer: str) -> str:
    """What to do where the answer is a word that is a command everywhere else, and may have been meant as one."""
    typed = plain(answer).strip()
    said = _("`{typed}` was kept as the answer. If it was a command: `:{undo}` undoes it, and `:{typed}` does it.")
    return said.format(typed=typed, undo="u")


def unknown_said() -> str:
    """That what begins with a colon is no command, and how a text begins with one."""
    return _("There is no such command. `:help` says which there are. Two colons begin a text with one.")
