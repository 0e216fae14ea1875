"""Values to bytes and back, exactly: JSON in UTF-8 that also carries half characters (lone surrogates) as they came."""

import json
from typing import Any


def encoded(value: object) -> bytes:
    """The value as compact JSON. Raises TypeError or ValueError for what JSON cannot say (NaN included)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )


def decoded(content: bytes) -> Any:  # noqa: ANN401  what comes off a disk is checked by whoever reads it
    """The value written by ``encoded``. Raises ValueError for anything else."""
    return json.loads(content.decode("utf-8", "surrogatepass"))
