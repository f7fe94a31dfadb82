"""Which fields of a document are looked at: each entry of the tables of names does something."""

import pytest

from tests.run import credentials_in


@pytest.mark.parametrize("name", ["encryptedData", "parameter-store", "secrets-manager"])
def test_containers_that_refer_to_a_secret(name: str) -> None:
    assert [one.state for one in credentials_in("a.yaml", f"{name}:\n  VTEX_APP_TOKEN: AgBxyz\n").credentials] == ["reference"]
    assert [one.state for one in credentials_in("a.yaml", f"{name}s:\n  VTEX_APP_TOKEN: AgBxyz\n").credentials] == ["set"]


COMMANDS = "command args entrypoint test cmd run script commands before_script after_script".split()


@pytest.mark.parametrize(("name", "is_value"), [*((name, False) for name in COMMANDS), ("environment", True), ("lines", True)])
def test_an_item_is_a_command_by_the_name_of_its_list(name: str, is_value: bool) -> None:
    """The variable ends at the first space of a command; the value in a list of variables is the rest of the item."""
    found = credentials_in("a.yaml", f"{name}:\n  - VTEX_APP_TOKEN=abc $(x) run -y\n").credentials
    assert [one.name for one in found] == ["VTEX_APP_TOKEN"] * is_value


def test_an_unrelated_object_elsewhere_changes_nothing() -> None:
    pair = '"header": "VTEX_APP_KEY=vtexappkey-fakestore-ABCDEF", "X-VTEX-API-AppToken": "changeme"'
    alone, after_another = (
        credentials_in("a.json", text).credentials for text in (f'[{{"a": "x"}}, {{{pair}}}]', f'[{{"id": "x"}}, {{{pair}}}]')
    )
    assert [(one.name, one.value) for one in alone] == [(one.name, one.value) for one in after_another]
    assert len(alone) == 2
