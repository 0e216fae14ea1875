"""The code on a printed form: six digits for how it is numbered and answered, so that no paper is keyed elsewhere.

Two prints have the same code exactly when the same number means the same question, measured in the same way, and the
same key gives the same answer. So a print in another language, or one from before a spelling was mended, has the same
code, and one from before a question was put in has another. It is no secret and protects against mistakes only.
"""

from collections.abc import Iterator
from hashlib import sha256

from sipforms.actions.form.options import choices
from sipforms.actions.form.outline import Line, outline
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.visibility import Asked, concrete

DIGITS = 6
A_ROW = ("r1",)


def form_code(programme: str, form: Form) -> str:
    """The code of a form of the programme with that id: six digits, as many zeros in front as there are."""
    rows = dict.fromkeys(form.places.rows, A_ROW)
    every = frozenset(path for template in form.places.order for path in concrete(form, template, rows))
    lines = outline(form, Asked(paths=every), rows).lines
    said = "\n".join((programme, form.questionnaire.id, form.situation.informant or "", *_said(lines)))
    number = int.from_bytes(sha256(said.encode()).digest()[:8], "big") % 10**DIGITS
    return f"{number:0{DIGITS}}"


def _said(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield f"{line.number} {'.'.join(line.path)}"
        for cell in line.cells:
            keys = " ".join(f"{one.key}={one.value!r}" for one in choices(cell.question))
            yield f" {cell.column} {'.'.join(cell.path)} {cell.question.signature} {keys}"
