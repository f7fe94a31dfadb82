"""In a large text, what decides about a credential is read with it: the findings are those of the whole text."""

import json

import pytest
import yaml

from tests.fake import KEY, TOKEN, b64
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_parsed
from vtexlint.linter.parse_file import parse_file
from vtexlint.parsers.formats import format_of
from vtexlint.settings import Settings
from vtexlint.text.source import Source

HOST = "fakestore.vtexcommercestable.com.br"
KEYS = {"vtexAppKey": KEY, "vtexAppToken": TOKEN}
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # libyaml's, which is faster, where PyYAML has it


@pytest.mark.parametrize(
    "value",
    [
        # bare names mean VTEX's next to a host of VTEX
        {"one": {"url": HOST, "apiKey": "a@b.test", "apiSecret": "x"}},
        {"one": {"url": f"https://{HOST}", "key": "abc", "token": "def"}},
        {"one": {"api_key": "", "host": HOST, "api_token": ""}},
        {"one": {"url": "fakestore.example", "key": "abc", "token": "def"}, "two": {"url": HOST}},
        # hosts elsewhere
        {**KEYS, "two": {"api": {"url": f"http://{HOST}"}}},
        {"one": {**KEYS, "scheme": "http", "port": 80, "host": HOST}},
        {"one": KEYS, "two": [{"url": "https://fakestore.myvtex.com.br"}]},
        # what says that a value is in base64
        *({"one": {"appToken": b64(TOKEN), name: "base64"}} for name in ("encoding", "isBase64Encoded", "base64", "b64")),
        # names and values of other shapes
        *(
            {"one": [{name: "vtexAppKey", value: "abc"}, {value: TOKEN[:-1], name: "vtexAppToken"}, {name: "accountName", value: "otherstore"}]}
            for name, value in (("k", "v"), ("property", "value"), ("nome", "valor"), ("Name", "Val"), ("name", "Default"), ("id", "secret"))
        ),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("path", ["a.json", "a.yaml"])
def test_what_decides_about_a_credential_is_read_with_it(path: str, value: dict[str, object]) -> None:
    others = {f"name{number}": f"value of no interest {number}" for number in range(1000)}
    format = format_of(path)
    assert format is not None
    inside = {name: {**one, "others": "-" * 30_000} if isinstance(one, dict) else one for name, one in value.items()}
    for tree in ({**value, "z": others}, {"a": others, **value}, {"a": [others, value, others]}, {"a": others, **inside}):
        text = json.dumps(tree, indent=1) if format == "json" else yaml.dump(tree, Dumper=DUMPER, sort_keys=False)
        near, whole = (
            lint_parsed(parse_file(Source(path, text), format, Settings(), whole=whole), FileContext()) for whole in (False, True)
        )
        assert [one.finding for one in near.pending] == [one.finding for one in whole.pending]
