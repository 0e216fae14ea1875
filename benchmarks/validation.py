"""Judging responses: our validator against jsonschema's `iter_errors`, every error wanted, on the same parsed answers.

Left out of both sides: reading JSON, and compiling the schema once. On ours the limits on sizes are looked at too, and
each error is made a problem. Each round takes another slice, and chunks of it are judged by both in turn.
"""

import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import jsonschema

from benchmarks.result import Result
from sipforms.engine.ask.answers import AnswerValidator
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.flat import nested
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import asked, in_order
from sipforms.engine.build import build
from sipforms.engine.compile import plain_schema
from sipforms.engine.condition import Any as Either
from sipforms.engine.condition import Condition, Leaf, Pattern
from sipforms.engine.paths import Path as Place
from sipforms.engine.programme import Area, Item, Kind, Option, Programme, Question, Questionnaire, Scale, Wording
from sipforms.engine.read.bundle import read
from sipforms.engine.response import Answer, Json

PROGRAMME = Path(__file__).resolve().parent.parent / "programs" / "voksen"
QUESTIONNAIRE = "livskvalitet"
RESPONSES, BAD_SHARE = 20_000, 0.05
CHUNK = 50  # responses that one side judges before the other does
OPPONENT_SHARE = 10  # jsonschema takes milliseconds a response: it judges every tenth chunk
SITUATION = Situation(today=date(2026, 11, 22), mode="interview")
Found = list[tuple[tuple[str, ...], str]]


def run(rounds: int) -> Iterator[Result]:
    programme = build(read(PROGRAMME))
    schema = plain_schema(programme, programme.questionnaires[QUESTIONNAIRE], SITUATION)
    ours = AnswerValidator(schema)
    theirs = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    responses = made_responses(programme, random.Random(20261122))
    bad = sum(1 for one in responses if ours.problems(one))
    share = bad / len(responses)
    assert 0.04 < share < 0.06, share
    ratios, per_second = [], []
    for number in range(rounds):
        our_time, their_time = one_round(responses[number::rounds], ours, theirs)
        ratios.append(their_time / our_time)
        per_second.append(1 / our_time)
    yield Result(
        name="judging responses",
        goal=f"{RESPONSES} responses, {share:.1%} bad, all errors, against jsonschema's iter_errors",
        ratio=statistics.median(ratios),
        limit=50,
        at_least=True,
        detail=f"lowest {min(ratios):.0f}; ours {statistics.median(per_second):,.0f}/s; same places and keywords",
    )
    yield one_key(rounds)


def one_round(
    responses: list[dict[str, Json]], ours: AnswerValidator, theirs: jsonschema.Draft202012Validator
) -> tuple[float, float]:
    """Seconds a response on each side, over chunks that both judged and agreed about; ours judges the others too."""
    chunks = [responses[start : start + CHUNK] for start in range(0, len(responses), CHUNK)]
    spent, judged = {"ours": 0.0, "theirs": 0.0}, {"ours": 0, "theirs": 0}
    for number, chunk in enumerate(chunks):
        began = perf_counter()
        our_errors = [ours.problems(one) for one in chunk]
        spent["ours"] += perf_counter() - began
        judged["ours"] += len(chunk)
        if number % OPPONENT_SHARE == 0:
            began = perf_counter()
            their_errors = [list(theirs.iter_errors(one)) for one in chunk]
            spent["theirs"] += perf_counter() - began
            judged["theirs"] += len(chunk)
            assert [places(found) for found in our_errors] == [places_of_jsonschema(found) for found in their_errors]
    return spent["ours"] / judged["ours"], spent["theirs"] / judged["theirs"]


def places(found: tuple) -> Found:  # type: ignore[type-arg]
    return sorted((problem.path, str(problem.facts["keyword"])) for problem in found)


def places_of_jsonschema(found: list) -> Found:  # type: ignore[type-arg]
    return sorted((tuple(map(str, error.absolute_path)), error.validator) for error in found)


def made_responses(programme: Programme, chance: random.Random) -> list[dict[str, Json]]:
    """As many different responses as wanted: two hundred interviews, with high scale answers drawn anew each time."""
    begun = begin(programme, header(programme))
    interviews = [nested(begun.form.entries, asked_only(interview(begun, chance))) for _ in range(200)]
    return [redrawn(chance.choice(interviews), chance) for _ in range(RESPONSES)]


def header(programme: Programme) -> DraftHeader:
    return DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=QUESTIONNAIRE,
        situation=SITUATION,
        begun_at=datetime(2026, 11, 22, 9, 30),  # noqa: DTZ001 - no clock is compared with it
    )


