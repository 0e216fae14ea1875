"""The texts that are read to whoever answers: of every question what comes before it, and its sentence or title.

The form shows just these at the cursor. Help and examples are given on demand, and the words of a scale are shown: they
are not counted.
"""

from collections.abc import Iterator

from sipforms.engine.ask.narrowed import entries_for
from sipforms.engine.programme import Area, Entry, Question, Questionnaire, Rows


def said(item_title: str, question: Question, *, informant: str | None = None, variant: str | None = None) -> str:
    """What is said of one question: the preface and its sentence, or its title where it has no sentence."""
    wording = question.worded(informant, variant)
    bare = (wording.title or item_title) if question.dimension is None else f"{item_title}: {wording.title}"
    sentence = wording.say or bare
    return f"{wording.preface} {sentence}" if wording.preface else sentence


def texts_aloud(questionnaire: Questionnaire, variant: str | None = None) -> Iterator[str]:
    """Everything that is read to a citizen of the target group, once each, conditions apart."""
    return _of_entries(entries_for(questionnaire.entries, variant), variant)


def _of_entries(entries: tuple[Entry, ...], variant: str | None) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Area):
            yield from _of_entries(entry.entries, variant)
        elif isinstance(entry, Rows):
            yield entry.title
            yield from _of_entries(entry.fields, variant)
        else:
            asked = (question for question in entry.questions if question.computed is None)
            yield from (said(entry.title, question, variant=variant) for question in asked)
