"""Whose answers figures are made of: a questionnaire, who answered it, and in which way. They are never pooled."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Response

OBSERVATION = "observation"

Way: TypeAlias = Literal["own", "behalf", "seen", "noted"]
"""How answers came about: the informant's own words; on the person's behalf, where the person can be asked; what staff
have seen, where only they are asked; facts noted down, where a questionnaire knows no ways of answering.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """One respondent group. Answers of two groups are never added up."""

    questionnaire: str
    title: str
    informant: str | None
    informant_title: str
    way: Way

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What tells it from the others."""
        return self.questionnaire, self.informant, self.way


def way_of(asked: Questionnaire, mode: str | None) -> Way:
    """The way in which a questionnaire was answered in this mode."""
    if not asked.modes:
        return "noted"
    if mode != OBSERVATION:
        return "own"
    return "behalf" if set(asked.modes) - {OBSERVATION} else "seen"


def respondents_of(programme: Programme, response: Response) -> Respondents | None:
    """The group that a response belongs to; nothing where the programme at hand has no such questionnaire."""
    asked = programme.questionnaires.get(response.questionnaire)
    if asked is None:
        return None
    return Respondents(
        questionnaire=asked.id,
        title=asked.headed(response.informant, None).title,
        informant=response.informant,
        informant_title=programme.informants.get(response.informant or "", ""),
        way=way_of(asked, response.mode),
    )
