"""The page, its style and its script: files of ours, with the sentences in the language that is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from sipforms.render.language import _, current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Something to send, and what kind of thing it is."""

    body: bytes
    kind: str


def pages() -> Mapping[str, Page]:
    """Everything that can be had without the token, by its path. None of it is about anybody."""
    return {
        "/": Page(body=_page().encode(), kind="text/html"),
        "/screen.css": Page(body=_file("screen.css").encode(), kind="text/css"),
        "/screen.js": Page(body=_file("screen.js").encode(), kind="text/javascript"),
        "/drawing.js": Page(body=_file("drawing.js").encode(), kind="text/javascript"),
        "/icon.svg": Page(body=_file("icon.svg").encode(), kind="image/svg+xml"),
    }


def _file(name: str) -> str:
    return files("sipforms.tui.citizen_screen").joinpath("page", name).read_text(encoding="utf-8")


def _page() -> str:
    said = {
        "language": current_language(),
        "ask": _("Write the code that stands on staff's screen"),
        "code": _("One-time code"),
        "go": _("Begin"),
        "wrong": _("That is not the code. Try again."),
        "over": _("This code is over. Ask staff for another."),
        "gone": _("This screen is closed. Staff can open it again."),
        "back": _("Back"),
        "on": _("Go on"),
        "done": _("This is my answer"),
        "place": _("Question {place} of {count}"),
    }
    return Template(_file("page.html")).substitute({name: escape(words) for name, words in said.items()})
