"""Where the limits of the readers are: the last value on one side, and the first on the other."""

import pytest

from tests.fake import KEY, TOKEN, b64, key, token
from tests.run import check, context_of, rules
from vtexlint.credentials import near, shell_lines
from vtexlint.credentials.encodings import decode_any_base64, decode_base64
from vtexlint.credentials.evidence import is_prose, is_vtex_shaped
from vtexlint.credentials.extract import extract_credentials
from vtexlint.credentials.names import classify
from vtexlint.credentials.requests.header_names import fault_of, good_kind
from vtexlint.linter.search import search_tokens
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source, Span


@pytest.mark.parametrize(("apart", "is_near"), [(0, True), (1, True), (2000, True), (2001, False)])
def test_a_key_near_a_token(apart: int, is_near: bool) -> None:
    gap = " " * apart
    keys = [Span(0, len(KEY))] * is_near
    after = f" {TOKEN}"
    assert list(near.keys_near(f"{KEY}{gap}{TOKEN}" if apart else KEY + after, [Span(len(KEY) + apart, 900)])) == keys
    start = len(TOKEN) + apart
    before = list(near.keys_near(f"{TOKEN}{gap}{KEY}", [Span(0, len(TOKEN))]))
    assert before == ([Span(start, start + len(KEY))] if is_near and apart else [])


@pytest.mark.parametrize(("lines", "is_near"), [(0, True), (12, True), (13, False)])
def test_a_key_alone_belongs_to_a_token_a_dozen_lines_away(lines: int, is_near: bool) -> None:
    for first, second in ((KEY, TOKEN), (TOKEN, KEY)):
        text = f"{first} " + "\n" * lines + f" {second}\n"
        found = search_tokens("a.js", text.encode(), context_of())
        assert found is not None
        assert list(found.keys.values()) == [KEY] * is_near


@pytest.mark.parametrize(("lines", "is_near"), [(5, True), (6, False)])
def test_one_of_two_keys_belongs_to_a_token_a_few_lines_away(lines: int, is_near: bool) -> None:
    text = f"{KEY} " + "\n" * lines + f" {TOKEN} " + "\n" * 9 + f" {key(suffix='BBBBBB')}\n"
    found = search_tokens("a.js", text.encode(), context_of())
    assert found is not None
    assert list(found.keys.values()) == [KEY] * is_near


@pytest.mark.parametrize(("size", "is_text"), [(4, False), (8, True)])
def test_base64_of_a_word(size: int, is_text: bool) -> None:
    encoded = b64("a" * (size // 4 * 3))
    assert len(encoded) == size
    assert (decode_base64(encoded) is not None) is is_text
    assert decode_base64(b64("\n")) == "\n"


@pytest.mark.parametrize(("size", "is_read"), [(22, False), (23, False), (24, True), (26, True), (20_000, True), (20_002, False)])
def test_base64_that_may_be_a_credential(size: int, is_read: bool) -> None:
    encoded = b64("a" * size)[:size]
    assert (decode_any_base64(encoded) is not None) is is_read


@pytest.mark.parametrize(
    ("value", "is_shaped"),
    [
        ("vtexappkey-a", True),
        ("vtexappkey-", False),
        (TOKEN[:60], True),
        (TOKEN[:59], False),
        (token(1, 256), True),
        (token(1, 257), False),
        (TOKEN.lower(), True),
        (TOKEN.lower()[:127], False),
        (TOKEN + " " * (2000 - 128), True),
        (TOKEN + " " * (2001 - 128), False),
    ],
)
def test_values_that_were_meant_to_be_a_credential(value: str, is_shaped: bool) -> None:
    assert is_vtex_shaped(value) is is_shaped


@pytest.mark.parametrize(
    ("value", "expected"), [("two words", True), ("word", False), ("a " * 1000, True), ("x" * 2000, False), ("x" * 2001, True)]
)
def test_texts_for_people(value: str, expected: bool) -> None:
    assert is_prose(value) is expected


@pytest.mark.parametrize(("size", "is_known"), [(120, True), (121, False)])
def test_the_longest_name(size: int, is_known: bool) -> None:
    assert (classify("VTEX_APP_KEY".rjust(size, "A")) is not None or classify("_VTEX_APP_KEY".rjust(size, "A")) is not None) is is_known


@pytest.mark.parametrize(("size", "is_fault"), [(60, True), (61, False)])
def test_the_longest_header_name(size: int, is_fault: bool) -> None:
    name = "X-VTEX-API-AppKeys"
    assert (fault_of(name + " " * (size - len(name))) is not None) is is_fault


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("vtexappkey-a-AAAAAA", "key"),
        ("vtexappkey--AAAAAA", None),
        (KEY, "key"),
        (TOKEN, "token"),
        (TOKEN + " " * 128, "token"),
        (TOKEN + " " * 129, None),
        (key("mystore"), None),
        ("AB" * 64, None),
    ],
)
def test_values_that_are_exactly_a_credential(value: str, kind: str | None) -> None:
    assert good_kind(value) == kind


@pytest.mark.parametrize(("size", "is_typed"), [(3, False), (4, True), (8, True)])
def test_an_account_with_one_other_letter(size: int, is_typed: bool) -> None:
    account = "abcdefgh"[:size]
    text = f"vtex:\n  account: {account[:-1]}{{}}\n  appKey: {key(account)}\n  appToken: {TOKEN}\n"
    for letters, expected in (("x", is_typed), ("xyz", False), (f"{account[-1]}x", is_typed)):
        [found] = [one for one in check("a.yaml", text.format(letters)).findings if one.rule == "account-mismatch"]
        assert ("one letter differs" in found.message) is expected


@pytest.mark.parametrize(("size", "is_read"), [(20_000, True), (20_001, False)])
def test_the_longest_command(size: int, is_read: bool) -> None:
    command = f"curl -H 'X-VTEX-API-AppTokem: {TOKEN}' https://fakestore.myvtex.com/vtex ".ljust(size, "x")
    source = Source("a.json", f'{{"run": "{command}"}}')
    assert bool(extract_credentials(source, parse(source, "json")).header_faults) is is_read
    assert (shell_lines.shell_lines(f"VTEX_APP_TOKEN={TOKEN} run".ljust(size)) is not None) is is_read


@pytest.mark.parametrize(("size", "is_host"), [(300, True), (301, False)])
def test_the_longest_host(size: int, is_host: bool) -> None:
    url = "http://fakestore.vtexcommercestable.com.br/".ljust(size, "x")
    assert rules("a.yaml", f"host: {url}\nvtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n") == ["insecure-host"] * is_host


@pytest.mark.parametrize(("size", "is_reported"), [(100, True), (101, False)])
def test_the_longest_host_that_is_repeated(size: int, is_reported: bool) -> None:
    ending = ".fakestore.vtexcommercestabel.com.br"
    host = f"{'a' * 40}.".rjust(size - len(ending) + 1, "b").rstrip(".") + ending
    assert len(host) == size
    assert rules("a.yaml", f"host: {host}\nvtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n") == ["unknown-host"] * is_reported


@pytest.mark.parametrize(("value", "is_fixed"), [("q7w8e9rt", True), ("q7w8e9r", False)])
def test_a_value_that_is_too_short_to_be_fixed(value: str, is_fixed: bool) -> None:
    [found] = [one for one in check("a.json", f'{{"vtexAppToken": "{value} "}}').findings if one.rule == "surrounding-whitespace"]
    assert (found.fix is not None) is is_fixed
