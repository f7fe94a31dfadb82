"""Answers of License Manager, as its API gives them, and how they are read."""

import json
from typing import Any

from tests import fake
from vtexlint.accounts import load
from vtexlint.accounts.model import SnapshotFile

KEY, OTHER = fake.key(), fake.key(suffix="BBBBBB")


def record(app_key: str = KEY, **more: object) -> dict[str, Any]:
    return {"id": "01", "appKey": app_key, "appToken": None, "label": "erp", "createdIn": "2025-01-02T03:04:05.1234567", **more}


def read(data: object, indent: int | None = 1) -> SnapshotFile:
    return load.read("account.json", json.dumps(data, indent=indent).encode())


ACCOUNT = {"accountName": "fakestore", "isActive": True, "appKeys": [record(isActive=True, isBlocked=False), record(OTHER, isActive=False)]}
