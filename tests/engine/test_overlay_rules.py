"""What holds for every overlay, whatever it adds and takes away."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.engine.build import build
from sipforms.engine.build.data import texts as texts_in
from sipforms.engine.checks.catalogue.overlays import CODES
from sipforms.engine.checks.codes import CODES as ALL_CODES
from sipforms.engine.overlay.parts import parts_of
from sipforms.engine.overlay.resolving import reopened, resolve
from sipforms.engine.overlay.shared_core import shared_core_of
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.engine.read.marks import Steps
from sipforms.engine.read.source import read_source
from sipforms.engine.response import Json
from tests.engine.checking import PROGRAMS
from tests.engine.mutating import mutated
from tests.engine.overlaying import OVERLAYS, Bundles, grund, over, problems, shelved, value

HVERDAG = "questionnaires/hverdag.yaml"
PARTS = sorted(path for path in parts_of(grund()) if not path.startswith(("programme.", "translations.", "reports")))
WHOLE = {
    path
    for path, (target, *_) in parts_of(grund()).items()
    if target.steps[-2:-1] == ("properties",) or not target.steps or target.file == "indicators.yaml"
}
"""Questionnaires, areas, items and numbers: without them nothing else is asked otherwise."""

patient = settings(deadline=None, max_examples=40)
"""Two processors may be shared by many; each case checks two whole programmes."""

IDS = st.sampled_from(["alt_i_alt", "boede", "laengde", "mad", "ny", "ro", "smag", "soevn", "venner"])
TITLES = st.sampled_from(["Mad", "at have ro om natten", "Noget nyt", "Søvn"])
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "title": TITLES,
        "scale": st.sampled_from(["trin", "vigtigt_godt", "bolig"]),
        "help": TITLES,
        "say": TITLES,
        "type": st.sampled_from(["boolean", "string"]),
        "after": IDS,
        "before": IDS,
        "visibleIf": st.just({"item": "alt_i_alt", "is": 1}),
    },
)
ENTRIES = st.recursive(
    st.dictionaries(IDS, ITEM, max_size=3),
    lambda inside: st.dictionaries(IDS, st.fixed_dictionaries({"properties": inside}), max_size=3),
    max_leaves=6,
)


def written(value: object) -> str:
    """YAML in braces, which is JSON without line breaks."""
    return json.dumps(value, ensure_ascii=False)


@st.composite
def overlays(draw: st.DrawFn) -> tuple[dict[str, str], str]:
    """Overlays as somebody might write them in a hurry, most of them with mistakes."""
    removed = draw(st.lists(st.sampled_from(PARTS), max_size=2, unique=True))
    replaced = draw(st.lists(st.sampled_from(PARTS), max_size=2, unique=True))
    more = "".join(
        f"{word}: {written(list(what))}\n" for word, what in (("remove", removed), ("replace", replaced)) if what
    )
    return {HVERDAG: f"{{properties: {written(draw(ENTRIES))}}}\n"}, more


def all_steps(value: Json, steps: Steps = ()) -> list[Steps]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [steps, *(found for step, one in inside for found in all_steps(one, (*steps, step)))]


@patient
@given(overlays())
def test_every_value_stands_in_one_of_the_two_files(texts: tuple[dict[str, str], str]) -> None:
    bundle = over(*texts)
    for source in bundle.sources.values():
        for steps in all_steps(source.data):
            for place in (source.place(steps), source.place(steps, key=True)):
                text = bundle.text_of(place.file)
                assert text is not None
                assert place.line <= max(1, len(text.splitlines()))
                assert place.column <= max((len(line) for line in text.splitlines()), default=0) + 1


@patient
@given(overlays())
def test_every_mistake_is_told_in_a_file_of_the_overlay(texts: tuple[dict[str, str], str]) -> None:
    bundle = over(*texts)
    for problem in problems(bundle):
        assert not problem.place.file.startswith(".."), problem
        assert problem.also is None or bundle.text_of(problem.also.file) is not None


@patient
@given(overlays())
def test_a_sound_overlay_that_replaces_nothing_asks_every_question_left_as_before(
    texts: tuple[dict[str, str], str],
) -> None:
    bundle = over(*texts)
    is_wrong = any(problem.code in CODES or problem.level == "error" for problem in problems(bundle))
    manifest = value(bundle, "programme.yaml")
    assert isinstance(manifest, dict)
    if is_wrong or "replace" in manifest or not set(texts_in(manifest.get("remove"))) <= WHOLE:
        return
    core = shared_core_of(bundle)
    assert core is not None
    assert core.otherwise == ()


@patient
@given(overlays())
def test_what_a_store_keeps_is_the_same_programme(texts: tuple[dict[str, str], str]) -> None:
    bundle = over(*texts)
    again = reopened("over", bundle.defining_files)
    assert {file: one.data for file, one in again.sources.items()} == {
        file: one.data for file, one in bundle.sources.items()
    }
    assert again.digest == bundle.digest


def known_as(entry: Json, what: Json) -> Json:
    """An entry of a list with what it is known by."""
    assert isinstance(entry, dict)
    assert isinstance(what, dict)
    return {**{word: entry[word] for word in ("id", "const") if word in entry}, **what}


@patient
@given(st.sampled_from([path for path in PARTS if path.count(".") > 1]))
def test_removing_what_is_written_anew_leaves_what_was_there(path: str) -> None:
    """Replacing a part with itself changes nothing that is asked."""
    (target,) = parts_of(grund())[path]
    what: Json = value(grund(), target.file, *target.steps)
    for length in range(len(target.steps) - 1, -1, -1):
        step, around = target.steps[length], target.steps[:length]
        what = [known_as(value(grund(), target.file, *around, step), what)] if isinstance(step, int) else {step: what}
    bundle = over({target.file: written(what) + "\n"}, f"replace: [{written(path)}]\n")
    assert build(bundle).questionnaires == build(grund()).questionnaires


@pytest.mark.parametrize("folder", [OVERLAYS / "lille_grund", PROGRAMS / "voksen"], ids=lambda path: path.name)
def test_an_empty_overlay_changes_nothing(folder: Path) -> None:
    base = shelved(folder)
    bundle = over({}, base=base)
    whole, before = build(bundle), build(base)
    assert whole.questionnaires == before.questionnaires
    assert (whole.indicators, whole.scales, whole.schedule) == (before.indicators, before.scales, before.schedule)
    core = shared_core_of(bundle)
    assert core is not None
    assert (len(core.same), core.otherwise, core.added, core.left) == (core.of, (), (), ())


def test_whatever_is_done_to_overlay_or_base_is_told_and_crashes_nothing() -> None:
    chance = random.Random(11)
    own = {file: read_source(file, text).data for file, text in texts_of(shelved(OVERLAYS / "lille_grund")).items()}
    below = {file: read_source(file, text).data for file, text in texts_of(grund()).items()}
    for number in range(100):
        mine, theirs = (dict(one) for one in (own, below))
        for one in (mine, theirs) if number % 3 == 0 else (mine,):
            file = chance.choice(sorted(one))
            one[file] = mutated(one[file], chance)
        base = bundle_from("grund", {file: written(data).encode() for file, data in theirs.items()})
        files = {file: written(data).encode() for file, data in mine.items()}
        bundle = resolve(bundle_from("lille_grund", files), Bundles({"grund": base}, "lille_grund"))
        for problem in problems(bundle):
            assert not problem.place.file.startswith(".."), (number, problem)
            assert set(problem.facts) == set(ALL_CODES[problem.code].facts), (number, problem)
        assert reopened("lille_grund", bundle.defining_files).digest == bundle.digest


def texts_of(bundle: Bundle) -> dict[str, bytes]:
    return {file: text for file, text in bundle.files.items() if not file.startswith("extends/")}
