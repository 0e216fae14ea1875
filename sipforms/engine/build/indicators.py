"""Indicators as written, with ``forEach`` written out."""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

from sipforms.engine.build.data import Node, fraction, node, text, whole
from sipforms.engine.build.scales import Translate
from sipforms.engine.programme import Area, Indicator, Meaningful, MissingRule, Questionnaire
from sipforms.engine.response import Json

_OURS = frozenset({"title", "questionnaire", "area", "scorer", "missing", "higherIs", "change", "forEach"})


def indicators(written: Json, questionnaires: Mapping[str, Questionnaire], translate: Translate) -> Iterator[Indicator]:
    """Every indicator of the programme, in the order written; one for each area where ``forEach: areas`` says so."""
    for id_, one in node(written).items():
        what = node(one)
        written_title = text(what.get("title"))
        title = translate(f"indicators.{id_}.title", written_title) if written_title else id_
        if what.get("forEach") == "areas":
            yield from _for_each_area(id_, title, what, questionnaires)
        else:
            yield _indicator(id_, title, what)


def _for_each_area(
    id_: str, title: str, what: Node, questionnaires: Mapping[str, Questionnaire]
) -> Iterator[Indicator]:
    questionnaire = questionnaires.get(str(what.get("questionnaire")))
    for area in questionnaire.entries if questionnaire else ():
        if isinstance(area, Area):
            settled = {"area": area.id, **cast("Node", _settled(dict(what), area.id))}
            yield _indicator(id_.replace("{area}", area.id), title.replace("{area}", area.title), settled)


def _settled(written: Json, area: str) -> Json:
    """The value with ``{area}`` replaced by the area's id in every text."""
    if isinstance(written, str):
        return written.replace("{area}", area)
    if isinstance(written, list):
        return [_settled(one, area) for one in written]
    if isinstance(written, dict):
        return {key: _settled(one, area) for key, one in written.items()}
    return written


def _indicator(id_: str, title: str, what: Node) -> Indicator:
    return Indicator(
        id=id_,
        title=title,
        scorer=str(what.get("scorer")),
        missing=_missing(node(what.get("missing"))),
        settings={key: value for key, value in what.items() if key not in _OURS},
        questionnaire=text(what.get("questionnaire")),
        area=text(what.get("area")),
        higher_is=cast("Literal['better', 'worse'] | None", text(what.get("higherIs"))),
        change=_meaningful(node(what.get("change"))) if "change" in what else None,
    )


def _missing(rule: Node) -> MissingRule:
    return MissingRule(
        max_share=fraction(rule.get("maxShare")),
        min_answered=whole(rule.get("minAnswered")),
        min_pairs=whole(rule.get("minPairs")),
    )


def _meaningful(change: Node) -> Meaningful:
    def number(name: str) -> float | None:
        value = fraction(change.get(name))
        return None if value is None else float(value)

    return Meaningful(
        least=number("meaningful"),
        sd=number("sd"),
        reliability=number("reliability"),
        source=text(change.get("source")),
    )
