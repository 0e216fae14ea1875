"""Responses for any questionnaire: as staff would give them, and damaged in the ways that files are.

``drafts`` answers at random what is asked, everything that must be answered included; ``damaged`` changes plain JSON
here and there. Both are deterministic in their seed, so that a failing case can be had again.
"""

import copy
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.draft import Draft, begin
from sipforms.engine.ask.draft_header import DraftHeader
from sipforms.engine.ask.flat import nested
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.hand_in import asked_only
from sipforms.engine.ask.read_elsewhere import read_elsewhere
from sipforms.engine.ask.situation import Situation
from sipforms.engine.ask.visibility import in_order
from sipforms.engine.paths import Path
from sipforms.engine.programme import Kind, Programme, Question, Questionnaire
from sipforms.engine.response import Answer, Json

TODAY = date(2026, 11, 22)
WORDS = ("hej", "Bo", "en lang historie", "ÆØÅ", "x", "AB12", "Q", "  kant  ", "<b>ikke fed</b>", "\u200b.")
DAYS = range(-400, 400)
ODD: tuple[Json, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7.5,
    3.0,
    99,
    "",
    "   ",
    "ukendt",
    "2026-02-30",
    "25:00",
    [],
    {},
    ["gaatur", "gaatur"],
    [1],
    {"x": 1},
)


def situations(programme: Programme, questionnaire: Questionnaire) -> st.SearchStrategy[Situation]:
    """Any mode, informant, variant, occasion that the questionnaire knows; with and without a last response.

    Where it reads other questionnaires: not known what was answered there, nothing, or something.
    """
    return st.builds(
        Situation,
        mode=st.sampled_from([*questionnaire.modes, None]),
        informant=st.sampled_from([*programme.informants, None]),
        variant=st.sampled_from([*(one.id for one in programme.variants), None]),
        occasion=st.sampled_from(["first", "later"]),
        today=st.just(TODAY),
        previous=st.sampled_from([None, {"trin": 5}]),
        latest=st.none() | st.builds(lambda seed: elsewhere(programme, questionnaire, seed), st.integers(0, 2**32 - 1)),
    )


def elsewhere(programme: Programme, questionnaire: Questionnaire, seed: int) -> dict[str, Json]:
    """What was answered in the other questionnaires that this one reads: in some of them, by chance."""
    chance = random.Random(seed)
    others = read_elsewhere(questionnaire.entries, questionnaire.checks)
    return {
        id_: answers_of(filled(programme, programme.questionnaires[id_], Situation(today=TODAY), chance))
        for id_ in others
        if chance.random() < 0.8
    }


def drafts(programme: Programme, questionnaire: Questionnaire) -> st.SearchStrategy[Draft]:
    """Drafts in which everything that must be answered is, and some of the rest."""
    seeds = st.integers(0, 2**32 - 1)
    return st.builds(
        lambda situation, seed: filled(programme, questionnaire, situation, random.Random(seed)),
        situations(programme, questionnaire),
        seeds,
    )


def begun(programme: Programme, questionnaire: Questionnaire, situation: Situation) -> Draft:
    """An empty draft."""
    header = DraftHeader(
        programme=programme.id,
        version=programme.version,
        digest=programme.digest,
        questionnaire=questionnaire.id,
        situation=situation,
        begun_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    )
    return begin(programme, header)


def filled(programme: Programme, questionnaire: Questionnaire, situation: Situation, chance: random.Random) -> Draft:
    """A draft answered from top to bottom until nothing that must be answered is left."""
    draft, share = begun(programme, questionnaire, situation), chance.choice((0.2, 0.6, 0.95))
    for _ in range(8):
        passed_over = True
        for path in tuple(in_order(draft.form, draft.rows, draft.asked)):
            blank = path in draft.asked and path not in draft.answers and path not in draft.rows
            if blank and (path in draft.asked.required or chance.random() < share):
                draft, passed_over = with_answer(draft, path, chance), False
        share = 0.0
        if passed_over:
            break
    return draft


def with_answer(draft: Draft, path: Path, chance: random.Random) -> Draft:
    """The draft with some acceptable answer there, or with some rows; what is computed nobody answers."""
    rows = draft.form.places.rows.get(path)
    if rows is not None:
        most = rows.max_items or 3
        for _ in range(chance.randint(min(max(1, rows.min_items or 0), most), most)):
            draft = draft.add_row(path)
        return draft
    question = draft.form.question(path)
    assert question is not None
    if question.row_ref is not None:
        return _pointing(draft, path, question.row_ref.to, chance)
    return draft if question.computed is not None else draft.answer(path, an_answer(question, chance))


