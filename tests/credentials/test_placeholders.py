"""What awaits a human, what a machine resolves, and what does neither."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.placeholders import default_span, is_documented, is_placeholder, is_reference

REFERENCES = """
${VTEX_APP_KEY}|$VTEX_APP_KEY|$(VTEX_API_KEY)|${{ secrets.VTEX_KEY }}|{{ .Values.vtex.appKey }}|={{$credentials.apiKey}}|{% vtex %}
op://vault/vtex/app-key|pass://x/y|vault:secret/data/vtex#key|>>vault:secret/data/vtex#key|encrypted:BE9Y7LKANx77X1pv1HnEoil93fPa5c9
arn:aws:secretsmanager:us-east-1:1:secret:vtex|{{resolve:secretsmanager:vtex}}|@Microsoft.KeyVault(SecretUri=https://x)|%env(VTEX)%
env(VTEX_APP_TOKEN)|process.env.VTEX_APP_KEY|ENC[AES256_GCM,data:abc,iv:x]|ENC(abcdef)|ref+vault://x/y#z|projects/x/secrets/vtex/versions/1
vtexappkey-${ACCOUNT}-${SUFFIX}|#{VtexAppKey}#|__VTEX_APP_KEY__|<%= ENV['VTEX'] %>|@vtex-app-key|%VTEX_APP_KEY%|<path:secret/vtex#key>
""".replace("\n", "|").strip("|").split("|")  # fmt: skip

PLACEHOLDERS = """
<your-app-key>|<API Key>|{appKey}|{YOUR_API_KEY}|your-app-key-here|YOUR_APP_KEY|changeme|replace-me|REPLACE_ME|TODO|xxxxxxxx|XXXXXXXXXXXX
****|abc...|…|example|dummy|placeholder|none|123|appKey|token|provider-app-key|ProviderAppKey|test-token|vtex-token|vtexapptoken-test
vtex_app_key_12345|vtex-app-key-123456|tu_app_key_aqui|tu_app_token_vtex|MI_APP_KEY|Sua_AppKey_VTEX|seu_app_token_vtex|COLE_AQUI_A_CHAVE
preencher|aqui|sua-app-key|vtexappkey-example-YSWQFZ|vtexappkey-mystore-ABCDEF|vtexappkey-apiexamples-LVQVVA|vtexappkey-example
vtexappkey-appvtex|vtexappkey--|vtexappkey-account-|vtexappkey--test|vtexappkey-keyEDF|vtexappkey-your-app-key|vtexappkey-test|vtexappkey-{account}-{hash}|vtexappkey-xxxxx-XXXXX
[your token]|PREENCHA_AQUI|coloque-seu-token-aqui|ponga_su_clave|insira o token aqui|substituir|reemplazar|teste|prueba|abc123xyz789
""".replace("\n", "|").strip("|").split("|")  # fmt: skip

NEITHER = [
    KEY, TOKEN, TOKEN.lower(), f"<{KEY}>", f'"{TOKEN}"', TOKEN[:100], "vtexappkey-fakestore-ABCDE", "VTEXAPPKEY-FAKESTORE-AAAAAA",
    "hunter2", "f47ac10b-58cc-4372-a567-0e02b2c3d479", "vtexappkey-loja-teste-ABCDE", "vtexappkeyfakestoreAAAAAA", "",
    f"{TOKEN}...", f"<your token {TOKEN}>",
]  # fmt: skip


@pytest.mark.parametrize("value", REFERENCES)
def test_references(value: str) -> None:
    assert is_reference(value)


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_placeholders(value: str) -> None:
    assert is_placeholder(value, normalize(value).value)
    assert not is_reference(value)


@pytest.mark.parametrize("value", NEITHER)
def test_neither(value: str) -> None:
    assert not is_placeholder(value, normalize(value).value)
    assert not is_reference(value)


@pytest.mark.parametrize(
    ("value", "default"),
    [
        ("${VTEX_APP_TOKEN:-real}", "real"), ("${VTEX_APP_TOKEN-real}", "real"), ("${vtex.token:real}", "real"),
        ('{{ .Values.x | default "real" }}', "real"), ("${env:VTEX, 'real'}", "real"), ("${{ secrets.X || 'real' }}", "real"),
        ("${V:?missing}", None), ("${env:VTEX_APP_KEY}", None), ("${ssm:/vtex/app-token}", None), ("${V}", None), ("${V:-}", None),
        ('${V:-"real"}', "real"),
    ],
)  # fmt: skip
def test_defaults(value: str, default: str | None) -> None:
    span = default_span(value)
    assert (value[slice(*span)] if span else None) == default


def test_documented_values_open_nothing() -> None:
    assert is_documented("vtexappkey-myaccount-ORYNWX")
    assert not is_documented(KEY)
