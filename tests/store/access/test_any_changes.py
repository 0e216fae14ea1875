"""Any changes in any order: afterwards everybody opens exactly what he should, and nobody else anything."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sipforms.store.access import changes
from sipforms.store.access.changes import Recovery, Refusal
from sipforms.store.access.changes.settling import unreached
from sipforms.store.access.founding import Paper
from sipforms.store.access.keyring import opened_keys
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right, Role
from sipforms.store.access.session import Session
from sipforms.store.failures import NotAllowed, SignInNeeded, SignInRefused
from sipforms.store.sealing.passphrases import CHEAP
from sipforms.store.sealing.recovery_codes import box_key_from, code_of
from tests.store.access.people import CODE, LEADER, House, a_house, later, new_user, passphrase_of

NAMES = ("AB", "Bo", "Cy", "Di", "Eva")
somebody = st.integers(0, 7)
some_roles = st.lists(st.sampled_from(Role), min_size=1, max_size=2, unique=True)


class Facility(RuleBasedStateMachine):
    """People who change each other's rights; every session that was ever opened is kept and used again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.passphrases: dict[str, str] = {}
        self.sessions: list[Session] = []
        self.codes: dict[str, str] = {}
        self.lost: list[tuple[str, bytes, int]] = []  # whoever left: his id, his key, and the register from when on
        self.count = self.hour = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.house: House = a_house(self.folder / "store")
        self.passphrases[self.house.founded.user] = passphrase_of("AB")
        self.sessions.append(self.house.enter())
        self.codes[self.register.recovery_keys[0].id] = CODE

    @property
    def register(self) -> Register:
        return self.sessions[0].folders.register.newest()

    def who(self, number: int) -> Session:
        """Somebody who has come in once, perhaps long ago."""
        return self.sessions[number % len(self.sessions)]

    def user(self, number: int) -> str:
        return self.register.users[number % len(self.register.users)].id

    def unit(self, number: int) -> str:
        return self.register.units[number % len(self.register.units)].id

    def fresh(self, kind: str) -> str:
        self.count += 1
        return f"{kind} {self.count} hos os andre"

    def enter(self, user: str) -> Session | None:
        known = self.register.user(user)
        assert known is not None
        self.hour += 1  # so that whoever has left has waited long enough to be refused again
        try:
            return self.house.enter(known.name, self.passphrases[user], now=later(3600 * self.hour))
        except SignInRefused:
            return None

    def change(self, action: object) -> object:
        """What came of it; None when the one who wanted it could not, which is checked for everybody elsewhere."""
        assert callable(action)
        try:
            return action()
        except (NotAllowed, SignInNeeded):
            return None

    @rule(by=somebody, roles=some_roles, unit=somebody, name=st.sampled_from(NAMES))
    def add(self, by: int, roles: list[Role], unit: int, name: str) -> None:
        new = new_user(name, *roles, passphrase=self.fresh(name))
        made = self.change(lambda: changes.add_user(self.who(by), new, [self.unit(unit)], **self.house.now))
        if made and not isinstance(made, Refusal):
            user = self.register.user_named(name)
            assert user is not None
            self.passphrases[user.id] = new.passphrase
            session = self.enter(user.id)
            assert session is not None
            self.sessions.append(session)

    @rule(by=somebody, whom=somebody, roles=some_roles)
    def give_roles(self, by: int, whom: int, roles: list[Role]) -> None:
        self.change(lambda: changes.change_roles(self.who(by), self.user(whom), roles, **self.house.now))

    @rule(by=somebody, whom=somebody)
    def retire(self, by: int, whom: int) -> None:
        user = self.user(whom)
        session = self.enter(user)
        private = session.keyring.box if session else b""
        outcome = self.change(lambda: changes.retire_user(self.who(by), user, **self.house.now))
        if outcome and not isinstance(outcome, Refusal):
            self.lost.append((user, private, self.register.number))

    @rule(by=somebody, whom=somebody, unit=somebody)
    def join(self, by: int, whom: int, unit: int) -> None:
        self.change(lambda: changes.join_unit(self.who(by), self.user(whom), self.unit(unit), **self.house.now))

    @rule(by=somebody, whom=somebody, unit=somebody)
    def leave(self, by: int, whom: int, unit: int) -> None:
        self.change(lambda: changes.leave_unit(self.who(by), self.user(whom), self.unit(unit), **self.house.now))

    @rule(by=somebody, members=st.lists(somebody, max_size=2))
    def found_unit(self, by: int, members: list[int]) -> None:
        people = [self.user(number) for number in members]
        self.change(lambda: changes.add_unit(self.who(by), self.fresh("Vest"), people, **self.house.now))

    @rule(by=somebody, unit=somebody)
    def close_unit(self, by: int, unit: int) -> None:
        self.change(lambda: changes.retire_unit(self.who(by), self.unit(unit), **self.house.now))

    @rule(by=somebody, whom=somebody)
    def reset(self, by: int, whom: int) -> None:
        user, passphrase = self.user(whom), self.fresh("ny")
        session = self.enter(user)
        private = session.keyring.box if session else b""
        outcome = self.change(lambda: changes.reset_passphrase(self.who(by), user, passphrase, **self.house.now))
        if outcome and not isinstance(outcome, Refusal):
            self.passphrases[user] = passphrase
            self.lost.append((user, private, self.register.number))

    @rule(by=somebody)
    def change_own(self, by: int) -> None:
        session, passphrase = self.who(by), self.fresh("egen")
        old = self.passphrases[session.keyring.user_id]
        if not session.is_locked and self.change(session.refresh):
            assert changes.change_passphrase(session, old, passphrase, **self.house.now) is None
            self.passphrases[session.keyring.user_id] = passphrase

    @rule(by=somebody)
    def add_code(self, by: int) -> None:
        self.count += 1
        code = code_of(self.count.to_bytes(32))
        paper = Paper(holder=f"{self.count}", code=code)
        self.change(lambda: changes.add_recovery_key(self.who(by), paper, **self.house.now))
        self.codes |= {key.id: code for key in self.register.recovery_keys if key.holder == paper.holder}

    @rule(by=somebody, which=somebody)
    def remove_code(self, by: int, which: int) -> None:
        key = self.register.recovery_keys[which % len(self.register.recovery_keys)]
        outcome = self.change(lambda: changes.remove_recovery_key(self.who(by), key.id, **self.house.now))
        if outcome and not isinstance(outcome, Refusal):
            self.lost.append((key.id, box_key_from(self.codes[key.id]).private, self.register.number))

    @rule(which=somebody, name=st.sampled_from(NAMES))
    def recover(self, which: int, name: str) -> None:
        key = self.register.recovery_keys[which % len(self.register.recovery_keys)]
        new = new_user(name, *LEADER, passphrase=self.fresh(name))
        wish = Recovery(code=self.codes[key.id], founder=new, cost=CHEAP)
        assert not isinstance(changes.recover(self.house.folder, wish, **self.house.now), Refusal)
        user = self.register.user_named(name)
        assert user is not None
        self.passphrases[user.id] = new.passphrase
        session = self.enter(user.id)
        assert session is not None
        self.sessions.append(session)

    @rule(by=somebody, code=st.booleans())
    def lock_and_unlock(self, by: int, *, code: bool) -> None:
        session = self.who(by)
        session.lock("4711" if code else None)
        if code and self.change(lambda: session.unlock("4711")) is None:
            assert session.is_locked

    @invariant()
    def everybody_opens_what_he_should_and_no_more(self) -> None:
        register = self.register
        missing = set(unreached(register))
        for user in register.users:
            session = self.enter(user.id)
            assert (session is not None) == user.is_active
            if session is None:
                assert not any(user.id in one.wraps for unit in register.units for one in unit.key.generations)
                continue
            ring = session.keyring
            newest = {unit.id for unit in register.units if ring.can_open_unit(unit.id)}
            assert newest == {unit for unit in user.units if (unit, user.id) not in missing}
            assert set(ring.units) <= set(user.units)
            assert (ring.root is not None) == user.signs_register
            assert (register.log.generation in ring.logs) == (Right.READ_LOG in user.rights)

    @invariant()
    def every_code_opens_what_it_should(self) -> None:
        register = self.register
        missing = set(unreached(register))
        assert register.recovery_keys
        for key in register.recovery_keys:
            opened = opened_keys(register, key.id, box_key_from(self.codes[key.id]).private)
            assert opened.root is not None
            assert register.log.generation in opened.logs
            for unit in register.units:
                assert (unit.generation in opened.units.get(unit.id, {})) == ((unit.id, key.id) not in missing)

    @invariant()
    def whoever_lost_his_keys_opens_nothing_with_them(self) -> None:
        register = self.register
        for recipient, private, _ in self.lost:
            if private:
                opened = opened_keys(register, recipient, private)
                assert (opened.root, dict(opened.units), dict(opened.logs)) == (None, {}, {})

    @invariant()
    def somebody_can_always_manage_the_store(self) -> None:
        register = self.register
        assert any(Right.MANAGE_USERS in user.rights for user in register.active_users)
        assert all(
            any(user.signs_register for user in register.members(unit.id))
            for unit in register.units
            if not unit.is_retired
        )

    @invariant()
    def no_more_is_kept_than_what_counts(self) -> None:
        for user in self.register.users:
            kept = {path.name[1:] for path in (self.house.folder / "keys" / "users" / user.id).iterdir()}
            assert len(kept) == (1 if user.is_active else 0)


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Facility,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def test_after_any_changes_everybody_opens_exactly_what_he_should() -> None:
    run(12, 20)


@pytest.mark.long
def test_after_very_many_changes_everybody_opens_exactly_what_he_should() -> None:
    run(300, 40)
