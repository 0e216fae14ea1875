"""The hooks through which words are added, ours and everybody else's alike.

All are of one kind: no argument, called once when a workplace opens, and what they return is a finite iterable of
frozen records. Implementations are called one at a time (``sipforms.engine.vocabulary``), so that one broken plug-in
is one problem and the rest work.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from sipforms.engine.offers import BundleCheck, ExportFormat, ReportSection, Scorer, StoreKind
    from sipforms.engine.read.bundle import Bundle

PROJECT = "sipforms"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
HOOKS = ("scorers", "report_sections", "export_formats", "bundle_checks", "stores", "programmes")
"""The names of all hooks, in the order in which they are shown."""


@hookspec
def scorers() -> "Iterable[Scorer]":  # type: ignore[empty-body]
    """Ways of computing an indicator from answers, by the name that ``scorer:`` uses."""


@hookspec
def report_sections() -> "Iterable[ReportSection]":  # type: ignore[empty-body]
    """Parts that a report can be made of, by the name that ``section:`` uses."""


@hookspec
def export_formats() -> "Iterable[ExportFormat]":  # type: ignore[empty-body]
    """File formats that responses can be written in, by the name that ``--format`` uses."""


@hookspec
def bundle_checks() -> "Iterable[BundleCheck]":  # type: ignore[empty-body]
    """Extra rules for bundles, such as the secretariat's own. They see data only and return problems."""


@hookspec
def stores() -> "Iterable[StoreKind]":  # type: ignore[empty-body]
    """Ways of keeping case files."""


@hookspec
def programmes() -> "Iterable[Bundle]":  # type: ignore[empty-body]
    """Programmes. A bundle folder becomes such a plug-in without Python: the engine wraps it as ``bundle:<id>``."""
