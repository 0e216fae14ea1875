"""The part of the format's reference about conditions, for format_pages: what is looked at, compared and joined."""

from collections.abc import Iterator, Mapping

from sipforms.render.keywords.keyword import Keyword

NEEDED = {"da": "skal stå der", "en": "must be there"}
SUBJECTS = ("leaf", "previous", "parameter", "mode", "informant", "occasion", "variant")
"""What a condition looks at; the first three are followed by a comparison."""
COMPARED = SUBJECTS[:3]
JOINED = ("all", "any", "not", "countTrue")
VALUES = ("otherItem", "today")
HIDDEN = ("comparison", "bounds")

FITS: Mapping[str, tuple[str, ...]] = {
    "answered": ("anything",),
    "is": ("one", "number", "yesNo", "text", "day"),
    "isNot": ("one", "number", "yesNo", "text", "day"),
    "anyOf": ("one", "number", "yesNo", "text", "day"),
    "noneOf": ("one", "number", "yesNo", "text", "day"),
    "atLeast": ("number",),
    "atMost": ("number",),
    "between": ("number", "day"),
    "before": ("day",),
    "after": ("day",),
    "notBefore": ("day",),
    "notAfter": ("day",),
    "contains": ("several",),
    "count": ("several", "rows"),
    "sameAnswer": ("star",),
}
"""What each comparison fits; a test tries each."""

FITTING = {
    "da": {
        "anything": "alt",
        "one": "ét svar fra en liste",
        "number": "tal og skalaer",
        "yesNo": "ja og nej",
        "text": "tekst",
        "day": "datoer og klokkeslæt",
        "several": "flere svar fra en liste",
        "rows": "lister af rækker",
        "star": "en sti med stjerne",
    },
    "en": {
        "anything": "anything",
        "one": "one answer from a list",
        "number": "numbers and scales",
        "yesNo": "yes and no",
        "text": "text",
        "day": "dates and times",
        "several": "several answers from a list",
        "rows": "lists of rows",
        "star": "a path with a star",
    },
}
WORDS = {
    "da": {
        "subjects": "Hvad der ses på",
        "comparisons": "Hvad det sammenlignes med",
        "joined": "Flere på én gang",
        "values": "Et andet svar eller i dag i stedet for en værdi",
        "word": "Ord",
        "says": "Sandt når",
        "fits": "Passer til",
        "example": "Eksempel",
        "intro": (
            "En betingelse siger, hvad der ses på, og hvad svaret skal være: `{item: bolig.form, is: egen}`. "
            "Den står under `visibleIf`, `requiredIf`, `assert`, `where` og `among`."
        ),
        "sections": "Rapportdelene",
        "translations": (
            "En fil for hvert sprog, nævnt under `translations` i programme.yaml. Hver linje er stien til en "
            "tekst og teksten på det andet sprog: `livskvalitet.relationer.venner.title: having friends`. Stien "
            "er skemaet, vejen ned til spørgsmålet og tekstens navn; en svarmulighed hedder "
            "`scales.fem_trin.1`, og en overskrift i en rapport `reports.individuel.development.title` (er der flere "
            "afsnit af samme slags, har det andet `reports.individuel.development.2.title`). `sipforms check` "
            "skriver de linjer ud, der mangler. Ord i klammer (`{item}`) skal med over."
        ),
        "scorers": "Regnemåderne og deres indstillinger står i [Regnemåder](regnemaader.md).",
    },
    "en": {
        "subjects": "What is looked at",
        "comparisons": "What it is compared with",
        "joined": "Several at once",
        "values": "Another answer, or today, instead of a value",
        "word": "Word",
        "says": "True when",
        "fits": "Fits",
        "example": "Example",
        "intro": (
            "A condition says what is looked at and what the answer must be: `{item: home.kind, is: own}`. It "
            "stands under `visibleIf`, `requiredIf`, `assert`, `where` and `among`."
        ),
        "sections": "The report sections",
        "translations": (
            "One file for each language, named under `translations` in programme.yaml. Each line is the path of "
            "a text and the text in the other language: `livskvalitet.relationer.venner.title: having friends`. "
            "The path is the questionnaire, the way down to the question, and the name of the text; an option "
            "is `scales.fem_trin.1`, and a heading in a report `reports.individuel.development.title` (where there are "
            "several sections of one kind, the second has `reports.individuel.development.2.title`). `sipforms "
            "check` prints the lines that are missing. Words in braces (`{item}`) must be taken along."
        ),
        "scorers": "The scorers and their settings are on the page [Scorers](../scorers.md).",
    },
}


def comparisons(of_conditions: list[Keyword]) -> dict[str, Keyword]:
    """Every comparison once, by its word, as it is said of an answer."""
    return {one.name: one for one in of_conditions if one.on == "leaf" and one.name != "item"}


def conditions(of_file: list[Keyword], language: str) -> Iterator[str]:
    words, compared = WORDS[language], comparisons(of_file)
    yield words["intro"] + "\n"
    yield f"#### {words['subjects']}\n"
    subjects = [one for one in of_file if one.on in SUBJECTS and not (one.on in COMPARED and one.name in compared)]
    yield "\n".join(line for one in subjects for line in lines_of(one, language, needed=False)) + "\n"
    yield f"#### {words['comparisons']}\n"
    yield "\n".join(_table(compared, language)) + "\n"
    for heading, kinds in (("joined", JOINED), ("values", VALUES)):
        yield f"#### {words[heading]}\n"
        inside = [one for one in of_file if one.on in kinds]
        yield "\n".join(line for one in inside for line in lines_of(one, language, needed=False)) + "\n"


def _table(compared: Mapping[str, Keyword], language: str) -> Iterator[str]:
    words, fitting = WORDS[language], FITTING[language]
    yield f"| {words['word']} | {words['says']} | {words['fits']} | {words['example']} |"
    yield "|---|---|---|---|"
    for name, one in compared.items():
        fits = ", ".join(fitting[each] for each in FITS[name])
        yield f"| `{name}` | {one.description} | {fits} | `{_on_one_line(one.example)}` |"


def _on_one_line(example: str) -> str:
    """A short piece of YAML in the form with braces."""
    name, _colon, rest = example.strip().partition(":")
    inside = [line.strip() for line in rest.strip().split("\n")]
    return f"{name}: {inside[0]}" if len(inside) == 1 and ":" not in inside[0] else f"{name}: {{{', '.join(inside)}}}"


def lines_of(one: Keyword, language: str, *, needed: bool = True) -> Iterator[str]:
    """A keyword with its meaning, its words and an example."""
    must = f", **{NEEDED[language]}**" if one.required and needed else ""
    yield f"- **`{one.name}`** ({one.type}{must}). {one.description}"
    for word, meaning in one.words:
        yield f"  - `{word}`: {meaning}" if meaning else f"  - `{word}`"
    lines = one.example.rstrip("\n").split("\n") if one.example else []
    if len(lines) == 1:
        yield f"  <br>`{lines[0]}`"
    elif lines:
        yield from ("", "  ```yaml", *(f"  {line}" for line in lines), "  ```", "")
