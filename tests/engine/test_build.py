"""Building: a clean bundle becomes the programme that its files describe, in each of its languages."""

from collections.abc import Mapping

import pytest

from sipforms.engine.build import build, texts_of
from sipforms.engine.condition import All, Any, Context, Leaf, Not, ParameterIs, Pattern
from sipforms.engine.programme import Kind, Programme, Question, Rows
from sipforms.engine.read.bundle import bundle_from, read
from tests.engine.checking import BUNDLES, PROGRAMS, bundle

VOKSEN = read(PROGRAMS / "voksen")
DET_HELE = build(read(BUNDLES / "good" / "det_hele"))


def made(questionnaire: str, more: Mapping[str, str] | None = None, language: str | None = None) -> Programme:
    """A programme of one questionnaire called puls."""
    return build(bundle({"questionnaires/puls.yaml": questionnaire, **(more or {})}), language)


def asked(programme: Programme, path: str, questionnaire: str = "puls") -> Question:
    """The one question at the dotted path."""
    (found,) = (one for one in programme.questionnaires[questionnaire].questions() if ".".join(one.path) == path)
    return found


def test_voksen_is_built_as_its_files_say() -> None:
    programme = build(VOKSEN)
    assert (programme.id, programme.language, programme.languages) == ("voksen", "da", ("da", "en"))
    main = [one.id for one in programme.questionnaires.values() if one.form_of is None]
    assert main == ["baggrund", "samtaletjek", "livskvalitet", "indsats", "udflytning", "rammer"]
    assert programme.scales["fem_trin"].numbers == (1, 2, 3, 4, 5)
    friends = asked(programme, "relationer.venner.tilfredshed", "livskvalitet")
    assert friends.kind is Kind.CHOICE
    assert friends.wording.say == "Hvor tilfreds er du med dine venner?"
    assert friends.worded("kontaktperson", None).say != friends.wording.say
    assert friends.scale is not None
    assert friends.scale.direction == "higherIsBetter"
    assert friends.dimension == "tilfredshed"
    assert programme.questionnaires["livskvalitet"].headed("kontaktperson", None).description is not None
    areas = [one.id for one in programme.indicators if one.id.endswith("_tilfredshed")]
    assert len(areas) == 7


def test_voksen_in_english_is_the_same_programme_with_other_words() -> None:
    danish, english = build(VOKSEN), build(VOKSEN, "en")
    assert english.language == "en"
    assert english.digest == danish.digest
    assert english.title != danish.title
    for id_, questionnaire in danish.questionnaires.items():
        here, there = list(questionnaire.questions()), list(english.questionnaires[id_].questions())
        assert [one.path for one in here] == [one.path for one in there]
        assert [one.signature for one in here] == [one.signature for one in there]
        assert all(
            one.wording.title != other.wording.title for one, other in zip(here, there, strict=True) if one.dimension
        )


def test_a_language_that_is_not_there_is_the_bundles_own() -> None:
    assert build(VOKSEN, "fr").language == "da"


def test_the_digest_is_that_of_what_defines_the_programme() -> None:
    more = {**VOKSEN.files, "examples/ny.yaml": b"[]\n"}
    other = {**VOKSEN.files, "scales.yaml": VOKSEN.files["scales.yaml"] + b"# a remark\n"}
    assert bundle_from("voksen", more).digest == VOKSEN.digest
    assert bundle_from("voksen", other).digest != VOKSEN.digest


SCALES = """$defs:
  tre:
    direction: higherIsMore
    oneOf: [{const: 1, title: Lidt}, {const: 2, title: Noget}, {const: x, title: Ved ikke, missing: dontKnow}]
"""
ONE = "title: Puls\nmodes: [self]\nproperties:\n  a: {title: glæde, scale: tre, help: Tænk dig om.}\n"


def signature(
    questionnaire: str = ONE, scales: str = SCALES, more: Mapping[str, str] | None = None, language: str = "da"
) -> str:
    return asked(made(questionnaire, {"scales.yaml": scales, **(more or {})}, language), "a").signature


def test_help_and_translations_do_not_change_what_is_measured() -> None:
    manifest = "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\ntranslations: [en]\n"
    english = {"programme.yaml": manifest, "translations/en.yaml": "puls.a.title: joy\nscales.tre.1: A little\n"}
    assert signature(ONE.replace("Tænk dig om.", "Tag dig god tid.")) == signature()
    assert signature(more=english, language="en") == signature()
    assert signature(scales=SCALES.replace("title: Lidt}", "title: Lidt, say: Kun lidt, key: q}")) == signature()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questionnaire", "title: glæde", "title: stor glæde"),
        ("questionnaire", "scale: tre,", 'scale: tre, say: "Hvor glad?",'),
        ("questionnaire", "scale: tre,", "scale: tre, direction: higherIsWorse,"),
        ("questionnaire", "modes: [self]", "modes: [self, observation]"),
        ("scales", "higherIsMore", "higherIsBetter"),
        ("scales", "title: Noget", "title: Meget"),
        ("scales", "const: 2", "const: 3"),
        ("scales", ", missing: dontKnow", ""),
    ],
)
def test_wording_scale_direction_and_modes_change_what_is_measured(file: str, old: str, new: str) -> None:
    questionnaire = ONE.replace(old, new) if file == "questionnaire" else ONE
    scales = SCALES.replace(old, new) if file == "scales" else SCALES
    assert (questionnaire, scales) != (ONE, SCALES)
    assert signature(questionnaire, scales) != signature()


def test_a_reference_to_a_scale_means_the_same_as_its_name() -> None:
    named = asked(made(ONE, {"scales.yaml": SCALES}), "a")
    referred = asked(made(ONE.replace("scale: tre", "$ref: ../scales.yaml#/$defs/tre"), {"scales.yaml": SCALES}), "a")
    assert named == referred


