"""Arguments that are items of a list: no shell removes their quotes, unless the list is for one."""

import json

import pytest

from tests.credentials.test_structural_forms import rules_in
from tests.fake import KEY, TOKEN
from tests.run import context_of
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_bytes

CUT = TOKEN[:127]
VTEX_URL = "https://fakestore.vtexcommercestable.com.br/api"


def in_list(*items: str, key: str = "args", **beside: object) -> str:
    return json.dumps({"a": {**beside, key: ["x.js", *items]}})


QUOTED = {
    "args": ("a.json", in_list(f"--vtex-app-key={KEY}", f"--vtex-app-token='{TOKEN}'")),
    "double": ("a.json", in_list(f"--vtex-app-key={KEY}", f'--vtex-app-token="{TOKEN}"')),
    "opening": ("a.json", in_list(f"--vtex-app-key={KEY}", f'--vtex-app-token="{TOKEN}')),
    "mcp": ("mcp.json", in_list(f"--appKey='{KEY}'", f"--appToken={TOKEN}", command="npx")),
    "process": ("tasks.json", in_list(f"--vtex-app-key={KEY}", f"--vtex-app-token='{TOKEN}'", type="process")),
    "java": ("a.json", in_list(f"-Dvtex.app-key={KEY}", f"-Dvtex.app-token='{TOKEN}'")),
    "plain scalar": ("a.yaml", f'args:\n- --vtex-app-key={KEY}\n- --vtex-app-token="{TOKEN}"\n'),
    "plain scalar, opening": ("a.yaml", f'args:\n- --vtex-app-key="{KEY}\n- --vtex-app-token={TOKEN}\n'),
    "exec form": ("Dockerfile", f'FROM a\nCMD ["node", "--vtex-app-key={KEY}", "--vtex-app-token=\'{TOKEN}\'"]\n'),
    "value alone": ("a.json", in_list("--vtex-app-key", KEY, "--vtex-app-token", f"'{TOKEN}'")),
}


@pytest.mark.parametrize("form", QUOTED)
def test_quotes_in_an_argument_are_a_part_of_it(form: str) -> None:
    name, text = QUOTED[form]
    assert [one.partition(":")[0] for one in rules_in(name, text)] == ["stray-delimiter"]
    done = fix_file(lint_bytes(name, text.encode(), context_of()), context_of(), unsafe=False)
    after = done.after.source.text
    assert rules_in(name, after) == []
    assert lint_bytes(name, after.encode()).pairs == 1
    assert {one.raw.reveal() for one in done.after.found.credentials} == {KEY, TOKEN}


SHELL = {
    "script": ("a.yaml", f"script:\n- curl --vtex-app-key=\"{KEY}\" --vtex-app-token='{{}}'\n"),
    "commands": ("a.yaml", f"commands: |\n  node x.js --vtex-app-key=\"{KEY}\" \\\n    --vtex-app-token='{{}}'\n"),
    "sh -c": ("a.json", in_list("sh", "-c", f"node x --vtex-app-key='{KEY}' --vtex-app-token='{{}}'")),
    "one text": ("compose.yaml", f"a:\n  command: sh -c \"node x --vtex-app-key='{KEY}' --vtex-app-token='{{}}'\"\n"),
    "escaped": ("compose.yaml", f'a:\n  command: sh -c "node x --vtex-app-key=\\"{KEY}\\" --vtex-app-token=\\"{{}}\\""\n'),
    "shell form": ("Dockerfile", f"FROM a\nCMD node x --vtex-app-key='{KEY}' --vtex-app-token=\"{{}}\"\n"),
    "several in an item": ("a.yaml", f"args:\n- --vtex-app-key='{KEY}' --vtex-app-token='{{}}'\n"),
}
FOR_SHELL: dict[str, dict[str, object]] = {
    "shell task": {"type": "shell"},
    "shell": {"shell": True},
    "ssh": {"command": "/usr/bin/ssh"},
}


@pytest.mark.parametrize("form", SHELL)
def test_a_shell_removes_quotes(form: str) -> None:
    name, text = SHELL[form]
    assert rules_in(name, text.replace("{}", TOKEN)) == []
    assert lint_bytes(name, text.replace("{}", TOKEN).encode()).pairs == 1
    assert [one.partition(":")[0] for one in rules_in(name, text.replace("{}", CUT))] == ["malformed-token"]


@pytest.mark.parametrize("beside", FOR_SHELL)
def test_a_list_that_is_given_to_a_shell(beside: str) -> None:
    items = f"--vtex-app-key='{KEY}'", f'--vtex-app-token="{TOKEN}"'
    assert rules_in("a.json", in_list(*items, key="args", **FOR_SHELL[beside])) == []
    assert lint_bytes("a.json", in_list(*items, key="args", **FOR_SHELL[beside]).encode()).pairs == 1
    assert rules_in("a.json", in_list("ssh", "host", *items)) == []
    assert rules_in("a.json", in_list(*items, key="before_script")) == []


@pytest.mark.parametrize("value", ['"$(VTEX_APP_TOKEN)"', "'${VTEX_APP_TOKEN}'", '"{{ .Values.vtex.appToken }}"', "'${{ secrets.TOKEN }}'"])
def test_a_reference_in_quotes_is_filled_in(value: str) -> None:
    assert rules_in("a.yaml", f"args:\n- --vtex-app-key={KEY}\n- --vtex-app-token={value}\n") == []


