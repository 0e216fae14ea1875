"""A report's data read back, to compare with: what a report about a target group or a country tells of questions.

The file comes from outside. Whatever in it is not of the shape that ``data`` writes is passed over, and nothing is
taken for what it says it is: the programme at hand decides which answers a question has.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

from sipforms.engine.build.data import Node, node, nodes, text, texts, whole
from sipforms.engine.duration import as_date
from sipforms.engine.gather.facility.against import LEAST_PLACES, QuestionKey, ReleasedReport, ReleasedSpread
from sipforms.engine.gather.facility.compared import PlaceOut
from sipforms.engine.gather.facility.spread import Share, Spread
from sipforms.engine.programme import LEAST_SHOWN
from sipforms.engine.response import Json, Scalar
from sipforms.render.groups.read_back_development import courses_in, people_in

LARGEST = 32 * 1024 * 1024
"""Bytes: many times what a report of a country takes."""

Unfit: TypeAlias = Literal["notJson", "notAReport", "newer", "notPublished", "tooFewPlaces", "noQuestions"]
"""Why a file is nothing to compare with."""

_LARGEST_MEAN = 1e9
"""No scale has such a step; and what is no number at all is not less than it."""
_PUBLISHED = ("targetGroup", "country")


def read_back(written: bytes, newest_format: int) -> ReleasedReport | Unfit:
    """The report in the file, or why it cannot be compared with."""
    found = _parsed(written)
    if isinstance(found, str):
        return found
    if (whole(found.get("format")) or 0) > newest_format:
        return "newer"
    programme, sections = node(found.get("programme")), tuple(nodes(found.get("sections")))
    if not text(programme.get("id")) or whole(found.get("format")) is None or not sections:
        return "notAReport"
    if found.get("about") not in _PUBLISHED:
        return "notPublished"
    compared = next((one for one in sections if one.get("section") == "compared"), {})
    places = texts(compared.get("places"))
    if len(set(places)) < LEAST_PLACES:
        return "tooFewPlaces"
    questions = dict(_questions(sections))
    return _report(found, compared, places, questions) if questions else "noQuestions"


def _parsed(written: bytes) -> Node | Unfit:
    try:
        found = json.loads(written.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "notJson"
    return found if isinstance(found, dict) else "notAReport"


def _report(
    found: Node, compared: Node, places: tuple[str, ...], questions: Mapping[QuestionKey, ReleasedSpread]
) -> ReleasedReport:
    sections = tuple(nodes(found.get("sections")))
    period, programme = node(found.get("period")), node(found.get("programme"))
    out = (
        PlaceOut(
            place=text(one.get("place")) or "",
            why="few" if one.get("why") == "few" else "leftOut",
            reason=text(one.get("reason")) or "",
        )
        for one in nodes(compared.get("left_out"))
    )
    return ReleasedReport(
        title=text(found.get("title")) or "",
        programme=text(programme.get("id")) or "",
        version=text(programme.get("version")) or "",
        begins=_day(period.get("from")),
        ends=_day(period.get("to")),
        made=_day(found.get("made")),
        places=places,
        out=tuple(out),
        questions=questions,
        courses=dict(courses_in(sections)),
    )


def _day(written: Json) -> date | None:
    return as_date(written)


def _questions(sections: tuple[Node, ...]) -> Iterator[tuple[QuestionKey, ReleasedSpread]]:
    for section in sections:
        for group in nodes(section.get("groups")) if section.get("section") == "distribution" else ():
            whose = text(group.get("questionnaire")) or "", text(group.get("informant")), text(group.get("way")) or ""
            for question in nodes(group.get("questions")):
                path, signature = text(question.get("question")), text(question.get("signature"))
                if path and signature:
                    yield (*whose, path), ReleasedSpread(signature=signature, spread=_spread(node(question.get("own"))))


def _spread(written: Node) -> Spread:
    """What the file tells of a question; nothing where it tells of a few people, which no report of ours does."""
    shares = tuple(_shares(written))
    answered = people_in(written.get("answered")) or 0
    if not shares or answered < LEAST_SHOWN or any(_is_odd(one.people, answered) for one in shares):
        return Spread(answered=None, asked=None, lack="notTold")
    asked = people_in(written.get("asked"))
    return Spread(
        answered=answered,
        asked=None if asked is None or asked < answered or 0 < asked - answered < LEAST_SHOWN else asked,
        shares=shares,
        mean=_finite(written.get("mean")),
    )


def _is_odd(people: int, answered: int) -> bool:
    return 0 < people < LEAST_SHOWN or people > answered


def _finite(written: Json) -> float | None:
    if isinstance(written, bool) or not isinstance(written, (int, float)):
        return None
    return float(written) if abs(written) < _LARGEST_MEAN else None


def _shares(written: Node) -> Iterator[Share]:
    for one in nodes(written.get("answers")):
        values, people, share = _scalars(one.get("values")), people_in(one.get("n")), one.get("share")
        if values and people is not None and isinstance(share, (int, float)) and 0 <= share <= 1:
            yield Share(values=values, titles=(), people=people, share=float(share))


def _scalars(values: Json) -> tuple[Scalar, ...]:
    return tuple(one for one in values if isinstance(one, (str, int))) if isinstance(values, list) else ()
