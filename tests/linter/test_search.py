"""Searching files of any kind: what is a token, what it is called, which appKey belongs to it, and what an ignore comment covers."""

import contextlib
import marshal
import pickle
import random
import re
import sqlite3
import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN, b64, key, pieces, token
from tests.run import context_of
from vtexlint.credentials import shapes
from vtexlint.credentials.bare_tokens import in_text, split_in_text
from vtexlint.credentials.near import name_before
from vtexlint.diagnostics import Finding, GitState
from vtexlint.linter.conclude import conclude
from vtexlint.linter.search import SEARCH_RULES, holds_token, search_bytes, search_tokens
from vtexlint.text.capitals import may_hold_exact_token

T = TOKEN
HALVES = (T[:64], T[64:])


def found(text: str | bytes, path: str = "a.py", state: GitState = "tracked") -> list[Finding]:
    data = text if isinstance(text, bytes) else text.encode()
    result = search_bytes(path, data, context_of(snippets=True))
    findings = list(conclude([result], {path: state}).findings) if result else []
    for one in findings:
        assert not re.search(r"[A-Z]{12,}", repr(one).replace(one.digest, ""))
    return findings


def places(text: str | bytes) -> list[tuple[int, int]]:
    return [(one.location.start.line, one.location.start.column) for one in found(text)]


def names(text: str) -> list[str]:
    return [one.name for one in found(text)]


def appkeys(text: str) -> dict[str, str]:
    """The appKey of each token, by the letter that `token` was made from."""
    result = search_tokens("a.js", text.encode(), context_of())
    assert result is not None
    return dict(result.keys)


def appkeys_of(data: bytes) -> list[str]:
    """The appKeys of the tokens in a binary file."""
    result = search_tokens("a.bin", data, context_of())
    return list(result.keys.values()) if result else []


# borders


@pytest.mark.parametrize(
    "before",
    ["", '"', "'", "=", "\n", "_", "-", "/", "é", "\\n", "\\t", "\\r", "\\\\n", "\\u00AF", "\\u003d", "\\U0000003D", "\\x3D", "\\xaf",
     "\\033[32m", "\x1b[1;32m", "%3D", "%AF", "%20", "%253D", "&quot;", "&#34;", "token=3D", "\\075",
     "\x1b[K", "\x1b[01;31m\x1b[K", "\x1b[2K", "\x1b[1G", "\x1b[A", "\x1b(B", "\\u001b[K", "\\x1b[2K", "\\033[K", "\\e[K", "^[[K"],
)  # fmt: skip
@pytest.mark.parametrize("after", ["", '"', "\\n", "\\u0022", "%0A", "%22", "&", "&quot;", "\n", ";", "=", "\x1b[0m", "é"])
def test_borders(before: str, after: str) -> None:
    (one,) = found(f"{before}{T}{after}")
    assert one.rule == "committed-secret"
    for encoding in ("utf-16", "utf-16-le"):
        assert len(found(f"{before}{T}{after}".encode(encoding))) == 1
    line = before.count("\n") + 1
    assert tuple(one.location.start) == (line, len(before.rpartition("\n")[2]) + 1)


@pytest.mark.parametrize("before", ["a", "A", "7", "%4A4", "nn", "u00AF", "3D", "AF", "[K", "[2K", "\x1b[KK", "(B", "\x1b[K7"])
def test_no_token_after_a_letter_or_digit(before: str) -> None:
    assert found(f"x='{before}{T}'") == []


@pytest.mark.parametrize("after", ["a", "A", "7"])
def test_no_token_before_a_letter_or_digit(after: str) -> None:
    assert found(f"x='{T}{after}'") == []


@pytest.mark.parametrize(
    "value",
    [
        T[:127],
        T.lower(),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4 + "ABCDEFGHIJKLMNOPQRSTUVWX",
        "ZYXWVUTSRQPONMLKJIHGFEDCBA" * 4 + "ZYXWVUTSRQPONMLKJIHGFEDC",
        ("QWERTYUIOPASDFGHJKLZXCVBNM" * 5)[:128],
        "THEQUICKBROWNFOXJUMPSOVERTHELAZYDOG" * 3 + "THEQUICKBROWNFOXJUMPSOV",
        "X" * 128,
        "".join(random.Random(1).choices("ACDEFGHIKLMNPQRSTVWY", k=128)),  # a protein
        "".join(random.Random(2).choices("ACGT", k=128)),
    ],
)
def test_no_token(value: str) -> None:
    assert found(f"appToken = '{value}'") == []


