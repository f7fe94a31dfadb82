"""Which fields of a document are looked at: each entry of the tables of names does something."""

from itertools import product

import pytest

from tests.fake import KEY, TOKEN
from tests.run import credentials_in
from vtexlint import check_text


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


OBJECTS = {
    "values.yaml": "- name: {0}\n  value: {1}\n- name: {2}\n  value: {3}\n",
    "parameters.yaml": "- {{ParameterKey: {0}, ParameterValue: {1}}}\n- {{ParameterKey: {2}, ParameterValue: {3}}}\n",
}


@pytest.mark.parametrize("name", OBJECTS)
def test_a_name_in_the_value_of_an_object_lacks_no_partner(name: str) -> None:
    """`value: VTEX_APP_KEY=K` of the object VTEX_APP_KEY is one field, which is next to the token."""
    keys, tokens = (KEY, f"VTEX_APP_KEY={KEY}"), (TOKEN, f"VTEX_APP_TOKEN={TOKEN}")
    for key, token in product(keys, tokens):
        found = check_text(OBJECTS[name].format("VTEX_APP_KEY", key, "VTEX_APP_TOKEN", token), name)
        assert [one.rule for one in found] == ["stray-delimiter"] * ((key != KEY) + (token != TOKEN))


def test_a_variable_in_the_value_of_an_object() -> None:
    """The object has a name that says nothing: what its value sets is a credential without a fault."""
    text = OBJECTS["values.yaml"].format("EXTRA", f"VTEX_APP_KEY={KEY}", "MORE", "VTEX_APP_TOKEN={}")
    assert check_text(text.format(TOKEN), "values.yaml") == ()
    assert [one.rule for one in check_text(text.format(TOKEN.lower()), "values.yaml")] == ["token-casing"]


HEADERS = {
    "a.yaml": "H1: 'X-VTEX-API-AppKey: {}'\nH2: 'X-VTEX-API-AppToken: {}'\n",
    "a.toml": "h1 = 'X-VTEX-API-AppKey: {}'\nh2 = 'X-VTEX-API-AppToken: {}'\n",
    ".env": 'KEY_HEADER="X-VTEX-API-AppKey: {}"\nTOKEN_HEADER="X-VTEX-API-AppToken: {}"\n',
    "b.yaml": "- name: H1\n  value: 'X-VTEX-API-AppKey: {}'\n- name: H2\n  value: 'X-VTEX-API-AppToken: {}'\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_whole_header_under_a_name_that_means_none_of_the_two(name: str) -> None:
    """`curl -H "$KEY_HEADER"`: the header's name is no fault of the value."""
    assert check_text(HEADERS[name].format(KEY, TOKEN), name) == ()
    assert check_text(HEADERS[name].format("$KEY", "$TOKEN"), name) == ()
    assert [one.rule for one in check_text(HEADERS[name].format(KEY, TOKEN.lower()), name)] == ["token-casing"]


def test_a_header_in_a_field_for_the_value_is_a_fault() -> None:
    for key, token in (("CHAVE", "SENHA"), ("VTEX_APP_KEY", "VTEX_APP_TOKEN")):
        found = check_text(f"{key}: 'X-VTEX-API-AppKey: {KEY}'\n{token}: 'X-VTEX-API-AppToken: {TOKEN}'\n", "a.yaml")
        assert [one.rule for one in found] == ["stray-delimiter"] * 2
