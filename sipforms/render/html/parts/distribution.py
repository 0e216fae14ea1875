"""How answers are spread, question by question: every share in percent with its n, own beside those compared with.

Answers on a scale are one bar, its parts told apart by pattern; answers without an order, or several at once, are a bar
each. Respondent groups stand below each other and are never added up.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.engine.response import Scalar
from sipforms.render.charts.words import asked_for
from sipforms.render.groups.distribution import INTERVALS, READING, apart, silent_sentences, withheld_options
from sipforms.render.groups.facility_words import (
    as_of_words,
    categories_words,
    lack_words,
    missing_words,
    option_words,
    respondents_words,
)
from sipforms.render.html.elements import beside
from sipforms.render.html.figures import count, share_figure, value_figure
from sipforms.render.html.fills import MOST, Piece, bar, fills, swatch
from sipforms.render.html.frame import rendered, said
from sipforms.render.html.parts.estimates import share_interval
from sipforms.render.html.svg import INK, PAPER
from sipforms.render.html.table import EMPTY, MIDDLE, NUMBER, STRIP, Band, Column, table
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain

_SENTENCE = "parts/sentence.html.jinja"
_WIDE, _HIGH, _SINGLE = 470.0, 18.0, 190.0


def distribution_html(shown: Distribution) -> Markup:
    """Every respondent group below its heading."""
    if not shown.groups:
        return rendered(_SENTENCE, sentence=_("Nobody has answered any of these questions in the period."))
    groups = Markup("").join(_group(one) for one in shown.groups)
    above = (rendered(_SENTENCE, sentence=one) for one in _reading(shown))
    below = EMPTY
    if all(group.lack is not None for group in shown.groups):
        sentence = _("So few have answered that nothing can be told. A longer period may hold more people.")
        below = rendered(_SENTENCE, sentence=sentence)
    return Markup("").join((*above, groups, below))


def _reading(shown: Distribution) -> Iterator[str]:
    yield _(READING)
    if shown.lacks_statistics:
        yield _('Intervals need the part of sipforms that pip install "sipforms[report]" adds.')
    elif shown.has_intervals:
        yield _(INTERVALS)


def _group(group: GroupSpread) -> Markup:
    told, silent = apart(group.questions)
    return rendered(
        "parts/distribution.html.jinja",
        title=respondents_words(group.respondents),
        people=_people(group),
        lack="" if group.lack is None else _("Not told: {reason}.").format(reason=lack_words(group.lack)),
        blocks=tuple(_blocks(told)),
        silent=tuple(silent_sentences(silent)),
    )


def _people(group: GroupSpread) -> Markup:
    if group.people is None:
        return EMPTY
    sentence = ngettext("{count} person has answered.", "{count} people have answered.", group.people)
    return _filled(sentence, count=count(group.people))


def _blocks(questions: Sequence[QuestionSpread]) -> Iterator[dict[str, object]]:
    """Questions of one area that are answered with the same words, with a legend for all of them."""
    for (area, *_same), together in groupby(questions, _alike):
        asked = list(together)
        is_scale = _is_scale(asked[0])
        yield {
            "area": area,
            "legend": tuple(_legend(asked)) if is_scale else (),
            "questions": [_scaled(one) if is_scale else _listed(one) for one in asked],
        }


def _alike(one: QuestionSpread) -> tuple[str, tuple[tuple[Scalar, str], ...], bool]:
    return one.area_title, one.options, one.is_several


def _is_scale(one: QuestionSpread) -> bool:
    return not one.is_several and len(one.options) <= MOST and (one.direction != "none" or len(one.options) <= 2)


def _legend(asked: Sequence[QuestionSpread]) -> Iterator[tuple[Markup, str]]:
    """What each pattern means; and, where some are, that two in one are answers told together."""
    patterns = fills(len(asked[0].options))
    for fill, (value, title) in zip(patterns, asked[0].options, strict=True):
        yield swatch(fill), option_words(value, title)
    spreads = (spread for one in asked for spread in (one.own, one.comparison) if spread is not None)
    if any(len(share.values) > 1 for spread in spreads for share in spread.shares):
        yield swatch(*patterns[-2:]), _("both, told together")


def _title(one: QuestionSpread) -> str:
    about = f" ({asked_for(one.dimension_title)})" if one.dimension_title else ""
    return f"{plain(one.title)}{about}"


def _scaled(one: QuestionSpread) -> dict[str, object]:
    """One question as bars: own, and those compared with below it."""
    return {"title": _title(one), "lines": [_line(name, spread, one) for name, spread in _spreads(one)], "table": EMPTY}


def _spreads(one: QuestionSpread) -> Iterator[tuple[str, Spread]]:
    yield ("" if one.comparison is None else _("here")), one.own
    if one.comparison is not None:
        yield _("the others"), one.comparison


def _line(name: str, spread: Spread, asked: QuestionSpread) -> dict[str, object]:
    return {
        "name": name,
        "bar": _bar(spread, asked),
        "shares": [_share(one) for one in spread.shares],
        "lack": "" if spread.lack is None else lack_words(spread.lack).capitalize(),
        "facts": tuple(_facts(spread)),
    }


def _bar(spread: Spread, asked: QuestionSpread) -> Markup:
    order = [value for value, _title in asked.options]
    patterns = fills(len(order))
    pieces = [
        Piece(share=one.share, fills=_fills(one, order, patterns), label=_percent(one), value=one.share)
        for one in spread.shares
    ]
    return bar(pieces, _WIDE, _HIGH) if pieces else EMPTY


def _percent(one: Share) -> str:
    return share_figure(one.share).striptags()


def _fills(one: Share, order: Sequence[Scalar], patterns: Sequence[str]) -> tuple[str, ...]:
    """The pattern of the answer, or those of all that are told together."""
    return tuple(patterns[order.index(value)] for value in one.values if value in order) or (PAPER,)


def _share(one: Share) -> Markup:
    """The answer, its share with the number of people, and its interval where the report has one."""
    told = Markup("{} {} {}").format(
        said(categories_words(one)), share_figure(one.share), beside(Markup("(n {})").format(count(one.people)))
    )
    return told if one.interval is None else Markup("{} {}").format(told, share_interval(one.interval))


def _facts(spread: Spread) -> Iterator[Markup]:
    """How many answered of how many, the mean, who has no answer, and of when the figures are."""
    if spread.answered is not None and spread.asked is not None:
        yield _filled(_("{answered} of {asked} answered"), answered=count(spread.answered), asked=count(spread.asked))
    elif spread.answered is not None:
        yield _filled(_("{answered} answered"), answered=count(spread.answered))
    if spread.mean is not None:
        yield _filled(_("mean {mean}"), mean=value_figure(float(spread.mean)))
    for one in spread.unanswered:
        words = f" {_('or')} ".join(map(missing_words, one.whys))
        yield Markup("{}: {}").format(said(words), count(one.people))
    if spread.places is not None:
        sentence = ngettext("from {count} place", "from {count} places", spread.places)
        yield _filled(sentence, count=count(spread.places))
    if spread.other_wording:
        yield said(_("Some answered it as it was put in another version; they are not counted here."))
    if spread.as_of is not None:
        yield said(as_of_words(spread.as_of, spread.waiting))


def _filled(sentence: str, **figures: Markup) -> Markup:
    return Markup(sentence).format(**figures)  # noqa: S704 - a sentence of ours


def _listed(one: QuestionSpread) -> dict[str, object]:
    """One question as a table: a bar for each answer."""
    spreads = tuple(_spreads(one))
    columns = [Column(head=said(_("Answer")))]
    for name, _spread in spreads:
        columns += [Column(kind=STRIP, over=said(name)), Column(head=said(_("share")), kind=NUMBER, over=said(name))]
    told = dict.fromkeys(share.values for _name, spread in spreads for share in spread.shares)
    rows = [_answer(values, spreads) for values in told]
    lines = [
        {
            "name": name,
            "bar": EMPTY,
            "shares": (),
            "lack": _lack(spread) or withheld_options(one, spread),
            "facts": tuple(_facts(spread)),
        }
        for name, spread in spreads
    ]
    body = table(columns, [Band(rows=rows)], look=MIDDLE) if rows else EMPTY
    return {"title": _title(one), "lines": lines, "table": body}


def _lack(spread: Spread) -> str:
    return "" if spread.lack is None else lack_words(spread.lack).capitalize()


def _answer(values: tuple[Scalar, ...], spreads: Sequence[tuple[str, Spread]]) -> list[Markup]:
    found = [next((one for one in spread.shares if one.values == values), None) for _name, spread in spreads]
    first = next(one for one in found if one is not None)
    cells = [said(categories_words(first))]
    for one in found:
        if one is None:
            cells += [EMPTY, Markup("–")]
            continue
        cells.append(bar([Piece(share=one.share, fills=(INK,), value=one.share)], _SINGLE / len(spreads), 10))
        interval = EMPTY if one.interval is None else share_interval(one.interval)
        people = beside(Markup("(n {})").format(count(one.people)))
        cells.append(Markup("{} {} {}").format(share_figure(one.share), people, interval))
    return cells