def test_of_random_tokens_none_is_dismissed_as_regular() -> None:
    assert all(shapes.is_random(token(number)) for number in range(3000))


def test_a_documented_value_and_an_identifier_are_not_reported() -> None:
    for name in ("paymentId", "payment_id", "transactionId", "TransactionID", "authorizationId", "tid"):
        assert found(f'{{"{name}": "{T}"}}') == []
    for name in ("paymentToken", "id", "appId", "hash", "signature", "sequence", "slackToken", "x"):
        assert len(found(f'{{"{name}": "{T}"}}')) == 1


# the encoding of the file


def test_columns_are_code_points_of_the_file_s_own_encoding() -> None:
    line = f"até = '{T}'\n"
    for data in (line.encode(), line.encode("latin-1"), line.encode("utf-16"), line.encode("utf-16-le"), line.encode("utf-16-be"),
                 b"\xef\xbb\xbf" + line.encode()):  # fmt: skip
        assert places(data) == [(1, 8)]


def test_lines_end_as_elsewhere() -> None:
    assert places(f"a\rb\r\nc\n  '{T}'") == [(4, 4)]


def test_binary_files() -> None:
    assert places(b"\x00\xff\n\rab\x00" + T.encode() + b"\x00\xff") == [(2, 5)]
    assert places(b"\x00\x01tokens = " + T.encode() + b";\n\x00\xff") == [(1, 12)]
    assert places(b"\x00\x01?token%3D" + T.encode() + b"\x00") == [(1, 12)]
    assert places(b"\x00\x01\x02\xfe" + T.encode() + b"\xfe\x9c") == [(1, 5)]
    assert places(b"\x00\x01fakestore" + T.encode() + b"2024-01-31\x00") == [(1, 12)]  # a row of SQLite: nothing between its texts
    assert places(b"\x00" + T[1:].encode() + b"\x00") == []
    assert places(b"\x00" + T.encode() + b"A\x00") == []
    assert places(b"\x00-AAAAA" + T.encode() + b"\x00") == []


def test_what_a_format_writes_next_to_a_text_does_not_hide_it(tmp_path: Path) -> None:
    code = compile(f"KEY = {KEY!r}\nTOKEN = {T!r}\n", "settings.py", "exec")
    assert appkeys_of(marshal.dumps(code)) == [KEY]  # as in a .pyc: the kind of the next value is a letter
    assert appkeys_of(b"\x00z\x19" + KEY.encode() + b"\xda\x80" + T.encode() + b"\xda\n") == [KEY]
    for following in (b"N", b"T", b"\xda\n", b"Z\x05", b")\x02"):
        assert len(found(b"\x00\xda\x80" + T.encode() + following)) == 1
    for protocol in range(1, 6):
        assert len(found(pickle.dumps({"id": 7, "token": T, "other": "NOT A TOKEN", "n": 1 << 40}, protocol))) == 1
    assert len(found(b"\xca\xfe\x00\x01\x00\x80" + T.encode() + b"\x01\x00\x04Code")) == 1  # a Java class
    assert len(found(b"\x00\x12\x80\x01" + T.encode() + b"R\x04")) == 1  # protocol buffers
    path = tmp_path / "shop.db"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE store (account TEXT, key TEXT, token TEXT, since TEXT)")
        database.execute("INSERT INTO store VALUES (?, ?, ?, ?)", ("fakestore", KEY, T, "2024-01-31"))
        database.commit()
    assert appkeys_of(path.read_bytes()) == [KEY]
    assert len(found(b"\0" * 5000 + T.encode() + b"\0" * 100)) == 1  # not UTF-16
    for number, longer in ((127, T + "AB"), (129, T + "A")):
        assert found(b"\x00" + bytes([number]) + longer.encode() + b"\x00") == []


def test_what_may_be_next_to_a_token_in_a_binary_file() -> None:
    binary = b"\0\xfd" * 20 + b"\0"
    for code in range(256):
        byte = bytes([code])
        is_longer = byte.isupper()
        assert bool(found(binary + byte + T.encode() + b"\0" + binary)) == (not is_longer), code
        assert bool(found(binary + T.encode() + byte + binary)) == (not is_longer), code


