"""Where the checkout is, and the conformance data next to it."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SARIF_SCHEMA = ROOT / "tests/schemas/sarif-schema-2.1.0.json"
