"""Telling one citizen's story to a workplace: what happens day by day, and what must then be true.

A story is a list of steps; the first key says which kind each is, ``day`` is when:

- ``admit`` a stay (with ``variant``, ``unit``), ``change`` it, ``discharge`` it: as on the citizen's page.
- ``answer`` a questionnaire ``of`` a stay, by ``mode`` and ``informant``: begun, answered, reviewed and handed in as on
  the form. ``asked`` and ``required`` say yes or no of a path, ``problems`` are all that are left (none, where it is
  not written), ``reasons`` let a soft check's finding stand, ``scores`` are what the response then shows. What still
  has a problem is not handed in.
- ``due`` of a stay, or of ``facility``: everything, each with its first and its last day (``among`` some only).
- ``offered`` a questionnaire ``of`` a stay: its forms, the one that is chosen first, each with who answers and how.
- ``history`` of a questionnaire by an ``informant`` (``of`` a stay, where it is about one): how many ``rounds``, and in
  ``changes`` for each indicator the difference from round to round, the word that says why there is none, or nothing
  where a number is missing. ``beside`` are the days of other forms.
- ``counted``: how many stays are in each unit, and in the whole facility (``all``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import Any, TypeAlias

from sipforms.actions.due import DueForm, due_of_citizen, due_of_facility
from sipforms.actions.fill import Filling, Way, discard, hand_in, keep, start, with_draft
from sipforms.actions.follow import history_of
from sipforms.actions.gathering import Scope, gather
from sipforms.actions.offering import Begin, offers
from sipforms.actions.people import Stay, admit, change_stay, create, discharge, people
from sipforms.actions.programmes import Programmes
from sipforms.actions.trying.difference import is_as, problem_as_expected
from sipforms.actions.workplace import Workplace
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.flat import flattened
from sipforms.engine.ask.review import review
from sipforms.engine.compare.history import Series
from sipforms.engine.paths import Path, parsed
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.store.casefile import CaseFile, open_case, open_facility
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import StoreFacts, fresh_id
from tests.programmes.shipped import BUNDLES, PROGRAMMES, VOCABULARY

Step: TypeAlias = Mapping[str, Any]
FACILITY = "facility"
KNOWN = {
    "admit": {"variant", "unit"},
    "change": {"variant", "unit"},
    "discharge": set(),
    "answer": {"of", "mode", "informant", "answers", "asked", "required", "problems", "reasons", "scores"},
    "due": {"among", "is"},
    "offered": {"of", "is"},
    "history": {"of", "informant", "rounds", "changes", "beside"},
    "counted": set(),
}
"""What each kind of step may say besides ``day``: a word that is misspelt would hold nothing."""


@dataclass
class Told:
    """The workplace as the story has it so far: its day, the citizen's case file and the stays by their short names."""

    programme: Programme
    today: date = date(2026, 1, 1)
    stays: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=self.now(), facility=fresh_id())
        self.workplace = Workplace(
            programmes=Programmes(by_id=MappingProxyType(dict(PROGRAMMES)), bundles=MappingProxyType(dict(BUNDLES))),
            store=MemoryStore(facts),
            vocabulary=VOCABULARY,
            now=self.now,
            built={one.digest: one for one in PROGRAMMES.values()},
        )
        self.case = self._done(create(self.workplace, "X-1", "")).id

    def now(self) -> datetime:
        """Noon of the day that the story has come to."""
        return datetime.combine(self.today, time(12), UTC)

    def file(self, stay: str | None) -> CaseFile:
        """The citizen's case file; the facility's own, where no stay is named."""
        return open_facility(self.workplace.store) if stay is None else open_case(self.workplace.store, self.case)

    def episode(self, stay: str) -> Episode:
        """A stay by its short name, as it is now."""
        return next(one for one in self.file(stay).episodes if one.id == self.stays[stay])

    def tell(self, step: Step) -> None:
        """Do one step, and hold that everything is true which it says."""
        kind = next(iter(step))
        _hold("unknown in the step", set(step) - {kind, "day"} - KNOWN[kind], set())
        self.today = step.get("day", self.today)
        getattr(self, f"_{kind}")(step)

    def _admit(self, step: Step) -> None:
        known = {one.id for one in self.file("").episodes}
        stay = Stay(programme=self.programme.id, admission=self.today, **_of_stay(step))
        file = self._done(admit(self.workplace, self.file(""), stay))
        self.stays[step["admit"]] = next(one.id for one in file.episodes if one.id not in known)

    def _change(self, step: Step) -> None:
        episode = self.episode(step["change"])
        stay = Stay(programme=episode.programme, admission=episode.admission, **_of_stay(step))
        self._done(change_stay(self.workplace, self.file(""), episode, stay))

    def _discharge(self, step: Step) -> None:
        self._done(discharge(self.workplace, self.file(""), self.episode(step["discharge"]), self.today))

    def _answer(self, step: Step) -> None:
        filling = self._answered(step)
        draft = filling.draft
        asked, required = step.get("asked", {}), step.get("required", {})
        _hold("not in the form", [path for path in (*asked, *required) if not _is_there(filling, path)], [])
        _hold("asked", {path: _is_asked(filling, path) for path in asked}, asked)
        _hold("required", {path: parsed(path) in draft.asked.required for path in required}, required)
        _hold("problems", [problem_as_expected(one) for one in review(draft)], step.get("problems", []))
        for check, why in step.get("reasons", {}).items():
            filling = self._kept(filling, filling.draft.reason(check, why))
        outcome = hand_in(self.workplace, filling)
        if isinstance(outcome, Response):
            assert "reasons" in step or not step.get("problems"), "what has a problem is not handed in"
            self._hold_scores(step, outcome)
        else:
            assert "scores" not in step, "what is not handed in has no numbers"
            discard(self.workplace, filling.id)

    def _answered(self, step: Step) -> Filling:
        """The form with the answers in it; each must be to a question that is asked."""
        way, stay = Way(mode=step.get("mode"), informant=step.get("informant")), step.get("of")
        episode = None if stay is None else self.episode(stay)
        filling = start(self.workplace, self.file(stay), self.programme, step["answer"], way, episode)
        flat = flattened(filling.draft.form.entries, step["answers"])
        for path, value in flat.answers.items():
            filling = self._kept(filling, filling.draft.answer(path, value))
        _hold("answered and not asked", [path for path in flat.answers if path not in filling.draft.asked], [])
        return filling

    def _kept(self, filling: Filling, draft: Draft) -> Filling:
        keep(self.workplace, with_draft(filling, draft), draft.last or {})
        return with_draft(filling, draft)

    def _hold_scores(self, step: Step, response: Response) -> None:
        found = history_of(self.workplace, self.file(step.get("of")))
        point = next(one for series in found.series for one in series.points if one.response.id == response.id)
        for name, wanted in step.get("scores", {}).items():
            assert is_as(point.scores[name], wanted), f"{name} is {point.scores[name]}"

    def _due(self, step: Step) -> None:
        stay = step["due"]
        if stay == FACILITY:
            found = due_of_facility(self.workplace, self.file(None), people(self.workplace), self.today)
        else:
            everything = due_of_citizen(self.workplace, self.file(stay), self.today)
            found = tuple(one for one in everything if one.episode and one.episode.id == self.stays[stay])
        found = tuple(one for one in found if one.due.main in step.get("among", {one.due.main}))
        _hold("due", {_named(one): [one.due.opens, one.due.deadline] for one in found}, step["is"])

    def _offered(self, step: Step) -> None:
        begin = Begin(programme=self.programme.id, main=step["offered"], episode=self.episode(step["of"]))
        found: dict[str, list[str]] = {}
        for one in offers(self.programme, begin, self.file(step["of"])):
            found.setdefault(one.questionnaire.id, []).append(f"{one.way.informant} {one.way.mode}")
        _hold("offered", list(found.items()), list(step["is"].items()))

    def _history(self, step: Step) -> None:
        named = step.get("of", "")
        file = self.file(None if named == FACILITY else named)
        key = (step["history"], step.get("informant"), self.stays.get(named))
        found = [
            one
            for one in history_of(self.workplace, file).series
            if (one.questionnaire, one.informant, one.episode) == key
        ]
        _hold("rounds", [len(one.points) for one in found], [step["rounds"]] if step["rounds"] else [])
        for series in found:
            _hold("changes", {name: _changes(series, name) for name in step["changes"]}, step["changes"])
            beside = {one.questionnaire: list(one.days) for one in series.other_forms}
            _hold("beside", beside, step.get("beside", {}))

    def _counted(self, step: Step) -> None:
        whole = gather(self.workplace, Scope(programme=self.programme.id))
        units = {
            one: len(gather(self.workplace, Scope(programme=self.programme.id, unit=one)).stays) for one in whole.units
        }
        _hold("counted", {"all": len(whole.stays), **units}, step["counted"])

    @staticmethod
    def _done(outcome: object) -> CaseFile:
        assert isinstance(outcome, CaseFile), outcome
        return outcome


def _hold(what: str, found: object, wanted: object) -> None:
    assert found == wanted, f"{what} is {found}, not {wanted}"


def _of_stay(step: Step) -> dict[str, Any]:
    return {name: step[name] for name in ("variant", "unit") if name in step}


def _is_there(filling: Filling, path: str) -> bool:
    """True when the questionnaire has a question at the path or below it."""
    steps: Path = parsed(path)
    return any(one.path[: len(steps)] == steps for one in filling.questionnaire.questions())


def _is_asked(filling: Filling, path: str) -> bool:
    """True when the question, or anything below the area at the path, is asked."""
    steps: Path = parsed(path)
    return any(one[: len(steps)] == steps for one in filling.draft.asked.paths)


def _changes(series: Series, indicator: str) -> list[float | str | None]:
    """From round to round: the difference, else the word that says why there is none, else nothing."""
    found = (one.changes[indicator] for one in series.steps)
    return [one.broken or one.difference for one in found]


def _named(one: DueForm) -> str:
    return f"{one.due.questionnaire} {one.due.informant}" if one.due.informant else one.due.questionnaire
