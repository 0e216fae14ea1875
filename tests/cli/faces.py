"""One form answered by three faces: key by key as the grid does it, as the citizen's view does it, and line by line.

Each is told what is meant and does what somebody would do who means it. What comes of it is handed in, and compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from sipforms.actions.fill import Filling, Way, hand_in, start, ways, with_draft
from sipforms.actions.form.asking import Asked, AskedRows, asked_now
from sipforms.actions.form.citizen_turn import CitizenTurn, Moment
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.options import choices
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.choosing import numbered
from sipforms.cli.line.form import FormLines
from sipforms.cli.line.guard import Guarded
from sipforms.engine.ask.draft import Draft
from sipforms.engine.ask.review import review
from sipforms.engine.paths import Path
from sipforms.engine.problem import Level
from sipforms.engine.programme import Kind, Programme, Question
from sipforms.engine.response import Answer, Response
from sipforms.render.asked_words import choice_words
from sipforms.render.written import as_value, as_written
from sipforms.store.casefile import CaseFile, open_facility
from tests.programmes.shipped import fitting_variant

NOTE, WHY = "Sagt med [/b] og æøå", "Det er talt igennem"


def begun(workplace: Workplace, programme: Programme, questionnaire: str) -> Filling:
    """A draft of the questionnaire in the first way that it can be answered."""
    asked = programme.questionnaires[questionnaire]
    way = next(iter(ways(programme, asked)), Way())
    if asked.subject == "facility":
        return start(workplace, open_facility(workplace.store), programme, questionnaire, way, None)
    file = create(workplace, "B-1", "")
    assert isinstance(file, CaseFile)
    stay = Stay(programme=programme.id, admission=workplace.now().date(), variant=fitting_variant(asked))
    file = admit(workplace, file, stay)
    assert isinstance(file, CaseFile)
    return start(workplace, file, programme, questionnaire, way, file.episodes[0])


def noted(meant: Draft) -> Path | None:
    """The item that a note is written to: the last one that is answered outside rows."""
    paths = [path for path in meant.answers if path in meant.asked and meant.form.places.rows_of(path) is None]
    question = meant.form.question(paths[-1]) if paths else None
    return question.item if question else None


def response_of(workplace: Workplace, filling: Filling, model: FormModel) -> Response:
    """What is handed in, without what differs between two people who answer the same."""
    outcome = hand_in(workplace, with_draft(filling, model.draft))
    assert isinstance(outcome, Response), outcome
    return same(outcome)


def same(response: Response) -> Response:
    """The response without the ids and moments of its draft and its citizen."""
    return replace(response, id="", episode=None, sittings=(), begun_at=response.handed_in_at)


# --- the grid -------------------------------------------------------------------------------------------------------


def by_keys(workplace: Workplace, filling: Filling, meant: Draft) -> Response:
    """As on the grid: one key an answer, texts through the editor, rows added where the cursor is."""
    model = FormModel(filling.draft, len(filling.draft.undoable))
    keeper = Keeper(workplace, filling)
    _walk(model, meant, lambda asked, answer: _press(model, asked, answer), keeper)
    _reasons(model, keeper)
    return response_of(workplace, filling, model)


def _press(model: FormModel, asked: Asked, answer: Answer) -> list[Outcome]:
    question = asked.question
    if asked.is_written:
        return [model.answer(as_value(question, _typed(question, answer)))]
    key = {one.value: one.key for one in choices(question)}
    if not isinstance(answer, tuple):
        return [model.press(key[answer]) if key[answer] else model.choose(answer)]
    pressed = [model.press(key[one]) if key[one] else model.choose(one) for one in answer]
    return [*pressed, model.step(1)]


# --- the citizen's view ---------------------------------------------------------------------------------------------


def by_citizen(workplace: Workplace, filling: Filling, meant: Draft) -> Response:
    """As in the citizen's view: marked, seen, confirmed; staff go on with rows and what is not for the citizen."""
    model = FormModel(filling.draft, len(filling.draft.undoable))
    keeper, turn = Keeper(workplace, filling), CitizenTurn(model, practises=True)
    while turn.practice is not None:
        turn.choose(turn.practice.wanted.value)
        turn.confirm()

    def answer(asked: Asked, answer: Answer) -> list[Outcome]:
        if turn.moment is not Moment.QUESTION:
            return _press(model, asked, answer)
        if asked.is_written:
            done = [turn.write(as_value(asked.question, _typed(asked.question, answer)))]
        elif isinstance(answer, tuple):
            done = [*(turn.choose(one) for one in answer), turn.confirm()]
        else:
            done = [turn.choose(answer), turn.confirm()]
        return [one.outcome for one in done if one.outcome is not None]

    _walk(model, meant, answer, keeper)
    _reasons(model, keeper)
    return response_of(workplace, filling, model)


# --- both -----------------------------------------------------------------------------------------------------------


