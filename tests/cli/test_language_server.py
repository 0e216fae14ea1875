"""What an editor shows: yaml-language-server with the settings that `sipforms schema --editor` writes."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from sipforms.cli import door
from sipforms.engine.read.bundle import read
from tests.engine.bundles import ROOT, SMALL
from tests.node.language_server import LanguageServer, language_server

pytestmark = pytest.mark.node

INSIDE = """title: Livskvalitet
properties:
  relationer:
    title: Relationer
    properties:
      venner: {title: at du har venner, scale: fem_trin}
      familie:
        title: din familie
        """
FILE = "voksen/questionnaires/proeve.yaml"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server that editors run, on a folder with a programme in it, set up by our own command alone."""
    folder = tmp_path_factory.mktemp("editor")
    for file, content in read(ROOT / "programs" / "voksen").files.items():
        (folder / "voksen" / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / "voksen" / file).write_bytes(content)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_HOME", str(folder / ".nobody"))
        assert door._run(["--language", "en", "schema", "--editor", str(folder)]) == 0
    said = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    settings = {"yaml": {"schemas": said["yaml.schemas"], "validate": True, "hover": True, "completion": True}}
    settings["yaml"]["schemaStore"] = {"enable": False}
    with language_server(settings, folder) as running:
        running.problems((FILE, INSIDE))  # when these are told, the server has read its settings
        yield running


def offered(server: LanguageServer, text: str, file: str = FILE) -> dict[str, Any]:
    return {one["label"]: one for one in server.at("completion", file, text)["items"]}


def hovered(server: LanguageServer, text: str, file: str = FILE) -> str:
    return str(server.at("hover", file, text)["contents"]["value"])


def underlined(server: LanguageServer, text: str, file: str = FILE) -> list[tuple[int, str]]:
    return [(one["range"]["start"]["line"] + 1, one["message"]) for one in server.problems((file, text))[0]]


def test_inside_an_item_our_keywords_are_offered_with_what_they_mean(server: LanguageServer) -> None:
    found = offered(server, INSIDE + "|\n")
    assert {"scale", "visibleIf", "say", "oneOf", "sensitivity", "multiline", "properties", "rowTitle"} <= found.keys()
    assert not {"title", "chart", "message", "scorer"} & found.keys()
    assert found["scale"]["insertText"] == "scale: "
    assert found["visibleIf"]["insertText"] == "visibleIf: {item: ${1:bolig.form}, is: ${2:andet}}"
    assert "Asked only while this is true" in found["visibleIf"]["documentation"]["value"]


def test_what_every_keyword_writes_ends_in_a_value(server: LanguageServer) -> None:
    """A word without its colon would have to be mended by hand."""
    for text in (INSIDE + "|\n", INSIDE + "visibleIf:\n          |\n"):
        for label, item in offered(server, text).items():
            assert ":" in item["insertText"], label


def test_under_properties_whole_items_are_offered(server: LanguageServer) -> None:
    found = offered(server, "title: Prøve\nproperties:\n  |\n")
    assert found["item on a scale"]["insertText"] == "${1:id}:\n  title: $2\n  scale: ${3:fem_trin}"
    assert {"yes or no", "one of a list", "several of a list", "area with items", "rows"} <= found.keys()


@pytest.mark.parametrize(
    ("file", "text", "label"),
    [
        ("voksen/scales.yaml", "$defs:\n  |\n", "scale with steps"),
        ("voksen/indicators.yaml", "|\n", "indicator"),
        ("voksen/reports.yaml", "|\n", "report"),
        (FILE, "title: a\nproperties:\n  a: {title: b}\nchecks:\n  - |\n", "check over several answers"),
        ("voksen/examples/proeve.yaml", "- |\n", "example"),
        ("voksen/programme.yaml", "id: a\nschedule:\n  - |\n", "due again and again"),
    ],
)
def test_every_kind_of_file_has_its_snippet(server: LanguageServer, file: str, text: str, label: str) -> None:
    assert label in offered(server, text, file)


def test_closed_words_are_offered_each_with_its_meaning(server: LanguageServer) -> None:
    found = offered(server, INSIDE + "sensitivity: |\n")
    assert list(found) == ["identity", "special", "freeText", "none"]
    assert found["none"]["documentation"] == "Nothing personal."


