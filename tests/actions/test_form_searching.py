"""A list with more answers than keys is searched by typing; a shorter one has a key for each answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.actions.form.options import choices, value_of
from sipforms.actions.form.searching import is_searched, matching
from sipforms.engine.keys import keys_for
from sipforms.engine.programme import Kind, MissingKind, Option, Question, Scale, Wording

PLACES = ("Hus A", "Hus B", "Værksted", "Køkkenet", "Den gamle skole", "Århus å", "Élysée", "Sø og skov")
KINDS: tuple[MissingKind, ...] = ("dontKnow", "declined", "notRelevant", "notUnderstood", "notAssessed")


def asked(*options: Option) -> Question:
    scale = Scale(id="s", options=options)
    return Question(path=("q",), item=("q",), kind=Kind.CHOICE, wording=Wording(title="q"), scale=scale)


def named(*titles: str) -> Question:
    return asked(*(Option(value=f"v{place}", title=title) for place, title in enumerate(titles)))


def many(count: int, *, missing: bool = True) -> Question:
    reasons = tuple(Option(value=f"m{one}", title=one, missing=one) for one in KINDS) if missing else ()
    return asked(*(Option(value=number, title=f"Svar {number}") for number in range(count)), *reasons)


def found(question: Question, typed: str) -> list[str]:
    return [one.option.title for one in matching(choices(question), typed) if one.option]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hus", "Hus A"),
        ("HUS B", "Hus B"),
        ("koek", "Køkkenet"),
        ("kok", "Køkkenet"),
        ("kø", "Køkkenet"),
        ("vaerk", "Værksted"),
        ("gamle", "Den gamle skole"),
        ("aarhus", "Århus å"),
        ("arhus", "Århus å"),
        ("elys", "Élysée"),
        ("skov so", "Sø og skov"),
        ("v2", "Værksted"),
        ("ted", "Værksted"),
    ],
)
def test_an_answer_is_found_by_some_of_it_however_it_is_typed(typed: str, first: str) -> None:
    assert found(named(*PLACES), typed)[0] == first


def test_what_begins_so_comes_first_and_nothing_typed_is_everything() -> None:
    question = named("Det røde hus", "Husene", "Rødhuset")
    assert found(question, "hus") == ["Husene", "Det røde hus", "Rødhuset"]
    assert found(question, "  ") == ["Det røde hus", "Husene", "Rødhuset"]
    assert found(question, "hest") == []


def test_an_answer_is_found_first_by_the_key_beside_it() -> None:
    question = named("Tre", "2 gange", "Ofte")
    assert found(question, "2")[0] == "2 gange"
    assert found(question, "3")[0] == "Ofte"
    assert found(named("2 gange", "Ofte"), "2")[0] == "Ofte"


def test_an_answer_is_found_by_its_code_elsewhere() -> None:
    question = asked(Option(value="gang", title="At gå", codes={"icf": "d450"}), Option(value="x", title="Andet"))
    assert found(question, "D450") == ["At gå"]


@given(st.text(max_size=12), st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_only_answers_of_the_list_are_found_each_once(typed: str, titles: list[str]) -> None:
    offered = choices(named(*titles))
    hits = matching(offered, typed)
    assert len({id(one) for one in hits}) == len(hits)
    assert set(map(id, hits)) <= set(map(id, offered))
    for one in offered:
        if one.option is not None and any(sign.isalnum() for sign in one.option.title):
            assert one in matching(offered, one.option.title)


@pytest.mark.parametrize(("count", "searched"), [(2, False), (33, False), (34, True), (200, True)])
def test_a_list_is_searched_where_there_are_more_answers_than_keys(count: int, *, searched: bool) -> None:
    question = many(count)
    assert is_searched(question) is searched
    keys = [one.key for one in choices(question)]
    assert all(keys[:count]) is not searched
    if searched:
        assert not any(keys[:count])
        assert keys[count:] == ["0", "-", "/", ",", ""]
        assert value_of(question, "1") is None
        assert value_of(question, "0") == "mdontKnow"


def test_a_key_that_the_programme_gives_stays_in_a_long_list() -> None:
    options = (Option(value="hus", title="Hus", key="h"), *(Option(value=one, title=str(one)) for one in range(40)))
    assert keys_for(options)[0] == "h"
    assert set(keys_for(options)[1:]) == {""}
