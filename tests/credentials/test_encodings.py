"""Base64 around a credential: what is wrong there, what the secret rules see, and what the fixes write."""

import base64
import json

import pytest

from tests.fake import KEY, TOKEN, b64, token
from tests.run import check, context_of, parsed_text
from vtexlint.credentials.encodings import EncodedPlaces, decode_any_base64, says_base64
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of
from vtexlint.text.source import Source


def rules(path: str, text: str) -> list[str]:
    return [finding.rule for finding in check(path, text).findings]


def secrets(path: str, text: str) -> list[str]:
    return [finding.rule for finding in check(path, text, state="tracked").findings if finding.rule == "committed-secret"]


def fixed(path: str, text: str, *, unsafe: bool) -> str:
    source = Source.from_bytes(path, text.encode())
    context = context_of()
    format = format_of(path)
    assert format is not None
    return fix_file(lint_file(source, format, context), context, unsafe=unsafe).after.source.text


def secret(field: str, value: str) -> str:
    return f"kind: Secret\n{field}:\n  VTEX_APP_KEY: {b64(KEY) if field == 'data' else KEY}\n  VTEX_APP_TOKEN: {value}\n"


@pytest.mark.parametrize(
    ("field", "value", "right", "safe"),
    [
        ("data", TOKEN, b64(TOKEN), True),
        ("data", b64(TOKEN).rstrip("="), b64(TOKEN), True),
        ("data", b64(b64(TOKEN)), b64(TOKEN), False),
        ("stringData", b64(TOKEN), TOKEN, False),
        ("stringData", b64(TOKEN).rstrip("="), TOKEN, False),
        ("stringData", b64(f"{TOKEN}\n"), TOKEN, False),
        ("stringData", b64(b64(TOKEN)), TOKEN, False),
    ],
)
def test_a_kubernetes_secret(field: str, value: str, right: str, safe: bool) -> None:
    text = secret(field, value)
    assert rules("a.yaml", text) == ["wrong-encoding"]
    assert secrets("a.yaml", text) == ["committed-secret"]
    (finding,) = check("a.yaml", text).findings
    assert finding.fix is not None
    assert finding.fix.safety == ("safe" if safe else "unsafe")
    assert fixed("a.yaml", text, unsafe=False) == (secret(field, right) if safe else text)
    assert fixed("a.yaml", text, unsafe=True) == secret(field, right)


@pytest.mark.parametrize("value", [b64(TOKEN), b64(TOKEN).rstrip("="), b64(b64(TOKEN)), b64(f"{TOKEN}\n"), b64(b64(TOKEN)).rstrip("=")])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", "VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={T}\n"),
        ("a.toml", 'vtexAppKey = "{KEY}"\nvtexAppToken = "{T}"\n'),
        ("compose.yaml", "services:\n  a:\n    environment:\n      - VTEX_APP_KEY={KEY}\n      - VTEX_APP_TOKEN={T}\n"),
        ("a.yaml", "vtex:\n  key: {KEY}\n  token: {T}\n"),
    ],
)
def test_where_plain_text_is_wanted(path: str, text: str, value: str) -> None:
    text = text.replace("{KEY}", KEY)
    assert rules(path, text.replace("{T}", value)) == ["wrong-encoding"]
    assert fixed(path, text.replace("{T}", value), unsafe=True) == text.replace("{T}", TOKEN)


@pytest.mark.parametrize(
    "name",
    [
        "VTEX_APP_TOKEN_BASE64",
        "VTEX_APP_TOKEN_B64",
        "vtexAppTokenEncoded",
        "ENCODED_VTEX_APP_TOKEN",
        "vtexAppTokenBase64",
        "BASE64_VTEX_TOKEN",
    ],
)
def test_a_name_that_says_so(name: str) -> None:
    assert rules("a.json", json.dumps({name: b64(TOKEN), "vtexAppKey": KEY})) in ([], ["name-casing"])
    assert secrets("a.json", json.dumps({name: b64(TOKEN), "vtexAppKey": KEY})) == ["committed-secret"]


