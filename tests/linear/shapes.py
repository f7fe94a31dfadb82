"""Texts of any size in which a length, a depth or a number is what an attacker chooses: one generator for each kind.

`SHAPES` has every parser with many correct pairs and with many faults, and the shapes whose square once did not end.
"""

import json
from collections.abc import Callable
from functools import cache

from tests import fake
from tests.fake import KEY, TOKEN
from vtexlint._startup.typed import NamedTuple


class Shape(NamedTuple):
    """`make(n)` is a text of the file `path`, whose length grows as n does; `start` is a small n."""

    name: str
    path: str
    make: Callable[[int], str]
    start: int = 16


@cache
def token(number: int) -> str:
    return fake.token(f"linear {number}")


def key(number: int) -> str:
    """An appKey of one of many accounts."""
    return fake.key(f"store{number}")


def _pairs(line_key: str, line_token: str, fault: str = "") -> Callable[[int], str]:
    def make(count: int) -> str:
        lines = []
        for n in range(count):
            lines.append(line_key.format(n=n, key=key(n) + fault))
            lines.append(line_token.format(n=n, token=token(n) + fault))
        return "".join(lines)

    return make


def _wrapped(head: str, inner: Callable[[int], str], tail: str) -> Callable[[int], str]:
    return lambda count: head + inner(count) + tail


_ENV = ("VTEX_{n}_APP_KEY={key}\n", "VTEX_{n}_APP_TOKEN={token}\n")
_QUOTED_ENV = ('VTEX_{n}_APP_KEY="{key}"\n', 'VTEX_{n}_APP_TOKEN="{token}"\n')
_YAML = ("- vtexAppKey: '{key}'\n", "  vtexAppToken: '{token}'\n")
_TOML = ("[[store]]\nvtexAppKey = '{key}'\n", "vtexAppToken = '{token}'\n")
_JSON = ('{{"vtexAppKey": "{key}",\n', '"vtexAppToken": "{token}"}},\n')
_TFVARS = ('vtex_{n}_app_key = "{key}"\n', 'vtex_{n}_app_token = "{token}"\n')
_DOCKER = ('ENV VTEX_{n}_APP_KEY="{key}"\n', 'ENV VTEX_{n}_APP_TOKEN="{token}"\n')
_HTTP = ("GET https://a.example/\nX-VTEX-API-AppKey: {key}\n", "X-VTEX-API-AppToken: {token}\n\n###\n")
_TEXT = ("vtexAppKey: '{key}'\n", "vtexAppToken: '{token}'\n")

# each parser, with pairs as they should be and with a space that every value has too much
_READERS: dict[str, tuple[str, tuple[str, str], str, str]] = {
    "dotenv": (".env", _QUOTED_ENV, "", ""),
    "properties": ("a.properties", ("vtex.{n}.appKey={key}\n", "vtex.{n}.appToken={token}\n"), "", ""),
    "ini": ("a.ini", ('[store{n}]\nvtexAppKey = "{key}"\n', 'vtexAppToken = "{token}"\n'), "", ""),
    "yaml": ("a.yaml", _YAML, "", ""),
    "toml": ("a.toml", _TOML, "", ""),
    "json": ("a.json", _JSON, "[", "0]"),
    "json5": ("a.json5", ("{{vtexAppKey: '{key}',\n", "vtexAppToken: '{token}'}}, // a\n"), "[", "0]"),
    "jsonl": ("a.jsonl", ('{{"vtexAppKey": "{key}",', '"vtexAppToken": "{token}"}}\n'), "", ""),
    "tfvars": ("a.tfvars", _TFVARS, "", ""),
    "dockerfile": ("Dockerfile", _DOCKER, "FROM a\n", ""),
    "http": ("a.http", _HTTP, "", ""),
    "text": ("a.txt", _TEXT, "{% if vtex %}\n", ""),
    "envrc": (".envrc", ("export VTEX_{n}_APP_KEY='{key}'\n", "export VTEX_{n}_APP_TOKEN='{token}'\n"), "", ""),
}


