"""The server of the citizen's screen: who is let in, what is never said, and that nobody else gets a word of it."""

import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sipforms.tui.citizen_screen.pairing import DIGITS, LASTS, MOST_TRIES, Chance, Pairing, Refusal
from sipforms.tui.citizen_screen.published import Published
from sipforms.tui.citizen_screen.server import HEADERS, LARGEST, MOST_AT_ONCE, CitizenServer, Service

VIEW = {"sentence": "Et hemmeligt spørgsmål?"}


@dataclass
class Told:
    """What the form was asked to do."""

    acts: list[dict[str, Any]] = field(default_factory=list)
    is_taken: bool = True
    tries: list[str] = field(default_factory=list)


@dataclass
class Window:
    """A server that runs, and what is behind it."""

    server: CitizenServer
    pairing: Pairing
    published: Published
    told: Told

    def ask(
        self, method: str, path: str, body: object = None, token: str = "", **headers: str
    ) -> tuple[http.client.HTTPResponse, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): one for name, one in headers.items()}}
        sent |= {"Authorization": f"Bearer {token}"} if token else {}
        connection.request(method, path, None if body is None else json.dumps(body), sent)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer, json.loads(read) if is_json and read else read

    def pair(self) -> str:
        answer, told = self.ask("POST", "/pair", {"code": self.pairing.new_code()})
        assert answer.status == 200
        return str(told["token"])


def pairing_of(ticks: list[float] | None = None) -> Pairing:
    digits, tokens = count(1), count(1)
    chance = Chance(digit=lambda: next(digits) % 10, token=lambda: f"tegn-{next(tokens)}")
    return Pairing(chance, lambda: ticks[0] if ticks else 0.0)


@pytest.fixture
def window() -> Iterator[Window]:
    pairing, published, told = pairing_of(), Published(), Told()

    def act(asked: Any) -> bool:
        told.acts.append(dict(asked))
        return told.is_taken

    server = CitizenServer(Service(pairing=pairing, published=published, act=act, paired=lambda: told.tries.append("")))
    published.publish(1, VIEW)
    yield Window(server, pairing, published, told)
    server.close()


# --- the code -----------------------------------------------------------------------------------------------------


def test_a_code_lets_one_in_once() -> None:
    pairing = pairing_of()
    code = pairing.new_code()
    assert len(code) == DIGITS
    token = pairing.let_in(f"{code[:3]} {code[3:]}")
    assert isinstance(token, str)
    assert pairing.is_let_in(token)
    assert pairing.let_in(code) is Refusal.OVER
    assert pairing.code == ""


def test_a_code_that_is_tried_too_often_lets_nobody_in() -> None:
    pairing = pairing_of()
    code = pairing.new_code()
    refused = [pairing.let_in("000000") for _ in range(MOST_TRIES)]
    assert refused == [Refusal.WRONG] * (MOST_TRIES - 1) + [Refusal.OVER]
    assert pairing.let_in(code) is Refusal.OVER


def test_a_code_is_over_after_a_while() -> None:
    ticks = [0.0]
    pairing = pairing_of(ticks)
    code = pairing.new_code()
    ticks[0] = LASTS
    assert pairing.let_in(code) is Refusal.OVER


def test_another_screen_takes_the_place_of_the_first() -> None:
    pairing = pairing_of()
    first = pairing.let_in(pairing.new_code())
    second = pairing.let_in(pairing.new_code())
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert not pairing.is_let_in(first)
    assert pairing.is_let_in(second)
    pairing.end()
    assert not pairing.is_let_in(second)


@given(st.text(max_size=60))
def test_no_text_but_the_code_lets_anybody_in(typed: str) -> None:
    pairing = pairing_of()
    code = pairing.new_code()
    let_in = pairing.let_in(typed)
    assert isinstance(let_in, Refusal) or "".join(one for one in typed if one in "0123456789") == code
    assert not pairing.is_let_in("")
    assert not pairing.is_let_in(typed) or not isinstance(let_in, Refusal)


# --- the server ---------------------------------------------------------------------------------------------------


def test_it_listens_on_this_machine_only(window: Window) -> None:
    assert window.server._server.server_address[0] == "127.0.0.1"


def test_without_the_token_there_is_nothing_to_see_or_to_do(window: Window) -> None:
    window.pairing.new_code()
    for token in ("", "tegn-1", "æ"):
        for method, path, body in (("GET", "/view?after=-1", None), ("POST", "/act", {"do": "confirm"})):
            answer, told = window.ask(method, path, body, token=token.encode().decode("latin-1"))
            assert answer.status == 401
            assert not told
    assert not window.told.acts


def test_the_pages_say_nothing_about_anybody(window: Window) -> None:
    for path in ("/", "/screen.css", "/screen.js", "/drawing.js", "/icon.svg"):
        answer, body = window.ask("GET", path)
        assert answer.status == 200
        assert "hemmeligt" not in body.decode()
        assert "$" not in body.decode().replace("${", "") or path != "/"


