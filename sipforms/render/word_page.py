"""What one word means that plug-ins offer: a scorer's formula, range, missing rule and source; settings of all."""

import inspect
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from sipforms.engine.response import Json
from sipforms.engine.score.scorer import Scorer
from sipforms.engine.vocabulary import Word
from sipforms.render.language import N_, _
from sipforms.render.methods import METHODS
from sipforms.render.plain import plain
from sipforms.render.setting_words import SCORER_WORDS, SECTION_SETTINGS, SECTIONS

HOOK_WORDS: Mapping[str, str] = {
    "scorers": N_("Scorers"),
    "report_sections": N_("Report sections"),
    "export_formats": N_("Export formats"),
    "bundle_checks": N_("Extra checks"),
    "stores": N_("Stores"),
    "programmes": N_("Programmes"),
}
_WIDTH = 80


def word_page(name: str, hook: str, word: Word[Any]) -> Iterator[str]:
    """The lines of the page."""
    yield plain(f"{name} · {_(HOOK_WORDS[hook])} · {word.plugin}")
    yield ""
    offer = word.offer
    if isinstance(offer, Scorer):
        yield from _scorer(offer)
    else:
        made = getattr(offer, "build", None) or getattr(offer, "write", None) or getattr(offer, "check", None)
        yield from _wrapped(_(SECTIONS[name]) if name in SECTIONS else inspect.getdoc(made or offer) or "")
        yield ""
    settings: Mapping[str, Json] = getattr(offer, "settings", {})
    needs: tuple[str, ...] = getattr(offer, "needs", ())
    if settings:
        yield _("Settings")
        for setting, schema in settings.items():
            required = " " + _("(must be given)") if setting in needs else ""
            said = setting_words(name, setting, schema)
            yield from _wrapped(f"{setting}{required}: {said}".rstrip(": "), "  ")


def _scorer(scorer: Scorer) -> Iterator[str]:
    method = METHODS.get(scorer.name)
    if method is not None:
        said = _(method)
        yield from _wrapped(said[:1].upper() + said[1:])
        yield ""
    for heading, text in (
        ("", scorer.summary),
        (_("Formula:"), scorer.formula),
        (_("Range:"), _(scorer.range_text) if scorer.range_text in SCORER_WORDS else scorer.range_text),
        (_("Missing rule:"), ", ".join(scorer.rules)),
        (_("Missing answers:"), scorer.missing_text),
        (_("Source:"), scorer.source),
    ):
        if text:
            yield from _wrapped(f"{heading} {text}".strip())
    yield ""


def setting_words(word: str, setting: str, schema: Json) -> str:
    """What a setting means: in the language spoken where it is one of ours, otherwise as the plug-in says it."""
    if (word, setting) in SECTION_SETTINGS:
        return _(SECTION_SETTINGS[word, setting])
    said = str(schema.get("description", "")) if isinstance(schema, Mapping) else ""
    return _(said) if said in SCORER_WORDS else said


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    for paragraph in plain(text).split("\n\n"):
        yield from textwrap.wrap(
            " ".join(paragraph.split()),
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
