"""Mistakes in reports about groups, and sections in the wrong report."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code

CODES: Mapping[str, Code] = {
    "section-not-for": Code(
        "A section that is not made for what the report is about (`about`); `known` are those that are.",
        ("name", "about", "known"),
        also=True,
    ),
    "not-an-intervention": Code("A question that does not tell what was given.", ("name",)),
    "not-a-group": Code("A question that does not put everybody in one group.", ("name",)),
    "not-for-readers": Code("A question that not everybody who reads the report may see the answers to.", ("name",)),
    "cut-points-order": Code("Cut points that do not rise.", ("name",)),
    "cut-differently": Code(
        "Something that one report divides twice, by different numbers: the two together could tell of a few people.",
        ("name",),
    ),
    "cut-point-outside": Code(
        "A cut point that no number of the indicator can lie on both sides of.", ("name", "value", "low", "high")
    ),
}
