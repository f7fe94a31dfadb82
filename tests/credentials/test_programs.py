"""Source code that `--full` reads as a config file: what is found in it, and what is silent beside it."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

CUT = TOKEN[:127]


@pytest.mark.parametrize("name", ["s.sh", "s.bash", "S.ZSH", "script"])
@pytest.mark.parametrize(
    "line",
    [
        "export VTEX_APP_KEY={} VTEX_APP_TOKEN={}",
        'VTEX_APP_KEY="{}"; VTEX_APP_TOKEN="{}"',
        "export VTEX_APP_KEY={} && export VTEX_APP_TOKEN={}",
        "VTEX_APP_KEY={}\nVTEX_APP_TOKEN='{}' # of the ERP",
    ],
)
def test_a_shell_script_of_assignments_alone(name: str, line: str) -> None:
    """No loader reads it."""
    assert rules(name, f"#!/bin/sh\n{line.format(KEY, TOKEN)}\n") == []
    assert rules(name, f"#!/bin/sh\n{line.format(KEY, CUT)}\n") == ["malformed-token"]
    if name != "script":
        assert rules(name, f"{line.format(KEY, TOKEN)}\n") == []


def judged(name: str, text: str) -> None:
    """The text with `{}` for an appKey and an appToken: silent for good values; what is damaged is reported."""
    assert rules(name, text.replace("{}", KEY, 1).replace("{}", TOKEN, 1)) == []
    assert rules(name, text.replace("{}", KEY, 1).replace("{}", CUT, 1)) == ["malformed-token"]
    assert rules(name, text.replace("{}", KEY, 1).replace("{}", f"{TOKEN} ", 1)) == ["surrounding-whitespace"]


TYPED = [
    ("a.go", 'var vtexAppKey string = "{}"\nvar vtexAppToken string = "{}"\n'),
    ("a.go", 'const (\n\tvtexAppKey string = "{}"\n\tvtexAppToken string = "{}"\n)\n'),
    ("a.vb", 'Private Const VtexAppKey As String = "{}"\nPrivate Const VtexAppToken As String = "{}"\n'),
    ("a.rs", 'const VTEX_APP_KEY: &str = "{}";\nconst VTEX_APP_TOKEN: &str = "{}";\n'),
    ("a.rs", 'pub static VTEX_APP_KEY: &\'static str = "{}";\npub static VTEX_APP_TOKEN: &\'static str = "{}";\n'),
    ("a.py", 'VTEX_APP_KEY: Final[str] = "{}"\nVTEX_APP_TOKEN: str | None = "{}"\n'),
    ("a.ts", "const vtexAppKey: string = '{}'\nconst vtexAppToken: string | null = '{}'\n"),
    ("a.kt", 'const val VTEX_APP_KEY: String = "{}"\nval VTEX_APP_TOKEN: String? = "{}"\n'),
    ("a.dart", "const String vtexAppKey = '{}';\nconst String vtexAppToken = '{}';\n"),
    ("a.cs", 'const string VtexAppKey = "{}";\nconst string VtexAppToken = "{}";\n'),
    ("a.c", 'char vtex_app_key[] = "{}";\nchar vtex_app_token[129] = "{}";\n'),
    ("a.m", 'NSString *vtexAppKey = @"{}";\nNSString *vtexAppToken = @"{}";\n'),
    ("a.pl", "my $vtex_app_key = q{{}};\nmy $vtex_app_token = qq({});\n"),
    ("a.java", 'static final String VTEX_APP_KEY =\n    "{}";\nstatic final String VTEX_APP_TOKEN =\n    "{}";\n'),
    ("a.py", 'VTEX_APP_KEY = (\n    "{}"\n)\nVTEX_APP_TOKEN = \\\n    "{}"\n'),
    ("a.py", 'x = {"vtexAppKey": ("{}"), "vtexAppToken": ("{}")}\n'),
]


@pytest.mark.parametrize(("name", "text"), TYPED)
def test_a_type_and_how_a_string_is_written(name: str, text: str) -> None:
    judged(name, text)


def test_a_typed_assignment_in_a_block_of_a_config_file() -> None:
    for name in ("app.py", "settings"):
        judged("a.yaml", f'kind: ConfigMap\ndata:\n  {name}: |\n    VTEX_APP_KEY: str = "{{}}"\n    VTEX_APP_TOKEN: str = "{{}}"\n')
    text = 'data:\n  app.py: |\n    app_key: str = os.environ["X"]\n    app_token: str = os.environ["Y"]\n'
    assert rules("a.yaml", text) == []
    assert rules("a.yaml", f"data:\n  block: |\n    vtexAppKey: {KEY}\n    vtexAppToken: {CUT}\n    run: A = 1\n") == ["malformed-token"]


SEVERAL = {
    "a.py": 'APP_KEY, APP_TOKEN = "{}", {}\n',
    "a.go": 'appKey, appToken := "{}", {}\n',
    "a.lua": 'local vtexAppKey, vtexAppToken = "{}", {}\n',
    "a.rb": 'vtex_app_key, vtex_app_token = "{}", {}\n',
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_names_take_several_values(name: str) -> None:
    for value in ("get()", "None", f'"{TOKEN}"'):
        assert rules(name, SEVERAL[name].format(KEY, value)) == []


def test_a_comma_before_a_name_is_not_always_one_of_several() -> None:
    assert rules("a.js", f"let other, vtexAppToken = '{CUT}', vtexAppKey = '{KEY}'\n") == ["malformed-token"]
    assert rules("a.java", f'String other, vtexAppToken = "{CUT}";\nString vtexAppKey = "{KEY}";\n') == ["malformed-token"]
    assert rules("a.py", f'f(other, app_key="{KEY}", app_token="{CUT}")\n') == ["malformed-token"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", f"h = ['X-VTEX-API-AppKey: ' + key, 'X-VTEX-API-AppToken: {TOKEN}']\n"),
        ("a.py", f"h = ['X-VTEX-API-AppKey: ' + key, 'X-VTEX-API-AppToken: {TOKEN}']\n"),
        ("a.php", f"$h = ['X-VTEX-API-AppKey: ' . $key, 'X-VTEX-API-AppToken: {TOKEN}'];\n"),
        ("a.js", f"const vtexAppKey = '{KEY}'\nconst vtexAppToken = 'X'.repeat(128)\n"),
        ("a.py", f'VTEX_APP_KEY = "{KEY}"\nVTEX_APP_TOKEN = "A" * 128\n'),
        ("a.js", f"const vtexAppKey = 'vtexappkey-' + account + '-ABC'\nconst vtexAppToken = '{TOKEN}'\n"),
        ("a.js", f"const vtexAppKey =\n  config.get(x)\nconst vtexAppToken = '{TOKEN}'\n"),
        ("a.py", f"VTEX_APP_KEY = (\n  config.x or y\n)\nVTEX_APP_TOKEN = '{TOKEN}'\n"),
        ("a.js", "throw new Error('VTEX_APP_TOKEN: missing')\n"),
        ("a.js", "throw new Error('X-VTEX-API-AppToken: must be set.')\n"),
        ("a.sh", 'echo "VTEX_APP_TOKEN: bad"\nexit 1\n'),
        ("a.java", f'@Value("${{vtex.app-key}}")\nprivate String appKey;\nstatic final String VTEX_APP_TOKEN = "{TOKEN}";\n'),
        ("a.java", f'@Value("${{vtex.app-key}}") String appKey;\nstatic final String VTEX_APP_TOKEN = "{TOKEN}";\n'),
        ("a.java", '@Value("${vtex.app-key}")'),
    ],
)
def test_what_is_no_value(name: str, text: str) -> None:
    assert rules(name, text) == []


def test_the_default_of_an_injected_value() -> None:
    text = '@Value("${vtex.app-key}")\nString a;\n@Value("${vtex.app-token:{}}")\nString b;\n'
    assert rules("a.java", text.replace("{}", TOKEN)) == []
    assert rules("a.java", text.replace("{}", CUT)) == ["malformed-token"]


def test_an_empty_string_is_empty_where_nothing_is_added() -> None:
    assert rules("a.js", f"h = ['X-VTEX-API-AppKey: ', 'X-VTEX-API-AppToken: {TOKEN}']\n") == ["empty-value"]


@pytest.mark.parametrize(("tag", "name"), [("add", "key"), ("property", "name"), ("env", "name")])
def test_each_tag_is_one_object(tag: str, name: str) -> None:
    for gap in (" ", "\n    "):
        for file in ("app.config", "a.xml"):
            key = f'  <{tag}{gap}{name}="VtexAppKey"{gap}value="{{}}"/>\n'
            token = f'  <{tag}{gap}{name}="VtexAppToken"{gap}value="{{}}"/>\n'
            judged(file, f"<x>\n{key}{token}</x>\n")
            assert rules(file, f"<x>\n{key}</x>\n".replace("{}", KEY)) == ["missing-token"]
    judged("a.xml", f'<x><{tag} value="{{}}" {name}="VtexAppKey"/><{tag} value="{{}}" {name}="VtexAppToken"/></x>\n')


CALLS = [
    ("a.cs", "headers.Add({}, {});\n"),
    ("a.java", "headers.set({}, {});\n"),
    ("a.java", "connection.setRequestProperty({}, {});\n"),
    ("a.java", "map.put({}, {});\n"),
    ("a.go", "req.Header.Set({}, {})\n"),
    ("a.js", "xhr.setRequestHeader({}, {});\n"),
    ("a.js", "headers.append(\n  {},\n  {},\n)\n"),
    ("a.php", "define({}, {});\n"),
    ("a.py", "monkeypatch.setenv({}, {})\n"),
]


@pytest.mark.parametrize(("name", "call"), CALLS)
def test_a_name_and_its_value_as_arguments(name: str, call: str) -> None:
    def text(key: str, token: str) -> str:
        return call.format('"X-VTEX-API-AppKey"', key) + call.format('"X-VTEX-API-AppToken"', token)

    judged(name, text('"{}"', '"{}"'))
    assert rules(name, text(f'"{TOKEN}"', f'"{KEY}"')) == ["swapped-values"]
    assert rules(name, text(f'"{KEY}"', "token")) == []
    assert rules(name, text("key", f'"{TOKEN}"')) == []
    assert rules(name, text(f'"{KEY}"', f'"{CUT}" + x')) == []
    assert rules(name, text(f'"{KEY}"', '"no token"')) == []
    assert rules(name, (text(f'"{KEY}"', f'"{TOKEN}"') + "x = 1\n") * 2) == []


@pytest.mark.parametrize("call", ["assertEquals", "t", "check", "log.info"])
def test_arguments_of_other_functions(call: str) -> None:
    assert rules("a.js", f"{call}('VTEX_APP_TOKEN', '{CUT}')\n") == []


DEFAULTS = [
    ("a.js", "const key = process.env.VTEX_APP_KEY || '{}'\nconst token = process.env.VTEX_APP_TOKEN ?? '{}'\n"),
    ("a.js", "const c = {vtexAppKey: process.env.VTEX_APP_KEY || '{}', vtexAppToken: process.env.VTEX_APP_TOKEN || '{}'}\n"),
    ("a.js", "const key = process.env['VTEX_APP_KEY'] || '{}'\nconst token = process.env['VTEX_APP_TOKEN'] || '{}'\n"),
    ("a.py", 'key = os.getenv("VTEX_APP_KEY", "{}")\ntoken = os.getenv("VTEX_APP_TOKEN", "{}")\n'),
    ("a.py", 'key = os.environ.get("VTEX_APP_KEY") or "{}"\ntoken = os.environ.get("VTEX_APP_TOKEN", default="{}")\n'),
    ("a.rb", "key = ENV.fetch('VTEX_APP_KEY', '{}')\ntoken = ENV['VTEX_APP_TOKEN'] || '{}'\n"),
    ("a.php", "return ['k' => env('VTEX_APP_KEY', '{}'), 't' => env('VTEX_APP_TOKEN', '{}')];\n"),
    ("a.php", "$key = getenv('VTEX_APP_KEY') ?: '{}';\n$token = getenv('VTEX_APP_TOKEN') ?: '{}';\n"),
]


@pytest.mark.parametrize(("name", "text"), DEFAULTS)
def test_the_default_of_a_variable(name: str, text: str) -> None:
    judged(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", f"const key = process.env.VTEX_APP_KEY || '{KEY}'\nconst token = process.env.VTEX_APP_TOKEN\n"),
        ("a.js", f"const key = process.env.VTEX_APP_KEY\nconst token = process.env.VTEX_APP_TOKEN || '{TOKEN}'\n"),
        ("a.py", f'key = os.environ["VTEX_APP_KEY"]\ntoken = os.getenv("VTEX_APP_TOKEN", "{TOKEN}")\n'),
        ("a.py", 'key = os.getenv("VTEX_APP_KEY", "")\ntoken = os.getenv("VTEX_APP_TOKEN", "none")\n'),
        ("a.py", f'f(app_key=key, x=os.getenv("VTEX_APP_TOKEN", "{TOKEN}"))\n'),
        ("a.js", "const token = process.env.VTEX_APP_TOKEN || 'unknown'\n"),
    ],
)
def test_a_variable_beside_a_default(name: str, text: str) -> None:
    assert rules(name, text) == []
