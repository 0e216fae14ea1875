"""The small programme with other forms of one questionnaire, and rounds answered in them."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sipforms.engine.build import build
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle, read
from sipforms.engine.response import Response
from tests.engine.checking import BUNDLES

TRIVSEL, TRE, SMAA = "trivsel", "trivsel_tre", "trivsel_smaa"


@cache
def former_bundle() -> Bundle:
    return read(BUNDLES / "good" / "former")


@cache
def former() -> Programme:
    return build(former_bundle())


def answered(questionnaire: str, day: str, informant: str | None = "barn", **more: Any) -> Response:
    """A round in one of its forms; ``more`` are further fields of the envelope."""
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    made = former()
    given: dict[str, Any] = {"answers": {"hjem": 3}, "episode": "e", "mode": "interview", **more}
    return Response(
        id=f"{questionnaire}-{day}-{informant}", programme=made.id, version=made.version, digest=made.digest,
        questionnaire=questionnaire, informant=informant, answered_on=moment.date(), begun_at=moment,
        handed_in_at=moment, **given,
    )  # fmt: skip
