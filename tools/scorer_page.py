"""Writes docs/scorers.md from what every scorer says about itself (python tools/scorer_page.py)."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sipforms.engine.response import Json
from sipforms.engine.score.scorer import Scorer
from sipforms.engine.vocabulary import collect, plugin_manager
from sipforms.plugins import builtin_plugins

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scorers.md"
TAKES = {
    "items": "items",
    "pairs": "pairs of answers to one item",
    "rows": "rows, or the response itself",
    "choices": "several of a list (`choices`)",
    "dates": "two dates",
    "goals": "goals",
    "indicators": "other indicators (`indicators`)",
}
HIGHER = {
    "asAnswers": "as the scale of the answers says",
    "opposite": "the opposite of what the scale says",
    "better": "better",
    "worse": "worse",
    "neither": "neither better nor worse, unless the indicator says `higherIs`",
}
OPENING = """\
# Scorers

An indicator names a scorer and gives it settings. This page is written from what each scorer says about itself
(`python tools/scorer_page.py`). Each is checked against numbers computed by hand, in `tests/scores/`.

**Missing answers.** Every indicator must say what happens to them (`missing:`). *Asked* are the items shown to this
person; *relevant* are those asked and not answered "not relevant"; *answered* are those relevant with a number. An
option marked `missing` is never a number, even when its value is one. `maxShare: 1/3` allows that share of the relevant
to be missing, equality included; `minAnswered: 3` and `minPairs: 2` ask for at least so many. Where nothing is relevant
there is no number (`notAsked`); where the rule is not met there is none either (`tooFewAnswers`). No rule lets a number
stand on no answer at all.

**Rows.** `items` and `where` may name fields of a repeating item (`maal.*.niveau`, or `./niveau` with `rows: maal`).
Every row then counts by itself. `among` picks rows; a row that cannot be judged is not looked at.

**Exactness.** Whole numbers and fractions are kept exact until the value is shown; there is one division.
"""


def page() -> str:
    """The whole page."""
    vocabulary = collect(plugin_manager(builtin_plugins(), installed=False))
    offered = sorted((word.offer for word in vocabulary.scorers.values()), key=lambda one: one.name.lower())
    index = ", ".join(f"[`{one.name}`](#{one.name.lower()})" for one in offered)
    return "\n".join([OPENING, index, "", *(line for one in offered for line in _section(one))])


def _section(scorer: Scorer) -> Iterator[str]:
    yield f"## {scorer.name}"
    yield ""
    yield scorer.summary
    yield ""
    yield f"- **Takes:** {'; or '.join(TAKES[one] for one in scorer.takes)}"
    yield f"- **Formula:** {scorer.formula}"
    yield f"- **Range:** {scorer.range_text}"
    yield f"- **Missing answers:** {', '.join(f'`{rule}`' for rule in scorer.rules)}. {scorer.missing_text}"
    yield f"- **A higher value is** {HIGHER[scorer.higher]}"
    yield f"- **Source:** {scorer.source}"
    yield "- **Settings:**"
    for name, schema in scorer.settings.items():
        must = " (required)" if name in scorer.needs else ""
        yield f"  - `{name}`{must}: {_described(schema)}"
    yield ""


def _described(schema: Json) -> str:
    return str(schema.get("description", "")) if isinstance(schema, dict) else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
