"""Whether a rule of the schedule is set aside by what has been answered in the stay: nobody is asked any more.

``unless: {item: udflytning.aarsag, is: doed}`` reads the newest response to each questionnaire that it names, whoever
gave it, in the same stay (of a rule about the facility, the facility's own). As in all conditions a comparison with a
missing answer is false, so that what nobody has answered sets nothing aside.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sipforms.engine.ask.evaluate import evaluate
from sipforms.engine.ask.form import looked_into, situated
from sipforms.engine.ask.read_elsewhere import reads
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.view import View
from sipforms.engine.build.conditions import of_schedule
from sipforms.engine.condition import Condition, Pattern
from sipforms.engine.newest import newest
from sipforms.engine.programme import Programme, Questionnaire, ScheduleRule
from sipforms.engine.response import Json, Response


def is_set_aside(programme: Programme, rule: ScheduleRule, responses: Sequence[Response], today: date) -> bool:
    """True where the rule has an ``unless`` that holds. ``responses`` are those of the stay (or the facility)."""
    if rule.unless is None:
        return False
    condition = of_schedule(rule.unless)
    named = _named(condition)
    last = {id_: one for id_ in named if (one := _last(programme, id_, responses)) is not None}
    answers: dict[str, Json] = {id_: dict(one.answers) for id_, one in last.items()}
    situation = Situation(today=today)
    others = {id_: looked_into(programme.questionnaires[id_], named[id_], situation) for id_ in last}
    form = looked_into(Questionnaire(id="", title=""), (), situation)
    seen = situated(replace(form, latest=others), replace(situation, latest=answers))
    return evaluate(condition, View(seen, {}, {}))


def _named(condition: Condition) -> dict[str, tuple[Pattern, ...]]:
    """The paths that are read, by questionnaire."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for id_, pattern in reads(condition):
        found[id_] = (*found.get(id_, ()), pattern)
    return found


def _last(programme: Programme, questionnaire: str, responses: Sequence[Response]) -> Response | None:
    there = (one for one in responses if (one.programme, one.questionnaire) == (programme.id, questionnaire))
    return newest(there if questionnaire in programme.questionnaires else ())
