"""What is taken out of a store, as files or as figures, stands in the access log first; only who may takes it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest

from sipforms.actions.export import Selection, Wish, export_to, survey
from sipforms.actions.gathering import Scope, gather
from sipforms.actions.group_report import group_report
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.store.access.roles import Right, Role, rights_of
from sipforms.store.casefile import open_case
from sipforms.store.failures import NotAllowed, StoreUnavailable
from sipforms.store.opening import open_store
from sipforms.store.uses import Action, Subject
from tests.actions.exported import facility, named
from tests.house.reading import PACKAGE, modules
from tests.store.sealed import Told

QUALITY = Selection(programme="voksen", questionnaire="livskvalitet")


@dataclass(frozen=True)
class SomebodyIn:
    """A session as far as rights go."""

    role: Role

    def require(self, right: Right) -> None:
        if right not in rights_of([self.role]):
            raise NotAllowed(right=right)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory, voksen_bundle: Bundle, voksen: Programme) -> Workplace:
    return facility(tmp_path_factory.mktemp("data") / "demo", voksen_bundle, voksen)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def here(invented: Workplace, told: Told) -> Workplace:
    return replace(invented, store=open_store(cast(Any, invented.store).folder, witness=told))


def test_an_export_is_told_with_everybody_in_it(here: Workplace, told: Told, tmp_path: Path) -> None:
    found = survey(here, QUALITY)
    assert (Action.EXPORT, Subject.RESPONSE) not in told.kinds()
    export_to(here, found, Wish(form=named(here, "csv")), tmp_path / "svar.csv", overwrite=False)
    (use,) = [use for use in told.uses if use.action is Action.EXPORT]
    assert (use.subject, use.criterion) == (Subject.RESPONSE, "csv voksen livskvalitet")
    files = [open_case(here.store, case) for case in here.store.list_cases()]
    answered = {file.id for file in files if any(map(QUALITY.takes, file.responses))}
    assert set(use.cases) == answered
    assert len(answered) > 1


def test_an_export_that_cannot_be_told_is_not_made(here: Workplace, told: Told, tmp_path: Path) -> None:
    found = survey(here, QUALITY)
    told.is_full = True
    with pytest.raises(StoreUnavailable):
        export_to(here, found, Wish(form=named(here, "csv")), tmp_path / "svar.csv", overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_a_report_about_a_group_is_told_with_everybody_in_it(here: Workplace, told: Told, voksen: Programme) -> None:
    scope = Scope(programme="voksen")
    gathered = gather(here, scope)
    definition = next(one for one in voksen.reports if one.about != "citizen")
    told.is_full = True
    with pytest.raises(StoreUnavailable):
        group_report(here, voksen, definition, scope, gathered)
    told.is_full = False
    group_report(here, voksen, definition, scope, gathered)
    (use,) = [use for use in told.uses if use.action is Action.EXPORT]
    assert (use.subject, use.criterion) == (Subject.STORE, f"voksen {definition.id}")
    assert set(use.cases) == {stay.person for stay in gathered.stays}


@pytest.mark.parametrize("role", Role)
def test_only_who_may_takes_out_responses_or_figures(here: Workplace, told: Told, role: Role) -> None:
    somebody = replace(here, session=cast(Any, SomebodyIn(role)))
    for right, take in (
        (Right.EXPORT, lambda: survey(somebody, QUALITY)),
        (Right.GROUP_REPORT, lambda: gather(somebody, Scope(programme="voksen"))),
    ):
        if right in rights_of([role]):
            take()
            continue
        told.uses.clear()
        with pytest.raises(NotAllowed):
            take()
        assert told.uses == []  # nothing was even looked at


def test_every_kind_of_use_is_told_somewhere() -> None:
    """A kind that nobody tells any more, or not yet, would be missing in the log in silence."""
    telling = [path for path in modules(PACKAGE) if path.parent.name != "render" and path.name != "uses.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in telling)
    assert {action.name for action in Action} <= set(re.findall(r"\bAction\.([A-Z_]+)", code))
