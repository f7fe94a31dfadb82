"""A second `--fix` changes nothing, whatever the faults: several in one value, many in one base64 value, one that is refused among others."""

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import b64, key, token
from tests.linter.repaired import repair
from tests.linter.test_fix_many import shifted, unclosed
from tests.linter.written_pairs import DAMAGE, WRITERS
from vtexlint.fixes import edits as edits_module
from vtexlint.fixes import values
from vtexlint.linter.conclude import conclude
from vtexlint.linter.fix_file import MAX_PARSES, FixResult, fixable

Pairs = Sequence[tuple[str, str]]


def dotenv(pairs: Pairs) -> str:
    return "".join(f'VTEX_{n}_APP_KEY="{k}"\nexport VTEX_{n}_APP_TOKEN = {t}\n' for n, (k, t) in enumerate(pairs))


def as_json(pairs: Pairs) -> str:
    return json.dumps([{"vtexAppKey": k, "vtexAppToken": t} for k, t in pairs], indent=1)


# several pairs in one file; in one value; in base64 of its own each
FILES: dict[str, tuple[str, Callable[[Pairs], str]]] = {
    "env": (".env", dotenv),
    "json": ("a.json", as_json),
    "yaml": ("a.yaml", lambda pairs: "".join(f"- vtexAppKey: {json.dumps(k)}\n  vtexAppToken: {json.dumps(t)} # c\n" for k, t in pairs)),
    "toml": ("a.toml", lambda pairs: "".join(f"[[vtex]]\napp_key = {json.dumps(k)}\napp_token = {json.dumps(t)}\n" for k, t in pairs)),
    "env in base64": ("a.yaml", lambda pairs: f"kind: Secret\ndata:\n  .env: {b64(dotenv(pairs))}\n  b.env: {b64(dotenv(pairs[:1]))}\n"),
    "json in base64": ("a.yaml", lambda pairs: f"kind: Secret\ndata:\n  a.json: {b64(as_json(pairs))}\n"),
    "base64": (
        "a.yaml",
        lambda pairs: "kind: Secret\ndata:\n" + "".join(f"  VTEX_{n}_APP_KEY: {b64(k)}\n  VTEX_{n}_APP_TOKEN: '{b64(t)}'\n" for n, (k, t) in enumerate(pairs)),
    ),
    "json in json": ("a.json", lambda pairs: json.dumps({"file": as_json(pairs)})),
    "env in yaml": ("a.yaml", lambda pairs: "data:\n  .env: |\n" + "".join(f"    {line}\n" for line in dotenv(pairs).splitlines())),
}  # fmt: skip


def damaged(value: str, faults: Sequence[str]) -> str:
    for fault in faults:
        value = DAMAGE[fault](value)
    return value


faults = st.lists(st.sampled_from(sorted(DAMAGE)), max_size=4)
many = st.lists(st.tuples(faults, faults), min_size=1, max_size=6)


def demand_done(name: str, done: FixResult, *, unsafe: bool) -> None:
    """What is left to be fixed was refused with a reason, and a second time changes nothing."""
    left = {(one.rule, one.fingerprint) for one in fixable(conclude([done.result], {}).findings, unsafe=unsafe)}
    assert left <= {(one.rule, one.fingerprint) for one, _ in done.refused}
    assert all(reason for _, reason in done.refused)
    if any(f"{MAX_PARSES} parses" in reason for _, reason in done.refused):
        return  # the user is told to run it again
    again = repair(name, done.after.source.encode(), unsafe=unsafe)
    assert again.after.source.text == done.after.source.text
    assert (again.changes, again.fixed) == (False, ())


@pytest.mark.parametrize("file", FILES)
@given(many, st.booleans())
@examples(40)
def test_several_pairs_with_several_faults_each(file: str, wanted: list[tuple[list[str], list[str]]], unsafe: bool) -> None:
    name, write = FILES[file]
    pairs = [(damaged(key(f"store{n}"), one), damaged(token(n), other)) for n, (one, other) in enumerate(wanted)]
    demand_done(name, repair(name, write(pairs), unsafe=unsafe), unsafe=unsafe)


@given(st.sampled_from(sorted(WRITERS)), faults, faults, st.booleans())
@examples(300)
def test_every_form_with_several_faults(writer: str, one: list[str], other: list[str], unsafe: bool) -> None:
    name, write = WRITERS[writer]
    demand_done(name, repair(name, write(damaged(key(), one), damaged(token(), other)), unsafe=unsafe), unsafe=unsafe)


@pytest.mark.parametrize("file", ["env", "json", "env in base64", "json in base64"])
@given(st.sets(st.integers(0, 29), max_size=3), st.booleans())
@examples(10)
def test_some_that_are_refused_among_many_that_are_not(file: str, bad: set[int], closes: bool) -> None:
    name, write = FILES[file]
    wrong = {key(f"store{n}") for n in bad}
    honest = edits_module.edits_for

    def spoiled(given):  # type: ignore[no-untyped-def]
        found = honest(given)
        return found and tuple((shifted if closes else unclosed)(one) if one.text.reveal() in wrong else one for one in found)

    pairs = [(key(f"store{n}") + " ", token(n) + " ") for n in range(30)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "edits_for", spoiled)
        done = repair(name, write(pairs))
        assert {finding.rule for finding, _ in done.refused} == ({"surrounding-whitespace"} if bad else set())
        assert len(done.fixed) >= 60 - 2 * len(bad) or any("parses" in reason for _, reason in done.refused)
        demand_done(name, done, unsafe=False)
