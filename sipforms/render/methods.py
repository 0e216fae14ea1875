"""How each of our own scorers computes, in a sentence that needs no formula; others' have their formula only."""

from collections.abc import Mapping
from types import MappingProxyType

from sipforms.render.language import N_

_GAP = N_("the second answer is taken from the first in each pair, and the differences are averaged.")

METHODS: Mapping[str, str] = MappingProxyType(
    {
        "mean": N_("the numbers are added up and divided by how many there are."),
        "percentOfMax": N_("the average, moved so that the lowest possible is 0 and the highest possible is 100."),
        "sum": N_("the numbers are added up."),
        "median": N_("the number in the middle when they stand in order."),
        "min": N_("the lowest number."),
        "max": N_("the highest number."),
        "count": N_("how many there are that meet the condition."),
        "share": N_("how large a part meets the condition; 1 is all of them."),
        "topShare": N_("how large a part of the answers is at the top of the scale; 1 is all of them."),
        "days": N_("the days from the first date to the second."),
        "goalAttainment": N_(
            "how far all goals are reached together, the weighty ones counting more; 50 is as expected."
        ),
        "icfMean": N_(
            "the numbers are added up and divided by how many there are; 0 is no difficulty, 4 the greatest."
        ),
        "icfEnvironment": N_("how much around the person is a barrier, and how much is a help, counted apart."),
        "sdqStyle": N_("the numbers are added up, and a missing one counts as the average of the others."),
        "whodasSimple": N_("the numbers are added up and moved to a scale from 0 (no difficulty) to 100."),
        "difference": _GAP,
        "gap": _GAP,
        "unmet": N_(
            "in each pair what the second answer lacks of the first, nothing where it lacks none; then averaged."
        ),
        "priority": N_(
            "in each pair how far the first is above its lowest, times how far the second is below its highest; "
            "the largest is taken."
        ),
        "quadrant": N_(
            "important and not satisfying is a focus area, important and satisfying a strength, anything else neither."
        ),
        "weightedMean": N_("an average in which each number counts by its weight."),
        "recode": N_("each answer is exchanged for the number that the programme gives it; then averaged."),
        "reverse": N_("the scale is turned around, so that the highest counts as the lowest; then averaged."),
    }
)
"""By the scorer's name, with a small letter first, to stand after a colon."""
