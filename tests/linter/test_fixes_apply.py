"""What a finding offers as a safe fix is applied, in every form in which a pair is written, for every fault."""

import json
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml as pyyaml

from tests.fake import KEY, TOKEN, b64
from tests.linter.written_pairs import DAMAGE, WRITERS
from tests.paths import ROOT
from tests.run import context_of
from vtexlint.credentials.candidates import FORMS
from vtexlint.credentials.fields import DocumentIndex
from vtexlint.credentials.names import classify
from vtexlint.diagnostics import Finding
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fix_file import FixResult, fix_file, fixable
from vtexlint.linter.lint import lint_bytes
from vtexlint.parsers import formats
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

CONTEXT = context_of()
LOADERS: dict[str, Callable[[str], Any]] = {"json": json.loads, "yaml": pyyaml.safe_load, "yml": pyyaml.safe_load, "toml": tomllib.loads}
# the fault can become part of what parts names, values, arguments, or lines in a text inside a value, or end a line; a tag that PyYAML does not know
AS_WRITTEN = {"arguments-joined", "list-json", "nginx", "yaml-sub", "yaml-plain", "list-plain", "list-colon", "secret-env", "stored"}


def pairs() -> Iterator[tuple[str, str, str]]:
    """What is wrong, and the two values: a fault in both, in one, and in two that are exchanged."""
    for fault, damage in DAMAGE.items():
        key, token = damage(KEY), damage(TOKEN)
        yield fault, key, token
        yield f"{fault}, exchanged", token, key
        if fault in ("space after", "lower", "escaped quotes"):
            yield f"{fault}, key", key, TOKEN
            yield f"{fault}, token", KEY, token


def findings(result: FileResult) -> list[Finding]:
    return list(conclude([result], {}).findings)


def fix(name: str, data: bytes, *, unsafe: bool = False) -> tuple[FileResult, FixResult]:
    result = lint_bytes(name, data, CONTEXT)
    return result, fix_file(result, CONTEXT, unsafe=unsafe)


def values(done: FixResult) -> set[str]:
    return {one.raw.reveal() for one in done.after.found.credentials if one.is_field}


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_offered_as_safe_is_applied_and_is_what_was_meant(writer: str) -> None:
    name, write = WRITERS[writer]
    load = LOADERS.get(name.rpartition(".")[2]) if writer not in AS_WRITTEN else None
    offered = 0
    for number, (fault, key, token) in enumerate(pairs()):
        text = write(key, token)
        newline, encoding = "\r\n" if number % 3 == 1 else "\n", "utf-8-sig" if number % 5 == 1 else "utf-8"
        data = text.replace("\n", newline).encode(encoding)
        result, done = fix(name, data)
        safe = fixable(findings(result), unsafe=False)
        offered += len(safe)
        assert done.refused == (), fault
        found = values(done)
        for finding in done.fixed:
            assert finding.fix is not None
            # by the value alone: in a second pass, two values may have been exchanged
            assert found.issuperset(one.value.reveal() for one in finding.fix.meant), fault
        written = done.after.source.encode()
        assert (written != data) is bool(safe), fault
        # a second time, nothing is offered and nothing changes
        again, nothing = fix(name, written)
        assert fixable(findings(again), unsafe=False) == [], fault
        assert nothing.after.source.encode() == written, fault
        if load and safe and not findings(again):
            # under names that say nothing, which is the key's is not known
            expected = [load(write(*both).replace("\n", newline)) for both in ((KEY, TOKEN), (TOKEN, KEY))]
            assert load(done.after.source.text) in expected[: 2 if writer == "yaml-by-value" else 1], fault
    assert offered


@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_offered_as_unsafe_is_applied(writer: str) -> None:
    name, write = WRITERS[writer]
    for fault, damage in DAMAGE.items():
        _, done = fix(name, write(damage(KEY), damage(TOKEN)).encode(), unsafe=True)
        assert done.refused == (), fault


def test_every_structural_form_and_every_format_is_written() -> None:
    forms, written = set(), set()
    for name, write in WRITERS.values():
        format = formats.format_of(name) or "text"
        written.add(format)
        source = Source(name, write(KEY, TOKEN))
        index = DocumentIndex(source, parse(source, format), ())
        forms |= {form.name for form in FORMS if any(classify(field.name) for field in form.find(index))}
    assert forms == {form.name for form in FORMS}
    # a format that has no pair written here has a case with a fix
    ours = {row.name for row in formats.FORMATS if row.name != "text"}
    cased = {formats.format_of(path.name.removesuffix(".fixed")) for path in (ROOT / "tests" / "cases").rglob("*.fixed")}
    assert written <= ours
    assert ours <= written | cased
    assert {"dotenv", "json", "toml", "yaml", "properties", "ini", "tfvars", "dockerfile", "http"} <= written


# the smallest examples of fixes that were offered and then always refused, and of what a check must refuse


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # the fixed value makes its neighbour's name VTEX's, or the name stronger
        ("a.json", {"vtex": {"key": KEY + " ", "token": TOKEN}}, {"vtex": {"key": KEY, "token": TOKEN}}),
        ("a.json", {"user": KEY + " ", "password": TOKEN}, {"user": KEY, "password": TOKEN}),
        ("a.json", {"apiKey": json.dumps({"vtexAppKey": KEY + " ", "vtexAppToken": TOKEN})}, {"apiKey": json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN})}),
        ("a.json", {"kind": "Secret", "data": {"a.json": b64(json.dumps({"vtexAppKey": KEY[:9] + " " + KEY[9:], "vtexAppToken": TOKEN}))}}, {"kind": "Secret", "data": {"a.json": b64(json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN}))}}),
        ("a.json", {"vtexAppKey": KEY, "vtexAppToken": f'\\"{TOKEN}\\"'}, {"vtexAppKey": KEY, "vtexAppToken": TOKEN}),
    ],
)  # fmt: skip
def test_no_property_that_the_value_decides_is_compared(name: str, text: Any, expected: Any) -> None:
    _, done = fix(name, json.dumps(text).encode())
    assert (done.refused, done.after.source.text) == ((), json.dumps(expected))


def test_a_control_character_that_keeps_yaml_from_being_read_is_removed() -> None:
    """The fallback parser found it, so the fix is unsafe; afterwards the file is YAML."""
    text = f"vtex:\n  appKey: {KEY}\x01\n  appToken: {TOKEN}\x7f\nlast: 1\n"
    assert fix("a.yaml", text.encode())[1].after.source.text == text
    done = fix("a.yaml", text.encode(), unsafe=True)[1]
    assert (done.refused, done.after.source.text) == ((), text.replace("\x01", "").replace("\x7f", ""))
    assert done.after.document.format == "yaml"
