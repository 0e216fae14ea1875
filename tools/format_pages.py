"""Writes docs/da/format.md and docs/en/format.md, the reference of the bundle format (python tools/format_pages.py).

Everything about a keyword comes from the meta-schemas that bundles are checked with, so that the page cannot say what
is not so. What stands around it is written here.
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sipforms.render.fact_words import in_words
from sipforms.render.keywords.keyword import Keyword, keywords
from sipforms.render.language import speak

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"da": DOCS / "da" / "format.md", "en": DOCS / "en" / "format.md"}
FILES = {
    "programme": "programme.yaml",
    "scales": "scales.yaml",
    "questionnaire": "questionnaires/*.yaml",
    "condition": "",
    "indicators": "indicators.yaml",
    "reports": "reports.yaml",
    "translations": "translations/*.yaml",
    "examples": "examples/*.yaml",
}
"""The files of a bundle by kind, in the order of the page; conditions stand in several."""

OPENING = {
    "da": """\
# Formatet

Alle de ord, et program kan skrives med, fil for fil. Siden er skrevet ud fra de samme skemaer, som `sipforms check`
bruger (`python tools/format_pages.py`). Vil du hellere begynde med et eksempel, så læs
[Fem spørgsmål på ti minutter](ti-minutter.md) eller [Hvad vil du spørge om?](hvad-vil-du-spoerge.md)

*Den samme side på engelsk: [The format](../en/format.md)*

## Mappen

```text
voksen/
  programme.yaml            hvad det er, udgave, hvornår der spørges, valg
  scales.yaml               fælles skalaer, dimensioner, lister og temaer
  questionnaires/*.yaml     et spørgeskema hver
  indicators.yaml           tal, der regnes ud af svarene
  reports.yaml              hvad en rapport består af
  translations/en.yaml      teksterne på et andet sprog
  examples/*.yaml           programmets egne prøver: svar ind, tal ud
  README.md                 for mennesker: programteori
  hooks.py                  sjældent; køres kun, hvor nogen har læst den og stoler på den
```

Navne (id'er) er små bogstaver a-z, cifre og understreg: `familie_kontakt`. Mappen hedder som programmets `id`.
Højst 200 filer, 256 KiB i en fil, 2 MiB i alt. Genveje (links) følges ikke, og intet hentes nogensinde fra nettet.

## YAML, som vi læser det

- UTF-8. `no`, `on`, `1:30`, `0701` og datoer er tekst, ikke ja/nej, tal eller tid. Kun `true` og `false` er ja og nej.
- Skriv anførselstegn om en tekst med `: `, ` #` eller komma inde i `{...}`, og om en, der begynder med `*`, `&`, `!`,
  `%` eller `@`.
- Ingen ankre (`&`), genveje (`*`) eller mærker (`!`). Det fælles står i `scales.yaml`.
- Den samme nøgle to gange er en fejl. Decimaler har punktum. `1/3` er en tredjedel, helt præcist.
- `# sipforms: allow KODE because GRUND` lader en advarsel stå på linjen, med en grund.

## Stier og betingelser

En sti er navnene ned til spørgsmålet med punktum imellem: `relationer.venner.tilfredshed`. `*` er hvad som helst på ét
trin, `**` i enhver dybde, `./felt` et felt i samme række. Stier med stjerne står i anførselstegn. En betingelse, der
sammenligner med et svar, som mangler, er falsk; kun `answered` ser på, om der er svaret.

## Ord, der kan stå
""",
    "en": """\
# The format

All the words that a programme can be written with, file by file. The page is made from the same schemas that
`sipforms check` uses (`python tools/format_pages.py`). If you would rather begin with an example, read
[Five questions in ten minutes](ten-minutes.md) or [What do you want to ask?](what-to-ask.md)

*The same page in Danish: [Formatet](../da/format.md)*

## The folder

```text
voksen/
  programme.yaml            what it is, version, when to ask, choices
  scales.yaml               shared scales, dimensions, lists and areas
  questionnaires/*.yaml     one questionnaire each
  indicators.yaml           numbers computed from the answers
  reports.yaml              what a report consists of
  translations/en.yaml      the texts in another language
  examples/*.yaml           the programme's own trials: answers in, numbers out
  README.md                 for people: programme theory
  hooks.py                  rarely; run only where somebody has read it and trusts it
```

Names (ids) are small letters a-z, digits and underscores: `family_contact`. The folder is called like the programme's
`id`. At most 200 files, 256 KiB in a file, 2 MiB in all. Links are not followed, and nothing is ever fetched.

## YAML as we read it

- UTF-8. `no`, `on`, `1:30`, `0701` and dates are text, not yes/no, numbers or times. Only `true` and `false` are yes
  and no.
- Put quotes around a text with `: `, ` #`, or a comma inside `{...}`, and around one that begins with `*`, `&`, `!`,
  `%` or `@`.
- No anchors (`&`), aliases (`*`) or tags (`!`). What is shared stands in `scales.yaml`.
- One key twice is a mistake. Decimals have a point. `1/3` is a third, exactly.
- `# sipforms: allow CODE because REASON` lets a warning stand on its line, with a reason.

## Paths and conditions

A path is the names down to the question with dots between: `relations.friends.satisfaction`. `*` is anything on one
step, `**` at any depth, `./field` a field of the same row. Paths with a star stand in quotes. A condition that compares
with an answer that is missing is false; only `answered` looks at whether there is one.

## The words
""",
}
NEEDED = {"da": "skal stå der", "en": "must be there"}
ANYWHERE = {"da": "Betingelser", "en": "Conditions"}


def page(language: str) -> str:
    """The whole page in a language."""
    speak(language)
    every = sorted(keywords(), key=lambda one: list(FILES).index(one.file))
    parts = [OPENING[language]]
    for file, of_file in groupby(every, key=lambda one: one.file):
        parts.append(f"### {f'`{FILES[file]}`' if FILES[file] else ANYWHERE[language]}\n")
        for on, of_thing in groupby(of_file, key=lambda one: one.on):
            kind = in_words({"kind": on})["kind"]
            parts.append(f"#### {kind[:1].upper()}{kind[1:]}\n")
            parts.append("\n".join(line for one in of_thing for line in _lines(one, language)) + "\n")
    return "\n".join(parts)


def _lines(one: Keyword, language: str) -> Iterator[str]:
    needed = f", **{NEEDED[language]}**" if one.required else ""
    yield f"- **`{one.name}`** ({one.type}{needed}). {one.description}"
    for word, meaning in one.words:
        yield f"  - `{word}`: {meaning}" if meaning else f"  - `{word}`"
    lines = one.example.rstrip("\n").split("\n") if one.example else []
    if len(lines) == 1:
        yield f"  <br>`{lines[0]}`"
    elif lines:
        yield from ("", "  ```yaml", *(f"  {line}" for line in lines), "  ```", "")


def main() -> int:
    """Write both pages."""
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
