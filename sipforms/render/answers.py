"""An answer in words, as it is shown beside its question."""

from datetime import date

from sipforms.engine.programme import Kind, Question
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain


def answer_words(question: Question, answer: object) -> str:
    """The title of the option, yes or no, the date as people write it, or the text itself; blank for nothing."""
    if answer is None:
        return _("blank")
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, (tuple, list)):
        return ", ".join(answer_words(question, one) for one in answer)
    if question.scale is not None:
        option = question.scale.option(answer)
        return plain(option.title) if option is not None else plain(str(answer))
    if question.kind is Kind.DATE and isinstance(answer, str):
        return format_date(date.fromisoformat(answer))
    return plain(str(answer))
