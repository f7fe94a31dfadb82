"""Pairs under names that say nothing, told by their values; an appKey alone under one is no half of a pair."""

import json

import pytest

from tests.fake import KEY, TOKEN, b64, token
from tests.linter.repaired import text_of
from tests.run import check
from vtexlint.linter.lint import lint_bytes

SHORT = TOKEN[:127]


def rules(path: str, text: str) -> list[str]:
    return [finding.rule for finding in check(path, text).findings]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", f"VTEX_CHAVE={KEY}\nVTEX_TOKEN={TOKEN}\n"),
        (".env", f"CHAVE_VTEX={KEY}\nTOKEN_VTEX={TOKEN}\n"),
        (".env", f"VTEX_LOGIN={KEY}\nVTEX_SENHA={TOKEN}\n"),
        (".env", f"VTEX_CLIENT_ID={KEY}\nVTEX_CLIENT_SECRET={TOKEN}\n"),
        ("a.yaml", f"vtex:\n  chave: {KEY}\n  token: {TOKEN}\n"),
        ("a.yaml", f"user: {KEY}\npassword: {TOKEN}\n"),
        ("a.json", json.dumps({"usuario": KEY, "contraseña": TOKEN})),
        ("a.json", json.dumps([{"name": "login", "value": KEY}, {"name": "senha", "value": TOKEN}])),
        ("a.toml", f'[loja]\nusuario = "{KEY}"\nsecreto = "{TOKEN}"\n'),
    ],
)
def test_a_whole_pair_lacks_nothing(path: str, text: str) -> None:
    outcome = check(path, text)
    assert not [finding for finding in outcome.findings if finding.rule.startswith(("missing-", "malformed-"))]
    assert outcome.summary.pairs == 1


@pytest.mark.parametrize("name", ["lastModifiedBy", "createdBy", "usuario", "VTEX_LOGIN", "author"])
def test_a_key_alone_is_no_half(name: str) -> None:
    assert rules("a.json", json.dumps({name: KEY})) == []
    assert rules(".env", f"{name}={KEY}\nOTHER=value\n") == []


def test_the_damaged_half_is_judged() -> None:
    assert rules("a.yaml", f"user: {KEY}\npassword: {SHORT}\n") == ["malformed-token"]
    assert rules("a.yaml", f"user: {KEY[:-1]}\npassword: {TOKEN}\n") == ["malformed-key"]
    assert rules("a.yaml", f"user: {KEY}\npassword: '{TOKEN} '\n") == ["surrounding-whitespace"]


def test_neither_half_is_exact() -> None:
    """Two damaged values under names that say nothing are nobody's for sure."""
    assert rules("a.yaml", f"user: {KEY[:-1]}\npassword: {SHORT}\n") == []


def test_a_pair_beside_known_ones_keeps_to_itself() -> None:
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nADMIN={KEY.replace('fake', 'other')}\nADMIN_SENHA={token(3)}\n"
    outcome = check(".env", text)
    assert outcome.summary.pairs == 2
    assert not [finding for finding in outcome.findings if finding.rule.startswith("missing-")]


def test_a_known_pair_takes_no_third() -> None:
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nLAST_USER={KEY}\n"
    assert check(".env", text).summary.pairs == 1


def test_the_last_word_that_means_one_says_which_half_a_name_is() -> None:
    assert rules(".env", f"SENHA_LOGIN={KEY}\nLOGIN_SENHA={TOKEN}\n") == []
    assert rules(".env", f"LOGIN_SENHA={KEY}\nSENHA_LOGIN={TOKEN}\n") == ["swapped-values"]


