"""Values in other shapes than a plain one: a reference around a real value, what another program encrypts, Secrets, names that are values."""

import json

import pytest

from tests.credentials.test_infrastructure import rules_in
from tests.fake import KEY, TOKEN, b64
from vtexlint.linter.lint import lint_bytes

DIGIT = f"{TOKEN[:60]}1{TOKEN[61:]}"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.json",
            f'{{"fields": {{"vtexAppKey": {{"stringValue": "{KEY}"}}, "vtexAppToken": {{"stringValue": "{DIGIT}"}}}}}}',
            ["malformed-token"],
        ),
        ("a.json", f'{{"Item": {{"appKey": {{"S": "{KEY}"}}, "appToken": {{"S": "{DIGIT}"}}}}}}', ["malformed-token"]),
        ("a.json", f'{{"Item": {{"appKey": {{"S": "{KEY}"}}, "appToken": {{"S": "{TOKEN}"}}}}}}', []),
        ("a.json", '{"appKey": {"S": "small", "M": "medium"}, "appToken": {"S": "small", "M": "medium"}}', []),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=${{{TOKEN}}}\n", ["stray-delimiter"]),
        (".env", f"VTEX_APP_KEY=${{{KEY}}}\nVTEX_APP_TOKEN={TOKEN}\n", ["stray-delimiter"]),
        ("a.yaml", f"VTEX_APP_KEY: {KEY}\nVTEX_APP_TOKEN: $({TOKEN})\n", ["stray-delimiter"]),
        ("a.yaml", f"VTEX_APP_KEY: {KEY}\nVTEX_APP_TOKEN: ${{VTEX_APP_TOKEN}}\n", []),
        ("kettle.properties", f"VTEX.APPKEY={KEY}\nVTEX.APPTOKEN=Encrypted 2be98afc86aa7f2e4bb18bd63c99dbdde\n", []),
        ("a.properties", f"vtex_appKey={KEY}\nvtex_appToken=enc:routine.encryption.key.v1:Zm9vYmFyYmF6cXV1eA==\n", []),
        ("a.yaml", f"kind: Secret\ndata:\n  app-key: {b64(KEY)}\n  app-token: {b64(DIGIT)}\n", ["malformed-token"]),
        ("a.yaml", f"kind: Secret\ndata:\n  app-key: {b64(KEY)}\n  app-token: {b64(TOKEN)}\n", []),
        ("a.yaml", f"kind: Secret\ndata:\n  app-key: {b64('a')}\n  app-token: {b64('b')}\n", []),
        ("a.yaml", f"vtex:\n  clave: {TOKEN}\n  contraseña: {KEY}\n", ["swapped-values"]),
        ("a.json", f'["vtexappkey-acc-ABCDE", "{TOKEN}"]', []),
        ("a.yaml", f"- &k vtexappkey-my_store-ABCDEFG\n- &t {TOKEN}\n", []),
        ("a.json", f'{{"vtexappkey-acc-ABCDE": "{TOKEN}"}}', []),
    ],
)
def test_a_value_in_another_shape(name: str, text: str, expected: list[str]) -> None:
    assert rules_in(name, text) == expected


@pytest.mark.parametrize(
    "template",
    [
        '{{"appKey":{},"appToken":{}}}',
        "{{appKey:{},appToken:{}}}",
        '{{\n "vtexAppKey":{},\n "vtexAppToken":{}\n}}',
        "{{“appKey”: “{}”,“appToken”:“{}”}}",
    ],
)
def test_json_without_its_quotes(template: str) -> None:
    assert rules_in("a.json", template.format(KEY, TOKEN)) == ["syntax-error"]
    assert sorted(rules_in("a.json", template.format(KEY, TOKEN[:127]))) == ["malformed-token", "syntax-error"]


@pytest.mark.parametrize("start", ["<<EOF", "<< 'EOF'", '<<-"EOF"', "<<~EOF"])
def test_the_word_that_ends_a_heredoc_is_not_the_rest_of_a_token(start: str) -> None:
    for rest, size in (("EOF", None), ("EOT", 3), (TOKEN[100:], 28)):
        text = f"cat > .env {start}\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN[:100]}\n{rest}\n"
        found = [one.finding for one in lint_bytes("a.json", json.dumps({"run": text}).encode()).pending]
        messages = [str(one.message) for one in found if one.rule == "malformed-token"]
        assert len(messages) == 1
        assert ("is probably the rest" in messages[0]) is (size is not None)
        assert size is None or f"with {size} uppercase" in messages[0]
