"""Mistakes that no example noticed, in words: where, what was changed, and which example would notice it."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from sipforms.actions.trying.mutants import Mutant, MutantKind, NumberChange
from sipforms.actions.trying.mutation import Verdict
from sipforms.engine.paths import parsed
from sipforms.engine.programme import MissingRule, Programme
from sipforms.render.explanation import rule_words
from sipforms.render.language import N_, _, format_number, ngettext
from sipforms.render.plain import plain
from sipforms.render.problems import question_title
from sipforms.render.trying.columns import INDENT, folded, side_by_side, widths_for
from sipforms.render.trying.coverage import percent_words
from sipforms.render.trying.differences import place_words
from sipforms.render.trying.words import indicator_title

KINDS: dict[MutantKind, str] = {
    "ruleLooser": N_("a missing rule lets one more be missing"),
    "ruleStricter": N_("a missing rule lets one fewer be missing"),
    "turned": N_("answers count the other way round"),
    "dropped": N_("an item, a pair or an indicator is left out of a number"),
    "swapped": N_("the two sides of a difference change places"),
    "optionCounts": N_("an option counts as its neighbour"),
    "whereMoved": N_("what is counted begins one higher or lower"),
    "whereNegated": N_("what is counted is the opposite"),
    "negated": N_("a condition means the opposite"),
    "boundary": N_("a condition turns one step, or one day, earlier or later"),
    "partDropped": N_("a part of a condition is left out"),
    "checkRemoved": N_("a check is gone"),
    "requiredDropped": N_("a required question need not be answered"),
}
"""What each kind of mistake is."""

_SAID: dict[MutantKind, str] = {
    "ruleLooser": N_("{what}: nobody would notice if the missing rule were looser ({after})."),
    "ruleStricter": N_("{what}: nobody would notice if the missing rule were stricter ({after})."),
    "turned": N_("{what}: nobody would notice if the answers counted the other way round."),
    "dropped": N_("{what}: nobody would notice if “{of}” were left out."),
    "swapped": N_("{what}: nobody would notice if its two sides changed places."),
    "optionCounts": N_("“{option}” of {what}: nobody would notice if it counted as {after} instead of {before}."),
    "whereMoved": N_("{what}: nobody would notice {after} instead of {before} in what is counted."),
    "whereNegated": N_("{what}: nobody would notice if the opposite were counted."),
    "negated": N_("{what}: nobody would notice if the condition meant the opposite."),
    "boundary": N_("{what}: nobody would notice {after} instead of {before} in the condition."),
    "partDropped": N_("{what}: nobody would notice if part {before} of the condition were left out."),
    "checkRemoved": N_("{what}: nobody would notice if the check were gone."),
    "requiredDropped": N_("{what}: nobody would notice if it need not be answered."),
}
_REMEDIES: dict[MutantKind, str] = {
    "ruleLooser": N_("An example with just one answer too few would, if it expects that there is no number."),
    "ruleStricter": N_("An example with as many missing answers as are allowed would, if it expects the number."),
    "turned": N_("An example with answers that are not all in the middle would, if it expects the number."),
    "dropped": N_("An example would where just this answer is unlike the others, if it expects the number."),
    "swapped": N_("An example would where the two sides differ, if it expects the number."),
    "optionCounts": N_("An example would where this option is chosen and a number that counts it is expected."),
    "whereMoved": N_("An example would with an answer just on either side, if it expects the number."),
    "whereNegated": N_("An example would if it expects the number."),
    "negated": N_("An example would that expects it to be shown or hidden, or the problem."),
    "boundary": N_("An example would with an answer just on either side, if it expects what follows from it."),
    "partDropped": N_("An example would where only this part decides, if it expects what follows from it."),
    "checkRemoved": N_("An example would that breaks the check and expects it under `problems:`."),
    "requiredDropped": N_("An example would that leaves it blank and expects `rule: required` under `problems:`."),
}
_FEW = 10
_COLUMN = 12


def mutants_text(
    verdicts: Sequence[Verdict], programme: Programme, folder: Path, *, every: bool, width: int = 80
) -> str:
    """How many were noticed of each kind, and the first ten (or all) of those that were not."""
    survived = [one.mutant for one in verdicts if one.noticed_by is None]
    noticed = len(verdicts) - len(survived)
    lines = [*_table(verdicts, width), ""]
    lines.append(
        INDENT
        + _("{noticed} of {count} mistakes are noticed: {percent}").format(
            noticed=noticed,
            count=len(verdicts),
            percent=percent_words(100 * noticed / len(verdicts) if verdicts else 100),
        )
    )
    for mutant in survived if every else survived[:_FEW]:
        lines += ["", *folded(f"{place_words(mutant.place, folder)}", width, INDENT)]
        lines += folded(mutant_sentence(mutant, programme), width, INDENT * 2)
        lines += folded(remedy(mutant), width, INDENT * 2)
    more = 0 if every else len(survived) - _FEW
    if more > 0:
        said = ngettext("and {count} more: see it with --all", "and {count} more: see them with --all", more)
        lines += ["", INDENT + said.format(count=more)]
    return "\n".join(lines)


def _table(verdicts: Sequence[Verdict], width: int) -> list[str]:
    counts = Counter(one.mutant.kind for one in verdicts)
    noticed = Counter(one.mutant.kind for one in verdicts if one.noticed_by is not None)
    rows = [(_("A mistake put in on purpose"), _("noticed"))]
    rows += [
        (_(said), _("{covered} of {count}").format(covered=noticed[kind], count=counts[kind]))
        for kind, said in KINDS.items()
        if counts[kind]
    ]
    return list(side_by_side(rows, widths_for(width, (_COLUMN,))))


def mutant_sentence(mutant: Mutant, programme: Programme) -> str:
    """What was changed without anybody noticing."""
    option = "" if mutant.option is None else plain(mutant.option.title)
    return _(_SAID[mutant.kind]).format(
        what=_what(mutant, programme),
        of=_part(mutant, programme),
        option=option,
        before=_value(mutant.before),
        after=_value(mutant.after),
    )


def remedy(mutant: Mutant) -> str:
    """Which example would notice it."""
    return _(_REMEDIES[mutant.kind])


def _what(mutant: Mutant, programme: Programme) -> str:
    if mutant.kind == "optionCounts":
        return plain(mutant.name)
    if isinstance(mutant.change, NumberChange):
        return indicator_title(mutant.name, programme)
    if mutant.of == "assert":
        return _("The check `{name}`").format(name=plain(mutant.name))
    return question_title(programme.questionnaires[mutant.questionnaire], parsed(mutant.name))


def _part(mutant: Mutant, programme: Programme) -> str:
    if mutant.kind != "dropped":
        return plain(mutant.of)
    if programme.indicator(mutant.of) is not None:
        return indicator_title(mutant.of, programme)
    return question_title(programme.questionnaires[mutant.questionnaire], parsed(mutant.of))


_OPERATORS = {
    "before": N_("before the day"),
    "notAfter": N_("on or before the day"),
    "after": N_("after the day"),
    "notBefore": N_("on or after the day"),
}


def _value(written: str) -> str:
    """A number, a rule or a comparison of days in words."""
    if written in _OPERATORS:
        return _(_OPERATORS[written])
    name, equals, value = written.partition("=")
    if equals:
        return rule_words(_rule(name, value))
    try:
        number = float(Fraction(written))
    except ValueError:
        return plain(written)
    return format_number(number, 0 if number.is_integer() else 2)


def _rule(name: str, value: str) -> MissingRule:
    if name == "max_share":
        return MissingRule(max_share=Fraction(value))
    return MissingRule(min_answered=int(value)) if name == "min_answered" else MissingRule(min_pairs=int(value))
