"""Every screen there is, by itself: how each is brought up over the same citizen. A new screen needs a line here.

What is true of every screen (it can be hidden, locked, and shows no hostile text as anything but text) is tested over
this list, and a test compares it with the screens that the package holds.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from textual.screen import Screen

from sipforms.actions import talk_sheet as talk_sheet_actions
from sipforms.actions.checking import Criteria
from sipforms.actions.copies import begin_merging, go_on_in_copy
from sipforms.actions.fill import Filling, keep, open_drafts, ways
from sipforms.actions.form.keeping import Keeper
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.keymap import USUAL
from sipforms.actions.narrowing import Wanted
from sipforms.actions.offering import Begin, Offer
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.actions.report import of_citizens
from sipforms.actions.today import look_over
from sipforms.actions.two_responses import side_by_side as side_by_side_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.store.casefile import CaseFile
from sipforms.store.lease import Lease, Watch
from sipforms.tui import screens
from sipforms.tui.citizen_screen.link import Around, CitizenLink
from sipforms.tui.citizen_screen.pairing import Chance
from sipforms.tui.citizen_side import CitizenSide
from sipforms.tui.commands import Command
from sipforms.tui.screens import (
    both_versions,
    case,
    choose_how,
    choose_report,
    citizen_screen,
    citizen_view,
    citizens,
    dialog,
    filter_dialog,
    form,
    from_paper,
    help,  # noqa: A004 - the screen's name
    hidden,
    history,
    in_use,
    locked,
    looking,
    merge,
    move_dialog,
    old_drafts,
    page,
    page_dialog,
    palette,
    passphrase_dialog,
    people_page,
    person_dialog,
    preview,
    preview_alone,
    preview_choice,
    preview_list,
    reason_dialog,
    result,
    review,
    secret_page,
    settings,
    side_by_side,
    sign_dialog,
    sign_in,
    stay_dialog,
    step,
    talk_sheet,
    today,
    try_keys,
    two_responses,
    versions,
    welcome,
)
from sipforms.tui.sight import Sight
from tests.tui.admin_screens import ADMIN_RECIPES
from tests.tui.admin_screens import BASES as ADMIN_BASES
from tests.tui.entrances import TestEntrance
from tests.tui.leader_screens import BASES as LEADER_BASES
from tests.tui.leader_screens import MADE as LEADER_RECIPES

BASES = {step.Step, page.Page, people_page.PeoplePage, dialog.Dialog, secret_page.SecretPage, side_by_side.SideBySide}
BASES |= ADMIN_BASES | LEADER_BASES
"""What screens are made from, and nobody sees by itself."""
COVERS = {hidden.HiddenScreen, hidden.TooSmallScreen, locked.LockedScreen, sign_in.SignInScreen}
"""What shows nothing of anybody, and so need not be hidden."""
PREVIEWS = {preview.PreviewScreen, preview_alone.PreviewAloneScreen, preview_choice.PreviewChoice}
PREVIEWS |= {preview_list.PreviewListScreen}
"""What is about a programme being written: nobody signs in to it, so that it is hidden and never locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A citizen with rounds behind and a draft begun, and somebody who is signed in."""

    workplace: Workplace
    entrance: TestEntrance
    file: CaseFile
    filling: Filling
    folder: Path
    """Where the programme lies that previews are of."""

    @property
    def newest(self) -> Response:
        return max(self.file.responses, key=lambda one: one.handed_in_at)

    @property
    def who(self) -> str:
        assert self.file.citizen is not None
        return self.file.citizen.code

    def model(self) -> FormModel:
        return FormModel(self.filling.draft)

    def begin(self) -> Begin:
        stay = self.file.episodes[0]
        return Begin(programme=self.filling.programme.id, main=self.filling.questionnaire.id, episode=stay)

    def offers(self) -> tuple[Offer, ...]:
        questionnaire = self.filling.questionnaire
        return tuple(Offer(questionnaire=questionnaire, way=one) for one in ways(self.filling.programme, questionnaire))

    def preview(self) -> Preview:
        words, today = self.workplace.vocabulary, date(2026, 11, 22)
        criteria = Criteria(vocabulary=words, today=today)
        return Preview(
            self.folder, criteria, self.workplace.now, lambda: "Opdigtet.", View(questionnaire="livskvalitet")
        )


class FormBehind:
    """A form that the citizen looks at, and that keeps nothing."""

    unkept = ""

    def __init__(self, model: FormModel) -> None:
        self.model = model
        self.citizen_side = CitizenSide(self)

    def take(self, outcome: Outcome) -> None:
        pass

    def keep_pictures(self, has_pictures: bool) -> None:  # noqa: FBT001 - as the form has it
        pass


def link_of(world: World) -> CitizenLink:
    """The citizen's own screen of a form, in a program that does what it is asked at once."""
    around = Around(
        later=lambda do: do(),
        is_open=lambda: True,
        came=lambda: None,
        refused=lambda _path, _text: None,
        touched=lambda: None,
        now=world.workplace.now,
        chance=Chance(digit=lambda: 7, token=lambda: "opdigtet"),
        ticking=lambda: 0.0,
    )
    return CitizenLink(FormBehind(world.model()).citizen_side, around)


