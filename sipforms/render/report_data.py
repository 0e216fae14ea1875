"""An individual report as data: JSON with everything that stands in it, numbers unrounded, and nothing else.

``format`` grows when something is taken away or comes to mean something else; new names may be added at any time.
"""

from collections.abc import Mapping

from sipforms.engine.paths import dotted
from sipforms.engine.report import Report, ReportPart
from sipforms.engine.score.explanation import Behind, Explanation
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render.language import current_language
from sipforms.render.plain_json import labelled, plain_json
from sipforms.render.section_data import DATA, DECIMALS, score_data, sheet_data

FORMAT = 1


def reports_json(reports: tuple[Report, ...]) -> str:
    """The reports, one for each series of rounds, as indented JSON that ends in a newline."""
    return plain_json({**_head(), "reports": [_report(one) for one in reports]})


def sheet_json(sheet: TalkSheet) -> str:
    """The talk sheet alone."""
    return plain_json({**_head(), "talk_sheet": sheet_data(sheet)})


def explanation_json(why: Explanation) -> str:
    """Why one number is what it is."""
    return plain_json({**_head(), "explanation": _explanation(why)})


def _head() -> dict[str, object]:
    return {"format": FORMAT, "language": current_language()}


def _report(report: Report) -> dict[str, object]:
    programme, series, newest = report.programme, report.series, report.series.points[-1].response
    of_series = {
        "questionnaire": {"id": series.questionnaire, "title": programme.questionnaires[series.questionnaire].title},
        "informant": {"id": series.informant, "title": programme.informants.get(series.informant or "")},
        "mode": newest.mode,
        "answered_on": newest.answered_on.isoformat(),
        "round": len(series.points),
    }
    return {
        "citizen": report.citizen,
        "title": report.title,
        "audience": list(report.audience),
        "programme": {"id": programme.id, "title": programme.title, "version": newest.version},
        **({} if report.of_case else of_series),
        "sections": [_section(one) for one in report.parts],
        "explanations": [_explanation(one) for one in report.appendix],
        "not_offered_here": list(report.withheld),
    }


def _section(part: ReportPart) -> dict[str, object]:
    named: dict[str, object] = {"section": part.section, **({"title": part.title} if part.title else {})}
    data = next((data for kind, data in DATA if isinstance(part.value, kind)), None)
    if data is not None:
        return {**named, **data(part.value)}
    if isinstance(part.value, Mapping):
        return {**named, "value": labelled(part.value)}
    return {**named, **({"value": part.value} if isinstance(part.value, str) else {})}


def _explanation(why: Explanation) -> dict[str, object]:
    return {
        "indicator": why.indicator,
        "title": why.title,
        "score": score_data(why.score),
        "scorer": why.scorer,
        "formula": why.formula,
        "source": why.source,
        "settings": dict(why.settings),
        "missing_rule": {
            "max_share": str(why.rule.max_share) if why.rule.max_share is not None else None,
            "min_answered": why.rule.min_answered,
            "min_pairs": why.rule.min_pairs,
        },
        "behind": [_behind(one) for one in why.behind],
        "programme": {"id": why.programme, "version": why.version, "digest": why.digest},
    }


def _behind(one: Behind) -> dict[str, object]:
    return {
        "path": dotted(one.path),
        "title": one.title,
        "asks": one.asks,
        "role": one.role,
        "unit": one.unit,
        "used": one.used,
        "number": round(one.number, DECIMALS) if isinstance(one.number, float) else one.number,
        "answer": one.option,
        "gap": one.gap.value if one.gap is not None else None,
        "reason": one.reason,
    }
