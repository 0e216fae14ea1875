"""The codebook as text: table by table, area by area, each question with its column and what can stand in it."""

import textwrap
from collections.abc import Iterator

from sipforms.engine.codebook import Codebook
from sipforms.render.codebook_layout import TablePage, Told, table_page
from sipforms.render.language import _

_INDENT = 4


def codebook_text(book: Codebook, width: int) -> Iterator[str]:
    """The lines, at most ``width`` letters where no single word is longer."""
    for number, table in enumerate(book.tables):
        yield from [""] * bool(number)
        yield from _page(table_page(table), width)


def _page(page: TablePage, width: int) -> Iterator[str]:
    yield page.title
    yield "=" * min(len(page.title), width)
    yield from _wrapped(page.about, width, 0)
    for scale in page.scales:
        yield ""
        yield from _wrapped(f"{scale.name}: {scale.values}", width, 0)
        if scale.missing:
            yield from _wrapped(_("Without an answer: {codes}").format(codes=scale.missing), width, 2)
    for part in page.parts:
        yield ""
        yield from _wrapped(part.heading, width, 0)
        yield "-" * min(len(part.heading), width)
        for told in part.questions:
            yield from _told(told, width)


def _told(told: Told, width: int) -> Iterator[str]:
    yield from _wrapped(told.question, width, 2)
    for column, option in told.columns:
        yield from _wrapped(f"{column} = {option}" if option else column, width, _INDENT)
    for line in told.lines:
        yield from _wrapped(line, width, _INDENT)


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(
        text,
        width,
        initial_indent=space,
        subsequent_indent=f"{space}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
