"""What an overlay and the programme it extends say together: merged by id, removed and replaced only where named."""

from collections.abc import Callable

import pytest

from sipforms.engine.build import build
from sipforms.engine.read.bundle import Bundle
from tests.engine.overlaying import OVERLAYS, codes, grund, over, problems, shelved, value

HVERDAG = "questionnaires/hverdag.yaml"


def entries(bundle: Bundle, *areas: str) -> list[str]:
    steps = [step for area in areas for step in ("properties", area)]
    found = value(bundle, HVERDAG, *steps, "properties")
    assert isinstance(found, dict)
    return list(found)


@pytest.mark.parametrize("name", ["lille_grund", "hjerneskade"])
def test_nothing_is_wrong_with_a_good_overlay(name: str) -> None:
    bundle = shelved(OVERLAYS / name)
    assert problems(bundle) == ()
    for language in ("da", "en"):
        assert build(bundle, language).language == language


def test_four_lines_are_a_programme_of_its_own_that_asks_the_same() -> None:
    bundle = over({})
    assert problems(bundle) == ()
    whole, base = build(bundle), build(grund())
    assert (whole.id, whole.title, whole.version, whole.language) == ("over", "Over", "1.0.0", "da")
    assert whole.questionnaires == base.questionnaires
    assert (whole.schedule, whole.indicators, whole.variants) == (base.schedule, base.indicators, base.variants)
    assert whole.digest != base.digest


def test_what_a_programme_promises_for_itself_is_not_taken_over() -> None:
    manifest = over({}).sources["programme.yaml"].data
    assert isinstance(manifest, dict)
    assert manifest.keys().isdisjoint({"budgets", "provenance", "fidelity"})


def test_entries_stand_where_they_want_to() -> None:
    bundle = shelved(OVERLAYS / "lille_grund")
    assert entries(bundle) == ["mad", "luft", "soevn", "alt_i_alt"]
    assert entries(bundle, "mad") == ["smag", "appetit", "lave_mad", "uddyb"]
    options = value(bundle, "scales.yaml", "$defs", "bolig", "oneOf")
    assert isinstance(options, list)
    assert [one["const"] for one in options if isinstance(one, dict)] == ["hus", "baad", "lejlighed"]


def test_entries_without_a_wish_come_last_and_several_keep_their_order() -> None:
    ask = "type: boolean"
    items = f"{{a: {{title: A, {ask}, after: ro}}, b: {{title: B, {ask}}}, c: {{title: C, {ask}, after: ro}}}}"
    bundle = over({HVERDAG: f"properties: {{soevn: {{properties: {items}}}}}\n"})
    assert entries(bundle, "soevn") == ["ro", "a", "c", "laengde", "hjaelp", "b"]


def test_a_question_of_the_base_can_be_moved() -> None:
    bundle = over({HVERDAG: "properties: {alt_i_alt: {before: mad}}\n"})
    assert entries(bundle) == ["alt_i_alt", "mad", "soevn"]
    assert problems(bundle) == ()


def test_new_words_in_a_list_follow_the_one_they_are_written_after() -> None:
    asked = "title: Nyt\nproperties: {x: {title: X, type: boolean}}\n"
    bundle = over({"questionnaires/nyt.yaml": asked}, "questionnaires: [start, nyt]\n")
    assert value(bundle, "programme.yaml", "questionnaires") == ["start", "nyt", "hverdag", "huset"]


def test_what_is_replaced_is_not_merged_and_keeps_its_place() -> None:
    item = "{title: at maden er god, scale: trin}"
    bundle = over(
        {HVERDAG: f"properties: {{mad: {{properties: {{selskab: {item}}}}}}}\n"}, "replace: [hverdag.mad.selskab]\n"
    )
    assert value(bundle, HVERDAG, "properties", "mad", "properties", "selskab") == {
        "title": "at maden er god",
        "scale": "trin",
    }
    assert entries(bundle, "mad")[1] == "selskab"


