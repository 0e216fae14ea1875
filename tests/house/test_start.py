"""Commands load what they need and no more: a program that starts quickly stays a program that is used."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.reading import ROOT

HEAVY = {"textual", "plotext", "polars", "numpy", "babel", "cryptography"}
RUN = """
import json, runpy, sys
module, *sys.argv[1:] = sys.argv[1:]
code = 0
try:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
except SystemExit as end:
    code = end.code or 0
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print()
print(json.dumps({"code": code, "loaded": loaded}))
"""


def after(*arguments: str, module: str = "sipforms", path: Path = ROOT, home: Path) -> dict[str, Any]:
    """The exit code of a command run in a new process, and the top-level modules it had loaded at its end."""
    places = {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "APPDATA": str(home)}
    ended = subprocess.run(
        [sys.executable, "-c", RUN, module, *arguments],
        cwd=home,
        env={**os.environ, **places, "PYTHONPATH": str(path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(ended.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], HEAVY | {"rich", "jsonschema", "jsonschema_rs", "tinydb", "yaml"}),
        (["--version"], HEAVY | {"rich", "jsonschema", "jsonschema_rs", "tinydb", "yaml"}),
        (["check", str(ROOT / "programs" / "voksen")], HEAVY | {"jsonschema", "tinydb"}),
    ],
    ids=lambda value: value[0].strip("-") if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], unwanted: set[str], tmp_path: Path) -> None:
    ended = after(*arguments, home=tmp_path)
    assert ended["code"] == 0
    assert unwanted & set(ended["loaded"]) == set()


def test_a_module_loaded_late_is_seen(tmp_path: Path) -> None:
    (tmp_path / "textual").mkdir()
    (tmp_path / "textual" / "app.py").write_text("")
    (tmp_path / "program.py").write_text("def main():\n    import textual.app\n    raise SystemExit(1)\nmain()\n")
    ended = after("--help", module="program", path=tmp_path, home=tmp_path)
    assert ended["code"] == 1
    assert "textual" in ended["loaded"]
