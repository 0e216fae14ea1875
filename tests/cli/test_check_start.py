"""Checking a programme without mistakes loads nothing that tells, mends or allows any."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engine.checking import SMALL

ROOT = Path(__file__).resolve().parent.parent.parent
UNWANTED = {
    "sipforms.actions.mending",
    "sipforms.actions.example_problems",
    "sipforms.cli.check_report",
    "sipforms.engine.ask.form",
    "sipforms.engine.budget.lix",
    "sipforms.engine.checks.allowing",
    "sipforms.engine.checks.gathering",
    "sipforms.engine.fixing",
    "sipforms.engine.hooks",
    "sipforms.engine.overlay.resolving",
    "sipforms.engine.overlay.telling",
    "sipforms.render.checking.told",
    "sipforms.render.problems",
    "sipforms.store",
}
RUN = """
import sys
from sipforms.cli.door import main
try:
    main(["--language", "en", "check", sys.argv[1]])
except SystemExit as end:
    print(end.code, *sorted(sys.modules), sep="\\n")
"""


def loaded(folder: Path) -> tuple[str, set[str]]:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    _summary, code, *modules = ended.stdout.splitlines()
    return code, set(modules)


def test_a_good_programme_loads_nothing_for_bad_ones(tmp_path: Path) -> None:
    for name, text in SMALL.items():
        (tmp_path / "lille" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lille" / name).write_text(text, "utf-8")
    code, modules = loaded(tmp_path / "lille")
    assert code == "0"
    assert "sipforms.engine.check" in modules
    assert modules & UNWANTED == set()