def test_a_translation_of_words_that_are_replaced_is_not_kept() -> None:
    bundle = over({HVERDAG: "properties: {mad: {title: Måltider}}\n"}, "replace: [hverdag.mad.title]\n")
    english = bundle.sources["translations/en.yaml"].data
    assert isinstance(english, dict)
    assert "hverdag.mad.title" not in english
    assert "hverdag.mad.smag.title" in english
    (missing,) = problems(bundle)
    assert (missing.code, missing.facts["paths"]) == ("missing-texts", ("hverdag.mad.title",))
    assert missing.place.file == "translations/en.yaml"


def test_a_translation_alone_can_be_replaced() -> None:
    bundle = over(
        {"translations/en.yaml": "programme.title: Over\nhverdag.mad.title: Food\n"}, "replace: [hverdag.mad.title]\n"
    )
    assert problems(bundle) == ()
    assert build(bundle, "en").questionnaires["hverdag"].entries[0].title == "Food"
    assert build(bundle).questionnaires["hverdag"].entries[0].title == "Mad"


def gone(bundle: Bundle) -> list[str]:
    programme = build(bundle)
    return [
        *(f"questionnaire {one}" for one in build(grund()).questionnaires if one not in programme.questionnaires),
        *(f"indicator {one.id}" for one in build(grund()).indicators if programme.indicator(one.id) is None),
        *(f"rule {one.questionnaire}" for one in build(grund()).schedule if one not in programme.schedule),
    ]


def test_with_a_questionnaire_goes_what_was_only_about_it() -> None:
    bundle = over({}, "remove: [huset]\n")
    assert problems(bundle) == ()
    assert gone(bundle) == ["questionnaire huset", "indicator faste_rammer", "rule huset"]
    english = bundle.sources["translations/en.yaml"].data
    assert isinstance(english, dict)
    assert not any(path.startswith(("huset.", "indicators.faste_rammer")) for path in english)


def test_with_an_area_go_the_numbers_about_it() -> None:
    bundle = over({}, "remove: [hverdag.mad, indicators.ro_og_smag, hverdag.checks.ens]\n")
    assert problems(bundle) == ()
    assert gone(bundle) == ["indicator mad_godt", "indicator mad_vigtigt", "indicator ro_og_smag"]


def test_a_removed_question_is_no_longer_required() -> None:
    bundle = over({}, "remove: [hverdag.alt_i_alt, hverdag.mad.smag, indicators.ro_og_smag]\n")
    assert problems(bundle) == ()
    assert "required" not in value(bundle, HVERDAG, "properties", "mad")  # type: ignore[operator]


def test_with_a_target_group_goes_what_only_it_was_asked() -> None:
    bundle = over({}, "remove: [programme.variants.autisme]\n")
    assert problems(bundle) == ()
    assert entries(bundle, "mad") == ["smag", "selskab", "uddyb"]


def test_with_an_informant_go_the_texts_for_them() -> None:
    bundle = over({}, "remove: [programme.informants.kontaktperson]\n")
    assert problems(bundle) == ()
    assert value(bundle, HVERDAG, "informants") == ["borger"]
    assert value(bundle, HVERDAG, "properties", "mad", "properties", "selskab", "for") == {}


def test_whoever_may_answer_is_still_said_where_all_of_them_go() -> None:
    """Without a list anybody might: that nobody is left is told instead."""
    bundle = over({}, "remove: [programme.informants.borger, programme.informants.kontaktperson]\n")
    assert value(bundle, HVERDAG, "informants") == ["borger", "kontaktperson"]
    assert set(codes(bundle)) == {"base-part-unfit"}


def test_with_a_questionnaire_goes_what_is_due_after_it() -> None:
    rule = "schedule: [{questionnaire: hverdag, after: {count: 2, of: huset}}]\n"
    between = over({}, rule, name="mellem")
    assert build(between).schedule[-1].questionnaire == "hverdag"
    bundle = over({}, "remove: [huset]\n", base=between)
    assert [one.at or one.after for one in build(bundle).schedule if one.questionnaire == "hverdag"] == [None]


