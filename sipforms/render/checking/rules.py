"""What is said of a kind of mistake in general: its sentence with three dots for what is different each time."""

import string
from dataclasses import dataclass

from sipforms.engine.checks.code import Code
from sipforms.engine.checks.codes import CODES
from sipforms.engine.problem import Level
from sipforms.render.language import _
from sipforms.render.problems import SENTENCES

_ANY = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of mistake. ``short`` is one line; ``help`` says what to do about it."""

    code: str
    short: str
    full: str
    help: str
    level: Level
    production: bool


def rule_of(code: str) -> Rule:
    """The kind of mistake of that code; one that only a plug-in knows is called by its code."""
    kind, said = CODES.get(code, Code(code)), SENTENCES.get(code)
    short = _general(said.said if said else "") or code
    advice = [_general(said.next), _general(said.next_without)] if said else []
    next_ = next((one for one in advice if one.strip(_ANY)), "")
    return Rule(
        code=code,
        short=short,
        full=" ".join(part for part in (short, next_) if part),
        help=next_ or short,
        level=kind.level,
        production=kind.production,
    )


def _general(written: str) -> str:
    """The sentence in the language spoken, with dots where facts would stand."""
    if not written:
        return ""
    said = _(written) if not written.startswith("{") or " " in written else written
    places = {name: _ANY for _text, name, _spec, _conversion in string.Formatter().parse(said) if name}
    return said.format_map(places)