def test_utf16_inside_a_binary_file() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        for odd in (b"", b"\xfe"):
            data = b"MZ\x90\x00\xff\xfe" * 50 + odd + b"\x81\x01" + T.encode(encoding) + b"\x01\xff\xff"
            assert len(found(data)) == 1
            longer = b"MZ\x90\x00\xff\xfe" * 50 + odd + (T + "A").encode(encoding) + b"\x01\xff\xff"
            assert found(longer) == []


# names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("app_token = '{T}'", "app_token"),
        ("self.app_token = (\n    '{T}'\n)", "app_token"),
        ("const vtexAppToken =\n  '{T}';", "vtexAppToken"),
        ("private static final String VTEX_TOKEN = \"{T}\";", "VTEX_TOKEN"),
        ("  token: string = '{T}'", "token"),
        ("'appToken' => '{T}',", "appToken"),
        ('headers["X-VTEX-API-AppToken"] = "{T}"', "X-VTEX-API-AppToken"),
        ('request.setHeader("X-VTEX-API-AppToken", "{T}")', "X-VTEX-API-AppToken"),
        ("curl -H 'X-VTEX-API-AppToken: {T}'", "X-VTEX-API-AppToken"),
        ("define('VTEX_TOKEN', '{T}');", "VTEX_TOKEN"),
        ("$appToken = \"{T}\";", "appToken"),
        ("vtex.app.token={T}", "vtex.app.token"),
        ('<add key="VtexAppToken" value="{T}" />', "VtexAppToken"),
        ('<string name="vtex_token">{T}</string>', "vtex_token"),
        ("<appToken>{T}</appToken>", "appToken"),
        ("| AppToken | {T} |", "AppToken"),
        ("**AppToken:** `{T}`", "AppToken"),
        ("ENV VTEX_APP_TOKEN {T}", "VTEX_APP_TOKEN"),
        ("run --app-token={T}", "app-token"),
        ("appToken: process.env.X || '{T}'", "appToken"),
        ("\"    'X-VTEX-API-AppToken': '{T}',\\n\",", "X-VTEX-API-AppToken"),
        ('"{\\"appToken\\": \\"{T}\\"}"', "appToken"),
        ("GET /?apptoken={T}&x=1", "apptoken"),
        ("apptoken%3D{T}", "apptoken"),
        ("const appToken = load('x', '{T}')", "appToken"),
        ("this.appToken = options.x || '{T}'", "appToken"),
        ("appToken ? x : '{T}'", "appToken"),
        ("set(appToken).to('{T}')", "appToken"),
        ("the vtexAppToken, or appToken of prod is {T}", "appToken"),
        ("use(appToken);\nthe dead one is {T}", ""),
        ("use(appKey); the dead one is {T}", ""),
        ("the dead one is {T}", ""),
        ("[1, {T}]", ""),
        ("{T}", ""),
    ],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    text = text.replace("{T}", T)
    assert names(text) == [name]
    if before := name_before(text, text.index(T)):
        assert text[slice(*before.span)] == name


def test_a_published_name() -> None:
    rules = [one.rule for one in found(f"NEXT_PUBLIC_VTEX_APP_TOKEN = '{T}'")]
    assert rules == ["client-exposed-secret", "committed-secret"]


def test_states() -> None:
    assert [one.rule for one in found(f"x = '{T}'", state="untracked")] == ["unprotected-secret"]
    assert found(f"x = '{T}'", state="ignored") == []


# appKeys


def test_the_appkey_is_a_related_location() -> None:
    (one,) = found(f'key = "{KEY}"\ntoken = "{T}"\n')
    (place,) = one.related
    assert (tuple(place.start), place.message) == ((1, 8), f"the appKey `{KEY}`")
    assert place.snippet is not None
    assert found(f'token = "{T}"\n' + "\n" * 13 + f'key = "{KEY}"')[0].related == ()


