"""Headers that are arguments of a command: which of them VTEX does not read, by the host that the command calls."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.credentials.extract import extract_credentials
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

VTEX, GATEWAY = "https://fakestore.vtexcommercestable.com.br/api", "https://gateway.example.com/api"
HEADERS = {
    f"X-VTEX-API-AppTokem: {TOKEN}": ("name", "X-VTEX-API-AppToken"),
    f"x-vtex-api-apptokem: {TOKEN}": ("name", "x-vtex-api-apptoken"),
    f"X-API-AppToken: {TOKEN}": ("name", "X-VTEX-API-AppToken"),
    f"AppToken: {TOKEN}": ("name", "X-VTEX-API-AppToken"),
    f"Authorization: Bearer {TOKEN}": ("authorization", ""),
    f"Cookie: VtexIdclientAutCookie={TOKEN}": ("session-token", ""),
    f"X-VTEX-API-AppToken: {TOKEN}": None,
    f"X-Other: {TOKEN}": None,
}
ALSO_ELSEWHERE = ("X-VTEX", "x-vtex", "Cookie")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize(("url", "to_vtex"), [(VTEX, True), (GATEWAY, False), ("$URL/api", None), ("", None), (f"{VTEX} {GATEWAY}", True)])
def test_a_header_is_judged_by_its_name_and_host(header: str, url: str, to_vtex: bool | None) -> None:
    source = Source("a.yaml", f"- run: |\n    curl {url} \\\n      -H 'X-VTEX-API-AppKey: {KEY}' -H '{header}'\n")
    found = extract_credentials(source, parse(source, "yaml"))
    is_fault = HEADERS[header] is not None and (to_vtex is not False or any(word in header for word in ALSO_ELSEWHERE))
    assert [((fault.kind, fault.right), fault.to_vtex) for fault in found.header_faults] == (
        [(HEADERS[header], to_vtex)] if is_fault else []
    )
    name = header.partition(":")[0]
    assert all(source.slice(fault.span) == fault.name == name for fault in found.header_faults if fault.kind == "name")
