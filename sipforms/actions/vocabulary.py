"""The words at hand: those of our own plug-ins and of whatever else is installed."""

from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins


def open_vocabulary(*, installed: bool = True) -> Vocabulary:
    """The words of our own plug-ins and, unless told otherwise, of those installed as packages."""
    return collect(plugin_manager(builtin_plugins(), installed=installed))
