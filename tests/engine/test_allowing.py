"""Problems allowed where they stand: which comments count, on which lines, and what is wrong with comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.engine.checks.allowing import Weighed, weighed
from sipforms.engine.checks.codes import CODES, found, found_with
from sipforms.engine.problem import Level, Place
from tests.engine.checking import bundle

FILE = "questionnaires/puls.yaml"
WARNING, NOTHING = "compares-with-missing", "missing-texts"
OF_COMMENTS = {code for code in CODES if code.startswith("allow-")}


def about(text: str, *lines: int) -> Weighed:
    """What is left of one warning on each of the lines of a questionnaire."""
    problems = tuple(found(WARNING, Place(file=FILE, line=line), name="a", value="b") for line in lines)
    return weighed(bundle({FILE: text}), problems)


def told(result: Weighed) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in result.problems]


def test_a_bundle_without_comments_is_told_as_it_is() -> None:
    assert told(about("title: A\n", 1)) == [(WARNING, 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: A  # sipforms: allow compares-with-missing because det er meningen\n", 1),
        ("title: A\t#sipforms:allow compares-with-missing because det er meningen\n", 1),
        ("# sipforms: allow compares-with-missing because det er meningen\ntitle: A\n", 2),
        ("# sipforms: allow compares-with-missing because det er meningen\n\n# mere\ntitle: A\n", 4),
        ("# sipforms: allow compares-with-missing because det er meningen\r\ntitle: A\r\n", 2),
        ("\ufeff# sipforms: allow compares-with-missing because det er meningen\ntitle: A\n", 2),
        ("title: |  # sipforms: allow compares-with-missing because det er meningen\n  A\n", 1),
        ("a:\n  - {b: 'c # d'}  # sipforms: allow compares-with-missing because det er meningen\n", 2),
        ("a: b\n# sipforms: allow x-y, compares-with-missing because det er meningen\nc: d\n", 3),
    ],
)
def test_a_comment_at_the_end_of_the_line_or_above_it_allows(text: str, line: int) -> None:
    result = about(text, line)
    assert WARNING not in {one.code for one in result.problems}
    (allowed,) = result.allowed
    assert (allowed.problem.code, allowed.reason) == (WARNING, "det er meningen")
    assert allowed.place.line in (line, 1, 2)
    assert text.lstrip("\ufeff").splitlines()[allowed.place.line - 1][allowed.place.column - 1 :].startswith(WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "title: 'A # sipforms: allow compares-with-missing because nej'\n",
        'title: "A # sipforms: allow compares-with-missing because nej"\n',
        "title: A# sipforms: allow compares-with-missing because nej\n",
        "title: |\n  # sipforms: allow compares-with-missing because nej\n",
        "title: >\n  A\n  # sipforms: allow compares-with-missing because nej\n",
        'title: "A\n  # sipforms: allow compares-with-missing because nej\n  B"\n',
    ],
)
def test_what_only_looks_like_a_comment_is_text(text: str) -> None:
    lines = range(1, text.count("\n") + 1)
    assert told(about(text, *lines)) == [(WARNING, line) for line in lines]


def test_several_comments_above_one_line_all_count() -> None:
    text = (
        "# sipforms: allow missing-texts because der er kun dansk\n"
        "# sipforms: allow compares-with-missing because det er meningen\n"
        "title: A\n"
    )
    place = Place(file=FILE, line=3)
    problems = (
        found(WARNING, place, name="a", value="b"),
        *(found_with(NOTHING, place, dict.fromkeys(CODES[NOTHING].facts, "")) for _ in range(2)),
    )
    result = weighed(bundle({FILE: text}), problems)
    assert result.problems == ()
    assert [one.reason for one in result.allowed] == ["det er meningen", *["der er kun dansk"] * 2]


@pytest.mark.parametrize(
    ("comment", "code", "facts"),
    [
        ("allow", "allow-form", {}),
        ("tillad compares-with-missing because x", "allow-form", {}),
        ("allow compares-with-missing fordi det er meningen", "allow-form", {}),
        ("allow compares-with-missing", "allow-without-reason", {"name": WARNING}),
        ("allow compares-with-missing because", "allow-without-reason", {"name": WARNING}),
        ("allow compares-with-missing because ...", "allow-without-reason", {"name": WARNING}),
        (
            "allow compares-with-mising because det er meningen",
            "allow-unknown-code",
            {"name": "compares-with-mising", "suggestion": WARNING},
        ),
        ("allow unknown-scale because det er meningen", "allow-must-be-mended", {"name": "unknown-scale"}),
        ("allow allow-nothing because det er meningen", "allow-must-be-mended", {"name": "allow-nothing"}),
        ("allow missing-texts because det er meningen", "allow-nothing", {"name": NOTHING}),
    ],
)
def test_what_is_wrong_with_a_comment_is_told_once(comment: str, code: str, facts: dict[str, str]) -> None:
    result = about(f"title: A  # sipforms: {comment}\n")
    (problem,) = result.problems
    assert (problem.code, dict(problem.facts), problem.level) == (code, facts, Level.WARNING)
    assert set(problem.facts) == set(CODES[code].facts)
    name = facts.get("name", "# sipforms")
    assert f"title: A  # sipforms: {comment}"[problem.place.column - 1 :].startswith(name)


def test_every_mistake_in_comments_is_shown_here() -> None:
    comments = ("x", "allow missing-texts", "allow x because abc", "allow unknown-scale because abc")
    shown = {one.code for comment in comments for one in about(f"a: b # sipforms: {comment}\n").problems}
    assert (
        shown | {one.code for one in about("a: b # sipforms: allow missing-texts because abc").problems} == OF_COMMENTS
    )


def test_an_allowance_without_a_reason_is_one_problem_not_two() -> None:
    result = about("title: A  # sipforms: allow compares-with-missing\n", 1)
    assert told(result) == [("allow-without-reason", 1)]
    assert result.allowed == ()


def test_an_error_is_told_whatever_the_comment_says() -> None:
    text = "title: A  # sipforms: allow unknown-scale because det er meningen\n"
    error = found("unknown-scale", Place(file=FILE), name="a", suggestion="", known=())
    assert told(weighed(bundle({FILE: text}), (error,))) == [("unknown-scale", 1), ("allow-must-be-mended", 1)]


def test_allowing_what_nobody_looked_for_is_not_idle() -> None:
    text = "title: A  # sipforms: allow version-zero because vi prøver\n"
    assert told(about(text)) == [("allow-nothing", 1)]
    assert weighed(bundle({FILE: text}), (), unsought=frozenset({"version-zero"})).problems == ()


def test_a_file_that_cannot_be_read_does_not_stop_us() -> None:
    assert about("title: [A  # sipforms: allow compares-with-missing because abc\n").problems is not None


@given(st.text(st.sampled_from("ab: #'\"|>\n-[]{},\tsipforms: allow missing-texts because abc"), max_size=80))
def test_no_text_at_all_makes_it_fail(text: str) -> None:
    result = about(text + " # sipforms: " + text, 1, 2)
    assert {one.code for one in result.problems} <= OF_COMMENTS | {WARNING}
