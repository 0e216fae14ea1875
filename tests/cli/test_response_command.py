"""``sipforms response``: what is done with a response after it was handed in, as it is typed, in a protected store."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from sipforms.actions.people import Stay, admit, create
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.engine.versions import versions_of
from sipforms.store.access.changes import add_user
from sipforms.store.access.founding import NewUser
from sipforms.store.access.register import User
from sipforms.store.access.roles import Role
from sipforms.store.casefile import CaseFile, open_case
from tests.actions.handed_in import handed_in, mood_in
from tests.cli.conftest import Run
from tests.signed_in import LONG_AGO, entered, written_passphrase

STAFF = "KHO"
START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ANSWERS = {"questionnaire": "livskvalitet", "answers": {"psykisk_velbefindende": {"humoer": {"tilfredshed": 5}}}}
WHY = "Krydset sad forkert"


class Minutes:
    """A clock that goes on a minute each time it is looked at."""

    def __init__(self) -> None:
        self._minutes = count()

    def __call__(self) -> datetime:
        return START + timedelta(minutes=next(self._minutes))


@pytest.fixture
def answered(protected: Path) -> Response:
    """A round of B-1, and two citizens more."""
    with entered(protected, now=Minutes()) as workplace:
        files = [_citizen(workplace, code) for code in ("B-1", "B-2", "B-3")]
        programme = workplace.programmes.by_id["voksen"]
        return handed_in(workplace, files[0], programme, 2)


def _citizen(workplace: Workplace, code: str) -> CaseFile:
    made = create(workplace, code, "Opdigtet")
    assert isinstance(made, CaseFile)
    kept = admit(workplace, made, Stay(programme="voksen", admission=LONG_AGO.date()))
    assert isinstance(kept, CaseFile)
    return kept


@pytest.fixture
def file_of_answers(tmp_path: Path) -> Path:
    file = tmp_path / "ret.json"
    file.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return file


def newest(folder: Path) -> Response:
    """The response of B-1 as it stands, whether it counts or not."""
    with entered(folder) as workplace:
        found = [one for file in _everybody(workplace) for one in (*file.responses, *file.uncounted) if one.answers]
    assert len(found) == 1
    return found[0]


def test_a_response_goes_through_all_that_can_be_done_with_it(
    signed_in: Run, protected: Path, answered: Response, file_of_answers: Path
) -> None:
    name = answered.id[:8]
    told = signed_in("response", "correct", "B-1", name, "--answers", file_of_answers, "--reason", WHY)
    assert (told.code, told.out) == (0, "Corrected: version 2. The version before can still be read.\n")
    second = newest(protected)
    assert [mood_in(one) for one in versions_of(second)] == [2, 5]
    assert (second.correction is not None, second.earlier) == (True, (answered,))
    assert signed_in("response", "sign", "B-1", name).code == 0
    locked = signed_in("response", "correct", "B-1", name, "--answers", file_of_answers, "--reason", WHY)
    assert (locked.code, "signed and locked" in locked.err) == (1, True)
    assert signed_in("response", "unlock", "B-1", name, "--reason", "Et mere").code == 0
    assert signed_in("response", "withdraw", "B-1", name, "--reason", "Forkert").code == 0
    assert "withdrawn" in signed_in("response", "history", "B-1").out
    assert answered.id not in signed_in("export", "--format", "jsonl", "--output", "-").out
    assert answered.id in signed_in("export", "--format", "jsonl", "--withdrawn", "--output", "-").out
    assert signed_in("response", "reinstate", "B-1", name, "--reason", "Rigtigt").code == 0
    assert signed_in("response", "move", "B-1", name, "--to", "B-2", "--reason", "Forkert borger").code == 0
    lines = signed_in("response", "history", "B-2", name).out.splitlines()
    assert [line.split(" · ")[0].strip() for line in lines if "version" in line] == ["version 1", "version 2"]
    assert any(line.endswith(f"by AB: {WHY}") for line in lines)
    assert lines[-1].strip().startswith("moved here from B-1")
    assert "moved to B-2" in signed_in("response", "history", "B-1", name).out


def test_each_version_is_printed(signed_in: Run, answered: Response, file_of_answers: Path) -> None:
    name = answered.id[:8]
    signed_in("response", "correct", "B-1", name, "--answers", file_of_answers, "--reason", WHY)
    first, second = (signed_in("response", "history", "B-1", name, "--version", n).out for n in (1, 2))
    changed = [(one, other) for one, other in zip(first.splitlines(), second.splitlines(), strict=True) if one != other]
    assert len(changed) == 1
    assert signed_in("response", "history", "B-1", name, "--version", 3).code == 2


def test_an_answer_is_taken_out_with_null(signed_in: Run, protected: Path, answered: Response, tmp_path: Path) -> None:
    file = tmp_path / "ret.yaml"
    file.write_text(
        "questionnaire: livskvalitet\nanswers:\n  psykisk_velbefindende:\n    humoer: {tilfredshed: null}\n",
        encoding="utf-8",
    )
    told = signed_in("response", "correct", "B-1", answered.id[:8], "--answers", file, "--reason", WHY)
    if told.code == 0:
        area = newest(protected).answers["psykisk_velbefindende"]
        assert isinstance(area, dict)
        assert "tilfredshed" not in str(area["humoer"])
    else:  # the questionnaire wants an answer there
        assert "mend this on the screen" in told.err
        assert newest(protected) == answered


def test_staff_who_may_not_unlock_are_told_so(
    signed_in: Run, run: Run, protected: Path, answered: Response, tmp_path: Path
) -> None:
    other = "en helt anden sætning"
    with entered(protected) as workplace:
        assert workplace.session is not None
        user = NewUser(name=STAFF, title="Kaj Holm", roles=(Role.STAFF,), passphrase=other)
        house = workplace.session.register.house.id
        made = add_user(workplace.session, user, (house,), now=START, witness=_Silent())
        assert isinstance(made, User)
    file = written_passphrase(tmp_path / "kho.txt", other)
    as_staff = ("--store", protected, "--user", STAFF, "--passphrase-file", file)
    name = answered.id[:8]
    assert run(*as_staff, "response", "sign", "B-1", name).code == 0
    refused = run(*as_staff, "response", "unlock", "B-1", name, "--reason", WHY)
    assert refused.code == 1
    assert newest(protected).is_signed
    assert signed_in("response", "unlock", "B-1", name, "--reason", WHY).code == 0


def _everybody(workplace: Workplace) -> list[CaseFile]:
    return [open_case(workplace.store, case) for case in workplace.store.list_cases()]


class _Silent:
    def tell(self, use: object) -> None: ...


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("withdraw", "B-1", "{name}"), "Say why"),
        (("withdraw", "B-1", "{name}", "--reason", " "), "Write why"),
        (("withdraw", "B-1", "abc", "--reason", "x"), "no response `abc`"),
        (("withdraw", "B-1", "ffffffff", "--reason", "x"), "no response `ffffffff`"),
        (("sign", "B-7", "{name}"), "no citizen `B-7`"),
        (("unlock", "B-1", "{name}", "--reason", "x"), "not signed"),
        (("move", "B-1", "{name}", "--to", "B-1", "--reason", "x"), "already"),
        (("correct", "B-1", "{name}", "--answers", "gone.yaml", "--reason", "x"), "no file"),
        (("correct", "B-1", "{name}", "--answers", "other.json", "--reason", "x"), "not to `livskvalitet`"),
        (("correct", "B-1", "{name}", "--answers", "phone.json", "--reason", "x"), "another way"),
        (("correct", "B-1", "{name}", "--answers", "same.json", "--reason", "x"), "Nothing was changed"),
        (("correct", "B-1", "{name}", "--answers", "broken.json", "--reason", "x"), "broken.json"),
        (("correct", "B-1", "{name}", "--answers", "wrong.json", "--reason", "x"), "The draft is kept"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    signed_in: Run, protected: Path, answered: Response, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    questionnaire = "livskvalitet"
    for file, content in (
        ("other.json", {"questionnaire": "baggrund", "answers": {}}),
        ("phone.json", {**ANSWERS, "mode": "observation"}),
        ("same.json", {"questionnaire": questionnaire, "answers": {}}),
        ("wrong.json", {"questionnaire": questionnaire, "answers": {"psykisk_velbefindende": {"humoer": 99}}}),
    ):
        (tmp_path / file).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "broken.json").write_text("[", encoding="utf-8")
    told = signed_in("response", *(one.format(name=answered.id[:8]) for one in arguments))
    assert told.code in (1, 2)
    assert said in told.err, told.err
    assert newest(protected) == answered
    assert "99" not in told.err


def test_a_reason_with_a_cpr_number_is_told_and_not_quoted(signed_in: Run, answered: Response) -> None:
    told = signed_in("response", "withdraw", "B-1", answered.id[:8], "--reason", "Er 010190-1234")
    assert (told.code, "CPR" in told.err, "1234" in told.err) == (0, True, False)


def test_withdrawn_rounds_have_no_place_in_a_table(signed_in: Run, answered: Response) -> None:
    told = signed_in("export", "--withdrawn", "--output", "svar.csv")
    assert (told.code, "--withdrawn" in told.err) == (2, True)
    assert answered.id


def test_what_is_done_stands_in_the_access_log(signed_in: Run, protected: Path, answered: Response) -> None:
    signed_in("response", "withdraw", "B-1", answered.id[:8], "--reason", "hemmelig grund")
    raw = b"".join(file.read_bytes() for file in (protected / "log").rglob("*") if file.is_file())
    assert b"hemmelig grund" not in raw
    told = signed_in("log", "show", "--ids")
    assert told.code == 0
    assert "hemmelig grund" not in told.out
    with entered(protected) as workplace:
        case = next(file.id for file in _everybody(workplace) if file.uncounted)
    assert case[:8] in told.out
