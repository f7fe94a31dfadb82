"""A new token in the place of the old one: in every case of every rule, with no other byte changed, and nothing left for a second run."""

import base64
from pathlib import Path

import pytest

from tests import fake
from tests.case_files import FILES, case_id, name_of, settings_beside
from tests.run import DEFAULTS, context_of, filled
from vtexlint.credentials.model import Credential
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.linter.places.of_file import token_digest
from vtexlint.linter.renew_file import UNCONFIRMED, Renewed, renew_file
from vtexlint.linter.search import search_tokens
from vtexlint.settings import Settings
from vtexlint.text.secret import Secret

NEW = fake.token("renewed")
OLD = fake.TOKEN
REFUSED = {
    # a part of the value is in quotes, a part is not: its characters are not known one by one
    ("all-rules/envrc/faults/.envrc", str(UNCONFIRMED())),
}


def parsed_of(name: str, data: bytes, settings: Settings = DEFAULTS) -> ParsedFile | None:
    return lint_bytes(name, data, context_of(settings)).parsed


def digests(parsed: ParsedFile) -> list[str]:
    return sorted({token_digest(credential) for credential in parsed.found.credentials} - {""})


def renewed(parsed: ParsedFile, data: bytes, digest: str, settings: Settings = DEFAULTS) -> Renewed:
    def is_old(credential: Credential) -> bool:
        return token_digest(credential) == digest

    return renew_file(parsed, data, context_of(settings), is_old, Secret(NEW))


@pytest.mark.parametrize("path", [path for path in FILES if b"TOKEN" in path.read_bytes()], ids=case_id)
def test_every_case(path: Path) -> None:
    data, name, settings = filled(path.read_bytes()), name_of(path), settings_beside(path)
    parsed = parsed_of(name, data, settings)
    if parsed is None:
        return  # not a text, which has its own finding
    for digest in digests(parsed):
        done = renewed(parsed, data, digest, settings)
        assert {(case_id(path), str(reason)) for _, reason in done.refused} <= REFUSED
        after = done.after.source.encode()
        again = parsed_of(name, after, settings)
        assert again is not None
        assert renewed(again, after, digest, settings).done == ()
        # outside of the places, which both texts have in the same order, nothing differs
        kept = [done.before.source.text]
        for old, _ in reversed(done.replaced):
            kept = [kept[0][: old.start], kept[0][old.end :], *kept[1:]]
        at = 0
        for number, part in enumerate(kept):
            start = done.replaced[number - 1].new.end if number else 0
            assert done.after.source.text[start : start + len(part)] == part
            at = start + len(part)
        assert at == len(done.after.source.text)
        assert bool(done.done) == (after != data)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.env", "VTEX_APP_KEY={KEY}\r\nexport VTEX_APP_TOKEN='{TOKEN}'  # {TOKEN}\r\n"),
        ("a.env", "VTEX_APP_KEY = {KEY}\nVTEX_APP_TOKEN = {TOKEN} \n"),
        ("a.json", '{"vtexAppKey": "{KEY}", "vtexAppToken": "  {TOKEN}\\n"}'),
        ("a.json", '{"vtexAppKey": "{KEY}", "vtexAppToken": "${VTEX:-{TOKEN}}"}'),
        ("a.yaml", "a: &t {TOKEN}\nx: {vtexAppKey: {KEY}, vtexAppToken: *t}\n"),
        *(("a.yaml", f"vtexAppKey: {{KEY}}\nvtexAppToken: {sign}\n  {{TOKEN}}\nz: 1\n") for sign in ("|", "|-", "|+", ">", ">-", ">+")),
        ("a.yaml", "vtexAppKey: {KEY}\nvtexAppToken: |+\n  {TOKEN}\n\n\nz: 1\n"),
        ("a.yaml", "vtexAppKey: {KEY}\nvtexAppToken: |-\n  {TOKEN}"),
        ("a.yaml", "command: tool --key {KEY} --token {TOKEN} --more\n"),
        ("a.toml", 'vtexAppKey = "{KEY}"\nvtexAppToken = """{TOKEN}"""\n'),
        ("Dockerfile", "ENV VTEX_APP_KEY={KEY} \\\n    VTEX_APP_TOKEN={TOKEN}\n"),
        ("a.http", "GET https://x.invalid\nX-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppToken: {TOKEN}\n"),
        ("a.py", 'KEY = "{KEY}"\nTOKEN = "{TOKEN}"\n'),
        ("a.md", "Our token: {TOKEN}.\n"),
    ],
)
def test_only_the_letters_change(name: str, text: str) -> None:
    data = text.replace("{KEY}", fake.KEY).replace("{TOKEN}", OLD).encode()
    found = search_tokens(name, data, context_of()) if name.endswith((".py", ".md")) else None
    parsed = found.file.parsed if found else parsed_of(name, data)
    assert parsed is not None
    (digest,) = digests(parsed)
    done = renewed(parsed, data, digest)
    assert done.refused == ()
    assert done.after.source.encode() == data.replace(OLD.encode(), NEW.encode())
    assert OLD[:6] not in repr(done)