@pytest.mark.parametrize(
    ("file", "text", "labels"),
    [
        ("voksen/indicators.yaml", "a:\n  scorer: |\n", {"mean", "difference", "share"}),
        ("voksen/indicators.yaml", "a:\n  questionnaire: |\n", {"livskvalitet", "rammer"}),
        (FILE, INSIDE + "scale: |\n", {"fem_trin", "vigtighed_tilfredshed"}),
        ("voksen/reports.yaml", "a:\n  sections:\n    - section: |\n", {"development", "answers"}),
    ],
)
def test_names_that_there_are_are_offered(server: LanguageServer, file: str, text: str, labels: set[str]) -> None:
    assert labels <= offered(server, text, file).keys()


@pytest.mark.parametrize(
    ("file", "text", "labels"),
    [
        ("voksen/indicators.yaml", "a:\n  scorer: days\n  |\n", {"from", "to", "missing"}),
        ("voksen/indicators.yaml", "a:\n  scorer: sum\n  |\n", {"items", "prorate", "reversed"}),
        ("voksen/indicators.yaml", "a:\n  scorer: sum\n  prorate: |\n", {"true", "false"}),
        ("voksen/reports.yaml", "a:\n  sections:\n    - section: talkingPoints\n      |\n", {"top"}),
        ("voksen/reports.yaml", "a:\n  sections:\n    - section: development\n      chart: |\n", {"dumbbell", "words"}),
    ],
)
def test_the_settings_of_what_is_named_are_offered(
    server: LanguageServer, file: str, text: str, labels: set[str]
) -> None:
    found = offered(server, text, file)
    assert labels <= found.keys()
    assert all(":" in found[one]["insertText"] for one in labels if text.endswith("  |\n"))
    assert ("from" in found) == ("scorer: days" in text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sens|itivity: special", "How sensitive the answers are"),
        ("sensitivity: spec|ial", "About health or private life, the usual case."),
        ("vis|ibleIf: {item: a, is: 1}", "Asked only while this is true."),
        ("visibleIf: {it|em: a, is: 1}", "The path of the question whose answer is compared"),
        ("multi|line: true", "A longer text on several lines.\n\n```yaml\nmultiline: true\n```"),
    ],
)
def test_hover_explains_a_keyword_and_a_word(server: LanguageServer, line: str, expected: str) -> None:
    assert expected in hovered(server, INSIDE + line + "\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("requird: true", "Property requird is not allowed."),
        ("maxLength: mange", 'Incorrect type. Expected "integer".'),
        ("sensitivity: hemmelig", "Value is not accepted."),
        ("say: 3", 'Incorrect type. Expected "string".'),
        ("since: 1", 'Incorrect type. Expected "string".'),
        ("since: en", "Write three numbers with dots, such as 1.0.0."),
        ("visibleIf: {item: a, between: [1]}", "Array has too few items."),
    ],
)
def test_a_mistake_is_underlined_once_on_its_line(server: LanguageServer, line: str, told: str) -> None:
    found = underlined(server, INSIDE + line + "\n")
    assert len(found) == 1
    assert found[0][0] == 9
    assert found[0][1].startswith(told)


def test_what_check_accepts_is_not_underlined(server: LanguageServer) -> None:
    """The shipped programme and those that the tests are made of, every file of them.

    All but one: where a file names a `$schema` of its own, the server wants that one, and has no network to fetch it.
    """
    folders = (ROOT / "programs" / "voksen", *sorted(SMALL.iterdir()))
    files = [
        (f"a/{file}", content.decode("utf-8-sig")) for folder in folders for file, content in read(folder).files.items()
    ]
    told = {
        file: found for (file, text), found in zip(files, server.problems(*files), strict=True) if "$schema" not in text
    }
    assert len(told) > 10
    assert {file: found for file, found in told.items() if found} == {}


def test_the_line_at_the_top_of_a_file_is_enough(server: LanguageServer) -> None:
    """For editors that know no settings, here in a folder that no setting names."""
    line = "# yaml-language-server: $schema=../../../.sipforms/schemas/questionnaire.json\n"
    assert underlined(server, line + INSIDE + "requird: true\n", "voksen/nowhere/else/x.yaml") == [
        (10, "Property requird is not allowed.")
    ]


def test_snippets_make_programmes_that_are_not_underlined(server: LanguageServer) -> None:
    made = []
    for label, item in offered(server, "title: Prøve\nproperties:\n  |\n").items():
        if label != "property":
            body = re.sub(r"\$\{\d+[:|]([^},|]*)[^}]*\}", r"\1", item["insertText"])
            made.append(
                (FILE, "title: Prøve\nproperties:\n  " + re.sub(r"\$\d+", "Ord", body).replace("\n", "\n  ") + "\n")
            )
            assert yaml.safe_load(made[-1][1])["properties"]
    assert server.problems(*made) == [[]] * len(made)
