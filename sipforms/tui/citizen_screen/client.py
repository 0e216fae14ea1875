"""The citizen's screen as a second terminal asks for it: the same requests as the page in a browser sends."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sipforms.render.citizen_shown import CitizenShown, from_json
from sipforms.tui.citizen_screen.pairing import Refusal
from sipforms.tui.citizen_screen.server import BEARER, HOST, PATIENCE

OK, NOTHING_NEW, NOT_LET_IN = 200, 204, 401


class GoneError(Exception):
    """There is no screen to be had any more: staff closed it, the form was left, or nothing listens there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is shown now."""

    version: int
    number: int
    shown: CitizenShown = field(repr=False)


class CitizenClient:
    """One screen of the citizen's. Every request may wait, and belongs in a thread of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._token = ""

    def pair(self, code: str) -> Refusal | None:
        """Come in with the code, or say why not. Raises GoneError."""
        status, told = self._ask("POST", "/pair", {"code": code})
        if status == NOT_LET_IN:
            return Refusal(told.get("refused", Refusal.OVER))
        self._token = str(told.get("token", ""))
        if status != OK or not self._token:
            raise GoneError
        return None

    def newer(self, version: int) -> Seen | None:
        """What is shown once it is another than ``version``; nothing when nothing new came. Raises GoneError."""
        status, told = self._ask("GET", f"/view?after={version}")
        if status == NOTHING_NEW:
            return None
        if status != OK:
            raise GoneError
        try:
            return Seen(version=int(told["version"]), number=int(told["number"]), shown=from_json(dict(told["view"])))
        except (KeyError, TypeError, ValueError):
            raise GoneError from None  # something else listens there; without a cause, which could quote it

    def act(self, number: int, told: Mapping[str, Any]) -> None:
        """Send what was pressed, as an answer to what was shown under the number. Raises GoneError."""
        status, _told = self._ask("POST", "/act", {"number": number, **told})
        if status == NOT_LET_IN:
            raise GoneError

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE * 2)
        headers = {"Content-Type": "application/json", "Authorization": BEARER + self._token}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            told = json.loads(answer.read() or "{}")
        except (OSError, http.client.HTTPException, ValueError):
            raise GoneError from None
        finally:
            connection.close()
        return answer.status, told if isinstance(told, dict) else {}
