"""Why a number is what it is, in words: what is behind it, what was left out and why, rule, formula and version."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from sipforms.engine.paths import dotted
from sipforms.engine.programme import MissingRule
from sipforms.engine.score.explanation import Behind, Explanation
from sipforms.engine.score.score import Part
from sipforms.render.charts.glyphs import ALL, Glyphs
from sipforms.render.charts.words import REASONS, asked_for, gap, number, part_title, reason, score_words
from sipforms.render.language import _, ngettext
from sipforms.render.methods import METHODS
from sipforms.render.plain import plain

_INDENT = "  "
_TOO_FEW = "tooFewAnswers"


def explanation_text(why: Explanation, width: int = 80, glyphs: Glyphs = ALL) -> str:
    """The whole explanation as lines of text, at most ``width`` letters wide."""
    units = [tuple(unit) for _number, unit in groupby(why.behind, lambda one: one.unit)]
    of_units = [_own_part(unit, why.score.parts) for unit in units]
    apart = [one for one in why.score.parts if one not in of_units]
    lines = [_heading(why), "", *(_INDENT + _part(one) for one in apart), *([""] if apart else [])]
    lines += [_INDENT + _unit(unit, part) for unit, part in zip(units, of_units, strict=True)]
    lines += [*([""] if units else []), *_facts(why)]
    return "\n".join(folded for line in lines for folded in _folded(glyphs.said(line), width))


def behind_text(why: Explanation) -> list[str]:
    """What is behind the number, a line for each item, pair, row or indicator."""
    units = [tuple(unit) for _number, unit in groupby(why.behind, lambda one: one.unit)]
    return [_unit(unit, _own_part(unit, why.score.parts)) for unit in units]


def heading_text(why: Explanation) -> str:
    """What the number is called and what it is; why there is none, where there is none."""
    return _heading(why)


def facts_text(why: Explanation) -> list[str]:
    """How much is behind it, the rule for what is missing, how it is computed, and with which programme."""
    return list(_facts(why))


def _folded(line: str, width: int) -> list[str]:
    lead = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, width, subsequent_indent=lead + _INDENT, break_on_hyphens=False) or [""]


def _heading(why: Explanation) -> str:
    score, title = why.score, plain(why.title)
    if score.parts and score.value is None and not score.reason:
        return f"{title}:"
    return f"{title}: {score_words(score) if score.value is not None or not score.reason else reason(score)}"


def _part(part: Part) -> str:
    return f"{part_title(part)}: {_part_value(part)}"


def _part_value(part: Part) -> str:
    return _(REASONS[part.reason]) if part.value is None and part.reason else number(part.value)


def _facts(why: Explanation) -> Iterator[str]:
    score = why.score
    yield _("Asked {asked}, of those relevant {relevant}, answered with a number {answered}.").format(
        asked=score.asked, relevant=score.relevant, answered=score.answered
    )
    yield _("Missing answers: {rule}.").format(rule=rule_words(why.rule))
    if score.reason == _TOO_FEW:
        yield _("There is no number, because too few are answered.")
    if score.range is not None:
        low, high = (number(int(one) if float(one).is_integer() else one) for one in score.range)
        yield _("The number can be from {low} to {high}.").format(low=low, high=high)
    yield from _method(why)
    if why.source:
        yield _("Source: {source}").format(source=plain(why.source))
    yield _("Programme {programme} {version}, {digest}").format(
        programme=plain(why.programme), version=why.version, digest=why.digest[:12]
    )


def _method(why: Explanation) -> Iterator[str]:
    """How it is computed: in a sentence for our own scorers, and the formula."""
    if why.scorer in METHODS:
        yield _("How: {method}").format(method=_(METHODS[why.scorer]))
    if why.formula:
        yield _("Formula: {scorer} = {formula}").format(scorer=plain(why.scorer), formula=plain(why.formula))
    elif why.scorer not in METHODS:
        yield _("How: {method}").format(method=plain(why.scorer))


def _own_part(unit: tuple[Behind, ...], parts: tuple[Part, ...]) -> Part | None:
    """The part of the score that is about just this unit, such as one pair's difference."""
    paths = {dotted(one.path[:length]) for one in unit for length in range(1, len(one.path) + 1)}
    return next((part for part in parts if part.key in paths), None)


def _unit(unit: tuple[Behind, ...], part: Part | None) -> str:
    """What counts as one thing: an item, a row, an indicator, or a pair with its two answers on one line."""
    first = unit[0]
    titles = dict.fromkeys(plain(one.title) for one in unit)
    if len(unit) == 1 or len(titles) > 1:
        said = "; ".join(f"{_asked(one)}: {_said(one)}" for one in unit)
    else:
        said = f"{plain(first.title)}: " + ", ".join(f"{asked_for(one.asks)} {_said(one)}" for one in unit)
    if part is not None:
        said = f"{said} → {_part_value(part)}"
    return said if all(one.used for one in unit) else " – ".join((said, _("left out")))


def _asked(one: Behind) -> str:
    asked = asked_for(one.asks)
    return plain(one.title) + (f" ({asked})" if asked and plain(one.asks) != plain(one.title) else "")


def _said(one: Behind) -> str:
    if one.gap is not None:
        return gap(one.gap)
    if one.number is None:
        return _(REASONS[one.reason]) if one.reason else "–"
    counted = number(one.number) if not isinstance(one.number, bool) else (_("yes") if one.number else _("no"))
    return f"{plain(one.option)} ({counted})" if one.option and one.option != counted else counted


def rule_words(rule: MissingRule) -> str:
    """A missing rule as the end of a sentence."""
    if rule.min_answered is not None:
        count = rule.min_answered
        return ngettext("at least {count} must be answered", "at least {count} must be answered", count).format(
            count=count
        )
    if rule.min_pairs is not None:
        count = rule.min_pairs
        return ngettext(
            "at least {count} pair must be complete", "at least {count} pairs must be complete", count
        ).format(count=count)
    if not rule.max_share:
        return _("none may be missing")
    return _("at most {share} may be missing").format(share=_share(rule.max_share))


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}" if share.denominator > 1 else str(share.numerator)