@pytest.mark.parametrize("value", ['"{}"junk', "{}$x", "#{}", "{}#x", "'{}' 'x'", "x {} y", '"{}",'])
def test_what_is_next_to_the_token_stays(value: str) -> None:
    data = f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={value.format(OLD)}\n".encode()
    parsed = parsed_of(".env", data)
    assert parsed is not None
    assert digests(parsed) != []
    for digest in digests(parsed):
        assert renewed(parsed, data, digest).after.source.encode() == data.replace(OLD.encode(), NEW.encode())


@pytest.mark.parametrize(
    ("name", "written", "after"),
    [
        ("a.env", f"VTEX_APP_TOKEN={OLD[:60]} {OLD[60:]}", f"VTEX_APP_TOKEN={NEW}"),
        ("a.env", f"VTEX_APP_TOKEN={OLD[:127]} ", f"VTEX_APP_TOKEN={NEW} "),
        ("a.env", f"VTEX_APP_TOKEN={OLD.lower()}", f"VTEX_APP_TOKEN={NEW}"),
        ("a.properties", f"vtexAppToken={OLD[:60]}\\\n  {OLD[60:]}", f"vtexAppToken={NEW}"),
    ],
)
def test_an_interrupted_or_damaged_token_is_replaced_as_a_whole(name: str, written: str, after: str) -> None:
    data = f"vtexAppKey={fake.KEY}\n{written}\n".encode()
    parsed = parsed_of(name, data)
    assert parsed is not None
    (digest,) = digests(parsed)
    done = renewed(parsed, data, digest)
    assert (done.refused, done.after.source.encode()) == ((), f"vtexAppKey={fake.KEY}\n{after}\n".encode())


def test_a_binary_file_is_not_changed() -> None:
    for data in (b"\0 the token=" + OLD.encode() + b"\0\n", b"\0\r        " + OLD.encode() + b"\0"):
        found = search_tokens("a.bin", data, context_of())
        assert found is not None
        assert found.file.parsed is not None
        (digest,) = digests(found.file.parsed)
        done = renewed(found.file.parsed, data, digest)
        assert ([str(reason).partition(":")[0] for _, reason in done.refused], done.done) == (["a binary file is not changed"], ())
    text = f"# ção\r\nVTEX_APP_KEY={fake.KEY}\r\nVTEX_APP_TOKEN={OLD}\r\n".encode("latin-1")  # an old encoding is not binary
    parsed = parsed_of("a.env", text)
    assert parsed is not None
    assert renewed(parsed, text, digests(parsed)[0]).after.source.encode() == text.replace(OLD.encode(), NEW.encode())


def test_base64_utf_16_and_literals() -> None:
    manifest = f"kind: Secret\ndata:\n  VTEX_APP_KEY: {fake.b64(fake.KEY)}\n  VTEX_APP_TOKEN: {fake.b64(OLD)}\n".encode()
    split = f'key = "{fake.KEY}"\ntoken = "{OLD[:50]}" +\n  "{OLD[50:]}"\n'.encode()
    wide = f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={OLD}\n".encode("utf-16")
    inner = fake.b64(f'{{"vtexAppKey": "{fake.KEY}", "vtexAppToken": "{OLD}"}}')
    for name, data, expected in (
        ("a.yaml", manifest, manifest.replace(fake.b64(OLD).encode(), fake.b64(NEW).encode())),
        ("a.py", split, split.replace(OLD[:50].encode(), NEW[:50].encode()).replace(OLD[50:].encode(), NEW[50:].encode())),
        ("a.env", wide, wide.replace(OLD.encode("utf-16-le"), NEW.encode("utf-16-le"))),
        (
            "a.env",
            f"VTEX_CONFIG={inner}\n".encode(),
            f"VTEX_CONFIG={fake.b64(base64.b64decode(inner).decode().replace(OLD, NEW))}\n".encode(),
        ),
    ):
        found = search_tokens(name, data, context_of()) if name.endswith(".py") else None
        parsed = found.file.parsed if found else parsed_of(name, data)
        assert parsed is not None
        (digest,) = digests(parsed)
        assert renewed(parsed, data, digest).after.source.encode() == expected
