"""What can be mended without its author: every case a file in tests/fixing, and rules that hold for any bundle."""

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.check import check
from sipforms.engine.checks.allowing import weighed
from sipforms.engine.fixing.edit import Edit, Fix, Move, apart, edited
from sipforms.engine.fixing.fixes import IN_BUNDLE, IN_FILE
from sipforms.engine.fixing.forms import as_date
from sipforms.engine.fixing.respelling import is_near_certain
from sipforms.engine.fixing.trial import Trial, mended
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from tests.engine.checking import BUNDLES, bundle, folders, words

CASES = sorted((BUNDLES.parent / "fixing").glob("*.yaml"))
SHARED = BUNDLES / "bad" / "missing-texts"
BASE = {
    "programme.yaml": "id: lille\ntitle: Prøve\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n",
    **{name: (SHARED / name).read_text("utf-8") for name in ("scales.yaml", "questionnaires/puls.yaml")},
}
WHOLE = {name: content.decode() for name, content in read(BUNDLES / "good" / "det_hele").files.items()}


def judged(one: Bundle) -> tuple[Problem, ...]:
    return weighed(one, check(one, words())).problems


def trial(one: Bundle, folder: Path = Path()) -> Trial:
    return Trial(bundle=one, problems=judged(one), judge=judged, reader=lambda name: (folder / name).read_bytes())


def bundle_of(files: dict[str, str], name: str = "lille") -> Bundle:
    return bundle_from(name, {file: text.encode() for file, text in files.items()})


