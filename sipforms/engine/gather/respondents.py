"""Respondent groups: who answered which questionnaire, and whether they said it themselves. They are never pooled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.programme import Programme
from sipforms.engine.response import Response

Way: TypeAlias = Literal["said", "observed"]
"""Whether the informant was asked and answered, alone or with help, or somebody answered by what they see."""

RespondentKey: TypeAlias = tuple[str, str | None, Way]
"""Questionnaire, informant and way: what tells one group from the others."""

_WAYS: Mapping[str, Way] = {"observation": "observed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """One respondent group of a programme: the questionnaire, the informant and the way, with their titles."""

    questionnaire: str
    questionnaire_title: str
    informant: str | None
    informant_title: str
    way: Way

    @property
    def key(self) -> RespondentKey:
        """What tells it from the others."""
        return self.questionnaire, self.informant, self.way


def way_of(response: Response) -> Way:
    """The way that a response came about."""
    return _WAYS.get(response.mode or "", "said")


def respondent_key(response: Response) -> RespondentKey:
    """The respondent group that a response belongs to."""
    return response.questionnaire, response.informant, way_of(response)


def respondents(programme: Programme, key: RespondentKey) -> Respondents:
    """The group with its titles; those of a questionnaire or informant that the programme no longer has are its ids."""
    questionnaire, informant, way = key
    asked = programme.questionnaires.get(questionnaire)
    return Respondents(
        questionnaire=questionnaire,
        questionnaire_title=asked.title if asked is not None else questionnaire,
        informant=informant,
        informant_title=programme.informants.get(informant or "", informant or ""),
        way=way,
    )
