"""Values that a program resolves, and the defaults in them."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.credentials.references import default_span, is_command, is_reference, is_resolved

REFERENCES = """
${VTEX_APP_KEY}|$VTEX_APP_KEY|$(VTEX_API_KEY)|${{ secrets.VTEX_KEY }}|{{ .Values.vtex.appKey }}|={{$credentials.apiKey}}|{% vtex %}
op://vault/vtex/app-key|pass://x/y|vault:secret/data/vtex#key|>>vault:secret/data/vtex#key|encrypted:BE9Y7LKANx77X1pv1HnEoil93fPa5c9
arn:aws:secretsmanager:us-east-1:1:secret:vtex|{{resolve:secretsmanager:vtex}}|@Microsoft.KeyVault(SecretUri=https://x)|%env(VTEX)%
env(VTEX_APP_TOKEN)|process.env.VTEX_APP_KEY|ENC[AES256_GCM,data:abc,iv:x]|ENC(abcdef)|ref+vault://x/y#z|projects/x/secrets/vtex/versions/1
vtexappkey-${ACCOUNT}-${SUFFIX}|#{VtexAppKey}#|__VTEX_APP_KEY__|<%= ENV['VTEX'] %>|@vtex-app-key|%VTEX_APP_KEY%|<path:secret/vtex#key>
ssm:/vtex/token|bws:1f2e|keyring:vtex|pass:vtex/token|1password:vtex/token|chamber:vtex/token|ejson:vtex|k8s:secret/vtex#token|%%VTEX_TOKEN%%
kms:AQICAHhabc/def+ghi==|age:YWdlLWVuY3J5|$secret.vtex|$vault{vtex/token}|my-store:loja/vtex/token|param:/prod/vtex/token
@parameters('appKey')|@{variables('token')}|@pipeline().parameters.token|@body('Get_secret')?['value']|@vtex.appKey@|@vtex_key@
prod/vtex/app-token|vtex-secret/token|op read op://vtex/token|aws ssm get-parameter --name /vtex/token
$1|$@|$(jq -r '.["appKey"]' x.json)|$(jq -r .x <(cat y))|$(cat x)-$(cat y)
EV[1:abc:def+/==]|?{gkms:vtex/app_token}|?{base64:vtex/x:y}|encrypted:s3!b:x!f:y.yml!k:appToken|encryptedFile:s3!r:us-1!b:x!f:y
%ENVIRONMENT(VTEX_APP_TOKEN)%|$secret://vault/1/vtex/token|$env://VTEX_APP_TOKEN|$secret_vault.engine/path.appToken|DEC::PKCS7[abc]!
{env.VTEX_APP_TOKEN}|{file./run/secrets/x}|SECRET[backend.vtex_token]|DEC(15)::PKCS7[abc]!
vtex-token:latest|vtextoken:latest|vtex_token:3|VTEX_TOKEN:12|$this->appKey|$this?->vtex->key|$config['key']|$vtex["a"]["b"]
""".replace("\n", "|").strip("|").split("|")  # fmt: skip


@pytest.mark.parametrize("value", REFERENCES)
def test_references(value: str) -> None:
    assert is_reference(value)


@pytest.mark.parametrize(
    "value",
    [
        "token:abc",
        "vtex:abc123",
        "localhost:8080",
        "token:12",
        "vtex-token:1234",
        f"{KEY}:latest",
        f"{TOKEN}:latest",
        f"vtex-app-token:{TOKEN}",
        "Bearer:abc/def",
        "https://fakestore.example/a",
        "50%",
        "a$b",
        "$1abc",
        "EV[abc]",
        "SECRET[abc]",
        "?abc",
        "{env}",
        "{appToken}",
        "%a(b)%",
        "encrypted:s3!",
        "$other://x",
        f"$({TOKEN} (x))",
        "abc:DEF==",
        "n/a",
        "aGVsbG8/d29y",
        "cat",
        f"cat {TOKEN}",
    ],
)
def test_other_values(value: str) -> None:
    assert not is_reference(value)


@pytest.mark.parametrize("value", ["jq -r .appKey x.json", "./app-key", "/usr/bin/app-key --vtex", "~/bin/key", "cat k"])
def test_commands_in_backticks(value: str) -> None:
    assert is_command(value)


@pytest.mark.parametrize("value", [KEY, TOKEN, f"{KEY[:15]} {KEY[15:]}", f"{TOKEN.lower()[:50]} {TOKEN.lower()[50:]}", "abc", "A B", ""])
def test_other_values_in_backticks(value: str) -> None:
    assert not is_command(value)


@pytest.mark.parametrize(
    ("value", "default"),
    [
        ("${VTEX_APP_TOKEN:-real}", "real"), ("${VTEX_APP_TOKEN-real}", "real"), ("${vtex.token:real}", "real"),
        ('{{ .Values.x | default "real" }}', "real"), ("${env:VTEX, 'real'}", "real"), ("${{ secrets.X || 'real' }}", "real"),
        ("${V:?missing}", None), ("${env:VTEX_APP_KEY}", None), ("${ssm:/vtex/app-token}", None), ("${V}", None), ("${V:-}", None),
        ('${V:-"real"}', "real"), ("{{ env_var('VTEX_APP_TOKEN', 'real') }}", "real"), ("env('VTEX_APP_TOKEN', 'real')", "real"),
        ('<%= ENV["V"] || "real" %>', "real"), ("<%= ENV['V'].presence || 'real' %>", "real"), ("<%= ENV.fetch('V') { 'real' } %>", "real"),
        ("ENV.fetch('V') { 'real' }", "real"), ('<%= ENV["V"] || ENV["W"] %>', None), ('<%= ENV["V"] || "" %>', None), ('<%= a["real"] %>', None),
        ('ENV.fetch("VTEX_APP_TOKEN", "real")', "real"), ("{{ env_var('VTEX_APP_TOKEN') }}", None), ("lookup('env', 'VTEX')", None),
    ],
)  # fmt: skip
def test_defaults(value: str, default: str | None) -> None:
    span = default_span(value)
    assert (value[slice(*span)] if span else None) == default


RESOLVED = (
    "!Ref !Sub !GetAtt !ImportValue !FindInMap !Join !Select !Split !If !Transform !Cidr !vault !ENV !env !secret !include !reference !var "
    "!lookup !file !sops !encrypted !ssm !aws !gcp !azure !kv !param !eval !cf !opt !op !template !format !secretsmanager"
).split()


@pytest.mark.parametrize("tag", RESOLVED)
def test_tags_that_a_program_resolves(tag: str) -> None:
    assert is_resolved(tag)


@pytest.mark.parametrize("tag", ["", "!", "!!str", "!!binary", "!!var", "!!env", "!custom", "!Base64"])
def test_other_tags(tag: str) -> None:
    assert not is_resolved(tag)


@pytest.mark.parametrize("beginning", ["AQICAH", "gAAAAA", "U2FsdGVkX1"])
def test_beginnings_of_ciphertexts(beginning: str) -> None:
    assert is_reference(beginning + "a1B2c3D4" * 4)
    assert not is_reference("X" + beginning + "a1B2c3D4" * 4)
