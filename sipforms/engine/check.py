"""Everything that is wrong with a bundle, each mistake once: shape first, then sense."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sipforms.engine.checks import (
    budgets,
    carrying,
    circles,
    conditions,
    definitions,
    details,
    examples,
    families,
    hooks,
    manifest,
    naming,
    numbers,
    options,
    overlaying,
    patterns,
    plain_language,
    questions,
    quotes,
    readiness,
    reporting,
    row_refs,
    tidy,
    timing,
    translations,
    twice,
    unused,
    widths,
)
from sipforms.engine.checks.codes import CODES, found
from sipforms.engine.checks.nearest import within_patience
from sipforms.engine.checks.proved import proved
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.shape import shaped
from sipforms.engine.checks.shaped import Shaped
from sipforms.engine.collecting import no_collecting
from sipforms.engine.overlay.extending import written_extends
from sipforms.engine.problem import Level, Place, Problem, worst
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.vocabulary import Vocabulary

SenseCheck: TypeAlias = Callable[[Scene], Iterator[Problem]]

SENSE_CHECKS: tuple[SenseCheck, ...] = (
    quotes.quotes_are_straight,
    manifest.is_named_as_its_folder,
    manifest.files_are_those_listed,
    manifest.schedule_makes_sense,
    timing.rules_say_when_once,
    timing.intervals_are_lengths,
    timing.periods_begin_on_a_day,
    timing.periods_make_up_a_year,
    timing.facilities_are_not_admitted,
    manifest.placements_are_in_facilities,
    manifest.parameters_make_sense,
    manifest.suppression_is_no_weaker,
    manifest.informants_are_known,
    families.forms_are_of_main_forms,
    families.main_forms_are_scheduled,
    families.informants_of_rules_answer,
    families.ways_are_those_there_are,
    families.modes_are_somebodys,
    families.questionnaires_ask_somebody,
    families.examples_are_of_people_asked,
    overlaying.changes_are_to_something,
    overlaying.entries_are_placed_among_others,
    definitions.references_lead_somewhere,
    definitions.scales_exist,
    definitions.definitions_turn_in_no_circle,
    definitions.scales_have_options,
    definitions.dimensions_are_described,
    definitions.questionnaires_have_an_end,
    options.values_are_there_once,
    options.numbers_are_numbers,
    options.keys_are_there_once,
    naming.entries_are_titled,
    naming.concepts_are_there_once,
    questions.items_say_how_they_are_answered,
    questions.keywords_fit_the_type,
    questions.ranges_hold_something,
    questions.numbers_contained_are_of_something,
    questions.defaults_are_answers,
    questions.required_names_entries,
    questions.ids_are_free,
    questions.rows_are_titled_by_their_fields,
    questions.say_names_dimensions,
    questions.sentences_have_one_placeholder,
    questions.variants_and_informants_are_known,
    questions.computed_by_an_indicator,
    patterns.patterns_are_plain,
    twice.checks_are_named_once,
    twice.examples_are_named_once,
    conditions.conditions_make_sense,
    conditions.conditions_of_numbers_make_sense,
    carrying.carried_answers_fit,
    row_refs.rows_are_there_to_choose,
    circles.showing_turns_in_no_circle,
    numbers.scorers_are_offered,
    numbers.indicators_name_questionnaires_and_areas,
    numbers.missing_shares_are_shares,
    numbers.indicators_can_be_computed,
    reporting.sections_are_offered,
    reporting.sections_name_indicators,
    reporting.sections_name_questions,
    translations.languages_are_others,
    translations.translations_fit,
    widths.texts_fit_the_form,
    plain_language.sentences_are_short,
    tidy.texts_are_tidy,
    details.details_are_written_right,
    budgets.budgets_are_kept,
    examples.examples_fit_the_programme,
    hooks.hooks_are_told,
)
"""One function for each kind of sense; each sees only what shape did not refuse."""

PRODUCTION_CHECKS: tuple[SenseCheck, ...] = (
    readiness.origin_is_said,
    readiness.version_is_a_promise,
    unused.definitions_are_used,
    unused.names_are_used,
    unused.questionnaires_are_due,
    families.everybody_has_a_form,
)
"""What is only asked of a programme that is to be used."""


_MISQUOTED = "typographic-quotes"


def check(bundle: Bundle, vocabulary: Vocabulary, *, production: bool = False) -> tuple[Problem, ...]:
    """Every problem of the bundle, in the order of files and places. Never raises on account of what a bundle holds.

    A bundle for another engine or of another format has that one problem: what it says may mean something else there.
    With ``production`` also what a programme may lack while it is being written (``Code.production``).
    """
    with no_collecting(), within_patience():
        if production:
            return _checked(bundle, vocabulary, (*SENSE_CHECKS, *PRODUCTION_CHECKS))
        problems = _checked(bundle, vocabulary, SENSE_CHECKS)
        return tuple(one for one in problems if not _is_for_production(one))


def _is_for_production(problem: Problem) -> bool:
    code = CODES.get(problem.code)
    return code is not None and code.production


def _checked(bundle: Bundle, vocabulary: Vocabulary, checks: Iterable[SenseCheck]) -> tuple[Problem, ...]:
    files = {file: shaped(source) for file, source in bundle.sources.items()}
    scene = Scene(bundle=bundle, vocabulary=vocabulary, files=files)
    foreign = tuple(manifest.is_for_this_engine(scene))
    if foreign:
        return foreign[:1]
    if not bundle.sources:
        return bundle.problems
    of_shape = tuple(_of_shape(files))
    if bundle.base is not None or written_extends(bundle) is not None:
        return _sorted(_of_overlay(scene, checks, of_shape))
    return _sorted(_gathered(scene, _of_whole(scene, checks, of_shape)))


def _of_overlay(scene: Scene, checks: Iterable[SenseCheck], of_shape: Sequence[Problem]) -> Iterable[Problem]:
    """What is told of a bundle that extends another; what words that is loaded for those alone."""
    from sipforms.engine.overlay import telling

    bundle = scene.bundle
    if bundle.base is None:
        return telling.in_vain(bundle, of_shape)
    of_base = _checked(bundle.base, scene.vocabulary, checks)
    if worst(of_base) is Level.ERROR:
        return telling.on_a_broken_base(bundle, of_base, of_shape)
    return _gathered(scene, telling.told(bundle, _of_whole(scene, checks, of_shape), of_base, of_shape))


def _of_whole(scene: Scene, checks: Iterable[SenseCheck], of_shape: Sequence[Problem]) -> tuple[Problem, ...]:
    """Everything that is wrong with a bundle that has all it needs."""
    of_sense = tuple(_of_sense(scene, checks))
    follows = proved(scene, (*scene.bundle.problems, *of_shape, *of_sense))
    of_plugins = _of_plugins(scene.bundle, scene.vocabulary)
    return (*scene.bundle.problems, *of_shape, *of_sense, *follows, *of_plugins)


def _gathered(scene: Scene, problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems with those about one thing made one; what does that is loaded where there are two or more."""
    every = tuple(problems)
    if len(every) < 2:
        return every
    from sipforms.engine.checks.gathering import gathered

    return gathered(scene, every)


