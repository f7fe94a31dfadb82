"""A pair in every form in which a document writes one, and what damages a value."""

import json
from collections.abc import Callable

import yaml as pyyaml

from tests.fake import b64

Write = Callable[[str, str], str]


def _quoted(value: str, *, unicode: bool = False) -> str:
    """A double-quoted string as JSON, YAML, TOML and HCL read it alike."""
    return json.dumps(value, ensure_ascii=unicode).replace("\x7f", "\\u007f")


def _properties(value: str) -> str:
    value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    value = "".join(c if " " <= c <= "~" else f"\\u{ord(c):04x}" for c in value)
    return "\\" + value if value[:1] == " " else value


def _block(value: str, indent: str, style: str = "|") -> str:
    lines = value.split("\n")
    return f"{style}{'' if value.endswith(chr(10)) else '-'}\n" + "\n".join(indent + line for line in lines if line)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _dotenv_quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def dotenv(key: str, token: str) -> str:
    return f"VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\nLAST=1\n"


# by the structural forms of credentials/candidates.py and the file formats: the name of the file, and what is written into it
# fmt: off
WRITERS: dict[str, tuple[str, Write]] = {
    # name: value
    "env-plain": (".env", lambda k, t: f"VTEX_APP_KEY={k}\nVTEX_APP_TOKEN={t}\nLAST=1\n"),
    "env-single": (".env", lambda k, t: f"VTEX_APP_KEY='{k}'\nVTEX_APP_TOKEN='{t}' # c\nLAST=1\n"),
    "env-double": (".env", lambda k, t: f"VTEX_APP_KEY={_dotenv_quoted(k)}\nVTEX_APP_TOKEN={_dotenv_quoted(t)}\nLAST=1\n"),
    "env-backtick": (".env", lambda k, t: f"VTEX_APP_KEY=`{k}`\nVTEX_APP_TOKEN=`{t}`\n"),
    "env-export": (".env", lambda k, t: f"export VTEX_APP_KEY={k} # c\nexport VTEX_APP_TOKEN={t} # c\n"),
    "env-spaced": (".env", lambda k, t: f"VTEX_APP_KEY = {k}\nVTEX_APP_TOKEN ='{t}'\n"),
    "env-default": (".env", lambda k, t: f"VTEX_APP_KEY=${{K:-{k}}}\nVTEX_APP_TOKEN=${{T:-{t}}}\n"),
    "envrc": (".envrc", lambda k, t: f"export VTEX_APP_KEY='{k}'\nexport VTEX_APP_TOKEN=\"{t}\"\n"),
    "yaml-plain": ("a.yaml", lambda k, t: f"vtex:\n  appKey: {k} # c\n  appToken: {t}\nlast: 1\n"),
    "yaml-single": ("a.yaml", lambda k, t: "vtex:\n  appKey: '{}'\n  appToken: '{}' # c\nlast: 1\n".format(*(v.replace("'", "''") for v in (k, t)))),
    "yaml-double": ("a.yaml", lambda k, t: f"vtex:\n  appKey: {_quoted(k)} # c\n  appToken: {_quoted(t, unicode=True)}\n"),
    "yaml-flow": ("a.yaml", lambda k, t: f"vtex: {{appKey: {_quoted(k)}, appToken: {_quoted(t)}}} # c\n"),
    "yaml-literal": ("a.yaml", lambda k, t: f"vtex:\n  appKey: {_block(k, '    ')}\n  appToken: {_block(t, '    ')}\nlast: 1\n"),
    "yaml-folded": ("a.yaml", lambda k, t: f"vtex:\n  appKey: {_block(k, '    ', '>')}\n  # c\n  appToken: {_block(t, '    ', '>')}\nlast: 1\n"),
    "yaml-anchors": ("a.yaml", lambda k, t: f"k: &k {_quoted(k)}\nt: &t {_quoted(t)}\nvtex: {{appKey: *k, appToken: *t}}\n"),
    "yaml-merged": ("a.yaml", lambda k, t: f"b: &b\n  appKey: {_quoted(k)}\n  appToken: {_quoted(t)}\nvtex:\n  <<: *b\n"),
    "yaml-anchored": ("a.yaml", lambda k, t: f"vtex:\n  appKey: &k {_quoted(k)}\n  appToken: &t {_quoted(t)}\nother: [*k, *t]\n"),
    "yaml-tagged": ("a.yaml", lambda k, t: f"vtex:\n  appKey: !!str {_quoted(k)}\n  appToken: !!str {_quoted(t)}\n"),
    "yaml-weak": ("a.yaml", lambda k, t: f"vtex:\n  key: {_quoted(k)}\n  token: {_quoted(t)}\n"),
    "yaml-by-value": ("a.yaml", lambda k, t: f"user: {_quoted(k)}\npassword: {_quoted(t)}\n"),
    "yaml-dump": ("a.yaml", lambda k, t: pyyaml.safe_dump({"vtex": {"appKey": k, "appToken": t}, "é": 1}, allow_unicode=True)),
    "json": ("a.json", lambda k, t: _json({"vtexAppKey": k, "vtexAppToken": t, "é": 1})),
    "json-ascii": ("a.json", lambda k, t: json.dumps({"vtexAppKey": k, "vtexAppToken": t, "é": "\x01"}, indent=1)),
    "json-weak": ("a.json", lambda k, t: _json({"vtex": {"key": k, "token": t}})),
    "json-secret": ("a.json", lambda k, t: _json({"vtex": {"apiKey": k, "apiSecret": t}})),
    "json-header": ("a.json", lambda k, t: _json({"headers": {"X-VTEX-API-AppKey": k, "X-VTEX-API-AppToken": t}})),
    "json5": ("a.json5", lambda k, t: f"{{vtexAppKey: {_quoted(k)}, // c\n vtexAppToken: {_quoted(t)}, /* c */}}\n"),
    "json5-single": ("a.json5", lambda k, t: "{{vtexAppKey: '{}', vtexAppToken: '{}',}}\n".format(*(_quoted(v)[1:-1].replace('\\"', '"').replace("'", "\\'") for v in (k, t)))),
    "jsonc": ("a.jsonc", lambda k, t: f"{{\n// c\n\"vtexAppKey\": {_quoted(k)},\n\"vtexAppToken\": {_quoted(t)} // c\n}}\n"),
    "jsonl": ("a.jsonl", lambda k, t: _json({"vtexAppKey": k, "vtexAppToken": t}) + "\n{}\n"),
    "toml": ("a.toml", lambda k, t: f"[vtex]\napp_key = {_quoted(k)} # c\napp_token = {_quoted(t)}\nlast = 1\n"),
    "toml-literal": ("a.toml", lambda k, t: f"[vtex]\napp_key = '{k}'\napp_token = '{t}'\n"),
    "toml-multi": ("a.toml", lambda k, t: f'[vtex]\napp_key = """{_quoted(k)[1:-1]}"""\napp_token = """\n{_quoted(t)[1:30]}\\\n  {_quoted(t)[30:-1]}"""\n'),
    "toml-multi-literal": ("a.toml", lambda k, t: f"[vtex]\napp_key = '''{k}'''\napp_token = '''\n{t}'''\n"),
    "toml-inline": ("a.toml", lambda k, t: f"vtex = {{app_key = {_quoted(k)}, app_token = {_quoted(t)}}}\n"),
    "ini": ("a.ini", lambda k, t: f"[vtex]\napp_key = {k}\napp_token = {t}\nlast = 1\n"),
    "ini-quoted": ("a.ini", lambda k, t: f'[vtex]\napp_key = "{k}" ; c\napp_token = "{t}"\nlast = 1\n'),
    "properties": ("a.properties", lambda k, t: f"vtex.app-key={_properties(k)}\nvtex.app-token : {_properties(t)}\nlast=1\n"),
    "tfvars": ("a.tfvars", lambda k, t: f"vtex = {{\n  app_key = {_quoted(k)}\n  app_token = {_quoted(t)} # c\n}}\nlast = 1\n"),
    "dockerfile": ("Dockerfile", lambda k, t: f"FROM a\nENV VTEX_APP_KEY={_dotenv_quoted(k)} \\\n# c\n  VTEX_APP_TOKEN={_dotenv_quoted(t)} last=1\n"),
    "dockerfile-arg": ("Dockerfile", lambda k, t: f"FROM a\nARG VTEX_APP_KEY={k}\nARG VTEX_APP_TOKEN='{t}'\n"),
    "dockerfile-space": ("Dockerfile", lambda k, t: f"FROM a\nENV VTEX_APP_KEY {k}\nENV VTEX_APP_TOKEN {t}\n"),
    "http-body": ("a.http", lambda k, t: f"POST https://a.test/\nA: b\n\n{_json({'vtexAppKey': k, 'vtexAppToken': t})}\n"),
    "http-header": ("a.http", lambda k, t: f"GET https://a.test/\nX-VTEX-API-AppKey: {k}\nX-VTEX-API-AppToken: {t}\nLast: 1\n"),
    "http-variable": ("a.http", lambda k, t: f"@vtexAppKey = {k}\n@vtexAppToken = {t}\n\nGET https://a.test/\n"),
    # "NAME=value" in a list
    "list-yaml": ("docker-compose.yml", lambda k, t: f"services:\n  a:\n    environment:\n      - {_quoted('VTEX_APP_KEY=' + k)}\n      - {_quoted('VTEX_APP_TOKEN=' + t)} # c\n      - A=b\n"),
    "list-plain": ("docker-compose.yml", lambda k, t: f"environment:\n  - VTEX_APP_KEY={k}\n  - VTEX_APP_TOKEN={t}\n"),
    "list-block": ("a.yaml", lambda k, t: f"environment:\n- {_block('VTEX_APP_KEY=' + k, '  ')}\n- {_block('VTEX_APP_TOKEN=' + t, '  ')}\n"),
    "list-colon": ("a.json", lambda k, t: _json({"headers": ["X-VTEX-API-AppKey: " + k, "X-VTEX-API-AppToken: " + t]})),
    "list-json": ("a.json", lambda k, t: _json(["export VTEX_APP_KEY=" + k, "export VTEX_APP_TOKEN=" + t])),
    "list-toml": ("a.toml", lambda k, t: f"env = [{_quoted('VTEX_APP_KEY=' + k)}, {_quoted('VTEX_APP_TOKEN=' + t)}]\n"),
    # two lists under plural names
    "plural-json": ("a.json", lambda k, t: _json({"appKeys": [k], "appTokens": [t]})),
    "plural-yaml": ("a.yaml", lambda k, t: f"vtex:\n  appKeys:\n  - {_quoted(k)}\n  appTokens: [{_quoted(t)}] # c\n"),
    # a pair in one value
    "joined": (".env", lambda k, t: f"VTEX_CREDENTIALS={k}:{t}\n"),
    # what a command stores
    "stored": ("a.yaml", lambda k, t: f"run: |\n  gh secret set VTEX_APP_KEY --body '{k}'\n  gh secret set VTEX_APP_TOKEN --body '{t}'\n"),
    # an object with a name field and a value field
    "object-yaml": ("a.yaml", lambda k, t: f"env:\n- name: VTEX_APP_KEY\n  value: {_quoted(k)}\n- name: VTEX_APP_TOKEN\n  value: {_quoted(t)} # c\n"),
    "object-block": ("a.yaml", lambda k, t: f"env:\n- name: VTEX_APP_KEY\n  value: {_block(k, '    ')}\n- name: VTEX_APP_TOKEN\n  value: {_block(t, '    ')}\n"),
    "object-json": ("a.json", lambda k, t: _json({"values": [{"key": "X-VTEX-API-AppKey", "value": k, "enabled": True}, {"key": "X-VTEX-API-AppToken", "value": t}]})),
    "object-toml": ("a.toml", lambda k, t: f"[[env]]\nname = 'VTEX_APP_KEY'\nvalue = {_quoted(k)}\n[[env]]\nname = 'VTEX_APP_TOKEN'\nvalue = {_quoted(t)}\n"),
    # a container that is the value
    "container-json": ("a.json", lambda k, t: _json({"parameters": {"vtexAppKey": {"value": k}, "vtexAppToken": {"value": t}}})),
    "container-yaml": ("a.yaml", lambda k, t: f"vtexAppKey:\n  value: {_quoted(k)}\nvtexAppToken:\n  value: {_quoted(t)}\n"),
    "container-toml": ("a.toml", lambda k, t: f"[vtexAppKey]\nvalue = {_quoted(k)}\n[vtexAppToken]\nvalue = {_quoted(t)}\n"),
    # an object of another shape
    "shape-parameters": ("a.json", lambda k, t: _json([{"ParameterKey": "VtexAppKey", "ParameterValue": k}, {"ParameterKey": "VtexAppToken", "ParameterValue": t}])),
    "shape-options": ("a.yaml", lambda k, t: f"- OptionName: VTEX_APP_KEY\n  Value: {_quoted(k)}\n- OptionName: VTEX_APP_TOKEN\n  Value: {_quoted(t)} # c\n"),
    # arguments of a command
    "arguments": ("a.json", lambda k, t: _json({"args": ["--vtex-app-key", k, "--vtex-app-token", t]})),
    "arguments-joined": ("a.yaml", lambda k, t: f"args: [{_quoted('--vtex-app-key=' + k)}, {_quoted('--vtex-app-token=' + t)}]\n"),
    # base64 of a Secret
    "secret": ("a.yaml", lambda k, t: f"kind: Secret\ndata:\n  VTEX_APP_KEY: {b64(k)}\n  VTEX_APP_TOKEN: '{b64(t)}' # c\n"),
    "secret-json": ("a.json", lambda k, t: _json({"kind": "Secret", "data": {"VTEX_APP_KEY": b64(k), "VTEX_APP_TOKEN": b64(t)}})),
    "secret-env": ("a.yaml", lambda k, t: f"kind: Secret\ndata:\n  .env: {b64(dotenv(k, t))}\n"),
    "secret-doc": ("a.yaml", lambda k, t: f"kind: Secret\ndata:\n  a.json: {b64(_json({'vtexAppKey': k, 'vtexAppToken': t}))}\n"),
    "string-data": ("a.yaml", lambda k, t: f"kind: Secret\nstringData:\n  VTEX_APP_KEY: {_quoted(k)}\n  VTEX_APP_TOKEN: {_quoted(t)}\n"),
    # gateways and clouds
    "envoy": ("a.yaml", lambda k, t: f"- header: {{key: X-VTEX-API-AppKey, value: {_quoted(k)}}}\n- header: {{key: X-VTEX-API-AppToken, value: {_quoted(t)}}}\n"),
    "api-gateway": ("a.json", lambda k, t: _json({"integration.request.header.X-VTEX-API-AppKey": f"'{k}'", "integration.request.header.X-VTEX-API-AppToken": f"'{t}'"})),
    "eventbridge": ("a.json", lambda k, t: _json([{"ApiKeyName": "X-VTEX-API-AppKey", "ApiKeyValue": k}, {"ApiKeyName": "X-VTEX-API-AppToken", "ApiKeyValue": t}])),
    "prometheus": ("a.yaml", lambda k, t: f"http_headers:\n  X-VTEX-API-AppKey: {{values: [{_quoted(k)}]}}\n  X-VTEX-API-AppToken: {{secrets: [{_quoted(t)}]}}\n"),
    "grafana": ("a.json", lambda k, t: _json({"jsonData": {"httpHeaderName1": "X-VTEX-API-AppKey", "httpHeaderName2": "X-VTEX-API-AppToken"}, "secureJsonData": {"httpHeaderValue1": k, "httpHeaderValue2": t}})),
    "datadog": ("a.json", lambda k, t: _json({"configVariables": [{"name": "VTEX_APP_KEY", "pattern": k}, {"name": "VTEX_APP_TOKEN", "pattern": t}]})),
    "yaml-sub": ("a.yaml", lambda k, t: f"VTEX_APP_KEY: !Sub {_quoted(k)}\nVTEX_APP_TOKEN: !Sub {_quoted(t)}\n"),
    "nginx": ("a.json", lambda k, t: _json({"snippet": f"proxy_set_header X-VTEX-API-AppKey \"{k}\";\nproxy_set_header X-VTEX-API-AppToken \"{t}\";\n"})),
    # base64 in other places
    "values": ("values.yaml", lambda k, t: f"vtex:\n  VTEX_APP_KEY: {b64(k)}\n  VTEX_APP_TOKEN: {b64(t)}\n"),
    "flux-values": ("a.yaml", lambda k, t: f"kind: HelmRelease\nspec:\n  values: {{VTEX_APP_KEY: {b64(k)}, VTEX_APP_TOKEN: {b64(t)}}}\n"),
    "argo-values": ("a.yaml", lambda k, t: f"spec:\n  source:\n    helm:\n      values: |\n        VTEX_APP_KEY: {b64(k)}\n        VTEX_APP_TOKEN: {b64(t)}\n"),
    "json-patch": ("a.json", lambda k, t: _json([{"op": "add", "path": "/data/VTEX_APP_KEY", "value": b64(k)}, {"op": "add", "path": "/data/VTEX_APP_TOKEN", "value": b64(t)}])),
    "pulumi": ("a.yaml", lambda k, t: f"type: kubernetes:core/v1:Secret\nproperties:\n  data:\n    VTEX_APP_KEY: {b64(k)}\n    VTEX_APP_TOKEN: {b64(t)}\n"),
    "consul": ("a.json", lambda k, t: _json([{"key": "vtex/app_key", "flags": 0, "value": b64(k)}, {"key": "vtex/app_token", "flags": 0, "value": b64(t)}])),
    # documents inside strings
    "in-config-map": ("a.yaml", lambda k, t: "kind: ConfigMap\ndata:\n  .env: |\n" + "".join(f"    {line}\n" for line in dotenv(_dotenv_quoted(k), _dotenv_quoted(t)).splitlines())),
    "in-block-json": ("a.yaml", lambda k, t: "data:\n  a.json: |\n    " + _json({"vtexAppKey": k, "vtexAppToken": t}) + "\n"),
    "in-block-yaml": ("a.yaml", lambda k, t: f"data:\n  a.yaml: |\n    vtex:\n      appKey: {_quoted(k)}\n      appToken: {_quoted(t)}\n"),
    "in-json": ("a.json", lambda k, t: _json({"env": _json({"vtexAppKey": k, "vtexAppToken": t})})),
    "in-api-key": ("a.json", lambda k, t: _json({"apiKey": _json({"vtexAppKey": k, "vtexAppToken": t})})),
    "in-app-key": ("a.json", lambda k, t: _json({"vtex": {"apiKey": _json({"appKey": k, "appToken": t})}})),
    "in-json-twice": ("a.json", lambda k, t: _json({"a": _json({"b": _json({"vtexAppKey": k, "vtexAppToken": t})})})),
    "in-json-env": ("a.json", lambda k, t: _json({"file": dotenv(_dotenv_quoted(k), _dotenv_quoted(t))})),
    "in-env": (".env", lambda k, t: f"VTEX='{_json({'vtexAppKey': k, 'vtexAppToken': t})}'\n"),
    "in-toml": ("a.toml", lambda k, t: f"vtex = '''\n{dotenv(_dotenv_quoted(k), _dotenv_quoted(t))}'''\n"),
}

