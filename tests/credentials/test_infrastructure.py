"""Credentials in the files of gateways, clouds and clusters: what is silent in each of their forms, and what is found there."""

import json
from collections.abc import Callable

import pytest

from tests.fake import KEY, TOKEN, b64, key, token
from vtexlint.linter.lint import lint_bytes

CUT = TOKEN[:127]
SMALL = TOKEN.lower()
SECRET_RULES = {"committed-secret", "unprotected-secret"}
KEY_HEADER, TOKEN_HEADER = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken"
DAMAGES = [
    (KEY, TOKEN, []),
    (KEY, CUT, ["malformed-token"]),
    (KEY, SMALL, ["token-casing"]),
    (KEY, f"{TOKEN} ", ["surrounding-whitespace"]),
    (TOKEN, KEY, ["swapped-values"]),
    (KEY.lower(), TOKEN, ["key-casing"]),
]
"""An appKey and an appToken, and what is told of them."""


def rules_in(name: str, text: object) -> list[str]:
    """The rules that a file breaks, but for the secret rules."""
    data = text if isinstance(text, str) else json.dumps(text)
    return [one.finding.rule for one in lint_bytes(name, data.encode()).pending if one.finding.rule not in SECRET_RULES]


def envoy(template: str) -> Callable[[str, str], str]:
    """Headers as Envoy adds them: an object called `header` for each."""
    return lambda key, token: template.format(KEY_HEADER, key) + template.format(TOKEN_HEADER, token)


def api_gateway(key: str, token: str) -> dict[str, object]:
    """An integration of Amazon API Gateway: a value is in single quotes."""
    prefix = "integration.request.header."
    return {"x-amazon-apigateway-integration": {"requestParameters": {prefix + KEY_HEADER: key, prefix + TOKEN_HEADER: token}}}


def event_bridge(key: str, token: str) -> dict[str, object]:
    return {
        "AuthParameters": {
            "ApiKeyAuthParameters": {"ApiKeyName": KEY_HEADER, "ApiKeyValue": key},
            "InvocationHttpParameters": {"HeaderParameters": [{"Key": TOKEN_HEADER, "Value": token}]},
        }
    }


def pair(key: str, token: str) -> dict[str, str]:
    return {"VTEX_APP_KEY": key, "VTEX_APP_TOKEN": token}


def patch(folder: str, key: str, token: str) -> str:
    """A JSON patch, as Kustomize applies it to a Secret or a ConfigMap."""
    return "".join(
        f'- op: replace\n  path: {folder}{name}\n  value: "{value}"\n'
        for name, value in {"VTEX_APP_KEY": key, "VTEX_APP_TOKEN": token}.items()
    )


def consul(key: str, token: str, **fields: object) -> list[dict[str, object]]:
    """Values as `consul kv export` writes them."""
    fields = fields or {"flags": 0}
    return [{"key": "vtex/app_key", **fields, "value": key}, {"key": "vtex/app_token", **fields, "value": token}]


def indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def grafana(key: str, token: str) -> dict[str, object]:
    names, values = {"httpHeaderName1": KEY_HEADER, "httpHeaderName2": TOKEN_HEADER}, {"httpHeaderValue1": key, "httpHeaderValue2": token}
    return {"datasources": [{"name": "vtex", "jsonData": names, "secureJsonData": values}]}


def datadog(field: str, key: str, token: str) -> dict[str, object]:
    return {field: [{"type": "text", "name": name, "pattern": value} for name, value in pair(key, token).items()]}


def snippet(template: str) -> Callable[[str, str], dict[str, object]]:
    """What a proxy sets, in a text: an annotation of an ingress, a file of a ConfigMap."""
    return lambda k, t: {"annotations": {"a.io/snippet": f"{template.format(KEY_HEADER, k)}\n{template.format(TOKEN_HEADER, t)}\n"}}


