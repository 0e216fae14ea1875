"""The numbers of a response: a questionnaire's indicators compiled once, then scored as often as wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sipforms.engine.programme import Indicator, Programme
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.score.judging import judged
from sipforms.engine.score.missing import Reason
from sipforms.engine.score.plan import Plan, plan
from sipforms.engine.score.score import Score
from sipforms.engine.score.selection import Available, sources
from sipforms.engine.score.sheet import AnsweredState, Sheet, sheet_reader
from sipforms.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """A questionnaire's indicators made ready for one variant: score as many responses as you like.

    ``read`` reads the answers of one response. ``plans`` are in an order in which each comes after those it is
    computed from. ``without`` are the indicators that cannot be computed here and why: a scorer that nobody offers,
    or a mistake in the programme.
    """

    programme: Programme
    questionnaire: str
    available: Available
    read: Callable[[AnsweredState], Sheet]
    plans: Mapping[str, Plan]
    without: Mapping[str, Reason] = field(default_factory=dict)

    def score(self, state: AnsweredState) -> tuple[Score, ...]:
        """Every indicator's score, in the programme's order."""
        scores = scored(self, self.read(state))
        return tuple(scores[one.id] for one in self.programme.indicators if one.id in scores)


def scoring(programme: Programme, questionnaire: str, vocabulary: Vocabulary, variant: str | None = None) -> Scoring:
    """Compile the indicators of one questionnaire. Done once for a programme; scoring a response is then quick."""
    available = sources(programme.questionnaires[questionnaire], variant)
    plans: dict[str, Plan] = {}
    without: dict[str, Reason] = {}
    membership = Membership(programme)
    mine = {one.id for one in programme.indicators if membership.questionnaire(one) == questionnaire}
    ordered = [one for one in membership.in_order() if one.id in mine]
    for one in ordered:
        made = _planned(one, membership, vocabulary, available, plans)
        if isinstance(made, Plan):
            plans[one.id] = made
        else:
            without[one.id] = made
    circular: dict[str, Reason] = dict.fromkeys(mine - {one.id for one in ordered}, "notDefined")
    return Scoring(
        programme=programme,
        questionnaire=questionnaire,
        available=available,
        read=sheet_reader(available),
        plans=plans,
        without={**without, **circular},
    )


def _planned(
    indicator: Indicator,
    membership: Membership,
    vocabulary: Vocabulary,
    available: Available,
    plans: Mapping[str, Plan],
) -> Plan | Reason:
    word = vocabulary.scorers.get(indicator.scorer)
    if word is None:
        return "unknownScorer"
    members = membership.members(indicator)
    made = plan(indicator, word.offer, available, {name: plans[name] for name in members if name in plans})
    return made or "notDefined"


def score(programme: Programme, vocabulary: Vocabulary, asked: AnsweredState) -> tuple[Score, ...]:
    """Every score of what one person has answered, in the programme's order.

    Compiles the programme's indicators each time; to score many responses keep a ``scoring``.
    """
    return scoring(programme, asked.questionnaire, vocabulary, asked.variant).score(asked)


def scored(ready: Scoring, sheet: Sheet) -> dict[str, Score]:
    """The scores of one response by indicator, those that others are computed from first."""
    scores = {name: Score(indicator=name, value=None, reason=reason) for name, reason in ready.without.items()}
    for name, one in ready.plans.items():
        scores[name] = judged(one, sheet, ready.available, scores)
    return scores
