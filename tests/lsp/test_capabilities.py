"""What is read of a client's own description."""

import re
from typing import Any

import pytest
from lsprotocol import types

from tests.fake import TOKEN
from tests.paths import ROOT
from vtexlint.lsp.capabilities import OPTIONS, Client, ClientCapabilities, Options, options_of, said
from vtexlint.lsp.option_problems import problems_of


def read(capabilities: Any, options: object = None) -> ClientCapabilities:
    return ClientCapabilities.of(types.InitializeParams(said(capabilities), initialization_options=options))


EDITOR = {
    "general": {"positionEncodings": ["utf-32", "utf-16", "of our own"], "markdown": {"parser": "x"}},
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename", "create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
        "diagnostics": {"refreshSupport": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "diagnostic": {"dynamicRegistration": True},
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "isPreferredSupport": True, "dataSupport": True, "resolveSupport": {"properties": ["edit"]},
        },
    },
    "notebookDocument": {"synchronization": {}},
}  # fmt: skip


def test_all_that_an_editor_may_say() -> None:
    found = read(EDITOR, {"unsafeFixes": False, "pages": True, "inlayHints": True})
    client = Client(versioned=True, creates=True, preferred=True, lazy=True, unsafe=False, pages=True)
    assert found == ClientCapabilities(True, True, True, True, True, True, True, True, client)
    encodings = said(EDITOR).general
    assert encodings is not None
    assert encodings.position_encodings == [types.PositionEncodingKind.Utf32, types.PositionEncodingKind.Utf16, "of our own"]


def test_nothing_is_said() -> None:
    client = Client(versioned=False, creates=False, preferred=False)
    expected = ClientCapabilities(related=False, literals=False, markdown=False, for_actions=client)
    assert read({}) == expected
    assert read({"textDocument": None, "workspace": {"workspaceEdit": None}}) == expected


@pytest.mark.parametrize("empty", [{}, [], {"properties": None}])
def test_a_part_may_lack_what_it_should_have(empty: object) -> None:
    more = {"codeAction": {"dataSupport": True, "resolveSupport": empty}}
    assert read({"textDocument": more}).for_actions.lazy is False
    assert read({"general": empty}).pulls is False


def test_an_empty_object_may_be_an_empty_list() -> None:
    """As programs in Lua and PHP write one."""
    assert read({"textDocument": {"diagnostic": [], "codeAction": []}, "workspace": []}).pulls is True


@pytest.mark.parametrize(
    "wrong",
    [
        None, 5, "x", ["x"], {"workspace": 5}, {"textDocument": {"hover": {"contentFormat": "markdown"}}}, {"general": {"positionEncodings": {}}},
        {"textDocument": {"codeAction": True}},
    ],
)  # fmt: skip
def test_what_is_of_another_kind_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError):
        said(wrong)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"ignore": "malformed-token"}, ["`ignore`: a list of strings is expected"]),
        ({"select": 5, "extendSelect": [5]}, ["`select`: a list of strings is expected", "`extendSelect`: a list of strings is expected"]),
        ({"config": 7}, ["`config`: the name of a file is expected"]),
        ({"unsafeFixes": "no"}, ["`unsafeFixes`: true or false is expected"]),
        ({"inlayHints": 1, "pages": "yes"}, ["`inlayHints`: true or false is expected", "`pages`: true or false is expected"]),
        ({"language": "xx"}, ["`language`: one of en, es, pt-BR is expected"]),
        ({"language": 5}, ["`language`: one of en, es, pt-BR is expected"]),
        ({"extendselect": []}, ["`extendselect`: unknown setting `extendselect`; did you mean `extendSelect`?"]),
        ({"unsafe-fixes": False}, ["`unsafe-fixes`: unknown setting `unsafe-fixes`; did you mean `unsafeFixes`?"]),
        ({"severity": {}}, ["`severity`: unknown setting `severity`"]),
        ({TOKEN: 1}, ["`…`: unknown setting `…`"]),
        (dict.fromkeys(map(str, range(500))), [f"`{number}`: unknown setting `{number}`" for number in range(3)]),
    ],
)
def test_an_option_of_another_kind_is_told(options: dict[str, Any], told: list[str]) -> None:
    expected = [one.replace("`:", "` in the options from the editor was ignored:") for one in told]
    assert [str(problem) for problem in problems_of(options)] == expected


@pytest.mark.parametrize(
    "options",
    [
        None, {}, [], "x", {"path": 5}, {"select": None, "config": None, "language": None, "unsafeFixes": None},
        {"select": [], "ignore": {}, "config": "", "language": ""},
        {"select": ["key-casing"], "config": "a.toml", "language": "pt-BR", "unsafeFixes": False, "inlayHints": True, "pages": True},
        {"language": "pt"}, {"language": "es-MX"}, {"enable": True, "trace": {"server": "off"}},
    ],
)  # fmt: skip
def test_options_that_are_right_or_not_there_are_not(options: object) -> None:
    assert list(problems_of(options)) == []


def test_options_as_they_are_read() -> None:
    sent = {"select": ["a"], "extendSelect": ["b"], "ignore": ["c"], "config": "d", "language": "es"}
    flags = {"unsafeFixes": False, "inlayHints": True, "pages": True}
    assert options_of({**sent, **flags}) == Options(("a",), ("b",), ("c",), "d", "es", unsafe_fixes=False, inlay_hints=True, pages=True)
    assert {field for field, _ in OPTIONS.values()} == set(Options._fields)
    wrong = {"select": "a", "extendSelect": [1], "ignore": {"c": 1}, "config": 5, "language": "xx", "unsafeFixes": 0, "pages": "yes"}
    unset: tuple[object, ...] = (None, [], "x", dict.fromkeys(OPTIONS), dict.fromkeys(OPTIONS, ""), {name: [] for name in OPTIONS}, wrong)
    assert [options_of(sent) for sent in unset] == [Options()] * len(unset)


def test_the_page_and_the_extension_have_all_options() -> None:
    page = (ROOT / "docs/editors/README.md").read_text()
    listed = [name for row in re.findall(r"^\| (`.*?`) \| .* \| .* \|$", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert sorted(listed) == sorted(OPTIONS)
    handed_on = re.search(r"HANDED_ON = \[(.*?)\]", (ROOT / "editors/vscode/src/extension.ts").read_text())
    assert handed_on is not None
    assert sorted([*re.findall(r'"(\w+)"', handed_on[1]), "pages"]) == sorted(OPTIONS)
