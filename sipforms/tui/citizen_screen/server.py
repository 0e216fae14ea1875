"""The server of the citizen's screen: on this machine only, its own pages only, and nothing without the token.

Nothing about anybody is in an address, in a log or in what a browser keeps. A page of another site cannot reach it: the
name in the request must be this machine's (no other name can be led here), what is sent must come from the page itself,
and the token goes in a header that no other page can send.
"""

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from typing import Any, ClassVar

from sipforms.tui.citizen_screen.pages import Page, pages
from sipforms.tui.citizen_screen.pairing import Pairing, Refusal
from sipforms.tui.citizen_screen.published import Published

HOST = "127.0.0.1"
BEARER = "Bearer "
"""What stands before the token in the header that carries it."""
PATIENCE = 20.0
"""Seconds that a request for what is new waits."""
LARGEST = 200_000
"""Bytes of a request: the longest text there can be, with room for how it is written."""
SLOW = 30.0
"""Seconds after which a silent connection is closed."""
MOST_AT_ONCE = 24
"""Connections at one time: more than two browsers make, and so few that the program keeps the files it needs open.

Anybody on this machine can connect, and whoever has filled in a form must always be able to keep an answer.
"""

Act = Callable[[Mapping[str, Any]], bool]
"""Does what a screen asks; false where it was asked about something that is not shown any more."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What the server is a window to."""

    pairing: Pairing
    published: Published
    act: Act
    paired: Callable[[], None]


class CitizenServer:
    """Listens from when it is made until ``close``. ``port`` is one that was free."""

    def __init__(self, service: Service) -> None:
        self._service = service
        handler: Any = type("Handler", (_Handler,), {"service": service, "pages": pages()})
        self._server = _Quiet((HOST, 0), handler)
        self.port: int = self._server.server_address[1]
        handler.names = frozenset({f"{HOST}:{self.port}", f"localhost:{self.port}"})
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{HOST}:{self.port}/"

    def close(self) -> None:
        """Stop listening, and let everybody go who waits."""
        self._service.pairing.end()
        self._service.published.end()
        threading.Thread(target=self._stop, daemon=True).start()  # whoever waits is answered before that

    def _stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 16
    allow_reuse_address = False  # on Windows another program could otherwise take the port over

    def __init__(self, address: tuple[str, int], handler: Any) -> None:  # noqa: ANN401 - as the library has it
        self._room = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
        """Answer in a thread, where there is room for one more; else hang up."""
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no thread is to be had
            self._room.release()
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
        """Say nothing: what it would print could hold an answer."""


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[Service]
    pages: ClassVar[Mapping[str, Page]]
    names: ClassVar[frozenset[str]] = frozenset()
    protocol_version = "HTTP/1.1"
    timeout = SLOW
    server_version, sys_version = "SIP", ""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as the library has it
        """Write nothing."""

    def do_GET(self) -> None:
        """The pages, and what is new."""
        path, _, query = self.path.partition("?")
        if not self._is_for_us():
            self._say(HTTPStatus.FORBIDDEN)
        elif path in self.pages:
            self._send(HTTPStatus.OK, self.pages[path].body, self.pages[path].kind)
        elif path == "/view":
            self._view(query)
        else:
            self._say(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """The code, and what the citizen does."""
        told = self._read()
        if told is None or not self._is_for_us():
            self.close_connection = True
            self._say(HTTPStatus.FORBIDDEN)
        elif self.path == "/pair":
            self._pair(told)
        elif self.path == "/act":
            self._act(told)
        else:
            self._say(HTTPStatus.NOT_FOUND)

    def _is_for_us(self) -> bool:
        """Whether the request names this machine, and comes from our own page or from no page at all."""
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        return host in self.names and origin in (None, f"http://{host}")

    def _read(self) -> Mapping[str, Any] | None:
        """What was sent, as an object of JSON; nothing for all else."""
        with suppress(ValueError, OSError, RecursionError):
            length = int(self.headers.get("Content-Length", ""))
            if 0 < length <= LARGEST and self.headers.get_content_type() == "application/json":
                told = json.loads(self.rfile.read(length))
                return told if isinstance(told, dict) else None
        return None

    def _pair(self, told: Mapping[str, Any]) -> None:
        before, found = self.service.pairing.code, self.service.pairing.let_in(str(told.get("code", ""))[:50])
        if self.service.pairing.code != before:  # what is tried when none can be used is nothing to tell staff
            self.service.paired()
        if isinstance(found, Refusal):
            self._say(HTTPStatus.UNAUTHORIZED, {"refused": found.value})
        else:
            self._say(HTTPStatus.OK, {"token": found})

    def _view(self, query: str) -> None:
        if not self._is_let_in():
            self._say(HTTPStatus.UNAUTHORIZED)
            return
        after = query.removeprefix("after=")
        edition = self.service.published.newer(int(after) if after.isdecimal() else -1, PATIENCE)
        if self.service.published.is_over or not self._is_let_in():  # another screen may have taken the place meanwhile
            self._say(HTTPStatus.UNAUTHORIZED)
        elif edition is None:
            self._send(HTTPStatus.NO_CONTENT, b"", "")
        else:
            self._say(HTTPStatus.OK, {"version": edition.version, "number": edition.number, "view": edition.view})

    def _act(self, told: Mapping[str, Any]) -> None:
        if not self._is_let_in():
            self._say(HTTPStatus.UNAUTHORIZED)
        else:
            self._say(HTTPStatus.OK if self.service.act(told) else HTTPStatus.CONFLICT)

    def _is_let_in(self) -> bool:
        return self.service.pairing.is_let_in(self.headers.get("Authorization", "").removeprefix(BEARER))

    def _say(self, status: HTTPStatus, told: Mapping[str, Any] | None = None) -> None:
        self._send(status, json.dumps(told or {}).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        with suppress(OSError):  # whoever asked may be gone
            self.send_response(status)
            for name, value in HEADERS.items():
                self.send_header(name, value)
            if kind:
                self.send_header("Content-Type", f"{kind};charset=utf-8")
            if status is not HTTPStatus.NO_CONTENT:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
