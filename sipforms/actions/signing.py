"""Handing in and signing in one go: who signs has shown that it is the same person, and the answers are locked."""

from typing import TypeAlias

from sipforms.actions.fill import Filling, OtherDrafts, hand_in
from sipforms.actions.versions import Refused, sign
from sipforms.actions.workplace import Workplace
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.response import Response
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import ResponseExists, open_case
from sipforms.store.failures import StoreError

HandedIn: TypeAlias = Response | tuple[AnswerProblem, ...] | ResponseExists | OtherDrafts


def hand_in_and_sign(workplace: Workplace, filling: Filling, *, despite_copies: bool, shown: bool) -> HandedIn:
    """As ``hand_in``, and then signed; an unsigned response where that was not possible any more.

    Raises StoreError as ``hand_in`` does. What fails after that leaves the answers handed in, to be signed later.
    """
    outcome = hand_in(workplace, filling, despite_copies=despite_copies, shown=shown)
    if not isinstance(outcome, Response):
        return outcome
    try:
        done = sign(workplace, open_case(workplace.store, filling.case), outcome)
    except StoreError:
        return outcome
    if isinstance(done, Refused | ResponseChanged):  # a colleague was there first, within this second
        return outcome
    return done.response(outcome.id) or outcome
