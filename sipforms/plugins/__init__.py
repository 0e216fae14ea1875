"""Our own words, offered through the same hooks as anybody else's: scorers, report sections, export formats."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

BUILTINS: Mapping[str, str] = MappingProxyType(
    {
        "averages": "sipforms.plugins.scorers.averages",
        "comma_separated": "sipforms.plugins.formats.comma_separated",
        "counting": "sipforms.plugins.scorers.counting",
        "goals": "sipforms.plugins.scorers.goals",
        "instruments": "sipforms.plugins.scorers.instruments",
        "json_lines": "sipforms.plugins.formats.json_lines",
        "pairs": "sipforms.plugins.scorers.pairs",
        "recoding": "sipforms.plugins.scorers.recoding",
        "development": "sipforms.plugins.sections.development",
        "talkingPoints": "sipforms.plugins.sections.talking_points",
        "answers": "sipforms.plugins.sections.answers",
        "history": "sipforms.plugins.sections.history",
    }
)
"""Where each of our plug-ins lives, by its name. Modules are imported when a workplace opens, not before."""


def builtin_plugins() -> Mapping[str, object]:
    """Our plug-ins by name, imported."""
    return {name: import_module(module) for name, module in BUILTINS.items()}