@pytest.mark.parametrize("option", [["-H", ""], ["--header="], ["-H"]])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quotes_around_a_header_are_sent(option: list[str], quote: str) -> None:
    def text(key: str, token: str) -> str:
        return in_list(VTEX_URL, *option[:-1], option[-1] + key, *option[:-1], option[-1] + token)

    names = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken"
    header = [f"{name}: {value}" for name, value in zip(names, (KEY, TOKEN), strict=True)]
    assert rules_in("a.json", text(*header)) == []
    quoted = text(header[0], f"{quote}{header[1]}{quote}")
    assert rules_in("a.json", quoted) == ["header-name:1", "stray-delimiter:1"]
    assert lint_bytes("a.json", quoted.encode()).pairs == 1
    assert rules_in("a.json", text(header[0], f"{quote}{header[1]}")) == ["header-name:1"]
    assert rules_in("a.json", text(header[0], quoted_value(names[1], quote))) == ["stray-delimiter:1"]


def quoted_value(name: str, quote: str) -> str:
    return f"{name}: {quote}{TOKEN}{quote}"


@pytest.mark.parametrize("names", [("--vtex-app-key", "--vtex-app-token"), ("--appKey", "--appToken")])
def test_an_item_that_holds_option_and_value(names: tuple[str, str]) -> None:
    for key, token, rules in ((KEY, TOKEN, []), (KEY, CUT, ["malformed-token:1"]), (KEY, f"{TOKEN}\u00a0", ["invisible-character:1"])):
        text = in_list(f"{names[0]} {key}", f"{names[1]} {token}")
        assert rules_in("a.json", text) == rules
        assert lint_bytes("a.json", text.encode()).pairs == 1
    assert rules_in("a.json", in_list(f"{names[0]} <key>", f"{names[1]} <token>")) == []


@pytest.mark.parametrize("value", [f"<{TOKEN}>", f'\\"{TOKEN}\\"', f"\\'{TOKEN}\\'"])
def test_a_value_in_signs_that_a_text_keeps(value: str) -> None:
    assert rules_in("compose.yaml", f"a:\n  command: node x.js --vtex-app-key={KEY} --vtex-app-token={value}\n") == ["stray-delimiter:2"]


@pytest.mark.parametrize(
    "text", ["use --vtex-app-key <key> --vtex-app-token <token>", "node x.js --vtex-app-key=<key> --vtex-app-token=<token>"]
)
def test_a_description_of_options_is_no_value(text: str) -> None:
    assert rules_in("a.yaml", f"usage: {text}\n") == []


def test_an_empty_item_is_the_value_of_its_option() -> None:
    assert rules_in("a.json", in_list("--vtexAppKey", KEY, "--vtexAppToken", "")) == ["empty-value:1"]
    assert rules_in("a.json", in_list("--vtexAppKey", "", "--vtexAppToken", TOKEN)) == ["empty-value:1"]
    assert rules_in("a.json", in_list("--vtexAppKey", KEY, "", "--vtexAppToken", TOKEN)) == []
    assert rules_in("a.json", in_list("", "--name", "", "--key", "")) == []


BROKEN = {
    "word": ("a.json", '{{"a": {}, "b": nope}}'),
    "comma": ("mcp.json", '{{"mcpServers": {{"a": {{"args": {}\n "env": {{}}}}}}}}'),
    "toml": ("a.toml", "args = {}\nb = nope\n"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_lists_of_a_broken_document_are_read(broken: str) -> None:
    name, text = BROKEN[broken]

    def rules(*items: object) -> list[str]:
        return [one.partition(":")[0] for one in rules_in(name, text.format(json.dumps(items)))]

    for damaged, rule in ((f"{TOKEN} ", ["surrounding-whitespace"]), (CUT, ["malformed-token"]), (TOKEN, [])):
        assert rules("x", "--vtex-app-key", KEY, "--vtex-app-token", damaged) == [*rule, "syntax-error"]
        assert rules(f"--vtex-app-key={KEY}", f"--vtex-app-token={damaged}") == [*rule, "syntax-error"]
        assert rules(["X-VTEX-API-AppKey", KEY], ["X-VTEX-API-AppToken", damaged]) == [*rule, "syntax-error"]
    assert rules("-H", f"X-VTEX-API-AppKey: {KEY}", "-H", f"X-VTEX-API-AppToken:{CUT}") == ["malformed-token", "syntax-error"]
    assert "missing-token" not in rules("--name", "vtex", "--other", "x")


@pytest.mark.parametrize("template", ["X=$(node x {})", "(cd x && node x {})", "X=`node x {}`", "node x {} > out", "{{ node x {}; }}"])
def test_a_sign_of_the_shell_ends_an_argument(template: str) -> None:
    for token, expected in ((TOKEN, []), (TOKEN[:127], ["malformed-token:1"])):
        assert rules_in("a.json", json.dumps({"run": template.format(f"--vtex-app-key {KEY} --vtex-app-token {token}")})) == expected


def test_an_argument_that_the_shell_fills() -> None:
    for key, token in (("$(cat k)", "`cat t`"), ("${{ secrets.K }}", "${T}"), ("{{ .k }}", "$T")):
        assert rules_in("a.json", json.dumps({"run": f"node x --vtex-app-key {key} --vtex-app-token {token} -v"})) == []