def _pointing(draft: Draft, path: Path, to: Path, chance: random.Random) -> Draft:
    """The draft with some row answered there, another than the one around the question; or one added to choose."""
    fitting = [row for row in draft.rows.get(to, ()) if path[: len(to) + 1] != (*to, row)]
    if fitting:
        return draft.answer(path, chance.choice(fitting))
    return draft.add_row(to)


def an_answer(question: Question, chance: random.Random) -> Answer:
    """Some answer that the question accepts."""
    return _ANSWERS[question.kind](question, chance)


def _options(question: Question) -> list[int | str]:
    assert question.scale is not None
    return [option.value for option in question.scale.options]


def _choices(question: Question, chance: random.Random) -> Answer:
    options = _options(question)
    least = max(1, question.min_items or 0)
    if question.contains:
        wanted = chance.sample(question.contains, max(1, question.min_contains or 0))
        others = [one for one in options if one not in question.contains]
        return (*wanted, *chance.sample(others, max(0, least - len(wanted))))
    return tuple(chance.sample(options, chance.randint(least, max(least, min(question.max_items or 3, len(options))))))


def _integer(question: Question, chance: random.Random) -> Answer:
    low = 0 if question.minimum is None else question.minimum
    high = low + 40 if question.maximum is None else question.maximum
    step = question.multiple_of or 1
    return chance.randint(-(-low // step), high // step) * step


def _text(question: Question, chance: random.Random) -> Answer:
    fitting = [
        word
        for word in (
            *WORDS,
            *(signs[:length] for signs in ("ABCDEFGH", "abcdefgh", "0123456789") for length in range(2, 11)),
        )
        if len(word) <= (question.max_length or 40) and not _refused(question, word)
    ]
    return chance.choice(fitting)


def _refused(question: Question, word: str) -> bool:
    return accepts(question, word) is not None


_ANSWERS: dict[Kind, Callable[[Question, random.Random], Answer]] = {
    Kind.CHOICE: lambda question, chance: chance.choice(_options(question)),
    Kind.CHOICES: _choices,
    Kind.BOOLEAN: lambda question, chance: chance.random() < 0.6,
    Kind.INTEGER: _integer,
    Kind.DATE: lambda question, chance: (TODAY + timedelta(days=chance.choice(DAYS))).isoformat(),
    Kind.TIME: lambda question, chance: f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.ROW: lambda _question, chance: chance.choice(("r1", "r2", "r9")),
}


def answers_of(draft: Draft) -> dict[str, Json]:
    """What the response would hold."""
    return nested(draft.form.questionnaire.entries, asked_only(draft))


def damaged(answers: dict[str, Json], form: Form, seed: int) -> dict[str, Json]:
    """The answers with one to three faults, or what may turn out to be none."""
    chance, result = random.Random(seed), copy.deepcopy(answers)
    for _ in range(chance.randint(1, 3)):
        _damage(result, form, chance)
    return result


def _damage(answers: dict[str, Json], form: Form, chance: random.Random) -> None:
    holder: Any = chance.choice(list(_holders(answers)))
    if isinstance(holder, list):
        chance.choice(
            (
                lambda: holder.append(copy.deepcopy(chance.choice(ODD))),
                lambda: holder.append(copy.deepcopy(holder[0])) if holder else None,
                lambda: holder.pop() if holder else None,
            )
        )()
        return
    fault = chance.randrange(4)
    if fault == 0 and holder:
        del holder[chance.choice(list(holder))]
    elif fault == 1 and holder:
        holder[chance.choice(list(holder))] = copy.deepcopy(chance.choice(ODD))
    elif fault == 2:
        holder["ukendt"] = 1
    else:
        _answer_anything(answers, form, chance)


def _answer_anything(answers: dict[str, Json], form: Form, chance: random.Random) -> None:
    """An answer to any question outside rows, asked or not."""
    path, question = chance.choice([(path, one) for path, one in form.places.questions.items() if "*" not in path])
    here: Any = answers
    for step in path[:-1]:
        if not isinstance(here.get(step), dict):
            here[step] = {}
        here = here[step]
    answer = an_answer(question, chance)
    here[path[-1]] = list(answer) if isinstance(answer, tuple) else answer


def _holders(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _holders(one)
    elif isinstance(value, list):
        yield value
        for one in value:
            yield from _holders(one)