@pytest.mark.parametrize(("length", "pairs"), [(100, 1), (200, 1), (201, 0)])
def test_a_longer_value_is_no_key(length: int, pairs: int) -> None:
    assert check("a.json", json.dumps({"user": KEY.ljust(length), "password": TOKEN})).summary.pairs == pairs


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f'chave: {KEY}\n  token: ""', ["empty-value"]),
        (f"chave: {KEY}\n  token: {TOKEN[:20]}", ["malformed-token"]),
        (f"llave: ''\n  token: {TOKEN}", ["empty-value"]),
        (f"clave: persona@tienda.com.ar\n  token: {TOKEN}", ["wrong-credential"]),
        (f"chave: SUA_CHAVE\n  token: {TOKEN}", ["unfilled-placeholder"]),
        (f"chave: {TOKEN}\n  token: {KEY}", ["swapped-values"]),
        (f"chave: {TOKEN}\n  token: {TOKEN}", ["same-value"]),
        (f'chave: {KEY}\n  token: "${{VTEX_TOKEN}}"', []),
        (f'chave: "${{VTEX_CHAVE}}"\n  token: {TOKEN}', []),
        (f"usuario: {KEY}\n  clave: {TOKEN}", []),  # in Spanish also a password
        (f"appKey: {KEY}\n  clave: {TOKEN}", []),
        ("usuario: admin\n  clave: abc123", []),
        (f"chave: {KEY}\n  senha: {TOKEN[:50]}", ["malformed-token"]),
        (f"chave: {KEY}\n  senha: {TOKEN[:19]}", []),
        (f"chave: {KEY}\n  senha: segredoDaLojaVirtualDoBrasil", []),
        ("chave: productId\n  valor: token", []),
    ],
)
def test_a_word_for_the_app_key_is_its_name_next_to_a_token(lines: str, expected: list[str]) -> None:
    assert rules("a.yaml", f"vtex:\n  {lines}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"VTEX_CHAVE={KEY}\nVTEX_TOKEN=\n", ["empty-value"]),
        (f"CHAVE_VTEX={TOKEN}\nTOKEN_VTEX={KEY}\n", ["swapped-values"]),
        (f"VTEX_CHAVE=loja-QWERTZ\nVTEX_TOKEN={TOKEN}\n", ["malformed-key"]),
        (f"VTEX_CHAVE_BR={KEY}\nVTEX_TOKEN_BR={TOKEN}\nVTEX_CHAVE_AR=\nVTEX_TOKEN_AR={token(3)}\n", ["empty-value"]),
        (f"CHAVE_PIX=abc\nVTEX_TOKEN={TOKEN}\n", ["missing-key"]),
        (f"VTEX_USER=admin\nVTEX_TOKEN={TOKEN}\n", ["missing-key"]),
    ],
)
def test_a_partner_is_known_by_its_name_and_its_store(text: str, expected: list[str]) -> None:
    assert rules(".env", text) == expected


@pytest.mark.parametrize("name", ["lastModifiedBy", "user", "createdBy"])
@pytest.mark.parametrize("token_name", ["token", "appToken", "nextToken"])
@pytest.mark.parametrize("value", ["", "page2-abc", "1234"])
def test_an_audit_field_is_not_paired_with_any_token(name: str, token_name: str, value: str) -> None:
    assert rules("a.json", json.dumps({name: KEY, token_name: value})) == []


def test_values_of_a_secret_are_read_in_base64_and_as_they_are() -> None:
    manifest = "kind: Secret\ndata:\n  user: {}\n  phrase: {}\n"
    for user, phrase in ((b64(KEY), b64(TOKEN)), (b64(f"{KEY}\n"), b64(f"{TOKEN}\n"))):
        assert check("a.yaml", manifest.format(user, phrase)).summary.pairs == 1
    assert rules("a.yaml", manifest.format(b64(KEY), TOKEN)) == ["wrong-encoding"]
    assert rules("a.yaml", manifest.format(KEY, b64(TOKEN))) == ["wrong-encoding"]
    assert rules("a.yaml", manifest.format("x", TOKEN)) == ["wrong-encoding"]
    assert check("a.yaml", manifest.format("eA==", b64(TOKEN))).summary.pairs == 0
    assert check("a.yaml", manifest.format(b64(KEY), "eA==")).summary.credentials == 0


@pytest.mark.parametrize(("name", "pairs"), [("phrase", 1), ("paymentId", 0), ("tid", 0)])
def test_an_identifier_next_to_a_key_is_no_token(name: str, pairs: int) -> None:
    assert check("a.json", json.dumps({"vtexAppKey": KEY, name: TOKEN})).summary.pairs == pairs


def test_k_and_v_are_an_object_in_a_document_that_has_objects() -> None:
    assert check("a.json", json.dumps([{"k": "A", "v": KEY}, {"k": "B", "v": TOKEN}])).summary.pairs == 1
    found = check(".env", f"VTEX_APP_KEY={KEY}\nk=-u\nv={TOKEN}\n", state="tracked").findings
    assert [one.name for one in found if one.rule == "committed-secret"] == ["v"]


