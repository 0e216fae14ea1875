#!/usr/bin/env python3
"""One command for a fresh machine that has Python 3.11 or newer and nothing else.

    python3 run.py demo     open the demonstration (invented citizens; without a terminal it is told as text)
    python3 run.py test     check and test everything; further words go to pytest
    python3 run.py bench    measure speed and memory

The first start makes a virtual environment, .venv, beside this file and installs the program and what it needs into
it. Later starts see that nothing has changed and begin at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = VENV / "sipforms-installed.json"
OLDEST = (3, 11)
EXTRAS: dict[str, tuple[str, ...]] = {"demo": (), "test": ("bench", "test"), "bench": ("bench",)}
CHECKS = (
    ("The style of the code", ("ruff", "check", ".")),
    ("The types", ("mypy",)),
    ("The floors of the house", ("lint-imports",)),
)
AS_MODULE = {"lint-imports": ("-c", "from importlinter.cli import lint_imports_command as run; run()")}
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Do what is asked and return the exit code of what was done."""
    if not arguments or arguments[0] not in EXTRAS:
        print(__doc__, file=sys.stderr if arguments else sys.stdout)
        return 2 if arguments else 0
    verb, further = arguments[0], arguments[1:]
    prepare(EXTRAS[verb])
    return {"demo": demo, "test": test, "bench": bench}[verb](further)


def demo(further: list[str]) -> int:
    """Open the demonstration."""
    return started("-m", "sipforms", "demo", *further)


def bench(further: list[str]) -> int:
    """Measure; progress and figures come from the benchmarks themselves."""
    return started("-m", "benchmarks", *further)


def test(further: list[str]) -> int:
    """Run every check, then every test; stop at the first that fails."""
    missing = missing_surroundings()
    for title, command in CHECKS:
        say(f"{title}: {command[0]}")
        failed = started(*AS_MODULE.get(command[0], ("-m", *command)))
        if failed:
            return failed
    for marker, reason in missing.items():
        name_tests_left_out(marker, reason)
    chosen = ("-m", " and not ".join(("not long", *missing))) if missing else ()
    say("The tests: pytest")
    return started("-m", "pytest", "-n", "2", *chosen, *further)


def prepare(extras: tuple[str, ...]) -> None:
    """Make or renew the virtual environment, unless it is already as this checkout wants it."""
    complain_about_python()
    wanted, found = fingerprint(), what_is_installed()
    if found.get("fingerprint") == wanted and set(extras) <= set(found.get("extras", ())):
        return
    if found.get("made for", made_for()) != made_for() or not environment_works():
        make_environment()
        found = {}
    every_extra = sorted({*extras, *found.get("extras", ())})
    write_down("", every_extra)  # should this be cut short, the next start does it again
    install(every_extra)
    write_down(wanted, every_extra)


def fingerprint() -> str:
    """A digest of everything that decides what must be installed, and where."""
    digest = hashlib.sha256(made_for().encode())
    files = [ROOT / "pyproject.toml", ROOT / "hatch_build.py", *sorted((ROOT / "sipforms").rglob("*.po"))]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def made_for() -> str:
    """The Python and the folder that an environment belongs to: it works for no other."""
    return f"{ROOT} {sys.base_prefix} {sys.version_info.major}.{sys.version_info.minor}"


def what_is_installed() -> dict[str, Any]:
    """What the last installation wrote down; nothing when there was none."""
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads(INSTALLED.read_text(encoding="utf-8")))
    return {}


def write_down(fingerprint_now: str, extras: list[str]) -> None:
    """Remember what is installed, for the next start."""
    state = {"fingerprint": fingerprint_now, "made for": made_for(), "extras": extras}
    INSTALLED.write_text(json.dumps(state), encoding="utf-8")


def environment_works() -> bool:
    """Whether there is an environment whose Python starts and can install."""
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def complain_about_python() -> None:
    """End here, with a sentence that helps, where this Python cannot do it."""
    if sys.version_info < OLDEST:
        sys.exit("sipforms needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing and not environment_works():
        edition = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        sys.exit(
            f"This Python comes without {' and '.join(missing)}, which making a virtual environment takes. "
            f"On Debian and Ubuntu: apt install {edition}"
        )


def make_environment() -> None:
    """A new virtual environment in place of any that is broken or of another Python."""
    say(f"Making a virtual environment in {VENV.name}")
    if (VENV / "pyvenv.cfg").exists():
        shutil.rmtree(VENV)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        sys.exit(f"The virtual environment could not be made:\n{made.stdout}{made.stderr}")


def install(extras: list[str]) -> None:
    """Install this folder, editable, with what it needs, telling what happens as it happens."""
    what = str(ROOT) + (f"[{','.join(extras)}]" if extras else "")
    say("Installing sipforms and what it needs (the first time takes a minute or two)")
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", "--editable", what]
    last_lines: deque[str] = deque(maxlen=40)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            last_lines.append(line)
            tell_step(line)
    tell_step("")
    if pip.returncode:
        sys.exit(f"Installing failed. The last that pip said:\n{''.join(last_lines)}")
    say("Installed")


def tell_step(line: str) -> None:
    """One line of pip as a few words: over the last ones in a terminal, else on a line of its own."""
    words = [*line.split(), "", ""]
    doing = {
        "Collecting": f"looking for {words[1]}",
        "Downloading": f"fetching {words[1]}" if sys.stdout.isatty() else "",
        "Building": "building sipforms" if words[1] == "editable" and words[-3] == "started" else "",
        "Installing": "putting everything in its place" if words[1] == "collected" else "",
    }.get(words[0], "")
    if sys.stdout.isatty() and (doing or not line):
        print(f"\r  {doing[:70]:<70}", end="" if line else "\r", flush=True)
    elif doing:
        print(f"  {doing}", flush=True)


def missing_surroundings() -> dict[str, str]:
    """What tests need besides Python and cannot have here, by marker, with the reason; the rest is seen to."""
    sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]
    from tools.outside import missing_surroundings as missing

    return missing(PYTHON, say)


def name_tests_left_out(marker: str, reason: str) -> None:
    """Say by name which tests cannot run here: nothing is skipped in silence."""
    command = [str(PYTHON), "-m", "pytest", "--collect-only", "-q", "-m", f"{marker} and not long"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    names = [line for line in listed if "::" in line]
    say(f"{reason}, so {len(names)} tests marked `{marker}` cannot run here:")
    print("\n".join(f"  {name}" for name in names), flush=True)


def started(*arguments: str) -> int:
    """Run the environment's Python in this folder and return its exit code; Ctrl+C belongs to what runs."""
    with subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT) as running:
        while True:
            try:
                code = running.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code  # ended by a signal: what a shell would say


def say(words: str) -> None:
    """Tell what begins now."""
    print(f"== {words}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
