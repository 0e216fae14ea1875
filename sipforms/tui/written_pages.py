"""A report or a talk sheet written from a screen, as a page for a browser and for A4."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sipforms.actions.page_files import PAGE, write_page_about
from sipforms.engine.report import Report
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.page_dialog import PageDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWanted:
    """What is to be written: the title of the dialog, a name for the file, and what the access log calls it.

    ``make`` draws it; what draws pages is loaded then, and not before.
    """

    title: str
    name: str
    logged: str
    make: Callable[[], str]


def report_wanted(told: Report) -> PageWanted:
    """The individual report as a page."""

    def make() -> str:
        from sipforms.render.html.report import report_html

        return report_html(told)

    return PageWanted(title=_("The report as a page"), name=_("report"), logged="report", make=make)


def sheet_wanted(told: TalkSheet) -> PageWanted:
    """The talk sheet as a page."""

    def make() -> str:
        from sipforms.render.html.sheet import talk_sheet_html

        return talk_sheet_html(told)

    return PageWanted(title=_("The talk sheet as a page"), name=_("talk sheet"), logged="talk-sheet", make=make)


def write_from(screen: Page[Any], file: CaseFile, wanted: PageWanted) -> None:
    """Ask where it is to be, write it, and say where it is."""

    def write(target: Path) -> None:
        write_page_about(screen.workplace, file, target, wanted.make(), wanted.logged)

    def tell(target: Path | None) -> None:
        if target is not None:
            screen.tell(_("The page is in {file}.").format(file=target))

    screen.put(PageDialog(wanted.title, f"{wanted.name}{PAGE}", write), tell)
