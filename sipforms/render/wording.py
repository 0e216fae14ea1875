"""Answers and rows on one line of the screen."""

from sipforms.engine.ask.draft import Draft
from sipforms.engine.paths import Path
from sipforms.engine.programme import Question, Rows
from sipforms.engine.response import Answer
from sipforms.render.answers import answer_words
from sipforms.render.plain import plain


def answer_line(question: Question, answer: Answer) -> str:
    """The answer in words, on one line."""
    said = answer_words(question, answer).replace("\n", " ")
    return said[:1].upper() + said[1:] if isinstance(answer, bool) else said


def row_words(rows: Rows, draft: Draft, path: Path) -> str:
    """What a row is called: its title with the fields' answers in it, or nothing while those are blank."""
    return plain(draft.standing(answer_line).title((*rows.path, path[-1]))).strip()
