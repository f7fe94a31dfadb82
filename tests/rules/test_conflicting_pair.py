"""Many files with one key and different tokens: the true number, and few related places."""

import pickle

from tests.fake import key, token
from tests.run import context_of
from vtexlint.diagnostics import Finding
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes


def conflicts(pairs: list[tuple[str, str]]) -> list[Finding]:
    files = [
        lint_bytes(f"{n:02}.env", f"VTEX_APP_KEY={app_key}\nVTEX_APP_TOKEN={app_token}\n".encode(), context_of())
        for n, (app_key, app_token) in enumerate(pairs)
    ]
    return [finding for finding in conclude(files, {}).findings if finding.rule == "conflicting-pair"]


def test_the_true_number_and_few_related_places() -> None:
    found = conflicts([(key(), token(n)) for n in range(50)])
    assert [finding.location.path for finding in found] == [f"{n:02}.env" for n in range(50)]
    assert {str(finding.message) for finding in found} == {f"`{key()}` appears with 50 different appTokens in the checked files"}
    assert [(one.path, str(one.message)) for one in found[0].related] == [
        ("01.env", "another pair"), ("02.env", "another pair"), ("03.env", "another pair, and 46 more places"),
    ]  # fmt: skip
    assert all(len({one.path for one in finding.related} - {finding.location.path}) == 3 for finding in found)


def test_a_place_of_each_other_pair_comes_first() -> None:
    found = conflicts([(key(), token(n)) for n in (0, 0, 1, 1, 1, 2)])
    assert [one.path for one in found[0].related] == ["02.env", "05.env", "03.env"]
    assert str(found[0].related[-1].message) == "another pair, and 1 more place"
    assert [one.path for one in found[5].related] == ["00.env", "02.env", "01.env"]


def test_two_places_have_each_other() -> None:
    found = conflicts([(key(suffix=suffix), token()) for suffix in ("AAAAAA", "BBBBBB")])
    assert [str(finding.message) for finding in found] == [
        "the appToken of this pair appears with 2 different appKeys in the checked files"
    ] * 2
    assert [[str(one.message) for one in finding.related] for finding in found] == [["another pair"]] * 2


def test_a_sighting_crosses_processes_and_equals_only_itself() -> None:
    first, other = (lint_bytes("a.env", f"VTEX_APP_KEY={key()}\nVTEX_APP_TOKEN={token(n)}\n".encode()).sightings[0] for n in (0, 1))
    assert pickle.loads(pickle.dumps(first)) == first
    assert first != other
    assert first != first.__reduce__()
