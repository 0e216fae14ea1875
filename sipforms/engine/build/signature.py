"""The measurement signature: what must be the same for two answers to be comparable."""

import hashlib
import json

from sipforms.engine.programme import Kind, Scale, Wording


def signature(*, item_title: str, wording: Wording, kind: Kind, scale: Scale | None, modes: tuple[str, ...]) -> str:
    """16 hexadecimal digits over wording in the base language, scale (steps, words, direction), type and modes.

    A recall period ("the last month") is part of the wording. Help and examples are not: they explain the question,
    they do not ask it.
    """
    options = [] if scale is None else [[one.value, one.title, one.missing] for one in scale.options]
    direction = None if scale is None else scale.direction
    measured = [item_title, wording.title, wording.say, kind.value, options, direction, sorted(modes)]
    return hashlib.sha256(json.dumps(measured, ensure_ascii=False).encode()).hexdigest()[:16]
