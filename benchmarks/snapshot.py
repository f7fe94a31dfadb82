"""What an account snapshot of ten thousand keys (JSON, 2.5 MB) adds to `vtexlint check` of one file: processor time, in pairs.

python -m benchmarks.snapshot
"""

import datetime
import json
import random
import statistics
import string
import tempfile
from pathlib import Path

from benchmarks import environments, measure
from benchmarks.one_run import Request
from tests import fake

KEYS = 10_000
RUNS = 60


def account(folder: Path) -> None:
    """`account.json` with KEYS keys, one of which is `fake.KEY`."""
    draw = random.Random("vtexlint")
    suffixes = {"AAAAAA"}
    while len(suffixes) < KEYS:
        suffixes.add("".join(draw.choices(string.ascii_uppercase, k=6)))
    today = datetime.date.today().isoformat()
    keys = [
        {
            "id": f"{number:032x}", "appKey": fake.key(suffix=suffix), "appToken": None, "label": f"integration {number}",
            "createdIn": f"{today}T03:04:05", "isActive": True, "isBlocked": False,
        }
        for number, suffix in enumerate(sorted(suffixes))
    ]  # fmt: skip
    (folder / "account.json").write_text(json.dumps({"accountName": "fakestore", "isActive": True, "appKeys": keys}, indent=2))
    few = {"accountName": "fakestore", "isActive": True, "appKeys": keys[:6]}
    (folder / "few.json").write_text(json.dumps(few, indent=2))


def seconds(command: list[str], folder: Path) -> float:
    request = Request(
        command=command, cwd=str(folder), environment=measure.environment(folder / "home"), one_core=False, sample=False, timeout=60
    )  # fmt: skip
    return measure.take(request)["cpu"]


def main(binaries: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        account(folder)
        (folder / "listed.env").write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
        (folder / "unknown.env").write_text(f"VTEX_APP_KEY={fake.key(suffix='QWERTZ')}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
        check = [str(binaries / "vtexlint"), "check"]
        for file, beside in (("listed.env", []), ("unknown.env", ["--account", "few.json"])):
            took = [
                (seconds([*check, *beside, file], folder), seconds([*check, "--account", "account.json", file], folder))
                for _ in range(RUNS)
            ]
            without, with_it = min(one for one, _ in took), min(other for _, other in took)
            middle = statistics.median(other - one for one, other in took)
            print(
                f"{file:12} {without * 1000:6.1f} ms {' '.join(beside) or 'without a snapshot'}, "
                f"{with_it * 1000:6.1f} ms with {KEYS:,} keys: "
                f"{(with_it - without) * 1000:.1f} ms more (the least of each), {middle * 1000:.1f} ms (median of pairs)"
            )


if __name__ == "__main__":
    main(environments.vtexlint(environments.default_cache()))