def _walk(model: FormModel, meant: Draft, answer: Callable[[Asked, Answer], list[Outcome]], keeper: Keeper) -> None:
    """From the first question to the last, with whatever appears on the way; a note on the way too."""
    for _go in range(2):  # what the answers further down open above
        model.go(model.outline.stops[0])
        while model.cursor is not None:
            here = model.cursor
            asked = asked_now(model)
            if isinstance(asked, AskedRows) and asked.row is None and _lacks(asked, meant):
                _kept(keeper, model.add_row())
                model.go(here)
                continue
            wanted = meant.answers.get(here)
            if isinstance(asked, Asked) and wanted is not None and asked.answer != wanted and not asked.is_fixed:
                for outcome in answer(asked, wanted):
                    assert outcome.nothing is None or outcome.entry is None, outcome
                    _kept(keeper, outcome)
                model.go(here)
            if model.line is not None and model.line.path == noted(meant) and not model.draft.notes:
                _kept(keeper, model.note(NOTE))
            if model.step(1).nothing is not None:
                break


def _lacks(asked: AskedRows, meant: Draft) -> bool:
    return len(asked.standing) < len(meant.rows.get(asked.rows.path, ()))


def _kept(keeper: Keeper, outcome: Outcome) -> None:
    kept = keeper.keep([outcome.entry] if outcome.entry is not None else [])
    assert kept.fault is None


def _reasons(model: FormModel, keeper: Keeper) -> None:
    for found in review(model.draft):
        if found.level is Level.WARNING:
            _kept(keeper, model.reason(model.findings.reason_key_of(found), WHY))


def _typed(question: Question, answer: Answer) -> str:
    return str(answer) if question.kind in (Kind.TEXT, Kind.LONG_TEXT) else as_written(question, answer)


# --- line by line ---------------------------------------------------------------------------------------------------


class Somebody:
    """Who types what is meant, at whatever prompt; numbers and words by turns, and everything said is remembered."""

    def __init__(self, meant: Draft, seed: int) -> None:
        self.meant, self.said = meant, [""]
        self._chance = Random(seed)
        self.form: FormLines | None = None
        self._lines: list[str] = []
        self._is_over = self._has_asked = False

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str:
        self.said.append(prompt)
        if not self._lines:
            self._lines = list(self._next(prompt))
        assert len(self.said) < 5_000, self.said[-40:]
        return self._lines.pop(0)

    def ask_hidden(self, prompt: str) -> str:
        raise AssertionError(prompt)

    def clear(self) -> None:
        raise AssertionError

    @property
    def model(self) -> FormModel:
        assert self.form is not None
        return self.form.model

    def _next(self, prompt: str) -> Iterator[str]:
        if "hand in" in prompt:
            yield from self._at_the_end()
            return
        if not self._has_asked:
            self._has_asked = True
            yield from (":?", ":h", self._first)
            return
        asked = asked_now(self.model)
        assert asked is not None
        if isinstance(asked, AskedRows):
            yield "add" if asked.row is None and _lacks(asked, self.meant) else ""
            return
        line = self.model.line
        if line is not None and line.path == noted(self.meant) and line.path not in self.model.draft.notes:
            yield ":note"
            yield from (NOTE, ".")
            return
        wanted = self.meant.answers.get(asked.path)
        if wanted is None or asked.is_fixed or asked.answer == wanted:
            yield ""
        else:
            yield from self._typed(asked, wanted)

    @property
    def _first(self) -> str:
        """Going to the first question."""
        outline = self.model.outline
        return f":g {outline.line(outline.stops[0]).number}"

    def _typed(self, asked: Asked, answer: Answer) -> Iterator[str]:
        if asked.is_written:
            yield from _typed(asked.question, answer).split("\n")
            yield from (".",) if asked.kind is Kind.LONG_TEXT else ()
            return
        by_value = {(type(one.choice.value), one.choice.value): one for one in numbered(asked.choices)}
        values = answer if isinstance(answer, tuple) else (answer,)
        ones = [by_value[type(one), one] for one in values]
        titles = [choice_words(one.choice) for one in numbered(asked.choices)]
        may_say = len(set(map(str.casefold, titles))) == len(titles)
        if may_say and len(ones) == 1 and len(choice_words(ones[0].choice)) > 1 and self._chance.random() < 0.5:
            yield choice_words(ones[0].choice)
        else:
            yield " ".join(one.sign for one in ones)

    def _at_the_end(self) -> Iterator[str]:
        """Once round again for what appeared further up; then reasons, and handed in."""
        if not self._is_over:
            self._is_over = True
            yield self._first
            return
        for place, found in enumerate(review(self.model.draft), start=1):
            if found.level is Level.WARNING:
                yield from (str(place), WHY)
                return
        yield "hand in"


def by_lines(workplace: Workplace, filling: Filling, meant: Draft, seed: int) -> tuple[Response, list[str]]:
    """Line by line, and everything that was said."""
    somebody = Somebody(meant, seed)
    somebody.form = FormLines(Guarded(somebody), workplace, filling, "B-1", len(filling.draft.undoable))
    outcome = somebody.form.run()
    assert outcome is not None, somebody.said[-20:]
    return same(outcome), somebody.said
