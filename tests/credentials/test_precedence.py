"""A UUID as an appKey: right in VTEX's provider protocols, a wrong credential elsewhere."""

import json

import pytest

from tests.fake import KEY
from tests.run import rules

UUID = "f47ac10b-58cc-4372-a567-0e02b2c3d479"


@pytest.mark.parametrize("place", ["payment", "antifraud", "giftcard", "gift-card", "gift_card", "vtexPaymentProvider"])
def test_below_the_name_of_a_protocol(place: str) -> None:
    assert "wrong-credential" not in rules("a.yaml", f"{place}:\n  vtexAppKey: {UUID}\n")
    assert "wrong-credential" in rules("a.yaml", f"orders:\n  vtexAppKey: {UUID}\n")


@pytest.mark.parametrize("field", ["name", "title"])
def test_in_a_document_whose_title_names_a_protocol(field: str) -> None:
    def found(title: str, around: str = "info") -> list[str]:
        return rules("a.json", json.dumps({around: {field: title}, "variables": [{"key": "vtexAppKey", "value": UUID}]}))

    assert "wrong-credential" not in found("Payment Provider Protocol")
    assert "wrong-credential" in found("Orders API")
    assert "wrong-credential" in found("Payment Provider Protocol", "other")


@pytest.mark.parametrize("place", ["payment", "antifraud", "giftcard", "gift-card", "gift_card", "provider"])
def test_protocols_whose_credentials_may_be_a_uuid(place: str) -> None:
    text = f"{{}}:\n  appKey: {KEY}\n  appToken: {UUID}\n"
    assert "wrong-credential" in rules("vtex.yaml", text.format("shop"))
    assert "wrong-credential" not in rules("vtex.yaml", text.format(f"my-{place}s"))
    titled = f"info:\n  title: The {place.upper()} protocol\n{text.format('shop')}"
    assert "wrong-credential" not in rules("vtex.yaml", titled)
    assert "wrong-credential" in rules("vtex.yaml", titled.replace("title", "words"))


def test_a_provider_is_a_cloud_where_the_name_is_sure() -> None:
    text = f"{{}}:\n  vtexAppKey: {KEY}\n  vtexAppToken: {UUID}\n"
    assert "wrong-credential" in rules("a.yaml", text.format("provider"))
    assert "wrong-credential" not in rules("a.yaml", text.format("payment"))
