"""What a questionnaire reads of the last responses to other questionnaires: looked up once, when a draft begins.

Only what conditions look at is taken, so that no more of another questionnaire stands in a response than it needs to be
judged again. An answer that cannot be one in this version of the programme is left behind: it counts as missing.
"""

from collections.abc import Iterable, Mapping

from sipforms.engine.ask.accept import accepts
from sipforms.engine.ask.flat import FlatAnswers, flattened, nested
from sipforms.engine.ask.narrowed import entries_for
from sipforms.engine.ask.places import places_in
from sipforms.engine.ask.read_elsewhere import read_elsewhere
from sipforms.engine.build.data import node
from sipforms.engine.condition import Pattern
from sipforms.engine.newest import newest
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Programme, Questionnaire
from sipforms.engine.response import Json, Response


def latest_read(
    programme: Programme,
    questionnaire: Questionnaire,
    variant: str | None,
    episode: str | None,
    responses: Iterable[Response],
) -> Mapping[str, Json] | None:
    """What conditions read, as plain nested JSON by questionnaire; nothing where the questionnaire reads no other.

    ``responses`` are those of the same case file; ``episode`` the stay that is asked about.
    """
    known = tuple(responses)
    found: dict[str, Mapping[str, Json]] = {}
    read = _read(programme, questionnaire, variant)
    for id_ in read:
        last = last_of(programme.questionnaires[id_], questionnaire, programme.id, episode, known)
        if last is not None:
            found[id_] = last.answers
    return _parts(programme, read, found) if read else None


def latest_kept(programme: Programme, questionnaire: Questionnaire, response: Response) -> Mapping[str, Json] | None:
    """What of a response's ``latest`` its questionnaire reads at all: the whole of it, where it was handed in here."""
    read = _read(programme, questionnaire, response.variant)
    written = {id_: node(one) for id_, one in (response.latest or {}).items()}
    return _parts(programme, read, written) if read else None


def _read(programme: Programme, questionnaire: Questionnaire, variant: str | None) -> Mapping[str, tuple[Pattern, ...]]:
    read = read_elsewhere(entries_for(questionnaire.entries, variant), questionnaire.checks)
    return {id_: patterns for id_, patterns in read.items() if id_ in programme.questionnaires}


def _parts(
    programme: Programme, read: Mapping[str, tuple[Pattern, ...]], answers: Mapping[str, Mapping[str, Json]]
) -> dict[str, Json]:
    """The answers that are read; questionnaires without any are left out."""
    parts = {
        id_: _part(programme.questionnaires[id_], patterns, answers[id_])
        for id_, patterns in read.items()
        if id_ in answers
    }
    return {id_: part for id_, part in parts.items() if part}


def last_of(
    other: Questionnaire, asking: Questionnaire, programme: str, episode: str | None, responses: Iterable[Response]
) -> Response | None:
    """The newest response to the other questionnaire, whoever gave it.

    Of the same stay, where either of the two is about a stay.
    """
    same_stay = "episode" in (other.subject, asking.subject)
    return newest(
        one
        for one in responses
        if one.questionnaire == other.id and one.programme == programme and (not same_stay or one.episode == episode)
    )


def _part(other: Questionnaire, patterns: tuple[Pattern, ...], answers: Mapping[str, Json]) -> dict[str, Json]:
    flat, places = flattened(other.entries, answers), places_in(other.entries)
    wanted = frozenset(path for pattern in patterns for path in places.matching(pattern, None))
    kept = {
        path: answer
        for path, answer in flat.answers.items()
        if places.template(path) in wanted and accepts(places.questions[places.template(path)], answer) is None
    }
    rows = {path: ids for path, ids in flat.rows.items() if _is_read(path, wanted)}
    return nested(other.entries, FlatAnswers(answers=kept, rows=rows))


def _is_read(rows: Path, wanted: frozenset[Path]) -> bool:
    """True where a field of the rows is read, or how many there are."""
    return any(path[: len(rows) + 1] in (rows, (*rows, STAR)) for path in wanted)
