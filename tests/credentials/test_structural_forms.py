"""Ways in which documents write a name and a value: what is found in each, and what is silent beside it."""

import json

import pytest

from tests.fake import KEY, TOKEN, key, token
from vtexlint.linter.lint import lint_bytes

CUT = TOKEN[:127]
SMALL = TOKEN.lower()
SECRET_RULES = {"committed-secret", "unprotected-secret"}


def rules_in(name: str, text: str) -> list[str]:
    """The rules that a file breaks, with the line, but for the secret rules."""
    result = lint_bytes(name, text.encode())
    return sorted(f"{one.finding.rule}:{one.finding.location.start.line}" for one in result.pending if one.finding.rule not in SECRET_RULES)


def secrets_in(name: str, text: str) -> int:
    """How many tokens of a file the secret rules would tell."""
    return sum(one.finding.rule == "committed-secret" for one in lint_bytes(name, text.encode()).pending)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps({KEY: TOKEN})),
        ("a.json", json.dumps([{"key": KEY, "value": TOKEN}])),
        ("a.json", json.dumps({"name": KEY, "value": TOKEN})),
        ("a.yaml", f"- id: {KEY}\n  secret: {TOKEN}\n"),
        ("a.properties", f"{KEY}={TOKEN}\n"),
        ("a.toml", f"[vtex.tokens]\n{KEY} = '{TOKEN}'\n{key('other')} = '{token(1)}'\n"),
    ],
)
def test_a_table_by_app_key_has_tokens_and_no_names(name: str, text: str) -> None:
    assert rules_in(name, text) == []
    assert secrets_in(name, text) == text.count(TOKEN) + text.count(token(1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", f"rateLimits:\n  {KEY}: '100/min'\n"),
        ("a.json", json.dumps({"tags": [{"key": KEY, "value": "erp"}]})),
        ("a.yaml", f"external-accounts:\n  {KEY}: otherstore\n"),
        ("a.yaml", f"limits:\n  {KEY}:\n    burst: 10\n"),
        ("a.yaml", f"limits:\n  {KEY.lower()}: 10/min\n"),
    ],
)
def test_a_table_by_app_key_lacks_nothing(name: str, text: str) -> None:
    assert rules_in(name, text) == []


def test_a_name_that_begins_like_an_app_key_is_a_name() -> None:
    assert rules_in("a.yaml", f"vtexappkey-br: {TOKEN}\nvtexapptoken-br: {KEY}\n") == ["swapped-values:1"]


def arguments(*texts: str) -> str:
    return json.dumps({"mcpServers": {"vtex": {"command": "npx", "args": ["mcp-remote", "https://gateway.example", *texts]}}})


KEY_HEADER, TOKEN_HEADER = "X-VTEX-API-AppKey", "X-VTEX-API-AppToken"


@pytest.mark.parametrize("sign", [": ", ":"])
@pytest.mark.parametrize(
    "written",
    [
        lambda name, value: ["--header", name + value],
        lambda name, value: ["-H", name + value],
        lambda name, value: [f"--header={name}{value}"],
        lambda name, value: [f"-H{name}{value}"],
    ],
    ids=["--header", "-H", "--header=", "-Hname"],
)
def test_a_header_as_an_argument_is_one_field(written, sign: str) -> None:  # type: ignore[no-untyped-def]
    def text(token: str) -> str:
        return arguments(*written(KEY_HEADER + sign, KEY), *written(TOKEN_HEADER + sign, token))

    assert rules_in("a.json", text(TOKEN)) == []
    assert rules_in("a.json", text(CUT)) == ["malformed-token:1"]
    assert lint_bytes("a.json", text(TOKEN).encode()).pairs == 1


@pytest.mark.parametrize("indent", ["run: |\n  ", "a:\n- run: |\n    "])
def test_a_wrong_header_in_a_command_is_told_alone(indent: str) -> None:
    line = indent.count("\n") + 1
    command = f"curl -H 'X-VTEX-API-AppKeys: {KEY}' -H 'X-VTEX-API-AppToken: {{}}' https://fakestore.myvtex.com/x\n"
    assert rules_in("a.yaml", indent + command.format(TOKEN)) == [f"header-name:{line}"]
    assert rules_in("a.yaml", indent + command.format(SMALL)) == [f"header-name:{line}", f"token-casing:{line}"]


def test_two_commands_in_one_text_define_nothing_twice() -> None:
    command = f"curl -H 'X-VTEX-API-AppKey: {KEY}' -H 'X-VTEX-API-AppToken: {TOKEN}' https://fakestore.myvtex.com/x\n"
    assert rules_in("a.yaml", f"run: |\n  {command}  {command}") == []
    assert rules_in("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\nvtexAppKey: {KEY}\n") == ["duplicate-name:3"]
