"""What it costs to read and check programmes: against PyYAML, safe_load with jsonschema, and pyxform."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks.generated import programme, written
from benchmarks.installed import environment
from benchmarks.result import Result
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.check import check
from sipforms.engine.read.bundle import read
from sipforms.engine.read.source import read_source

BUNDLES = 200
NAIVE_EACH = 2
"""So many of the 200 are checked naively in each round: one takes it about a second."""

FLOOR = "import yaml, jsonschema_rs, click, pluggy, dataclasses, hashlib"
"""What checking cannot do without: below this no program of these libraries can come."""

NAIVE = """
import sys, json, pathlib, yaml, jsonschema, referencing
from referencing.jsonschema import DRAFT202012
schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in pathlib.Path(sys.argv[1]).glob("*.json")}
registry = referencing.Registry().with_resources(
    (name + ".json", DRAFT202012.create_resource(schema)) for name, schema in schemas.items())
kinds = {"programme.yaml": "programme", "scales.yaml": "scales", "indicators.yaml": "indicators"}
def check(folder):
    found = 0
    for path in sorted(pathlib.Path(folder).rglob("*.yaml")):
        kind = kinds.get(path.name, "questionnaire")
        data = yaml.safe_load(path.read_text("utf-8"))
        validator = jsonschema.Draft202012Validator({"$ref": kind + ".json"}, registry=registry)
        found += sum(1 for _ in validator.iter_errors(data))
    return found
"""
PYXFORM = """
import sys, json
from pyxform.xls2xform import convert
for form in json.load(open(sys.argv[1], encoding="utf-8")):
    assert convert(xlsform=form, validate=False).xform
