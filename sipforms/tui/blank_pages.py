"""A blank form written from a screen, as a page for a browser and for A4."""

from pathlib import Path
from typing import Any

from sipforms.actions.blank.making import blank_form
from sipforms.actions.offering import Begin, Offer
from sipforms.actions.page_files import PAGE, write_page
from sipforms.actions.workplace import Workplace, parameters_here
from sipforms.engine.ask.situation import Situation
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.screens.page import Page
from sipforms.tui.screens.page_dialog import PageDialog


def write_offered(screen: Page[Any], programme: Programme, begin: Begin, offer: Offer) -> None:
    """The form for whoever answers in that way; how it was answered is ticked on the paper."""
    workplace: Workplace = screen.workplace
    situation = Situation(
        today=workplace.now().date(),
        informant=offer.way.informant,
        variant=begin.episode.variant if begin.episode else None,
        parameters=parameters_here(workplace, programme),
    )
    write_blank(screen, programme, offer.questionnaire, situation)


def write_blank(screen: Page[Any], programme: Programme, questionnaire: Questionnaire, situation: Situation) -> None:
    """Ask where it is to be, write it, and say where it is."""

    def write(target: Path) -> None:
        from sipforms.render.paper.html import paper_html  # loads what draws pages

        write_page(target, paper_html(blank_form(programme, questionnaire, situation)))

    def tell(target: Path | None) -> None:
        if target is not None:
            screen.tell(_("The page is in {file}.").format(file=target))

    title = _("Blank form for paper: {form}").format(form=plain(questionnaire.title))
    name = f"{programme.id}-{questionnaire.id}{PAGE}"
    screen.put(PageDialog(title, name, write, is_of_one=False), tell)
