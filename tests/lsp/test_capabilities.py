"""What is read of a client's own description."""

from typing import Any

import pytest
from lsprotocol import types

from vtexlint.lsp.capabilities import Client, ClientCapabilities, said
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
        {"language": "pt"}, {"language": "es-MX"},
    ],
)  # fmt: skip
def test_options_that_are_right_or_not_there_are_not(options: object) -> None:
    assert list(problems_of(options)) == []
