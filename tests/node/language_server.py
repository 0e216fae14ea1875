"""A language server over standard input and output, as an editor speaks to it."""

import json
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NODE = Path(__file__).parent
SERVER = NODE / "node_modules" / "yaml-language-server" / "out" / "server" / "src" / "server.js"
PATIENCE = 60  # seconds, for a machine that does much at once


class LanguageServer:
    """One running server. Requests wait for their answer; what the server says unasked is kept by its method."""

    def __init__(self, process: "subprocess.Popen[bytes]", settings: dict[str, Any], folder: Path) -> None:
        self.process, self.settings, self.folder = process, settings, folder
        self.opened = 0
        self.waiting: dict[int, Future[Any]] = {}
        self.diagnostics: dict[str, list[Any]] = {}
        self.told = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()
        about = {"processId": None, "rootUri": folder.as_uri(), "capabilities": CAPABILITIES}
        self.ask("initialize", {**about, "workspaceFolders": [{"uri": folder.as_uri(), "name": folder.name}]})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def ask(self, method: str, parameters: Any) -> Any:
        """Send a request and wait for what comes back."""
        number = len(self.waiting) + 1
        answer = self.waiting[number] = Future()
        self._send({"id": number, "method": method, "params": parameters})
        return answer.result(timeout=PATIENCE)

    def tell(self, method: str, parameters: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def open(self, file: str, text: str) -> str:
        """Open a file with this text, never the same twice: what is told of it is told of this text. Its address.

        ``file`` stands in some programme's folder (``voksen/scales.yaml``), and is opened in a sibling of that.
        """
        self.opened += 1
        _programme, _slash, inside = file.partition("/")
        uri = (self.folder / f"programme{self.opened}" / inside).as_uri()
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def problems(self, *files: tuple[str, str]) -> list[list[Any]]:
        """What the server underlines in each of some files, given as name and text; they are looked at together."""
        opened = [self.open(*file) for file in files]
        with self.told:
            assert self.told.wait_for(lambda: self.diagnostics.keys() >= set(opened), timeout=PATIENCE)
            return [self.diagnostics.pop(uri) for uri in opened]

    def at(self, method: str, file: str, text: str) -> Any:
        """Ask about the place of the sign ``|`` in the text, which is taken out first."""
        before, _bar, after = text.partition("|")
        uri = self.open(file, before + after)
        line = before.count("\n")
        place = {"line": line, "character": len(before) - before.rfind("\n") - 1}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _listen(self) -> None:
        for message in self._messages():
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif message.get("method") == "textDocument/publishDiagnostics":
                with self.told:
                    self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
                    self.told.notify_all()
            elif "id" in message:
                self.waiting[message["id"]].set_result(message.get("result"))

    def _messages(self) -> Iterator[dict[str, Any]]:
        out = self.process.stdout
        assert out is not None
        while header := out.readline():
            length = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            yield json.loads(out.read(length))

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item.get("section"), {}) for item in message["params"]["items"]]


CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}


@contextmanager
def language_server(settings: dict[str, Any], folder: Path) -> Iterator[LanguageServer]:
    """A server for the folder, ended with the block."""
    assert SERVER.is_file(), "the packages for Node are not installed; `python3 run.py test` does it"
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield LanguageServer(process, settings, folder)
        finally:
            process.kill()