def test_every_answer_forbids_keeping_framing_and_fetching_from_elsewhere(window: Window) -> None:
    token = window.pair()
    for answer, _ in (
        window.ask("GET", "/"),
        window.ask("GET", "/view?after=-1", token=token),
        window.ask("GET", "/no"),
        window.ask("POST", "/act", {"do": "confirm"}),
    ):
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "Python" not in answer.headers["Server"]


def test_the_pages_name_no_other_place(window: Window) -> None:
    for path in ("/", "/screen.css", "/screen.js"):
        _, body = window.ask("GET", path)
        assert b"//" not in body.replace(b"// ", b"")


def test_who_is_let_in_sees_what_is_shown_and_what_comes_next(window: Window) -> None:
    token = window.pair()
    _, told = window.ask("GET", "/view?after=-1", token=token)
    assert told["view"] == VIEW
    window.published.publish(2, {"sentence": "Det næste?"})
    _, told = window.ask("GET", f"/view?after={told['version']}", token=token)
    assert (told["number"], told["view"]) == (2, {"sentence": "Det næste?"})


def test_what_is_pressed_goes_to_the_form_and_what_is_late_is_refused(window: Window) -> None:
    token = window.pair()
    answer, _ = window.ask("POST", "/act", {"do": "choose", "place": 3, "number": 1}, token=token)
    assert answer.status == 200
    assert window.told.acts == [{"do": "choose", "place": 3, "number": 1}]
    window.told.is_taken = False
    answer, _ = window.ask("POST", "/act", {"do": "confirm"}, token=token)
    assert answer.status == 409


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Origin": "null"},
        {"Origin": "https://example.org"},
        {"Origin": "https:" + "//127.0.0.1"},
    ],
    ids=str,
)
def test_a_page_from_elsewhere_reaches_nothing(window: Window, headers: dict[str, str]) -> None:
    token = window.pair()
    for method, path, body in (
        ("GET", "/view?after=-1", None),
        ("POST", "/act", {"do": "confirm"}),
        ("GET", "/", None),
    ):
        answer, _ = window.ask(method, path, body, token=token, **headers)
        assert answer.status == 403
    assert not window.told.acts


def test_a_form_on_a_page_from_elsewhere_sends_nothing(window: Window) -> None:
    token = window.pair()
    answer, _ = window.ask("POST", "/act", {"do": "confirm"}, token=token, **{"Content-Type": "text/plain"})
    assert answer.status == 403
    assert not window.told.acts


@pytest.mark.parametrize("body", ["[]", "1", "{", "[" * 100_000, "x" * (LARGEST + 1)], ids=lambda one: one[:4])
def test_what_is_no_object_of_json_is_refused(window: Window, body: str) -> None:
    token = window.pair()
    connection = http.client.HTTPConnection("127.0.0.1", window.server.port, timeout=20)
    try:
        connection.request(
            "POST", "/act", body, {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        )
        assert connection.getresponse().status == 403
    except ConnectionError:
        assert len(body) > LARGEST  # closed before all of it was sent
    connection.close()
    assert not window.told.acts


def test_however_many_connect_the_program_keeps_its_files(window: Window) -> None:
    silent = [socket.create_connection(("127.0.0.1", window.server.port), timeout=20) for _ in range(MOST_AT_ONCE + 8)]
    assert [one.recv(1) for one in silent[MOST_AT_ONCE:]] == [b""] * 8
    for one in silent:
        one.close()
    for _turn in range(2000):
        try:
            answer, _ = window.ask("GET", "/")
        except ConnectionError:
            continue  # those that are gone give their room back one after the other
        assert answer.status == 200
        return
    raise AssertionError("nobody is let in any more")


def test_only_what_changes_which_code_can_be_used_is_told_staff(window: Window) -> None:
    code = window.pairing.new_code()
    for wrong in range(MOST_TRIES - 1):
        window.ask("POST", "/pair", {"code": f"{wrong}00000"})
    assert not window.told.tries
    window.ask("POST", "/pair", {"code": code})
    assert len(window.told.tries) == 1
    for _ in range(3):
        window.ask("POST", "/pair", {"code": code})
    assert len(window.told.tries) == 1
    window.pairing.new_code()
    for wrong in range(MOST_TRIES + 2):
        window.ask("POST", "/pair", {"code": f"{wrong}00000"})
    assert len(window.told.tries) == 2


def test_when_it_is_over_whoever_waits_is_told_and_the_port_is_free(window: Window) -> None:
    token = window.pair()
    window.published.end()
    answer, told = window.ask("GET", "/view?after=1", token=token)
    assert answer.status == 401
    assert not told


def test_nothing_is_written_anywhere(window: Window, capfd: pytest.CaptureFixture[str]) -> None:
    token = window.pair()
    window.ask("GET", "/view?after=-1", token=token)
    window.ask("POST", "/act", {"do": "x"}, token=token)
    assert capfd.readouterr() == ("", "")
