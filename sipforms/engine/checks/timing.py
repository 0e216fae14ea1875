"""The schedule and the reporting year: every rule says when, once, in days and lengths of time that there are."""

from calendar import monthrange
from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.manifest import node_list
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.duration import divides_a_year, parse_duration
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps

_WHEN = ("at", "every", "after")
_LEAP_YEAR = 2024
_PERIODS = (1, 2, 3, 4, 6, 12)  # months that add up to a year
_DAYS_A_MONTH = 30.4


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
            also = scene.place(PROGRAMME, (*steps, names[0]), key=True)
            yield found("says-when-twice", at, also=also, names=names)


def intervals_are_lengths(scene: Scene) -> Iterator[Problem]:
    """``every`` and the period are longer than nothing, ``within`` is no less; that they are durations is seen to."""
    for number, one in enumerate(node_list(scene.programme.get("schedule"))):
        yield from _length(scene, node(one), "every", ("schedule", number), least=1)
        yield from _length(scene, node(one), "within", ("schedule", number), least=0)
    yield from _length(scene, node(scene.programme.get("period")), "length", ("period",), least=1)
    for keyword in ("stay", "variantLasts"):
        yield from _length(scene, node(scene.programme.get("demonstration")), keyword, ("demonstration",), least=1)


def _length(scene: Scene, what: Node, keyword: str, steps: Steps, *, least: int) -> Iterator[Problem]:
    written = text(what.get(keyword))
    length = parse_duration(written) if written else None
    if written and (length is None or max(length.months, length.days) < least or min(length.months, length.days) < 0):
        suggestion = written.removeprefix("-") if length and min(length.months, length.days) < 0 else ""
        yield found("not-a-duration", scene.place(PROGRAMME, (*steps, keyword)), name=written, suggestion=suggestion)


def periods_make_up_a_year(scene: Scene) -> Iterator[Problem]:
    """A reporting period is a year, or whole months that add up to one: each year begins on the same day."""
    written = text(node(scene.programme.get("period")).get("length"))
    length = parse_duration(written) if written else None
    if written is None or length is None or min(length.months, length.days) < 0 or not (length.months or length.days):
        return
    if not divides_a_year(length):
        months = max(1, round(length.months + length.days / _DAYS_A_MONTH))
        nearest = min(_PERIODS, key=lambda one: (abs(one - months), one))
        at = scene.place(PROGRAMME, ("period", "length"))
        yield found("period-not-in-a-year", at, name=written, suggestion=f"P{nearest}M")


def facilities_are_not_admitted(scene: Scene) -> Iterator[Problem]:
    """What is about the facility itself is not due by admission or discharge, which only people have."""
    for number, one in enumerate(node_list(scene.programme.get("schedule"))):
        rule = node(one)
        id_ = text(rule.get("questionnaire"))
        if id_ is None or id_ not in scene.trees or scene.trees[id_].what.get("subject") != "facility":
            continue
        for keyword in ("at", "from"):
            point = rule.get(keyword)
            steps: Steps = ("schedule", number, keyword)
            if isinstance(point, dict):
                point, steps = point.get("after"), (*steps, "after")
            if point in ("admission", "discharge"):
                at = scene.place(PROGRAMME, steps)
                yield found("facility-not-admitted", at, name=str(point), questionnaire=id_)


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
