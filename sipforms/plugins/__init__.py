"""Our own words, offered through the same hooks as anybody else's: scorers, report sections, export formats."""

from collections.abc import Mapping
from types import MappingProxyType

from sipforms.engine.vocabulary import imported_later

BUILTINS: Mapping[str, str] = MappingProxyType(
    {
        "averages": "sipforms.plugins.scorers.averages",
        "comma_separated": "sipforms.plugins.formats.comma_separated",
        "counting": "sipforms.plugins.scorers.counting",
        "goals": "sipforms.plugins.scorers.goals",
        "instruments": "sipforms.plugins.scorers.instruments",
        "json_lines": "sipforms.plugins.formats.json_lines",
        "xlsx_workbook": "sipforms.plugins.formats.xlsx_workbook",
        "sav_file": "sipforms.plugins.formats.sav_file",
        "parquet_file": "sipforms.plugins.formats.parquet_file",
        "pairs": "sipforms.plugins.scorers.pairs",
        "recoding": "sipforms.plugins.scorers.recoding",
        "development": "sipforms.plugins.sections.development",
        "talkingPoints": "sipforms.plugins.sections.talking_points",
        "answers": "sipforms.plugins.sections.answers",
        "history": "sipforms.plugins.sections.history",
        "sideBySide": "sipforms.plugins.sections.side_by_side",
        "rounds": "sipforms.plugins.sections.rounds",
        "missing": "sipforms.plugins.sections.missing",
        "openAnswers": "sipforms.plugins.sections.open_answers",
        "notes": "sipforms.plugins.sections.notes",
        "talkSheet": "sipforms.plugins.sections.talk_sheet",
        "coverage": "sipforms.plugins.sections.coverage",
        "distribution": "sipforms.plugins.sections.distribution",
        "importance": "sipforms.plugins.sections.importance",
        "compared": "sipforms.plugins.sections.compared",
        "interventionsByOutcome": "sipforms.plugins.sections.interventions_by_outcome",
        "groupDevelopment": "sipforms.plugins.sections.group_development",
    }
)
"""Where each of our plug-ins lives, by its name. A module is imported when its words are asked for, not before."""

_HOOKS = {"scorers": "scorers", "sections": "report_sections", "formats": "export_formats"}
"""The hook through which the plug-ins of a folder offer their words."""


def builtin_plugins() -> Mapping[str, object]:
    """Our plug-ins by name, not imported yet."""
    return {name: imported_later(module, _HOOKS[module.split(".")[2]]) for name, module in BUILTINS.items()}
