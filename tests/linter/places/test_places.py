"""The pure part: the places of a parsed file, what belongs to a key, encrypted files."""

import pickle

import pytest

from tests.fake import KEY, TOKEN, b64, key, token
from tests.run import DEFAULTS
from vtexlint._startup.digests import digest
from vtexlint.linter.base64_text import encoded_tokens
from vtexlint.linter.parse_file import parse_file
from vtexlint.linter.places.encrypted import encryption_of
from vtexlint.linter.places.model import BASE64_TEXT, Place
from vtexlint.linter.places.of_file import may_mention, mentions_of, places_of
from vtexlint.linter.places.select import Asked, selected
from vtexlint.parsers.formats import format_of
from vtexlint.text.source import Source

OTHER = key(suffix="BBBBBB")


def found(name: str, text: str) -> list[Place]:
    return list(places_of(parse_file(Source(name, text), format_of(name) or "text", DEFAULTS)))


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("${VTEX_TOKEN}", "VTEX_TOKEN"),
        ("$VTEX_TOKEN", "VTEX_TOKEN"),
        ("${{ secrets.VTEX_TOKEN }}", "VTEX_TOKEN"),
        ("$(VTEX_TOKEN)", "VTEX_TOKEN"),
        ("%VTEX_TOKEN%", "VTEX_TOKEN"),
        ("%env(VTEX_TOKEN)%", "VTEX_TOKEN"),
        ("{{ .Values.vtexToken }}", "vtexToken"),
        ("process.env.VTEX_TOKEN", "VTEX_TOKEN"),
        ("op://vault/item/field", ""),
    ],
)
def test_what_a_reference_names(reference: str, name: str) -> None:
    (place,) = (one for one in found("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: '{reference}'\n") if one.half == "token")
    assert (place.value, place.reference) == ("reference", name)


def test_a_token_is_no_name() -> None:
    assert [one.reference for one in found("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: '${{{TOKEN}}}'\n")] == ["", ""]


@pytest.mark.parametrize(
    ("value", "is_encrypted"), [("ENC[AES256_GCM,data:abc,type:str]", True), ("encrypted:QUJD", True), ("${NAME}", False), (TOKEN, False)]
)
def test_a_value_that_is_encrypted(value: str, is_encrypted: bool) -> None:
    assert [one.is_encrypted for one in found("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {value}\n")] == [False, is_encrypted]


def test_exchanged_values_are_what_they_are() -> None:
    assert [(one.half, one.name, one.key) for one in found(".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")] == [
        ("token", "VTEX_APP_KEY", KEY),
        ("key", "VTEX_APP_TOKEN", KEY),
    ]


def test_a_mention_is_not_a_second_place_of_a_value_nor_a_part_of_another_word() -> None:
    text = f"VTEX_APP_KEY={KEY}\n# {KEY}, x{KEY} {KEY}X {KEY}-x {KEY.lower()}\n"
    assert [(one.line, one.column, one.value) for one in found(".env", text) if one.half == "key"][:2] == [
        (1, 14, "valid"),
        (2, 3, "valid"),
    ]
    assert len([one for one in found(".env", text) if one.half == "key"]) == 3


def test_an_anchor_is_one_place() -> None:
    text = f"a: &t {TOKEN}\nshop: {{vtexAppKey: {KEY}, vtexAppToken: *t}}\nwork: {{vtexAppKey: {KEY}, vtexAppToken: *t}}\n"
    assert [(one.line, one.half) for one in found("a.yaml", text)] == [(1, "token"), (2, "key"), (3, "key")]


def test_base64_and_values_that_could_be_guessed() -> None:
    text = f"kind: Secret\ndata:\n  VTEX_APP_KEY: {b64(KEY)}\n  VTEX_APP_TOKEN: {b64(TOKEN)}\n"
    assert [(one.half, one.form, one.key, bool(one.token)) for one in found("a.yaml", text)] == [
        ("key", "base64", KEY, True),
        ("token", "base64", KEY, True),
    ]
    (_, weak) = found(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=hunter22hunter\n")
    assert (weak.value, weak.token) == ("other", "")


def test_what_belongs_to_a_key() -> None:
    places = [
        *found("a.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"),
        *found("b.env", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={token(2)}\n"),
        *found("c.yaml", f"# {TOKEN}\nx: 1\n"),
    ]
    by_key = selected(places, Asked(key=KEY))
    assert [(one.path, one.half) for one in by_key.places] == [("a.env", "key"), ("a.env", "token"), ("c.yaml", "token")]
    assert selected(places, Asked(token=by_key.tokens[0])).places == by_key.places
    assert len(selected(places, Asked(account="fakestore")).places) == 5
    assert selected(places, Asked(key=key("gone"))).places == ()
    assert TOKEN[:6] not in repr(by_key)
    assert TOKEN[:6].encode() not in pickle.dumps(by_key)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"$ANSIBLE_VAULT;1.1;AES256\n6162", "Ansible Vault"),
        (b"\0GITCRYPT\0abc", "git-crypt"),
        (b"\n-----BEGIN PGP MESSAGE-----\n", "PGP"),
        (b"age-encryption.org/v1\n", "age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "age"),
        (b"\xef\xbb\xbf-----BEGIN PGP MESSAGE-----\n", "PGP"),
        (b"-----BEGIN PGP SIGNATURE-----\n", ""),
        (b"A=$ANSIBLE_VAULT;1.1", ""),
        (b"", ""),
    ],
)
def test_encrypted_files(data: bytes, name: str) -> None:
    assert encryption_of(data) == name