def _readers() -> list[Shape]:
    found = []
    for name, (path, lines, head, tail) in _READERS.items():
        found.append(Shape(f"{name}-pairs", path, _wrapped(head, _pairs(*lines), tail)))
        found.append(Shape(f"{name}-faults", path, _wrapped(head, _pairs(*lines, " "), tail)))
        found.append(Shape(f"{name}-keys-alone", path, _wrapped(head, lambda n, lines=lines: _keys_alone(lines, n), tail)))  # type: ignore[misc]
    return found


def _keys_alone(lines: tuple[str, str], count: int) -> str:
    first = lines[0].format(n=0, key=KEY)
    closed = first.rstrip(",\n") + ("},\n" if first.lstrip().startswith("{") else "\n")
    return closed * count if not first.startswith("FROM") else first * count


def b64(text: str) -> str:
    return fake.b64(text)


def _packed_dotenv(count: int) -> str:
    inside = "".join(f"VTEX_{n}_APP_KEY={key(n)} \nVTEX_{n}_APP_TOKEN={token(n)} \n" for n in range(count))
    return f"kind: Secret\ndata:\n  .env: {b64(inside)}\n"


def _packed_faults(count: int) -> str:
    return "kind: Secret\ndata:\n" + "".join(
        f"  VTEX_{n}_APP_KEY: {b64(key(n) + ' ')}\n  VTEX_{n}_APP_TOKEN: {b64(token(n) + ' ')}\n" for n in range(count)
    )


def _one_refused(count: int) -> str:
    """Fixes that can be made, and one that would change another value: the fallback parser reads the block otherwise then."""
    good = "".join(f"VTEX_{n}_APP_KEY='{key(n)} '\nVTEX_{n}_APP_TOKEN='{token(n)} '\n" for n in range(count))
    return f"{good}export VTEX_APP_TOKEN= {TOKEN}`\n"


READERS: list[Shape] = _readers()