def _stores(path: str, names: str, wanted: str) -> str:
    """A text with names and, for each, one of K1, K2, T1, T2."""
    values = {"K1": KEY, "K2": KEY.replace("AAAAAA", "BBBBBB"), "T1": TOKEN, "T2": token(2)}
    fields = dict(zip(names.split(), (values[one] for one in wanted.split()), strict=True))
    if path.endswith(".json"):
        return json.dumps({"vtex": fields}, indent=1)
    head = "[vtex]\n" if path.endswith(".ini") else ""
    return head + "".join(f"{name}{'=' if head or path == '.env' else ': '}{value}\n" for name, value in fields.items())


STORES = [
    (".env", "VTEX_USER_1 VTEX_USER_2 VTEX_PASS_2 VTEX_PASS_1"),
    (".env", "BR_USER AR_USER AR_PASS BR_PASS"),
    ("a.ini", "chave1 chave2 token2 token1"),
    ("a.ini", "br_chave ar_chave ar_token br_token"),
    ("a.yaml", "usuario_br usuario_ar senha_ar senha_br"),
    ("a.json", "chaveBR chaveAR tokenAR tokenBR"),
    ("a.json", "Vtex:Br:User Vtex:Ar:User Vtex:Ar:Password Vtex:Br:Password"),
]


@pytest.mark.parametrize(("path", "names"), STORES)
def test_names_of_one_store_belong_together(path: str, names: str) -> None:
    """Whatever is between them."""
    parsed = lint_bytes(path, _stores(path, names, "K1 K2 T2 T1").encode()).parsed
    assert parsed is not None
    one, other, token_of_other, token_of_one = names.split()
    pairs = {(pair.key.name, pair.token.name) for pair in parsed.found.pairs if pair.key and pair.token}
    assert pairs == {(one, token_of_one), (other, token_of_other)}
    assert rules(path, _stores(path, names, "K1 K2 T2 T1")) == []


@pytest.mark.parametrize(("path", "names"), STORES)
def test_values_are_exchanged_within_their_store(path: str, names: str) -> None:
    fixed = text_of(path, _stores(path, names, "T1 T2 K2 K1"))
    assert fixed == _stores(path, names, "K1 K2 T2 T1")
    assert rules(path, _stores(path, names, "T1 K2 T2 K1")) == ["swapped-values"]


@pytest.mark.parametrize(
    "names",
    [
        "keyProd tokenProd",
        "keyBR tokenBR",
        "omsKey omsToken",
        "key_oms token_oms",
        "usuario senha",
        "user password",
        "clientId clientSecret",
    ],
)
def test_the_name_means_the_token_of_the_app_key_next_to_it(names: str) -> None:
    """In a place that is VTEX's, whatever the value is."""
    key, secret = names.split()
    jwt, uuid = f"eyJhbGciOiJFUzI1NiJ9.eyJhIjoxMjM0NTY3ODkw.{'abcdefghij' * 4}", "30f78a14-59ff-4b4a-a5a6-0123456789ab"
    for value, expected in (
        (TOKEN, []),
        (jwt, ["wrong-credential"]),
        (uuid, ["wrong-credential"]),
        (f"{TOKEN[:64]}1{TOKEN[65:]}", ["malformed-token"]),
        (KEY, ["same-value"]),
        ("${TOKEN}", []),
    ):
        assert rules("a.json", json.dumps({"vtex": {key: KEY, secret: value}})) == expected, value
    # elsewhere, and next to a person's name, it is something else
    assert rules("a.json", json.dumps({"erp": {key: KEY, secret: uuid}})) == []
    assert rules("a.json", json.dumps({"vtex": {key: "joao", secret: uuid}})) == []
    assert rules("a.json", json.dumps({"vtex": {"createdBy": KEY, secret: uuid}})) == []


def test_both_halves_are_damaged_under_their_names() -> None:
    assert rules("a.ini", f"[vtex]\nchave={KEY.upper()}\ntoken={TOKEN.lower()}\n") == ["key-casing", "token-casing"]
    assert rules("a.ini", f"[erp]\nchave={KEY.upper()}\ntoken=abc\n") == []
