"""Writes docs/scorers.md and docs/da/regnemaader.md from what every scorer says of itself.

The English page has everything. The Danish one says in plain words how each computes; notes and sources are in the
other. Run as python tools/scorer_page.py.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from sipforms.engine.response import Json
from sipforms.engine.score.scorer import Scorer
from sipforms.engine.vocabulary import collect, plugin_manager
from sipforms.plugins import builtin_plugins
from sipforms.render.language import _, speak
from sipforms.render.methods import METHODS
from sipforms.render.word_page import setting_words

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scorers.md"
DANISH = PAGE.parent / "da" / "regnemaader.md"
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
TAKES_DA = {
    "items": "spørgsmål",
    "pairs": "par af svar på ét spørgsmål",
    "rows": "rækker, eller besvarelsen selv",
    "choices": "flere svar fra en liste (`choices`)",
    "dates": "to datoer",
    "goals": "mål",
    "indicators": "andre indikatorer (`indicators`)",
}
HIGHER_DA = {
    "asAnswers": "betyder det samme som på svarenes skala",
    "opposite": "betyder det modsatte af på svarenes skala",
    "better": "er bedre",
    "worse": "er værre",
    "neither": "er hverken bedre eller værre, medmindre indikatoren siger `higherIs`",
}
OPENING_DA = """\
# Regnemåder

En indikator nævner en regnemåde under `scorer:` og giver den indstillinger. Siden er skrevet ud fra det, hver regnemåde
siger om sig selv (`python tools/scorer_page.py`). Alle er prøvet mod tal, der er regnet ud i hånden.

*Den samme side på engelsk, med kilder og bemærkninger: [Scorers](../scorers.md)*

```yaml
trivsel:
  title: Trivsel
  questionnaire: uge
  scorer: mean
  items: [humoer, ro]
  missing: {maxShare: 1/3}
```

**Svar, der mangler.** Enhver indikator skal sige, hvad der sker med dem (`missing:`). *Stillet* er de spørgsmål, som
denne borger får; *relevante* er de stillede, der ikke er svaret "ikke relevant" på; *besvaret* er de relevante med et
tal. En svarmulighed mærket `missing` er aldrig et tal, heller ikke når dens værdi er det. `maxShare: 1/3` lader så
stor en del af de relevante mangle, lighed er tilladt; `minAnswered: 3` og `minPairs: 2` beder om mindst så mange.
Hvor intet er relevant, er der intet tal (`notAsked`); hvor reglen ikke er opfyldt, er der heller ikke
(`tooFewAnswers`). Ingen regel lader et tal stå uden et eneste svar.

**Rækker.** `items` og `where` kan nævne felter i rækkerne i en liste (`maal.*.niveau`, eller `./niveau` sammen med
`rows: maal`). Så tæller hver række for sig. `among` vælger rækker; en række, der ikke kan bedømmes, ses der ikke på.

**Hele tal.** Et spørgsmål med `type: integer` tæller det, der er svaret; mindst og højst er dets `minimum` og
`maximum`. Uden dem begge har indikatoren ingen spændvidde. Hele tal og skalaer, eller hele tal med hver sine grænser,
lægges ikke sammen. Et mønster, der ender på en stjerne (`trivsel.*`), tager kun hele tal, hvor det ingen skalaer
finder.

**Præcist.** Hele tal og brøker regnes præcist, lige til tallet vises.

**Hvilken skal jeg bruge?**

| Du vil vide | Regnemåde |
|---|---|
| hvordan det går i gennemsnit | `mean`, eller `percentOfMax` for et tal fra 0 til 100 |
| hvor mange der svarer højt eller lavt, hvor mange problemer der er | `count`; som andel `share` eller `topShare` |
| hvor meget der mangler mellem det vigtige og det, man er tilfreds med | `difference`; `unmet`: kun det manglende |
| hvad der skal tales om først | `priority`, `quadrant` |
| hvor langt personlige mål er nået | `goalAttainment` |
| hvor lang tid der gik | `days` |
| en sum af point, som i et skema med manual | `sum`, `sdqStyle`, `whodasSimple`, `icfMean`, `icfEnvironment` |
| et tal for nogle svar, som ikke er tal | `recode` |
| ét tal af andre tal | `mean` eller `sum` med `indicators:` |
"""
OPENING = """\
# Scorers

