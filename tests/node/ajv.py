"""ajv, the validator most used with JavaScript, as one long-lived process."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NODE = Path(__file__).parent


class Ajv:
    """Judges answers by the schema last given to ``compile``."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def compile(self, schema: Mapping[str, Any]) -> str:
        """Compile the schema in strict mode; what ajv finds wrong with it, or nothing."""
        return str(self._ask({"schema": schema}).get("fault", ""))

    def verdicts(self, answers: Iterable[Any]) -> list[bool]:
        """Whether each of the answers is valid."""
        told = self._ask({"answers": list(answers)})
        assert "verdicts" in told, told
        return list(told["verdicts"])

    def _ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        told = json.loads(self.process.stdout.readline())
        assert isinstance(told, dict)
        return told


@contextmanager
def ajv() -> Iterator[Ajv]:
    """A judge that lives as long as the block."""
    assert (NODE / "node_modules").is_dir(), "the packages for Node are not installed; `python3 run.py test` does it"
    with subprocess.Popen(
        ["node", "judge.js"], cwd=NODE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield Ajv(process)
        finally:
            process.kill()
