"""Mistakes in a programme that extends another."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "unknown-base": Code("No programme of the id that is extended; `suggestion` is one with its version.", NEAR),
    "base-version": Code(
        "The extended programme is at hand, in another version than asked for.",
        ("name", "asked", "versions", "suggestion"),
    ),
    "base-has-mistakes": Code("The extended programme has mistakes of its own.", ("name", "folder", "count")),
    "base-language": Code(
        "A programme in another language than the one it extends.", ("name", "base", "suggestion"), also=True
    ),
    "extends-circle": Code("A programme that extends itself by way of others.", ("names",)),
    "extends-too-deep": Code("More programmes on top of each other than are followed.", ("limit",)),
    "unknown-part": Code(
        "The extended programme has no part of that path; `keyword` is `remove` or `replace`.",
        ("name", "keyword", "base", "suggestion"),
    ),
    "silent-override": Code(
        "Another text, scale or rule than the extended programme's, without being named under `replace`.",
        ("name", "base"),
        also=True,
    ),
    "scale-added-to": Code(
        "Another step on a scale of the extended programme, which changes what all its answers mean.",
        ("name", "step", "base"),
        also=True,
    ),
    "replace-not-written": Code("Named under `replace`, and nothing is written instead.", ("name", "file")),
    "removed-and-written": Code("Named under `remove`, and written or replaced all the same.", ("name",), also=True),
    "base-part-unfit": Code(
        "A part of the extended programme that became wrong by what is removed, replaced or added.",
        ("name", "base", "change"),
        also=True,
    ),
    "base-part-idle": Code(
        "A part of the extended programme that means little together with what is removed, replaced or added.",
        ("name", "base", "change"),
        Level.WARNING,
        also=True,
    ),
    "unknown-neighbour": Code("No area, item or option of that name to stand after or before.", NEAR),
    "only-in-overlay": Code(
        "A keyword about parts of another programme where there are none; `missing` is the keyword that brings them.",
        ("name", "missing"),
    ),
}
