"""What the citizen sees, in words: one question, its answers, and which is marked. Nothing else of anybody is in it.

The view on staff's own screen, a second terminal and the page in a browser all draw this record, which is also what
goes over to the latter two.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from sipforms.actions.form.asking import Asked, AskedChoice, Picture
from sipforms.actions.form.citizen_turn import CitizenTurn, Moment, Told, Turned
from sipforms.engine.programme import Kind
from sipforms.engine.response import Json
from sipforms.render.answers import answer_words
from sipforms.render.asked_words import choice_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.said import said
from sipforms.render.written import as_written, how_to_write

HIDDEN = "hidden"
"""What is shown is nothing at all: staff have hidden it, or are busy with something else."""

TOLD = {
    Told.CHOOSE_FIRST: N_("Choose an answer first."),
    Told.NO_SUCH_KEY: N_("That key is no answer here."),
    Told.AT_THE_START: N_("This is the first question."),
    Told.PRACTICE_RIGHT: N_("Yes, that was it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChoice:
    """One answer: the key, the words, how full the glass is (0 to 1) where it is a step, whether it looks chosen.

    ``is_beside`` is one that says why there is no answer; ``is_pointed`` where the arrows have come to.
    """

    key: str
    words: str
    level: float | None = None
    is_beside: bool = False
    is_marked: bool = field(default=False, repr=False)
    is_pointed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenShown:
    """One view. ``shows`` is practice, question, staff, done or hidden.

    ``place`` of ``of`` counts the questions of the area, 0 where there is nothing to count. ``before`` is told before
    the ``sentence``. ``picture`` is none, amount or feeling. ``written`` is the kind of an answer that is written,
    blank for others; ``how`` says how, ``answer`` what stands there, ``typed`` the same as it would be typed, and
    ``most`` the most characters (0: not limited). ``told`` is what was told about the last key; ``waits`` that
    something is marked and not confirmed.
    """

    shows: str
    heading: str = ""
    place: int = 0
    of: int = 0
    before: str = ""
    sentence: str = ""
    picture: str = Picture.NONE.value
    choices: tuple[ShownChoice, ...] = ()
    several: bool = False
    written: str = ""
    how: str = ""
    most: int = 0
    answer: str = field(default="", repr=False)
    typed: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    waits: bool = False

    @property
    def steps(self) -> tuple[ShownChoice, ...]:
        """The choices that answer the question."""
        return tuple(one for one in self.choices if not one.is_beside)

    @property
    def beside(self) -> tuple[ShownChoice, ...]:
        """The choices that say why there is no answer."""
        return tuple(one for one in self.choices if one.is_beside)


def shown_of(turn: CitizenTurn, turned: Turned | None = None, *, has_pictures: bool = False) -> CitizenShown:
    """What the citizen sees now, after the last key."""
    told = told_words(turn, turned)
    match turn.moment:
        case Moment.DONE:
            return CitizenShown(shows=Moment.DONE.value, heading=_("Thank you"), sentence=_("That was the last one."))
        case Moment.STAFF:
            sentence = _("The next part is done together with staff.")
            return CitizenShown(shows=Moment.STAFF.value, heading=_("A moment"), sentence=sentence, told=told)
    asked = turn.asked
    if asked is None:
        return hidden()
    practice = turn.practice
    if practice is not None:
        sentence = _("Find the answer “{answer}”.").format(answer=choice_words(practice.wanted))
        heading, place, of, before = _("We practise first"), 0, 0, _("This is not a real question.")
    else:
        sentence, heading = plain(asked.sentence), plain(asked.areas[-1]) if asked.areas else ""
        place, of, before = asked.place_in_area, asked.of_area, plain(asked.preface)
    return CitizenShown(
        shows=turn.moment.value,
        heading=heading,
        place=place,
        of=of,
        before=before,
        sentence=sentence,
        picture=(asked.picture if has_pictures else Picture.NONE).value,
        choices=_choices(turn, asked),
        several=asked.takes_several,
        told=told,
        waits=turn.is_waiting,
        **(_written(asked) if asked.is_written else {}),
    )


def hidden() -> CitizenShown:
    """Nothing to be seen."""
    return CitizenShown(shows=HIDDEN, heading="SIP", sentence=_("One moment."))


def told_words(turn: CitizenTurn, turned: Turned | None) -> str:
    """What is told about the last key; nothing where the screen says it all."""
    if turned is None or turned.told is None:
        return ""
    if turned.told in TOLD:
        return _(TOLD[turned.told])
    if turned.told is Told.CONFIRM:
        return _confirm_words(turn)
    if turned.told is Told.PRACTICE_OTHER:
        return _("That was another one. Try again; it does not matter.")
    return said(turned.outcome) if turned.outcome is not None else _("Nothing is chosen here.")


def _confirm_words(turn: CitizenTurn) -> str:
    asked = turn.asked
    found = (one for one in asked.choices if one.value in turn.marked) if asked else iter(())
    one = next(found, None)
    if one is None or not one.key:
        return _("Press Enter if that is your answer.")
    return _("“{answer}”? Press {key} again, or Enter.").format(answer=choice_words(one), key=one.key)


def _choices(turn: CitizenTurn, asked: Asked) -> tuple[ShownChoice, ...]:
    marked, pointed = turn.marked, turn.pointed
    return tuple(
        ShownChoice(
            key=one.key,
            words=choice_words(one),
            level=one.level,
            is_beside=one.missing is not None,
            is_marked=_is_among(one, marked),
            is_pointed=one == pointed,
        )
        for one in asked.choices
    )


def _is_among(one: AskedChoice, values: tuple[Json, ...]) -> bool:
    return any(value == one.value and type(value) is type(one.value) for value in values)


def _written(asked: Asked) -> dict[str, Any]:
    question, answer = asked.question, asked.answer
    return {
        "written": asked.kind.value,
        "how": "" if asked.kind is Kind.LONG_TEXT else how_to_write(question),
        "most": question.max_length or 0,
        "answer": "" if answer is None else answer_words(question, answer),
        "typed": as_written(question, answer),
    }


def as_json(shown: CitizenShown) -> dict[str, Any]:
    """The view as plain JSON."""
    return asdict(shown)


def from_json(told: dict[str, Any]) -> CitizenShown:
    """The view out of JSON. Raises TypeError or KeyError for what is none."""
    choices = tuple(ShownChoice(**one) for one in told.pop("choices"))
    return CitizenShown(choices=choices, **told)