# fmt: on

DAMAGE: dict[str, Callable[[str], str]] = {
    "none": lambda v: v,
    "space after": lambda v: v + " ",
    "spaces before": lambda v: "  " + v,
    "tab": lambda v: "\t" + v,
    "newline": lambda v: v + "\n",
    "space inside": lambda v: v[:-3] + " " + v[-3:],
    "newline inside": lambda v: v[:-3] + "\n" + v[-3:],
    "zero width": lambda v: v[:4] + "\u200b" + v[4:],
    "zero width ends": lambda v: "\ufeff" + v + "\u200b",
    "no-break space": lambda v: "\u00a0" + v,
    "no-break inside": lambda v: v[:-3] + "\u00a0" + v[-3:],
    "control": lambda v: v + "\x01",
    "control inside": lambda v: v[:4] + "\x1b" + v[4:],
    "delete": lambda v: v + "\x7f",
    "next line": lambda v: v + "\x85",
    "double quotes": lambda v: f'"{v}"',
    "single quotes": lambda v: f"'{v}'",
    "smart quotes": lambda v: f"“{v}”",
    "escaped quotes": lambda v: f'\\"{v}\\"',
    "twice escaped": lambda v: f'\\\\\\"{v}\\\\\\"',
    "escaped single": lambda v: f"\\'{v}\\'",
    "escaped end": lambda v: v + '\\"',
    "one quote": lambda v: '"' + v,
    "comma": lambda v: v + ",",
    "quote comma": lambda v: v + '",',
    "angle": lambda v: f"<{v}>",
    "braces": lambda v: f"{{{v}}}",
    "bearer": lambda v: "Bearer " + v,
    "header": lambda v: ("X-VTEX-API-AppToken: " if len(v) > 100 else "X-VTEX-API-AppKey: ") + v,
    "name": lambda v: ("VTEX_APP_TOKEN=" if len(v) > 100 else "VTEX_APP_KEY=") + v,
    "lower": str.lower,
    "upper": str.upper,
    "prefix upper": lambda v: v.replace("vtexappkey", "VtexAppKey"),
    "lookalike": lambda v: v.replace("A", "\u0410", 1),
    "cut": lambda v: v[:-1],
    "lower and space": lambda v: v.lower() + " ",
    "quotes and space": lambda v: f' "{v} " ',
    "escaped quotes lower": lambda v: f'\\"{v.lower()}\\"',
    "zero width and comma": lambda v: v + "\u200b,",
}
