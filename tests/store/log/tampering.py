"""Ways of tampering with a log: by somebody with the disk and a hex editor, and by somebody who knows how it is made.

Each takes the files of a log and a source of chance, and changes the files, or leaves them when chance wills it so.
"""

import hashlib
import json
import random
import struct
from collections.abc import Callable
from pathlib import Path

from sipforms.store.log.chain import START_SIZE, links_of, root_of
from sipforms.store.log.entries import Chain, chain_named
from sipforms.store.log.links import UNSIGNED, Link
from tests.store.log.logs import STORE

Files = dict[Path, bytes]
Tampering = Callable[[Files, random.Random], None]
_AFTER_BODY = 64 + 32 + 4


def flip_a_bit(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    place = chance.randrange(len(content))
    files[path] = content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def overwrite_a_stretch(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    place, length = chance.randrange(len(content)), chance.randrange(1, 40)
    files[path] = content[:place] + chance.randbytes(length) + content[place + length :]


def blank_a_stretch(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    place, length = chance.randrange(len(content)), chance.randrange(1, 2000)
    files[path] = content[:place] + bytes(len(content[place : place + length])) + content[place + length :]


def put_bytes_in(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    place = chance.randrange(len(content))
    files[path] = content[:place] + chance.randbytes(chance.randrange(1, 40)) + content[place:]


def take_bytes_out(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    place = chance.randrange(len(content))
    files[path] = content[:place] + content[place + chance.randrange(1, 40) :]


def cut_anywhere(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    files[path] = content[: chance.randrange(len(content))]


def add_rubbish(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    files[path] = content + chance.randbytes(chance.randrange(1, 900))


def cut_whole_entries(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    put_together(files, path, entries[: chance.randrange(len(entries))])


def delete_an_entry(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    del entries[chance.randrange(len(entries))]
    put_together(files, path, entries)


def swap_two_entries(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    one, other = chance.randrange(len(entries)), chance.randrange(len(entries))
    entries[one], entries[other] = entries[other], entries[one]
    put_together(files, path, entries)


def reverse_some_entries(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    start = chance.randrange(len(entries))
    put_together(files, path, entries[:start] + entries[start:][::-1])


def repeat_an_entry(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    entries.insert(chance.randrange(len(entries) + 1), chance.choice(entries))
    put_together(files, path, entries)


def bring_an_entry_from_elsewhere(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    _, others = some_entries(files, chance)
    entries.insert(chance.randrange(len(entries) + 1), chance.choice(others))
    put_together(files, path, entries)


def replace_an_entry_by_one_from_elsewhere(files: Files, chance: random.Random) -> None:
    path, entries = some_entries(files, chance)
    _, others = some_entries(files, chance)
    entries[chance.randrange(len(entries))] = chance.choice(others)
    put_together(files, path, entries)


def swap_two_files(files: Files, chance: random.Random) -> None:
    (one, content), (other, others) = some_file(files, chance), some_file(files, chance)
    files[one], files[other] = others, content


def copy_one_file_over_another(files: Files, chance: random.Random) -> None:
    files[some_file(files, chance)[0]] = some_file(files, chance)[1]


def remove_a_file(files: Files, chance: random.Random) -> None:
    del files[some_file(files, chance)[0]]


def empty_a_file(files: Files, chance: random.Random) -> None:
    files[some_file(files, chance)[0]] = b""


def remove_all_files_of_a_workstation(files: Files, chance: random.Random) -> None:
    chosen = some_file(files, chance)[0].name[:32]
    for path in [path for path in files if path.name.startswith(chosen)]:
        del files[path]


def rename_a_file(files: Files, chance: random.Random) -> None:
    path, content = some_file(files, chance)
    chain = chain_of(path)
    renamed = chance.choice(
        (
            Chain(workstation=chain.workstation, month=chain.month, number=chain.number + 1),
            Chain(workstation=chain.workstation, month="202501", number=chain.number),
            Chain(workstation="9" * 32, month=chain.month, number=chain.number),
        )
    )
    del files[path]
    files[path.with_name(renamed.file)] = content


def put_every_chain_back_a_while(files: Files, chance: random.Random) -> None:
    for path in list(files):
        entries = entries_in(path, files[path])
        put_together(files, path, entries[: chance.randrange(1, len(entries) + 1)])


def change_the_front_and_forge_the_rest(files: Files, chance: random.Random) -> None:
    """Somebody who knows how chains are made but has nobody's key: time, user or place, and all hashes behind it."""
    path, links, content = some_links(files, chance)
    chosen = chance.randrange(len(links))
    name = chance.choice(("time", "user", "place", "heads", "jump"))

    def change(front: dict[str, object]) -> None:
        front[name] = {"time": "2026-01-01T00:00:00+00:00", "user": "f" * 32, "jump": 7, "heads": []}.get(
            name, "0" * 32
        )

    forge(files, path, links, content, {chosen: change})


def take_an_entry_out_and_forge_the_rest(files: Files, chance: random.Random) -> None:
    path, links, content = some_links(files, chance)
    del links[chance.randrange(len(links))]
    forge(files, path, links, content, {})


def take_signatures_away_and_forge_the_rest(files: Files, chance: random.Random) -> None:
    path, links, content = some_links(files, chance)
    start = chance.randrange(len(links))

    def unsign(front: dict[str, object]) -> None:
        front["user"] = ""

    forge(files, path, links, content, dict.fromkeys(range(start, len(links)), unsign), is_signed=False)


TAMPERINGS: tuple[Tampering, ...] = (
    flip_a_bit,
    overwrite_a_stretch,
    blank_a_stretch,
    put_bytes_in,
    take_bytes_out,
    cut_anywhere,
    add_rubbish,
    cut_whole_entries,
    delete_an_entry,
    swap_two_entries,
    reverse_some_entries,
    repeat_an_entry,
    bring_an_entry_from_elsewhere,
    replace_an_entry_by_one_from_elsewhere,
    swap_two_files,
    copy_one_file_over_another,
    remove_a_file,
    empty_a_file,
    remove_all_files_of_a_workstation,
    rename_a_file,
    put_every_chain_back_a_while,
    change_the_front_and_forge_the_rest,
    take_an_entry_out_and_forge_the_rest,
    take_signatures_away_and_forge_the_rest,
)


def some_file(files: Files, chance: random.Random) -> tuple[Path, bytes]:
    path = chance.choice(sorted(files))
    return path, files[path]


def chain_of(path: Path) -> Chain:
    chain = chain_named(path.name)
    assert chain is not None
    return chain


def links_in(path: Path, content: bytes) -> list[Link]:
    return [one for one in links_of(content, store=STORE, chain=chain_of(path)) if isinstance(one, Link)]


def entries_in(path: Path, content: bytes) -> list[bytes]:
    return [content[link.start : link.end] for link in links_in(path, content)]


def some_entries(files: Files, chance: random.Random) -> tuple[Path, list[bytes]]:
    path, content = some_file(files, chance)
    return path, entries_in(path, content)


def some_links(files: Files, chance: random.Random) -> tuple[Path, list[Link], bytes]:
    path, content = some_file(files, chance)
    return path, links_in(path, content), content


def put_together(files: Files, path: Path, entries: list[bytes]) -> None:
    files[path] = files[path][:START_SIZE] + b"".join(entries)


def forge(
    files: Files,
    path: Path,
    links: list[Link],
    content: bytes,
    changes: dict[int, Callable[[dict[str, object]], None]],
    *,
    is_signed: bool = True,
) -> None:
    """Numbers, previous hashes and hashes made right again; signatures stay as they were, or go with the changes."""
    previous, forged = root_of(STORE, chain_of(path)), []
    for number, link in enumerate(links):
        front = json.loads(link.front) | {"seq": number + 1, "previous": previous}
        if number in changes:
            changes[number](front)
        readable = json.dumps(front, separators=(",", ":")).encode()
        signature = link.signature if is_signed or number not in changes else UNSIGNED
        rest = link.nonce + link.body + signature
        size = 8 + len(readable) + len(rest) + 32 + 4
        before = struct.pack(">II", size, len(readable)) + readable + rest
        previous = hashlib.sha256(before).hexdigest()
        forged.append(before + bytes.fromhex(previous) + struct.pack(">I", size))
    files[path] = content[:START_SIZE] + b"".join(forged)
