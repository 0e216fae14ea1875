"""The list of mistakes is exact: every code that is used is on it, with exactly the facts that are given."""

import ast
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sipforms.engine.check import check
from sipforms.engine.checks.codes import CODES
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import BundleCheck, StoreKind
from sipforms.engine.problem import Place, Problem
from sipforms.engine.read import bundle as reading
from sipforms.engine.read.bundle import Bundle, read
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from tests.engine.checking import SMALL, bundle, problems, words

ENGINE = Path(reading.__file__).parent.parent
CALLS = {"found": 0, "Refused": 0}


def used() -> Iterator[tuple[str, int, str, set[str], bool]]:
    """Every place in the engine where a problem is made: code, facts, and whether it names a second place."""
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in CALLS:
                continue
            code = node.args[0]
            names = {one.arg for one in node.keywords if one.arg}
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield path.name, node.lineno, code.value, names - {"also"}, "also" in names


def test_every_problem_is_made_with_the_facts_of_its_code() -> None:
    wrong = [
        (file, line, code, facts)
        for file, line, code, facts, also in used()
        if code not in CODES or facts != set(CODES[code].facts) or also is not CODES[code].also
    ]
    assert wrong == []
    assert len(list(used())) > 80


def test_every_code_is_said_in_one_sentence() -> None:
    for code, one in CODES.items():
        assert code == code.lower().replace("_", "-"), code
        assert one.meaning.endswith("."), code
        assert len(set(one.facts)) == len(one.facts), code


def shown(found: Iterable[Problem], code: str) -> Problem:
    """The one problem there is, which is of that code and has its facts."""
    (problem,) = found
    assert problem.code == code
    assert set(problem.facts) == set(CODES[code].facts)
    return problem


def on_disk(folder: Path) -> Path:
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert shown(check(read(tmp_path / "ingen"), plain()), "no-such-folder").place.file == "ingen"


def test_a_file_where_a_folder_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    shown(check(read(tmp_path / "fil"), plain()), "not-a-folder")


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    folder = on_disk(tmp_path / "lille")
    (folder / "reports.yaml").symlink_to(tmp_path / "hemmelig.yaml")
    assert shown(check(read(folder), plain()), "symbolic-link").place.file == "reports.yaml"


def test_a_device_of_windows_is_no_file_name(tmp_path: Path) -> None:
    folder = on_disk(tmp_path / "lille")
    (folder / "questionnaires" / "con.yaml").write_text("title: x\n")
    assert shown(check(read(folder), plain()), "device-name").facts == {"name": "con.yaml"}


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = on_disk(tmp_path / "lille")
    (folder / "reports.yaml").write_text("x: 1\n")
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith("reports.yaml"):
            raise PermissionError(path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    codes = [problem.code for problem in check(read(folder), plain())]
    assert codes == ["unreadable-file"]


def test_more_files_than_a_bundle_may_hold(tmp_path: Path) -> None:
    folder = on_disk(tmp_path / "lille")
    (folder / "examples").mkdir()
    for number in range(250):
        (folder / "examples" / f"{number}.yaml").write_text("[]\n")
    found = read(folder).problems
    assert [one.code for one in found if one.code != "no-programme-file"] == ["too-many-files"]


def test_more_bytes_than_a_bundle_may_hold(tmp_path: Path) -> None:
    folder = on_disk(tmp_path / "lille")
    (folder / "examples").mkdir()
    for number in range(10):
        (folder / "examples" / f"{number}.yaml").write_text("#" * 250_000)
    assert "bundle-too-big" in {one.code for one in read(folder).problems}


def test_a_big_file_is_not_read() -> None:
    assert shown(problems({"reports.yaml": "#" + "x" * 262_144}), "file-too-big").facts == {"limit": 256}


def test_a_version_with_thousands_of_digits_is_compared_like_any_other() -> None:
    """Python refuses to read so long a number; a bundle that asks for one is for another engine."""
    asked = SMALL["programme.yaml"] + 'requires: ">=' + "9" * 5000 + '"\n'
    assert [one.code for one in problems({"programme.yaml": asked})] == ["engine-too-old"]


def test_a_file_that_was_refused_is_not_missing_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "lille"
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "programme.yaml").write_text(SMALL["programme.yaml"], "utf-8")
    (folder / "questionnaires" / "puls.yaml").symlink_to(folder / "programme.yaml")
    assert [one.code for one in check(read(folder), words())] == ["symbolic-link"]


def test_too_many_values_in_a_file() -> None:
    shown(problems({"reports.yaml": "a: [" + "1, " * 20_100 + "1]\n"}), "too-many-values")


class Offers:
    """A plug-in that offers whatever it is given."""

    def __init__(self, *checks: object) -> None:
        self.checks = checks

    @hookimpl
    def bundle_checks(self) -> Iterable[BundleCheck]:
        for one in self.checks:
            if isinstance(one, Exception):
                raise one
            yield one  # type: ignore[misc]


def plain(**plugins: object) -> Vocabulary:
    return collect(plugin_manager(plugins, installed=False))


def strict(_bundle: Bundle) -> Iterable[Problem]:
    return [
        Problem(code="too-few", place=Place(file="programme.yaml", line=3), facts={"keyword": "version", "least": 1})
    ]


def broken(_bundle: Bundle) -> Iterable[Problem]:
    raise ZeroDivisionError


def test_two_plugins_with_one_name() -> None:
    offer = BundleCheck(name="streng", check=strict)
    words = plain(en=Offers(offer), to=Offers(offer))
    problem = shown(words.problems, "two-plugins-one-name")
    assert (problem.facts["plugin"], problem.facts["first"]) == ("to", "en")


def test_a_plugin_that_fails_leaves_the_others_working() -> None:
    words = plain(en=Offers(ValueError()), to=Offers(BundleCheck(name="streng", check=strict)))
    assert shown(words.problems, "plugin-failed").facts["fault"] == "ValueError"
    assert [problem.place.line for problem in check(bundle(), words)] == [3]


def test_a_plugin_that_offers_something_else() -> None:
    words = plain(en=Offers(StoreKind(name="x", open=lambda: None)))
    shown(words.problems, "plugin-offers-wrong-kind")


def test_a_plugin_whose_check_fails() -> None:
    words = plain(en=Offers(BundleCheck(name="streng", check=broken)))
    assert shown(check(bundle(), words), "plugin-check-failed").facts["fault"] == "ZeroDivisionError"
