"""Running a trusted ``hooks.py`` in this process, from the very bytes whose digest was compared."""

import linecache
import sys
from types import ModuleType

from sipforms.engine.hooks.outline import hooks_digest, source_text

_PACKAGE = "sipforms_hooks"


class HooksFailed(Exception):
    """The file could not be run; ``fault`` is the kind of exception."""

    def __init__(self, fault: str) -> None:
        super().__init__("a trusted hooks.py failed when it was run")
        self.fault = fault


def hooks_plugin(programme: str) -> str:
    """What the plug-in made of a programme's ``hooks.py`` is called, in lists and when blocked."""
    return f"hooks:{programme}"


def loaded(programme: str, content: bytes) -> ModuleType:
    """The file run as a module of its own; nothing is written beside it and nothing is read from the disk again.

    Only for bytes that somebody here has trusted: what runs here can do all that the person at the computer can.
    Raises HooksFailed, whatever the file does (an attempt to leave the program included).
    """
    name = f"{_PACKAGE}.{programme}_{hooks_digest(content)[:8]}"
    shown_as = f"<{hooks_plugin(programme)}>"
    module = ModuleType(name)
    module.__file__ = shown_as
    try:
        text = source_text(content)
        code = compile(text, shown_as, "exec", dont_inherit=True)
        sys.modules[name] = module  # records made in the file look up their own module
        linecache.cache[shown_as] = (len(text), None, text.splitlines(keepends=True), shown_as)
        exec(code, module.__dict__)  # noqa: S102 - what `sipforms trust` is for, and nothing else gets here
    except (Exception, SystemExit) as fault:
        sys.modules.pop(name, None)
        raise HooksFailed(type(fault).__name__) from fault
    return module
