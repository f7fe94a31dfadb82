"""The table of container shapes: each row gives a pair, also in a large text that is read around its mentions."""

import json

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.linter.lint import lint_bytes
from vtexlint.parsers.container_shapes import SHAPES, ContainerShape

NAMES = {"vtex_app_key": KEY, "vtex_app_token": TOKEN[:127]}
PADDING = {"padding": [{"text": "x" * 100, "number": n} for n in range(300)]}
LARGE = 20_000


def written(shape: ContainerShape) -> object:
    if shape.name:
        return {"list": [{shape.name: name, shape.value: value, "other": 1} for name, value in NAMES.items()]}
    return {shape.below or "any": {name: {"type": "string", shape.value: value} for name, value in NAMES.items()}}


def as_yaml(value: object, indent: str = "") -> str:
    """JSON in block style, for the reader of YAML."""
    if isinstance(value, dict):
        return "".join(f"\n{indent}{key}: {as_yaml(inner, indent + '  ')}" for key, inner in value.items())
    if isinstance(value, list):
        return "".join(f"\n{indent}- {as_yaml(inner, indent + '  ').lstrip()}" for inner in value)
    return json.dumps(value)


@pytest.mark.parametrize("form", ["json", "yaml"])
@pytest.mark.parametrize("is_large", [False, True], ids=["small", "large"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.below}.{shape.name}.{shape.value}")
def test_a_shape_gives_a_pair(shape: ContainerShape, is_large: bool, form: str) -> None:
    document = {"a": PADDING, "b": written(shape)} if is_large else written(shape)
    text = json.dumps(document) if form == "json" else as_yaml(document)
    assert (len(text) > LARGE) == is_large
    result = lint_bytes(f"a.{form}", text.encode())
    assert (result.credentials, result.pairs, [one.finding.rule for one in result.pending if "secret" not in one.finding.rule]) == (
        2, 1, ["malformed-token"],
    )  # fmt: skip


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.below], ids=lambda shape: f"{shape.below}.{shape.value}")
def test_elsewhere_a_default_is_not_a_value(shape: ContainerShape) -> None:
    names = {"default", "Default", "defaultValue"}
    assert shape.value in names
    text = json.dumps({"elsewhere": {"vtex_app_token": {"type": "string", shape.value: TOKEN[:127]}}})
    assert [one.finding.rule for one in lint_bytes("a.json", text.encode()).pending] == []
    assert lint_bytes("a.json", text.replace("elsewhere", shape.below).encode()).pending != ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((f"{stem}_{part}", f"{stem}_value") for stem in ("param", "env", "setting", "attribute") for part in ("key", "name")),
        *((f"{stem}{part}", f"{stem}Value") for stem in ("Parameter", "option") for part in ("Key", "Name")),
        ("OptionName", "Value"),
        ("meta_key", "meta_value"),
        ("nome", "valor"),
        ("k", "v"),
    ],
)
def test_fields_that_documents_use(name: str, value: str) -> None:
    text = json.dumps({"list": [{name: field, value: text} for field, text in NAMES.items()]})
    assert [one.finding.rule for one in lint_bytes("a.json", text.encode()).pending if "secret" not in one.finding.rule] == [
        "malformed-token"
    ]


@pytest.mark.parametrize(
    ("below", "field"), [("Parameters", "Default"), ("parameters", "defaultValue"), ("variable", "default"), ("inputs", "default")]
)
def test_a_default_is_a_value_only_of_a_parameter(below: str, field: str) -> None:
    for around, expected in (("other", []), (below, ["malformed-token", "missing-key"])):
        text = json.dumps({around: {"vtex_app_token": {"type": "string", field: TOKEN[:127]}}})
        found = {one.finding.rule for one in lint_bytes("a.json", text.encode()).pending if "secret" not in one.finding.rule}
        assert sorted(found) == expected
