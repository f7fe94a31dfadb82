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


FORMS = {
    "text": "run: >-\n  curl {url} -H '{key}' -H '{header}'\n",
    "double quotes": 'run: >-\n  curl {url} -H "{key}" -H "{header}"\n',
    "long": "run: >-\n  curl {url} --header '{key}' --header '{header}'\n",
    "with =": "run: >-\n  curl {url} --header='{key}' --header='{header}'\n",
    "together": "run: >-\n  curl {url} -H'{key}' -H'{header}'\n",
    "list": "args: [curl, '{url}', -H, '{key}', -H, '{header}']\n",
    "long list": "args: [curl, '{url}', --header, '{key}', --header, '{header}']\n",
    "plural list": "args: [curl, '{url}', --headers, '{key}', --headers, '{header}']\n",
    "item with =": "args: [curl, '{url}', '--header={key}', '--header={header}']\n",
    "plural item": "args: [curl, '{url}', '--headers {key}', '--headers {header}']\n",
    "item": "args: [curl, '{url}', '-H{key}', '-H{header}']\n",
    "item with a space": "args: [curl, '{url}', '-H {key}', '-H {header}']\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("header", HEADERS)
def test_a_header_is_known_however_it_is_written(header: str, form: str) -> None:
    source = Source("a.yaml", FORMS[form].format(url=VTEX, key=f"X-VTEX-API-AppKey: {KEY}", header=header))
    found = extract_credentials(source, parse(source, "yaml"))
    assert [(fault.kind, fault.right) for fault in found.header_faults] == [HEADERS[header]] * (HEADERS[header] is not None)
    tokens = [one for one in found.credentials if one.kind == "token"]
    assert [source.slice(one.span)[-len(TOKEN) :] for one in tokens] == [TOKEN]
    [key] = [one for one in found.credentials if one.kind == "key"]
    assert (key.name, source.slice(key.span)) == ("X-VTEX-API-AppKey", KEY)
