"""What programme.yaml and reports.yaml list: variants, parameters, the schedule, reports."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, cast

from sipforms.engine.build.data import node, nodes, scalar, text, texts, whole
from sipforms.engine.build.scales import Translate
from sipforms.engine.programme import Demonstration, Parameter, ReportDefinition, ScheduleRule, Section, Variant
from sipforms.engine.response import Json


def variants(written: Json, translate: Translate) -> Iterator[Variant]:
    """The target groups inside the programme."""
    for id_, one in node(written).items():
        title, description = _titled(f"programme.variants.{id_}", id_, one, translate)
        yield Variant(id=id_, title=title, description=description)


def parameters(written: Json, translate: Translate) -> Iterator[Parameter]:
    """What a facility may set."""
    for id_, one in node(written).items():
        what = node(one)
        title, description = _titled(f"programme.parameters.{id_}", id_, one, translate)
        yield Parameter(
            id=id_,
            title=title,
            type=str(what.get("type", "string")),
            options=texts(what.get("options")),
            default=scalar(what.get("default")),
            description=description,
        )


def schedule_rules(written: Json) -> Iterator[ScheduleRule]:
    """When each questionnaire is due."""
    for one in nodes(written):
        yield ScheduleRule(
            questionnaire=str(one.get("questionnaire")),
            at=one.get("at"),
            every=text(one.get("every")),
            start=one.get("from"),
            within=text(one.get("within")),
            after=one.get("after"),
            add=text(one.get("add")),
            informant=text(one.get("informant")),
            unless=one.get("unless"),
        )


def demonstration(written: Json) -> Demonstration:
    """The figures for invented people; a facility of 18 whose people stay for years where nothing is written."""
    what = node(written)
    return Demonstration(
        citizens=whole(what.get("citizens")) or Demonstration().citizens,
        stay=text(what.get("stay")),
        variant_lasts=text(what.get("variantLasts")),
        facilities=whole(what.get("facilities")),
        placements=whole(what.get("placements")),
    )


def reports(written: Json, translate: Translate) -> Iterator[ReportDefinition]:
    """Which sections each report is made of."""
    for id_, one in node(written).items():
        what = node(one)
        yield ReportDefinition(
            id=id_,
            title=translate(f"reports.{id_}.title", str(what.get("title", id_))),
            about=cast("Literal['citizen', 'facility', 'targetGroup', 'country']", text(what.get("for")) or "citizen"),
            audience=texts(what.get("audience")),
            sections=tuple(_sections(f"reports.{id_}", what.get("sections"), translate)),
        )


def _sections(at: str, written: Json, translate: Translate) -> Iterator[Section]:
    """The title of the second ``development`` is at ``reports.individuel.development.2.title``."""
    times: Counter[str] = Counter()
    for part in nodes(written):
        name, title = str(part.get("section", "")), text(part.get("title"))
        times[name] += 1
        titled_at = f"{at}.{name}" if times[name] == 1 else f"{at}.{name}.{times[name]}"
        settings = {key: _retitled(f"{at}.{name}.{key}", value, translate) for key, value in part.items()}
        yield Section(
            section=name,
            settings={key: value for key, value in settings.items() if key not in ("section", "title")},
            title=translate(f"{titled_at}.title", title) if title else "",
        )


def _retitled(at: str, setting: Json, translate: Translate) -> Json:
    """A setting with every ``title`` in it in the wanted language; those inside lists have no path and stay."""
    if not isinstance(setting, dict):
        return setting
    titled = {key: _retitled(f"{at}.{key}", value, translate) for key, value in setting.items()}
    title = setting.get("title")
    return {**titled, "title": translate(f"{at}.title", title)} if isinstance(title, str) else titled


def _titled(at: str, id_: str, written: Json, translate: Translate) -> tuple[str, str | None]:
    title, description = text(node(written).get("title")) or id_, text(node(written).get("description"))
    return translate(f"{at}.title", title), translate(f"{at}.description", description) if description else None
