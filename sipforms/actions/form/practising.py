"""What a citizen may be asked on his own view, and the two questions to practise on before the first of them."""

from dataclasses import dataclass, replace

from sipforms.actions.form.asking import Asked, AskedChoice, asked_now
from sipforms.actions.form.model import FormModel

CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A question to practise on: the choices are a real question's, and one of them is to be found."""

    asked: Asked
    wanted: AskedChoice


def is_for_citizens(asked: Asked) -> bool:
    """Not what can only be read, what others may not see, or a choice between rows that there are none of yet."""
    audience, is_answerable = asked.question.audience, asked.is_written or bool(asked.choices)
    return is_answerable and not asked.is_fixed and (not audience or CITIZEN in audience)


def practices_of(model: FormModel) -> tuple[Practice, ...]:
    """The most and the least that the first scale of the form has, each to be found once; none without a scale."""
    found = (asked_now(model, stop) for stop in model.outline.stops)
    scaled = (one for one in found if isinstance(one, Asked) and is_for_citizens(one) and _levels(one))
    first = next(scaled, None)
    if first is None:
        return ()
    blank = replace(first, answer=None, choices=tuple(replace(one, is_chosen=False) for one in first.choices))
    by_level = sorted(_levels(blank), key=lambda one: one.level or 0)
    return tuple(Practice(asked=blank, wanted=by_level[place]) for place in (-1, 0))


def _levels(asked: Asked) -> tuple[AskedChoice, ...]:
    return () if asked.takes_several else tuple(one for one in asked.steps if one.level is not None)
