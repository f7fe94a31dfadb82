"""Session tokens of VTEX ID, wherever they are in a file."""

import base64
import json

import pytest

from tests import fake
from tests.fake import session
from tests.run import NOW, check, context_of, credentials_in
from vtexlint.linter.conclude import conclude
from vtexlint.linter.prefilter import may_hold_credentials, may_hold_session
from vtexlint.linter.search import search_bytes

ALIVE, DEAD = fake.session(), fake.session(ends="2025-12-31")


def reported(path: str, text: str) -> list[str]:
    return [one.rule for one in check(path, text, state="tracked").findings]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", f"X={ALIVE}"),
        (".env", f'X="a; VtexIdclientAutCookie_fakestore={ALIVE}; path=/"'),
        ("a.json", json.dumps({"headers": [{"name": "cookie", "value": f"vid_rt={ALIVE}"}]})),
        ("a.json", json.dumps({"log": json.dumps({"token": ALIVE})})),
        ("a.yaml", f"x: |\n  curl -H 'VtexIdclientAutCookie: {ALIVE}'\n"),
        ("a.yaml", f"# {ALIVE}\nx: 1\n"),
        ("a.toml", f"x = '''\n{ALIVE}\n'''\n"),
        ("broken.json", f'{{"x": "{ALIVE}"'),
        ("a.yaml", f"kind: Secret\nstringData:\n  x: {ALIVE}\n"),
    ],
)
def test_found(path: str, text: str) -> None:
    assert reported(path, text) == ["session-token"]
    assert may_hold_credentials(text.encode(), path)


@pytest.mark.parametrize(
    "text", [f"X={fake.session(issuer='https://accounts.example')}", f"X={ALIVE[:100]}", f"X={ALIVE.rpartition('.')[0]}"]
)
def test_what_is_none(text: str) -> None:
    assert reported(".env", text) == []


def test_each_is_reported_once() -> None:
    assert reported("a.yaml", f"a: &x {ALIVE}\nb: *x\n") == ["session-token"]
    assert len(reported(".env", f"A={ALIVE}\nB={ALIVE}\n")) == 2


def test_no_claim_and_no_part_of_it_is_shown() -> None:
    (one,) = check(".env", f"VTEX_AUTH_TOKEN={ALIVE}", state="tracked", snippets=True).findings
    assert not any(part in repr(one) for part in ALIVE.split("."))


@pytest.mark.parametrize("account", ["a", "ab", "abc", "abcd"])
def test_the_filter_sees_the_issuer_at_each_offset(account: str) -> None:
    assert may_hold_session(fake.session(account).encode())
    assert may_hold_session(b"x" * 7 + b" " + fake.session(account).encode() + b"\n")


def test_the_filter_dismisses_a_jwt_of_others() -> None:
    assert not may_hold_credentials(fake.session(issuer="https://accounts.example.test").encode())


def test_the_shortest() -> None:
    payload = base64.urlsafe_b64encode(b'{"account":"a","audience":"b","iss":"token-emitter","exp":4102444800}').decode().rstrip("=")
    token = f"eyJhbGciOiJFUzI1NiJ9.{payload}."
    token += "s" * (135 - len(token))
    for text in (f"X={token}", f"X=aaaaaaa {token} b", f'X="{token}"'):
        assert reported(".env", text) == ["session-token"]
        assert may_hold_session(text.encode())


def test_in_a_large_file() -> None:
    others = {f"name{number}": "value" * 10 for number in range(2000)}
    text = json.dumps(others | {"x": {"account": "fakestore", "token": ALIVE}} | {f"more{number}": 1 for number in range(2000)}, indent=1)
    assert reported("large.json", text) == ["session-token"]
    text = "".join(f"name{number}: {'value' * 10}\n" for number in range(2000)) + f"x:\n  token: {ALIVE}\n"
    assert reported("large.yaml", text) == ["session-token"]


# other text: source code, logs


def searched(text: str, state: str = "tracked") -> list[str]:
    result = search_bytes("a.ts", text.encode(), context_of())
    return [one.rule for one in conclude([result], {"a.ts": state}).findings] if result else []  # type: ignore[dict-item]


def test_code() -> None:
    assert searched(f"const cookie = '{ALIVE}'\n") == ["session-token"]
    assert searched(f"const cookie = '{DEAD}'\n") == []
    assert searched(f"// vtexlint: ignore[session-token]\nconst cookie = '{ALIVE}'\n") == []
    assert sorted(searched(f"const token = '{fake.TOKEN}'; const cookie = '{ALIVE}'\n")) == ["committed-secret", "session-token"]
    assert searched(f"const cookie = '{ALIVE}'\n", "ignored") == []


def test_the_clock_is_fixed_in_tests() -> None:
    assert context_of().now == NOW


def test_a_name_is_near_its_value() -> None:
    for blanks, name in ((1, "my_token"), (60, "my_token"), (100, "")):
        (finding,) = check("a.py", f"a = 1\n/* my_token:{' ' * blanks}{ALIVE} */\n", state="tracked").findings
        assert finding.name == name


@pytest.mark.parametrize("word", ["token", "cookie", "auth", "session", "jwt"])
def test_names_of_a_session_token(word: str) -> None:
    for name, in_use in ((f"VTEX_{word.upper()}", True), (f"VTEX_{word.upper()}S", False), (word.upper(), False)):
        [one] = credentials_in(".env", f"{name}={session()}\n").sessions
        assert (one.credential.name, one.in_use) == (name, in_use)


@pytest.mark.parametrize(
    ("form", "in_use"),
    [("{}", True), ("Bearer {}", True), ("'{}';", True), ("x {}", False), ("{} x", False), ("{}, {}", False), ("a={}", False)],
)
def test_only_a_session_token_alone_is_in_use(form: str, in_use: bool) -> None:
    for one in credentials_in("a.json", json.dumps({"VTEX_AUTH_TOKEN": form.format(session(), session())})).sessions:
        assert one.in_use is in_use
    for one in credentials_in("a.yaml", f"{{ % }}\nVTEX_AUTH_TOKEN: {session()}\n").sessions:
        assert not one.in_use  # read line by line


@pytest.mark.parametrize("field", ["name", "Name", "key", "Key"])
def test_the_name_of_a_session_token_is_in_another_field(field: str) -> None:
    [one] = credentials_in("a.json", json.dumps([{field: "VTEX_AUTH_TOKEN", "value": session()}])).sessions
    assert one.credential.name == "VTEX_AUTH_TOKEN"
    [other] = credentials_in("a.json", json.dumps([{f"{field}s": "VTEX_AUTH_TOKEN", "value": session()}])).sessions
    assert other.credential.name == "value"
