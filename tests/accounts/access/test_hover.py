"""What an editor shows about a call under the pointer; tests/lsp has the protocol."""

import pytest
from lsprotocol import types

from tests import fake
from vtexlint.lsp.access_hover import call_hover
from vtexlint.lsp.positions import Positions
from vtexlint.text.source import Source

ORDER = "https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1"


def shown(line: str, at: str = "/api", *, markdown: bool = True) -> str | None:
    text = Source("a.ts", f"first\n{line}\nlast")
    found = call_hover(text, Positions(text, "utf-16"), text.text.index(at) + 2, markdown=markdown)
    if found is None:
        return None
    assert found.range is not None
    assert found.range.start.line == 1
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def test_a_call_of_code() -> None:
    text = shown(f"axios.get('{ORDER}')")
    assert text is not None
    assert text.startswith("**GET /api/oms/pvt/orders/{orderId}**\n\n")
    assert "- `OMS > OMS access > View order`" in text
    assert "- `OMS - Read only` (2 resources)" in text
    assert "2026-08-07" in text


@pytest.mark.parametrize("line", ["GET {{host}}/api/oms/pvt/orders/1", '"raw": "{{host}}/api/oms/pvt/orders/1"', f'curl "{ORDER}"'])
def test_other_forms(line: str) -> None:
    text = shown(line)
    assert text is not None
    assert "View order" in text


def test_a_client_that_shows_only_text() -> None:
    text = shown(f"GET {ORDER}", markdown=False)
    assert text is not None
    assert not set("`*\\") & set(text)


def test_what_is_not_known_is_said_for_a_host_of_vtex() -> None:
    text = shown(f"GET {ORDER}".replace("orders", "order"))
    assert text is not None
    assert "not known" in text
    assert shown('"/api/oms/pvt/order/1"') is None  # it may be a path of any program
    assert shown('"https://www.example.com/api/oms/pvt/orders/1"') is None


def test_elsewhere_there_is_nothing() -> None:
    assert shown(f"const a = axios.get('{ORDER}')", "const") is None
    assert shown("no /api here") is None


def test_a_token_in_a_url_is_not_shown() -> None:
    text = shown(f"GET {ORDER.replace('orders/1', fake.TOKEN)}")
    assert text is not None
    assert fake.TOKEN[:20] not in text
