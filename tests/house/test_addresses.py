"""No committed file says where to download something, names a registry, or knows the machine it was written on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.reading import ROOT, committed_files

KNOWN_HOSTS = {
    "json-schema.org": "the name of the JSON Schema dialect, never fetched",
    "www.w3.org": "the name of SVG and HTML, never fetched",
    "www.textualize.io": "the maker's remark in pictures of screens",
    "doi.org": "where a formula comes from",
    "qolibrinet.com": "where a formula comes from",
    "example.org": "a name kept free for examples: what a hostile bundle would like to fetch",
}
RESERVED = re.compile(r"(?:[\w-]+\.)*(?:example\.(?:org|com|net)|example|invalid)")
"""Names that RFC 2606 keeps free for examples: nobody's, and nothing can be fetched there."""

MAY_EXAMPLE = ("tests/bundles/evil/", "docs/problems/")
"""Hostile bundles, and wrong examples, whose point is an address that must not be fetched."""

FORBIDDEN = {
    "a registry": r"(?:pypi|npmjs|pythonhosted|crates|anaconda|debian|ubuntu)\.(?:org|com|io)\b"
    r"|raw\.githubusercontent|proxy\.golang|cdn[j]s|jsdeliv[r]|unp[k]g",
    "a download": r"(?:https?|ftp)://\S+\.(?:whl|gz|zip|tgz|bz2|xz|deb|exe|msi|woff2?)\b|/releases/downloa[d]/",
    "another index": r"--(?:extra-)?index-url|--find-link[s]|PIP_INDEX_UR[L]",
    "a place on one machine": r"(?<![\w.~-])/(?:work|root|home|Users)/\w|\b[A-Z]:\\\\?Users\b",
}
HOST = re.compile(r"https?://([\w.-]+\w)")


def addresses(text: str, name: str = "") -> Iterator[str]:
    """What in a text points out of the project; the reserved names are nobody's, in the few files that need one."""
    for what, pattern in FORBIDDEN.items():
        yield from (f"{what}: {found.group()}" for found in re.finditer(pattern, text))
    may_example = name.startswith(MAY_EXAMPLE)
    for host in HOST.findall(text):
        if host not in KNOWN_HOSTS and not (may_example and RESERVED.fullmatch(host)):
            yield f"an address: {host}"


def readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return path.read_bytes().decode("latin-1")


def test_no_committed_file_points_out_of_the_project() -> None:
    files = {path.relative_to(ROOT).as_posix(): path for path in committed_files()}
    found = {name: sorted(set(addresses(readable(path), name))) for name, path in files.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "text",
    [
        "see files.python" + "hosted.org",
        "htt" + "ps://example.dk/a.zip",
        "pip install --index" + "-url x",
        "path = '/ho" + "me/anna/x'",
        "at /wo" + "rk/main",
        "htt" + "p://unknown.example",
        "C:\\" + "Users\\anna",
    ],
)
def test_an_address_is_seen(text: str) -> None:
    assert list(addresses(text))


def test_a_reserved_name_is_an_address_but_where_it_is_the_point() -> None:
    reserved = "htt" + "ps://skema.example.org/a.json"
    assert list(addresses(reserved, "tests/bundles/evil/ref-https/questionnaires/puls.yaml")) == []
    assert list(addresses(reserved, "docs/problems/reference-remote.md")) == []
    assert list(addresses(reserved, "README.md"))
    assert list(addresses("htt" + "ps://example.org.evil.dk/x", "docs/problems/reference-remote.md"))


@pytest.mark.parametrize(
    "text", ["home/work", "see docs/home/index.md", "htt" + "ps://json-schema.org/draft/2020-12/schema"]
)
def test_what_is_no_address_passes(text: str) -> None:
    assert list(addresses(text)) == []