An indicator names a scorer and gives it settings. This page is written from what each scorer says about itself
(`python tools/scorer_page.py`). Each is checked against numbers computed by hand, in `tests/scores/`.

*The same page in Danish: [Regnemåder](da/regnemaader.md)*

**Missing answers.** Every indicator must say what happens to them (`missing:`). *Asked* are the items shown to this
person; *relevant* are those asked and not answered "not relevant"; *answered* are those relevant with a number. An
option marked `missing` is never a number, even when its value is one. `maxShare: 1/3` allows that share of the relevant
to be missing, equality included; `minAnswered: 3` and `minPairs: 2` ask for at least so many. Where nothing is relevant
there is no number (`notAsked`); where the rule is not met there is none either (`tooFewAnswers`). No rule lets a number
stand on no answer at all.

**Rows.** `items` and `where` may name fields of a repeating item (`maal.*.niveau`, or `./niveau` with `rows: maal`).
Every row then counts by itself. `among` picks rows; a row that cannot be judged is not looked at.

**Whole numbers.** A question of `type: integer` counts as what was answered; its `minimum` and `maximum` are the ends
of its range. Without both the indicator has no range. Whole numbers and scales, or whole numbers with different ends,
are not put into one number unless the ranges are the same. A pattern that ends in a star (`trivsel.*`) takes whole
numbers only where it finds no scale.

**Exactness.** Whole numbers and fractions are kept exact until the value is shown; there is one division.
"""


def scorers() -> list[Scorer]:
    """All our own, in the order of the page."""
    vocabulary = collect(plugin_manager(builtin_plugins(), installed=False))
    return sorted((word.offer for word in vocabulary.scorers.values()), key=lambda one: one.name.lower())


def danish_page() -> str:
    """The whole page in Danish."""
    speak("da")
    offered = scorers()
    index = ", ".join(f"[`{one.name}`](#{one.name.lower()})" for one in offered)
    return "\n".join([OPENING_DA, index, "", *(line for one in offered for line in _danish_section(one))])


def _danish_section(scorer: Scorer) -> Iterator[str]:
    said = _(METHODS[scorer.name])
    yield f"## {scorer.name}"
    yield ""
    yield said[:1].upper() + said[1:]
    yield ""
    taken = {**TAKES_DA, "items": f"{TAKES_DA['items']}{', også hele tal' if scorer.whole else ''}"}
    yield f"- **Tager:** {'; eller '.join(taken[one] for one in scorer.takes)}"
    yield f"- **Formel:** {scorer.formula}"
    yield f"- **Spændvidde:** {_(scorer.range_text)}"
    yield f"- **Regel for manglende svar:** {', '.join(f'`{rule}`' for rule in scorer.rules)}"
    yield f"- **Et højere tal** {HIGHER_DA[scorer.higher]}"
    yield "- **Indstillinger:**"
    for name, schema in scorer.settings.items():
        must = " (skal stå der)" if name in scorer.needs else ""
        yield f"  - `{name}`{must}: {setting_words(scorer.name, name, schema)}"
    yield ""


def page() -> str:
    """The whole page."""
    offered = scorers()
    index = ", ".join(f"[`{one.name}`](#{one.name.lower()})" for one in offered)
    return "\n".join([OPENING, index, "", *(line for one in offered for line in _section(one))])


def _section(scorer: Scorer) -> Iterator[str]:
    yield f"## {scorer.name}"
    yield ""
    yield scorer.summary
    yield ""
    taken = {**TAKES, "items": f"{TAKES['items']}{', whole numbers too' if scorer.whole else ''}"}
    yield f"- **Takes:** {'; or '.join(taken[one] for one in scorer.takes)}"
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
    DANISH.write_text(danish_page(), encoding="utf-8")
    sys.exit(0)
