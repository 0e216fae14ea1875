"""The schedule and the reporting year: every rule says when, once, in days and lengths of time that there are."""

from calendar import monthrange
from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.manifest import node_list
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.duration import parse_duration
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps

_WHEN = ("at", "every", "after")
_LEAP_YEAR = 2024


def rules_say_when_once(scene: Scene) -> Iterator[Problem]:
    """Every rule of the schedule has one of ``at``, ``every`` and ``after``."""
    for number, one in enumerate(node_list(scene.programme.get("schedule"))):
        rule, steps = node(one), ("schedule", number)
        if not rule or not scene.is_sound(PROGRAMME, *steps):
            continue
        names = tuple(keyword for keyword in rule if keyword in _WHEN)
        if not names:
            yield found("missing-keyword", scene.place(PROGRAMME, steps), name="at", on="rule")
        elif len(names) > 1:
            at = scene.place(PROGRAMME, (*steps, names[1]), key=True)
            yield found("says-when-twice", at, names=names)


def intervals_are_lengths(scene: Scene) -> Iterator[Problem]:
    """``every`` and the period are longer than nothing, ``within`` is no less; that they are durations is seen to."""
    for number, one in enumerate(node_list(scene.programme.get("schedule"))):
        yield from _length(scene, node(one), "every", ("schedule", number), least=1)
        yield from _length(scene, node(one), "within", ("schedule", number), least=0)
    yield from _length(scene, node(scene.programme.get("period")), "length", ("period",), least=1)


def _length(scene: Scene, what: Node, keyword: str, steps: Steps, *, least: int) -> Iterator[Problem]:
    written = text(what.get(keyword))
    length = parse_duration(written) if written else None
    if written and (length is None or max(length.months, length.days) < least or min(length.months, length.days) < 0):
        suggestion = written.removeprefix("-") if length and min(length.months, length.days) < 0 else ""
        yield found("not-a-duration", scene.place(PROGRAMME, (*steps, keyword)), name=written, suggestion=suggestion)


def periods_begin_on_a_day(scene: Scene) -> Iterator[Problem]:
    """``period: {starts: "--02-30"}`` is a day that no year has."""
    written = text(node(scene.programme.get("period")).get("starts"))
    if written is None:
        return
    month, day = (int(part) for part in written.removeprefix("--").split("-"))
    last = monthrange(_LEAP_YEAR, month)[1]
    if day > last:
        at = scene.place(PROGRAMME, ("period", "starts"))
        suggestion = f"--{month:02}-{last:02}"
        yield found("wrong-form", at, keyword="starts", name=written, form="monthAndDay", suggestion=suggestion)
