"""A bundle's files put together into one programme in one language."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, cast

from sipforms.engine.build.data import node, nodes, scalar, strings, text, texts, whole
from sipforms.engine.build.indicators import indicators
from sipforms.engine.build.questions import Around, checks, entries
from sipforms.engine.build.scales import Definitions, Translate
from sipforms.engine.bundle import Bundle
from sipforms.engine.programme import (
    Area,
    Parameter,
    Programme,
    Questionnaire,
    ReportDefinition,
    Scale,
    ScheduleRule,
    Section,
    Subject,
    Variant,
)
from sipforms.engine.response import Json


def build(bundle: Bundle, language: str | None = None) -> Programme:
    """The programme that a checked bundle defines, in a language it has (its own when none is wanted or the wanted one is missing)."""
    what = node(_data(bundle, "programme.yaml"))
    base = str(what.get("language", "da"))
    languages = (base, *texts(what.get("translations")))
    chosen = language if language in languages else base
    translate = _translations(bundle, chosen if chosen != base else None)
    definitions = Definitions(defs=node(node(_data(bundle, "scales.yaml")).get("$defs")), translate=translate)
    questionnaires = MappingProxyType(dict(_questionnaires(bundle, texts(what.get("questionnaires")), definitions)))
    period = strings(what.get("period"))
    return Programme(
        id=str(what.get("id")),
        title=translate("programme.title", str(what.get("title"))),
        version=str(what.get("version")),
        language=chosen,
        base_language=base,
        languages=languages,
        digest=bundle.digest,
        questionnaires=questionnaires,
        scales=MappingProxyType(dict(_scales(definitions))),
        indicators=tuple(indicators(_data(bundle, "indicators.yaml"), questionnaires, translate)),
        reports=tuple(_reports(_data(bundle, "reports.yaml"), translate)),
        informants={
            id_: translate(f"programme.informants.{id_}", title) for id_, title in strings(what.get("informants")).items()
        },
        variants=tuple(
            Variant(id=id_, title=translate(f"programme.variants.{id_}.title", str(node(one).get("title", id_))))
            for id_, one in node(what.get("variants")).items()
        ),
        schedule=tuple(schedule_rules(what.get("schedule"))),
        period_starts=period.get("starts"),
        period_length=period.get("length"),
        suppression_minimum=max(5, whole(node(what.get("suppression")).get("minimum")) or 5),
        parameters=tuple(_parameters(what.get("parameters"), translate)),
        provenance=text(what.get("provenance")),
        fidelity=text(what.get("fidelity")),
        theory={key: translate(f"programme.theory.{key}", one) for key, one in strings(what.get("theory")).items()},
    )


def _data(bundle: Bundle, file: str) -> Json:
    source = bundle.sources.get(file)
    return None if source is None else source.data


def _translations(bundle: Bundle, language: str | None) -> Translate:
    flat: Mapping[str, Json] = {} if language is None else node(_data(bundle, f"translations/{language}.yaml"))

    def translate(path: str, written: str) -> str:
        found = flat.get(path)
        return found if isinstance(found, str) and found else written

    return translate


def _questionnaires(bundle: Bundle, ids: tuple[str, ...], definitions: Definitions) -> Iterator[tuple[str, Questionnaire]]:
    for id_ in ids:
        what = node(_data(bundle, f"questionnaires/{id_}.yaml"))
        modes = texts(what.get("modes"))
        around = Around(questionnaire=id_, definitions=definitions, modes=modes).inside(what, ())
        tree = entries(what.get("properties"), around)
        description = text(what.get("description"))
        yield id_, Questionnaire(
            id=id_,
            title=definitions.translate(f"{id_}.title", str(what.get("title", id_))),
            description=description and definitions.translate(f"{id_}.description", description),
            subject=cast("Subject", what.get("subject", "citizen")),
            element=text(what.get("element")),
            modes=modes,
            informants=texts(what.get("informants")),
            entries=tree,
            checks=(
                *checks(what.get("checks"), (), id_, definitions.translate),
                *_area_checks(what.get("properties"), (), id_, definitions),
            ),
        )


def _area_checks(properties: Json, path: tuple[str, ...], questionnaire: str, definitions: Definitions) -> Iterator:  # type: ignore[type-arg]
    for id_, written in node(properties).items():
        what = definitions.followed(node(written))
        if "properties" in what and "dimensions" not in what:
            here = (*path, id_)
            yield from checks(what.get("checks"), here, questionnaire, definitions.translate)
            yield from _area_checks(what.get("properties"), here, questionnaire, definitions)


def _scales(definitions: Definitions) -> Iterator[tuple[str, Scale]]:
    for name in definitions.defs:
        what = definitions.named(name)
        if "oneOf" in what or "enum" in what:
            yield name, definitions.scale(name)


def _reports(written: Json, translate: Translate) -> Iterator[ReportDefinition]:
    for id_, one in node(written).items():
        what = node(one)
        yield ReportDefinition(
            id=id_,
            title=translate(f"reports.{id_}.title", str(what.get("title", id_))),
            about=cast("Literal['citizen', 'facility', 'targetGroup', 'country']", what.get("for", "citizen")),
            audience=texts(what.get("audience")),
            sections=tuple(
                Section(section=str(part["section"]), settings={key: value for key, value in part.items() if key != "section"})
                for part in nodes(what.get("sections"))
            ),
        )


def schedule_rules(written: Json) -> Iterator[ScheduleRule]:
    for one in nodes(written):
        yield ScheduleRule(
            questionnaire=str(one.get("questionnaire")),
            at=one.get("at"),
            every=text(one.get("every")),
            start=one.get("from"),
            within=text(one.get("within")),
            after=one.get("after"),
            add=text(one.get("add")),
        )


def _parameters(written: Json, translate: Translate) -> Iterator[Parameter]:
    for id_, one in node(written).items():
        what = node(one)
        yield Parameter(
            id=id_,
            title=translate(f"programme.parameters.{id_}.title", str(what.get("title", id_))),
            type=str(what.get("type", "string")),
            options=texts(what.get("options")),
            default=scalar(what.get("default")),
        )


def areas_of(questionnaire: Questionnaire) -> tuple[Area, ...]:
    """The areas on the top level, in order."""
    return tuple(entry for entry in questionnaire.entries if isinstance(entry, Area))
