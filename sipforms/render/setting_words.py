"""What the settings of scorers and report sections mean, and what numbers can come out, in words to translate.

Our own plug-ins describe themselves in English, as any package does; what is listed here is also said in the language
spoken. Other packages' descriptions are shown as they are.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sipforms.render.language import N_

SCORER_WORDS: tuple[str, ...] = (
    N_("a pattern, a list of patterns, or {tag: x}"),
    N_("two patterns {from: a, minus: b}, joined item by item"),
    N_("the repeating item whose rows are looked at"),
    N_("a condition; only rows that meet it are looked at"),
    N_("a field of the rows with options (./field); one number for each option as well"),
    N_("what the lowest and highest value are; a claim that is checked, never needed"),
    N_("ids of other indicators, with * for any letters"),
    N_("those of the items whose highest step counts as the lowest"),
    N_("scale the sum up to all items (default false)"),
    N_("questions answered with several of a list"),
    N_("what counts: {atLeast: 2} for answers, a condition for rows"),
    N_("the lowest step that counts (default: the two highest steps)"),
    N_("the path of a date"),
    N_("what each weighs: of the same item, or in the same row"),
    N_("the assumed correlation between goals, r (default 0.3)"),
    N_("how strong to count (default 1)"),
    N_("which of the two (default percent)"),
    N_("default: the second highest step (4 of 5)"),
    N_("default: the second lowest step (2 of 5)"),
    N_("the lowest step of the weights weighs too (default false)"),
    N_("the number for each option, {option: number}"),
    N_("what is made of the numbers (default mean)"),
    N_("that of the answers: 1 to 5 on a five-step scale"),
    N_("that of the items: 1 to 5 on a five-step scale"),
    N_("0 to 100"),
    N_("0 to 1"),
    N_("0 to 4"),
    N_("no bounds"),
    N_("focus, strength, other"),
    N_("k * min to k * max; without prorate also the sums of as few answers as the missing rule allows"),
    N_("0 to the number of items or options; no upper end for rows without `maxItems`"),
    N_("each 0 to the number of items"),
    N_("0 to 2 * k: 0 to 10 with five items"),
    N_("0 to 100; for the sum k * min to k * max: 12 to 60 with twelve items 1 to 5"),
    N_("min(a) - max(b) to max(a) - min(b): -4 to 4 on two five-step scales"),
    N_("0 to max(a) - min(b): 0 to 4 on two five-step scales"),
    N_("0 to (max(a) - min(a)) * (max(b) - min(b)): 0 to 16 on two five-step scales"),
    N_("lowest to highest number in `map` that an item can get; for a sum as for `sum`"),
    N_("with levels -2 to 2 and r = 0.3: 30 to 70 for one goal, wider for more, never below 13.4 or above 86.6"),
)
"""Descriptions of settings and ranges that our own scorers use."""

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "development": N_("Indicators now and last time, with another of the same area beside each."),
        "history": N_("Indicators through all the rounds, from the first to the newest."),
        "talkingPoints": N_("What matters most and satisfies least, to talk about first."),
        "answers": N_("The answers now beside those of last time."),
        "sideBySide": N_("What each informant said last, in every form, area by area. Never pooled, never subtracted."),
        "interventionsByOutcome": N_(
            "Which interventions for whom: the change in the outcomes for stays with and without each intervention. "
            "For a group; nothing is told that rests on too few people."
        ),
        "rounds": N_("When and how each round was answered, and why rounds cannot be compared."),
        "missing": N_("What has no answer, and why."),
        "openAnswers": N_("What was said in own words, now and last time."),
        "notes": N_("Notes beside answers, and reasons given."),
        "talkSheet": N_("One page for the citizen: three plain sentences and dots."),
        "compared": N_(
            "What a report about a group is made of: its period and place, what it is compared with, which places are "
            "in and out and why, and the limits."
        ),
        "coverage": N_(
            "How many forms were to be answered in the period, and what became of them. For a group; nothing is told "
            "that rests on too few people."
        ),
        "distribution": N_(
            "How answers are spread, question by question, in percent with the number of people, beside those compared "
            "with. Each respondent group by itself, each person once. For a group; nothing is told that rests on too "
            "few people."
        ),
        "importance": N_(
            "How important things are beside how satisfied people are, where both are asked on the same steps. For a "
            "group; nothing is told that rests on too few people."
        ),
        "groupDevelopment": N_(
            "How the same people developed: how many went better, unchanged and worse, the mean change with an "
            "interval, and a test. Each respondent group by itself. For a group; nothing is told that rests on too few "
            "people."
        ),
    }
)
"""What each of our own report sections shows, by its name."""

SECTION_SETTINGS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("development", "indicators"): N_("ids of indicators, with * for any letters, or a list of them"),
        ("development", "beside"): N_("the indicators that stand beside them, joined by area"),
        ("development", "chart"): N_("`dumbbell` draws it (the usual), `words` says it in words"),
        ("development", "since"): N_("`last` compares with the round before (the usual), `first` with the first round"),
        ("sideBySide", "rows"): N_("the areas by id, each with a `title` and the `indicators` that are about it"),
        ("sideBySide", "apart"): N_("a round so much older than the newest is marked as older (P3M otherwise)"),
        ("talkSheet", "indicators"): N_("ids of indicators, with * for any letters, or a list of them"),
        ("distribution", "questions"): N_(
            "questions as `questionnaire.path`, with `*` for one step and `**` for any, or a list of them; without it "
            "all that are answered on a scale of numbers in questionnaires about outcomes"
        ),
        ("distribution", "intervals"): N_("`true` puts the 95 % interval of each share beside it"),
        ("importance", "questions"): N_(
            "questions as `questionnaire.path`, with `*` for one step and `**` for any, or a list of them: the pairs "
            "among them are shown; without it all pairs"
        ),
        ("groupDevelopment", "indicators"): N_(
            "ids of indicators, with * for any letters, or a list of them; without it all that say when a change counts"
        ),
        ("groupDevelopment", "over"): N_(
            "`periods` compares the newest answers of the period with those of the period before, `stay` the first of "
            "a stay with its last (the usual where all that is asked is about a stay)"
        ),
        ("interventionsByOutcome", "interventions"): N_(
            "questions that tell which interventions were given, as `questionnaire.path`: several of a list, "
            "yes or no, or a choice in rows"
        ),
        ("interventionsByOutcome", "outcomes"): N_("ids of indicators, with * for any letters, or a list of them"),
        ("interventionsByOutcome", "startLevels"): N_(
            "where the first number is cut into groups: `1/3` is a share of the indicator's own range, "
            "`2.5` a point on it"
        ),
        ("interventionsByOutcome", "background"): N_(
            "what the stays are divided by, one at a time, by id: the `item` as `questionnaire.path`, `bands` for a "
            "whole number, a `title` where the question's own does not suit"
        ),
        ("history", "indicators"): N_("ids of indicators, with * for any letters, or a list of them"),
        ("talkingPoints", "top"): N_("how many, from 1 to 10"),
        ("answers", "changed"): N_("true shows only what has changed by a step at least"),
        ("answers", "text"): N_("true shows free text too, to those who may read it"),
    }
)
"""What each of their settings means, by section and setting."""
