"""A large text that is read around its mentions gives what the whole text gives."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.credentials.test_infrastructure import FORMS as INFRASTRUCTURE
from tests.paths import ROOT, SHARED
from tests.run import filled
from vtexlint.linter import parse_file as parsing
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_parsed
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.parsers import json_near, json_outline
from vtexlint.parsers.formats import FORMATS, FileFormat, format_of, guess_format
from vtexlint.parsers.model import Format
from vtexlint.parsers.yaml import far
from vtexlint.text.source import Source, UndecodableError

KEY = "vtexappkey-fakestore-ABCDEF"
TOKEN = "QWERTYUIOPASDFGHJKLZXCVBNM" * 4 + "QAZWSXEDCRFVTGBYHNUJMIKO"
NEAR = [row for row in FORMATS if row.near_module]
CONTEXT = FileContext()

Draw = Callable[[st.SearchStrategy[Any]], Any]

NAMES = (
    "VTEX_APP_KEY VTEX_APP_TOKEN vtexAppKey vtexAppToken app_key app_token appKey appToken apiKey apiToken API_KEY key token KEY TOKEN "
    "name value header default enabled disabled account accountName VTEX_ACCOUNT VTEX_ACCOUNT_BR VTEX_APP_KEY_BR VTEX_APP_TOKEN_BR "
    "vtex vtexConfig settings env data kind stringData isActive openapi slack slack_app_token DB_HOST a b x-vtex-api-appKey "
    "X-VTEX-API-AppToken FS_DISCOVERY_APP_KEY KEY_VTEX VTEX_PROD_KEY provider_app_key url host APP_TOKEN APPKEY messages "
    "scheme port encoding base64 k v nome valor property apiSecret ParameterKey ParameterValue keyProd tokenProd usuario senha chave "
    "VTEX_USER VTEX_PASSWORD appKeys appTokens br ar VTEX_APP_TOKEN_DIAS vtexappkey-fakestore-ABCDEF apptoken"
).split()
VALUES = (
    KEY, TOKEN, KEY[:-1], TOKEN[:-2], TOKEN.lower(), f" {TOKEN} ", f"{TOKEN[:64]} {TOKEN[64:]}", "vtexappkey-other-QWERTY", "", "fakestore", "otherstore",
    "https://otherstore.myvtex.com/api", "https://fakestore.vtexcommercestable.com.br", "${VTEX_APP_TOKEN}", "{{ token }}", "changeme", "<your token>",
    "VTEX_APP_TOKEN", "VTEX_APP_KEY", f"VTEX_APP_KEY={KEY}", f"VTEX_APP_TOKEN={TOKEN}", json.dumps({"appKey": KEY, "appToken": TOKEN}),
    f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", f"[vtex]\nkey = '{KEY}'\n", "Secret", "3.0.0", "false", "plain text", "é ü ñ 日本", 'a "quoted" word',
    "http://fakestore.vtexcommercestable.com.br", "fakestore.myvtex.com.br", "https://{account}.myvtex.com", "http", "80", "base64",
    "--vtex-app-key", "--vtex-app-token", "-u", "-H", "back\\slash", "C:\\", "it's", "x" * 50, "# no comment", "[a]", "{", "key", "two\nlines", "a = b\nVTEX_APP_KEY=x", "90", "2026-12-01",
    f"App Token: {TOKEN}", "30f78a14-59ff-4b4a-a5a6-0123456789ab", f'[\n {{"appKey": "{KEY}", "appToken": "{TOKEN}"}}\n]', f"curl -s -H 'X-VTEX-API-AppKey: {KEY}'",
)  # fmt: skip

names = st.sampled_from(NAMES)
values = st.sampled_from(VALUES)
flat = st.lists(st.tuples(names, values), max_size=14)
trees = st.dictionaries(
    names,
    st.recursive(
        values,
        lambda inner: st.one_of(
            st.dictionaries(names, inner, max_size=4),
            st.lists(inner, max_size=3),
            st.lists(st.fixed_dictionaries({"name": values, "value": inner}), max_size=4),
            st.fixed_dictionaries({"kind": st.just("Secret"), "data": st.dictionaries(names, values, max_size=3)}),
        ),
        max_leaves=12,
    ),
    max_size=6,
)


def _dotenv(draw: Draw) -> str:
    lines = []
    for name, value in draw(flat):
        quote = draw(st.sampled_from(['"', "'", "`", ""]))
        sign = draw(st.sampled_from(["=", " = ", ": ", "=  "]))
        lead = draw(st.sampled_from(["", "export ", "# ", "  "]))
        end = draw(st.sampled_from(["", " # note", "  ", "\\", quote, f" {name}={value}"]))
        lines.append(f"{lead}{name}{sign}{quote}{value}{quote}{end}")
    return str(draw(st.sampled_from(["\n", "\r\n"])).join(lines) + draw(st.sampled_from(["", "\n"])))


def _properties(draw: Draw) -> str:
    lines = []
    for name, value in draw(flat):
        sign = draw(st.sampled_from(["=", " = ", ": ", " "]))
        lead = draw(st.sampled_from(["", "#", "!", "  ", "vt\\\n  ex.", "\\k"]))
        end = draw(st.sampled_from(["", "\\", "\\\n  more", "\\u00e9", "\\u12"]))
        lines.append(f"{lead}{name}{sign}{value}{end}")
    return "\n".join(lines)


def _ini(draw: Draw) -> str:
    lines = []
    for name, value in draw(flat):
        section = draw(st.sampled_from([None, None, f"[{name}]", "[a]", "[b] ; c", "; note", "  [c]"]))
        if section:
            lines.append(section)
        sign = draw(st.sampled_from(["=", " = ", ": "]))
        end = draw(st.sampled_from(["", "\n  more", f"\n  {name} = {value}", "\n\n  # c\n  rest", " ; note"]))
        lines.append(f"{draw(st.sampled_from(['', '', '  ']))}{name}{sign}{value}{end}")
    return "\n".join(lines)


def _json(draw: Draw) -> str:
    text = json.dumps(draw(trees), indent=draw(st.sampled_from([None, 1, 2])), ensure_ascii=draw(st.booleans()))
    return str(draw(st.sampled_from([text, text, f"[{text}, {text}]", f"// c\n{text}", f"{text}\n{text}\n", f"{text} 1"])))


def _toml(draw: Draw) -> str:
    tree = draw(trees)
    lines: list[str] = []
    top = [(name, value) for name, value in tree.items() if draw(st.booleans()) or not isinstance(value, (dict, list))]
    lines += [f"{name} = {_toml_value(draw, value)}{draw(st.sampled_from(['', ' # vtex', ' # = [']))}" for name, value in top]
    taken = dict(top)
    for name, value in tree.items():
        if name in taken:
            continue
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            for item in value:
                lines += [f"[[{name}]]", *(f"{inner} = {_toml_value(draw, one)}" for inner, one in item.items())]
        elif isinstance(value, dict):
            lines += [f"[{name}]", *(f"{inner} = {_toml_value(draw, one)}" for inner, one in value.items())]
            lines += [
                f'[{name}.sub."x y"]',
                f"app_token = {_toml_value(draw, draw(values))}",
                f"o.token = {_toml_value(draw, draw(values))}",
            ]
    return "\n".join(lines) + "\n"


def _toml_value(draw: Draw, value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml_value(draw, one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        gap = draw(st.sampled_from([" ", "\n  ", "  # token = [\n"]))
        return f"[{gap}" + f",{gap}".join(_toml_value(draw, one) for one in value) + f"{gap}]"
    assert isinstance(value, str)
    style = draw(st.sampled_from(["double", "multi", "literal"]))
    if style == "multi":
        return '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""'
    if style == "literal" and "'" not in value:
        return f"'''{value}'''"
    return json.dumps(value, ensure_ascii=False)


def _yaml(draw: Draw) -> str:
    style = draw(st.sampled_from([None, True, False]))
    quote = draw(st.sampled_from([None, '"', "'", "|", ">"]))
    documents = draw(st.lists(trees, min_size=1, max_size=2))
    ascii_only = not draw(st.booleans())
    return str(yaml.dump_all(documents, default_flow_style=style, default_style=quote, allow_unicode=not ascii_only, sort_keys=False))


WRITERS: dict[Format, Callable[[Draw], str]] = {
    "dotenv": _dotenv, "properties": _properties, "ini": _ini, "json": _json, "toml": _toml, "yaml": _yaml,
}  # fmt: skip


LINES: dict[Format, tuple[str, ...]] = {"json": ("events.jsonl",)}
"""Names of files of several documents."""


def what_is_found(source: Source, format: Format, *, whole: bool) -> tuple[object, ...]:
    parsed = parsing.parse_file(source, format, CONTEXT.settings, whole=whole)
    found = parsed.found
    result = lint_parsed(parsed, CONTEXT)
    return (
        [(c.kind, c.name, c.name_span, c.span, c.state, c.form, c.path, c.is_disabled, c.in_secret_manifest) for c in found.credentials],
        [[half and (half.name_span, half.span) for half in (pair.key, pair.token)] for pair in found.pairs],
        [(one.finding, one.lines) for one in result.pending],
    )


def check(source: Source, format: Format, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the text is read near its mentions; fails where that finds something else than the whole."""
    monkeypatch.setattr(parsing, "NEAR_FROM", 0)
    monkeypatch.setattr(parsing, "SPARSE", 0)
    monkeypatch.setattr(far, "_SHORTEST", far.FILLER)
    monkeypatch.setattr(far, "_SHARE", 0)
    monkeypatch.setattr(far, "_LARGE", 0)
    monkeypatch.setattr(json_near, "_WIDE", 100)
    monkeypatch.setattr(json_outline, "_FAR", 10)
    monkeypatch.setattr(json_outline, "_LONG", 60)
    near = what_is_found(source, format, whole=False)
    whole = what_is_found(source, format, whole=True)
    for one, other in zip(near, whole, strict=True):
        assert one == other
    return not parsing.parse_file(source, format, CONTEXT.settings).document.is_whole


