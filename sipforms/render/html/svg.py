"""Small pictures drawn as SVG inside the page. Every attribute and text is escaped where it is put in."""

from dataclasses import dataclass

from markupsafe import Markup

from sipforms.render.html.elements import element
from sipforms.render.html.frame import said

INK, QUIET, FAINT, PAPER = "#1d3d57", "#5b6670", "#d5dade", "#ffffff"
"""One dark ink and greys: what differs, differs in shape and pattern too."""


def drawing(width: float, height: float, *inside: Markup, label: str = "", class_: str = "") -> Markup:
    """A picture of that many units. With a label it is an image of that name; without one readers pass it by."""
    about: dict[str, object] = {"role": "img", "aria_label": said_plainly(label)} if label else {"aria_hidden": "true"}
    return element(
        "svg",
        *inside,
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        class_=class_ or None,
        focusable="false",
        **about,
    )


def said_plainly(label: str) -> str:
    """A label as it may stand in an attribute, which is escaped when it is put there."""
    return said(label).unescape()


def words(text: object, x: float, y: float, *, anchor: str = "middle", class_: str = "tick") -> Markup:
    """A text on the line ``y``, to the right of ``x``, around it or to the left (start, middle, end)."""
    return element("text", said(text), x=x, y=y, text_anchor=anchor, class_=class_)


def rule(x1: float, y1: float, x2: float, y2: float, *, class_: str = "grid") -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Where numbers stand: ``low`` at the place ``start`` and ``high`` at ``end``, evenly between."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a number; one outside the range stands at its edge."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.start + max(0.0, min(1.0, share)) * (self.end - self.start)
