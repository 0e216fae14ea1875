"""The page that everything is drawn on: one file with its own style, no script, nothing fetched, made for A4.

Every text is escaped where it is put in. Only what our own templates and pictures are made of is markup.
"""

from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sipforms.render.language import current_language
from sipforms.render.plain import plain

TEMPLATES = Path(__file__).parent / "templates"


class Sheet(Enum):
    """Which way round a page is printed."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


def page_html(title: str, body: Markup, *, about: str = "", sheet: Sheet = Sheet.PORTRAIT, style: str = "") -> str:
    """The whole document: ``title`` is what the window is called, ``about`` one sentence about it, ``body`` the page.

    ``style`` is CSS of our own to add, never anything from outside. The language is the one spoken now.
    """
    own = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    page = rendered(
        "page.html.jinja",
        language=current_language(),
        title=title,
        about=about,
        body=body,
        sheet=sheet.value,
        style=Markup(f"{own}\n{style}"),  # noqa: S704 - our own files
    )
    return str(page)


def rendered(template: str, **values: Any) -> Markup:  # noqa: ANN401 - whatever the template shows
    """A template of this package filled in; every value that is not markup already is escaped."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704 - autoescape is on


def said(text: object) -> Markup:
    """Text from outside: without what commands or misleads a reader, escaped, on one line."""
    return escape(" ".join(plain(str(text)).split()))


def lines(text: object) -> Markup:
    """The same with its line breaks, for what somebody has written."""
    return Markup("<br>").join(said(line) for line in plain(str(text)).split("\n"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["said"] = said
    environment.filters["lines"] = lines
    return environment
