"""Every face of a bundle as text: what a check says of it in each format, the bundle as a whole, its forms, its effort.

Whoever asks has checked it before; nothing of it is written anywhere.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from sipforms.actions.checking import Checked, Criteria, Inspection
from sipforms.actions.mending import mend
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.cli.check_fix import changed_lines
from sipforms.engine.overlay.shared_core import shared_core_of
from sipforms.engine.problem import Level, Problem, worst
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.checking import github, json, junit, sarif, text
from sipforms.render.checking.told import Report
from sipforms.render.form_text import form_text
from sipforms.render.language import speak
from sipforms.render.resolved import resolved_text
from sipforms.render.tallies import effort_words

FORMATS = {"text": text, "json": json, "sarif": sarif, "junit": junit, "github": github}
FEW = 50
"""So many problems are told of a bundle with thousands of the same kind."""

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def faces(
    folder: Path, own: Bundle, bundle: Bundle, problems: tuple[Problem, ...], criteria: Criteria
) -> Iterator[tuple[str, str]]:
    """Each face by its name, in English."""
    speak("en")
    checked = Checked(folder=folder, own=own, bundle=bundle, problems=problems[:FEW])
    inspection = Inspection(profile=criteria.profile, results=(checked,))
    report = Report(inspection=inspection, root=folder.parent, language="en", version="1")
    yield from ((name, one.render(report)) for name, one in FORMATS.items())
    if len(problems) < FEW:
        yield "fix", "\n".join(changed_lines(mend(checked, criteria)))
    if not bundle.sources or worst(problems) is Level.ERROR:
        return
    yield "resolved", resolved_text(bundle, shared_core_of(bundle))
    preview = Preview(folder, criteria, lambda: NOW, lambda: "Made up.", View())
    programme = preview.programme
    for one in programme.questionnaires.values() if programme is not None else ():
        if len(list(one.questions())) < 1_000 and programme is not None:
            yield "form", form_text(programme, one, preview.view, preview.situation)
            takes = preview.needed(one.id)
            yield "effort", "" if takes is None else effort_words(takes)


def criteria_with(vocabulary: Vocabulary) -> Criteria:
    """Those of a draft, on one day, with no shelves but the package's own."""
    return Criteria(vocabulary=vocabulary, today=date(2026, 11, 22))