def test_an_encoded_field_is_linted() -> None:
    assert rules(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN_B64={b64(TOKEN[:127])}\n") == ["malformed-token"]


@pytest.mark.parametrize("name", ["ENCODING", "CODE64", "encodeUrl", "X86_64"])
def test_names_that_say_something_else(name: str) -> None:
    assert not says_base64(name)


@pytest.mark.parametrize(
    "text",
    [
        f"AUTH=Basic {b64(f'{KEY}:{TOKEN}')}\n",
        f"SETTINGS={b64(json.dumps({'key': KEY, 'token': TOKEN}))}\n",
        f"SETTINGS={b64(json.dumps({'vtexAppKey': KEY, 'vtexAppToken': TOKEN}))}\n",
        f"BLOB={b64(TOKEN)}\n",
        f"BLOB={b64('a ' + TOKEN)}\n",
        f"BLOB={b64('ab ' + TOKEN)}\n",
        f"BLOB=data:text/plain;base64,{b64('ab ' + TOKEN)}\n",
    ],
)
def test_the_secret_rules_see_through_it(text: str) -> None:
    assert secrets(".env", text) == ["committed-secret"]
    assert rules(".env", text) == []
    (finding,) = check(".env", text, state="tracked").findings
    assert "base64" in finding.message or "appToken" in finding.message


@pytest.mark.parametrize(
    "value", ["changeme", "c2VjcmV0", TOKEN, KEY, b64("password of nobody in particular"), b64(token(1, 100)), "a" * 200]
)
def test_what_is_no_base64_of_a_credential(value: str) -> None:
    assert "wrong-encoding" not in rules(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={value}\n")


def test_an_anchor_that_two_fields_share_has_no_fix() -> None:
    text = f"kind: Secret\ndata:\n  VTEX_APP_TOKEN: &t {TOKEN}\n  VTEX_APP_KEY: {b64(KEY)}\nstringData:\n  VTEX_APP_TOKEN: *t\n"
    assert fixed("a.yaml", text, unsafe=True) == text


@pytest.mark.parametrize("value", ["", "é" * 30, "=" * 30, "A" * 30_000, "AAAA" * 6 + "="])
def test_decoding_never_raises(value: str) -> None:
    assert decode_any_base64(value) in (None, "\0" * 18)


def test_base64url_is_decoded() -> None:
    text = "~~~>>>???" * 4
    for value in (base64.urlsafe_b64encode(text.encode()).decode(), b64(text)):
        assert decode_any_base64(value) == text


@pytest.mark.parametrize("name", ["encoding", "encoded", "base64", "b64", "isBase64", "is_encoded", "base64-encoded"])
def test_a_field_next_to_it_says_so(name: str) -> None:
    fields = {"vtexAppKey": b64(KEY), "vtexAppToken": b64(TOKEN)}
    assert rules("a.json", json.dumps({name: "base64"} | fields)) == []
    assert rules("a.json", json.dumps({name: "no"} | fields)) == ["wrong-encoding", "wrong-encoding"]


def test_an_app_key_in_base64_counts_under_a_weak_name_beside_such_a_token() -> None:
    keys = {"key": b64(KEY)}
    assert rules("a.json", json.dumps([keys])) == []
    assert rules("a.json", json.dumps([keys, keys | {"token": b64(TOKEN)}])) == ["wrong-encoding", "wrong-encoding"]


def test_a_document_in_base64_has_base64_only_under_sure_names() -> None:
    def within(inner: str) -> list[str]:
        return rules("a.yaml", f"kind: Secret\ndata:\n  vtex.yaml: {b64(inner)}\n")

    assert within(f"vtexKey: {b64(KEY)}\nvtexToken: {b64(TOKEN)}\n") == ["wrong-encoding", "wrong-encoding"]
    assert within(f"key: {b64(KEY)}\ntoken: {b64(TOKEN)}\n") == []


def test_a_value_that_says_base64_and_is_none_is_judged_as_it_is() -> None:
    assert rules(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN_B64={TOKEN[:127]}\n") == ["malformed-token"]


NAMES = "encoding encoded base64 b64 isBase64 is_encoded base64-encoded isBase64Encoded".split()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("VTEX_TOKEN_BASE64", True), ("vtexTokenB64", True), ("TOKEN_ENCODED", True), ("binaryData", True), ("BINARY_DATA", True),
        ("TOKEN_BASE_64", True), ("B_64", True), ("VTEX_TOKEN", False), ("TOKEN_64", False), ("ENCODER", False), ("binary", False),
        ("ENCODING", False), ("dataBinary", False),
    ],
)  # fmt: skip
def test_names_that_say_base64(name: str, says: bool) -> None:
    assert says_base64(name) is says


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", ["base64", "B64", "true", "yes", "1"])
def test_a_field_may_say_that_its_neighbours_are_base64(name: str, value: str) -> None:
    source, document = parsed_text("a.json", json.dumps({"a": {name: value, "x": "y"}, "b": {f"{name}s": value}, "c": {name: f"{value}s"}}))
    places = EncodedPlaces(source, document)
    containers = {container.key: number for number, container in enumerate(document.containers)}
    assert [places.has(containers[key], "x") for key in "abc"] == [True, False, False]
