"""Rounds of the same case in another form of the same questionnaire: told beside a series, never compared with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sipforms.engine.compare.comparability import Break
from sipforms.engine.family import main_form
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherForm:
    """The rounds in another form, by the same kind of informant and, where a stay is asked about, of the same stay.

    ``title`` is the form's, as it was called in the newest of them. ``days`` has one day for each round, in order.
    """

    questionnaire: str
    title: str
    days: tuple[date, ...]
    broken: Break = "form"

    @property
    def last(self) -> date:
        """The day of the newest round."""
        return self.days[-1]


Group = tuple[str, str, str, str]
"""What the rounds of one series share: programme, questionnaire, informant and stay, empty for none."""


def others_by_group(
    groups: Mapping[Group, Sequence[Response]], programmes: Mapping[str, Programme]
) -> Mapping[Group, tuple[OtherForm, ...]]:
    """For each series the rounds in other forms, in the order of the forms' ids; each has its oldest round first."""
    families: dict[Group, list[Group]] = {}
    for group, responses in groups.items():
        families.setdefault(_family(group, responses, programmes), []).append(group)
    return {
        group: tuple(_others(group, together, groups, programmes))
        for together in families.values()
        for group in together
    }


def _family(group: Group, responses: Sequence[Response], programmes: Mapping[str, Programme]) -> Group:
    """The same with the main form in place of the form, as the newest version has it."""
    return group[0], main_form(programmes[responses[-1].digest], group[1]), group[2], group[3]


def _others(
    group: Group,
    together: Sequence[Group],
    groups: Mapping[Group, Sequence[Response]],
    programmes: Mapping[str, Programme],
) -> Iterator[OtherForm]:
    for other in together:
        if other != group:
            newest = groups[other][-1]
            yield OtherForm(
                questionnaire=other[1],
                title=programmes[newest.digest].questionnaires[other[1]].title,
                days=tuple(one.answered_on for one in groups[other]),
            )