def _preview(world: World) -> preview.PreviewScreen:
    shown = world.preview()
    assert shown.stage is not None
    return preview.PreviewScreen(shown, shown.stage)


def _in_use(world: World) -> in_use.InUseScreen:
    draft = open_drafts(world.workplace, world.file)[0]
    lease = Lease(by="LNE", workstation="Kontoret", since=world.workplace.now(), seen=world.workplace.now())
    return in_use.InUseScreen(draft, lease, world.who, "Livskvalitet")


def _filter_dialog(world: World) -> filter_dialog.FilterDialog:
    every = next(one for one in look_over(world.workplace, monotonic, Watch(ticking=monotonic)) if one.is_whole)
    return filter_dialog.FilterDialog(world.workplace, every, Wanted(), "citizens")


def _merge(world: World) -> merge.MergeScreen:
    copy = go_on_in_copy(world.workplace, world.filling.id)
    note = copy.draft.note(next(iter(copy.draft.notes)), "en anden hemmelig note")
    keep(world.workplace, copy, note.last or {})
    return merge.MergeScreen(begin_merging(world.workplace, world.filling.id, copy.id), world.who)


def _sheet(world: World) -> TalkSheet:
    sheet = talk_sheet_actions.talk_sheet(world.workplace, world.file)
    assert sheet is not None
    return sheet


