"""Messages as data: templates, what they render to, and how another language is rendered from a message."""

import ast
import pickle
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vtexlint
from tools.templates import templates
from vtexlint.text.messages import NO_MESSAGE, Message, Template, clauses, either, listed, render
from vtexlint.text.secret import Secret

PACKAGE = Path(vtexlint.__file__).parent
PAGE = PACKAGE.parent / "web"
ALL = templates()
GREETING = Template("test.greeting", "the {half} has {places}", "the {half} has one place: {places}")
PLACE = Template("test.place", "{count} spaces behind it", "{count} space behind it")
JSON = Template("test.json", '{"a": [{field}]}, ${name}, {{account}}, {6 capitals}, {{ x }}')
SPANISH = {
    "test.greeting": "{places} en el {half}",
    "test.place": "{count} espacios después",
    "test.place/one": "un espacio después",
    "list.and": "{items} y {next}",
    "list.or": "{items} o {next}",
    "list.comma": "{items}, {next}",
    "list.semicolon": "{items}; {next}",
}


def translate(id: str, text: str, one: str | None, count: int | None) -> str:
    return SPANISH[f"{id}/one" if one and count == 1 and f"{id}/one" in SPANISH else id]


def test_ids_are_unique_and_well_formed_and_no_text_is_empty() -> None:
    assert [id for id, number in Counter(template.id for template in ALL).items() if number > 1] == []
    assert [template.id for template in ALL if not re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+", template.id)] == []
    assert [template.id for template in ALL if not template.text or template.one == ""] == []


def test_no_template_is_hidden_in_a_function() -> None:
    written = {
        call.args[0].value
        for path in (*PACKAGE.rglob("*.py"), *PAGE.glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Template"
        if isinstance(call.args[0], ast.Constant)
    }
    assert written == {template.id for template in ALL}


@pytest.mark.parametrize("template", ALL, ids=lambda template: template.id)
def test_the_english_text_is_sound(template: Template) -> None:
    for text in (template.text, template.one or template.text):
        assert text == text.strip()
        assert text
        assert text.count("`") % 2 == 0
        assert "\n" not in text or template.id.endswith(".screen")  # a help screen, or lines to copy
        # what looks like a field is one: `{Name}` or `{a-b}` would stay as it is
        assert all(re.fullmatch(r"[a-z_]+", name) for name in re.findall(r"\{([\w.-]+)\}", text))
    if template.one is not None:
        assert template.fields == Template("x.x", template.one, template.one).fields | {"count"}
    assert template(**dict.fromkeys(template.fields, 1))


def test_a_rule_has_its_name_in_its_ids() -> None:
    from vtexlint.rules.registry import ORDER, module_of, rule

    for name in ORDER:
        rule(name)
        source = (PACKAGE / f"{module_of(name).removeprefix('vtexlint.').replace('.', '/')}.py").read_text(encoding="utf-8")
        ids = re.findall(r"Template\(\s*\"([^\"]+)\"", source)
        assert all(id.startswith(f"{name}.") for id in ids), name


def test_a_message_is_its_english_text_and_keeps_id_and_parameters() -> None:
    message = PLACE(count=1)
    assert (message, message.id, message.parameters) == ("1 space behind it", "test.place", {"count": 1})
    assert PLACE(count=2) == "2 spaces behind it"
    assert JSON(field="x") == '{"a": [x]}, ${name}, {account}, {6 capitals}, {{ x }}'
    assert (NO_MESSAGE, NO_MESSAGE.id) == ("", "")


@pytest.mark.parametrize(
    ("items", "text", "either_text"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a or b"),
        (["a", "b", "c", "a"], "a, b and c", "a or b or c or a"),
    ],
)
def test_lists(items: list[str], text: str, either_text: str) -> None:
    assert listed(items) == text
    assert either(items) == either_text
    assert clauses(items) == "; ".join(items)


def test_another_language_is_rendered_with_the_messages_inside() -> None:
    message = GREETING(half="appKey", places=listed([PLACE(count=1), PLACE(count=3), "x"]), count=3)
    assert message == "the appKey has 1 space behind it, 3 spaces behind it and x"
    assert render(message, translate) == "un espacio después, 3 espacios después y x en el appKey"
    assert render(pickle.loads(pickle.dumps(message)), translate) == render(message, translate)
    assert render(either(["a", "b"]), translate) == "a o b"
    assert render(Message("plain"), translate) == "plain"


def test_a_message_survives_pickle_with_all_that_it_keeps() -> None:
    message = GREETING(half="appKey", places=listed([PLACE(count=1), PLACE(count=3)]), count=2)
    again = pickle.loads(pickle.dumps(message))
    assert (type(again), str(again), again.id, again.parameters) == (Message, str(message), message.id, message.parameters)
    places = again.parameters["places"]
    assert [item.id for item in places.items] == ["test.place", "test.place"]
    assert pickle.loads(pickle.dumps(Message("plain"))) == "plain"


def test_a_pickle_has_each_template_once_and_no_english_text_twice() -> None:
    template = Template("test.long", "x" * 1000 + "{count}")
    assert len(pickle.dumps([template(count=number) for number in range(100)])) < 4000


def test_a_long_list_is_flat() -> None:
    message = listed(str(number) for number in range(20_000))
    assert pickle.loads(pickle.dumps(message)) == message
    assert render(message, translate).endswith("19998 y 19999")


@pytest.mark.parametrize(
    ("template", "parameters"),
    [
        (PLACE, {}),
        (PLACE, {"count": 1, "other": 2}),
        (PLACE, {"count": "1"}),
        (GREETING, {"half": "appKey", "places": "x"}),
        (GREETING, {"half": Secret("s"), "places": "x", "count": 1}),
        (GREETING, {"half": None, "places": "x", "count": 1}),
        (GREETING, {"half": ["x"], "places": "x", "count": 1}),
    ],
)
def test_wrong_parameters_are_refused(template: Template, parameters: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        template(**parameters)


_PIECES = ["{", "}", "{half}", "{{half}}", "{places}", "{count}", "{items}", "{next}", "$", "\\1", "\\g<0>", "x"]
_TRICKY = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)


@given(_TRICKY, st.lists(_TRICKY, min_size=1))
def test_what_a_parameter_contains_is_never_a_field(half: str, places: list[str]) -> None:
    message = GREETING(half=half, places=listed(places), count=2)
    unique = list(dict.fromkeys(places))
    for text, word in ((message, "and"), (pickle.loads(pickle.dumps(message)), "and"), (render(message, translate), "y")):
        joined = unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} {word} {unique[-1]}"
        assert text == (f"{joined} en el {half}" if word == "y" else f"the {half} has {joined}")
