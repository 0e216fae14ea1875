"""The story that every golden store holds: written once by the version that introduced a format, never again.

``python -m tests.store.golden.story FOLDER`` writes it into an empty unprotected store; what a store says of it is
compared with the .yaml beside it by ``tests/store/test_golden.py``. Everybody in it is invented.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

from sipforms.engine.people import Citizen, Episode
from sipforms.engine.read.bundle import digest_of
from sipforms.engine.response import Json, Response
from sipforms.store.casefile import keep_response, new_case, open_case, put_citizen, put_episode
from sipforms.store.opening import create_store, open_store
from sipforms.store.protocol import CaseStore, DraftHeader

AT = datetime(2026, 11, 22, 10, 41, 7, 123456, tzinfo=timezone(timedelta(hours=1)))
ASE, BO = "a" * 32, "b" * 32
FACILITY, WHOLE_DRAFT, TORN_DRAFT = (f"{number:032x}" for number in (0x1001, 0x100C, 0x100D))
BUNDLE = {"programme.yaml": "id: voksen\ntitle: Prøve\n".encode(), "texts/da.yaml": b"hej: \xc3\xb8l\n"}
TORN = b"\x00\x00\x01\x00 half an answer"


def tell(store: CaseStore, name_draft: Callable[[str], None] = lambda _: None) -> None:
    """Writes the story through the store's own methods. ``name_draft`` is told the id of the draft that comes next."""
    digest = digest_of(BUNDLE)
    store.keep_bundle(digest, BUNDLE)
    new_case(store, Citizen(id=ASE, code="B-1042", name="Åse Ærøø", created_at=AT))
    stay = Episode(
        id="e" * 32, programme="voksen", unit="Øst", informants={"kontaktperson": "KHO"}, admission=date(2025, 3, 1)
    )
    put_episode(store, open_case(store, ASE), stay)
    for number in range(3):
        keep_response(
            store, ASE, _response(f"{number:032x}", {"venner": {"tilfredshed": number, "note": "æøå [/b] \x1b"}})
        )
    put_citizen(store, open_case(store, ASE), Citizen(id=ASE, code="B-1042", name="Åse Ærø", created_at=AT))
    new_case(store, Citizen(id=BO, code="B-7", name="Bo 👩‍👩‍👦", created_at=AT.astimezone(UTC)))
    keep_response(store, store.facts.facility, _response("f" * 32, {"beboere": 12, "aaben": None, "ja": True}))
    name_draft(WHOLE_DRAFT)
    whole = store.begin_draft(_header(ASE))
    values: tuple[Json, ...] = ("ø" * 40, None, {"a": [1, True]}, 4)
    for number, value in enumerate(values):
        store.append(whole, _entry(number, value))
    name_draft(TORN_DRAFT)
    torn = store.begin_draft(_header(BO))
    store.append(torn, _entry(0, "æ"))
    store.close()


def told(store: CaseStore) -> dict[str, Any]:
    """All that the store says, as plain values; drafts are known by the case they belong to."""
    cases = (*store.list_cases(), store.facts.facility)
    return {
        "cases": {case: _plain(store.load(case).data) for case in cases},
        "drafts": {
            one.header.case: {
                "id": one.id,
                "created": one.header.created.isoformat(),
                "about": _plain(one.header.about),
                "entries": _plain(list(one.entries)),
            }
            for one in store.list_drafts().drafts
        },
        "bundles": {
            digest: {name: content.decode() for name, content in store.bundle(digest).items()}
            for digest in store.bundles()
        },
    }


def _plain(value: Any) -> Any:
    if hasattr(value, "items"):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _response(key: str, answers: dict[str, Json]) -> Response:
    return Response(
        id=key,
        programme="voksen",
        version="1.0.0",
        digest=digest_of(BUNDLE),
        questionnaire="livskvalitet",
        mode="interview",
        entered_by="KHO",
        answered_on=date(2026, 3, 1),
        begun_at=AT,
        handed_in_at=AT + timedelta(minutes=20),
        answers=answers,
        notes={"venner": "en note"},
        reasons={"bolig": "ønsker ikke"},
        not_asked=("skole",),
        engine="0",
    )


def _header(case: str) -> DraftHeader:
    return DraftHeader(
        case=case, created=AT, about={"programme": "voksen", "questionnaire": "livskvalitet", "mode": None}
    )


def _entry(number: int, value: Json) -> dict[str, Json]:
    return {"seq": number, "at": AT.isoformat(), "path": ["bolig", "have"], "value": value, "kind": "answer"}


def numbered() -> Iterator[str]:
    """Ids that are the same every time."""
    return (f"{number:032x}" for number in count(0x1000))


def main(folder: Path) -> None:
    """An unprotected store of real people, with the end of one draft torn off as a power cut leaves it."""
    ids = numbered()
    create_store(folder, purpose="real", created=AT, new_id=lambda: next(ids))
    store = open_store(folder, unprotected=True, new_id=lambda: next(ids))
    tell(store)
    with next((folder / "drafts" / BO).iterdir()).open("ab") as torn:
        torn.write(TORN)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
