"""The screens for looking after the facility, each by itself, for the list of every screen."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from sipforms.actions.workplace import Workplace
from sipforms.store.access.case_key_file import CasePlace
from sipforms.store.access.session import Session
from sipforms.store.casefile import CaseFile
from sipforms.tui.screens import (
    access_log,
    admin_page,
    administration,
    case_access,
    case_dialogs,
    case_files,
    confirm,
    given_passphrase,
    outlived,
    paper,
    receipt,
    recovery_codes,
    retention,
    searched_page,
    unit_dialogs,
    units,
    user_dialogs,
    users,
    work_dialog,
)
from tests.tui.entrances import HOUSE

BASES = {admin_page.AdminPage, searched_page.SearchedPage, work_dialog.WorkDialog}
PAPER = "-".join(f"{number:05}" for number in range(11))
DECISION = retention.Decision(about=retention.LOG, title="Adgangsloggen", count=None)

Asked = tuple[Workplace, Session, CaseFile]
MADE: dict[type[Screen[Any]], Callable[[Asked], Screen[Any]]] = {
    access_log.AccessLogScreen: lambda asked: access_log.AccessLogScreen(asked[2]),
    administration.AdministrationScreen: lambda _asked: administration.AdministrationScreen(),
    case_access.CaseAccessScreen: lambda asked: case_access.CaseAccessScreen(asked[2]),
    case_dialogs.RestrictDialog: lambda asked: case_dialogs.RestrictDialog(*asked, CasePlace(unit=HOUSE)),
    case_dialogs.UnitOfCaseDialog: lambda asked: case_dialogs.UnitOfCaseDialog(*asked, CasePlace(unit=HOUSE)),
    case_files.CaseFilesScreen: lambda _asked: case_files.CaseFilesScreen(),
    confirm.ConfirmDialog: lambda _asked: confirm.ConfirmDialog("Slet B-77", ("B-77",), "B-77", lambda: None),
    given_passphrase.GivenPassphraseScreen: lambda asked: given_passphrase.GivenPassphraseScreen(
        asked[1].user, "hemmelig-ravn"
    ),
    outlived.OutlivedScreen: lambda _asked: outlived.OutlivedScreen(),
    paper.PaperScreen: lambda _asked: paper.PaperScreen("Leder i safen", PAPER, lambda _most: 0),
    paper.ReadBackDialog: lambda _asked: paper.ReadBackDialog(PAPER.split("-"), (0, 1)),
    receipt.ReceiptScreen: lambda _asked: receipt.ReceiptScreen(("Slettet for altid",)),
    recovery_codes.RecoveryCodesScreen: lambda _asked: recovery_codes.RecoveryCodesScreen(),
    recovery_codes.KeeperDialog: lambda _asked: recovery_codes.KeeperDialog(),
    recovery_codes.TryDialog: lambda asked: recovery_codes.TryDialog(*asked[:2]),
    retention.RetentionScreen: lambda _asked: retention.RetentionScreen(),
    retention.DecisionDialog: lambda asked: retention.DecisionDialog(*asked[:2], DECISION),
    units.UnitsScreen: lambda _asked: units.UnitsScreen(),
    unit_dialogs.UnitDialog: lambda asked: unit_dialogs.UnitDialog(*asked[:2], None),
    unit_dialogs.MembersDialog: lambda asked: unit_dialogs.MembersDialog(*asked[:2], asked[1].register.house),
    user_dialogs.NewUserDialog: lambda asked: user_dialogs.NewUserDialog(*asked[:2], "hemmelig"),
    user_dialogs.NameDialog: lambda asked: user_dialogs.NameDialog(*asked[:2], asked[1].user),
    user_dialogs.RolesDialog: lambda asked: user_dialogs.RolesDialog(*asked[:2], asked[1].user),
    user_dialogs.MembershipDialog: lambda asked: user_dialogs.MembershipDialog(*asked[:2], asked[1].user),
    users.UsersScreen: lambda _asked: users.UsersScreen(),
}
SHOWING_USERS = {one.__name__ for one in MADE} - {
    "AccessLogScreen",
    "CaseAccessScreen",
    "CaseFilesScreen",
    "ConfirmDialog",
}
"""What is about users and not about citizens."""


def recipe(made: Callable[[Asked], Screen[Any]]) -> Callable[[Any], Screen[Any]]:
    """The same for a world, whose workplace somebody has signed in to."""

    def make(world: Any) -> Screen[Any]:
        session = world.workplace.session
        assert session is not None
        return made((world.workplace, session, world.file))

    return make


ADMIN_RECIPES = {kind: recipe(made) for kind, made in MADE.items()}
