"""A headless Chromium, driven over a pipe: no port, no driver program, nothing fetched."""

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.outside import chromium

NODE = Path(__file__).parent
PATIENCE = 60  # seconds, for a machine that does much at once
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)


class Page:
    """One page of the browser. ``complaints`` are the errors and warnings of its console."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._out, self._in = to_browser, from_browser
        self._waiting: dict[int, Future[Any]] = {}
        self._loaded = threading.Event()
        self._session = ""
        self.complaints: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Runtime", "Log"):
            self._ask(f"{part}.enable")

    def open(self, file: Path) -> None:
        """Open a file and wait until it is there."""
        self.go(file.as_uri())

    def go(self, address: str) -> None:
        """Open an address and wait until it is there."""
        self._loaded.clear()
        self._ask("Page.navigate", url=address)
        assert self._loaded.wait(PATIENCE)

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a function of the page with these arguments; what it returns."""
        code = f"{function}({', '.join(json.dumps(one) for one in arguments)})"
        told = self._ask("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def picture(self, file: Path) -> None:
        """Write what is seen to a PNG file, the whole page."""
        told = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(told["data"]))

    def pdf(self, file: Path) -> None:
        """Print the page as its own style says, to a PDF file."""
        told = self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        file.write_bytes(base64.b64decode(told["data"]))

    def evaluate(self, code: str) -> None:
        """Run a program in the page, whatever its own policy forbids."""
        self._ask("Runtime.evaluate", expression=code)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = len(self._waiting) + 1
        answer: Future[Any] = Future()
        self._waiting[number] = answer
        message = {"id": number, "method": method, "params": parameters}
        message |= {"sessionId": self._session} if self._session else {}
        waiting = memoryview(json.dumps(message).encode() + b"\0")
        while waiting:
            waiting = waiting[os.write(self._out, waiting) :]
        told = answer.result(timeout=PATIENCE)
        assert "error" not in told, told
        result = told["result"]
        assert isinstance(result, dict)
        return result

    def _listen(self) -> None:
        held = b""
        while block := os.read(self._in, 1 << 16):
            *whole, held = (held + block).split(b"\0")
            for message in map(json.loads, whole):
                if "id" in message:
                    self._waiting[message["id"]].set_result(message)
                else:
                    self._noticed(message["method"], message.get("params", {}))

    def _noticed(self, event: str, about: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self._loaded.set()
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(str(about["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(one.get("value", one)) for one in about["args"]))
        elif event == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
            self.complaints.append(about["entry"]["text"])


@contextmanager
def page(profile: Path) -> Iterator[Page]:
    """A page that lives as long as the block; ``profile`` is an empty folder for what a browser keeps."""
    program = chromium()
    assert program, "chromium is not installed"
    to_read, to_browser = os.pipe()
    from_browser, to_write = os.pipe()
    command = [program, *QUIET, f"--user-data-dir={profile}", "--window-size=900,1400"]
    pipes = f'exec "$@" 3<&{to_read} 4>&{to_write}'  # the browser reads from 3 and writes to 4
    process = subprocess.Popen(
        ["bash", "-c", pipes, "bash", *command],
        pass_fds=(to_read, to_write),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(to_write)
    try:
        yield Page(to_browser, from_browser)
    finally:
        os.close(to_browser)  # the browser ends when nobody can speak to it any more
        process.wait(PATIENCE)
        os.close(from_browser)


def bundled(source: Path, folder: Path) -> Path:
    """A page with the program and everything it imports in one file beside it."""
    assert (NODE / "node_modules").is_dir(), "the packages for Node are not installed; `python3 run.py test` does it"
    script = folder / "page.js"
    esbuild = NODE / "node_modules" / ".bin" / "esbuild"
    options = ["--bundle", "--format=iife", '--define:process.env.NODE_ENV="development"', "--log-level=error"]
    subprocess.run([str(esbuild), str(source), *options, f"--outfile={script}"], cwd=NODE, check=True)
    html = folder / "page.html"
    html.write_text(
        '<!doctype html><html lang="da"><meta charset="utf-8"><title>Skema</title><link rel="icon" href="data:,">'
        '<body><div id="form"></div><script src="page.js"></script></body></html>',
        encoding="utf-8",
    )
    return html