def test_a_language_can_be_left_out() -> None:
    bundle = over({"translations/en.yaml": "{}\n"}, "remove: [translations.en]\n")
    assert codes(bundle) == ["removed-and-written"]


def test_an_option_can_be_removed() -> None:
    bundle = over({}, "remove: [scales.bolig.hus]\n")
    assert problems(bundle) == ()
    assert len(value(bundle, "scales.yaml", "$defs", "bolig", "oneOf")) == 1  # type: ignore[arg-type]


def test_a_rule_at_another_time_is_added_and_one_instead_replaces_all_of_them() -> None:
    added = over({}, "schedule:\n  - {questionnaire: hverdag, at: discharge}\n")
    rules = build(added).schedule
    assert [one.questionnaire for one in rules] == ["start", "hverdag", "huset", "hverdag"]
    instead = over(
        {}, "replace: [programme.schedule.hverdag]\nschedule:\n  - {questionnaire: hverdag, at: discharge}\n"
    )
    assert [(one.questionnaire, one.every) for one in build(instead).schedule if one.questionnaire == "hverdag"] == [
        ("hverdag", None)
    ]


def test_programmes_can_stand_on_each_other() -> None:
    first = over({HVERDAG: "properties: {mad: {properties: {a: {title: A, type: boolean}}}}\n"}, "remove: [huset]\n")
    middle = over(
        {HVERDAG: "properties: {mad: {properties: {b: {title: B, type: boolean, before: a}}}}\n"},
        "remove: [hverdag.soevn.ro, indicators.ro_og_smag]\n",
        base=first,
        name="oeverst",
    )
    assert entries(middle, "mad")[-2:] == ["b", "a"]
    assert entries(middle, "soevn") == ["laengde", "hjaelp"]
    assert build(middle).questionnaires.keys() == {"start", "hverdag"}
    assert {"extends/programme.yaml", "extends/extends/programme.yaml"} <= middle.files.keys()


NOT_SILENT: dict[str, Callable[[], Bundle]] = {
    "the same again": lambda: over({HVERDAG: "title: Hverdag\nproperties: {mad: {title: Mad}}\n"}),
    "help": lambda: over({HVERDAG: "properties: {alt_i_alt: {help: Tænk på ugen.}}\n"}),
    "texts for somebody": lambda: over(
        {HVERDAG: "properties: {alt_i_alt: {for: {borger: {title: Har du det godt?}}}}\n"}
    ),
    "a goal": lambda: over({}, "theory: {goal: Noget andet.}\n"),
    "a source": lambda: over({}, "sources: [Et andet hæfte]\n"),
    "a budget": lambda: over({}, "budgets: {hverdag: {keystrokes: 90}}\n"),
    "an option of a list": lambda: over({"scales.yaml": "$defs: {bolig: {oneOf: [{const: telt, title: Et telt}]}}\n"}),
    "a required question": lambda: over({HVERDAG: "properties: {soevn: {required: [ro]}}\n"}),
}


@pytest.mark.parametrize("what", NOT_SILENT)
def test_what_changes_no_answer_needs_not_be_named(what: str) -> None:
    assert [code for code in codes(NOT_SILENT[what]()) if code != "missing-texts"] == []


def test_the_shape_of_each_file_is_checked_and_what_it_lacks_is_the_bases() -> None:
    assert codes(over({HVERDAG: "propertis: {}\n"})) == ["unknown-keyword"]
    assert codes(over({HVERDAG: "properties: [mad]\n"})) == ["wrong-type"]
    assert codes(over({HVERDAG: "[]\n"})) == ["wrong-type"]
    assert codes(over({"indicators.yaml": "nyt: {title: Nyt}\n"}))[:2] == ["missing-keyword", "missing-keyword"]
    assert codes(over({HVERDAG: "title: 5\n"})) == ["wrong-type"]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    assert codes(over({HVERDAG: "title: 'x\n"})) == ["yaml-unclosed-quote"]