@pytest.mark.parametrize("row", NEAR, ids=lambda row: row.default_name)
@given(data=st.data())
@settings(max_examples=int(os.environ.get("NEAR_EXAMPLES", "60")), deadline=None, suppress_health_check=list(HealthCheck))
def test_generated_texts_give_the_same_near_and_whole(row: FileFormat, data: st.DataObject, monkeypatch: pytest.MonkeyPatch) -> None:
    text = WRITERS[row.name](data.draw)
    name = data.draw(st.sampled_from([row.default_name, f"vtex/{row.default_name}", *LINES.get(row.name, ())]))
    source = Source(name, text)
    # what the filter dismisses is not parsed
    if may_hold_credentials(text.encode("utf-8"), name):
        check(source, row.name, monkeypatch)


@pytest.mark.parametrize(
    ("name", "format", "text"),
    [
        ("a.jsonl", "json", f'{{"openapi": "3.0.0"}}\n{{"vtexAppKey": "{KEY}"}}\n'),
        ("a.jsonl", "json", f'{{"vtexAppKey": "{KEY}"}}\n{{"$schema": "https://json-schema.org/draft/2020-12/schema"}}\n'),
        ("a.yaml", "yaml", f"openapi: 3.0.0\n---\nvtexAppKey: {KEY}\n"),
        ("a.yaml", "yaml", f"vtexAppKey: {KEY}\n---\nx-openapi: 3.0.0\n"),
        ("vtex/a.properties", "properties", "vt\\\n  ex.apiSecret "),
        ("a.toml", "toml", f'swagger = "2.0"\n[a]\nvtexAppKey = "{KEY}"\n'),
        ("a.toml", "toml", f'vtexAppKey = "{KEY}"\n[isActive]\na = 1\n'),
        ("a.toml", "toml", f'vtexAppKey = "{KEY}"\n[isActive.x]\na = 1\n'),
        ("a.toml", "toml", f'[a]\nvtexAppKey = "{KEY}"\n[a."isActive"]\na = 1\n'),
    ],
)
def test_a_name_in_another_part_of_the_text_counts_near_too(name: str, format: Format, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(Source(name, text), format, monkeypatch)
    assert what_is_found(Source(name, text), format, whole=True)[2] == []


ARGUMENTS = (
    ("--vtex-app-key", "changeme", "x"),
    ("--vtex-app-token", "changeme", "-1", "x"),
    ("-u", f"{KEY}:changeme", "x"),
    ("-H", "X-VTEX-API-AppToken: changeme", "--vtex-app-key", "x", "https://fakestore.myvtex.com"),
)


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize(("name", "format"), [("a.yaml", "yaml"), ("a.json", "json")], ids=["yaml", "json"])
def test_an_argument_is_read_with_its_option(
    name: str, format: Format, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [str(number) for number in range(100)]
    value = {"args": [*many, *arguments, *many]}
    source = Source(name, json.dumps(value) if format == "json" else yaml.dump(value, default_flow_style=True))
    check(source, format, monkeypatch)
    assert what_is_found(source, format, whole=False)[2] != []


HOST = "fakestore.vtexcommercestable.com.br"


@pytest.mark.parametrize(("scheme", "rules"), [("HTTP", ["insecure-host"]), ("http:", ["insecure-host"]), ("httpx", []), ("https", [])])
@pytest.mark.parametrize(("name", "format"), [("a.yaml", "yaml"), ("a.json", "json")], ids=["yaml", "json"])
def test_a_host_far_from_the_pair_has_its_scheme_next_to_it(
    name: str, format: Format, scheme: str, rules: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fillers = [{"id": str(number)} for number in range(50)]
    pair = {"vtexAppKey": KEY, "vtexAppToken": TOKEN}
    value = {**pair, "more": fillers, "é": {"scheme": scheme, "host": HOST}, "last": fillers}
    source = Source(name, json.dumps(value, ensure_ascii=False) if format == "json" else yaml.dump(value, allow_unicode=True))
    check(source, format, monkeypatch)
    found: Any = what_is_found(source, format, whole=False)[2]
    assert [finding.rule for finding, _ in found if "host" in finding.rule] == rules


PROSE = "Read how VTEX names the app key and the app token of an application in its guide. " * 3


@pytest.mark.parametrize(
    "text",
    [
        PROSE, f"{{{PROSE}}}", f'{{"a": "{PROSE}"}}', f"# {PROSE}", f"[{PROSE}]({HOST})", f"VTEX token: {PROSE}", f"{PROSE} VTEX_APP_KEY", f"`vtexAppKey`: {PROSE}",
        f"{PROSE}\nVTEX_APP_KEY: {KEY}", f"{PROSE}\n- X-VTEX-API-AppToken: changeme\n", f"{PROSE}\nVTEX_APP_TOKEN=changeme\n", f"VTEX_APP_TOKEN=changeme node a.js # {PROSE}",
        f"curl -H 'X-VTEX-API-AppToken: changeme' # {PROSE}", f"call --vtex-app-token changeme {PROSE}", f"{PROSE} {KEY} {PROSE}", f"{PROSE} {TOKEN}", f"{PROSE}\n[vtex]\nappToken = 'x'\n",
        json.dumps({"note": PROSE, "vtexAppKey": KEY, "vtexAppToken": "changeme"}), json.dumps([{"name": "VTEX_APP_TOKEN", "value": "changeme", "note": PROSE}]),
        f"a:\n- name: VTEX_APP_TOKEN\n  value: changeme\n  note: {PROSE}\n", f"{PROSE}?appKey={KEY}&appToken=changeme", f'{PROSE} "quoted" \\ VTEX_APP_TOKEN: changeme',
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["note", "vtexAppToken", "config.yaml", ".env", "key", "appKey"])
def test_long_texts_are_read_where_they_are_not_for_people(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    header = [f"X-VTEX-API-AppToken: {text}", "Content-Type: application/json"]
    for value in (
        {name: text},
        {"url": "https://a.myvtex.com", "header": header},
        {"headers": {name: text, "X-VTEX-API-AppToken": text}},
        {"a": [{"b": {name: text, "token": "changeme", "c": "x"}}]},
        {"name": name, "value": text},
        {name: text, "vtexAppKey": KEY},
    ):
        check(Source("a.json", json.dumps(value, indent=1)), "json", monkeypatch)


@pytest.mark.parametrize(
    "command",
    [
        "-H 'X-VTEX-API-AppToken: changeme'", "-H 'X-VTEX-API-AppTokn: changeme'", "curl -u {KEY}:changeme", "run -- -vtexAppToken changeme",
        "-H X-VTEX-API-AppToken: changeme", "curl url \\\n--header 'X-VTEX-API-AppToken: changeme'", "curl url\t--vtex-app-token changeme", "run\u00a0--vtex-app-token changeme",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_in_list", [False, True])
@pytest.mark.parametrize("is_ascii", [False, True])
def test_a_command_in_a_long_text_is_read(command: str, is_in_list: bool, is_ascii: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"notes": [command + PROSE]} if is_in_list else {"note": f"Run {command} {PROSE}"}
    check(Source("a.json", json.dumps(value, ensure_ascii=is_ascii)), "json", monkeypatch)


@pytest.mark.parametrize("quote", ["'", '\\"', "\\u0022", "\\u0027"])
@pytest.mark.parametrize("line_break", ["\\n", "\\r\\n", "\\u000a", "\\u000d\\u000a"])
@pytest.mark.parametrize("line", ["QvtexAppTokenQ: changeme", "{QvtexAppTokenQ: QchangemeQ}"])
def test_a_document_in_a_long_text_is_read_however_it_is_escaped(
    line: str, line_break: str, quote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line.replace("Q", quote)
    text = f"{line_break}{line[:-1]}, {quote}a{quote}: {quote}{PROSE}{quote}}}" if line[0] == "{" else f"{PROSE}{line_break}{line}"
    check(Source("a.json", f'{{"note": "{text}{line_break}"}}'), "json", monkeypatch)


@pytest.mark.parametrize("sign", ["\ufeff", "\u00a0", "\u200b", "\x0b", "\u3000"])
def test_a_name_counts_behind_a_character_that_nobody_sees(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (f"APP_KEY={KEY}\n{sign}isActive=1\n", f"key=vtexappkey\n{sign}default=\n"):
        source = Source("vtex/.env", text)
        assert check(source, "dotenv", monkeypatch)
        assert len(parsing.parse_file(source, "dotenv", CONTEXT.settings).document.entries) == 2


@pytest.mark.parametrize("key", ["/vtex/prod", "vtex (prod)", "vtex@prod", "VTEX São Paulo", "VTEX's", 'a "vtex" b', "vtex, inc"])
@pytest.mark.parametrize("is_ascii", [False, True])
def test_a_name_around_a_pair_may_have_any_signs(key: str, is_ascii: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"a": "1", key: {"apiKey": "changeme", "apiToken": "changeme"}, "b": ["1"]}
    texts: dict[Format, str] = {"json": json.dumps(value, ensure_ascii=is_ascii), "yaml": yaml.dump(value, allow_unicode=not is_ascii)}
    for format, text in texts.items():
        source = Source(f"a.{format}", text)
        check(source, format, monkeypatch)
        assert what_is_found(source, format, whole=False)[2] != []


@pytest.mark.parametrize(
    ("name", "format", "section"),
    [
        ("a.ini", "ini", "[vtex]"), ("a.ini", "ini", "[vtex.prod]"), ("a.ini", "ini", '[vtex "prod"]'), ("a.toml", "toml", "[vtex]"), ("a.toml", "toml", '["vtex"]'),
        ("a.toml", "toml", "[[vtex]]"), ("a.toml", "toml", "[vtex.prod]"), ("a.toml", "toml", '[vtex."prod"]'), ("a.toml", "toml", "  [ stores . 'vtex' ]"),
    ],
)  # fmt: skip
def test_names_below_a_section_of_vtex_need_no_other_mention(
    name: str, format: Format, section: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(name, f'[a]\nx = "1"\n{section}\nx = "2"\napiKey = "changeme"\napiToken = "changeme"\n[b]\nx = "3"\n')
    assert check(source, format, monkeypatch)
    assert "[vtex" not in section or what_is_found(source, format, whole=False)[2] != []


def test_a_text_for_people_is_no_mention() -> None:
    many = [{"note": PROSE, "id": str(number)} for number in range(200)]
    source = Source("a.json", json.dumps({"paths": many, "x": {"vtexAppKey": KEY, "vtexAppToken": "changeme"}}))
    parsed = parsing.parse_file(source, "json", CONTEXT.settings)
    assert [entry.name for entry in parsed.document.entries] == ["vtexAppKey", "vtexAppToken"]


FILLER = ", ".join(f"a{number}: 'b'" for number in range(60))


@pytest.mark.parametrize("break_", ["\n", " "])
@pytest.mark.parametrize("name", ["a.json5", "a.json"])
def test_what_is_between_two_strings_is_no_text_for_people(name: str, break_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = "vtexAppToken: '8f7a3c9e1d2b4a5f6c7d8e9f'"
    source = Source(name, f'{{"x": 1,{break_}{FILLER}, {fault}, {FILLER},{break_}"y": "z"}}')
    check(source, "json", monkeypatch)
    found: Any = what_is_found(source, "json", whole=False)
    assert "malformed-token" in [finding.rule for finding, _ in found[2]]


AUTH = {"type": "apikey", "apikey": [{"key": "key", "value": "X-VTEX-API-AppTokn"}, {"key": "value", "value": "{{apiToken}}"}]}
FOLDER = {"_id": "f", "_type": "request_group", "headers": [{"name": "X-VTEX-API-AppTokn", "value": "{{ _.apiToken }}"}]}
COLLECTIONS: dict[str, dict[str, object]] = {
    "postman": {
        "info": {"name": "a"},
        "auth": AUTH,
        "item": [{"name": str(number), "request": {"url": "{{url}}/a"}} for number in range(9)],
    },
    "postman folder": {
        "info": {"name": "a"},
        "item": [{"name": "a", "auth": AUTH, "item": [{"name": "b", "request": {"url": "{{url}}/a"}}]}],
    },
    "insomnia 4": {"_type": "export", "resources": [FOLDER, {"_id": "r", "_type": "request", "parentId": "f", "url": "{{ url }}/a"}]},
    "insomnia 5": {
        "type": "collection.insomnia.rest/5.0",
        "collection": [{"name": "a", "headers": FOLDER["headers"], "children": [{"name": "b", "url": "{{ url }}/a"}]}],
    },
}


@pytest.mark.parametrize("collection", COLLECTIONS.values(), ids=COLLECTIONS)
def test_a_header_of_a_folder_counts_though_no_request_mentions_it(collection: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("a.json", json.dumps(collection, indent=1))
    check(source, "json", monkeypatch)
    found: Any = what_is_found(source, "json", whole=False)
    assert [finding.rule for finding, _ in found[2]] == ["header-name"]


EXPORTS: dict[str, dict[str, object]] = {
    "insomnia 4": {
        "_type": "export",
        "resources": [
            {"_id": "r", "_type": "request", "url": "{{ url }}/a", "headers": [{"name": "X-VTEX-API-AppToken", "value": "<your token>"}]},
            {"_id": "e", "_type": "environment", "data": {"vtex_app_key": "<your key>"}},
            *({"_id": f"r{number}", "_type": "request", "url": "{{ url }}/a", "headers": []} for number in range(400)),
        ],
    },
    "insomnia 5": {
        "type": "collection.insomnia.rest/5.0",
        "collection": [{"name": str(number), "url": "{{ url }}/a", "meta": {"id": str(number)}} for number in range(400)],
        "environments": {"name": "a", "data": {"vtexAppKey": "<your key>", "vtexAppToken": "<your token>"}},
    },
}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize(("name", "format"), [("a.yaml", "yaml"), ("a.json", "json")], ids=["yaml", "json"])
def test_a_large_export_awaits_its_placeholders(name: str, format: Format, export: dict[str, object]) -> None:
    text = json.dumps(export, indent=1) if format == "json" else yaml.dump(export, sort_keys=False)
    source = Source(name, text)
    assert len(text) >= parsing.NEAR_FROM
    assert what_is_found(source, format, whole=False) == what_is_found(source, format, whole=True)
    assert what_is_found(source, format, whole=False)[2] == []


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and format_of(str(path)))


@pytest.mark.slow
@pytest.mark.parametrize("root", [ROOT / "tests" / "cases", SHARED / "sample"], ids=["cases", "sample"])
def test_real_files_give_the_same_near_and_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not root.is_dir():
        pytest.skip(f"no ../shared next to the checkout: {root.name} is missing")
    near = {row.name for row in NEAR}
    read_near = 0
    for path in _files(root):
        display = path.relative_to(root).as_posix()
        data = filled(path.read_bytes())
        try:
            source = Source.from_bytes(display, data)
        except UndecodableError:
            continue
        format = format_of(display) or guess_format(source.text)
        if format in near and may_hold_credentials(data, display):
            read_near += check(source, format, monkeypatch)
    assert read_near > 50


@pytest.mark.parametrize("form", INFRASTRUCTURE)
def test_values_of_infrastructure_are_found_near_too(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, write = INFRASTRUCTURE[form]
    format = format_of(name)
    assert format is not None
    filler = {"other": [{"id": number, "text": f"{number} words " * 9} for number in range(30)]}
    for key, token in ((KEY, TOKEN), (KEY, TOKEN[:127]), (KEY, TOKEN.lower()), (TOKEN, KEY), (KEY, f"{TOKEN} ")):
        body = write(key, token)
        around: dict[str, Any] = {**filler, **body, "z": filler} if isinstance(body, dict) else {"a": body, **filler}
        text = body if isinstance(body, str) else json.dumps(around)
        check(Source(name, text), format, monkeypatch)
