"""How answers are spread, as text: percent of each answer with the number of people, the comparison beneath.

A scale of few steps is a table with a column for each step; anything else, and a narrow page, is a list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.spread import Lack, QuestionSpread, Spread
from sipforms.render.charts.words import asked_for, rounded
from sipforms.render.groups.facility_words import (
    as_of_words,
    categories_words,
    lack_words,
    missing_words,
    option_words,
    respondents_words,
    share_words,
)
from sipforms.render.groups.folding import bar, folded, titled
from sipforms.render.language import N_, _, format_number, ngettext
from sipforms.render.plain import plain
from sipforms.render.report import Page

_CELL, _COUNT, _LEAD = 6, 8, "  "
_LEAST_TITLE, _MOST_STEPS = 20, 7
_BAR, _NUMBER = 16, 5
_OPTION = 30


def distribution_lines(value: Distribution, page: Page) -> Iterator[str]:
    """Every respondent group with its questions, after how they are to be read."""
    if not value.groups:
        yield from folded(_("Nobody has answered any of these questions in the period."), page)
        return
    yield from folded(_(READING), page)
    if _has_merged(value):
        yield from folded(_(MERGED), page)
    if value.lacks_statistics:
        yield from folded(_('Intervals need the part of sipforms that pip install "sipforms[report]" adds.'), page)
    elif value.has_intervals:
        yield from folded(_(INTERVALS), page)
    for group in value.groups:
        yield ""
        yield from _group(group, page)
    if all(group.lack is not None for group in value.groups):
        yield ""
        yield from folded(
            _("So few have answered that nothing can be told. A longer period may hold more people."), page
        )


READING = N_(
    "Each figure is the percent of those who answered, rounded by itself; n is how many answered, of how many asked. "
    "Answers of different people, or given in different ways, are never added up."
)
MERGED = N_("A figure in brackets is of several answers told together, so that nobody can be recognised.")
INTERVALS = N_(
    "Beneath each row stand 95 % intervals in percent. They are about what would be answered if the place went on in "
    "the same way with other people, not about those who answered here: their figures are exact."
)


def _has_merged(value: Distribution) -> bool:
    lines = (line for group in value.groups for one in group.questions for line in (one.own, one.comparison))
    return any(len(share.values) > 1 for line in lines if line is not None for share in line.shares)


def _group(group: GroupSpread, page: Page) -> Iterator[str]:
    yield from folded(respondents_words(group.respondents), page)
    if group.lack is not None:
        yield from folded(lack_words(group.lack), page, _LEAD)
        return
    if group.people is not None:
        said = ngettext("{count} person has answered.", "{count} people have answered.", group.people)
        yield from folded(said.format(count=group.people), page, _LEAD)
    has_several = len({one.dimension for one in group.questions}) > 1
    told, silent = apart(group.questions)
    earlier = dict.fromkeys((day, one.own.waiting) for one in told if (day := one.own.as_of) is not None)
    if len(earlier) == 1 and all(one.own.as_of for one in told if one.own.shares):
        yield from folded(as_of_words(*next(iter(earlier))), page, _LEAD)
        told = [replace(one, own=replace(one.own, as_of=None)) for one in told]  # said once, and not of each
    steps = list(dict.fromkeys(one.options for one in told))
    for _options, several in groupby(sorted(told, key=lambda one: steps.index(one.options)), lambda one: one.options):
        questions = list(several)
        yield from ("",) if questions[0].options != steps[0] else ()
        if is_table(questions[0], page):
            yield from _table(questions, page, has_dimensions=has_several)
        else:
            for at, one in enumerate(questions):
                yield from ("",) if at or one.options == steps[0] else ()
                yield from _list(one, page, has_dimensions=has_several)
    for said in silent_sentences(silent):
        yield ""
        yield from folded(said, page, _LEAD)


def silent_sentences(silent: Mapping[Lack, Sequence[str]]) -> Iterator[str]:
    """A sentence for each reason, with the titles of all that is not told for it."""
    for lack, titles in silent.items():
        said = _("{why}: {questions}.").format(why=sentence(lack_words(lack)), questions=", ".join(titles))
        yield said[:-1] if said.endswith("?.") else said


def apart(questions: Sequence[QuestionSpread]) -> tuple[list[QuestionSpread], Mapping[Lack, list[str]]]:
    """The questions of which anything is told, those of an area together; the titles of the others by why not.

    Of an area of which nothing is told, its own title.
    """
    silent: dict[Lack, list[str]] = {}
    order = list(dict.fromkeys(one.area for one in questions))
    told = sorted((one for one in questions if _tells(one)), key=lambda one: order.index(one.area))
    areas = {one.area for one in told}
    for one in questions:
        if not _tells(one):
            name = one.title if one.area in areas or not one.area_title else one.area_title
            titles = silent.setdefault(one.own.lack or "few", [])
            titles += [] if plain(name) in titles else [plain(name)]
    return told, silent


def _tells(one: QuestionSpread) -> bool:
    return bool(one.own.shares) or bool(one.comparison is not None and one.comparison.shares)


def sentence(said: str) -> str:
    """Words that stand in a sentence, at the beginning of one."""
    return said[:1].upper() + said[1:]


def is_table(one: QuestionSpread, page: Page) -> bool:
    """Whether a question is a row of a table: on a scale of few steps, where the page has room for them."""
    steps = len(one.options)
    room = page.width - steps * _CELL - _COUNT
    return one.range is not None and steps <= _MOST_STEPS and room >= _LEAST_TITLE


def _table(questions: Sequence[QuestionSpread], page: Page, *, has_dimensions: bool) -> Iterator[str]:
    steps = [(value, title) for value, title in questions[0].options]
    words = ", ".join(
        _("{number} = {word}").format(number=value, word=option_words(value, title)) for value, title in steps
    )
    about = sentence(asked_for(questions[0].dimension_title))
    yield from folded(f"{about}: {words}" if about and not has_dimensions else words, page, _LEAD)
    width = page.width - len(steps) * _CELL - _COUNT
    for area, several in groupby(questions, lambda one: one.area_title):
        yield ""
        head = [f"{value:>{_CELL}}" for value, _title in steps] + [f"{_('n'):>{_COUNT}}"]
        yield from titled(plain(area) or " ", head, width, page)
        for one in several:
            yield from _rows(one, width, page, has_dimensions=has_dimensions)


def _title(one: QuestionSpread, *, has_dimensions: bool) -> str:
    parts = (one.title, one.dimension_title if has_dimensions else "")
    return " · ".join(plain(part) for part in parts if part)


def _rows(one: QuestionSpread, width: int, page: Page, *, has_dimensions: bool) -> Iterator[str]:
    title = _title(one, has_dimensions=has_dimensions)
    yield from _row(title, one.own, width, page, _LEAD)
    if one.comparison is not None:
        yield from _row(_("the others"), one.comparison, width, page, _LEAD * 2)
        yield from _when(one.comparison, page)
    yield from _notes(one.own, page)


def _row(title: str, spread: Spread, width: int, page: Page, lead: str) -> Iterator[str]:
    if not spread.shares:
        said = lack_words(spread.lack or "few")
        yield from folded(f"{title}: {said}", page, lead, lead + _LEAD)
        return
    cells = "".join(_cells(spread))
    yield from titled(title, [cells, f"{_answered(spread):>{_COUNT}}"], width, page, lead)
    if any(share.interval for share in spread.shares):
        yield from folded(_intervals(spread), page, lead + _LEAD)


def _cells(spread: Spread) -> Iterator[str]:
    """Percents under their steps; those that are told together between brackets across theirs."""
    for share in spread.shares:
        room = _CELL * len(share.values)
        percent = format_number(rounded(100 * share.share, 0))
        if len(share.values) == 1:
            yield f"{percent:>{room}}"
        else:
            yield "  [" + f"{percent:^{room - 4}}" + "]"


def _answered(spread: Spread) -> str:
    if spread.asked is None or spread.asked == spread.answered:
        return str(spread.answered)
    return f"{spread.answered}/{spread.asked}"


def _intervals(spread: Spread) -> str:
    parts = []
    for share in spread.shares:
        if share.interval is not None:
            low, high = (format_number(rounded(100 * end, 0)) for end in share.interval)
            parts.append(f"{categories_words(share)} [{low}–{high}]")
    return ", ".join(parts)


def _notes(spread: Spread, page: Page) -> Iterator[str]:
    """What is behind the figures of a row: who did not answer, an earlier report, another wording."""
    if spread.unanswered:
        parts = [f"{one.people} {missing_words(one.whys[0])}" for one in spread.unanswered]
        yield from folded(_("not answered: {parts}").format(parts=", ".join(parts)), page, _LEAD * 2)
    yield from _when(spread, page)
    if spread.other_wording:
        said = _("Some answered it as it was put in another version; they are not counted here.")
        yield from folded(said, page, _LEAD * 2)


def _when(spread: Spread, page: Page) -> Iterator[str]:
    if spread.as_of is not None:
        yield from folded(as_of_words(spread.as_of, spread.waiting), page, _LEAD * 2)


def _list(one: QuestionSpread, page: Page, *, has_dimensions: bool) -> Iterator[str]:
    where = plain(one.area_title)
    title = _title(one, has_dimensions=has_dimensions)
    yield from folded(f"{where}: {title}" if where else title, page, _LEAD)
    for spread, said in ((one.own, ""), (one.comparison, _("the others"))):
        if spread is not None:
            yield from _listed(one, spread, said, page)
    yield from _notes(one.own, page)


def withheld_options(one: QuestionSpread, spread: Spread) -> str:
    """Which answers are withheld of a question that takes several, in a sentence; nothing where all are told."""
    told = {value for share in spread.shares for value in share.values}
    silent = [option_words(value, title) for value, title in one.options if value not in told]
    return _("Withheld: {what}.").format(what=", ".join(silent)) if silent and told and one.is_several else ""


def _listed(one: QuestionSpread, spread: Spread, who: str, page: Page) -> Iterator[str]:
    lead = _LEAD * 2
    head = f"{who}: " if who else ""
    if not spread.shares:
        yield from folded(head + lack_words(spread.lack or "few"), page, lead)
        return
    yield from folded(head + _("n = {count}").format(count=_answered(spread)), page, lead)
    width = min(_OPTION, page.width - 2 * _NUMBER - len(lead))
    cells = max(0, min(_BAR, page.width - width - 2 * _NUMBER - 2))
    for share in spread.shares:
        percent = f"{share_words(share.share):>{_NUMBER + 1}}"
        drawn = f" {bar(share.share, cells, page)}" if cells >= _NUMBER else ""
        yield from titled(categories_words(share), [f"{share.people:>{_NUMBER}}", percent, drawn], width, page, lead)
    silent = withheld_options(one, spread)
    if silent:
        yield from folded(silent, page, lead)
    if any(share.interval for share in spread.shares):
        yield from folded(_intervals(spread), page, lead)
