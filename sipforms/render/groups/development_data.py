"""How the same people developed as data: everything in JSON, a row for each outcome, group and side in CSV."""

from collections.abc import Iterator, Mapping

from sipforms.engine.gather.development_table import Course, DevelopmentRow, DevelopmentTable
from sipforms.engine.gather.period import Span
from sipforms.engine.statistics.values import Estimate, PairedTest
from sipforms.render.groups.development_words import reading_words, spans_words

_DECIMALS = 6
COLUMNS = (
    *(
        "kind",
        "outcome",
        "outcome_title",
        "questionnaire",
        "questionnaire_title",
        "informant",
        "informant_title",
        "way",
    ),
    *("range_low", "range_high", "higher_is", "change_counts_from", "side", "places", "n", "rose", "same", "fell"),
    *("fell_or_same", "same_or_rose", "mean_change", "change_low", "change_high", "size", "test", "moved", "p"),
    *("p_smallest", "mean_first", "mean_last", "as_of", "withheld_because", "answered_now", "answered_before_only"),
    *("not_compared_because", "not_compared_n", "fewest_people", "now_from", "now_to", "before_from", "before_to"),
)
"""The columns of the CSV. A row is figures of one outcome (``development``; ``side`` is own or others), or how many are
not compared for a reason (``not_compared``). What is empty is withheld, or is not there.
"""


def development_data(table: DevelopmentTable) -> dict[str, object]:
    """Everything, withheld figures not at all."""
    return {
        "over": table.over,
        "now": _span(table.now),
        "before": _span(table.before) if table.before else None,
        "said": spans_words(table),
        "fewest_people": table.least,
        "withheld_because": table.lack,
        "tests": table.tested,
        "has_statistics": table.has_statistics,
        "how_to_read": list(reading_words(table)),
        "rows": [_row(one) for one in table.rows],
    }


def _span(one: Span) -> dict[str, object]:
    return {name: day.isoformat() if day else None for name, day in (("from", one.begins), ("to", one.ends))}


def _row(row: DevelopmentRow) -> dict[str, object]:
    outcome, group = row.outcome, row.respondents
    return {
        "outcome": outcome.indicator,
        "title": outcome.title,
        "range": list(outcome.range) if outcome.range else None,
        "higher_is": outcome.higher,
        "change_counts_from": outcome.least,
        "questionnaire": group.questionnaire,
        "questionnaire_title": group.title,
        "informant": group.informant,
        "way": group.way,
        "signature": row.signature,
        "answered_now": row.people,
        "own": _course(row.course),
        "withheld_because": row.lack,
        "not_compared": None
        if row.counted_out is None
        else [{"because": list(one.why), "n": one.people} for one in row.counted_out],
        "answered_before_only": row.gone,
        "others": _course(row.comparison),
        "others_withheld_because": row.comparison_lack,
    }


def _course(one: Course | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "n": one.people,
        "ways": None if one.ways is None else [{"ways": list(way.ways), "n": way.people} for way in one.ways],
        "mean_change": _estimate(one.change),
        "size": _estimate(one.size),
        "test": _test(one.test),
        "mean_first": _rounded(one.start),
        "mean_last": _rounded(one.end),
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "waiting": one.waiting,
        "places": one.places,
    }


def _estimate(one: Estimate) -> dict[str, object]:
    low, high = _ends(one)
    interval = None if one.interval is None else {"low": low, "high": high, "confidence": one.interval.confidence}
    return {"value": _rounded(one.value), "interval": interval, "lacks": one.lacks}


def _test(one: PairedTest | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "kind": one.kind,
        "moved": one.moved,
        "p": _rounded(one.p),
        "p_smallest": _rounded(one.smallest),
        "is_exact": one.is_exact,
        "lacks": one.lacks,
    }


def _ends(one: Estimate) -> tuple[float | None, float | None]:
    return (None, None) if one.interval is None else (_rounded(one.interval.low), _rounded(one.interval.high))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


# --- rows of a table ----------------------------------------------------------------------------------------------


def development_rows(table: DevelopmentTable) -> Iterator[Mapping[str, object]]:
    """The rows of the CSV."""
    everywhere = {
        "fewest_people": table.least,
        **_days("now", table.now),
        **(_days("before", table.before) if table.before else {}),
    }
    for row in table.rows:
        about = {**everywhere, **_about(row)}
        own = {"answered_now": row.people, "answered_before_only": row.gone}
        yield {"kind": "development", **about, "side": "own", **_flat(row.course), **own, "withheld_because": row.lack}
        if table.has_comparison:
            others = _flat(row.comparison)
            yield {"kind": "development", **about, "side": "others", **others, "withheld_because": row.comparison_lack}
        for one in row.counted_out or ():
            because = " ".join(one.why)
            yield {"kind": "not_compared", **about, "not_compared_because": because, "not_compared_n": one.people}


def _days(name: str, one: Span) -> dict[str, object]:
    return {f"{name}_{end}": day for end, day in _span(one).items()}


def _about(row: DevelopmentRow) -> dict[str, object]:
    outcome, group = row.outcome, row.respondents
    low, high = outcome.range or (None, None)
    return {
        "outcome": outcome.indicator,
        "outcome_title": outcome.title,
        "questionnaire": group.questionnaire,
        "questionnaire_title": group.title,
        "informant": group.informant,
        "informant_title": group.informant_title,
        "way": group.way,
        "range_low": low,
        "range_high": high,
        "higher_is": outcome.higher,
        "change_counts_from": outcome.least,
    }


def _flat(one: Course | None) -> dict[str, object]:
    if one is None:
        return {}
    low, high = _ends(one.change)
    test = _test(one.test) or {}
    return {
        "places": one.places,
        "n": one.people,
        **{"_or_".join(way.ways): way.people for way in one.ways or ()},
        "mean_change": _rounded(one.change.value),
        "change_low": low,
        "change_high": high,
        "size": _rounded(one.size.value),
        "test": test.get("kind"),
        "moved": test.get("moved"),
        "p": test.get("p"),
        "p_smallest": test.get("p_smallest"),
        "mean_first": _rounded(one.start),
        "mean_last": _rounded(one.end),
        "as_of": one.as_of.isoformat() if one.as_of else None,
    }
