"""A pair in one value: each half is judged."""

import pytest

from tests.credentials.test_infrastructure import rules_in
from tests.fake import KEY, TOKEN


@pytest.mark.parametrize(
    "template",
    [
        "VTEX_CREDENTIALS={0}:{1}\n",
        "VTEX_AUTH={0}|{1}\n",
        'A="fakestore;{0};{1}"\n',
        "VTEX_AUTH={1}:{0}\n",
        "U=https://{0}:{1}@a.example/\n",
    ],
)
@pytest.mark.parametrize(
    ("key", "token", "expected"),
    [
        (KEY, TOKEN, []),
        (KEY, TOKEN[:127], ["malformed-token"]),
        (KEY, TOKEN.lower(), ["token-casing"]),
        (KEY.lower(), TOKEN, ["key-casing"]),
        (KEY[:-1], TOKEN, ["malformed-key"]),
    ],
)
def test_each_half_of_a_value(template: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in(".env", template.format(key, token)) == expected


@pytest.mark.parametrize(
    "text",
    [f"A={KEY}:{KEY}", f"A={KEY}:secret", f"A={KEY}:{'ab' * 32}0", f"A={KEY} and {TOKEN[:100]}", f"A=x{KEY}:{TOKEN[:127]}:{TOKEN[:127]}"],
)
def test_values_that_are_no_pair(text: str) -> None:
    assert rules_in(".env", text) == []