A, B = key(suffix="AAAAAA"), key(suffix="BBBBBB")
TA, TB = token("a"), token("b")
PAIRS = [
    f"keyA = '{A}'\ntokenA = '{TA}'\nkeyB = '{B}'\ntokenB = '{TB}'",
    f"tokenA = '{TA}'\nkeyA = '{A}'\ntokenB = '{TB}'\nkeyB = '{B}'",
    f"t1 = '{TA}'\nk1 = '{A}'\nt2 = '{TB}'\nk2 = '{B}'",
    f"k1 = '{A}'\nk2 = '{B}'\nt1 = '{TA}'\nt2 = '{TB}'",
    f"VTEX_APP_KEY_B = '{B}'\nVTEX_APP_KEY_A = '{A}'\nVTEX_APP_TOKEN_A = '{TA}'\nVTEX_APP_TOKEN_B = '{TB}'",
    f"# key: {A}\n# token: {TA}\nkey: {B}\ntoken: {TB}",
    f"{{apiKey: '{A}', apiSecret: '{TA}'}}, {{apiKey: '{B}', apiSecret: '{TB}'}}",
    f"vtexAppKey =\n  '{A}'\nvtexAppToken =\n  '{TA}'\n\nother.vtexAppKey =\n  '{B}'\nother.vtexAppToken =\n  '{TB}'",
]  # fmt: skip


@pytest.mark.parametrize("text", PAIRS)
def test_each_of_several_tokens_has_its_own_appkey(text: str) -> None:
    (first, second) = (shapes_digest(TA), shapes_digest(TB))
    assert appkeys(text) == {first: A, second: B}


def test_one_key_of_two_tokens_belongs_to_both() -> None:
    assert set(appkeys(f"key = '{A}'\nold = '{TA}'\nnew = '{TB}'").values()) == {A}


def shapes_digest(text: str) -> str:
    from vtexlint._startup.digests import digest

    return digest(text)


# base64


BASIC = b64(f"{KEY}:{T}")


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("form", ['h = {{"Authorization": "Basic {}"}}', "{}", "x={}", "# {}", "<b>{}</b>", "a/{}", "\0\1{}\0\xff"])
def test_a_token_in_base64(form: str, shift: int) -> None:
    inner = b64("-" * shift + T + ":x")
    text = form.format(inner)
    (one,) = found(text.encode("latin-1"))
    assert (one.rule, one.digest) == ("committed-secret", shapes.shape_of(T).digest)
    assert "an appToken in base64" in str(one.message)
    start = one.location.start.column - 1
    assert start in (text.find(inner), text.find(f"a/{inner}"))  # a slash may be a part of base64
    for piece in pieces(T, inner):
        assert piece not in repr(one)


@pytest.mark.parametrize(
    "text",
    [
        b64(f"{KEY}:"),
        b64("ABCDEFGH" * 16),  # typed
        b64(f"x{T}"),  # letters and digits next to it
        b64(f"{T}7"),
        b64(T[:127]),
        b64(T + "A"),
        b64(b64(T)),
        b64(T)[:150],
        f"{b64(T)[:80]}\n{b64(T)[80:]}",  # over two lines
        b64("".join(random.Random(1).choices(string.ascii_letters, k=128))),
        f"{b64(T)} # vtexlint: ignore[committed-secret]",
    ],
)
def test_other_base64_is_not_reported(text: str) -> None:
    assert found(text) == []


def test_the_variants_of_base64() -> None:
    for text in (b64(T).rstrip("="), b64(f"\xff\xfe?{T}\xff\xfe>").replace("+", "-").replace("/", "_"), f"{b64(T)}.{b64(T)}"):
        (one,) = found(text)
        assert one.digest == shapes.shape_of(T).digest
    assert len(found(b64(f"{T} {token(2)}"))) == 1  # both are at one place
    assert len(found(f"{b64(T)}\n{T}\n")) == 1  # a copy


def test_a_key_alone_belongs_to_a_token_some_lines_away() -> None:
    """As in rows of a name, a value, a description and a type; but not the key of another token, nor one of two."""
    rows = [
        f"  [\n    'name' => '{n}',\n    'value' => '{v}',\n    'about' => 'x',\n    'type' => 'y',\n  ],\n"
        for n, v in (("a", A), ("b", TA))
    ]
    assert list(appkeys("".join(rows)).values()) == [A]
    assert list(appkeys("".join(reversed(rows))).values()) == [A]
    assert list(appkeys(f"key = '{A}'" + "\n" * 12 + f"token = '{TA}'").values()) == [A]
    assert appkeys(f"key = '{A}'" + "\n" * 13 + f"token = '{TA}'") == {}
    assert appkeys(f"key = '{A}'\nother = '{B}'" + "\n" * 8 + f"token = '{TA}'") == {}
    assert list(appkeys(f"key = '{A}'\ntoken = '{TB}'" + "\n" * 8 + f"token = '{TA}'").values()) == [A]


