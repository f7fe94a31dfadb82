"""Texts that are not valid: templates are filled in first."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

TEXT = f'{{"vtexAppKey": "{KEY}", "vtexAppToken": ${{token}} "{TOKEN}"\n'


@pytest.mark.parametrize("name", ["a.json.tpl", "a.json.TPL", "A.JSON.TFTPL", "a.json.j2", "a.json.Template"])
def test_a_template_by_its_name(name: str) -> None:
    assert rules(name, TEXT) == []
    assert rules("a.json", TEXT) == ["syntax-error"]


@pytest.mark.parametrize("mark", ["{{", "{%", "<%"])
def test_a_template_by_its_marks(mark: str) -> None:
    text = f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}", {{}} }}\n'
    assert rules("a.json", text.replace("{}", f"{mark} x")) == []
    assert rules("a.json", text.replace("{}", f"{mark[0]} x")) == ["syntax-error"]
    assert rules("a.json.tmpl", text.replace("{}", "$x")) == ["syntax-error"]
    assert rules("a.json.tmpl", text.replace("{}", "${x}")) == []