def _of_shape(files: Mapping[str, Shaped]) -> Iterator[Problem]:
    return (problem for one in files.values() for problem in one.problems)


def _of_sense(scene: Scene, checks: Iterable[SenseCheck]) -> Iterator[Problem]:
    return (problem for sense in checks for problem in sense(scene))


def _of_plugins(bundle: Bundle, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What the checks that plug-ins offer find, such as the secretariat's own; a broken one is a problem of its own."""
    for word in vocabulary.bundle_checks.values():
        try:
            yield from tuple(word.offer.check(bundle))
        except Exception as fault:  # noqa: BLE001 - a plug-in may fail in any way, and the rest must still be told
            place = Place(file=f"plugin:{word.plugin}")
            name = type(fault).__name__
            yield found("plugin-check-failed", place, plugin=word.plugin, name=word.offer.name, fault=name)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place; what two questionnaires meet in one shared definition is one problem.

    Nothing else is said about a value that has quotes in it which the author did not mean.
    """
    once = {(problem.place, problem.code, str(problem.facts.get("name"))): problem for problem in problems}
    misquoted = {problem.place for problem in once.values() if problem.code == _MISQUOTED}
    left = (one for one in once.values() if one.place not in misquoted or one.code == _MISQUOTED)
    return tuple(sorted(left, key=lambda problem: (problem.place, problem.code)))
