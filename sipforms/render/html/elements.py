"""Elements of a page, escaped where they are put together, and the few kinds of words that stand everywhere."""

from markupsafe import Markup

from sipforms.render.html.frame import said
from sipforms.render.plain import plain

BREAK = Markup("<br>")


def element(name: str, *inside: Markup, **attributes: object) -> Markup:
    """An element with its attributes: ``_`` in a name becomes ``-``, one at the end goes; nothing is left out."""
    shown = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _as_written(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), shown, Markup("").join(inside))  # noqa: S704 - our own names


def _as_written(value: object) -> object:
    if isinstance(value, float):
        return f"{round(value, 2):g}"
    return plain(value) if isinstance(value, str) else value


def none(why: object) -> Markup:
    """Words in place of a number: why there is none."""
    return element("span", said(why), class_="none")


def beside(inside: Markup) -> Markup:
    """What stands small beside a number: how many are behind it, its interval."""
    return element("span", inside, class_="of")


def unseen(text: object) -> Markup:
    """Words for those who hear the page."""
    return element("span", said(text), class_="unseen")
