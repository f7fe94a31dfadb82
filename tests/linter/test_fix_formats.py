"""Fixes in every line format: whatever the fault, the fixed file is read as the value that was meant."""

from collections.abc import Callable

import pytest

from tests.fake import KEY, TOKEN
from tests.run import context_of
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of
from vtexlint.text.source import Source

CONTEXT = context_of()
NBSP = "\u200b"


def _escaped(value: str, *escapes: tuple[str, str]) -> str:
    for character, escape in (("\\", "\\\\"), *escapes):
        value = value.replace(character, escape)
    return value


def _properties(key: str, token: str) -> str:
    first, second = (("\\" if value[:1] == " " else "") + _escaped(value, ("\n", "\\n"), (NBSP, "\\u200b")) for value in (key, token))
    return f"vtex.app-key={first}\nvtex.app-token={second[:40]}\\\n   {second[40:]}\nlast=1\n"


def _quoted(value: str) -> str:
    return '"' + _escaped(value, ('"', '\\"'), ("\n", "\\n")) + '"'


FORMATS: dict[str, Callable[[str, str], str]] = {
    "a.properties": _properties,
    "a.ini": lambda key, token: f'[vtex]\napp_key = "{key}" ; c\napp_token = "{token}"\nlast = 1\n',
    "a.tfvars": lambda key, token: f"vtex = {{\n  app_key = {_quoted(key)}, app_token = {_quoted(token)}\n}} # c\nlast = 1\n",
    "Dockerfile": lambda key, token: f"ENV VTEX_APP_KEY={_quoted(key)} \\\n# c\n  VTEX_APP_TOKEN={_quoted(token)} last=1\n",
    "body.http": lambda key, token: f'POST https://a.test/\nA: b\n\n{{"vtexAppKey": {_quoted(key)}, "vtexAppToken": {_quoted(token)}}}\n',
    "header.http": lambda key, token: f"GET https://a.test/\nX-VTEX-API-AppKey: {key}\nX-VTEX-API-AppToken: {token}\nLast: 1\n",
}
FAULTS: dict[str, tuple[Callable[[str], str], str]] = {
    "surrounding-whitespace": (lambda value: f"{value} ", "header.http"),
    "surrounding-whitespace, both": (lambda value: f" {value}  ", "header.http"),
    "inner-whitespace": (lambda value: f"{value[:50]} {value[50:]}" if len(value) > 60 else value, ""),
    "invisible-character": (lambda value: f"{NBSP}{value[:9]}{NBSP}{value[9:]}", ""),
    "stray-delimiter": (lambda value: f"'{value}'", ""),
    "token-casing": (lambda value: value.lower() if value == TOKEN else value, ""),
    "key-casing": (lambda value: value if value == TOKEN else value.replace("vtexappkey", "VTEXAPPKEY"), ""),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_fix_gives_the_value_that_was_meant(name: str, fault: str) -> None:
    damage, not_in = FAULTS[fault]
    text = FORMATS[name](damage(KEY), damage(TOKEN))
    result = lint_file(Source(name, text), format_of(name) or "text", CONTEXT)
    assert result.parsed is not None
    rules = {pending.finding.rule for pending in result.pending}
    assert (fault.partition(",")[0] in rules) is (name != not_in), rules
    done = fix_file(result, CONTEXT, unsafe=fault == "token-casing")
    assert done.refused == ()
    assert done.after.document.problem is None
    values = [credential.raw.reveal() for credential in done.after.found.credentials if credential.is_field]
    assert sorted(values) == sorted([TOKEN, KEY])
    if name == not_in:
        assert done.after.source.text == text
    else:
        before, after = (
            [e.value for e in d.entries if (e.name or "").lower() == "last"] for d in (result.parsed.document, done.after.document)
        )
        assert before == after


@pytest.mark.parametrize("name", FORMATS)
def test_swapped_values_are_exchanged(name: str) -> None:
    result = lint_file(Source(name, FORMATS[name](TOKEN, KEY)), format_of(name) or "text", CONTEXT)
    assert fix_file(result, CONTEXT).after.source.text.replace("\\\n   ", "") == FORMATS[name](KEY, TOKEN).replace("\\\n   ", "")


def test_a_heredoc_has_no_fix() -> None:
    """Its last line break is part of the value, and only another notation would be without it."""
    text = f"vtex_app_token = <<-EOT\n  {TOKEN}\nEOT\n"
    result = lint_file(Source("a.tfvars", text), "tfvars", CONTEXT)
    assert [p.finding.fix for p in result.pending if p.finding.rule == "surrounding-whitespace"] == [None]
