"""Build servers obey commands in what a program prints; nothing that a programme says may become one.

GitHub and Gitea read lines that begin with ``::error`` and marks such as ``##[error]`` anywhere in a line, Azure
``##vso[...]``, TeamCity ``##teamcity[...]``. On a build server such marks get a space; in JSON and XML they are
written otherwise and mean the same to whoever reads them. Our own commands (``--format github``) stay.
"""

import re
from collections.abc import Mapping
from typing import Any, TextIO

_SERVERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "CI")
"""Variables that build servers set."""

_MARK = re.compile(r"##(?=\w*\[)")
_AT_LINE_START = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_WRITTEN: Mapping[str, str] = {"json": "#\\u0023", "xml": "#&#35;", "text": "# #"}


def is_on_a_build_server(environment: Mapping[str, str]) -> bool:
    """True where somebody obeys what is printed."""
    return any(environment.get(name) for name in _SERVERS)


class Harmless:
    """A stream in which no line is a command of a build server, unless it ``has_commands`` of our own."""

    def __init__(self, stream: TextIO, *, has_commands: bool = False) -> None:
        self._stream = stream
        self._has_commands = has_commands
        self._kind = ""

    def write(self, text: str) -> int:
        """Write the text without its commands; gives how much was wanted to be written."""
        if not isinstance(text, str):
            raise TypeError("a stream of text takes text")
        if not self._kind and text.strip():
            self._kind = {"{": "json", "[": "json", "<": "xml"}.get(text.lstrip()[0], "text")
        self._stream.write(without_commands(text, self._kind, keeps_lines=self._has_commands))
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(self._stream, name)


def without_commands(text: str, kind: str = "text", *, keeps_lines: bool = False) -> str:
    """The text with every mark that a build server obeys taken apart."""
    if not keeps_lines and "::" in text and kind != "json":
        text = _AT_LINE_START.sub(r"\1: ", text)
    return _MARK.sub(lambda _found: _WRITTEN.get(kind, "# #"), text) if "##" in text and not keeps_lines else text
