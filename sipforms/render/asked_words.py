"""A question, its choices and what is chosen, in words for a face that shows one question at a time."""

from sipforms.actions.form.asking import Asked, AskedChoice
from sipforms.render.answers import answer_words
from sipforms.render.language import _
from sipforms.render.plain import plain


def choice_words(choice: AskedChoice) -> str:
    """The choice as it is read: the programme's words, or yes and no."""
    if isinstance(choice.value, bool):
        return _("Yes") if choice.value else _("No")
    return plain(choice.words)


def answered_words(asked: Asked) -> str:
    """What is answered now, in words; nothing where nothing is."""
    if asked.answer is None:
        return ""
    if asked.chosen:
        return ", ".join(choice_words(one) for one in asked.chosen)
    return answer_words(asked.question, asked.answer)


def sentence_words(asked: Asked) -> str:
    """What is said aloud: what comes before the question, and its sentence."""
    return " ".join(plain(part) for part in (asked.preface, asked.sentence) if part)


def place_words(asked: Asked) -> str:
    """Which question it is, of how many in the whole form."""
    return _("Question {place} of {count}").format(place=asked.place, count=asked.of)