def test_the_appkey_in_the_same_base64() -> None:
    assert list(appkeys(f"Basic {BASIC}").values()) == [KEY]
    assert list(appkeys(f"other = '{key(suffix='BBBBBB')}'\nBasic {BASIC}").values()) == [KEY]
    assert list(appkeys(f"key = '{KEY}'\ntoken = '{b64(T)}'\n").values()) == [KEY]
    assert found(f"Basic {BASIC}")[0].related == ()


# copies


def test_a_token_is_reported_once_for_a_file() -> None:
    (one,) = found(f"{T}\n" * 50)
    assert [place.message for place in one.related] == ["the same appToken"] * 2 + [
        "the same appToken, which appears 46 more times in this file"
    ]


def test_a_copy_without_an_ignore_comment_is_reported() -> None:
    (one,) = found(f"{T} # vtexlint: ignore[committed-secret]\n{T}\n")
    assert one.location.start.line == 2


# ignore comments


@pytest.mark.parametrize(
    "comment",
    ["# {}", "// {}", "-- {}", "; {}", "% {}", "<!-- {} -->", "/* {} */", "# dead since May: {}", "/*\n * {}\n */", "# {}\n# more",
     "  {{/* {} */}}", "{{# {} #}}", "{{{{!-- {} --}}}}", "<%# {} %>", "(* {} *)", "<# {} #>", "@* {} *@", "[//]: # ({})"],
)  # fmt: skip
def test_ignore_comments(comment: str) -> None:
    words = comment.format("vtexlint: ignore[committed-secret]")
    assert found(f"{words}\nx = '{T}'\n") == []
    assert found(f"{words}\n\n\nx = '{T}'\n") != []
    if "\n" not in words:
        assert found(f"x = '{T}' {words}\n") == []
    assert found(f"{comment.format('vtexlint: ignore-file[committed-secret]')}\n\n\nx = '{T}'\n") == []


def test_a_comment_that_quotes_an_ignore_comment_is_none() -> None:
    for words in ("`# vtexlint: ignore[rule]`", "'vtexlint: ignore[committed-secret]'", '"# noqa: VTEX001"'):
        assert [one.rule for one in found(f"# write {words} at the end\nx = '{T}'\n")] == ["committed-secret"]
    for quote in "\"'`":
        assert found(f"x = {quote}{T}{quote}// vtexlint: ignore[committed-secret] not {quote}this{quote}\n") == []


def test_ignore_file_works_in_the_first_ten_lines() -> None:
    comment = "# vtexlint: ignore-file[committed-secret]\n"
    assert found("\n" * 9 + comment + T) == []
    late = found("\n" * 10 + comment + "\n\n" + T)
    assert [(one.rule, one.location.start.line) for one in late] == [("unknown-suppression", 11), ("committed-secret", 14)]
    assert found("\n" * 10 + comment) == []  # without a token, the file is not read for comments


@pytest.mark.parametrize(
    "words", ["vtexlint: ignore[key-casing]", "vtexlint: ignore[unprotected-secret]", "vtexlint off the shelf", "noqa: E501", "noqa"]
)
def test_other_comments_do_nothing_and_are_not_reported(words: str) -> None:
    assert [one.rule for one in found(f"# {words}\nx = '{T}'\n")] == ["committed-secret"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("vtexlint: ignore", "vtexlint: ignore[rule]"),
        ("vtexlint: ignore[]", "vtexlint: ignore[rule]"),
        ("vtexlint: ignore[comitted-secret]", "committed-secret"),
        ("vtexlint: disable=committed-secret", "vtexlint: ignore[committed-secret]"),
        ("vtexlint-disable-line committed-secret", "vtexlint: ignore[committed-secret]"),
        ("VTEXLINT: IGNORE[committed-secret]", "vtexlint: ignore[committed-secret]"),
        ("x  noqa: VTEX001", "vtexlint: ignore[rule]"),
    ],
)
@pytest.mark.parametrize("comment", ["# {}", "// {}", "/* {} */", "<!-- {} -->"])
def test_misspelled_comments_do_nothing_and_are_reported(comment: str, words: str, meant: str) -> None:
    about, secret = sorted(found(f"{comment.format(words)}\nx = '{T}'\n"), key=lambda one: one.location.start)
    assert (secret.rule, about.rule, about.location.start.line) == ("committed-secret", "unknown-suppression", 1)
    assert meant in about.help
    assert about.fix is None  # nothing is changed in a file that is searched


