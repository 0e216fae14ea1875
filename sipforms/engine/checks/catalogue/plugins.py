"""What can go wrong with the words that plug-ins offer."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
    "two-plugins-one-name": Code(
        "Two plug-ins offer one name; the first keeps it.", ("plugin", "hook", "name", "first")
    ),
    "plugin-failed": Code("A plug-in failed when it was asked what it offers.", ("plugin", "hook", "fault")),
    "plugin-not-loaded": Code("A plug-in failed when it was loaded.", ("plugin", "fault")),
    "plugin-offers-wrong-kind": Code(
        "A plug-in offers another kind of thing than the hook takes.", ("plugin", "hook", "kind", "wanted")
    ),
    "plugin-check-failed": Code("A check that a plug-in offers failed by its own fault.", ("plugin", "name", "fault")),
}
