"""A call to VTEX under the pointer, through the protocol."""

from pathlib import Path

from tests.lsp.client import Client
from tests.lsp.test_server import uri_of

ORDER = "https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1"


def test_a_call_in_code(client: Client, workspace: Path) -> None:
    uri = uri_of(workspace, "orders.ts")
    client.open(uri, f"// é\nawait axios.get('{ORDER}')\n", "typescript")

    def hover(line: int, character: int) -> str:
        answer = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
        return str(answer["contents"]["value"]) if answer else ""

    assert "View order" in hover(1, 30)
    assert hover(0, 1) == hover(1, 2) == ""
