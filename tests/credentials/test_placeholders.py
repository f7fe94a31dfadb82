"""Values that wait for a person, and those that do not."""

import json

import pytest

from tests.fake import KEY, TOKEN, key
from vtexlint.credentials.accounts import is_no_account
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import is_documented, is_placeholder
from vtexlint.credentials.references import is_reference
from vtexlint.linter.lint import lint_bytes

PLACEHOLDERS = """
<your-app-key>|<API Key>|{appKey}|{YOUR_API_KEY}|your-app-key-here|YOUR_APP_KEY|changeme|replace-me|REPLACE_ME|TODO|xxxxxxxx|XXXXXXXXXXXX
****|abc...|…|example|dummy|placeholder|none|123|appKey|token|provider-app-key|ProviderAppKey|test-token|vtex-token|vtexapptoken-test
vtex_app_key_12345|vtex-app-key-123456|tu_app_key_aqui|tu_app_token_vtex|MI_APP_KEY|Sua_AppKey_VTEX|seu_app_token_vtex|COLE_AQUI_A_CHAVE
preencher|aqui|sua-app-key|vtexappkey-example-YSWQFZ|vtexappkey-mystore-ABCDEF|vtexappkey-apiexamples-LVQVVA|vtexappkey-example
vtexappkey-appvtex|vtexappkey--|vtexappkey-account-|vtexappkey--test|vtexappkey-keyEDF|vtexappkey-your-app-key|vtexappkey-test|vtexappkey-{account}-{hash}|vtexappkey-xxxxx-XXXXX
[your token]|PREENCHA_AQUI|coloque-seu-token-aqui|ponga_su_clave|insira o token aqui|substituir|reemplazar|teste|prueba|abc123xyz789
configurar-no-painel|solicitar ao time|pedir-al-equipo|gerar_no_admin|vtexappkey-sualoja-XXXXXX|vtexappkey-tutienda-AAAAAA
vtexappkey-nomedaloja-ABCDEF|vtexappkey-lojista-XXXXXX|vtexappkey-loja-xxxxxx
""".replace("\n", "|").strip("|").split("|")  # fmt: skip

NEITHER = [
    KEY, TOKEN, TOKEN.lower(), f"<{KEY}>", f'"{TOKEN}"', TOKEN[:100], "vtexappkey-fakestore-ABCDE", "VTEXAPPKEY-FAKESTORE-AAAAAA",
    "hunter2", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "vtexappkey-loja-teste-ABCDE", "vtexappkeyfakestoreAAAAAA", "",
    f"{TOKEN}...", f"<your token {TOKEN}>", "vtexappkey-lojista-AAAAAA", "vtexappkey-lojista-ABCDEF", "vtexappkey-loja-AAAAA",
    "vtexappkey-lojista-XXXXXY", "vtexappkey-fake_store-AAAAAA",
]  # fmt: skip


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_placeholders(value: str) -> None:
    assert is_placeholder(value, normalize(value).value)
    assert not is_reference(value)


@pytest.mark.parametrize("value", NEITHER)
def test_neither(value: str) -> None:
    assert not is_placeholder(value, normalize(value).value)
    assert not is_reference(value)


def test_documented_values_open_nothing() -> None:
    assert is_documented("vtexappkey-myaccount-ORYNWX")
    assert not is_documented(KEY)


@pytest.mark.parametrize("word", "hash suffix sufixo sufijo letters letras abcdef vtex app key your loja xxxx".split())
def test_words_of_a_key_that_waits(word: str) -> None:
    for value in (f"vtexappkey-{word}-your", f"vtexappkey-{word}", f"vtexappkey-{word}-{word}-your"):
        assert is_placeholder(value, value), value


@pytest.mark.parametrize("word", ["banana", "hash1", "acme", "lette"])
def test_words_of_a_key_that_does_not_wait(word: str) -> None:
    assert not is_placeholder(f"vtexappkey-{word}-your", f"vtexappkey-{word}-your")


@pytest.mark.parametrize("account", ["apiexamples", "example", "myaccount", "mystore", "your-account-name", "accountname"])
def test_accounts_of_the_documentation(account: str) -> None:
    assert is_documented(key(account))
    assert is_no_account(account)
    assert not is_documented(key(f"{account}1"))


@pytest.mark.parametrize("value", ["vtexappkey-example", "vtexappkey-appvtex", "vtexappkey-keyEDF"])
def test_keys_of_the_documentation(value: str) -> None:
    assert is_documented(value)
    assert not is_documented(f"{value}X")


@pytest.mark.parametrize(
    ("value", "is_typed"),
    [
        ("00000000-0000-0000-0000-000000000000", True),
        ("11111111-1111-1111-1111-111111111111", True),
        ("aaaaaaaa-BBBB-aaaa-bbbb-AAAAAAAAAAAA", True),
        ("aaaaaaaa-bbbb-cccc-aaaa-aaaaaaaaaaaa", False),
        ("12345678-1234-1234-1234-123456789abc", True),
        ("12345679-1234-1234-1234-123456789abc", False),
        ("00000000-0000-4cc1-8a6e-0e02b2c3d479", True),
        ("00000000-1000-4cc1-8a6e-0e02b2c3d479", False),
    ],
)
def test_a_uuid_that_was_typed(value: str, is_typed: bool) -> None:
    assert is_placeholder(value, value) is is_typed


@pytest.mark.parametrize("value", ["X" * 128, f"<{'X' * 128}>", f"{'X' * 128} "])
def test_a_placeholder_as_long_as_a_token_is_one_credential(value: str) -> None:
    result = lint_bytes("a.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": value}).encode())
    assert (result.credentials, result.pairs) == (2, 1)
    assert [one.finding.rule for one in result.pending] == ["unfilled-placeholder"]
