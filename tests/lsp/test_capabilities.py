"""What is read of a client's own description."""

from typing import Any

import pytest
from lsprotocol import types

from vtexlint.lsp.capabilities import Client, ClientCapabilities, said


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
