"""Programmes made up by name: so many questionnaires of so many items, written as SIP-voksen writes its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

TOPICS = ("mad", "venner", "bolig", "arbejde", "familie", "helbred", "fritid", "penge", "søvn", "tryghed")
PER_AREA = 10


def programme(name: str, questionnaires: int = 4, items: int = 80) -> Mapping[str, str]:
    """The files of one programme. Another name gives other texts, so that nothing can be remembered."""
    ids = [f"skema_{number}" for number in range(questionnaires)]
    files = {
        "programme.yaml": _manifest(name, ids),
        "scales.yaml": SCALES,
        "indicators.yaml": "".join(_indicators(ids)),
    }
    return files | {f"questionnaires/{id_}.yaml": _questionnaire(name, id_, items) for id_ in ids}


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The programme as a folder on disk."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _manifest(name: str, ids: list[str]) -> str:
    return (
        f"id: {name}\ntitle: Programmet {name}\nversion: 1.0.0\nlanguage: da\n"
        f"questionnaires: [{', '.join(ids)}]\nprovenance: own-wording\n"
        "informants: {borger: Borgeren, kontaktperson: Kontaktpersonen}\n"
        "parameters:\n  form: {title: Langt eller kort skema, type: choice, options: [lang, kort], default: lang}\n"
        "variants:\n  ung: {title: Unge}\n  voksen: {title: Voksne}\n"
    )


SCALES = """$defs:
  fem_trin:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: Slet ikke}
      - {const: 2, title: Lidt}
      - {const: 3, title: Noget}
      - {const: 4, title: Meget}
      - {const: 5, title: Rigtig meget}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
  vigtighed_tilfredshed:
    dimensions: [vigtighed, tilfredshed]
    properties:
      vigtighed: {title: "Vigtigt?", say: "Hvor vigtigt er det for dig: {item}?", scale: fem_trin}
      tilfredshed: {title: "Tilfreds?", say: "Hvor tilfreds er du: {item}?", scale: fem_trin, direction: higherIsBetter}
"""


def _indicators(ids: list[str]) -> Iterator[str]:
    for id_ in ids:
        yield (
            f'"{{area}}_{id_}":\n  forEach: areas\n  title: "Tilfredshed: {{area}}"\n  questionnaire: {id_}\n'
            '  area: "{area}"\n  scorer: mean\n  items: "{area}.*.tilfredshed"\n  missing: {maxShare: 1/3}\n'
        )


def _questionnaire(name: str, id_: str, items: int) -> str:
    head = (
        f"title: Skemaet {id_} i {name}\nsubject: citizen\nelement: outcome\n"
        "modes: [interview, observation]\nproperties:\n"
    )
    areas = "".join(_area(name, number, min(PER_AREA, items - number)) for number in range(0, items, PER_AREA))
    check = (
        "checks:\n  - id: ens_svar\n    level: soft\n"
        '    assert: {not: {item: "**.tilfredshed", sameAnswer: 10}}\n    message: Ti ens svar i træk. Passer det?\n'
    )
    return head + areas + check


def _area(name: str, number: int, items: int) -> str:
    topic = TOPICS[number // PER_AREA % len(TOPICS)]
    area = (
        f"  omraade_{number}:\n    title: Om {topic}\n    description: Her spørger vi til {topic}.\n    properties:\n"
    )
    return area + "".join(_item(name, f"omraade_{number}", topic, one) for one in range(items))


def _item(name: str, area: str, topic: str, number: int) -> str:
    if number == 8:
        return (
            f"      uddyb:\n        title: Vil du fortælle mere om {topic}?\n        type: string\n"
            "        multiline: true\n        sensitivity: freeText\n"
            f'        visibleIf: {{any: {{item: "{area}.*.tilfredshed", atMost: 2}}}}\n'
        )
    if number == 9:
        return '      dage: {title: "Hvor mange dage om ugen?", type: integer, minimum: 0, maximum: 7}\n'
    return (
        f"      spoergsmaal_{number}:\n        title: din {topic} nummer {number} i {name}\n"
        "        scale: vigtighed_tilfredshed\n"
        f'        say:\n          vigtighed: "Hvor vigtig er {topic} nummer {number} for dig?"\n'
        f'          tilfredshed: "Hvor tilfreds er du med {topic} nummer {number}?"\n'
        f"        help: Tænk på den seneste måned og din {topic}.\n"
        "        for:\n          kontaktperson:\n            say:\n"
        f'              vigtighed: "Hvor vigtig virker {topic} nummer {number} for borgeren?"\n'
        f'              tilfredshed: "Hvor tilfreds virker borgeren med {topic} nummer {number}?"\n'
        f"            help: Se efter, hvad borgeren siger og gør i hverdagen om {topic}.\n"
        "        visibleIf: {parameter: form, is: lang}\n"
    )
