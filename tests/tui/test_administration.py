"""What leaders look after on screens, over a protected store: what was done holds for whoever signs in afterwards."""

import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.case_access import place_of, restrict
from sipforms.actions.doors import door_to
from sipforms.actions.my_drafts import MyDraft
from sipforms.actions.people import Stay, admit, create, people
from sipforms.actions.settings import Settings
from sipforms.actions.signing_in import leave
from sipforms.actions.workplace import Workplace
from sipforms.engine.shelf import shipped
from sipforms.store.access import changes
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import Register, Unit, User
from sipforms.store.access.roles import Role
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import SignInRefused
from sipforms.tui.app import SipApp
from sipforms.tui.entrance import DoorEntrance
from sipforms.tui.screens.administration import AdministrationScreen
from sipforms.tui.screens.paper import PaperScreen
from sipforms.tui.widgets.tick import Tick
from tests.actions.conftest import TestClock
from tests.signed_in import CODE, NAME, NOW, PASSPHRASE, entered, founded
from tests.tui.conftest import USUAL, Seen, opened
from tests.tui.entrances import Ticks, until

STAFF, THEIR_PASSPHRASE = "KHO", "blå kaniner spiser torden"
ONE_TIME = re.compile(r"\b(?:[b-v][aeiou]){2}(?:-(?:[b-v][aeiou]){2}){4}\b")
Administering = Callable[..., AbstractAsyncContextManager[Seen]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protected store with two citizens, a colleague in the house, and a unit that only the leader is in."""
    place = tmp_path_factory.mktemp("made") / "store"
    founded(place)
    with entered(place) as workplace:
        session, told = workplace.session, {"now": NOW, "witness": workplace.witness}
        assert session is not None
        new = NewUser(name=STAFF, title="Karen Holm", roles=(Role.STAFF,), passphrase=THEIR_PASSPHRASE)
        assert isinstance(changes.add_user(session, new, **told), User)  # type: ignore[arg-type]
        assert isinstance(changes.add_unit(session, "Nord", **told), Unit)  # type: ignore[arg-type]
        for code in ("B-1042", "B-1077"):
            assert isinstance(create(workplace, code, "Ahorn Opdigtet"), CaseFile)
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same store, for one test alone."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return Path(shutil.copytree(made, tmp_path / "store"))


class AtAdministration(SipApp):
    """Opens where the tests begin: reading what is due today is not theirs."""

    async def open_first(self, draft: MyDraft | None = None) -> None:
        assert draft is None
        await self.push_screen(AdministrationScreen())


@pytest.fixture
def entrance(folder: Path) -> DoorEntrance:
    programmes = (shipped() / "voksen",)
    return DoorEntrance(door_to(Settings(store=folder, programmes=programmes), TestClock(NOW)), (Ticks(),))


@pytest.fixture
def administering(entrance: DoorEntrance) -> Administering:
    """Administration in front, for somebody who has signed in."""

    @asynccontextmanager
    async def open_(
        name: str = NAME, passphrase: str = PASSPHRASE, size: tuple[int, int] = USUAL
    ) -> AsyncIterator[Seen]:
        workplace = entrance.enter(name, passphrase)
        async with opened(AtAdministration(workplace, entrance=entrance), size) as seen:
            yield seen
        leave(workplace)

    return open_


def register_of(folder: Path) -> Register:
    with entered(folder) as workplace:
        assert workplace.session is not None
        return workplace.session.register


def user_of(folder: Path, name: str) -> User:
    found = register_of(folder).user_named(name)
    assert found is not None
    return found


async def at(seen: Seen, words: str) -> None:
    """Go to a task and open it."""
    await seen.press("home")
    await seen.mark(words)
    await seen.press("enter")


async def tick(seen: Seen, words: str) -> None:
    """Go to a tick by its words and turn it."""
    (box,) = (one for one in seen.app.screen.query(Tick) if one.render().plain[4:].startswith(words))
    before = box.value
    box.focus()
    await seen.press("space")
    assert box.value != before


# --- users ----------------------------------------------------------------------------------------------------------


async def test_somebody_new_signs_in_with_the_passphrase_that_was_shown_once(
    administering: Administering, folder: Path
) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.press("n")
        await seen.write("PTN")
        await seen.press("down")
        await seen.write("Peter Toft")
        await tick(seen, "leder")
        await seen.press("f2")
        assert seen.screen == "GivenPassphraseScreen"
        (passphrase,) = ONE_TIME.findall(seen.text)
        await seen.press("f8")
        assert passphrase not in seen.text
        await seen.press("f8", "enter")
        assert seen.screen == "GivenPassphraseScreen", "it is asked whether it has been told"
        await seen.press("enter")
        assert "▶ PTN" in seen.text
        assert passphrase not in seen.text
    with entered(folder, "PTN", passphrase) as workplace:
        assert workplace.session is not None
        assert workplace.session.has_given_passphrase
        assert workplace.session.user.roles == (Role.STAFF, Role.LEADER)
        assert [one.citizen.code for one in people(workplace).files if one.citizen] == ["B-1042", "B-1077"]


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [("", "Peter", "Initialerne mangler"), ("kho", "Peter", "Der er allerede en"), ("PTN", "", "Navnet mangler")],
)
async def test_what_is_missing_about_somebody_new_is_said_at_the_field(
    administering: Administering, folder: Path, name: str, title: str, said: str
) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.press("n")
        await seen.write(name)
        await seen.press("down")
        await seen.write(title)
        await seen.press("f2")
        assert seen.screen == "NewUserDialog"
        assert said in " ".join(seen.text.split())
    assert len(register_of(folder).users) == 2


async def test_roles_are_ticked_and_the_last_leader_stays_one(administering: Administering, folder: Path) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.mark("KHO")
        await seen.press("r")
        await tick(seen, "sekretariat")
        await seen.press("f2")
        assert "KHO er nu: medarbejder, sekretariat." in seen.text
        await seen.press("home", "r")
        await tick(seen, "leder")
        await tick(seen, "administrator")
        await seen.press("f2")
        assert seen.screen == "RolesDialog"  # no role at all
    assert user_of(folder, STAFF).roles == (Role.STAFF, Role.SECRETARIAT)
    assert Role.LEADER in user_of(folder, NAME).roles


async def test_a_new_start_is_given_after_the_initials_were_typed(administering: Administering, folder: Path) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.mark("KHO")
        await seen.press("p")
        await seen.press("f2")
        assert seen.screen == "ConfirmDialog"
        await seen.write("kho")
        await seen.press("enter")
        (passphrase,) = ONE_TIME.findall(seen.text)
        await seen.press("enter", "enter")
    with pytest.raises(SignInRefused), entered(folder, STAFF, THEIR_PASSPHRASE):
        pass
    with entered(folder, STAFF, passphrase) as workplace:
        assert workplace.session is not None
        assert workplace.session.has_given_passphrase


async def test_whoever_has_left_comes_in_no_more_and_is_shown_on_demand(
    administering: Administering, folder: Path
) -> None:
    with entered(folder) as workplace:
        assert workplace.session is not None
        restrict(workplace, workplace.session, people(workplace).files[0].id, [user_of(folder, STAFF).id])
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.mark("KHO")
        await seen.press("delete")
        assert "Kun KHO kan åbne 1 begrænset" in " ".join(seen.text.split()).replace("│ │ ", "")
        await seen.write("KHO")
        await seen.press("enter")
        assert "KHO kan ikke logge på mere." in seen.text
        assert "Karen Holm" not in seen.text
        await seen.press("v")
        assert "Karen Holm" in seen.text
        await seen.mark("KHO")
        await seen.press("r")
        assert "er rejst" in seen.text
    with pytest.raises(SignInRefused), entered(folder, STAFF, THEIR_PASSPHRASE):
        pass


# --- units ----------------------------------------------------------------------------------------------------------


async def test_a_unit_is_made_renamed_and_peopled(administering: Administering, folder: Path) -> None:
    async with administering() as seen:
        await at(seen, "Afdelinger")
        await seen.press("n")
        await seen.write("nord")
        await seen.press("f2")
        assert seen.screen == "UnitDialog", "there is one of that name"
        await seen.write("vest")
        await seen.press("f2")
        assert "▶ nordvest" in seen.text
        await seen.press("e", "home", *["delete"] * 4, "f2", "m")
        await tick(seen, "KHO")
        await seen.press("f2")
        assert "vest (din)" in seen.text
    register = register_of(folder)
    (unit,) = (one for one in register.units_in_use if one.title == "vest")
    assert {one.name for one in register.members(unit.id)} == {NAME, STAFF}


async def test_a_unit_is_closed_after_its_name_was_typed_and_the_house_stays(
    administering: Administering, folder: Path
) -> None:
    async with administering() as seen:
        await at(seen, "Afdelinger")
        await seen.mark("Solsikken")
        await seen.press("delete")
        assert seen.screen == "UnitsScreen"
        await seen.press("home")
        await seen.mark("Nord")
        await seen.press("delete")
        await seen.write("Nord")
        await seen.press("enter")
        assert "▶ Solsikken" in seen.text
    assert [one.title for one in register_of(folder).units_in_use] == ["Solsikken"]


# --- case files -----------------------------------------------------------------------------------------------------


async def test_a_case_file_restricted_to_somebody_else_is_gone_and_counted(
    administering: Administering, folder: Path
) -> None:
    async with administering() as seen:
        await at(seen, "Sager")
        await at(seen, "B-1042")
        await seen.press("r", "right")
        await tick(seen, NAME)
        await seen.press("f2")
        assert "mindst én" in seen.text
        await tick(seen, STAFF)
        await seen.press("f2")
        assert seen.screen == "RestrictDialog", "whoever shuts himself out is asked"
        await seen.press("f2")
        assert seen.screen == "CaseFilesScreen"
        assert "B-1042" not in seen.text
        assert "kun KHO" in seen.text
    with entered(folder, STAFF, THEIR_PASSPHRASE) as workplace:
        assert len(people(workplace).files) == 2


async def test_a_case_file_is_opened_again_and_moved_to_another_unit(
    administering: Administering, folder: Path
) -> None:
    with entered(folder) as workplace:
        assert workplace.session is not None
        case = people(workplace).files[1].id
        restrict(workplace, workplace.session, case, [workplace.session.user.id])
    async with administering() as seen:
        await at(seen, "Sager")
        assert f"kun {NAME}" in seen.text
        await at(seen, "B-1077")
        await seen.press("r", "left", "f2")
        assert "alle i afdelingen" in seen.text.casefold()
        await seen.press("u", "right", "f2")
        assert "Afdeling: Nord" in seen.text
    with entered(folder) as workplace:
        assert workplace.session is not None
        place = place_of(workplace.session, case)
        unit = workplace.session.register.unit(place.unit)
        assert (unit.title if unit else "", place.users) == ("Nord", ())
    with entered(folder, STAFF, THEIR_PASSPHRASE) as workplace:
        assert [one.citizen.code for one in people(workplace).files if one.citizen] == ["B-1042"]


async def test_a_citizen_is_erased_after_the_code_was_typed_and_a_receipt_is_shown(
    administering: Administering, folder: Path
) -> None:
    async with administering() as seen:
        await at(seen, "Sager")
        await at(seen, "B-1042")
        await seen.press("delete")
        await seen.write("B-1077")
        await seen.press("enter")
        assert seen.screen == "ConfirmDialog"
        await seen.press(*["backspace"] * 2)
        await seen.press(*["backspace"] * 4)
        await seen.write("b-1042")
        await seen.press("enter")
        assert seen.screen == "ReceiptScreen"
        assert "B-1042" not in seen.text
        await seen.press("enter")
        assert seen.screen == "CaseFilesScreen"
        assert "B-1042" not in seen.text
        assert "B-1077" in seen.text
    with entered(folder) as workplace:
        assert [one.citizen.code for one in people(workplace).files if one.citizen] == ["B-1077"]


# --- recovery codes and retention -----------------------------------------------------------------------------------


async def test_a_recovery_code_is_shown_read_back_and_kept_only_then(
    administering: Administering, folder: Path
) -> None:
    async with administering() as seen:
        await at(seen, "Nødkoder")
        await seen.press("n")
        await seen.write("Revisor")
        await seen.press("enter")
        paper = seen.app.screen
        assert isinstance(paper, PaperScreen)
        groups = paper._groups
        assert all(one in seen.text for one in groups)
        await seen.press("enter")
        assert not any(one in seen.text for one in groups), "it is read from the paper"
        await seen.write("00000")
        await seen.press("enter")
        await seen.press("enter")
        assert all(one in seen.text for one in groups), "shown once more, because it was wrong"
        await seen.press("enter")
        asked = [int(number) - 1 for number in re.findall(r"Gruppe (\d+)", seen.text)]
        for number in asked:
            await seen.write(groups[number].lower())
            await seen.press("enter")
        assert "Revisor" in seen.text
        assert seen.screen == "RecoveryCodesScreen"
    assert [one.holder for one in register_of(folder).recovery_keys] == ["Leder i safen", "Revisor"]


async def test_a_code_is_tried_and_the_last_one_stays(administering: Administering, folder: Path) -> None:
    async with administering() as seen:
        await at(seen, "Nødkoder")
        await seen.press("delete")
        assert seen.screen == "RecoveryCodesScreen"
        await seen.press("t")
        await seen.write(CODE[:-1])
        await seen.press("enter")
        assert seen.screen == "TryDialog"
        await seen.write(CODE[-1])
        await seen.press("enter")
        assert "Leder i safen" in seen.line("status")
    assert register_of(folder).recovery_keys[0].proved == NOW.date()


async def test_how_long_things_are_kept_is_decided_and_taken_back(administering: Administering, folder: Path) -> None:
    async with administering() as seen:
        await at(seen, "Hvor længe")
        await at(seen, "Svar i SIP-åben")
        for typed, screen in (("0", "DecisionDialog"), ("x", "DecisionDialog")):
            await seen.write(typed)
            await seen.press("f2")
            assert seen.screen == screen
            await seen.press("backspace")
        await seen.write("24")
        await seen.press("f2")
        assert "24 måneder (2 år)" in seen.text
        await at(seen, "Kladder, ingen rører")
        await seen.write("30")
        await seen.press("f2")
        await at(seen, "Loggen")
        await seen.press(*["backspace"] * 3, "f2")
    register = register_of(folder)
    assert register.retention == {"voksen": 60, "aaben": 24}
    assert (register.log_retention, register.draft_retention) == (None, 30)


# --- who may --------------------------------------------------------------------------------------------------------


async def test_whoever_may_not_looks_on_and_is_told_who_can(administering: Administering, folder: Path) -> None:
    before = register_of(folder)
    async with administering(STAFF, THEIR_PASSPHRASE) as seen:
        assert "kun se" in seen.text
        for task, keys in (
            ("Brugere", ("n", "r", "u", "e", "p", "delete")),
            ("Afdelinger", ("n", "m", "e", "delete")),
            ("Nødkoder", ("n", "t", "delete")),
            ("Hvor længe", ("enter", "u")),
        ):
            await at(seen, task)
            page = seen.screen
            await seen.press_at_once(*keys)
            assert seen.screen == page, keys
            assert "AB (Anna Berg)" in seen.line("status").replace("\n ", " "), keys
            await seen.press("escape")
        for task in ("Gemt længe nok", "Adgangslog"):
            await at(seen, task)
            assert seen.screen == "AdministrationScreen"
        await at(seen, "Sager")
        await at(seen, "B-1042")
        await seen.press_at_once("r", "u", "l", "delete")
        assert seen.screen == "CaseAccessScreen"
    assert register_of(folder).number == before.number


async def test_hostile_names_are_shown_as_text_and_nothing_else(administering: Administering, folder: Path) -> None:
    evil = "[/b]\x1b[31m\u202eond\u0301"
    with entered(folder) as workplace:
        session, told = workplace.session, {"now": NOW, "witness": workplace.witness}
        assert session is not None
        changes.add_unit(session, f"Øst{evil}", **told)  # type: ignore[arg-type]
        changes.rename_user(session, user_of(folder, STAFF).id, "KHO", evil, **told)  # type: ignore[arg-type]
    async with administering() as seen:
        for task, keys in (("Brugere", "eu"), ("Afdelinger", "m")):
            await at(seen, task)
            await seen.press("end")
            for key in ("", *keys):
                await seen.press(*key)
                assert not {"\x1b", "\u202e"} & set(seen.text)
                await seen.press(*["escape"] * bool(key))
            await seen.press("escape")
        await at(seen, "Brugere")
        assert "[/b]" in seen.text


async def test_a_citizen_erased_from_the_own_page_leaves_it_and_the_list(entrance: DoorEntrance, folder: Path) -> None:
    async with opened(SipApp(entrance.enter(NAME, PASSPHRASE), entrance=entrance)) as seen:
        await seen.press("a")
        assert seen.screen == "AdministrationScreen"
        await seen.press("escape", "b")
        await until(lambda: "B-1042" in seen.text, lambda: seen.text)
        await seen.mark("B-1042")
        await seen.press("enter", "r")
        assert seen.screen == "CaseAccessScreen"
        await seen.press("delete")
        await seen.write("B-1042")
        await seen.press("enter", "enter")
        await until(lambda: seen.screen == "CitizensScreen", lambda: seen.text)
        await until(lambda: "B-1042" not in seen.text, lambda: seen.text)
    with entered(folder) as workplace:
        assert [one.citizen.code for one in people(workplace).files if one.citizen] == ["B-1077"]


async def test_what_has_outlived_its_time_goes_after_its_number_was_typed(
    administering: Administering, folder: Path
) -> None:
    with entered(folder) as workplace:
        for file in people(workplace).files:
            stay = Stay(programme="voksen", admission=date(2019, 1, 1), discharge=date(2020, 1, 1))
            assert isinstance(admit(workplace, file, stay), CaseFile)
    async with administering() as seen:
        await at(seen, "Gemt længe nok")
        assert "B-1042" in seen.text
        await seen.press("delete")
        await seen.write("3")
        await seen.press("enter")
        assert seen.screen == "ConfirmDialog"
        await seen.press("backspace", "2", "enter")
        assert seen.screen == "ReceiptScreen"
        await seen.press("escape")
        assert seen.screen == "OutlivedScreen"
        assert "B-1042" not in seen.text
    with entered(folder) as workplace:
        assert people(workplace).files == ()


async def test_a_passphrase_that_nobody_was_told_is_not_left_by_one_key(administering: Administering) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.mark("KHO")
        await seen.press("p")
        await seen.write("KHO")
        await seen.press("enter", "f7")
        assert seen.screen == "GivenPassphraseScreen"
        assert "F7" in seen.line("status")
        await seen.press("f7")
        await until(lambda: seen.screen == "SignInScreen", lambda: seen.text)


async def test_a_demonstration_has_nobody_to_look_after_and_says_what_has(workplace: Workplace) -> None:
    async with opened(SipApp(workplace)) as seen:
        await seen.press("a")
        assert seen.screen == "AdministrationScreen"
        assert "sipforms store" in seen.text
        await seen.press("enter", "escape")
        assert seen.screen == "TodayScreen"


async def test_help_tells_the_keys_what_roles_may_and_what_units_are(administering: Administering) -> None:
    async with administering() as seen:
        await at(seen, "Brugere")
        await seen.press("f1")
        assert "adgangssætningen til første gang" in " ".join(seen.text.replace("│", " ").split())
        await seen.press("right")
        assert "Sekretariat" in seen.text
        await seen.press("right")
        assert "tilbuddets egne" in " ".join(seen.text.replace("│", " ").split())
        await seen.press("escape")
        assert seen.screen == "UsersScreen"


async def test_the_log_names_citizens_by_code_and_is_searched(administering: Administering) -> None:
    async with administering() as seen:
        await at(seen, "Adgangslog")
        assert "oprettede sagen" in seen.text
        await seen.press("slash")
        await seen.write("b-1042")
        lines = [one for one in seen.text.splitlines() if "2026 " in one]
        assert lines
        assert all("B-1042" in one for one in lines)
        await seen.press("escape", "escape")
        await at(seen, "Sager")
        await at(seen, "B-1077")
        await seen.press("l")
        assert "B-1077 · Adgangslog" in seen.text
        assert "B-1042" not in seen.text


@pytest.mark.parametrize(
    "size",
    [(40, 10), *(pytest.param(one, marks=[pytest.mark.long]) for one in ((60, 20), (200, 60)))],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
async def test_every_page_shows_its_mark_and_its_first_key_in_any_window(
    administering: Administering, size: tuple[int, int]
) -> None:
    async with administering(size=size) as seen:
        for task in ("Brugere", "Sager", "Adgangslog"):
            await at(seen, task)
            assert "▶" in seen.text, task
            assert "F8" in seen.text.splitlines()[-1], task
            await seen.pilot.resize_terminal(20, 5)
            await seen.settle()
            await seen.pilot.resize_terminal(*size)
            await seen.settle()
            await seen.press("escape")