def test_a_mention_in_any_encoding() -> None:
    assert may_mention(KEY.upper().encode())
    assert may_mention(KEY.encode("utf-16"))
    assert not may_mention(b"vtexappkey")


def in_base64(text: str) -> list[tuple[str, str, str]]:
    """Half, appKey and digest of each place in the base64 of a text."""
    source = Source("a.py", f'x = 1\nauth = "Basic {b64(text)}"\n')
    places = mentions_of(source)
    assert all((one.line, one.column, one.form, one.name, one.value) == (2, 15, BASE64_TEXT, "", "valid") for one in places)
    return [(one.half, one.key, one.token) for one in places]


def test_a_pair_in_the_base64_of_a_text() -> None:
    first, second = digest(TOKEN), digest(token(2))
    assert in_base64(f"{KEY}:{TOKEN}") == [("key", KEY, first), ("token", KEY, first)]
    assert in_base64(f"{KEY.upper()} {KEY}:{TOKEN}") == [("key", KEY, first), ("token", KEY, first)]
    assert in_base64(f"user:{TOKEN}") == [("token", "", first)]
    assert in_base64(f"{KEY}:{TOKEN} {TOKEN}") == [("key", KEY, first), ("token", KEY, first)]
    assert in_base64(f"{KEY}:{TOKEN} {token(2)}") == [("key", KEY, ""), ("token", KEY, first), ("token", KEY, second)]
    assert in_base64(f"{KEY} {OTHER} {TOKEN}") == [("key", KEY, first), ("key", OTHER, first), ("token", "", first)]
    assert in_base64(f"{KEY}:short") == []


def test_the_tokens_in_the_base64_of_a_text() -> None:
    text = f"x {b64(f'{TOKEN} {token(2)} {TOKEN}')} {b64('no token at all ' * 20)} {b64(token(3))}"
    first, second = encoded_tokens(text)
    assert [[one.reveal() for one in each.tokens] for each in (first, second, first)] == [[TOKEN, token(2)], [token(3)], [TOKEN, token(2)]]
    assert text[slice(*first.span)].rstrip("=") == b64(f"{TOKEN} {token(2)} {TOKEN}").rstrip("=")
    assert [one.text.reveal() for one in encoded_tokens(text, [first.span])] == [token(3)]
    placeholder = "AB" * 64
    assert list(encoded_tokens(b64(placeholder))) == []


BASIC = b64(f"{KEY}:{TOKEN}")


@pytest.mark.parametrize(
    ("name", "text", "half"),
    [
        (".env", f"AUTH={BASIC}\n", "AUTH"),
        ("a.yaml", f"headers:\n  Authorization: Basic {BASIC}\n", "Authorization"),
        ("a.json", f'{{"headers": {{"Authorization": "Basic {BASIC}"}}}}', "Authorization"),
        ("a.toml", f'auth = "{BASIC}"\n', "auth"),
        (".env", f"# Basic {BASIC}\n", ""),
    ],
)
def test_the_pair_in_the_base64_of_a_config_file(name: str, text: str, half: str) -> None:
    places = found(name, text)
    assert [(one.half, one.name, one.key, one.token, one.value) for one in places] == [
        ("key", half, KEY, digest(TOKEN), "valid"),
        ("token", half, KEY, digest(TOKEN), "valid"),
    ]
    assert {one.form for one in places} <= {"text", BASE64_TEXT}


def test_the_pair_in_one_value() -> None:
    assert [(one.half, one.key) for one in found(".env", f"AUTH={KEY}:{TOKEN}\n")] == [("key", KEY), ("token", KEY)]
    assert [(one.half, one.key) for one in found("a.yaml", f"auth: {KEY}:{TOKEN}\n")] == [("key", KEY), ("token", KEY)]


@pytest.mark.parametrize(
    "text",
    [
        f"AUTH={b64(f'user:{TOKEN}')}\n",
        f"AUTH={b64(f'{KEY} {OTHER}:{TOKEN}')}\n",
        f"AUTH=user:{TOKEN}\n",
        f"AUTH={KEY},{OTHER}:{TOKEN}\n",
    ],
)
def test_no_appKey_or_several_leave_a_token_alone(text: str) -> None:
    assert [one.key for one in found(".env", text) if one.half == "token"] == [""]


def test_a_pair_of_fields_is_not_told_otherwise() -> None:
    text = f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={TOKEN}\nAUTH={BASIC}\n"
    assert [(one.line, one.half, one.key) for one in found(".env", text)] == [
        (1, "key", OTHER),
        (2, "token", OTHER),
        (3, "key", KEY),
        (3, "token", KEY),
    ]
