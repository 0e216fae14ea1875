"""Random changes to data and to text, such as people and editors make."""

import random

from sipforms.engine.response import Json

WORDS = (
    "scale",
    "title",
    "item",
    "all",
    "fem",
    "properties",
    "x",
    "",
    "7",
    "ved_ikke",
    "*",
    "**.a",
    "latest.x",
    "./a",
    "P1M",
)
VALUES: tuple[Json, ...] = (None, True, 0, -1, 3.5, "x", "", [], {}, ["a", "a"], {"item": "a"}, {"scale": "x"}, 10**14)


def mutated(value: Json, chance: random.Random) -> Json:
    """The data with one or two things changed: exchanged, left out, renamed, put elsewhere."""
    for _ in range(chance.choice((1, 1, 2))):
        value = _changed(value, chance)
    return value


def _changed(value: Json, chance: random.Random) -> Json:
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        if chance.random() < 0.75:
            return {**value, key: _changed(value[key], chance)}
        rest = {name: one for name, one in value.items() if name != key}
        return chance.choice((rest, {**rest, chance.choice(WORDS): value[key]}, {**rest, key[:-1] + "x": value[key]}))
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        if chance.random() < 0.7:
            return [*value[:place], _changed(value[place], chance), *value[place + 1 :]]
        return chance.choice((value[:place] + value[place + 1 :], [*value, value[place]]))
    return chance.choice((*VALUES, *WORDS, value))


def mutated_text(text: str, chance: random.Random) -> str:
    """The text with a few signs put in, left out or doubled, or a line moved."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(text) + 1)
        sign = chance.choice("\"'{}[]:,#*&!|>-?%@\t\n \\0aæ\x07~.")
        lines = text.splitlines(keepends=True)
        one, other = chance.randrange(len(lines) or 1), chance.randrange(len(lines) or 1)
        text = (
            chance.choice(
                (
                    text[:at] + sign + text[at:],
                    text[:at] + text[at + 1 :],
                    text[:at] + text[at + chance.randrange(30) :],
                    "".join([*lines[:one], *lines[one + 1 :]]),
                    "".join([*lines[:one], *lines[other : other + 1], *lines[one:]]),
                )
            )
            or "a: 1\n"
        )
    return text