def test_a_comment_without_a_token_is_not_looked_at() -> None:
    assert found("# vtexlint: disable=committed-secret\nx = 1\n") == []


# split tokens


@pytest.mark.parametrize(
    "join",
    ['" + "', '"\n    "', '" +\n  "', '"\n  + "', '" \\\n  "', '" .\n "', '" & _\n  "', "\\\n", '""', "=\n"],
)
def test_a_token_that_is_split_over_two_literals(join: str) -> None:
    (one,) = found(f'x = "{HALVES[0]}{join}{HALVES[1]}"')
    assert (one.rule, one.name) == ("committed-secret", "x")
    assert len(one.digest) == 64


@pytest.mark.parametrize("join", ['", "', '": "', " ", "\n", '"\n\n"', "' + \"", '" + x + "', ","])
def test_what_is_not_one_text_is_not_joined(join: str) -> None:
    assert found(f'x = "{HALVES[0]}{join}{HALVES[1]}"') == []


def test_a_token_in_three_literals() -> None:
    assert len(found(f'x = "{T[:43]}" +\n  "{T[43:86]}" +\n  "{T[86:]}"')) == 1


# the byte test


def holds_slowly(data: bytes) -> bool:
    texts = [data.decode("latin-1")]
    for encoding in ("utf-16-le", "utf-16-be"):
        texts += [data[start:].decode(encoding, "replace") for start in (0, 1)]
    return any(next(in_text(text), None) or next(split_in_text(text), None) for text in texts)


CHUNKS = st.one_of(
    st.sampled_from([T, T[:127], T + "A", T[:64], T[:39], T[:40], '" + "', '"\n"', "\\\n", "\0", "\n", "%3D", "\\n", "a", "A", " "]),
    st.text(string.ascii_letters + " \n\0", max_size=30),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(CHUNKS, max_size=8), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]), st.integers(0, 40))
@example(["", T], "utf-8", 7)
def test_the_byte_test_misses_nothing(parts: list[str], encoding: str, shift: int) -> None:
    data = b"." * shift + "".join(parts).encode(encoding)
    assert may_hold_exact_token(data) or not holds_slowly(data)


@pytest.mark.parametrize("shift", range(70))
def test_at_every_offset(shift: int) -> None:
    assert may_hold_exact_token(b"." * shift + T.encode())
    assert may_hold_exact_token(b"." * shift + T.encode() + b".")
    assert may_hold_exact_token(b"." * shift + T.encode("utf-16-le"))
    assert may_hold_exact_token(b"." * shift + T.encode("utf-16-be"))
    assert not may_hold_exact_token(b"." * shift + T[:127].encode() + b"." + T[:127].encode())


# large files


@pytest.mark.parametrize("at", [0, 900, 1000, 5000, 9000])
def test_files_that_are_read_in_chunks(at: int) -> None:
    def holds(data: bytes) -> bool:
        return any(holds_token(data[max(0, start - 4096) : start + 1000]) for start in range(0, len(data), 1000))

    assert holds(b"." * at + T.encode() + b"." * 5000)
    assert holds(b"." * at + T.encode("utf-16-le") + b"." * 5000)
    assert holds(b"." * at + f'"{HALVES[0]}" +\n "{HALVES[1]}"'.encode() + b"." * 5000)
    assert not holds(b"." * at + T[:127].encode() + b"." * 5000)
    assert not holds(b"." * at + b"A" * 128 + b"." * 5000)


def test_the_rules_are_those_about_secrets() -> None:
    assert {"committed-secret", "unprotected-secret", "client-exposed-secret", "session-token"} == SEARCH_RULES


def test_a_token_after_letters_that_are_none() -> None:
    others = "\n".join(f"x{token(number)}" for number in range(3)).encode()
    assert not holds_token(others)
    for gap in (1, 500, 9000):
        assert holds_token(others + b"." * gap + T.encode())


@pytest.mark.parametrize(("gap", "is_near"), [(1999, True), (2000, True), (2001, False)])
def test_an_appkey_is_at_most_2000_characters_away(gap: int, is_near: bool) -> None:
    for text in (f'{KEY}"{"." * (gap - 2)}"{T}', f'{T}"{"." * (gap - 2)}"{KEY}'):
        assert bool(appkeys(text)) == is_near
