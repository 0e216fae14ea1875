"""sipforms: questionnaires of social indicator programmes, asked, scored, pictured and compared.

A plug-in needs two names from here: `hookimpl`, which marks its hooks, and `__version__`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sipforms.engine.hookspecs import hookimpl

__all__ = ["__version__", "hookimpl"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Fetch `hookimpl` when a plug-in asks for it: most commands end before pluggy is needed."""
    if name == "hookimpl":
        from sipforms.engine.hookspecs import hookimpl

        return hookimpl
    raise AttributeError(name)
