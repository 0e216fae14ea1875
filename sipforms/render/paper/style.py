"""How a blank form looks on A4: black on white, boxes that are easy to cross, no question over two pages."""

from sipforms.render.html.frame import TEMPLATES

FOLDER = TEMPLATES / "paper"
_AT_HAND = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "
ROOM = 16  # underscores to write on


def style(title: str, whose: str, code: str) -> str:
    """The style sheet of one form, with what stands at the edge of every page so that loose sheets find together.

    That is the form, whose it is (which stands at the top of the first page anyway), and its code.
    """
    said = {"title": title, "whose": f"{whose}: {'_' * ROOM}", "code": code}
    edge = (FOLDER / "edge.css").read_text(encoding="utf-8")
    for name, text in said.items():
        edge = edge.replace(f"@{name}@", css_text(text))
    return (FOLDER / "style.css").read_text(encoding="utf-8") + edge


def css_text(text: str) -> str:
    """A text between quotes for a style sheet; whatever is no plain letter, digit or blank is written by its number."""
    return '"' + "".join(one if one in _AT_HAND else f"\\{ord(one):x} " for one in text) + '"'
