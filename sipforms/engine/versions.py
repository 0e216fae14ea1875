"""The versions of a response and what was done with it: one after the other, and each made from the one before.

Nothing is ever taken out: a correction stands in front of what it corrects, and a mark behind the marks before it. Only
a response that was moved to another case file leaves no answers behind; there it stands with all of its versions.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sipforms.engine.response import Deed, Mark, Response


def versions_of(response: Response) -> tuple[Response, ...]:
    """Every version, oldest first, each without the others and without the trace."""
    return (*response.earlier, alone(response))


def alone(response: Response) -> Response:
    """The version by itself."""
    return replace(response, earlier=(), trace=())


def in_front_of(before: Response, version: Response) -> Response:
    """``version`` as the next version of the response ``before``."""
    return replace(version, number=before.number + 1, earlier=versions_of(before), trace=before.trace)


def marked(response: Response, mark: Mark) -> Response:
    """The response with one more thing done with it."""
    return replace(response, trace=(*response.trace, mark))


def extends(longer: Response, shorter: Response) -> bool:
    """Whether ``longer`` is ``shorter`` with nothing or more done to it since."""
    mine, theirs = versions_of(longer), versions_of(shorter)
    is_longer = mine[: len(theirs)] == theirs and longer.trace[: len(shorter.trace)] == shorter.trace
    return longer.id == shorter.id and is_longer


def as_it_stood(response: Response, moment: datetime) -> Response | None:
    """The version that stood at the moment; nothing where the response counted for nobody here then."""
    if response.handed_in_at > moment or response.is_moved:
        return None
    before = tuple(one for one in response.trace if one.at <= moment)
    then = replace(alone(response), trace=before)
    came_later = any(one.deed is Deed.MOVED_HERE and one.at > moment for one in response.trace)
    if came_later or not then.counts:
        return None
    standing = (one for one in versions_of(response) if one.correction is None or one.correction.at <= moment)
    return next(reversed(tuple(standing)), None)


def happenings(response: Response) -> Iterator[Response | Mark]:
    """Versions and marks in the order in which they came about. Of one that was moved away its last version only."""
    marks = list(response.trace)
    for version in versions_of(response):
        while marks and marks[0].number < version.number:
            yield marks.pop(0)
        yield version
    yield from marks


def without_others(response: Response) -> Response:
    """The response without the ids of other people's case files: for a copy that the citizen takes along."""
    return replace(response, trace=tuple(replace(one, case="", episode=None) for one in response.trace))


# --- moving to another case file --------------------------------------------------------------------------------


def at_rest(response: Response) -> Response:
    """The response without being on its way elsewhere; for whoever takes it along from here."""
    return replace(response, trace=response.trace[:-1]) if response.is_moving else response


def arriving(moving: Response, origin: str) -> Response:
    """A response on its way from the case file ``origin``, as it is to stand in the case file that it goes to."""
    mark = moving.trace[-1]
    here = replace(mark, deed=Deed.MOVED_HERE, case=origin, episode=None)
    return marked(replace(moving, episode=mark.episode), here)


def left_behind(moving: Response) -> Response:
    """What stays in the case file that it comes from: the trace, and no answer."""
    mark = replace(moving.trace[-1], deed=Deed.LEAVING, episode=None)
    return replace(_emptied(moving), trace=(*moving.trace[:-1], mark))


def erasing(response: Response, mark: Mark) -> Response:
    """What stays of a response whose answers are erased: that it was there, and what was done with it.

    What anybody wrote about it goes too, but for the reason of the erasing itself.
    """
    trace = tuple(replace(one, reason="") for one in response.trace)
    return replace(_emptied(response), trace=(*trace, mark))


def _emptied(response: Response) -> Response:
    return replace(
        response,
        latest=None,
        answers={},
        not_asked=(),
        notes={},
        reasons={},
        seen_before=(),
        paper=None,
        sittings=(),
        correction=None if response.correction is None else replace(response.correction, reason=""),
        earlier=(),
    )


def gone(leaving: Response) -> Response:
    """What was left behind or emptied, once no older generation holds an answer any more."""
    mark = leaving.trace[-1]
    done = Deed.ERASED if mark.deed is Deed.ERASING else Deed.MOVED_AWAY
    return replace(leaving, trace=(*leaving.trace[:-1], replace(mark, deed=done)))


def has_arrived(moving: Response, there: Response | None) -> bool:
    """Whether the other case file has taken the response in; ``there`` is what it holds under the same id."""
    if there is None or len(there.trace) <= len(moving.trace):
        return False
    # Without the reasons, which go when its answers are erased there.
    came = there.trace[: len(moving.trace)]
    return [replace(one, reason="") for one in came] == [replace(one, reason="") for one in moving.trace]


def can_be_taken_in(moving: Response, there: Response | None) -> bool:
    """Whether there is room in the other case file: nothing, or the trace of a time when the response stood there."""
    return there is None or (there.is_moved and len(there.trace) <= len(moving.trace))
