"""Preferences and the file of keys in words: what they are called, what they can be, and what is wrong with them."""

import json
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap

from sipforms.actions.keymap import DEFAULTS, FIXED, Wrong, WrongKey
from sipforms.actions.keymap import NAMES as NAMED_KEYS
from sipforms.actions.preferences import Preferences
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.keys import key_name

NAMES: Mapping[str, str] = {
    "theme": N_("Colours"),
    "glyphs": N_("Signs"),
    "spacing": N_("Spacing"),
    "advance": N_("Go on to the next"),
    "guard_ms": N_("Key held down"),
    "last_time": N_("Last time's answer"),
    "citizen_advance": N_("Citizen's view"),
    "reads_lines": N_("Screen reader"),
}
"""What each preference is called, in the order in which they are offered."""

VALUES: Mapping[str, Mapping[object, str]] = {
    "theme": {
        "dark": N_("dark"),
        "light": N_("light"),
        "contrast": N_("high contrast"),
        "terminal": N_("the terminal's own"),
        "plain": N_("no colours"),
    },
    "glyphs": {
        "automatic": N_("as the terminal can"),
        "all": N_("all"),
        "safe": N_("safe"),
        "ascii": N_("ASCII only"),
    },
    "spacing": {"usual": N_("usual"), "airy": N_("airy"), "single": N_("one question at a time")},
    "advance": {"at_once": N_("at once"), "after_enter": N_("after Enter")},
    "last_time": {"after_answer": N_("after the new answer"), "never": N_("never")},
    "citizen_advance": {"confirm": N_("the choice is confirmed"), "at_once": N_("goes on at once")},
    "reads_lines": {False: N_("full screen"), True: N_("line by line, from the next start")},
}
"""What each value is called."""

ABOUT: Mapping[str, str] = {
    "theme": N_("Text can be read in all of them. Without colours, signs and words say the same."),
    "glyphs": N_("Look at the line of signs: are there boxes or question marks, take fewer signs."),
    "spacing": N_("How close the questions stand on the form. F9 changes it there."),
    "advance": N_("Whether an answer takes you on to the next question, or waits for Enter."),
    "guard_ms": N_("The same key within so many milliseconds counts once. 0 turns this off."),
    "last_time": N_("When the form shows it. The programme may allow less, never more."),
    "citizen_advance": N_("On F4: whether the citizen sees the choice before it goes on."),
    "reads_lines": N_("Plain text, line by line, for screen readers. For everybody at this login of this machine."),
}
"""What each preference means, in a line."""

DOES: Mapping[str, str] = {
    "up": N_("up"),
    "down": N_("down"),
    "before": N_("the question before"),
    "next": N_("the next question"),
    "area_before": N_("the area before"),
    "area_after": N_("the next area"),
    "first": N_("the first question"),
    "last": N_("the last question"),
    "go_on": N_("go on"),
    "next_empty": N_("next empty"),
    "jump": N_("go to a number"),
    "undo": N_("undo"),
    "undo_burst": N_("undo many at once"),
    "blank": N_("leave blank"),
    "add_row": N_("add a row"),
    "note": N_("note"),
    "reason": N_("say why"),
    "list": N_("search the list"),
    "as_last_time": N_("as last time"),
    "last_time": N_("last time's answer"),
    "review": N_("look over and hand in"),
    "citizen": N_("the citizen's view"),
    "citizen_screen": N_("the citizen's own screen"),
    "help": N_("help"),
    "leave": N_("one step back"),
    "switch_user": N_("somebody else"),
    "hide": N_("hide"),
    "spacing": N_("spacing"),
    "commands": N_("commands"),
    "quit": N_("quit"),
}
"""What each name in the table of keys means."""


def value_words(name: str, value: object) -> str:
    """A value of a preference."""
    if name == "guard_ms":
        return _("{count} ms").format(count=value) if value else _("off")
    return _(VALUES[name][value])


def chosen_told(preferences: Preferences, name: str) -> str:
    """What a preference is now."""
    value = value_words(name, getattr(preferences, name))
    return _("{what}: {chosen}.").format(what=_(NAMES[name]), chosen=value)


def broken_told(broken: Sequence[str]) -> str:
    """What of the kept choices could not be used."""
    if not broken:
        return ""
    if "" in broken:
        return _("Your settings cannot be read, so everything is as usual. Choose them again under Settings.")
    named = ", ".join(_(NAMES[one]) for one in broken)
    return _("Of your settings this cannot be read and is as usual: {names}.").format(names=named)


_WRONG: Mapping[Wrong, Callable[[WrongKey], str]] = {
    Wrong.SYNTAX: lambda _one: _(
        'what is written is not TOML. Write for example: note = ["*", "k"]. All keys are as usual.'
    ),
    Wrong.UNREADABLE: lambda _one: _("the file cannot be read. All keys are as usual."),
    Wrong.NO_SUCH_ACTION: lambda one: _("there is nothing called {name}. Write {instead}.").format(
        name=plain(one.name), instead=one.instead or ", ".join(DEFAULTS)
    ),
    Wrong.NOT_A_LIST: lambda one: _('{name} wants keys in brackets. Write for example: {name} = ["{key}"].').format(
        name=one.name, key=DEFAULTS[one.name][0]
    ),
    Wrong.NO_SUCH_KEY: lambda one: (
        _("there is no key {key} that a terminal always sends. Write {instead}.").format(
            key=plain(one.key), instead=one.instead
        )
        if one.instead
        else _("there is no key {key} that a terminal always sends. Write a letter, a sign, or f1 to f10.").format(
            key=plain(one.key)
        )
    ),
    Wrong.FIXED_ACTION: lambda one: _("{key} keeps its meaning at every machine. Take the line out.").format(
        key=key_name(one.key)
    ),
    Wrong.FIXED_KEY: lambda one: _("{key} keeps its meaning at every machine. Write another key.").format(
        key=key_name(one.key)
    ),
    Wrong.TAKEN: lambda one: _("{key} stands at {instead} already. Take it out in one of the two places.").format(
        key=key_name(one.key), instead=one.instead
    ),
    Wrong.NEEDED: lambda one: _("{key} is the only key of {instead}. Give that another one, too.").format(
        key=key_name(one.key), instead=one.instead
    ),
}


def wrong_key_told(one: WrongKey) -> str:
    """What in the file of keys does not count, where, and what to write."""
    said = _WRONG[one.why](one)
    if one.line:
        return _("keys.toml, line {line}: {said}").format(line=one.line, said=said)
    return _("keys.toml: {said}").format(said=said)


def example_of_keys() -> str:
    """A file of keys in which nothing is changed yet: every line says what it is about and waits to be used."""
    lines = [
        _("What the keys do. Take the sign # away in front of a line, and write the keys that you want there."),
        _("The first key of a line is the one that is shown. Digits, Esc, Enter and F8 keep their meaning."),
        _("A letter or a sign stands for itself; other keys are called: {names}.").format(
            names=", ".join(sorted(NAMED_KEYS, key=lambda one: (len(one), one)))
        ),
    ]
    wide = [f"# {line}" for text in lines for line in wrap(text, 100)]
    named = {name: json.dumps(list(keys), ensure_ascii=False) for name, keys in DEFAULTS.items() if name not in FIXED}
    return "\n".join([*wide, "", *(f"# {name} = {keys}  # {_(DOES[name])}" for name, keys in named.items()), ""])
