"""An example that did not come out as expected: expected and actual side by side, and why."""

import os
from collections.abc import Iterator
from pathlib import Path

from sipforms.actions.trying.difference import Difference, problem_as_expected
from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.yaml_text import yaml_text
from sipforms.engine.problem import Place
from sipforms.engine.score.explanation import Explanation, explained
from sipforms.render.explanation import behind_text, rule_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence
from sipforms.render.trying.columns import INDENT, folded, side_by_side, widths_for
from sipforms.render.trying.words import title_of, value_words

_COLUMN = 20
_MOST_BEHIND = 8
_DEEP = INDENT * 2


def place_words(place: Place, folder: Path) -> str:
    """Where something stands, as a path from here with line and column; also in what a programme extends."""
    file = os.path.normpath(folder / place.file)
    return plain(f"{file}:{place.line}:{place.column}")


def tried_text(one: Tried, trying: Trying, folder: Path, width: int = 80) -> str:
    """The example's name, and everything that differs, side by side."""
    heading = f"{place_words(one.example.place('example'), folder)}  {plain(one.example.name)}"
    widths = widths_for(width, (_COLUMN, _COLUMN))
    lines = [*folded(heading, width, ""), "", *side_by_side([("", _("expected"), _("actual"))], widths)]
    for difference in one.differences:
        lines += [*_row(difference, one, trying, widths), *_beside(difference, one, trying, folder, width)]
    return "\n".join(lines)


def _row(difference: Difference, one: Tried, trying: Trying, widths: tuple[int, ...]) -> Iterator[str]:
    cells = (
        title_of(difference, one.example.questionnaire, trying.programme),
        value_words(difference, difference.expected),
        value_words(difference, difference.actual),
    )
    return side_by_side([cells], widths)


def _beside(difference: Difference, one: Tried, trying: Trying, folder: Path, width: int) -> Iterator[str]:
    """Where the expected value is written, and why the actual one is what it is."""
    yield f"{_DEEP}{place_words(difference.place, folder)}"
    if difference.about == "score":
        why = explanation(one, trying, difference.what)
        yield from () if why is None else why_lines(why, width)
    elif difference.problem is not None and difference.actual:
        yield from folded(_("It says: {message}").format(message=answer_sentence(difference.problem)), width, _DEEP)
        if not difference.expected:
            written = yaml_text(problem_as_expected(difference.problem))
            yield from folded(_("If that is right, `problems:` lists {written}.").format(written=written), width, _DEEP)


def explanation(one: Tried, trying: Trying, indicator: str) -> Explanation | None:
    """Why the number is what it is in the example."""
    ready = trying.formula(one.example.questionnaire, one.example.variant)
    return explained(ready, one.outcome.state, indicator)


def why_lines(why: Explanation, width: int, lead: str = _DEEP) -> Iterator[str]:
    """How many answered of how many, the rule, and what is behind the number, shortened."""
    score = why.score
    yield from folded(
        _("Answered {answered} of {relevant}; missing answers: {rule}.").format(
            answered=score.answered, relevant=score.relevant, rule=rule_words(why.rule)
        ),
        width,
        lead,
    )
    behind = behind_text(why)
    for line in behind[:_MOST_BEHIND]:
        yield from folded(line, width, lead + INDENT)
    more = len(behind) - _MOST_BEHIND
    if more > 0:
        yield lead + INDENT + ngettext("and {count} more", "and {count} more", more).format(count=more)
