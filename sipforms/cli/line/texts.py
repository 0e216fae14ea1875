"""Texts of several lines: typed line by line, ended by a full stop alone; nothing is lost when the input ends."""

from dataclasses import dataclass, field

from sipforms.cli.line.commands import Command, command_in, is_prefixed, without_prefix
from sipforms.cli.line.talk import EndOfInput, Talk
from sipforms.render.language import _

END = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed: a text (empty for none), or a command instead; ``is_cut`` when the input ended inside it."""

    text: str = field(default="", repr=False)
    command: Command | None = None
    is_cut: bool = False


def typed_text(talk: Talk, prompt: str) -> Typed:
    """Lines until a full stop alone; an empty line, or a command, instead of the first one ends it at once."""
    while True:
        first = talk.ask(prompt)
        if not is_prefixed(first):
            break
        command = command_in(first, bare=False)
        if command is not None:
            return Typed(command=command)
        talk.say(unknown_said())
    if first.strip() in ("", END):
        return Typed()
    lines = [without_prefix(first)]
    while True:
        try:
            line = talk.ask("")
        except EndOfInput:
            return Typed(text="\n".join(lines), is_cut=True)
        if line.strip() == END:
            return Typed(text="\n".join(lines))
        lines.append(without_prefix(line))


def unknown_said() -> str:
    """That what begins with a colon is no command, and how a text begins with one."""
    return _("There is no such command. `:help` says which there are. Two colons begin a text with one.")
