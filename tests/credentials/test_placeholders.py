"""Values that wait for a person, and those that do not."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import is_documented, is_placeholder
from vtexlint.credentials.references import is_reference

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