SHAPES: list[Shape] = [
    # base64
    Shape("base64-dotenv", "a.yaml", _packed_dotenv),
    Shape("base64-values", "a.yaml", _packed_faults),
    Shape("base64-long", "a.yaml", lambda n: f"kind: Secret\ndata:\n  vtex_app_token: {b64('A' * 300 * n)}\n"),
    # fixes and diffs
    Shape("empty-lines-and-a-comment", ".env", lambda n: "\n" * 16 * n + f"# vtexlint: ignore[key-casing]\nVTEX_APP_KEY={KEY}\n" + "\n" * 16 * n),
    Shape("comments-to-remove", ".env", lambda n: "# vtexlint: ignore[key-casing]\nA=b\n\n" * n),
    Shape("trailing-comments-to-remove", ".env", lambda n: "A=b # vtexlint: ignore[key-casing]\n" * n),
    Shape("comments-on-one-line", "a.json5", lambda n: "[" + "1, /* vtexlint: ignore[key-casing] */ " * n + "]"),
    # ignore comments
    Shape("ignore-file-comments", ".env", lambda n: "# vtexlint: ignore-file[unlinked-key, missing-token, missing-key]\n" * n + _pairs(*_ENV)(n)),
    Shape("ignore-file-names", ".env", lambda n: f"# vtexlint: ignore-file[{'missing-key, ' * n}]\n{_pairs(*_ENV)(n)}"),
    Shape("ignore-names", ".env", lambda n: f"VTEX_APP_KEY=x # vtexlint: ignore[{'missing-token, ' * n}]\n"),
    Shape("ignore-unknown-names", ".env", lambda n: "VTEX_APP_KEY=x # vtexlint: ignore[" + ", ".join(f"mising-{k}" for k in range(n)) + "]\n"),
    Shape("quoted-ignore-comments", ".env", lambda n: "VTEX_APP_KEY=x\n# " + '"vtexlint: ignore" ' * n + "\n"),
    Shape("ignore-brackets", ".env", lambda n: "# vtexlint: ignore" * 20 * n + "\nVTEX_APP_KEY=x\n"),
    Shape("ignore-above-comments", ".env", lambda n: "# vtexlint: ignore[missing-token]\n" * n + f"VTEX_APP_KEY={KEY}\n"),
    Shape("ignore-each-line", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEY={key(k)} # vtexlint: ignore[missing-token]\n" for k in range(n))),
    # fields that are known by their neighbours
    Shape("pairs-by-value", ".env", _pairs("VTEX_USER_{n}={key}\n", "VTEX_PASS_{n}={token}\n")),
    Shape("pairs-by-value-without-a-store", "a.ini", lambda n: "[vtex]\n" + _pairs("u{n}={key}\n", "p{n}={token}\n")(n)),
    # names of a partner that is missing, compared with those that may be it
    Shape("names-repeated", ".env", lambda n: f"appToken=]{KEY}\n" * n),
    Shape("valid-keys-repeated", ".env", lambda n: f"appKey={KEY}\n" * n),
    Shape("keys-without-tokens", "a.yaml", lambda n: "".join(f"appKey: {key(k)}\n" for k in range(n))),
    Shape("names-repeated-broken", "a.json", lambda n: f']"appToken":"]{KEY}' * n),
    Shape("names-repeated-toml", "a.toml", lambda n: f'${{"appKey":"VTEX_APP_KEY={KEY}\n"Basic ' * n),
    Shape("misspelled-names", ".env", lambda n: "".join(f"VTEX_S{k}_APP_KEY={key(k)}\nVTEX_S{k}_APP_TOKKEN={token(k)}\n" for k in range(n))),
    Shape("misspelled-name-repeated", ".env", lambda n: f"VTEX_APP_KEY={KEY}\n" * n + f"VTEX_APP_TOKKEN={TOKEN}\n" * n),
    Shape("misspelled-of-others", ".env", _pairs("VTEX_S{n}_APP_KEY={key}\n", "VTEX_T{n}_APP_TOKKEN={token}\n")),
    Shape("facts", ".env", lambda n: f"VTEX_APP_KEY={KEY}\n" + "".join(f"VTEX_APP_TOKEN_{k}_DIAS=90\n" for k in range(8 * n))),
    Shape("a-mapping-again-and-again", "a.json", lambda n: "{" + f'"vtex": {{"appKey": "{KEY}"}}, ' * n + '"a": 1}'),
    Shape("a-table-by-app-key", "a.json", lambda n: "{" + "".join(f'"{key(k)}": {{"appToken": "{token(k)}"}}, ' for k in range(n)) + '"a": 1}'),
    # YAML's anchors, aliases, merges
    Shape("alias-of-a-mapping", "a.yaml", lambda n: f"a: &a {{vtexAppKey: {KEY}}}\nb:\n" + "- *a\n" * n),
    Shape("alias-of-a-scalar", "a.yaml", lambda n: f"vtexAppKey: &a {KEY}\nb:\n" + "- vtexAppKey: *a\n" * n),
    Shape("merges", "a.yaml", lambda n: f"a: &a {{vtexAppKey: {KEY}}}\nb:\n" + "- {<<: *a}\n" * n),
    Shape("merge-lists", "a.yaml", lambda n: f"a: &a {{vtexAppKey: {KEY}}}\nb: {{<<: [" + "*a, " * n + "]}\n"),
    Shape("merges-of-a-large-mapping", "a.yaml", lambda n: "a: &a\n" + "".join(f"  n{k}: 1\n" for k in range(n)) + f"  vtexAppKey: {KEY}\nb:\n" + "- {<<: *a}\n" * n),
    Shape("merge-chain", "a.yaml", lambda n: f"a0: &a0 {{vtexAppKey: {KEY}}}\n" + "".join(f"a{k}: &a{k} {{<<: *a{k - 1}, n{k}: 1}}\n" for k in range(1, n)), 256),  # from here on the limit of merged entries holds
    Shape("alias-chain", "a.yaml", lambda n: f"a0: &a0 [vtex, {KEY}]\n" + "".join(f"a{k}: &a{k} [*a{k - 1}]\n" for k in range(1, n))),
    Shape("alias-doubling", "a.yaml", lambda n: f"vtexAppKey: {KEY}\na0: &a0 [vtex]\n" + "".join(f"a{k}: &a{k} [*a{k - 1}, *a{k - 1}]\n" for k in range(1, n))),
    Shape("anchors", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "".join(f"a{k}: &a{k} {{b: {k}}}\n" for k in range(n))),
    Shape("anchors-and-aliases", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "".join(f"a{k}: &a{k} {{b: {k}}}\n" for k in range(n)) + "".join(f"c{k}: *a{k}\n" for k in range(n))),
    Shape("nested-anchors", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "a: " + "".join(f"&a{k} [" for k in range(min(n, 90))) + "]" * min(n, 90) + "\nb:\n" + "- *a0\n" * n),
    Shape("anchored-tokens", "a.yaml", lambda n: "".join(f"a{k}: &a{k} {{vtexAppKey: {key(k)} , vtexAppToken: '{token(k)} '}}\nb{k}: *a{k}\n" for k in range(n))),
    Shape("alias-in-flow", "a.yaml", lambda n: f"a: &a {{vtexAppKey: {KEY}}}\nb: [" + "*a, " * n + "]\n"),
    # depth
    Shape("deep-json", "a.json", lambda n: '{"vtex":' * n + f'"{KEY}"' + "}" * n),
    Shape("deep-json-arrays", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}", "a": ' + "[" * 8 * n + "]" * 8 * n + "}"),
    Shape("deep-yaml", "a.yaml", lambda n: "vtex:\n" + "".join(" " * min(k, 200) + "a:\n" for k in range(1, n))),
    Shape("deep-yaml-flow", "a.yaml", lambda n: f"vtexAppKey: {KEY}\na: " + "[" * 8 * n),
    Shape("deep-toml", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\n" + ".".join(["vtex"] * n) + " = 1\n"),
    Shape("deep-toml-arrays", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\na = " + "[" * n + "]" * n + "\n"),
    Shape("deep-toml-tables", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\n" + "".join(f"[{'.'.join(['a'] * 30)}.b{k}]\nc = 1\n" for k in range(n))),
    Shape("deep-tfvars", "a.tfvars", lambda n: f'vtex_app_key = "{KEY}"\na = ' + "[" * 8 * n + "]" * 8 * n + "\n"),
    Shape("deep-text", "a.txt", lambda n: f"{{% vtex %}}\nvtexAppKey: {KEY}\n" + "{" * 8 * n),
    Shape("deep-names", "a.json", lambda n: '{"a":' * 400 + "{" + ",".join(f'"vtexAppKey{k}": "{KEY}"' for k in range(n)) + "}" + "}" * 400),
    Shape("nested-strings", "a.json", lambda n: '{"vtexAppKey": "' + KEY + '", "a": "' + '{\\"vtexAppKey\\": 1, ' * n + '"}'),
    # long lines
    Shape("one-line-json", "a.json", lambda n: "[" + ",".join(f'{{"name":"VTEX_APP_KEY","value":"{KEY} "}}' for _ in range(n)) + "]"),
    Shape("one-line-text", "a.txt", lambda n: "vtex {% " + f"vtexAppKey={KEY}; " * n),
    Shape("one-line-tokens", "a.txt", lambda n: " ".join(token(k) for k in range(n))),
    Shape("one-line-docker", "Dockerfile", lambda n: "FROM a\nENV " + " ".join(f'VTEX_{k}_APP_KEY="{KEY} "' for k in range(n))),
    Shape("long-value", ".env", lambda n: "VTEX_APP_TOKEN=" + "A " * 64 * n),
    Shape("long-key", ".env", lambda n: "VTEX_APP_KEY=" + "a-" * 64 * n),
    Shape("long-name", "a.json", lambda n: '{"' + "v" * 64 * n + f'vtexAppKey": "{KEY}"}}'),
    Shape("long-name-words", "a.json", lambda n: '{"' + "vtex_App-" * 16 * n + f'vtexAppKey": "{KEY}"}}'),
    Shape("long-lower", ".env", lambda n: "VTEX_APP_TOKEN=" + token(0).lower() * n + "\n"),
    Shape("long-capitals", "a.txt", lambda n: "vtex " + token(0) * n + "\n"),
    Shape("invisible", ".env", lambda n: "VTEX_APP_KEY=" + "\u200b" * 64 * n + KEY + "\n"),
    Shape("invisible-inside", ".env", lambda n: "VTEX_APP_TOKEN=" + ("\u200b" * n).join(TOKEN) + "\n"),
    Shape("delimiters", ".env", lambda n: "VTEX_APP_TOKEN=" + "<[({" * 16 * n + TOKEN + "\n"),
    Shape("references", "a.json", lambda n: '{"vtexAppToken":"' + "${" * 64 * n + '"}'),
    Shape("reference-defaults", "a.json", lambda n: '{"vtexAppToken":"' + "${A:-" * 16 * n + TOKEN + '"}'),
    Shape("templates", "a.json", lambda n: '{"vtexAppToken":"' + "{{" * 64 * n + '"}'),
    Shape("mail-addresses", "a.json", lambda n: '{"vtexAppKey": "' + "x@" * 64 * n + '"}'),
    Shape("same-token-words", ".env", lambda n: "VTEX_APP_TOKEN=" + f"{TOKEN} " * n + "\n"),
    # quotes, brackets, signs, comments
    Shape("quotes", ".env", lambda n: "VTEX_APP_KEY=" + '"' * 64 * n),
    Shape("quoted-lines", ".env", lambda n: 'VTEX_APP_KEY="\n' * n),
    Shape("single-quoted-lines", ".env", lambda n: "VTEX_APP_KEY='\nA=\"\nB=`\n" * n),
    Shape("unclosed-json", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}", "x": "' + "abc\n" * 16 * n),
    Shape("unclosed-strings-json", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}",\n' + '"x": "abc\n' * n),
    Shape("unclosed-yaml", "a.yaml", lambda n: "{{- if vtex }}\n" + 'a: "A\n  A\n' * n),
    Shape("unclosed-single-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "a: 'A\n" * n),
    Shape("unclosed-toml", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\n" + 'a = """A\n' * n + "b = '''\n" * (n + 1)),
    Shape("unclosed-toml-text", "a.toml", lambda n: "{% if vtex %}\n" + 'a = """A\n' * (2 * n + 1) + "b = '''\n" * (2 * n + 1)),
    Shape("unclosed-tfvars", "a.tfvars", lambda n: f'vtex_app_key = "{KEY}"\n' + "a = <<EOF\n" * n),
    Shape("unclosed-tfvars-quotes", "a.tfvars", lambda n: f'vtex_app_key = "{KEY}"\na = "' + "${" * 16 * n),
    Shape("unclosed-docker", "Dockerfile", lambda n: "FROM a\n" + f"ENV VTEX_APP_KEY={KEY} \\\n" * n),
    Shape("docker-heredocs", "Dockerfile", lambda n: "FROM a\n" + "".join(f"RUN <<E{k}\nvtex\n" for k in range(n)) + f"ENV VTEX_APP_KEY={KEY}\n"),
    Shape("docker-heredocs-line", "Dockerfile", lambda n: "FROM a\nRUN " + "".join(f"<<E{k} " for k in range(n)) + f"\nvtex\nENV VTEX_APP_KEY={KEY}\n" * 4),
    Shape("unclosed-properties", "a.properties", lambda n: "vtex.appKey=a\\\n" * n),
    Shape("backslashes", "a.properties", lambda n: "vtex.appKey=" + "\\" * 64 * n),
    Shape("backslashes-env", ".env", lambda n: 'VTEX_APP_KEY="' + "\\" * 64 * n),
    Shape("backslashes-json", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}", "a": "' + "\\" * 64 * n),
    Shape("backslashes-toml", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\na = \"\"\"" + "\\\n" * 32 * n),
    Shape("escapes-json", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}", "a": "' + "\\u0041" * 16 * n + '"}'),
    Shape("brackets-json", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}", "a": [' + "[], {}, " * 8 * n + "0]}"),
    Shape("closing-brackets", "a.json", lambda n: f'{{"vtexAppKey": "{KEY}"' + "}" * 64 * n),
    Shape("brackets-text", "a.txt", lambda n: "{% vtex %}\n" + "{[(" * 32 * n + ")]}" * 32 * n + f"\nvtexAppKey: {KEY}\n"),
    Shape("braces-text", "a.txt", lambda n: "vtex {{ " * 16 * n),
    Shape("equals", ".env", lambda n: f"VTEX_APP_KEY={KEY}\n" + "=" * 64 * n),
    Shape("equals-lines", ".env", lambda n: f"VTEX_APP_KEY={KEY}\n" + "=\n" * 16 * n),
    Shape("equals-text", "a.txt", lambda n: "vtex {%" + "a=b=c=" * 16 * n),
    Shape("colons-text", "a.txt", lambda n: "{% vtex %} vtexAppKey: " + ":" * 64 * n + "a: " * 16 * n),
    Shape("colons-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\na: " + "b:" * 32 * n),
    Shape("spaces", ".env", lambda n: "VTEX_APP_KEY" + " " * 64 * n + "=" + " " * 64 * n + KEY + " " * 64 * n),
    Shape("spaces-ini", "a.ini", lambda n: "vtexAppKey" + " " * 64 * n + "x\n" + "vtexAppKey = " + KEY + " " * 64 * n),
    Shape("spaces-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\na: b" + " " * 64 * n + "c\n"),
    Shape("spaces-toml", "a.toml", lambda n: f"vtexAppKey = '{KEY}'\na = 1" + " " * 64 * n + "\n"),
    Shape("spaces-text", "a.txt", lambda n: "{% vtex %}" + " " * 64 * n + "a" + " " * 64 * n + "=" + " " * 64 * n + "b\n"),
    Shape("dashes-yaml", "a.yaml", lambda n: "# vtex\n" + "- " * 16 * n),
    Shape("stored-values", "a.yaml", lambda n: "".join(f"- run: gh secret set VTEX_{k}_APP_TOKEN --body {token(k)}\n" for k in range(n))),
    Shape("stored-names", "a.yaml", lambda n: f"- {KEY} " + "set:set: set vtex_app_key --name x $vtex_app_token ;" * n + "\n"),
    Shape("stored-in-blocks", "a.yaml", lambda n: f"- |\n  {KEY} set {'x' * 4000}\n  {';--name' * 2000}\n" * n),
    Shape("broken-arguments", "a.json", lambda n: '{"args": [' + "".join(f'"--vtex-{k}-app-key", "{key(k)}", "--vtex-{k}-app-token=\'{token(k)}\'", ' for k in range(n)) + '"x"], "b": nope}'),
    Shape("argument-items", "a.yaml", lambda n: "args:\n" + "".join(f"- --vtex-{k}-app-key='{key(k)}'\n- --vtex-{k}-app-token {token(k)}\n" for k in range(n))),
    Shape("lines-without-loader", ".env", lambda n: "".join(f"set VTEX_{k}_APP_KEY={key(k)}\n- VTEX_{k}_APP_TOKEN={token(k)}\nVTEX APP {k} KEY {key(k)}\n" for k in range(n))),
    Shape("joined-pairs", ".env", lambda n: "".join(f"VTEX_{k}={key(k)}:{token(k)}\n" for k in range(n))),
    Shape("joined-in-part", ".env", lambda n: f"A={KEY}:{'A' * 200}\nB=vtexappkey-{'a-' * 40}:{'A' * 290}@\n" * n),
    Shape("plural-lists", "a.json", lambda n: json.dumps({"appKeys": [key(k) for k in range(n)], "appTokens": [token(k) for k in range(n)]})),
    Shape("plural-texts", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEYS={KEY}, {KEY}\nVTEX_{k}_APP_TOKENS={TOKEN}, {TOKEN}\n" for k in range(n))),
    Shape("plural-separators", ".env", lambda n: f"VTEX_APP_KEYS={KEY}" + ", " * 16 * n + f"\nVTEX_APP_TOKENS={TOKEN}" + " ;" * 16 * n + "\n"),
    Shape("question-marks-yaml", "a.yaml", lambda n: "? vtex_app_key\n" * n),
    Shape("documents-yaml", "a.yaml", lambda n: f"---\nvtexAppKey: {KEY}\n" * n),
    Shape("hashes-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "a: b#c#d #e\n" * n),
    Shape("hashes-one-line", "a.yaml", lambda n: f"vtexAppKey: {KEY}\na: b" + "#" * 64 * n + "\n"),
    Shape("hashes-in-quotes", "a.yaml", lambda n: f'vtexAppKey: {KEY}\na: "' + " #" * 64 * n + '"\n'),
    Shape("comments", ".env", lambda n: f"# VTEX_APP_KEY={KEY}\n" * n),
    Shape("comments-with-tokens", ".env", lambda n: "".join(f"# VTEX_APP_TOKEN={token(k)}\n" for k in range(n))),
    Shape("comment-json", "a.json5", lambda n: f'{{vtexAppKey: "{KEY}"}} /*' + "*/ /*" * 16 * n),
    Shape("comment-stars", "a.json5", lambda n: f'{{vtexAppKey: "{KEY}"}} /*' + "*" * 64 * n),
    Shape("comment-slashes", "a.json5", lambda n: f'{{vtexAppKey: "{KEY}"}} ' + "//" * 64 * n),
    Shape("name-fields-yaml", "a.yaml", lambda n: f"- vtexAppKey: {KEY}\n- b: 1\n- a: 1\n" + "  name: |\n    x\n" * 64 * n),
    Shape("blocks-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\n" + "".join(f"a{k}: |\n  A\n" for k in range(n))),
    Shape("block-headers-yaml", "a.yaml", lambda n: "".join(f"a{k}:\n  vtexAppKey: |\n\n\n    {key(k)}\n  vtexAppToken: |\n    {token(k)}\n" for k in range(n))),
    Shape("block-empty-lines", "a.yaml", lambda n: "vtexAppKey: |" + "\n" * 64 * n + f"    {KEY}\nvtexAppToken: >" + "\n" * 64 * n + f"   {TOKEN}\n"),
    Shape("block-long", "a.yaml", lambda n: f"vtexAppKey: {KEY}\nvtexAppToken: |\n" + "   a\n" * 16 * n),
    Shape("block-of-env", "a.yaml", lambda n: "data:\n  .env: |\n" + "".join(f"    VTEX_{k}_APP_KEY='{key(k)} '\n    VTEX_{k}_APP_TOKEN='{token(k)} '\n" for k in range(n))),
    Shape("string-of-json", "a.yaml", lambda n: "a: '{" + ", ".join(f'"vtex{k}AppKey": "{key(k)} "' for k in range(n)) + "}'\n"),
    Shape("carriage-returns", "a.yaml", lambda n: "{{- if vtex }}\r" + "a: |\r  A\r# a\r" * n),
    Shape("mixed-breaks", ".env", lambda n: f"VTEX_APP_KEY={KEY} \r" * n + f"VTEX_APP_KEY={KEY} \r\n" * n),
    Shape("indented-text", "a.yaml", lambda n: "{{- if vtex }}\n" + "a:\n" * n + " A\n" * 4 * n),
    Shape("objects-with-name-and-value", "a.json", lambda n: "[" + ",".join(f'{{"name": "vtex{k}AppToken", "value": "{token(k)} "}}' for k in range(n)) + "]"),
    Shape("list-of-assignments", "a.yaml", lambda n: "environment:\n" + "".join(f"- VTEX_{k}_APP_KEY={key(k)} \n- VTEX_{k}_APP_TOKEN = {token(k)}\n" for k in range(n))),
    Shape("swapped", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEY={token(k)}\nVTEX_{k}_APP_TOKEN={key(k)}\n" for k in range(n))),
    Shape("accounts", "a.json", lambda n: "[" + ",".join(f'{{"account": "other{k}", "vtexAppKey": "{key(k)}", "vtexAppToken": "{token(k)}"}}' for k in range(n)) + "]"),
    Shape("accounts-one-scope", "a.json", lambda n: "{" + ",".join(f'"account{k}": "other{k}", "vtex{k}AppKey": "{key(k)}", "vtex{k}AppToken": "{token(k)}"' for k in range(n)) + "}"),
    Shape("conflicting", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEY={KEY}\nVTEX_{k}_APP_TOKEN={token(k)}\n" for k in range(n))),
    Shape("one-token-many-times", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEY={key(k)}\nVTEX_{k}_APP_TOKEN={TOKEN}\n" for k in range(n))),
    Shape("weak-names", "a.json", lambda n: '{"vtex": {' + ",".join(f'"key{k}": "{key(k)}", "token{k}": "{token(k)}"' for k in range(n)) + "}}"),
    Shape("weak-names-nested", "a.json", lambda n: '{"vtex": [' + ",".join(f'{{"key": "{key(k)}", "a": [{{"token": "{token(k)}"}}]}}' for k in range(n)) + "]}"),
    Shape("manifests", "a.yaml", lambda n: "".join(f"---\nkind: Secret\ndata:\n  VTEX_APP_KEY: {b64(key(k))}\n  VTEX_APP_TOKEN: {b64(token(k))}\n" for k in range(n))),
    Shape("names-casing", ".env", lambda n: "".join(f"vtex_{k}_App_key={key(k)}\nVTEX_{k}_app_Token={token(k)}\n" for k in range(n))),
    Shape("duplicate-names", ".env", lambda n: f"VTEX_APP_KEY={KEY}\n" * n),
    Shape("duplicate-names-json", "a.json", lambda n: "{" + f'"vtexAppKey": "{KEY}",' * n + '"a": 1}'),
    Shape("lookalikes", ".env", lambda n: "".join(f"VTEX_{k}_APP_TOKEN={token(k)[:-1]}\u0410\n" for k in range(n))),
    Shape("loader-dependent", ".env", lambda n: "".join(f"VTEX_{k}_APP_KEY={key(k)}#a\nVTEX_{k}_APP_TOKEN={token(k)}$A\n" for k in range(n))),
    Shape("interpolation", ".env", lambda n: "VTEX_APP_KEY=a\n" + "VTEX_APP_KEY=${VTEX_APP_KEY}${VTEX_APP_KEY}\n" * n),
    Shape("empty-containers-json", "a.json", lambda n: f'[{{"vtexAppKey": "{KEY}"}},' + "{}," * 16 * n + "0]"),
    Shape("short-items-yaml", "a.yaml", lambda n: f"vtexAppKey: {KEY}\nb:\n" + "- a\n" * 8 * n),
    Shape("postman", "a.json", lambda n: '{"values": [' + ",".join(f'{{"key": "X-VTEX-API-AppKey", "value": "{key(k)}", "enabled": false}}' for k in range(n)) + "]}"),
    Shape("openapi", "a.json", lambda n: '{"openapi": "3.0.0", "paths": {' + ",".join(f'"/a{k}": {{"parameters": [{{"name": "X-VTEX-API-AppKey", "example": "{KEY}"}}]}}' for k in range(n)) + "}}"),
    Shape("notebook-like", "a.json", lambda n: '{"a": [' + ",".join(f'"vtexAppKey = \\"{KEY}\\"\\n"' for _ in range(n)) + "]}"),
    Shape("one-refused", ".env", _one_refused),
]  # fmt: skip
