"""A large text is read around its credentials, and whole where that is not enough."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.linter.parse_file import parse_file, whole
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Format
from vtexlint.settings import Settings
from vtexlint.text.source import Source

OTHERS = "".join(f"name{number}: value of no interest {number}\n" for number in range(1000))
PAIR = f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n"


@pytest.mark.parametrize(("sign", "path"), [(": ", "a.yaml"), ("=", ".env"), ("=", ".envrc"), ("=", "a.properties"), ("=", "a.ini")])
def test_a_token_in_lowercase_under_any_name_is_near_its_appkey(sign: str, path: str) -> None:
    text = f"settings{sign}{TOKEN.lower()}\n{OTHERS.replace(': ', sign)}vtexAppKey{sign}{KEY}\n"
    format = format_of(path)
    assert format is not None
    near = parse_file(Source(path, text), format, Settings())
    assert not near.document.is_whole
    assert [one.name for one in near.found.credentials] == ["settings", "vtexAppKey"]


@pytest.mark.parametrize(("path", "format", "sign"), [("a.yaml", "yaml", ": "), (".env", "dotenv", "=")])
def test_for_a_fix_it_is_read_whole(path: str, format: Format, sign: str) -> None:
    text = f"{OTHERS}{PAIR}".replace(": ", sign)
    near = parse_file(Source(path, text), format, Settings())
    assert not near.document.is_whole
    assert len(near.document.entries) < 20
    every = whole(near, Settings())
    assert every.document.is_whole
    assert len(every.document.entries) == 1002
    assert whole(every, Settings()) is every


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        (PAIR, True),
        (OTHERS + PAIR, False),
        (f"{OTHERS}# vtexlint: ignore\n{PAIR}", True),
        (PAIR.replace("vtex", "vtex1") * 300, True),
        # words of API collections, and manifests of other kinds that have them too
        (f"{OTHERS}resources: {{}}\ncollection: a\nitem: b\n{PAIR}", False),
        (f"{OTHERS}info: {{}}\nopenapi: 3.0.0\n{PAIR}", False),
        (f"{OTHERS}info: {{}}\nitem: []\n{PAIR}", True),
        (f"{OTHERS}_type: export\nresources: []\n{PAIR}", True),
        (f"{OTHERS}type: collection.insomnia.rest/5.0\ncollection: []\n{PAIR}", True),
        (f"{OTHERS}_postman_variable_scope: environment\n{PAIR}", True),
        (f"{OTHERS}schema: https://schema.getpostman.com/json/collection/v2.1.0/collection.json\n{PAIR}", True),
    ],
)
def test_which_texts_are_read_whole(text: str, is_whole: bool) -> None:
    assert parse_file(Source("a.yaml", text), "yaml", Settings()).document.is_whole == is_whole


SECURE = "https://"
HOST = "fakestore.vtexcommercestable.com.br"


@pytest.mark.parametrize(
    ("host", "is_whole"),
    [
        (f"https://{HOST}/api", False),
        (HOST, False),
        (f"{SECURE}www.vtex.com", False),
        ("http://www.fakestore.example/vtex", False),
        ("https://fakestore.example {account}", False),
        (f"http://{HOST}/api", True),
        ("https://fakestore.myvtex.com.br", True),
        ("https://fakestore.vtexcomercestable.com.br", True),
        ("https://{accountName}.{environment}.com.br", True),
        (f"{SECURE}your-account.vtexcommercestable.com.br", True),
        (f"{HOST}\nscheme: http", True),
        (f"https://{HOST}\nscheme: http", False),
        (f"{HOST}\nscheme: https", False),
    ],
)
def test_a_host_far_from_a_credential_that_may_be_reported(host: str, is_whole: bool) -> None:
    text = f"{PAIR}deep:\n  catalog:\n    address: {host}\n{OTHERS}".replace("\nscheme", "\n    scheme")
    assert parse_file(Source("a.yaml", text), "yaml", Settings()).document.is_whole == is_whole
    alone = text.replace(PAIR, "vtexAppName: a\n")
    assert not parse_file(Source("a.yaml", alone), "yaml", Settings()).document.is_whole
