"""Whatever an author does to the files: the preview goes on, with the last form that worked."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sipforms.actions.form.model import FormModel
from sipforms.actions.preview.pointing import place_of, spot_at
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View
from sipforms.engine.shelf import shipped
from tests.actions.preview.conftest import CRITERIA, NOW, TEXT

FILES = (
    "programme.yaml",
    "scales.yaml",
    "indicators.yaml",
    "questionnaires/indsats.yaml",
    "questionnaires/rammer.yaml",
)
BITS = st.sampled_from(
    ["", " ", "\n", ":", "- ", "{", "}", "[", '"', "title", "scale: x", "type: array", "visibleIf:", "1"]
)
MUTATION = st.tuples(
    st.sampled_from(["cut", "put", "drop line", "double line", "swap lines", "end here", "away", "binary"]),
    st.sampled_from(FILES),
    st.floats(0, 1),
    BITS,
)

Mutation = tuple[str, str, float, str]


def mutate(folder: Path, what: str, file: str, where: float, bit: str) -> None:
    path = folder / file
    if what == "away" or not path.exists():
        path.unlink(missing_ok=True)
        return
    content = path.read_bytes().decode("utf-8", errors="replace")
    at, lines = int(where * len(content)), content.splitlines(keepends=True)
    line = min(len(lines) - 1, int(where * len(lines)))
    match what:
        case "cut":
            content = content[:at] + content[at + 1 + len(bit) :]
        case "put":
            content = content[:at] + bit + content[at:]
        case "drop line" | "double line" if lines:
            lines[line : line + 1] = [] if what == "drop line" else [lines[line]] * 2
            content = "".join(lines)
        case "swap lines" if len(lines) > 1:
            lines[line - 1], lines[line] = lines[line], lines[line - 1]
            content = "".join(lines)
        case "end here":
            content = content[:at]
    path.write_bytes(content.encode("utf-8") if what != "binary" else b"\xff\x00" + content.encode("utf-16"))


MUTATIONS, SHOWN = st.lists(MUTATION, min_size=1, max_size=4), st.sampled_from(["baggrund", "indsats", "rammer"])


@settings(max_examples=6, deadline=None)
@given(MUTATIONS, SHOWN)
def test_no_change_of_the_files_takes_the_form_away(mutations: list[Mutation], shown: str) -> None:
    goes_on(mutations, shown)


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(MUTATIONS, SHOWN)
def test_no_change_of_the_files_takes_the_form_away_many_times(mutations: list[Mutation], shown: str) -> None:
    goes_on(mutations, shown)


def goes_on(mutations: list[Mutation], shown: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(shipped() / "voksen", Path(scratch) / "voksen"))
        shutil.rmtree(folder / "examples")
        preview = Preview(folder, CRITERIA, lambda: NOW, lambda: TEXT, View(questionnaire=shown))
        preview.answer_as_somebody()
        for mutation in mutations:
            mutate(folder, *mutation)
            assert preview.stage is not None
            preview.take(preview.read(), preview.stage.filling.draft)
            assert preview.look.fault == "", mutation
            looks_whole(preview)
            if preview.look.is_good:
                preview.answer_as_somebody()
                looks_whole(preview)


def looks_whole(preview: Preview) -> None:
    """What a screen would ask of it can be had."""
    assert preview.stage is not None
    assert preview.look.good is not None
    model = FormModel(preview.stage.filling.draft, preview.stage.floor)
    for stop in model.outline.stops:
        place_of(preview.look.good.bundle, preview.view.questionnaire, stop)
    for problem in preview.look.problems:
        spot_at(problem.place, preview.look.bundle, preview.look.good.bundle)
    preview.needed(preview.view.questionnaire)
