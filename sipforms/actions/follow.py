"""Following somebody over time: their rounds with scores, changes and breaks, and why a number is what it is."""

from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.compare.history import History, history
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.score.explanation import Explanation, explanation_of
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import NoSuchBundle


def history_of(workplace: Workplace, file: CaseFile) -> History:
    """Every series of a case file, each response scored with the very version it was made with."""
    return history(programmes_of(workplace, file), file.responses, workplace.vocabulary)


def programmes_of(workplace: Workplace, file: CaseFile) -> dict[str, Programme]:
    """The programmes that the responses of a case file were made with, by digest; one that is lost is left out."""
    found = {}
    for digest in {one.digest for one in file.responses}:
        try:
            found[digest] = programme_with(workplace, digest)
        except NoSuchBundle:
            continue  # history tells which responses cannot be read for it
    return found


def why(workplace: Workplace, response: Response, indicator: str) -> Explanation | None:
    """Why a response has the number it has, or nothing where it has no such indicator."""
    return explanation_of(programme_with(workplace, response.digest), response, workplace.vocabulary, indicator)
