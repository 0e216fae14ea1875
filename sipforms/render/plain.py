"""Text from people and bundles made harmless for any screen: shown as it stands, never interpreted."""

import re

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # control characters except the newline, ESC among them
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # zero width, direction marks and overrides, line separators
    "\ufff9-\ufffb\U000e0000-\U000e007f]"  # annotations and tags, which nobody sees
)


def plain(text: str) -> str:
    """The text without control characters, direction overrides and invisible signs; newlines stay.

    Markup such as ``[/b]`` is left as written: what this returns goes to ``rich.text.Text`` or to a print, never to a
    markup parser.
    """
    return _UNSEEN.sub("", text)
