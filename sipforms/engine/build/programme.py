"""A bundle's files put together into one programme in one language."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

from sipforms.engine.build.data import Node, node, strings, text, texts, whole
from sipforms.engine.build.indicators import indicators
from sipforms.engine.build.manifest import demonstration, parameters, reports, schedule_rules, variants
from sipforms.engine.build.questionnaire import questionnaire
from sipforms.engine.build.scales import Definitions, Translate, as_written
from sipforms.engine.programme import (
    LEAST_SHOWN,
    Fidelity,
    Programme,
    Provenance,
    Scale,
)
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json


def build(bundle: Bundle, language: str | None = None) -> Programme:
    """The programme that a checked bundle defines, in a language it has.

    That is the bundle's own language when none is wanted, or it does not have the wanted one.
    """
    what = node(_data(bundle, "programme.yaml"))
    base, languages = _languages(what)
    chosen = language if language in languages else base
    flat = {} if chosen == base else node(_data(bundle, f"translations/{chosen}.yaml"))

    def translate(path: str, written: str) -> str:
        found = flat.get(path)
        return found if isinstance(found, str) and found else written

    return _put_together(bundle, translate, chosen)


def texts_of(bundle: Bundle) -> Mapping[str, str]:
    """Every text of the bundle that can be translated, by the path that translations use, in the base language."""
    return build_noting(bundle)[1]


def build_noting(bundle: Bundle) -> tuple[Programme, Mapping[str, str]]:
    """The programme in the bundle's own language, and every text that can be translated, by path."""
    found: dict[str, str] = {}

    def note(path: str, written: str) -> str:
        found.setdefault(path, written)
        return written

    programme = _put_together(bundle, note, _languages(node(_data(bundle, "programme.yaml")))[0])
    for path, written in _definitions(bundle, note).shared_texts():
        note(path, written)
    return programme, MappingProxyType(found)


def build_unworded(bundle: Bundle) -> Programme:
    """The programme in the bundle's own language without the words and signatures of questions.

    That is all that checks of conditions and numbers look at, in half the time.
    """
    language = _languages(node(_data(bundle, "programme.yaml")))[0]
    return _put_together(bundle, as_written, language, worded=False)


def _put_together(bundle: Bundle, translate: Translate, language: str, *, worded: bool = True) -> Programme:
    what = node(_data(bundle, "programme.yaml"))
    base, languages = _languages(what)
    ids, definitions = texts(what.get("questionnaires")), _definitions(bundle, translate)
    written = definitions.in_base_language() if language != base else definitions
    asked = {
        id_: questionnaire(id_, node(_data(bundle, f"questionnaires/{id_}.yaml")), definitions, written, worded=worded)
        for id_ in ids
    }
    period = strings(what.get("period"))
    return Programme(
        id=str(what.get("id")),
        title=translate("programme.title", str(what.get("title"))),
        version=str(what.get("version")),
        language=language,
        base_language=base,
        languages=languages,
        digest=bundle.digest,
        questionnaires=MappingProxyType(asked),
        scales=MappingProxyType(dict(_scales(definitions))),
        dimension_sets=MappingProxyType({one.id: one for one in definitions.dimension_sets()}),
        indicators=tuple(indicators(_data(bundle, "indicators.yaml"), asked, translate)),
        reports=tuple(reports(_data(bundle, "reports.yaml"), translate)),
        informants=_titled(what, "informants", translate),
        variants=tuple(variants(what.get("variants"), translate)),
        schedule=tuple(schedule_rules(what.get("schedule"))),
        period_starts=period.get("starts"),
        period_length=period.get("length"),
        suppression_minimum=max(LEAST_SHOWN, whole(node(what.get("suppression")).get("minimum")) or LEAST_SHOWN),
        parameters=tuple(parameters(what.get("parameters"), translate)),
        provenance=cast("Provenance | None", text(what.get("provenance"))),
        fidelity=cast("Fidelity | None", text(what.get("fidelity"))),
        sources=texts(what.get("sources")),
        theory=_titled(what, "theory", translate),
        demonstration=demonstration(what.get("demonstration")),
    )


def _definitions(bundle: Bundle, translate: Translate) -> Definitions:
    return Definitions(defs=node(node(_data(bundle, "scales.yaml")).get("$defs")), translate=translate)


def _languages(what: Node) -> tuple[str, tuple[str, ...]]:
    base = str(what.get("language", "da"))
    return base, (base, *texts(what.get("translations")))


def _titled(what: Node, keyword: str, translate: Translate) -> Mapping[str, str]:
    return {id_: translate(f"programme.{keyword}.{id_}", title) for id_, title in strings(what.get(keyword)).items()}


def _data(bundle: Bundle, file: str) -> Json:
    source = bundle.sources.get(file)
    return None if source is None else source.data


def _scales(definitions: Definitions) -> Iterator[tuple[str, Scale]]:
    for name in definitions.defs:
        scale = definitions.scale(name)
        if scale.options:
            yield name, scale
