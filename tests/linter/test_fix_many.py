"""Many fixes of one file: how often it is parsed, what is made of a value that has many, and what of those that are not possible."""

import json
from typing import Any

import pytest

from tests.fake import b64, key, token
from tests.linter.repaired import repair
from vtexlint.fixes import edits as edits_module
from vtexlint.fixes import values
from vtexlint.linter import fix_file
from vtexlint.linter.parse_file import parse_file
from vtexlint.text.replaced import Replaced, composed, replaced
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span


def pairs(count: int, fault: str = "") -> str:
    return "".join(f"VTEX_{n}_APP_KEY='{key(f'store{n}')}{fault}'\nVTEX_{n}_APP_TOKEN='{token(n)}{fault}'\n" for n in range(count))


def as_json(count: int, fault: str = "") -> str:
    return json.dumps(
        {f"vtex{n}App{kind}": value + fault for n in range(count) for kind, value in (("Key", key(f"store{n}")), ("Token", token(n)))},
        indent=0,
    )


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each time that a text is parsed for fixes."""
    found: list[int] = []

    def counted(*arguments: Any, **options: Any) -> Any:
        found.append(1)
        return parse_file(*arguments, **options)

    monkeypatch.setattr(fix_file, "parse_file", counted)
    return found


def spoil(monkeypatch: pytest.MonkeyPatch, wanted: set[str], change: Any) -> None:
    """The fixes of these keys' values do something else than they mean."""
    honest = edits_module.edits_for

    def wrong(given: Any) -> Any:
        found = honest(given)
        return found and tuple(change(one) if one.text.reveal() in wanted else one for one in found)

    monkeypatch.setattr(values, "edits_for", wrong)


def shifted(edit: Any) -> Any:
    """The value gets a letter less."""
    return edit._replace(text=Secret(edit.text.reveal()[:-1]))


def unclosed(edit: Any) -> Any:
    """The closing quote goes too, so that the rest of the file is read otherwise."""
    return edit._replace(span=Span(edit.span.start, edit.span.end + 1))


@pytest.mark.parametrize("bad", [{37}, {0, 80, 119}, set(range(40, 60)), set(range(120))], ids=["one", "three", "twenty", "all"])
def test_values_that_are_not_what_was_meant_are_found_by_one_parse(
    bad: set[int], parses: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = pairs(120, " ")
    spoil(monkeypatch, {key(f"store{n}") for n in bad}, shifted)
    done = repair(".env", text)
    assert len(parses) <= 13  # what is refused is tried once more in the file without the other faults
    assert {finding.name for finding, _ in done.refused} == {f"VTEX_{n}_APP_KEY" for n in bad}
    expected = pairs(120)
    for n in bad:
        expected = expected.replace(f"{key(f'store{n}')}'", f"{key(f'store{n}')} '")
    assert done.after.source.text == expected


def test_a_fix_that_changes_what_follows_is_found_among_many(parses: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, {key("store37")}, unclosed)
    done = repair("a.json", as_json(120, " "))
    assert len(parses) <= fix_file.MAX_PARSES
    assert {finding.name for finding, _ in done.refused} == {"vtex37AppKey"}
    assert done.after.source.text == as_json(120).replace(key("store37"), key("store37") + " ")


def test_a_limit_that_is_reached_is_reported_and_nothing_wrong_is_written(parses: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    bad = set(range(0, 120, 5))
    spoil(monkeypatch, {key(f"store{n}") for n in bad}, unclosed)
    done = repair("a.json", as_json(120, " "))
    assert len(parses) == fix_file.MAX_PARSES
    assert any("not all fixes of this file were tried" in reason for _, reason in done.refused)
    assert len(done.fixed) + len(done.refused) == 240
    assert {finding.name for finding in done.fixed}.isdisjoint({f"vtex{n}AppKey" for n in bad})
    lines = zip(as_json(120).splitlines(), as_json(120, " ").splitlines(), done.after.source.text.splitlines(), strict=True)
    assert all(after in (right, before) for right, before, after in lines)


@pytest.mark.parametrize("inner", ["dotenv", "json"])
def test_all_faults_of_a_base64_value_are_reported_and_fixed_in_one_pass(inner: str, parses: list[int]) -> None:
    count = 110
    if inner == "dotenv":
        right, wrong = pairs(count), pairs(count, " ")
    else:
        right, wrong = (
            json.dumps([{"vtexAppKey": key(f"store{n}") + fault, "vtexAppToken": token(n) + fault} for n in range(count)])
            for fault in ("", " ")
        )
    text = "kind: Secret\ndata:\n  file: {}\n  VTEX_APP_KEY: {}\n"
    done = repair("a.yaml", text.format(b64(wrong), b64(key() + "\n")))
    assert done.after.source.text == text.format(b64(right), b64(key()))
    assert done.refused == ()
    assert len(done.fixed) == 2 * count + 1
    assert len(parses) == 1
    # a second time changes nothing
    assert not repair("a.yaml", done.after.source.text).changes


def test_two_steps_are_one() -> None:
    first = replaced([(Span(2, 4), 1), (Span(6, 6), 2), (Span(9, 12), 0)])  # 0123456789ab -> 01A45BB678
    assert first == [Replaced(Span(2, 4), Span(2, 3)), Replaced(Span(6, 6), Span(5, 7)), Replaced(Span(9, 12), Span(10, 10))]
    assert composed([], first) == composed(first, []) == first
    second = replaced([(Span(0, 1), 0), (Span(6, 8), 1)])
    assert composed(first, second) == [
        Replaced(Span(0, 1), Span(0, 0)),
        Replaced(Span(2, 4), Span(1, 2)),
        Replaced(Span(6, 7), Span(4, 6)),
        Replaced(Span(9, 12), Span(8, 8)),
    ]
