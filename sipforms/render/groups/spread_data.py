"""How answers are spread, as data and as rows of a table: every figure that the text draws, and why others are not."""

from collections.abc import Iterator, Mapping

from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.engine.response import Scalar

_DECIMALS = 6
COLUMNS = (
    *("questionnaire", "informant", "way", "question", "title", "dimension", "area", "line", "answers", "titles"),
    *("n", "share", "low", "high", "answered", "asked", "mean", "as_of", "why"),
)


def distribution_data(value: Distribution) -> Mapping[str, object]:
    """All of it as JSON. It can be read back as what another report is compared with."""
    return {
        "limits": {"fewest_people": value.least},
        "intervals": value.has_intervals and not value.lacks_statistics,
        "groups": [_group(one) for one in value.groups],
    }


def _group(one: GroupSpread) -> dict[str, object]:
    return {
        "questionnaire": one.respondents.questionnaire,
        "title": one.respondents.title,
        "informant": one.respondents.informant,
        "way": one.respondents.way,
        "people": one.people,
        "questions": [_question(question) for question in one.questions],
        "why_nothing": one.lack,
    }


def _question(one: QuestionSpread) -> dict[str, object]:
    beside = {} if one.comparison is None else {"comparison": _spread(one.comparison)}
    return {
        "question": one.path,
        "title": one.title,
        "area": one.area,
        "area_title": one.area_title,
        "dimension": one.dimension,
        "signature": one.signature,
        "several": one.is_several,
        "options": [{"value": value, "title": title} for value, title in one.options],
        "own": _spread(one.own),
        **beside,
    }


def _spread(one: Spread) -> dict[str, object]:
    return {
        "answered": one.answered,
        "asked": one.asked,
        "mean": None if one.mean is None else round(one.mean, _DECIMALS),
        "answers": [_share(share) for share in one.shares],
        "not_answered": [{"because": list(each.whys), "n": each.people} for each in one.unanswered],
        "places": one.places,
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "waiting": one.waiting,
        "other_wording": one.other_wording,
        "why_nothing": one.lack,
    }


def _share(one: Share) -> dict[str, object]:
    interval = None if one.interval is None else [round(end, _DECIMALS) for end in one.interval]
    return {"values": list(one.values), "n": one.people, "share": round(one.share, _DECIMALS), "interval": interval}


def distribution_rows(value: Distribution) -> Iterator[Mapping[str, object]]:
    """One row for each answer of each question, of the place and of the comparison."""
    for group in value.groups:
        whose = {
            "questionnaire": group.respondents.questionnaire,
            "informant": group.respondents.informant,
            "way": group.respondents.way,
            "fewest_people": value.least,
        }
        if group.lack is not None:
            yield {"kind": "withheld", **whose, "why": group.lack}
        for one in group.questions:
            about = {
                **whose,
                "question": one.path,
                "title": one.title,
                "dimension": one.dimension,
                "area": one.area_title,
            }
            for line, spread in (("own", one.own), ("comparison", one.comparison)):
                if spread is not None:
                    yield from ({**about, "line": line, **row} for row in _rows(spread))


def _rows(spread: Spread) -> Iterator[dict[str, object]]:
    every = {
        "answered": spread.answered,
        "asked": spread.asked,
        "mean": None if spread.mean is None else round(spread.mean, _DECIMALS),
        "as_of": spread.as_of.isoformat() if spread.as_of else None,
        "why": spread.lack,
    }
    if not spread.shares:
        yield {"kind": "withheld", **every}
    for share in spread.shares:
        low, high = share.interval or (None, None)
        yield {
            "kind": "share",
            **every,
            "answers": "|".join(map(_value, share.values)),
            "titles": " | ".join(share.titles),
            "n": share.people,
            "share": round(share.share, _DECIMALS),
            "low": None if low is None else round(low, _DECIMALS),
            "high": None if high is None else round(high, _DECIMALS),
        }


def _value(one: Scalar) -> str:
    return str(one).lower() if isinstance(one, bool) else str(one)