def case(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_mended_as_it_says(path: Path) -> None:
    said = case(path)
    before = bundle_of({**BASE, **said["before"]})
    after, gone = mended(trial(before))
    changed = {name: new.decode() for name, new in after.bundle.files.items() if before.files.get(name) != new}
    assert changed == said["after"]
    assert [one.code for one in gone] == said["mends"]
    assert [one.code for one in after.problems] == said["left"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_mending_again_changes_nothing(path: Path) -> None:
    after, _ = mended(trial(bundle_of({**BASE, **case(path)["before"]})))
    again, gone = mended(after)
    assert (again.bundle.files, gone) == (after.bundle.files, ())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_lines_that_nobody_mends_stay_byte_for_byte(path: Path) -> None:
    before = bundle_of({**BASE, **case(path)["before"]})
    offered = trial(before).offered()
    after = trial(before).after(offered).bundle
    for file, content in before.files.items():
        lines = content.decode().splitlines(keepends=True)
        touched = {
            at
            for fix in offered.values()
            for edit in fix.edits
            if edit.file == file
            for at in range(line_of(before, edit.file, edit.start), line_of(before, edit.file, edit.end) + 1)
        }
        kept = Counter(line for at, line in enumerate(lines) if at not in touched)
        assert kept - Counter(after.files[file].decode().splitlines(keepends=True)) == Counter()


def line_of(one: Bundle, file: str, at: int) -> int:
    return len((one.sources[file].text[:at] + "x").splitlines()) - 1


def test_every_kind_that_can_be_mended_has_a_case() -> None:
    mends = {code for path in CASES for code in case(path)["mends"]}
    assert {*IN_FILE, *IN_BUNDLE} - {"unknown-file", "key-not-text"} <= mends  # a file's ending: tests/cli


@pytest.mark.parametrize("folder", folders(BUNDLES / "bad"), ids=lambda path: path.name)
def test_mending_any_bad_bundle_brings_nothing_new(folder: Path) -> None:
    read_ = read(folder)
    begun = trial(read_, folder)
    after, gone = mended(begun)
    unread = any(source.data is None for source in read_.sources.values())
    assert unread or Counter(one.code for one in after.problems) <= Counter(one.code for one in begun.problems)
    assert len(after.problems) <= len(begun.problems) or unread
    assert bool(gone) is (after.bundle.files != read_.files)


@given(st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_a_slip_anywhere_is_undone_or_left_and_no_other_line_is_touched(seed: int) -> None:
    chance = random.Random(seed)
    file = chance.choice([name for name in WHOLE if not name.startswith("translations/")])
    slipped = with_slip(WHOLE[file], chance)
    begun = trial(bundle_of({**WHOLE, file: slipped}, "det_hele"))
    after, gone = mended(begun)
    now = {name: content.decode() for name, content in after.bundle.files.items()}
    different = [
        (name, old, new)
        for name in now
        for old, new in zip(
            (slipped if name == file else WHOLE[name]).splitlines(), now[name].splitlines(), strict=True
        )
        if old != new
    ]
    assert len(different) <= len(gone)
    codes = Counter(one.code for one in after.problems)
    assert begun.bundle.sources[file].data is None or codes <= Counter(one.code for one in begun.problems)
    if gone and all(name == file for name, _, _ in different) and not after.problems:
        assert len(after.problems) < len(begun.problems)


def with_slip(text: str, chance: random.Random) -> str:
    """The text with one letter of one word left out, doubled or swapped with the next."""
    at = chance.choice([found.start() for found in re.finditer(r"[A-Za-zæøå]{4,}", text)]) + chance.randrange(3)
    letters = {"left out": "", "doubled": text[at] * 2, "swapped": text[at + 1] + text[at]}
    how = chance.choice(sorted(letters))
    return text[:at] + letters[how] + text[at + (2 if how == "swapped" else 1) :]


def test_edits_are_made_from_the_end() -> None:
    edits = (Edit(file="f", start=0, end=1, text="XYZ"), Edit(file="f", start=4, end=4, text="!"))
    assert edited("abcd", edits) == "XYZbcd!"


def test_fixes_that_touch_are_not_made_together_and_the_longer_goes_first() -> None:
    short, long = (Fix(edits=(Edit(file="f", start=2, end=end, text=""),)) for end in (3, 9))
    elsewhere = Fix(edits=(Edit(file="g", start=2, end=3, text=""),))
    assert apart({0: short, 1: long, 2: elsewhere}) == {1: long, 2: elsewhere}


def test_two_files_do_not_get_one_name() -> None:
    one, other = (Fix(moves=(Move(file=name, to="a.yaml"),)) for name in ("a.yml", "b.yml"))
    assert len(apart({0: one, 1: other})) == 1


def test_a_fix_that_would_bring_another_problem_is_not_offered() -> None:
    files = {"questionnaires/puls.yaml": "title: Puls\nproperties:\n  a: {title: A, scal: findes_ikke}\n"}
    assert trial(bundle(files)).offered() == {}


def test_a_name_that_stands_more_often_than_the_one_it_is_near_is_left() -> None:
    items = "".join(f"  {letter}: {{title: Spørgsmål {letter}, scale: trin}}\n" for letter in "abc")
    scale = "$defs:\n  trinn:\n    direction: higherIsMore\n    oneOf: [{const: 1, title: A}, {const: 2, title: B}]\n"
    files = {"questionnaires/puls.yaml": f"title: Puls\nproperties:\n{items}", "scales.yaml": scale}
    begun = trial(bundle(files))
    unknown = next(one for one in begun.problems if one.code == "unknown-scale")
    assert len((unknown.place, *unknown.elsewhere)) == 3
    assert begun.offered() == {}


@pytest.mark.parametrize(
    ("written", "meant", "known", "certain"),
    [
        ("scal", "scale", (), True),
        ("skala", "scale", (), True),
        ("Title", "title", (), True),
        ("fem", "fam", (), False),
        ("glad_1", "glad_2", (), False),
        ("venner", "vinder", (), False),
        ("tilfresdhed", "tilfredshed", (), True),
        ("tilfresdhed", "tilfredshed", ("tilfredshed", "tilfresdhet"), False),
        ("number", "integer", (), False),
        ("dato", "string, format: date", (), False),
    ],
)
def test_what_is_near_certain(written: str, meant: str, known: tuple[str, ...], *, certain: bool) -> None:
    assert is_near_certain(written, meant, known) is certain


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("22-11-2026", "2026-11-22"),
        ("1.2.2026", "2026-02-01"),
        ("22/11/2026", "2026-11-22"),
        ("3/4/2026", ""),
        ("2026-1-5", "2026-01-05"),
        ("31-02-2026", ""),
        ("i går", ""),
    ],
)
def test_days_as_people_write_them(written: str, day: str) -> None:
    assert as_date(written) == day
