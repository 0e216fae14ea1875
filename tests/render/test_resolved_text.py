"""check --resolved prints YAML that says what the bundle says, and names the file and line of every part."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sipforms.engine.overlay.shared_core import shared_core_of
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.compose import CONTROL
from sipforms.engine.read.source import read_source
from sipforms.engine.response import Json
from sipforms.render.resolved import resolved_text
from tests.engine.checking import BUNDLES, PROGRAMS, bundle, folders
from tests.engine.overlaying import BASES, OVERLAYS, shelved

SAID = [*folders(OVERLAYS), *folders(PROGRAMS), *folders(BUNDLES / "good"), BASES / "trin_3"]
COMMENT = re.compile(r"  # ([a-z0-9_]+)/([a-z_/]+\.yaml):([0-9]+)$")


def said(of: Bundle) -> str:
    return resolved_text(of, shared_core_of(of))


@pytest.mark.parametrize("folder", SAID, ids=lambda path: path.name)
def test_it_is_yaml_that_says_what_the_bundle_says(folder: Path) -> None:
    whole = shelved(folder)
    wanted = {file: one.data for file, one in whole.sources.items() if not file.startswith("examples/")}
    read = read_source("alt.yaml", said(whole).encode()).data
    assert read == wanted or len(said(whole)) > 150_000  # a file of our own may hold no more values than that
    assert as_text(yaml.safe_load(said(whole))) == as_text(wanted)


def as_text(value: object) -> object:
    """The data with every key as a text: another reader takes `1` for a number."""
    if isinstance(value, dict):
        return {str(key): as_text(one) for key, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else value


def commented(text: str) -> Iterator[tuple[str, str, int]]:
    for line in text.splitlines():
        found = COMMENT.search(line)
        if found:
            yield line[: found.start()].strip(), found[2], int(found[3])


@pytest.mark.parametrize("name", ["lille_grund", "hjerneskade"])
def test_every_comment_names_the_line_where_the_part_is_written(name: str) -> None:
    whole = shelved(OVERLAYS / name)
    assert whole.base is not None
    parts = list(commented(said(whole)))
    assert len(parts) > 20
    for part, file, line in parts:
        text = whole.base.sources[file].text.splitlines()[line - 1]
        key = re.split(r"[:,{} ]+", part.removeprefix("- ").lstrip('{"'))[0].strip('"')
        assert key in text, (part, file, line)


def test_a_part_of_this_programme_has_no_comment() -> None:
    text = said(shelved(OVERLAYS / "lille_grund"))
    assert "        appetit: {title: at have appetit, scale: vigtigt_godt}\n" in text
    assert "          title: at maden smager godt  # grund/questionnaires/hverdag.yaml:12\n" in text
    assert text.startswith("# grund: ../../bases/grund\n")


def test_the_shared_core_ends_it() -> None:
    lines = said(shelved(OVERLAYS / "lille_grund")).splitlines()
    last = [line for line in lines[lines.index("", 5) :] if line]
    assert all(line.startswith("# ") for line in last)
    assert last[0].startswith("# 10 ")
    assert "#   hverdag.soevn.ro.vigtigt" in [line.partition(":")[0] for line in last]
    assert "#   natten.vaagen" in last
    assert "#   huset.have" in last


def test_of_a_chain_every_base_has_a_name() -> None:
    text = said(shelved(BASES / "trin_3"))
    assert text.splitlines()[:3] == ["# trin_2: ../trin_2", "# trin_1: ../trin_1", "# grund: ../grund"]


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), min_size=1))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assume(CONTROL.search(text) is None)
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    manifest = f'id: lille\ntitle: "{quoted}"\ntheory: {{goal: "{quoted}"}}\n'
    read = yaml.safe_load(resolved_text(bundle({"programme.yaml": manifest}), None))["programme.yaml"]
    assert (read["title"], read["theory"]["goal"]) == (text, text)


def test_what_extends_nothing_is_shown_without_comments() -> None:
    text = resolved_text(bundle(), None)
    assert "#" not in text
    data: Json = yaml.safe_load(text)
    assert isinstance(data, dict)
    assert list(data) == ["programme.yaml", "questionnaires/puls.yaml"]
