"""What is settled before a form is printed, and what only the answers on it will say.

A blank form is for any citizen and any round: what was answered before is not known, nor whether there was anything.
"""

from collections.abc import Iterable

from sipforms.engine.ask.form import Form
from sipforms.engine.budget.certainty import Known
from sipforms.engine.condition import All, Any, Condition, Context, Latest, Leaf, Previous
from sipforms.engine.paths import Path


class OnPaper(Known):
    """What is known of a form when it is printed: by whom it is answered, and what the facility has set."""

    def holds(self, condition: Condition) -> bool | None:
        """Whether the condition holds whatever is answered; nothing where it depends."""
        if not isinstance(condition, Context) or condition.kind not in ("mode", "occasion"):
            return Known.holds(self, condition)
        if condition.kind == "mode" and self.form.situation.mode is None:
            ways = self.form.questionnaire.modes_for(self.form.situation.informant)
            return None if condition.value in ways else False
        return Known.holds(self, condition) if condition.kind == "mode" else None

    def _elsewhere(self, leaf: Previous | Latest, whole: Condition) -> bool | None:  # noqa: ARG002 - as it is called
        return None


def known_of(form: Form) -> OnPaper:
    """The questions gone through in the order of dependency: those that are surely not asked are known to be hidden."""
    known = OnPaper(form=form)
    for path in form.rank:
        known.shown[path] = None if known.all_hold(form.places.conditions(path)) is not False else False
    return known


def left_of(known: OnPaper, conditions: Iterable[Condition], told: Iterable[Condition] = ()) -> tuple[Condition, ...]:
    """What of the conditions is to be printed: not what is settled, nor what was told of what stands around."""
    around = tuple(told)
    left = (_left(known, one) for one in dict.fromkeys(conditions) if one not in around)
    return tuple(one for one in left if one is not None)


def _left(known: OnPaper, condition: Condition) -> Condition | None:
    """The condition without its settled parts; nothing where it holds anyway."""
    if known.holds(condition) is True:
        return None
    match condition:
        case All(parts) if len(parts) > 1:
            left = tuple(one for part in parts if (one := _left(known, part)) is not None)
            return left[0] if len(left) == 1 and not _is_starred(left[0]) else All(left)
        case Any(parts) if len(parts) > 1:
            open_ = tuple(_left(known, part) or part for part in parts if known.holds(part) is not False)
            return open_[0] if len(open_) == 1 and not _is_starred(open_[0]) else Any(open_)
    return condition


def _is_starred(condition: Condition) -> bool:
    """Whether it must stay inside ``all`` or ``any``: about many questions at once."""
    return isinstance(condition, Leaf | Latest | Previous) and condition.item.starred


def shown_on_paper(known: OnPaper, template: Path) -> bool:
    """Whether the question, or the list, can be asked at all."""
    return known.shown.get(template) is not False
