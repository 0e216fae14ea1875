"""Which kinds of mistake can be mended without asking, and how."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sipforms.engine.fixing import forms, lists, quoting
from sipforms.engine.fixing.edit import Fix
from sipforms.engine.fixing.respelling import respelt
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.source import Source

InFile: TypeAlias = Callable[[Problem, Source], Fix | None]
InBundle: TypeAlias = Callable[[Problem, Bundle], Fix | None]

IN_FILE: Mapping[str, InFile] = {
    "yaml-needs-quotes": quoting.quoted,
    "yaml-comma-in-text": quoting.quoted_whole,
    "yaml-decimal-comma": quoting.with_point,
    "yaml-escape": quoting.single,
    "yaml-tab": forms.spaces,
    "typographic-quotes": quoting.straight,
    "key-not-text": quoting.key_in_quotes,
    "wrong-type": quoting.of_wanted_type,
    "wrong-form": forms.in_form,
    "not-a-duration": forms.duration,
    "not-a-date": forms.day,
    "pattern-digit-class": forms.pattern,
    "pattern-not-anchored": forms.pattern,
    "repeated-value": lists.once,
    "keyword-refused": lists.without_meaning,
    "allow-nothing": lists.allowed_no_more,
}
"""Mended in the file that the problem is in."""

IN_BUNDLE: Mapping[str, InBundle] = {
    "unlisted-file": lists.listed,
    "unknown-file": lists.moved,
}
"""Mended elsewhere in the bundle."""

NOT_A_SLIP = frozenset({"path-not-a-question", "reference-form", "unknown-format"})
"""What has a suggestion that is something else than the same word spelt right."""


def fix_of(problem: Problem, bundle: Bundle) -> Fix | None:
    """What would mend the problem, not yet tried; nothing where only the author can know."""
    if problem.code in IN_BUNDLE:
        return IN_BUNDLE[problem.code](problem, bundle)
    source = bundle.sources.get(problem.place.file)
    if source is None:
        return None
    if problem.code in IN_FILE:
        return IN_FILE[problem.code](problem, source)
    return None if problem.code in NOT_A_SLIP else respelt(problem, bundle)