FORMS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "envoy, flow": ("envoy.yaml", envoy('- header: {{key: {}, value: "{}"}}\n')),
    "envoy, name": ("envoy.yaml", envoy('- header: {{name: {}, value: "{}"}}\n')),
    "envoy, block": ("envoy.yaml", envoy('- header:\n    key: {}\n    value: "{}"\n  append: false\n')),
    "envoy, json": ("a.json", lambda k, t: [{"header": {"key": KEY_HEADER, "value": k}}, {"header": {"key": TOKEN_HEADER, "value": t}}]),
    "api gateway": ("a.json", lambda k, t: api_gateway(f"'{k}'", f"'{t}'")),
    "api gateway, openapi": ("a.yaml", lambda k, t: "openapi: 3.0.1\npaths:\n  /a: " + json.dumps(api_gateway(f"'{k}'", f"'{t}'"))),
    "eventbridge": ("a.json", event_bridge),
    "eventbridge, terraform": (
        "a.tf.json",
        lambda k, t: {"auth_parameters": {"api_key": {"key": KEY_HEADER, "value": k}, "header": [{"key": TOKEN_HEADER, "value": t}]}},
    ),
    "cloudfront": ("a.json", lambda k, t: {"Items": [{"HeaderName": KEY_HEADER, "HeaderValue": k}, {"HeaderName": TOKEN_HEADER, "HeaderValue": t}]}),
    "kustomize, json patch": ("kustomization.yaml", lambda k, t: f"patches:\n- patch: |-\n{indented(patch('/data/', b64(k), b64(t)))}"),
    "json patch": ("patch.yaml", lambda k, t: patch("/data/", b64(k), b64(t))),
    "json patch, plain": ("patch.yaml", lambda k, t: patch("/data/", k, t)),
    "flux": ("a.yaml", lambda k, t: {"kind": "HelmRelease", "spec": {"values": pair(b64(k), b64(t))}}),
    "argo": ("a.yaml", lambda k, t: {"spec": {"source": {"helm": {"values": f"a:\n  VTEX_APP_KEY: {b64(k)}\n  VTEX_APP_TOKEN: {b64(t)}\n"}}}}),
    "argo, object": ("a.yaml", lambda k, t: {"spec": {"sources": [{"helm": {"valuesObject": pair(b64(k), b64(t))}}]}}),
    "values": ("values.yaml", lambda k, t: pair(b64(k), b64(t))),
    "values, plain": ("values.yaml", pair),
    "values of a stage": ("prod.values.yaml", lambda k, t: pair(b64(k), b64(t))),
    "pulumi": ("Pulumi.yaml", lambda k, t: {"s": {"type": "kubernetes:core/v1:Secret", "properties": {"data": pair(b64(k), b64(t))}}}),
    "pulumi, stringData": ("a.yaml", lambda k, t: {"s": {"type": "kubernetes:core/v1:Secret", "properties": {"stringData": pair(k, t)}}}),
    "consul": ("a.json", lambda k, t: consul(b64(k), b64(t))),
    "a name that says it": ("a.json", lambda k, t: {"VTEX_APP_KEY_B64": b64(k), "VTEX_APP_TOKEN_B64": b64(t)}),
    "prometheus, values": ("a.yaml", lambda k, t: {"http_headers": {KEY_HEADER: {"values": [k]}, TOKEN_HEADER: {"values": [t]}}}),
    "prometheus, secrets": ("a.yaml", lambda k, t: {"http_headers": {KEY_HEADER: {"secrets": [k]}, TOKEN_HEADER: {"secrets": [t]}}}),
    "grafana": ("a.yaml", grafana),
    "pulumi, config": ("a.yaml", lambda k, t: {"config": {name: {"type": "string", "default": value} for name, value in (("vtexAppKey", k), ("vtexAppToken", t))}}),
    "datadog": ("a.json", lambda k, t: datadog("configVariables", k, t)),
    "sub": ("a.yaml", lambda k, t: f'VTEX_APP_KEY: !Sub "{k}"\nVTEX_APP_TOKEN: !Sub "{t}"\n'),
    "helm, unquoted": ("a.yaml", lambda k, t: f'VTEX_APP_KEY: {{{{ .Values.k | default "{k}" | quote }}}}\nVTEX_APP_TOKEN: {{{{ .Values.t | default "{t}" }}}}\n'),
    "nginx": ("a.yaml", snippet('proxy_set_header {} "{}";')),
    "haproxy": ("a.yaml", snippet('http-request set-header {} "{}"')),
    "apache": ("a.yaml", snippet("RequestHeader set {} '{}'")),
    "caddy": ("a.yaml", snippet('header_up {} "{}"')),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("key", "token", "expected"), DAMAGES)
def test_forms(form: str, key: str, token: str, expected: list[str]) -> None:
    name, write = FORMS[form]
    assert rules_in(name, write(key, token)) == expected


