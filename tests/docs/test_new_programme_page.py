"""The page about making a new programme is true: every file and command, in its order, gives what it shows."""

from pathlib import Path

import pytest

from tests.house.pages import as_pattern, run, steps
from tests.house.reading import ROOT

PAGES = {
    language: (ROOT / "docs" / language / name).read_text(encoding="utf-8")
    for language, name in (("da", "nyt-program.md"), ("en", "new-programme.md"))
}
MADE = "hjem_igen"


def followed(page: str, folder: Path, language: str) -> int:
    """Do what the page says, as a reader of that language; how many commands printed what the page shows."""
    done = 0
    for step in steps(page):
        if step.file:
            (folder / step.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / step.file).write_text(step.text, encoding="utf-8")
            continue
        printed = "\n".join(line.rstrip() for line in run(step.command, folder, language))
        assert as_pattern(step.shown).fullmatch(printed), f"$ {step.command}\n{printed}"
        done += 1
    return done


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.long)])
def test_every_step_gives_what_the_page_shows(language: str, tmp_path: Path) -> None:
    assert followed(PAGES[language], tmp_path, language) == 16
    *_, ready = run(f"sipforms check --profile production {MADE}", tmp_path, "en")
    assert ready == "1 programme checked for use: nothing to mend."
    *_, tried = run(f"sipforms test --coverage --mutants --at-least 100 {MADE}", tmp_path, "en")
    assert tried == "6 examples in 1 programme: all as expected."
    *_, shelved = run("sipforms programmes list", tmp_path, "en")
    assert MADE in shelved


def test_both_languages_take_the_same_steps() -> None:
    told = " --language da"  # in Danish `sipforms new` writes Danish without being told
    danish, english = (
        [(one.file, one.text, one.command.replace(told, "")) for one in steps(page)] for page in PAGES.values()
    )
    assert danish == english


def test_what_a_step_gives_is_looked_at(tmp_path: Path) -> None:
    page = PAGES["en"].partition("## 6.")[0].replace("nothing to mend.", "nothing to mend!")
    with pytest.raises(AssertionError, match=f"sipforms check {MADE}"):
        followed(page, tmp_path, "en")
