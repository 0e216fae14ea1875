"""Our form of so many answers over a store in memory. ``python -m benchmarks.form_program 70``."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from sipforms.actions.fill import Way, start
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace
from sipforms.engine.build import build
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.casefile import CaseFile
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id
from sipforms.tui.app import SipApp
from sipforms.tui.screens.form import FormScreen

PER_AREA = 10
SCALE = """$defs:
  fem_trin:
    direction: higherIsMore
    oneOf:
      - {const: 1, title: Slet ikke}
      - {const: 2, title: Lidt}
      - {const: 3, title: Noget}
      - {const: 4, title: Meget}
      - {const: 5, title: Rigtig meget}
      - {const: ved_ikke, title: Ved ikke, missing: dontKnow}
      - {const: vil_ikke_svare, title: Ønsker ikke at svare, missing: declined}
      - {const: forstaar_ikke, title: Forstår ikke spørgsmålet, missing: notUnderstood}
      - {const: ikke_relevant, title: Ikke relevant, missing: notRelevant}
  par:
    dimensions: [vigtigt, tilfreds]
    properties:
      vigtigt: {title: Vigtigt?, scale: fem_trin}
      tilfreds: {title: Tilfreds?, scale: fem_trin}
"""


def bundle(answers: int) -> Bundle:
    """A programme with one questionnaire of this many answers, two an item, ten an area."""
    lines = ["title: Skema", "subject: citizen", "properties:"]
    for number in range(answers // 2):
        if number % (PER_AREA // 2) == 0:
            area = number // (PER_AREA // 2) + 1
            lines += [f"  omraade_{area}:", f"    title: Område {area}", "    properties:"]
        lines.append(f"      emne_{number}: {{title: At have det godt med emne {number}, scale: par}}")
    files = {
        "programme.yaml": "id: maalt\ntitle: Målt\nversion: 1.0.0\nlanguage: da\nquestionnaires: [skema]\n",
        "scales.yaml": SCALE,
        "questionnaires/skema.yaml": "\n".join(lines) + "\n",
    }
    return bundle_from("maalt", {name: text.encode() for name, text in files.items()})


class Measured(SipApp):
    """Opens with the form in front."""

    def __init__(self, workplace: Workplace, form: FormScreen) -> None:
        super().__init__(workplace)
        self._form = form

    def on_ready(self) -> None:
        self.call_later(self.push_screen, self._form)


def now() -> datetime:
    return datetime.now(UTC)


def main(answers: int) -> None:
    made = bundle(answers)
    programme = build(made)
    facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=now(), facility=fresh_id())
    workplace = Workplace(
        programmes=Programmes(
            by_id=MappingProxyType({"maalt": programme}),
            bundles=MappingProxyType({"maalt": made}),
            folders=MappingProxyType({"maalt": Path()}),
        ),
        store=MemoryStore(facts),
        vocabulary=Vocabulary(),
        now=now,
    )
    citizen = create(workplace, "B-1", "")
    assert isinstance(citizen, CaseFile)
    file = admit(workplace, citizen, Stay(programme="maalt", admission=now().date()))
    assert isinstance(file, CaseFile)
    filling = start(workplace, file, programme, "skema", Way(), file.episodes[0])
    app = Measured(workplace, FormScreen(filling, "B-1"))
    app.run()
    if app.fault is not None:
        raise app.fault


if __name__ == "__main__":
    main(int(sys.argv[1]))