def test_two_lists_of_headers_are_two_pairs() -> None:
    one, other = FORMS["envoy, flow"][1](KEY, TOKEN), FORMS["envoy, flow"][1](TOKEN, KEY)
    assert rules_in("envoy.yaml", f"a:\n{one}b:\n{other}") == ["swapped-values"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (f"  name: X-VTEX-API-AppTokens\n  value: {TOKEN}\n", ["missing-key", "header-name"]),
        (f"  name: X-VTEX-API-AppTokens\n  value: {TOKEN}\n  disabled: true\n", []),
        (f"  name: fake\n  value: fake\n  {KEY_HEADER}: {KEY}\n  {TOKEN_HEADER}: {TOKEN}\n", []),
        (f"  key: {KEY}\n  value: {TOKEN}\n", ["missing-token", "header-name", "header-name"]),
        (f"  {KEY_HEADER}: {KEY}\n  vtex-value: {TOKEN}\n", ["header-name"]),
    ],
)
def test_names_of_headers_are_still_judged(headers: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", f"header:\n{headers}") == expected


@pytest.mark.parametrize(
    ("key", "token", "expected"),
    [
        ("method.request.header.key", "stageVariables.token", []),
        (f"'{KEY}'", "context.authorizer.token", []),
        (f'"{KEY}"', f"'{TOKEN}'", ["stray-delimiter"]),
        (f"'{KEY}'", "''", ["empty-value"]),
        (f"'{KEY}'", "'<your-token>'", ["unfilled-placeholder"]),
    ],
)
def test_values_of_api_gateway(key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.json", api_gateway(key, token)) == expected


def test_quotes_are_api_gateway_s_only_in_an_integration() -> None:
    assert rules_in("a.json", {KEY_HEADER: f"'{KEY}'", TOKEN_HEADER: f"'{TOKEN}'"}) == ["stray-delimiter", "stray-delimiter"]


@pytest.mark.parametrize("names", [(KEY_HEADER, TOKEN_HEADER), ("vtexAppKey", "vtexAppToken")])
@pytest.mark.parametrize(
    ("key", "token"),
    [("$.key", "$.token"), ("$$.Execution.Input.key", "$['b'].token"), ("States.ArrayGetItem($.a, 0)", "States.Format('{}', $.b)")],
)
def test_paths_of_step_functions_are_references(names: tuple[str, str], key: str, token: str) -> None:
    assert rules_in("a.json", {"Headers": {f"{names[0]}.$": key, f"{names[1]}.$": token}}) == []


def test_a_header_beside_a_path_of_step_functions_is_judged() -> None:
    assert rules_in("a.json", {"Headers": {f"{KEY_HEADER}.$": "$.key", TOKEN_HEADER: SMALL}}) == ["token-casing"]


def test_two_connections_of_eventbridge_lack_nothing() -> None:
    assert rules_in("a.json", [event_bridge(KEY, TOKEN), event_bridge(key("other"), token(1))]) == []


@pytest.mark.parametrize("field", ["headerName", "HeaderName", "ApiKeyName"])
def test_the_name_of_a_header_alone_is_a_setting(field: str) -> None:
    assert rules_in("a.json", {"auth": {field: TOKEN_HEADER, "in": "header"}}) == []


BOTH = ["wrong-encoding", "wrong-encoding"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yaml", patch("/stringData/", b64(KEY), b64(TOKEN)), BOTH),
        ("a.yaml", patch("/data/", b64(KEY), b64(b64(TOKEN))), ["wrong-encoding"]),
        ("a.yaml", {"spec": {"other": pair(b64(KEY), b64(TOKEN))}}, BOTH),
        ("a.yaml", {"values": pair(b64(KEY), b64(TOKEN))}, BOTH),
        ("myvalues.json", pair(b64(KEY), b64(TOKEN)), BOTH),
        ("a.json", consul(b64(KEY), b64(TOKEN), session="a"), BOTH),
        ("a.json", {"flags": 0, **pair(b64(KEY), b64(TOKEN))}, BOTH),
        ("a.json", consul(KEY, TOKEN), []),
        ("a.yaml", {"s": {"type": "kubernetes:core/v1:Secret", "properties": {"data": pair(KEY, TOKEN)}}}, BOTH),
        ("a.yaml", {"s": {"type": "kubernetes:core/v1:ConfigMap", "properties": {"data": pair(KEY, TOKEN)}}}, []),
        ("values.yaml", pair("${VTEX_APP_KEY}", b64("${VTEX_APP_TOKEN_OF_PROD}")), []),
        ("values.yaml", pair(KEY, "abcdefghijklmnopqrstuvwxyz012345"), ["malformed-token"]),
    ],
)
def test_places_of_base64(name: str, text: object, expected: list[str]) -> None:
    assert rules_in(name, text) == expected


def test_a_cut_token_in_base64_has_the_letters_that_it_has() -> None:
    (pending,) = (
        one
        for one in lint_bytes("values.yaml", json.dumps(pair(b64(KEY), b64(CUT))).encode()).pending
        if one.finding.rule == "malformed-token"
    )
    assert "127" in str(pending.finding.message)


@pytest.mark.parametrize(
    ("key", "token", "expected"),
    [
        (b64(KEY), b64(b64(TOKEN)), ["wrong-encoding"]),
        (b64(b64(KEY)), b64(b64(TOKEN)), BOTH),
        (b64(KEY), b64(TOKEN), []),
        (b64("a"), b64("b"), []),
        (b64(b64("a key of a vendor")), b64(b64("a token of a vendor")), []),
    ],
)
def test_base64_twice_under_names_without_vtex(key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", {"kind": "Secret", "data": {"appKey": key, "appToken": token}}) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # what tells where a value is, or is another text
        ("a.yaml", {"http_headers": {KEY_HEADER: {"files": ["/run/key"]}, TOKEN_HEADER: {"files": ["/run/token"]}}}),
        ("a.yaml", {"http_headers": {KEY_HEADER: {"values": ["a", "b"]}, TOKEN_HEADER: {"values": ["c", "d"]}}}),
        ("a.yaml", {"allowed": {KEY_HEADER: {"values": ["a"]}, TOKEN_HEADER: {"values": ["b"]}}}),
        ("a.yaml", grafana("$VTEX_APP_KEY", "$VTEX_APP_TOKEN")),
        ("a.yaml", grafana("", "")),
        ("a.yaml", {"jsonData": {"httpHeaderName1": TOKEN_HEADER}, "secureJsonData": {"httpHeaderValue2": KEY}}),
        ("a.yaml", {"jsonData": {"httpHeaderName1": "X-Other-Token"}, "secureJsonData": {"httpHeaderValue1": KEY}}),
        ("a.json", datadog("rules", "^vtexappkey-[a-z]+-[A-Z]{6}$", "[A-Z]{128}")),
        ("a.json", datadog("configVariables", "{{ VTEX_KEY }}", "{{ VTEX_TOKEN }}")),
        ("a.yaml", {"config": {"vtexAppKey": {"type": "string", "default": ""}, "vtexAppToken": {"type": "string"}}}),
        ("a.yaml", {"rules": {"vtexAppKey": {"default": "a"}, "vtexAppToken": {"default": "b"}}}),
        ("a.yaml", 'VTEX_APP_KEY: !Sub "${Key}"\nVTEX_APP_TOKEN: !Sub "{{resolve:secretsmanager:vtex}}"\n'),
        ("a.yaml", f"VTEX_APP_KEY: !Sub {KEY[:20]}${{Suffix}}\nVTEX_APP_TOKEN: !GetAtt a\n"),
        ("a.yaml", "VTEX_APP_KEY: {{ .Values.k }}\nVTEX_APP_TOKEN: {{ .Values.t | default .Values.u | quote }}\n"),
        ("a.yaml", 'VTEX_APP_KEY: {{ .Values.k | default "" }}\nVTEX_APP_TOKEN: {{ .Values.t | default "changeme" }}\n'),
    ],
)
def test_values_from_elsewhere(name: str, text: object) -> None:
    assert rules_in(name, text) == []


