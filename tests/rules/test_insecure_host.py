"""A scheme or a port beside a host: what counts as http."""

from tests.fake import KEY, TOKEN
from tests.run import rules

VALUES = f"  vtexAppKey: {KEY}\n  vtexAppToken: {TOKEN}\n"


def found(scheme: str, value: str, port: str = "") -> list[str]:
    return rules("a.yaml", f"vtex:\n  host: fakestore.vtexcommercestable.com.br\n{port}  {scheme}: '{value}'\n{VALUES}")


def test_whitespace_around_a_value_does_not_matter() -> None:
    for value in ("http", "http ", " HTTP", "http://"):
        assert found("scheme", value) == ["insecure-host"]
        assert found("scheme", value, "  port: '80 '\n") == ["insecure-host"]
    assert found("scheme", " https") == []
    assert found("scheme", "http", "  port: ' 8443'\n") == []


def test_a_longer_name_is_none() -> None:
    assert found("protocol".rjust(60, "_").replace("_", "x", 51), "http") == ["insecure-host"]
    assert found("protocol".rjust(61, "_").replace("_", "x", 52), "http") == []
