"""One question as lines: where it stands, what is asked, what can be answered, and what is answered now."""

from collections.abc import Iterator, Sequence

from sipforms.actions.form.asking import Asked, AskedRows
from sipforms.actions.form.model import FormModel
from sipforms.cli.line.choosing import Numbered, numbered
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Rows
from sipforms.render.asked_words import answered_words, place_words, sentence_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.wording import row_words
from sipforms.render.written import how_to_write

MOST_LISTED = 12
"""Answers of a list that are read out without being asked for."""


def heading(asked: Asked) -> str:
    """Which question it is, its number on paper, and on which scale it is asked."""
    about = plain(asked.dimension).rstrip("?: ")
    return ", ".join(part for part in (place_words(asked), asked.number, about) if part) + "."


def context(asked: Asked | AskedRows, model: FormModel) -> tuple[str, ...]:
    """The areas that a question is in, the outermost first, and the row."""
    areas = tuple(plain(one) for one in asked.areas)
    if not isinstance(asked, Asked) or asked.rows is None or asked.row is None:
        return areas
    standing = model.draft.rows.get(asked.rows.path, ())
    place = standing.index(asked.row[-1]) + 1
    return (*areas, _("{title}, number {place}").format(title=plain(asked.rows.title), place=place))


def question_lines(asked: Asked, *, lists: bool) -> Iterator[str]:
    """The question; ``lists`` reads out every answer, else only the first and the last step of its scale."""
    yield heading(asked)
    yield sentence_words(asked)
    offered = numbered(asked.choices)
    if offered and (lists or not _has_scale(asked)) and len(offered) <= MOST_LISTED:
        yield from choice_lines(offered)
    elif offered:
        yield _shortly(asked, offered)
    if asked.answer is not None:
        yield _("Answered: {answer}").format(answer=_answer(asked))
    if asked.is_fixed:
        yield _("This can only be read, not changed.")
    elif asked.may_repeat and asked.answer is None:
        yield _("= answers as last time.")


def choice_lines(offered: Sequence[Numbered]) -> Iterator[str]:
    """Every answer with its sign, a line each."""
    for one in offered:
        yield f"{one.sign} {one.words}"


def _has_scale(asked: Asked) -> bool:
    return not asked.takes_several and any(one.level is not None for one in asked.steps)


def _shortly(asked: Asked, offered: Sequence[Numbered]) -> str:
    steps = [one for one in offered if one.choice.missing is None]
    if not _has_scale(asked) or len(steps) < 2:
        said = ngettext(
            "{count} answer. Type some of it, or `{word}` to hear it.",
            "{count} answers. Type some of one, or `{word}` to hear all.",
            len(offered),
        )
        return said.format(count=len(offered), word=_("answers"))
    first, last = steps[0], steps[-1]
    return _("From {low} {low_words} to {high} {high_words}.").format(
        low=first.sign, low_words=first.words, high=last.sign, high_words=last.words
    )


def prompt_for(asked: Asked) -> str:
    """What is asked for at the end of the question."""
    if asked.takes_several:
        return _("Numbers of all that fit:")
    if not asked.is_written:
        return _("Answer:")
    if asked.kind is Kind.LONG_TEXT:
        return _("Text, a full stop alone ends it:")
    return _("Answer ({how}):").format(how=how_to_write(asked.question))


def is_a_text(asked: Asked) -> bool:
    """Whether anything can be the answer, so that a command needs a colon before it."""
    return asked.kind in (Kind.TEXT, Kind.LONG_TEXT)


def rows_lines(asked: AskedRows, model: FormModel) -> Iterator[str]:
    """What stands repeated, and how to add to it."""
    if asked.row is not None:
        place = asked.standing.index(asked.row) + 1
        yield _("{title}, {place} of {count}: {row}").format(
            title=plain(asked.rows.title),
            place=place,
            count=len(asked.standing),
            row=row_title(asked.rows, model, asked.row),
        )
        return
    yield f"{asked.number} {plain(asked.title)}."
    if not asked.standing:
        yield _("Nothing has been added here yet.")
    for number, row in enumerate(asked.standing, start=1):
        yield f"{number} {row_title(asked.rows, model, row)}"


def row_title(rows: Rows, model: FormModel, row: Path) -> str:
    """What a row is called."""
    return row_words(rows, model.draft, row) or _("A row without a name yet")


def rows_hint(asked: AskedRows) -> str:
    """What can be typed where rows stand."""
    if asked.row is not None:
        removes = _(" `{word}` takes it away.").format(word=_("remove")) if asked.may_remove else ""
        return _("Enter goes on into it.") + removes
    parts = [_("`{word}` adds one.").format(word=_("add"))] if asked.may_add else [_("There is no room for more rows.")]
    if asked.standing:
        parts.append(_("A number goes there, `{word} 1` takes that away.").format(word=_("remove")))
    return " ".join((*parts, _("Enter goes on.")))


def answer_told(asked: Asked) -> str:
    """The answer repeated as a word, with its number on paper: what somebody hears after typing it."""
    about = plain(asked.dimension).rstrip("?: ")
    where = " ".join(part for part in (asked.number, about) if part)
    return _("{where}: {answer}.").format(where=where, answer=_answer(asked) or _("blank"))


def _answer(asked: Asked) -> str:
    """The answer with its sign, where it is one choice."""
    sign = next((one.sign for one in numbered(asked.choices) if one.choice.is_chosen), "")
    words = answered_words(asked)
    return f"{sign} {words}" if sign and len(asked.chosen) == 1 else words
