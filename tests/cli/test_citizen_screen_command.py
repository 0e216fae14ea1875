"""``sipforms citizen-screen``: drawn on a terminal or not at all, and told what is wrong with its number."""

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("number", ["49152", "1", "65535"])
def test_without_a_terminal_it_says_so(run: Run, number: str) -> None:
    result = run("--language", "en", "citizen-screen", number)
    assert result.code == 2
    assert "This is drawn on a terminal." in result.err


@pytest.mark.parametrize("number", ["", "0", "65536", "-1", "x", "4915²", "127.0.0.1"])
def test_what_is_no_number_of_a_screen_is_refused(run: Run, number: str) -> None:
    result = run("--language", "en", "citizen-screen", number)
    assert result.code == 2
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "arguments", [("--demo", "--line", "--citizen-screen"), ("--demo", "fill", "B-1042", "--line", "--citizen-screen")]
)
def test_lines_have_no_second_screen(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("--language", "en", *arguments)
    assert result.code == 2
    assert "goes with a form that is drawn" in result.err
