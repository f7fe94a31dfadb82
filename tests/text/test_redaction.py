"""What may be a part of a token is taken out of a text, and nothing that people write."""

import base64

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.reporters.plain import without_tokens
from vtexlint.text.redaction import redacted


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN, TOKEN[:24], TOKEN.lower(), TOKEN[:40].lower(), TOKEN.title() + TOKEN.lower(),
        *(base64.b64encode(f"{'x' * before}{TOKEN}".encode()).decode() for before in range(3)),
        base64.b64encode(TOKEN.lower().encode()).decode(),
    ],
)  # fmt: skip
def test_a_token_and_its_parts_are_taken_out(secret: str) -> None:
    for text, shown in ((secret, "…"), (f"a.{secret}-b", "a.…-b"), (f"é {secret} \U0001f600", "é … \U0001f600")):
        assert without_tokens(text).replace("=", "") == shown
        assert redacted(text).replace("=", "") == shown


@pytest.mark.parametrize(
    "text",
    [
        KEY, TOKEN[:23], "src/config/environments/production/brazil/checkout.env", "a" * 39, "0123456789abcdef" * 4, "F" * 23 + "0" * 40,
        "AbstractSingletonProxyFactoryBeanConfigurationTest.java", "kundenstammdatenverwaltungseinstellung.yaml",
        base64.b64encode(b"a sentence, with its spaces, is not a token").decode(), "",
    ],
)  # fmt: skip
def test_what_people_write_stays(text: str) -> None:
    assert without_tokens(text) == text


def test_a_repr_shows_less() -> None:
    assert redacted(f"x {TOKEN[:12]} {TOKEN[:11]}") == f"x … {TOKEN[:11]}"
