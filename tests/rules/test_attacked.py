"""Kinds of values and names that were judged wrongly once: for each some examples, and exactly the rules that speak."""

import json

import pytest

from tests.fake import KEY, TOKEN, b64
from vtexlint.diagnostics import Severity
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes

K, T, CUT = KEY, TOKEN, TOKEN[:127]


def localize(name: str, text: str) -> list[tuple[str, Severity]]:
    return [(one.rule, one.severity) for one in conclude([lint_bytes(name, text.encode())], {}).findings]


def pair(key: str, token: str) -> str:
    return json.dumps({"vtexAppKey": key, "vtexAppToken": token})


SILENT = {
    # the half under a name in another language, or one that says little
    ".env": [
        f"VTEX_APP_KEY={K}\nVTEX_SENHA={T}\n", f"VTEX_APP_KEY={K}\nVTEX_PASSWORD={T}\n", f"VTEX_ACCESS_KEY={K}\nVTEX_SECRET_KEY={T}\n",
        f"VTEX_PUBLIC_KEY={K}\nVTEX_PRIVATE_KEY={T}\n", f"VTEX_SECRET_KEY={K}\nVTEX_SECRET_TOKEN={T}\n",
    ],
    "a.yaml": [
        f"vtex: {{key: {K}, secret: {T}}}\n", f"vtex: {{apiKey: {K}, secretKey: {T}}}\n", f"vtex: {{appKey: {K}, senha: {T}}}\n",
        f"integraciones:\n  vtex:\n    usuario: {K}\n    contraseña: {T}\n", f"kind: Secret\ndata:\n  VTEX_CHAVE: {b64(K)}\n  VTEX_SENHA: {b64(T)}\n",
        f"kind: Secret\ndata:\n  changed-by: {b64(K)}\n", f"env:\n  VTEX_CHAVE: ${{{{ secrets.X }}}}\n  VTEX_TOKEN: {T}\n",
    ],
    # what a program resolves
    "a.json": [
        *(pair(value, value) for value in ("os.getenv('K')", "ENV.fetch('K')", "config('vtex.key')", "z.string()", "`cat /run/secrets/k`", "(( grab meta.k ))",
        "$ENV{X}", "{$X}", "%{X}", "@@X@@", "file:/run/secrets/k", "secretRef:x", "![abc]", "#[vars.x]")),
        pair("U2FsdGVkX18abcdefgh", "U2FsdGVkX18abcdefzz"), pair("AQICAHhabcdefghijk", "AQICAHhabcdefghijz"), pair("gAAAAABh1234567890abc", "gAAAAABh1234567890abd"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SILENT.items() for text in texts])
def test_nothing_is_wrong(name: str, text: str) -> None:
    assert localize(name, text) == []


FAULTS = [
    (".env", f"VTEX_LOGIN=vtexappkey_lojaazul_QWERTZ\nVTEX_SENHA={T}\n", "malformed-key"),
    (".env", f"VTEX_LOGIN=vtexapkey-lojaazul-QWERTZ\nVTEX_SENHA={T}\n", "malformed-key"),
    (".env", f"VTEX_USUARIO={T}\nVTEX_SENHA={K}\n", "swapped-values"),
    ("a.json", json.dumps({"vtex": {"clave": T, "secreto": K}}), "swapped-values"),
    (".env", f"VTEX_CHAVE=\nVTEX_TOKEN={T}\n", "empty-value"),
    (".env", f"VTEX_APP_KEY=vtexappkey lojaazul QWERTZ\nVTEX_APP_TOKEN={T}\n", "malformed-key"),
    *((".env", f"VTEX_APP_KEY={value}\nVTEX_APP_TOKEN={T}\n", "malformed-key") for value in (
        "Vtex-App-Key-lojaazul-QWERTZ", "VTEX_APP_KEY_lojaazul_QWERTZ", "X-VTEX-API-AppKey-lojaazul-QWERTZ", "vtex-api-appkey-lojaazul-QWERTZ")),
    *((".env", f"VTEX_APP_KEY='{value}'\nVTEX_APP_TOKEN={T}\n", "unfilled-placeholder") for value in (
        "vtexappkey-{account}-QWERTZ", "vtexappkey-<conta>-QWERTZ", "vtexappkey-[store]-QWERTZ", "vtexappkey-{{account}}-QWERTZ")),
    ("a.yaml", f"vtex:\n  appKey: {K}\n  appTokem: {T}\n", "misspelled-name"),
    ("a.toml", f"[vtex]\napp_key='{K}'\napp_tokem='{T}'\n", "misspelled-name"),
    ("a.yaml", f"vtex: {{apKey: {K}, appToken: {T}}}\n", "misspelled-name"),
    (".env", f"VTEX_APP_KEY_DEV={K}\nVTEX_APP_TOKEN_DEVELOP={T}\n", "misspelled-name"),
    ("a.yaml", f"vtex:\n  conta: outraloja\n  appKey: {K}\n  appToken: {T}\n", "account-mismatch"),
    (".env", f"VTEX_CUENTA=outraloja\nVTEX_APP_KEY={K}\nVTEX_APP_TOKEN={T}\n", "account-mismatch"),
    (".env", f"VTEX_ACCOUNT='\"fakestore\"'\nVTEX_APP_KEY={K}\nVTEX_APP_TOKEN={T}\n", "account-name"),
    (".env", f"VTEX_ACCOUNT=fakestore;\nVTEX_APP_KEY={K}\nVTEX_APP_TOKEN={T}\n", "account-name"),
    *(("a.json", json.dumps({"vtex": {"url": url, "appKey": K, "appToken": T}}), "unfilled-placeholder") for url in (
        "https://api.vtex.com/{accountName}/x", "https://fakestore.myvtex.com/x?an={accountName}", "https://" "YOUR_ACCOUNT.myvtex.com",
        "https://your-account.vtexcommercestable.com.br", "https://sualoja.vtexcommercestable.com.br")),
    ("secret.yaml", f"kind: Secret\ndata:\n  password: {T}\n", "wrong-encoding"),
    ("secret.yaml", f"kind: Secret\ndata:\n  user: {b64(K)}\n  pass: {T}\n", "wrong-encoding"),
    *(("a.json", json.dumps([{name: "VTEX_APP_KEY", value: K}, {name: "VTEX_APP_TOKEN", value: CUT}]), "malformed-token") for name, value in (
        ("option_name", "value"), ("meta_key", "meta_value"), ("property", "value"), ("label", "value"), ("nome", "valor"), ("Name", "Val"), ("k", "v"))),
    ("a.json", json.dumps({"X-VTEX-API-AppKey": {"equalTo": K}, "X-VTEX-API-AppToken": {"equalTo": CUT}}), "malformed-token"),
    ("a.yaml", f"vtex:\n  appKey: *k\n  appToken: {T}\n", "syntax-error"),
    ("a.json", f'{{"vtexAppKey": "{K}, "vtexAppToken": "{T}"}}', "syntax-error"),
    ("a.yaml", f'vtex:\n  appKey: "{K}\n  appToken: {T}\n', "syntax-error"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "rule"), FAULTS)
def test_one_fault_is_one_finding(name: str, text: str, rule: str) -> None:
    assert {found for found, _ in localize(name, text)} == {rule}


@pytest.mark.parametrize(
    ("key", "token"),
    [
        ("VARCHAR", "text"),
        ("bytea", "longtext"),
        ("uuid", "uuid"),
        ("min:10|max:20", "present|string"),
        ("CharField", "CharField"),
        ("SecureString", "SecureString"),
    ],
)
def test_values_about_a_credential_are_at_most_information(key: str, token: str) -> None:
    assert all(severity is Severity.INFO for _, severity in localize("a.json", pair(key, token)))
    assert ("malformed-token", Severity.ERROR) in localize("a.json", pair(K, token))


@pytest.mark.parametrize("value", ["vacío", "nenhum", "ninguno", "generado-por-ci", "inyectado-por-ci", "N/D", "from-vault"])
def test_words_that_wait(value: str) -> None:
    assert localize(".env", f"VTEX_APP_KEY={value}\nVTEX_APP_TOKEN={value}\n") == [("unfilled-placeholder", Severity.INFO)] * 2
