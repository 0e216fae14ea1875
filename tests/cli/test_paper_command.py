"""`sipforms paper`: one form as text or as a page, all of them in a folder, and wrong names told with the right one."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_form_is_printed_as_text_where_no_file_is_named(run: Run) -> None:
    ended = run("paper", "sikret", "den_unges_stemme")
    assert ended.code == 0
    assert ended.out.splitlines()[1].strip("=") == ""
    assert "[1]" in ended.out
    assert run("paper", "sikret", "den_unges_stemme", "--output", "-").out == ended.out


def test_a_page_is_written_over_only_when_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "skema.html"
    assert run("paper", "sikret", "den_unges_stemme", "--output", file).code == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    ended = run("paper", "sikret", "den_unges_stemme", "--output", file)
    assert ended.code == 1
    assert "--overwrite" in ended.err


def test_all_forms_of_everybody_who_answers_go_to_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("paper", "sikret", "--all", "papir").code == 0
    names = {path.name for path in (tmp_path / "papir").iterdir()}
    assert {"screening-fagperson.html", "screening-kontaktperson.html", "institution.html"} <= names


def test_more_rows_give_more_room(run: Run) -> None:
    few = run("paper", "sikret", "indsats", "--rows", "1").out
    assert len(run("paper", "sikret", "indsats", "--rows", "4").out) > len(few)


def test_wrong_names_are_told_with_the_nearest_right_one(run: Run) -> None:
    assert "Did you mean `sikret`" in run("paper", "sikre", "indsats").err
    assert "Did you mean `indsats`" in run("paper", "sikret", "indsat").err
    asked = run("paper", "sikret")
    assert asked.code == 2
    assert "indskrivning" in asked.err
