"""Whoever watches over a program that may be killed: not where nothing can be forked, and silent when all went well."""

import os
import subprocess
import sys

import pytest

from sipforms.cli.killed import cleared_when_killed

RUN = """
import os, signal, sys
from sipforms.cli.killed import cleared_when_killed
with cleared_when_killed():
    print("shown", flush=True)
    if sys.argv[1] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_where_nothing_can_be_forked_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    with cleared_when_killed():
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be forked here, so nobody watches")
@pytest.mark.parametrize("how", ["ended", "killed"])
def test_the_screen_is_cleared_after_a_kill_and_only_then(how: str) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, how], capture_output=True, text=True, check=False)
    shown, _, after = done.stdout.partition("shown\n")
    assert shown == ""
    assert ("\x1b[3J" in after) is (how == "killed")
    assert (done.returncode == 0) is (how == "ended")