RECIPES: dict[type[Screen[Any]], Callable[[World], Screen[Any]]] = {
    **ADMIN_RECIPES,
    **LEADER_RECIPES,
    case.CaseScreen: lambda world: case.CaseScreen(world.file),
    choose_how.ChooseHowScreen: lambda world: choose_how.ChooseHowScreen(
        world.filling.programme, world.begin(), world.who, world.offers(), world.offers()[0]
    ),
    choose_report.ChooseReportScreen: lambda world: choose_report.ChooseReportScreen(
        world.who, of_citizens(world.filling.programme), of_citizens(world.filling.programme)[0].id
    ),
    citizen_screen.CitizenScreenDialog: lambda world: citizen_screen.CitizenScreenDialog(link_of(world)),
    citizen_view.CitizenViewScreen: lambda world: citizen_view.CitizenViewScreen(FormBehind(world.model())),
    citizens.CitizensScreen: lambda _world: citizens.CitizensScreen(Sight(monotonic)),
    filter_dialog.FilterDialog: _filter_dialog,
    today.TodayScreen: lambda _world: today.TodayScreen(Sight(monotonic)),
    form.FormScreen: lambda world: form.FormScreen(world.filling, world.who),
    from_paper.FromPaperDialog: lambda world: from_paper.FromPaperDialog(world.workplace, world.file, world.begin()),
    help.HelpScreen: lambda world: help.help_to_form(world.model(), USUAL),
    history.HistoryScreen: lambda world: history.HistoryScreen(world.file),
    hidden.HiddenScreen: lambda _world: hidden.HiddenScreen(can_lock=True),
    hidden.TooSmallScreen: lambda _world: hidden.TooSmallScreen(),
    in_use.InUseScreen: _in_use,
    looking.LookScreen: lambda world: looking.LookScreen(world.filling.id, world.who),
    merge.MergeScreen: _merge,
    old_drafts.OldDraftsScreen: lambda _world: old_drafts.OldDraftsScreen(),
    two_responses.TwoResponsesScreen: lambda world: two_responses.TwoResponsesScreen(
        side_by_side_of(world.workplace, world.filling, world.newest), world.filling, world.newest, world.who
    ),
    locked.LockedScreen: lambda world: locked.LockedScreen(world.entrance, world.workplace),
    passphrase_dialog.PassphraseDialog: lambda world: passphrase_dialog.PassphraseDialog(
        world.entrance, world.workplace
    ),
    person_dialog.PersonDialog: lambda world: person_dialog.PersonDialog(world.workplace, world.file),
    preview.PreviewScreen: _preview,
    preview_alone.PreviewAloneScreen: lambda world: preview_alone.PreviewAloneScreen(world.preview()),
    preview_choice.PreviewChoice: lambda world: preview_choice.PreviewChoice(_preview(world)),
    preview_list.PreviewListScreen: lambda world: preview_list.PreviewListScreen((world.folder,), lambda _one: None),
    result.ResultScreen: lambda world: result.ResultScreen(world.file, world.newest),
    review.ReviewScreen: lambda world: review.ReviewScreen(
        world.filling, world.model(), Keeper(world.workplace, world.filling), world.who
    ),
    sign_dialog.SignDialog: lambda world: sign_dialog.SignDialog(world.entrance, world.workplace, world.who),
    sign_in.SignInScreen: lambda world: sign_in.SignInScreen(world.entrance),
    talk_sheet.TalkSheetScreen: lambda world: talk_sheet.TalkSheetScreen(_sheet(world)),
    stay_dialog.StayDialog: lambda world: stay_dialog.StayDialog(world.workplace, world.file, world.file.episodes[0]),
    stay_dialog.DischargeDialog: lambda world: stay_dialog.DischargeDialog(
        world.workplace, world.file, world.file.episodes[0]
    ),
    both_versions.BothVersionsScreen: lambda world: both_versions.BothVersionsScreen(
        world.filling.programme, world.newest, world.newest, world.who
    ),
    move_dialog.MoveDialog: lambda world: move_dialog.MoveDialog(world.workplace, world.file, world.newest),
    page_dialog.PageDialog: lambda _world: page_dialog.PageDialog("Rapporten", "rapport.html", lambda _target: None),
    reason_dialog.ReasonDialog: lambda _world: reason_dialog.ReasonDialog("Livskvalitet"),
    palette.PaletteScreen: lambda world: palette.PaletteScreen(
        (Command(title="Skjul", key="F8", does=lambda: None), Command(title="Tema: lyst", does=lambda: None))
    ),
    settings.SettingsScreen: lambda _world: settings.SettingsScreen(),
    try_keys.TryKeysScreen: lambda _world: try_keys.TryKeysScreen(),
    versions.VersionsScreen: lambda world: versions.VersionsScreen(world.file, world.newest),
    welcome.WelcomeScreen: lambda world: welcome.WelcomeScreen(world.entrance),
}
"""The screen by itself, ready to be put in front."""


def every_screen() -> Iterator[type[Screen[Any]]]:
    """The screens that the package holds."""
    for found in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"{screens.__name__}.{found.name}")
        for one in vars(module).values():
            is_screen = isinstance(one, type) and issubclass(one, Screen) and one not in BASES
            if is_screen and one.__module__ == module.__name__:
                yield one


def world_of(entrance: TestEntrance, file: CaseFile, filling: Filling, folder: Path) -> World:
    """Signed in as KHO, with the draft gone on with in the store that only who is signed in can read."""
    workplace = entrance.enter("KHO", entrance.passphrase)
    return World(workplace=workplace, entrance=entrance, file=file, filling=filling, folder=folder)
