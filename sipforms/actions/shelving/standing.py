"""What stands on the shelves, as facts: where each programme came from, and how it is with its Python code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from sipforms.actions.programmes import Programmes
from sipforms.engine.hooks.outline import hooks_digest
from sipforms.engine.overlay.shared_core import shared_core_of
from sipforms.engine.programme import Indicator, Questionnaire, ReportDefinition, ScheduleRule
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.response import Json
from sipforms.engine.shelf import shipped
from sipforms.engine.vocabulary import Vocabulary

Origin: TypeAlias = Literal["package", "shelf", "plugin", "elsewhere"]
Code: TypeAlias = Literal["none", "trusted", "untrusted", "changed"]


def origin_of(folder: Path, shelf: Path) -> Origin:
    """``package``: came with the program; ``shelf``: on the shelf that new programmes are put on."""
    if folder.parts[0].startswith("plugin:"):
        return "plugin"
    if folder.is_relative_to(shipped()):
        return "package"
    return "shelf" if folder.is_relative_to(shelf) else "elsewhere"


def code_of(bundle: Bundle, vocabulary: Vocabulary) -> Code:
    """Whether the bundle carries Python code, and whether those bytes are trusted here."""
    if bundle.hooks is None:
        return "none"
    if hooks_digest(bundle.hooks) in vocabulary.trusted:
        return "trusted"
    return "changed" if bundle.name in vocabulary.trusted.values() else "untrusted"


def question_count(questionnaire: Questionnaire) -> int:
    """How many questions there are; each dimension of an item, and each field of a row, is one."""
    return len(list(questionnaire.questions()))


def standing_facts(found: Programmes, id_: str, shelf: Path, vocabulary: Vocabulary) -> dict[str, Json]:
    """What the list tells of one programme, for machines."""
    programme, bundle = found.by_id[id_], found.bundles[id_]
    return {
        "id": programme.id,
        "title": programme.title,
        "version": programme.version,
        "languages": list(programme.languages),
        "digest": programme.digest,
        "origin": origin_of(found.folders[id_], shelf),
        "folder": str(found.folders[id_]),
        "questionnaires": {one.id: question_count(one) for one in programme.questionnaires.values()},
        "hooks": code_of(bundle, vocabulary),
        "usable": True,
    }


def programme_facts(found: Programmes, id_: str, shelf: Path, vocabulary: Vocabulary) -> dict[str, Json]:
    """Everything that is told of one programme, for machines."""
    programme = found.by_id[id_]
    return {
        **standing_facts(found, id_, shelf, vocabulary),
        "provenance": programme.provenance,
        "fidelity": programme.fidelity,
        "sources": list(programme.sources),
        "theory": dict(programme.theory),
        "informants": dict(programme.informants),
        "variants": {one.id: one.title for one in programme.variants},
        "schedule": [_rule(rule) for rule in programme.schedule],
        "questionnaires": {one.id: _questionnaire(one) for one in programme.questionnaires.values()},
        "indicators": {one.id: _indicator(one) for one in programme.indicators},
        "reports": {one.id: _report(one) for one in programme.reports},
        "suppressionMinimum": programme.suppression_minimum,
        "extends": _core(found.bundles[id_]),
    }


def _report(one: ReportDefinition) -> dict[str, Json]:
    """A report, and the names of its sections."""
    sections: list[Json] = [part.section for part in one.sections]
    return {"title": one.title, "for": one.about, "audience": list(one.audience), "sections": sections}


def _core(bundle: Bundle) -> dict[str, Json] | None:
    """What an overlay builds on, and how many questions it shares with it; nothing where it extends nothing."""
    core = shared_core_of(bundle)
    if core is None:
        return None
    return {
        "id": core.base,
        "version": core.base_version,
        "same": len(core.same),
        "otherwise": len(core.otherwise),
        "added": len(core.added),
        "left": len(core.left),
    }


def _rule(rule: ScheduleRule) -> dict[str, Json]:
    written: dict[str, Json] = {
        "questionnaire": rule.questionnaire,
        "at": rule.at,
        "every": rule.every,
        "from": rule.start,
        "after": rule.after,
        "add": rule.add,
        "within": rule.within,
        "informant": rule.informant,
        "unless": rule.unless,
    }
    return {name: value for name, value in written.items() if value is not None}


def _questionnaire(one: Questionnaire) -> dict[str, Json]:
    return {
        "title": one.title,
        "questions": question_count(one),
        "subject": one.subject,
        "element": one.element,
        "modes": list(one.modes),
        "informants": list(one.informants),
        **({"modesOf": {who: list(own) for who, own in one.modes_of.items()}} if one.modes_of else {}),
        **({"formOf": one.form_of} if one.form_of else {}),
        **({"only": list(one.only)} if one.only else {}),
        **({"without": list(one.without)} if one.without else {}),
    }


def _indicator(one: Indicator) -> dict[str, Json]:
    share, rule = one.missing.max_share, one.missing
    missing: Mapping[str, Json] = {
        "maxShare": None if share is None else str(share),
        "minAnswered": rule.min_answered,
        "minPairs": rule.min_pairs,
    }
    return {
        "title": one.title,
        "scorer": one.scorer,
        "questionnaire": one.questionnaire,
        "missing": {name: value for name, value in missing.items() if value is not None},
    }
