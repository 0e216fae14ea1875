"""The texts that are read to whoever answers: of every question what comes before it, and its sentence or title.

The form shows just these at the cursor. Help and examples are given on demand, and the words of a scale are shown: they
are not counted.
"""

from collections.abc import Iterator

from sipforms.engine.programme import Item, Question, Questionnaire, Rows

ASKED = frozenset({"interview", "assisted", "self"})
"""The ways of answering in which the citizen hears, or reads, the questions."""


def is_read_aloud(modes: tuple[str, ...]) -> bool:
    """True of a questionnaire that citizens are asked: one that is only filled in by staff is read to nobody."""
    return not ASKED.isdisjoint(modes)


def said(item_title: str, question: Question, *, informant: str | None = None, variant: str | None = None) -> str:
    """What is said of one question: the preface and its sentence, or its title where it has no sentence."""
    wording = question.worded(informant, variant)
    bare = (wording.title or item_title) if question.dimension is None else f"{item_title}: {wording.title}"
    sentence = wording.say or bare
    return f"{wording.preface} {sentence}" if wording.preface else sentence


def texts_aloud(questionnaire: Questionnaire, variant: str | None = None) -> Iterator[str]:
    """Everything that is read to a citizen of the target group, once each, conditions apart."""
    for entry in questionnaire.walk():
        if isinstance(entry, Item | Rows) and is_for(entry, variant):
            yield from _of_entry(entry, variant)


def is_for(entry: Item | Rows, variant: str | None) -> bool:
    """True unless ``only`` or ``without`` keeps the entry from the target group."""
    return (not entry.only or variant in entry.only) and variant not in entry.without


def _of_entry(entry: Item | Rows, variant: str | None) -> Iterator[str]:
    if isinstance(entry, Rows):
        yield entry.title
        for item in entry.fields:
            if is_for(item, variant):
                yield from _of_entry(item, variant)
        return
    for question in entry.questions:
        if question.computed is None:
            yield said(entry.title, question, variant=variant)
