"""A questionnaire made ready to be asked in one situation: its questions, and which conditions read which answers.

Inside repeating items the paths here have ``*`` where the row's id stands in a draft: one such path stands for every
row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sipforms.engine.ask.dependency import in_dependency_order, required_by, shown_by
from sipforms.engine.ask.flat import FlatAnswers, flattened
from sipforms.engine.ask.narrowed import entries_for
from sipforms.engine.ask.places import Places, places_in
from sipforms.engine.ask.read_elsewhere import read_elsewhere
from sipforms.engine.ask.situation import Situation
from sipforms.engine.build.data import node
from sipforms.engine.condition import Leaf, Pattern
from sipforms.engine.paths import Path
from sipforms.engine.programme import Entry, Programme, Question, Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions of one questionnaire that exist in one situation, and what is needed to ask them quickly.

    ``shows`` and ``requires`` lead from a path to the paths whose hiding or requiredness turns on its answer; ``rank``
    is an order in which hiding can be decided once for each path. ``before`` is the last response's answers.
    ``ready`` is what can stand ready when a round begins: the last response's answers and, where the questionnaire
    carries them over from others, theirs; ``sources`` are the titles of those.
    ``latest`` holds the other questionnaires whose last response conditions look at, each with that in its ``before``.
    """

    questionnaire: Questionnaire
    entries: tuple[Entry, ...]
    situation: Situation
    places: Places
    rank: Mapping[Path, int]
    shows: Mapping[Path, tuple[Path, ...]]
    requires: Mapping[Path, tuple[Path, ...]]
    before: FlatAnswers
    ready: FlatAnswers = field(default_factory=FlatAnswers)
    sources: Mapping[str, str] = field(default_factory=dict)
    latest: Mapping[str, "Form"] = field(default_factory=dict)

    def question(self, path: Path) -> Question | None:
        """The question at a path that may hold a row's id."""
        return self.places.questions.get(self.places.template(path))


def prepare(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> Form:
    """Make a questionnaire ready to be asked. Done once for each draft."""
    defaults = {one.id: one.default for one in programme.parameters if one.default is not None}
    complete = replace(situation, parameters={**defaults, **situation.parameters})
    entries = entries_for(questionnaire.entries, situation.variant)
    places = places_in(entries, (check.condition for check in questionnaire.checks))
    shows = shown_by(places)
    form = Form(
        questionnaire=questionnaire,
        entries=entries,
        situation=complete,
        places=places,
        rank={path: place for place, path in enumerate(in_dependency_order(shows, places.order))},
        shows=shows,
        requires=required_by(places),
        before=FlatAnswers(),
        sources=_sources(programme, places),
        latest=_others(programme, questionnaire, entries, complete),
    )
    return situated(form, complete)


def _sources(programme: Programme, places: Places) -> dict[str, str]:
    carrying = (one.carry_from for held in (places.questions, places.rows) for one in held.values())
    named = {one.questionnaire for one in carrying if one is not None}
    return {id_: programme.questionnaires[id_].title for id_ in named if id_ in programme.questionnaires}


def situated(form: Form, situation: Situation) -> Form:
    """The form where only the day, and what was answered last time and in other questionnaires, are others."""
    latest, entries = situation.latest or {}, form.questionnaire.entries
    before = flattened(entries, situation.previous or {})
    others = {
        id_: replace(one, before=flattened(one.entries, node(latest.get(id_)))) for id_, one in form.latest.items()
    }
    fixed = {name: getattr(situation, name) for name in ("today", "previous", "latest", "carried")}
    return replace(
        form,
        situation=replace(form.situation, **fixed),
        before=before,
        ready=_ready(form.places, before, flattened(entries, situation.carried or {})),
        latest=others,
    )


def _ready(places: Places, before: FlatAnswers, carried: FlatAnswers) -> FlatAnswers:
    """The last response's answers, but the other questionnaires' where those are carried over."""
    rows = {path for path, one in places.rows.items() if one.carry_from is not None}
    single = {path for path, one in places.questions.items() if one.carry_from is not None}
    if not rows and not single:
        return before
    own = {path: answer for path, answer in before.answers.items() if not _is_of(places, path, rows, single)}
    own_rows = {path: ids for path, ids in before.rows.items() if path not in rows}
    return FlatAnswers(answers={**own, **carried.answers}, rows={**own_rows, **carried.rows})


def _is_of(places: Places, path: Path, rows: set[Path], single: set[Path]) -> bool:
    template = places.template(path)
    return template in single or places.rows_of(template) in rows


def _others(
    programme: Programme, questionnaire: Questionnaire, entries: tuple[Entry, ...], situation: Situation
) -> dict[str, Form]:
    """The other questionnaires that conditions look at."""
    found: dict[str, Form] = {}
    for id_, patterns in read_elsewhere(entries, questionnaire.checks).items():
        if id_ in programme.questionnaires:
            found[id_] = looked_into(programme.questionnaires[id_], patterns, situation)
    return found


def looked_into(other: Questionnaire, patterns: tuple[Pattern, ...], situation: Situation) -> Form:
    """A form in which nothing is asked, for looking up what the patterns mean in a response to the questionnaire.

    It holds every target group's questions: the person may have belonged to another when they were answered.
    """
    return Form(
        questionnaire=other,
        entries=other.entries,
        situation=situation,
        places=places_in(other.entries, tuple(Leaf(pattern, "answered", True) for pattern in patterns)),
        rank={},
        shows={},
        requires={},
        before=FlatAnswers(),
    )
