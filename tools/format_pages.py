"""Writes docs/da/format.md and docs/en/format.md, the reference of the bundle format (python tools/format_pages.py).

Everything about a keyword comes from the meta-schemas that bundles are checked with, so that the page cannot say what
is not so. What stands around it is written here.
"""

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import indent

from sipforms.render.fact_words import in_words
from sipforms.render.keywords.keyword import Keyword, keywords
from sipforms.render.language import _, speak
from sipforms.render.setting_words import SECTION_SETTINGS, SECTIONS
from tools.format_conditions import WORDS, conditions, lines_of

SECTION_EXAMPLES = {
    "sideBySide": """```yaml
- section: sideBySide
  apart: P3M
  rows:
    skole: {title: Skole, indicators: [skole_barn, skole_voksne]}
    hjemme: {title: Hjemme, indicators: "*_hjemme"}
```
""",
    "interventionsByOutcome": """```yaml
- section: interventionsByOutcome
  interventions: ["indsats.*.indsatser", indsats.psykiatri]
  outcomes: "*_status"
  startLevels: [1/3, 2/3]
  background:
    koen: {item: indskrivning.koen}
    alder: {title: Alder, item: indskrivning.alder, bands: [15, 17]}
```
""",
}
"""Sections whose settings are more than a line, as they are written."""

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

`latest.baggrund.ramme.bor` er svaret i den nyeste besvarelse af skemaet `baggrund` i samme sag: af samme ophold, når et
af de to skemaer handler om et ophold; ellers uanset ophold, og altid uanset hvem der svarede. Det slås op, når skemaet
begyndes, og bliver stående. `latest` kan stå i `visibleIf`, `requiredIf` og `checks`, aldrig i `indicators.yaml`.

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

`latest.background.setting.lives` is the answer in the newest response to the questionnaire `background` in the same
case file: of the same stay where one of the two questionnaires is about a stay, otherwise of any, and always whoever
answered. It is looked up when the form is begun, and stays. `latest` can stand in `visibleIf`, `requiredIf` and
`checks`, never in `indicators.yaml`.

## The words
""",
}
CONDITIONS = {"da": "Betingelser", "en": "Conditions"}
CONTENTS = {"da": "Indhold", "en": "Contents"}
TITLES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("programme", "pointAfter"): {"da": "Et tidspunkt efter et andet", "en": "A point in time after another"},
    ("programme", "pointItem"): {"da": "Et tidspunkt, der er svaret", "en": "A point in time that was answered"},
    ("programme", "afterCount"): {"da": "Efter et antal besvarelser", "en": "After a number of rounds"},
    ("programme", "parameter"): {"da": "Et valg, tilbuddet har", "en": "A choice that a facility has"},
    ("questionnaire", "item"): {"da": "Et spørgsmål", "en": "A question"},
    ("questionnaire", "contained"): {"da": "Det, der skal være valgt", "en": "What must be among the chosen"},
    ("scales", "contained"): {"da": "Det, der skal være valgt", "en": "What must be among the chosen"},
    ("scales", "scales"): {"da": "Filen", "en": "The file"},
    ("indicators", "meaningful"): {"da": "En ændring, der tæller", "en": "A change that counts"},
    ("indicators", "reliable"): {"da": "En ændring, der er sikker", "en": "A change that is reliable"},
    ("examples", "noScore"): {"da": "Intet tal ventet", "en": "No number expected"},
    ("examples", "checkProblem"): {"da": "En kontrol, der slår ud", "en": "A check that fails"},
    ("examples", "itemProblem"): {"da": "Et svar, der bryder en regel", "en": "An answer that breaks a rule"},
}
"""Headings where the word for the kind of thing alone says too little."""


def page(language: str) -> str:
    """The whole page in a language."""
    speak(language)
    every = sorted(keywords(), key=lambda one: list(FILES).index(one.file))
    by_file = {file: list(of_file) for file, of_file in groupby(every, key=lambda one: one.file)}
    parts = [OPENING[language], *_contents(by_file, language)]
    for file, title in FILES.items():
        parts += [f"{_anchor(file)}\n### {f'`{title}`' if title else CONDITIONS[language]}\n"]
        parts += (
            conditions(by_file[file], language) if file == "condition" else _things(by_file.get(file, []), language)
        )
        parts += _more(file, language)
    return "\n".join(parts)


def _contents(by_file: Mapping[str, list[Keyword]], language: str) -> Iterator[str]:
    """Where everything is: the files, and the kinds of thing in each."""
    yield f"**{CONTENTS[language]}**\n"
    for file, title in FILES.items():
        inside = [] if file == "condition" else [
            f"[{_title(file, on, language)}](#{file}-{on.lower()})"
            for on, _kept in groupby(by_file.get(file, []), key=lambda one: one.on)
        ]  # fmt: skip
        named = f"[`{title}`](#{file})" if title else f"[{CONDITIONS[language]}](#{file})"
        yield f"- {named}{': ' if inside else ''}{', '.join(inside)}"
    yield ""


def _anchor(name: str) -> str:
    return f'<a id="{name.lower()}"></a>\n'


def _title(file: str, on: str, language: str) -> str:
    kind = TITLES[file, on][language] if (file, on) in TITLES else in_words({"kind": on})["kind"]
    return f"{kind[:1].upper()}{kind[1:]}"


def _things(of_file: list[Keyword], language: str) -> Iterator[str]:
    for on, of_thing in groupby(of_file, key=lambda one: one.on):
        yield f"{_anchor(f'{one_file(of_file)}-{on}')}\n#### {_title(one_file(of_file), on, language)}\n"
        yield "\n".join(line for one in of_thing for line in lines_of(one, language)) + "\n"


def one_file(of_file: list[Keyword]) -> str:
    """The file that they are all of."""
    return of_file[0].file


def _more(file: str, language: str) -> Iterator[str]:
    """What the schemas do not say: the words of our own plug-ins, and how translations are written."""
    words = WORDS[language]
    if file == "translations":
        yield words["translations"] + "\n"
    elif file == "indicators":
        yield words["scorers"] + "\n"
    elif file == "reports":
        yield f"#### {words['sections']}\n"
        for name, said in SECTIONS.items():
            yield f"- **`{name}`**. {_(said)}"
            for (section, setting), meaning in SECTION_SETTINGS.items():
                if section == name:
                    yield f"  - `{setting}`: {_(meaning)}"
            if name in SECTION_EXAMPLES:
                yield f"\n{indent(SECTION_EXAMPLES[name], '  ')}"
        yield ""


def main() -> int:
    """Write both pages."""
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
