"""The section ``groupDevelopment``: how the same people developed, from period to period or over a stay."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sipforms.engine.build.data import texts
from sipforms.engine.gather.developing import Search
from sipforms.engine.gather.development_table import DevelopmentTable, Over
from sipforms.engine.gather.given import named_outcomes
from sipforms.engine.gather.group_development import Terms, group_development
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.programme import Indicator
from sipforms.engine.report import PATTERNS, GroupInput, may_see
from sipforms.engine.response import Json
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.indicator_order import Membership
from sipforms.engine.score.scoring import Scoring, scoring

GROUPS = ("facility", "targetGroup", "country")
"""What reports with figures about many people are about."""


def developed(given: GroupInput) -> DevelopmentTable:
    """The table that the settings ask for. What not everybody who reads it may see is left out."""
    outcomes = tuple(outcomes_of(given, given.settings.get("indicators")))
    over = _over(given, outcomes)
    search = Search(
        programme=given.programme,
        programmes=given.programmes,
        vocabulary=given.vocabulary,
        outcomes=outcomes,
        over=over,
        now=given.period,
        before=given.period.before if over == "periods" else None,
        every=given.every,
        courses=given.courses,
    )
    against = given.against
    terms = Terms(
        places=frozenset({given.place}) if given.place else None,
        own="all" if given.is_public and not given.place else "own",
        others=frozenset(against.places) if against is not None and against.places else None,
        least=given.least,
        is_public=given.is_public,
        released=against.released.courses if against is not None and against.released is not None else None,
        decide=given.releasing.decide,
    )
    return group_development(search, terms)


def outcomes_of(given: GroupInput, written: Json) -> Iterator[tuple[Indicator, str]]:
    """The indicators that are named, each with its questionnaire; without names those of which a change is defined.

    Those of answers that not everybody who reads the report may see are left out.
    """
    membership = Membership(given.programme)
    variants = (None, *(one.id for one in given.programme.variants))
    compiled: dict[str, tuple[Scoring, ...]] = {}  # each questionnaire once, not once for each of its indicators
    for one in named_outcomes(given.programme, texts(written) or ("*",)):
        asked = membership.questionnaire(one)
        if asked is not None and (written is not None or one.change is not None):
            if asked not in compiled:
                each = (scoring(given.programme, asked, given.vocabulary, variant) for variant in variants)
                compiled[asked] = tuple(each)
            behind = chain.from_iterable(questions_behind(ready, one.id) for ready in compiled[asked])
            if all(may_see(question, given.audience) for question in behind):
                yield one, asked


def _over(given: GroupInput, outcomes: Iterable[tuple[Indicator, str]]) -> Over:
    """As the programme writes it, else over the stay where all that is asked is about a stay."""
    written = given.settings.get("over")
    if written in ("periods", "stay"):
        return "stay" if written == "stay" else "periods"
    asked = [given.programme.questionnaires[name].subject for _, name in outcomes]
    return "stay" if asked and all(one == "episode" for one in asked) else "periods"


_OVER: Json = {"enum": ["periods", "stay"]}


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="groupDevelopment",
        build=developed,
        settings={"indicators": PATTERNS, "over": _OVER},
        about=GROUPS,
    )
