"""Items of a list that are lines of a text: what ends the line or belongs to its program is not the value's."""

import json

import pytest

from tests.fake import KEY, TOKEN
from tests.linter.repaired import text_of
from tests.run import rules

CUT = TOKEN[:127]


def stack(key: str, token: str) -> str:
    lines = ["#!/bin/bash\n", f"export VTEX_APP_KEY={key}\n", f"export VTEX_APP_TOKEN={token}\n", "node app.js\n"]
    return json.dumps({"Resources": {"I": {"Properties": {"UserData": {"Fn::Base64": {"Fn::Join": ["", lines]}}}}}})


def joined(key: str, token: str) -> str:
    return f'U: !Join\n  - ""\n  - - "#!/bin/bash\\n"\n    - "export VTEX_APP_KEY={key}\\n"\n    - "export VTEX_APP_TOKEN={token}\\n"\n'


def content(key: str, token: str) -> str:
    return json.dumps({"content": [f"VTEX_APP_KEY={key}\n", f"VTEX_APP_TOKEN={token}\n"]})


def headers(key: str, token: str) -> str:
    return json.dumps({"raw": [f"X-VTEX-API-AppKey: {key}\r\n", f"X-VTEX-API-AppToken: {token}\r\n"]})


def script(key: str, token: str) -> str:
    return f"job:\n  script:\n  - |\n    export VTEX_APP_KEY={key}\n  - |\n    VTEX_APP_TOKEN={token}\n"


LISTS = {"stack.json": stack, "joined.yaml": joined, "content.json": content, "headers.json": headers, "script.yml": script}


@pytest.mark.parametrize("name", LISTS)
def test_a_line_break_ends_the_line(name: str) -> None:
    write = LISTS[name]
    assert rules(name, write(KEY, TOKEN)) == []
    assert text_of(name, write(KEY, TOKEN)) == write(KEY, TOKEN)
    assert rules(name, write(KEY, CUT)) == ["malformed-token"]
    assert rules(name, write(f"{KEY} ", TOKEN)) == ["surrounding-whitespace"]
    assert text_of(name, write(f"{KEY} ", TOKEN)) == write(KEY, TOKEN)
    assert rules(name, write(TOKEN, KEY)) == ["swapped-values"]
    assert text_of(name, write(TOKEN, KEY)) == write(KEY, TOKEN)


def test_a_command_in_a_list() -> None:
    assert rules("a.json", json.dumps({"command": ["bash", "-c", f"export VTEX_APP_KEY={KEY}\n"]})) == ["missing-token"]


@pytest.mark.parametrize("name", ["environment", "env"])
def test_a_line_break_in_a_list_of_variables_is_the_value_s(name: str) -> None:
    assert rules("a.yaml", f'{name}:\n  - "VTEX_APP_KEY={KEY}\\n"\n  - |\n    VTEX_APP_TOKEN={TOKEN}\n') == ["surrounding-whitespace"] * 2


def notebook(*lines: str) -> str:
    return json.dumps({"cells": [{"cell_type": "code", "metadata": {}, "source": lines}], "nbformat": 4})


@pytest.mark.parametrize(
    "code",
    [
        ("appKey = '{}';\r", "appToken = '{}';\r"),
        ("VTEX_APP_KEY = '{}'\n", "VTEX_APP_TOKEN = '{}'"),
        ('VTEX_APP_KEY = "{}"\n', 'VTEX_APP_TOKEN = "{}"  # of the ERP\n'),
        ("vtexAppKey='{}';", "vtexAppToken='{}';"),
        ("export VTEX_APP_KEY='{}'", 'export VTEX_APP_TOKEN="{}"'),
        ("  vtexAppKey: '{}',\n", "  vtexAppToken: `{}`\n"),
    ],
)
@pytest.mark.parametrize("write", [lambda *lines: json.dumps({"exec": lines}), notebook], ids=["exec", "notebook"])
def test_quotes_of_an_assignment_are_the_program_s(code: tuple[str, str], write) -> None:  # type: ignore[no-untyped-def]
    def text(key: str, token: str) -> str:
        found: str = write(code[0].format(key), code[1].format(token))
        return found

    assert rules("a.json", text(KEY, TOKEN)) == []
    assert rules("a.json", text(KEY, CUT)) == ["malformed-token"]
    assert rules("a.json", text(KEY, f"{TOKEN} ")) == ["surrounding-whitespace"]
    assert text_of("a.json", text(KEY, f"{TOKEN} ")) == text(KEY, TOKEN)


def test_quotes_in_a_script_are_the_shell_s() -> None:
    text = f"job:\n  script:\n  - VTEX_APP_KEY=\"{KEY}\"\n  - export VTEX_APP_TOKEN='{TOKEN}'\n"
    assert rules(".gitlab-ci.yml", text) == []
    assert rules(".gitlab-ci.yml", text.replace(TOKEN, CUT)) == ["malformed-token"]


@pytest.mark.parametrize(
    "value", ["pm.environment.get('token');\r", "token;\r", "response['token']\n", "await read();", 'os.environ["X"]\n', "a || b;"]
)
def test_what_a_program_computes_is_a_reference(value: str) -> None:
    assert rules("a.json", json.dumps({"exec": [f"VTEX_APP_KEY = '{KEY}'\n", f"VTEX_APP_TOKEN = {value}"]})) == []


@pytest.mark.parametrize("value", [f"'{TOKEN}'", f" {TOKEN}", f"{TOKEN};", f"'{TOKEN}"])
def test_what_no_program_removes_is_the_value_s(value: str) -> None:
    assert rules("a.json", json.dumps([f"VTEX_APP_KEY={KEY}", f"VTEX_APP_TOKEN={value}"])) != []
    assert rules("a.json", json.dumps([f"X-VTEX-API-AppKey: '{KEY}'\r\n", f"X-VTEX-API-AppToken: {TOKEN}\r\n"])) == ["stray-delimiter"]