@pytest.mark.parametrize(
    "template", ["proxy_set_header {} {};", "http-request set-header {} {} if a", "RequestHeader set {} {}", "header_up {} {}"]
)
@pytest.mark.parametrize("block", ["a: |\n  {}\n  {}\n", "- |\n  {}\n  {}\n", "- {}\n- {}\n"])
@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
def test_headers_that_a_proxy_sets(template: str, block: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", block.format(template.format(KEY_HEADER, key), template.format(TOKEN_HEADER, token))) == expected


@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
def test_filters_of_spring_cloud_gateway(key: str, token: str, expected: list[str]) -> None:
    text = f"filters:\n- AddRequestHeader={KEY_HEADER}, {key}\n- SetRequestHeader={TOKEN_HEADER}, {token}\n"
    assert rules_in("application.yaml", text) == expected


@pytest.mark.parametrize(
    "lines",
    [
        (f"proxy_set_header {KEY_HEADER} $key;", f"proxy_set_header {TOKEN_HEADER} $http_x_vtex_api_apptoken;"),
        (f'proxy_set_header {KEY_HEADER} "";', f"proxy_set_header {TOKEN_HEADER} '';"),
        (f"# proxy_set_header {KEY_HEADER} abc;", f"  # proxy_set_header {TOKEN_HEADER} abc;"),
        (f"http-request set-header {KEY_HEADER} %[env(A)]", f"http-request del-header {TOKEN_HEADER}"),
        (f'RequestHeader set {KEY_HEADER} "%{{A}}e"', f"RequestHeader unset {TOKEN_HEADER}"),
        (f"header_up {KEY_HEADER} {{env.A}}", f"header_up -{TOKEN_HEADER}"),
        (f"send {KEY_HEADER} with each request", f"and {TOKEN_HEADER} too"),
        (f"add_header Access-Control-Allow-Headers {KEY_HEADER},{TOKEN_HEADER};", "add_header A b;"),
        ("proxy_set_header X-Other-Api-AppKey abc;", "proxy_set_header X-Other-Api-AppToken abc;"),
    ],
)
def test_texts_of_a_proxy_without_credentials(lines: tuple[str, str]) -> None:
    assert rules_in("a.yaml", {"snippet": "\n".join(lines)}) == []


REFERRED = "VTEX_APP_KEY=vtex-key:latest{0}VTEX_APP_TOKEN=vtex-token:3"


@pytest.mark.parametrize(
    "document",
    [
        {"with": {"secrets": REFERRED.format("\n")}},
        {"with": {"secrets": "VTEX_APP_TOKEN=vtex-token:latest"}},
        {"run": f"gcloud run deploy x --set-secrets={REFERRED.format(',')}"},
        {"run": f"gcloud run deploy x --set-env-vars=VTEX_APP_KEY={KEY} --update-secrets=VTEX_APP_TOKEN=vtex-token:latest"},
        {"args": ["run", "deploy", f"--set-env-vars=VTEX_APP_KEY={KEY}", "--set-secrets=VTEX_APP_TOKEN=vtex-token:latest"]},
        {"args": ["run", "deploy", f"--set-secrets={REFERRED.format(',')}"]},
    ],
)
def test_versions_of_google_s_secrets_are_references(document: object) -> None:
    assert rules_in("a.yaml", document) == []


PLAIN_DAMAGES = [one for one in DAMAGES if " " not in one[1]]


@pytest.mark.parametrize(("key", "token", "expected"), PLAIN_DAMAGES)
@pytest.mark.parametrize("field", ["appSettings", "script"])
@pytest.mark.parametrize(
    "settings",
    ["-VTEX_APP_KEY {} -VTEX_APP_TOKEN {}", "-Vtex__AppKey {} -Vtex__AppToken {}", "-A 1 -VTEX_APP_KEY \"{}\" -VTEX_APP_TOKEN '{}' -B 2"],
)
def test_settings_of_azure_s_tasks(settings: str, field: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yml", {"inputs": {field: settings.format(key, token)}}) == expected


def test_settings_of_azure_s_tasks_from_elsewhere() -> None:
    assert rules_in("a.yml", {"inputs": {"appSettings": "-VTEX_APP_KEY $(key) -VTEX_APP_TOKEN $(token) -VTEX_ACCOUNT x"}}) == []


@pytest.mark.parametrize(("key", "token", "expected"), PLAIN_DAMAGES)
@pytest.mark.parametrize("names", [("X-Vtex-Api-Appkey", "X-Vtex-Api-Apptoken"), ("X-Vtex-Api-AppKey", "X-VTEX-API-APPTOKEN")])
@pytest.mark.parametrize("text", ["proxy_set_header {} {};\nproxy_set_header {} {};\n", "http https://fakestore.example/x {}:{} {}:{}"])
def test_headers_in_other_casings(text: str, names: tuple[str, str], key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", {"run": text.format(names[0], key, names[1], token)}) == expected
