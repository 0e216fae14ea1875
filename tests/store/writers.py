"""What the processes do that tests start, kill and let loose on one store. Each tells outside what was acknowledged."""

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from sipforms.store.casefile import CaseFile, keep_response
from sipforms.store.files import FileStore
from tests.store.samples import CASE, entry, response

PATIENCE = 30.0
A_MOMENT = 0.001
_LOADED_LATE = [
    f"cryptography.hazmat.primitives.{name}"
    for name in ("hpke", "ciphers.aead", "asymmetric.ed25519", "asymmetric.x25519")
]
"""What the store itself loads only when something is sealed; here each process would load it anew."""
Opening: TypeAlias = Callable[[Path], FileStore]
"""How a process opens the store, with the keys that it brings along."""


def start(target: Callable[..., None], *arguments: Any) -> BaseProcess:
    """A process of its own, quickly: from a server that has everything loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *_LOADED_LATE])
    process = context.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def acknowledge(handle: int, what: str) -> None:
    """The file survives a kill, because the system holds it and not the process."""
    os.write(handle, f"{what}\n".encode())


@contextmanager
def acknowledgements(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        yield handle
    finally:
        os.close(handle)


def acknowledged(path: Path) -> list[str]:
    """What was acknowledged so far."""
    return path.read_text().splitlines() if path.exists() else []


def keep_without_end(open_store: Opening, folder: Path, told: Path, case: str) -> None:
    """Keeps one response after another until it is killed."""
    store = open_store(folder)
    with acknowledgements(told) as handle:
        while True:
            one = response()
            if isinstance(keep_response(store, case, one), CaseFile):
                acknowledge(handle, one.id)


def keep_so_many(open_store: Opening, folder: Path, told: Path, count: int) -> None:
    """Keeps this many responses beside others who do the same."""
    store = open_store(folder)
    with acknowledgements(told) as handle:
        for _ in range(count):
            one = response()
            if isinstance(keep_response(store, CASE, one), CaseFile):
                acknowledge(handle, one.id)


def answer_without_end(open_store: Opening, folder: Path, told: Path, draft: str, first: int) -> None:
    """Saves one answer after another in a draft until it is killed."""
    store = open_store(folder)
    with acknowledgements(told) as handle:
        number = first
        while True:
            store.append(draft, entry(number, "ø" * (number % 400)))
            acknowledge(handle, str(number))
            number += 1


def killed_in_the_middle(process: BaseProcess, told: Path, chance: random.Random) -> None:
    """Kills the process (SIGKILL) at some instant after it has acknowledged something new."""
    before = _size(told)
    deadline = monotonic() + PATIENCE
    while _size(told) == before:
        if monotonic() > deadline or not process.is_alive():
            raise AssertionError("the process acknowledges nothing")
        wait([process.sentinel], A_MOMENT)
    instant = monotonic() + chance.random() * 0.01
    while monotonic() < instant:
        pass  # any instant will do, and none may be missed by sleeping
    process.kill()
    process.join(PATIENCE)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
