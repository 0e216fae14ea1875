"""Answers as people read them."""

from datetime import date

from sipforms.engine.draft import Draft
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Question, Rows
from sipforms.engine.response import Answer
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain


def answer_words(question: Question, answer: Answer) -> str:
    """The answer in words, on one line."""
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, tuple):
        return ", ".join(_option(question, one) for one in answer)
    if question.kind is Kind.DATE:
        return _date(str(answer))
    return _option(question, answer).replace("\n", " ")


def row_words(rows: Rows, draft: Draft, path: Path) -> str:
    """What a row is called: its title with the fields' answers in it, or nothing while those are blank."""
    said = rows.row_title
    for item in rows.fields:
        if len(item.questions) == 1 and f"{{{item.id}}}" in said:
            answer = draft.answers.get((*path, item.id))
            said = said.replace(f"{{{item.id}}}", "" if answer is None else answer_words(item.questions[0], answer))
    return plain(said).strip()


def _option(question: Question, value: object) -> str:
    option = question.scale.option(value) if question.scale else None
    return plain(option.title if option else str(value))


def _date(written: str) -> str:
    try:
        return format_date(date.fromisoformat(written))
    except ValueError:
        return plain(written)
