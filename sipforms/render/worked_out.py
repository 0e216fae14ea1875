"""A number worked out for an example, in words; and how to write an example where there is none."""

import textwrap
from pathlib import Path

from sipforms.actions.explaining import WorkedOut
from sipforms.engine.indicator import Indicator
from sipforms.engine.programme import Programme
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.trying.words import score_value

_FIRST = 3


def worked_out_text(one: WorkedOut, folder: Path, width: int = 80, glyphs: Glyphs = ALL) -> str:
    """The example's name and place, the number item by item, and what the example expects."""
    head = _("Example: {name}").format(name=plain(one.example))
    place = plain(f"{folder / one.place.file}:{one.place.line}")
    lines = [glyphs.said(head), place, "", explanation_text(one.explanation, width, glyphs)]
    if one.expects:
        lines.append(_("The example expects {value}.").format(value=score_value(one.wanted)))
    else:
        lines.append(_("The example says nothing about this number."))
    return "\n".join(lines)


def how_to_write_one(programme: Programme, indicator: Indicator) -> str:
    """That no example answers the indicator's questionnaire, and the lines to begin one with."""
    name = indicator.questionnaire or ""
    questionnaire = programme.questionnaires.get(name)
    said = _("No example answers the questionnaire {name}, so there is nothing to work out yet.").format(name=name)
    paths = [question.path for question in questionnaire.questions()][:_FIRST] if questionnaire else []
    advice = _("Write one in {file}, with answers that you can work the number out from by hand:").format(
        file=f"examples/{name}.yaml"
    )
    about = _("Who it is about")
    lines = [f"- example: {about}", f"  questionnaire: {name}", "  answers:"]
    lines += _nested(paths)
    lines += ["  expect:", f"    scores: {{{indicator.id}: ...}}"]
    return f"{said}\n{advice}\n\n" + textwrap.indent("\n".join(lines), "  ")


def _nested(paths: list[tuple[str, ...]]) -> list[str]:
    """The first questions as YAML, with three dots for each answer."""
    lines: list[str] = []
    before: tuple[str, ...] = ()
    for path in paths:
        shared = next((at for at, step in enumerate(path[:-1]) if at >= len(before) - 1 or before[at] != step), -1)
        begin = shared if shared >= 0 else len(path) - 1
        lines += [f"{'  ' * (at + 2)}{step}:" for at, step in enumerate(path[:-1]) if at >= begin]
        lines.append(f"{'  ' * (len(path) + 1)}{path[-1]}: ...")
        before = path
    return lines