"""


def run(rounds: int) -> Iterable[Result]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = written(programme("maalt"), Path(scratch) / "maalt")
        yield from _yaml(rounds, folder)
        yield from _whole_process(rounds, folder, Path(scratch))
        yield from _many(rounds, Path(scratch))


def _ratio(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> list[float]:
    """Ours against theirs, alternating; both once before, so that neither is cold."""
    ours(), theirs()
    return [_seconds(ours) / _seconds(theirs) for _ in range(rounds)]


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _result(goal: str, ratios: list[float], limit: float, detail: str) -> Result:
    spread = f"{detail}; {len(ratios)} rounds, {min(ratios):.3f} to {max(ratios):.3f}"
    return Result(
        name="bundles", goal=goal, ratio=statistics.median(ratios), limit=limit, at_least=False, detail=spread
    )


def _yaml(rounds: int, folder: Path) -> Iterator[Result]:
    """Two sizes of file, as people write them."""
    for items in (160, 400):
        text = programme("stor", 1, items)["questionnaires/skema_0.yaml"]
        content = text.encode()
        assert read_source("a.yaml", content).data == yaml.load(content, Loader=yaml.CSafeLoader)
        ours, theirs = partial(read_source, "a.yaml", content), partial(yaml.load, content, yaml.CSafeLoader)
        ratios = _ratio(ours, theirs, 3 * rounds)
        yield _result("YAML with places, against CSafeLoader without", ratios, 0.65, f"{len(content) // 1024} KiB")
    assert (folder / "programme.yaml").exists()


def _whole_process(rounds: int, folder: Path, scratch: Path) -> Iterator[Result]:
    schemas = Path(read.__code__.co_filename).parent.parent / "schemas"
    naive = scratch / "naive.py"
    naive.write_text(NAIVE + "sys.exit(check(sys.argv[2]))\n", encoding="utf-8")
    forms = scratch / "forms.json"
    forms.write_text(_xlsforms(folder), encoding="utf-8")
    pyxform = scratch / "peer.py"
    pyxform.write_text(PYXFORM, encoding="utf-8")
    ours = _process([sys.executable, "-m", "sipforms", "check", str(folder)], scratch)
    theirs = _process([sys.executable, str(naive), str(schemas), str(folder)], scratch)
    peer = _process([sys.executable, str(pyxform), str(forms)], scratch)
    for opponent, against, limit in ((theirs, "safe_load and jsonschema", 1 / 3), (peer, "pyxform", 1 / 4)):
        floor = statistics.median(_ratio(_process([sys.executable, "-c", FLOOR], scratch), opponent, rounds))
        goal = f"check of 4 x 80 items, whole process, against {against} on the same questions"
        ratios = _ratio(ours, opponent, rounds)
        above = statistics.median(ratios) - floor
        detail = f"the libraries alone, imported and nothing done, are at {floor:.2f}; {above:.2f} above that is ours"
        yield _result(goal, ratios, limit, detail)
    memory = [_peak(ours) / _peak(peer) for _ in range(rounds)]
    bare = _peak(_process([sys.executable, "-c", FLOOR], scratch)) / _peak(peer)
    yield _result(
        "check of 4 x 80 items, most memory held, against pyxform",
        memory,
        1 / 2,
        f"the libraries alone are at {bare:.2f}",
    )


def _peak(start: Callable[[], None]) -> int:
    """The most memory that a program held, in KiB: it is the only child of the process that starts it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        start()
        os.write(writing, str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        peak = int(said.read())
    os.waitpid(child, 0)
    return peak


def _process(command: list[str], scratch: Path) -> Callable[[], None]:
    """Starting a program as an installed one starts."""
    installed = environment(scratch)

    def start() -> None:
        subprocess.run(command, check=True, capture_output=True, env=installed)

    return start


def _xlsforms(folder: Path) -> str:
    """The same questions as XLSForms: a sheet of questions and a sheet of choices for each questionnaire."""
    scale = yaml.safe_load((folder / "scales.yaml").read_text("utf-8"))["$defs"]["fem_trin"]["oneOf"]
    choices = [{"list_name": "fem_trin", "name": str(one["const"]), **_labels(one["title"])} for one in scale]
    forms = []
    for file in sorted((folder / "questionnaires").glob("*.yaml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        settings = [{"form_id": file.stem, "form_title": data["title"]}]
        forms.append({"survey": list(_rows(data["properties"])), "choices": choices, "settings": settings})
    return json.dumps(forms, ensure_ascii=False)


def _labels(text: str) -> dict[str, str]:
    return {"label::borger": text, "label::kontaktperson": text}


def _rows(areas: dict[str, Any]) -> Iterator[dict[str, str]]:
    for id_, area in areas.items():
        yield {"type": "begin group", "name": id_, **_labels(area["title"])}
        for name, item in area["properties"].items():
            if "scale" in item:
                yield from _pair(id_, name, item)
            elif item["type"] == "integer":
                limit = {"constraint": ". >= 0 and . <= 7"}
                yield {"type": "integer", "name": f"{id_}_{name}", **_labels(item["title"]), **limit}
            else:
                asked = " or ".join(f"${{{id_}_spoergsmaal_{n}_tilfredshed}} <= 2" for n in range(8))
                yield {"type": "text", "name": f"{id_}_{name}", **_labels(item["title"]), "relevant": asked}
        yield {"type": "end group", "name": "", "label::borger": ""}


def _pair(area: str, name: str, item: dict[str, Any]) -> Iterator[dict[str, str]]:
    """One item on two dimensions, worded for two: in XLSForm those are two questions in two languages."""
    other = item["for"]["kontaktperson"]
    for dimension, sentence in item["say"].items():
        yield {
            "type": "select_one fem_trin",
            "name": f"{area}_{name}_{dimension}",
            "label::borger": sentence,
            "label::kontaktperson": other["say"][dimension],
            "hint::borger": item["help"],
            "hint::kontaktperson": other["help"],
        }


def _many(rounds: int, scratch: Path) -> Iterator[Result]:
    """All 200 are checked by us over the rounds, a few in each naively; what is compared is the time for one."""
    namespace: dict[str, object] = {}
    schemas = Path(read.__code__.co_filename).parent.parent / "schemas"
    before, sys.argv = sys.argv, ["naive", str(schemas)]
    exec(NAIVE, namespace)  # noqa: S102 - the opponent, as its own process runs it
    sys.argv = before
    naive = namespace["check"]
    assert callable(naive)
    vocabulary = open_vocabulary(installed=False)
    folders = [written(programme(f"p{number}"), scratch / f"p{number}") for number in range(BUNDLES)]
    share = BUNDLES // rounds
    ratios = []
    for number in range(rounds):
        mine = folders[number * share : (number + 1) * share]
        ours = _seconds_each(mine, lambda folder: check(read(folder), vocabulary))
        ratios.append(ours / _seconds_each(mine[:NAIVE_EACH], naive))
    goal = f"{BUNDLES} programmes of 4 x 80 items in one process, against safe_load and jsonschema"
    yield _result(goal, ratios, 1 / 6, f"time for one; {share * rounds} by us, {NAIVE_EACH * rounds} naively")


def _seconds_each(folders: list[Path], checked: Callable[[Path], object]) -> float:
    """Seconds for one; all find nothing wrong."""
    begun = time.perf_counter()
    for folder in folders:
        found = checked(folder)
        assert not found, found
    return (time.perf_counter() - begun) / len(folders)
