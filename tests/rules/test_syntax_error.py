"""Texts that are not valid: templates are filled in first."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

TEXT = f'{{"vtexAppKey": "{KEY}", "vtexAppToken": ${{token}} "{TOKEN}"\n'


@pytest.mark.parametrize("name", ["a.json.tpl", "a.json.TPL", "A.JSON.TFTPL", "a.json.j2", "a.json.Template"])
def test_a_template_by_its_name(name: str) -> None:
    assert rules(name, TEXT) == []
    assert rules("a.json", TEXT) == ["syntax-error"]
