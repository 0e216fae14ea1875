"""Nothing that was said about somebody is found where it should not be: on the disk, in logs, in what a failure prints.

A session with marked names, numbers, answers, notes, reasons and passphrases is gone through on a protected store; then
every byte of the store and of the person's own folders is looked through, and all that failing commands printed.
"""

import random
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sipforms.actions.people import Stay, admit, create
from sipforms.cli import report_individual
from sipforms.engine.shelf import shipped
from sipforms.store.casefile import CaseFile
from tests.cli.conftest import Run
from tests.signed_in import PASSPHRASE, entered

EXAMPLE = (shipped() / "voksen" / "examples" / "demonstration.yaml").read_text("utf-8")
SYLLABLES = ("fug", "sky", "vind", "træ", "ørn", "gran", "sten", "lærk", "måge", "hus")


def canary(chance: random.Random) -> str:
    """A word that stands nowhere else."""
    return "".join(chance.choices(SYLLABLES, k=5)) + str(chance.randrange(10_000))


def forms(word: str) -> Iterator[bytes]:
    """The word in the ways in which it can stand in a file."""
    for text in (word, word.upper(), word.casefold()):
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode("latin-1")
        yield text.encode("unicode_escape")


def unpacked(content: bytes) -> Iterator[bytes]:
    """The content, and whatever in it can be inflated from some place on."""
    yield content
    for start in (at for at, sign in enumerate(content[:400]) if sign == 0x78):
        try:
            yield zlib.decompressobj().decompress(content[start:])
        except zlib.error:
            continue


def found_in(folder: Path, words: list[str], but: set[Path]) -> list[str]:
    hits = []
    for path in folder.rglob("*"):
        if path in but or not path.is_file():
            hits += [str(path) for word in words if word in path.name]
            continue
        contents = [path.name.encode(), *unpacked(path.read_bytes())]
        hits += [
            f"{path}: {number}"
            for number, word in enumerate(words)
            for one in forms(word)
            if any(one in content for content in contents)
        ]
    return hits


@pytest.mark.parametrize("seed", [1, *(pytest.param(number, marks=pytest.mark.long) for number in range(2, 22))])
def test_no_word_of_a_session_is_found_outside_it(
    signed_in: Run, run: Run, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    name, story, note, reason, wrong = (canary(chance) for _ in range(5))
    code = f"{canary(chance)[:9]}-{chance.randrange(1000, 10_000)}"
    number = f"{chance.randrange(1, 29):02}{chance.randrange(1, 13):02}77-{chance.randrange(10_000):04}"
    words = [name, code, story, note, reason, wrong, number, PASSPHRASE]
    given = tmp_path / "given"
    given.mkdir()
    with entered(protected) as workplace:
        file = create(workplace, code, name)
        assert isinstance(file, CaseFile)
        stay = Stay(programme="voksen", admission=date(2026, 1, 1), informants={"kontaktperson": name})
        assert isinstance(admit(workplace, file, stay), CaseFile)
    (given / "svar.yaml").write_text(EXAMPLE.replace("larm på gangen", f"{story} {number}"), "utf-8")
    assert signed_in("fill", code, "--answers", given / "svar.yaml").code == 0
    response = signed_in("response", "history", code).out.split()[0]
    (given / "ret.yaml").write_text(
        f"questionnaire: livskvalitet\nanswers:\n  fysisk_velbefindende: {{uddyb: {note}}}\n", "utf-8"
    )
    assert (
        signed_in("response", "correct", code, response, "--answers", given / "ret.yaml", "--reason", reason).code == 0
    )
    assert signed_in("export", "--citizen", code, "--output", given / "kopi").code == 0
    assert story in (given / "kopi" / "read-me.txt").read_text("utf-8"), "the marks are there to be found"
    assert signed_in("store", "backup", tmp_path / "backup").code == 0

    said = []
    (given / "galt.yaml").write_text(EXAMPLE.replace("tilfredshed: 4", f"tilfredshed: {wrong}", 1), "utf-8")
    (given / "galt.jsonl").write_text(f'{{"answers": "{wrong}"}}\n{{{wrong}\n', "utf-8")
    said.append(signed_in("fill", code, "--answers", given / "galt.yaml"))
    said.append(signed_in("import", given / "galt.jsonl"))
    said.append(signed_in("store", "init"))
    said.append(run("--store", protected, "--user", "AB", "report", code))

    def crash(*_given: object, **_named: object) -> None:
        raise RuntimeError(f"{name} {story} {number}")

    with monkeypatch.context() as patch:
        patch.setattr(report_individual, "case_with", crash)
        crashed = signed_in("report", code)
        assert crashed.code == 3
        said.append(crashed)
    for ended in said:
        assert ended.code != 0
        printed = ended.out + ended.err
        # A command repeats the code that somebody typed; it never tells what was kept under it.
        assert [word for word in words if word != code and word in printed] == []
    assert found_in(tmp_path, words, {tmp_path / "passphrase.txt", *given.rglob("*")}) == []