def interview(draft: Draft, chance: random.Random) -> Draft:
    for path in tuple(in_order(draft.form, draft.rows, draft.asked)):
        if path in draft.asked and chance.random() < 0.95:
            draft = draft.answer(path, answer(draft, path, chance))
    return draft


def answer(draft: Draft, path: Place, chance: random.Random) -> Answer:
    question = draft.form.question(path)
    assert question is not None
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        assert question.scale is not None
        chosen = chance.choice(question.scale.options).value
        return chosen if question.kind is Kind.CHOICE else (chosen,)
    others: dict[Kind, Answer] = {
        Kind.BOOLEAN: chance.random() < 0.5,
        Kind.INTEGER: question.minimum or 1,
        Kind.DATE: (date(2026, 1, 1) + timedelta(days=chance.randrange(300))).isoformat(),
        Kind.TIME: "12:30",
    }
    return others.get(question.kind, "Det går godt med vennerne. " * chance.randint(1, 9))


def redrawn(interview: dict[str, Json], chance: random.Random) -> dict[str, Json]:
    """The interview with its high answers mixed (that hides and shows nothing), now and then with some faults."""
    response = drawn_anew(interview, chance)
    if chance.random() < BAD_SHARE:
        for _ in range(chance.randint(1, 3)):
            area = chance.choice([one for one in response.values() if isinstance(one, dict)])
            faults: list[Json] = [None, 9, "ukendt", {"vigtighed": 7}, {}, [1]]
            area[chance.choice(list(area))] = chance.choice(faults)
    return response


def drawn_anew(value: dict[str, Json], chance: random.Random) -> dict[str, Json]:
    return {
        key: drawn_anew(one, chance)
        if isinstance(one, dict)
        else chance.choice((3, 4, 5))
        if one in (3, 4, 5) and not isinstance(one, bool)
        else one
        for key, one in value.items()
    }


def one_key(rounds: int) -> Result:
    """One answer in a form of 1,000 questions, hiding decided again, against deciding everything anew after it."""
    draft = begin(small_of(1_000), replace(header(build(read(PROGRAMME))), digest="", questionnaire="q"))
    paths = [path for path in draft.form.places.order if path[-1] != "more"]
    ratios, seconds = [], []
    for number in range(rounds):
        anew, key = 0.0, 0.0
        for path in paths[number::25]:
            began = perf_counter()
            draft = draft.answer(path, number % 5 + 1)
            key += perf_counter() - began
            began = perf_counter()
            decided = asked(draft.form, draft.answers, draft.rows)
            anew += perf_counter() - began
            assert decided == draft.asked
        ratios.append(key / anew)
        seconds.append(key / len(paths[number::25]))
    return Result(
        name="one key",
        goal="an answer among 1,000 questions with 100 conditions, against deciding anew what is asked",
        ratio=statistics.median(ratios),
        limit=0.2,
        detail=f"{statistics.median(seconds) * 1e6:.0f} microseconds a key, undo and journal entry included",
    )


def small_of(size: int) -> Programme:
    """A programme of one questionnaire: areas of nine scale questions and a tenth that turns on them."""
    scale = Scale(id="five", options=tuple(Option(value=one, title=str(one)) for one in range(1, 6)))
    areas = tuple(area(f"a{number}", scale) for number in range(size // 10))
    questionnaire = Questionnaire(id="q", title="q", entries=areas)
    return Programme(
        id="p",
        title="p",
        version="1.0.0",
        language="da",
        base_language="da",
        languages=("da",),
        digest="",
        questionnaires={"q": questionnaire},
        scales={},
    )


def area(name: str, scale: Scale) -> Area:
    scales = [question((name, f"i{number}"), Kind.CHOICE, scale=scale) for number in range(9)]
    watched = Either(tuple(Leaf(Pattern(one.path), "atMost", 2) for one in scales))
    return Area(
        id=name,
        path=(name,),
        title=name,
        entries=tuple(
            Item(id=one.path[-1], path=one.path, title=name, questions=(one,))
            for one in (*scales, question((name, "more"), Kind.TEXT, visible_if=(watched,)))
        ),
    )


def question(path: Place, kind: Kind, scale: Scale | None = None, visible_if: tuple[Condition, ...] = ()) -> Question:
    title = Wording(title=path[-1])
    return Question(path=path, item=path, kind=kind, wording=title, scale=scale, visible_if=visible_if)