def test_a_shared_area_is_asked_where_it_is_referred_to() -> None:
    phone = asked(DET_HELE, "kontakt.telefon", "samtale")
    assert phone.kind is Kind.TEXT
    assert (phone.pattern, phone.sensitivity) == ("^[0-9]{8}$", "identity")


def test_required_on_an_area_is_pushed_down_and_bound_to_its_condition() -> None:
    text = """title: Puls
required: [a]
properties:
  a: {title: A, type: boolean}
  b:
    title: B
    required: [c]
    requiredIf: {item: a, is: true}
    properties:
      c: {title: C, type: boolean, requiredIf: {mode: self}}
      d: {title: D, type: boolean, requiredIf: {mode: self}}
"""
    programme = made(text)
    when = Leaf(Pattern(("a",)), "is", True)
    assert asked(programme, "a").required
    assert asked(programme, "b.c").required is False
    assert asked(programme, "b.c").required_if == Any((when, Context("mode", "self")))
    assert asked(programme, "b.d").required_if == Context("mode", "self")


def test_conditions_are_gathered_on_the_way_down() -> None:
    satisfied = asked(DET_HELE, "venner.tilfredshed", "samtale")
    assert satisfied.visible_if == (Not(Context("mode", "observation")),)
    assert satisfied.required
    assert satisfied.required_if == ParameterIs("skema", "is", "lang")
    (note,) = asked(DET_HELE, "note", "samtale").visible_if
    assert isinstance(note, All)
    assert len(note.parts) == 8


def test_dimensions_take_the_items_words_before_their_own() -> None:
    important = asked(DET_HELE, "venner.vigtighed", "samtale")
    assert important.wording.say == "Hvor vigtige er dine venner?"
    assert asked(DET_HELE, "venner.tilfredshed", "samtale").wording.say == "Hvor tilfreds er du: dine venner?"
    assert important.worded(None, "ung").say == "Er venner vigtige?"
    assert DET_HELE.dimension_sets["par"].dimensions == {"vigtighed": "Vigtigt?", "tilfredshed": "Tilfreds?"}


def test_an_item_without_words_of_its_own_takes_its_scales() -> None:
    assert asked(DET_HELE, "humoer", "samtale").wording.help == "Vælg det, der passer bedst."


def test_variants_are_kept_on_items_and_areas() -> None:
    entries = {entry.path: entry for entry in DET_HELE.questionnaires["samtale"].walk()}
    friends, evening = entries["venner",], entries["dage", "aften"]
    assert friends.only == ("ung",)
    assert evening.without == ("gammel",)


def test_rows_hold_fields_that_inherit_from_them() -> None:
    (family,) = DET_HELE.questionnaires["samtale"].rows()
    assert isinstance(family, Rows)
    assert [field.id for field in family.fields] == ["navn", "alder", "bor_hjemme"]
    assert family.fields[0].questions[0].required
    assert family.fields[2].questions[0].visible_if == (Leaf(Pattern(("alder",), relative=True), "atMost", 25),)
    assert (family.row_title, family.carry, [one.id for one in family.checks]) == (
        "{navn}, {alder}",
        "offerUnchanged",
        ["navn_mangler"],
    )


def test_every_way_of_answering_is_told_apart() -> None:
    kinds = {".".join(one.path): one.kind for one in DET_HELE.questionnaires["samtale"].questions()}
    assert kinds["hjaelp"] is Kind.CHOICES
    assert kinds["enig"] is Kind.BOOLEAN
    assert kinds["dage.antal"] is Kind.INTEGER
    assert kinds["dage.hvornaar"] is Kind.TIME
    assert kinds["kontakt.naeste"] is Kind.DATE
    assert kinds["kode"] is Kind.TEXT
    assert kinds["note"] is Kind.LONG_TEXT
    several = asked(DET_HELE, "hjaelp", "samtale")
    assert (several.contains, several.min_contains, several.max_contains) == (("samtale", "tur"), 1, 2)


def test_one_indicator_is_written_for_each_area() -> None:
    files = {
        "questionnaires/puls.yaml": "title: P\nproperties:\n"
        "  a: {title: Anna, properties: {x: {title: X, scale: tre}}}\n"
        "  b: {title: Bo, properties: {x: {title: X, scale: tre}}}\n  c: {title: C, type: boolean}\n",
        "scales.yaml": SCALES,
        "indicators.yaml": '"{area}_tal": {forEach: areas, title: "Tal: {area}", questionnaire: puls, area: "{area}",'
        ' scorer: mean, items: "{area}.*", missing: {maxShare: 1/3}}\n',
    }
    one, other = build(bundle(files)).indicators
    assert (one.id, one.title, one.area, one.settings["items"]) == ("a_tal", "Tal: Anna", "a", "a.*")
    assert (other.id, other.title, str(other.missing.max_share)) == ("b_tal", "Tal: Bo", "1/3")


def test_texts_are_listed_once_with_their_paths() -> None:
    found = texts_of(bundle({"questionnaires/puls.yaml": ONE, "scales.yaml": SCALES}))
    assert found["puls.a.title"] == "glæde"
    assert found["scales.tre.x"] == "Ved ikke"
    assert "puls.a.say" not in found


def test_an_item_is_titled_and_holds_its_questions() -> None:
    items = [one for one in DET_HELE.questionnaires["samtale"].items() if one.dimensions]
    assert [(one.id, one.title, one.dimensions, len(one.questions)) for one in items] == [
        ("venner", "dine venner", "par", 2)
    ]
