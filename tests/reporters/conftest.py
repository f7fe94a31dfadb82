"""The rules' pages are rendered once, not for each SARIF report."""

from collections.abc import Iterator
from typing import Any

import pytest

from vtexlint import _about
from vtexlint.reporters import sarif
from vtexlint.reporters.style import Style
from vtexlint.rules.base import Rule


@pytest.fixture(autouse=True, scope="session")
def _pages_once() -> Iterator[None]:
    made: dict[tuple[str, str], dict[str, Any]] = {}
    render = sarif._rule

    def rendered(rule: Rule, style: Style) -> dict[str, Any]:
        key = (_about.HOME, f"{rule.name} {style.language}")
        if key not in made:
            made[key] = render(rule, style)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sarif, "_rule", rendered)
        yield
