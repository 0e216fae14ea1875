"""Why a number is what it is, in words: what is behind it, what was left out and why, rule, formula and version."""

from collections.abc import Iterator
from fractions import Fraction

from sipforms.engine.explanation import Behind, Explanation
from sipforms.engine.programme import MissingRule
from sipforms.render.charts.words import REASONS, answered_of, gap, number, reason
from sipforms.render.language import _
from sipforms.render.plain import plain


def explanation_text(why: Explanation) -> str:
    """The whole explanation as lines of text."""
    score = why.score
    value = number(score.value) if score.value is not None or not score.reason else reason(score)
    lines = [f"{plain(why.title)}: {value}", ""]
    lines += [_line(one) for one in why.behind]
    lines += ["", *_facts(why)]
    return "\n".join(lines)


def _facts(why: Explanation) -> Iterator[str]:
    score = why.score
    yield _("Asked {asked}, of those relevant {relevant}, answered with a number {answered}.").format(
        asked=score.asked, relevant=score.relevant, answered=score.answered
    )
    yield _("Missing answers: {rule}.").format(rule=_rule(why.rule))
    if score.reason == "tooFewAnswers":
        yield _("There is no number, because {answers} answered is too few.").format(answers=answered_of(score))
    if score.range is not None:
        low, high = (number(int(one) if float(one).is_integer() else one) for one in score.range)
        yield _("The number can be from {low} to {high}.").format(low=low, high=high)
    yield _("How: {scorer}: {formula}").format(scorer=why.scorer, formula=plain(why.formula))
    if why.source:
        yield _("Source: {source}").format(source=plain(why.source))
    yield _("Programme {programme} {version}, {digest}").format(
        programme=plain(why.programme), version=why.version, digest=why.digest[:12]
    )


def _line(one: Behind) -> str:
    what = plain(one.title) + (f" ({plain(one.asks)})" if one.asks and one.asks != one.title else "")
    said = _said(one)
    left = "" if one.used else " – " + _("left out")
    return f"  {what}: {said}{left}"


def _said(one: Behind) -> str:
    if one.gap is not None:
        return gap(one.gap)
    if one.number is None:
        return _(REASONS[one.reason]) if one.reason else "–"
    counted = number(one.number) if not isinstance(one.number, bool) else (_("yes") if one.number else _("no"))
    return f"{plain(one.option)} ({counted})" if one.option and one.option != counted else counted


def _rule(rule: MissingRule) -> str:
    if rule.min_answered is not None:
        return _("at least {count} must be answered").format(count=rule.min_answered)
    if rule.min_pairs is not None:
        return _("at least {count} pairs must be complete").format(count=rule.min_pairs)
    if not rule.max_share:
        return _("none may be missing")
    return _("at most {share} may be missing").format(share=_share(rule.max_share))


def _share(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}" if share.denominator > 1 else str(share.numerator)
