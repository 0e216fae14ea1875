"""Where a form is tried: a workplace in memory with one invented citizen, made anew each time and kept nowhere."""

from dataclasses import dataclass
from types import MappingProxyType

from sipforms.actions.fill import Filling
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Clock, Workplace, keep_bundle
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.draft_header import header_as_json
from sipforms.engine.people import Citizen
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Response
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.casefile import keep_response, new_case
from sipforms.store.memory import MemoryStore
from sipforms.store.protocol import DraftHeader, StoreFacts, fresh_id

CODE = "B-0000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A workplace and the form that is being filled in there. The first ``floor`` changes are not undone."""

    workplace: Workplace
    filling: Filling
    floor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """What every stage is made of: the version that is shown, the words of plug-ins, the clock."""

    bundle: Bundle
    programme: Programme
    vocabulary: Vocabulary
    now: Clock


def empty_workplace(vocabulary: Vocabulary, now: Clock) -> Workplace:
    """A workplace with nothing in it, for screens that show no form yet."""
    moment = now()
    facts = StoreFacts(id=fresh_id(), purpose="demo", protection="none", created=moment, facility=fresh_id())
    return Workplace(programmes=Programmes(), store=MemoryStore(facts), vocabulary=vocabulary, now=now)


def staged(scenery: Scenery, draft: Draft, floor: int, last: Response | None) -> Stage:
    """A stage for this draft, with the round before it where there was one."""
    programme, bundle = scenery.programme, scenery.bundle
    bare = empty_workplace(scenery.vocabulary, scenery.now)
    workplace = Workplace(
        programmes=Programmes(
            by_id=MappingProxyType({programme.id: programme}), bundles=MappingProxyType({programme.id: bundle})
        ),
        store=bare.store,
        vocabulary=scenery.vocabulary,
        now=scenery.now,
        language=programme.language,
        built={programme.digest: programme},
    )
    questionnaire = programme.questionnaires[draft.header.questionnaire]
    case = _case(workplace, is_facility=questionnaire.subject == "facility")
    keep_bundle(workplace, programme)
    if last is not None:
        keep_response(workplace.store, case, last)
    stored = DraftHeader(case=case, created=workplace.now(), about=header_as_json(draft.header))
    filling = Filling(
        id=workplace.store.begin_draft(stored),
        case=case,
        programme=programme,
        questionnaire=questionnaire,
        draft=draft,
        last=last,
    )
    return Stage(workplace=workplace, filling=filling, floor=floor)


def _case(workplace: Workplace, *, is_facility: bool) -> str:
    if is_facility:
        return workplace.store.facts.facility
    citizen = Citizen(id=fresh_id(), code=CODE, created_at=workplace.now())
    new_case(workplace.store, citizen)
    return citizen.id
