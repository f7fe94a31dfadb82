"""The baseline as a value: what it knows, what is new, what is fixed, and its text."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id
from tests.fake import KEY, TOKEN, key, token
from tests.paths import ROOT
from tests.run import check, filled
from vtexlint.diagnostics import Finding
from vtexlint.linter.baseline import Baseline, BaselineEntry, BaselineError, Comparison, compare, entries_of, parse, render, silenced
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_file, unreadable_file
from vtexlint.text.messages import Message
from vtexlint.text.source import Source

SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "schemas/baseline.schema.json").read_text()))
SALT = "0f" * 16
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def found(path: str, text: str) -> tuple[Finding, ...]:
    return check(path, text, state="tracked").findings


def everything(entry: BaselineEntry) -> bool:
    return True


def held(
    findings: tuple[Finding, ...],
    entries: tuple[BaselineEntry, ...],
    looked_at: Callable[[BaselineEntry], bool] = everything,
    is_gone: Callable[[str], bool] = lambda path: False,
) -> Comparison:
    return compare(findings, Baseline(entries, SALT), str, looked_at, is_gone)


def new(findings: tuple[Finding, ...], comparison: Comparison) -> list[str]:
    return [finding.rule for finding in findings if finding.fingerprint not in comparison.known]


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_what_is_written_is_known_and_nothing_is_fixed(path: Path) -> None:
    findings = check(path.name, filled(path.read_bytes()), state="tracked").findings
    text = render(entries_of(findings, str, SALT), SALT)
    SCHEMA.validate(json.loads(text))
    comparison = held(findings, parse(text).entries)
    assert comparison == Comparison(frozenset(finding.fingerprint for finding in findings), (), ())


def test_moved_lines_stay_known() -> None:
    entries = entries_of(found(".env", PAIR), str)
    moved = found(".env", "# new\n\nOTHER=1\n" + PAIR)
    assert new(moved, held(moved, entries)) == []


def test_a_new_secret_on_an_old_line_is_new() -> None:
    entries = entries_of(found(".env", PAIR), str)
    findings = found(".env", PAIR.replace(TOKEN, token(1)))
    comparison = held(findings, entries)
    assert new(findings, comparison) == ["committed-secret"]
    assert comparison.fixed == entries


def test_a_new_token_of_a_known_conflict_is_new() -> None:
    def conflict(second: str) -> tuple[Finding, ...]:
        pairs = {"a": TOKEN, "b": second}
        return found("a.yaml", "".join(f"{name}: {{vtexAppKey: {KEY}, vtexAppToken: {value}}}\n" for name, value in pairs.items()))

    entries = entries_of(conflict(token(1)), str)
    again = conflict(token(2))
    assert sorted(new(again, held(again, entries))) == ["committed-secret", "conflicting-pair"]


@pytest.mark.parametrize("kept", [(0, 1), (0, 2), (1, 2), (2,)])
def test_fixing_one_of_alike_findings_makes_no_other_new(kept: tuple[int, ...]) -> None:
    lines = [f"- {{vtexAppKey: {key(suffix='BBBBBB')}, vtexAppToken: x{n}}}\n" for n in range(3)]
    entries = entries_of(found("a.yaml", "".join(lines)), str)
    findings = found("a.yaml", "".join(lines[n] for n in kept))
    assert findings
    comparison = held(findings, entries)
    assert new(findings, comparison) == []
    assert len(comparison.fixed) == len(entries) - len(findings)


def test_an_ignore_comment_renames_no_neighbour() -> None:
    text = f"- {{vtexAppKey: {KEY}, vtexAppToken: x1}}\n- {{vtexAppKey: {KEY}, vtexAppToken: x2}}\n"
    _, second = found("a.yaml", text)
    (left,) = found("a.yaml", "# vtexlint: ignore[unfilled-placeholder]\n" + text)
    assert left.fingerprint == second.fingerprint


def test_a_renamed_directory_keeps_an_exact_token_known() -> None:
    entries = entries_of(found("old/.env", PAIR), str)
    findings = found("new/.env", PAIR)
    assert new(findings, held(findings, entries)) == []
    assert new(findings, held(findings, entries, lambda entry: False, lambda path: path == "old/.env")) == []


def test_a_copy_of_a_known_secret_is_new() -> None:
    entries = entries_of(found("old/.env", PAIR), str)
    both = conclude([lint_file(Source(path, PAIR), "dotenv") for path in ("a/.env", "old/.env")], dict.fromkeys(["a/.env", "old/.env"], "tracked"))  # fmt: skip
    comparison = held(both.findings, entries)
    assert [f.location.path for f in both.findings if f.fingerprint not in comparison.known] == ["a/.env"]
    alone = found("a/.env", PAIR)
    assert new(alone, held(alone, entries, lambda entry: entry.path == "a/.env")) == ["committed-secret"]


def test_what_the_run_did_not_look_at_is_not_fixed() -> None:
    entries = entries_of(found("a.env", PAIR) + found("b.env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"), str)
    comparison = held((), entries, lambda entry: entry.path == "b.env" and entry.rule == "swapped-values")
    assert [(entry.path, entry.rule) for entry in comparison.fixed] == [("b.env", "swapped-values")]
    assert len(comparison.unseen) == len(entries) - 1


def test_a_conflict_is_fixed_only_where_all_its_files_were_looked_at() -> None:
    files = [lint_file(Source(f"{n}.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(n)}\n"), "dotenv") for n in "ab"]
    entries = entries_of(conclude(files, {}).findings, str)
    assert [entry.rule for entry in entries] == ["conflicting-pair"] * 2
    assert held((), entries, lambda entry: entry.path == "a.env").fixed == ()
    assert held((), entries).fixed == tuple(sorted(entries))


def test_an_unreadable_file_is_never_known() -> None:
    findings = conclude([unreadable_file("a.env", Message("cannot be opened"))], {}).findings
    assert entries_of(findings, str) == ()
    entries = tuple(BaselineEntry("a.env", "unreadable-file", finding.fingerprint) for finding in findings)
    assert held(findings, entries).known == frozenset()


def test_silenced_findings_do_not_count_but_stay_at_hand() -> None:
    outcome = check(".env", f"# vtexlint: ignore[swapped-values]\nVTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n", state="tracked")
    after = silenced(outcome, frozenset(finding.fingerprint for finding in outcome.findings))
    assert after.findings == ()
    assert [(one.finding.rule, one.by) for one in after.suppressed] == [("committed-secret", "baseline"), ("swapped-values", "comment")]
    assert after.summary == outcome.summary._replace(errors=0, suppressed=2)


def test_the_text_is_sorted_one_line_an_entry_without_a_value() -> None:
    findings = found("b.env", PAIR) + found("a.env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    text = render(entries_of(findings, str))
    lines = text.splitlines()
    assert lines[3:-2] == sorted(lines[3:-2])
    assert len(lines) == len(findings) + 5
    assert TOKEN[:8] not in text
    assert text == render(reversed(entries_of(findings, str)))
    more = render(entries_of(findings + found("aa.env", PAIR), str)).splitlines()
    assert len(set(more) - set(lines)) == 1


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
ENTRIES = st.lists(
    st.builds(BaselineEntry, TEXTS, TEXTS, st.from_regex("[0-9a-f]{4}", fullmatch=True), st.sampled_from(["", "aa", "bb"])), max_size=6
)


@given(ENTRIES)
def test_a_baseline_reads_back_and_is_written_alike(entries: list[BaselineEntry]) -> None:
    text = render(entries, SALT)
    read = parse(text)
    assert sorted((e.path, e.rule, e.fingerprint.partition(":")[0], e.value) for e in read.entries) == sorted(entries)
    assert render(read.entries, read.salt) == text
    assert read.salt == (SALT if any(e.value for e in entries) else "")
    SCHEMA.validate(json.loads(text))
    assert len({(e.path, e.fingerprint) for e in read.entries}) == len(entries)


FIELDS = ["version", "findings", "path", "rule", "fingerprint", "value", "salt"]
JSON = st.recursive(st.none() | st.booleans() | st.integers(0, 3) | st.text(max_size=3), lambda v: st.lists(v, max_size=2) | st.dictionaries(st.sampled_from(FIELDS), v, max_size=4))  # fmt: skip
ITEM = st.fixed_dictionaries({"path": JSON | st.just("a"), "rule": st.just("b"), "fingerprint": st.just("c")}, optional={"value": JSON | st.just("d")})  # fmt: skip


@given(
    JSON.map(json.dumps)
    | st.fixed_dictionaries(
        {"version": JSON | st.sampled_from([1, 2]), "findings": JSON | st.lists(ITEM, max_size=2)}, optional={"salt": JSON | st.just("e")}
    ).map(json.dumps)
    | st.text(max_size=10)
)
def test_reader_and_schema_say_the_same(text: str) -> None:
    try:
        parse(text)
        read = True
    except BaselineError:
        read = False
    try:
        valid = SCHEMA.is_valid(json.loads(text))
    except json.JSONDecodeError:
        valid = False
    assert read == valid


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1, column 1: this is not JSON"),
        ('{\n<<<<<<< HEAD\n  "version": 1', "line 2, column 1: this is not JSON"),
        ("[" * 100_000, "nested too deep"),
        ("[]", 'expected `{"version": 2, "findings": [...]}`'),
        ('{"version": "1.0.0"}', 'expected `{"version": 2, "findings": [...]}`'),
        ('{"version": 3, "findings": []}', "`version`: written by a newer vtexlint (3); this one reads up to 2: upgrade vtexlint"),
        ('{"version": 0, "findings": []}', "`version`: expected 2"),
        ('{"version": 2, "salt": 1, "findings": []}', "`salt`: expected a string"),
        ('{"version": 2, "findings": [{"path": "a", "rule": "b", "fingerprint": "c", "value": "d"}]}', "`salt` is missing"),
        ('{"version": true, "findings": []}', 'expected `{"version": 2, "findings": [...]}`'),
        ('{"version": 1, "findings": {}}', "`findings`: expected a list"),
        ('{"version": 1, "findings": [1]}', "`findings[0]`: expected an object"),
        ('{"version": 1, "findings": [{"path": "a", "rule": "", "fingerprint": "x"}]}', "`findings[0].rule`: expected a string"),
        ('{"version": 1, "findings": [{"path": "a", "rule": "x"}]}', "`findings[0].fingerprint`: expected a string"),
    ],
)
def test_errors_say_where_and_what(text: str, words: str) -> None:
    with pytest.raises(BaselineError) as caught:
        parse(text)
    assert words in str(caught.value)


CUT = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN[:127]}\n"
OTHER_CUT = CUT.replace(TOKEN[:127], token(1)[:127])


def test_an_entry_for_a_damaged_token_does_not_cover_the_next_one() -> None:
    entries = entries_of(found(".env", CUT), str, SALT)
    assert all(entry.value for entry in entries)
    again = found(".env", "# moved\n" + CUT)
    assert new(again, held(again, entries)) == []
    other = found(".env", OTHER_CUT)
    assert sorted(new(other, held(other, entries))) == ["committed-secret", "malformed-token"]
    assert set(held(other, entries).fixed) == set(entries)
    short = found(".env", CUT.replace(TOKEN[:127], "hunter2hunter2"))
    assert new(short, held(short, entries)) == ["malformed-token"]


def test_its_digest_depends_on_the_salt_and_shows_nothing() -> None:
    one, two = (entries_of(found(".env", CUT), str, salt) for salt in (SALT, "1e" * 16))
    assert {entry.value for entry in one}.isdisjoint(entry.value for entry in two)
    assert TOKEN[:8] not in render(one, SALT)
    assert entries_of(found(".env", CUT), str) == tuple(entry._replace(value="") for entry in one)


@pytest.mark.parametrize(
    "value",
    [
        "hunter2",
        "someone@agency.com.br",
        "correcthorsebatterystaple",
        TOKEN[:59],
        "the password of the shop in the north is a secret that nobody knows at all",
        "A" * 100,
        "x" * 2000,
    ],
)
def test_what_could_be_guessed_has_no_digest(value: str) -> None:
    findings = found(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={value}\n")
    assert [entry for entry in entries_of(findings, str, SALT) if entry.value] == []


def test_fingerprints_do_not_depend_on_a_damaged_value() -> None:
    assert [f.fingerprint for f in found(".env", CUT)] == [f.fingerprint for f in found(".env", OTHER_CUT)]


def test_version_1_is_read_and_binds_to_the_place() -> None:
    findings = found(".env", CUT)
    rows = [{"path": ".env", "rule": f.rule, "fingerprint": f.fingerprint} for f in findings]
    baseline = parse(json.dumps({"version": 1, "findings": rows}))
    assert baseline.version == 1
    other = found(".env", OTHER_CUT)
    assert new(other, held(other, baseline.entries)) == []


def test_an_entry_of_the_place_goes_to_the_new_value_last() -> None:
    """Three alike fields, entries for one value and for the place: the finding of the known value does not use up the other."""
    lines = [
        f"- {{vtexAppKey: {key(suffix='BBBBBB')}, vtexAppToken: {value}}}\n" for value in (token(2)[:127], token(1)[:127], "hunter2hunter2")
    ]
    text = "".join(lines)
    findings = found("a.yaml", text)
    malformed = [f for f in findings if f.rule == "malformed-token"]
    entries = entries_of(malformed, str, SALT)
    known = held(tuple(malformed), (entries[1], entries[2])).known
    assert known == {malformed[1].fingerprint, malformed[2].fingerprint}


@given(st.permutations(range(4)))
def test_the_order_does_not_depend_on_the_run(order: list[int]) -> None:
    entries = [BaselineEntry("a", "r", f"f:{n + 1}", value) for n, value in zip(order, ["", "b", "a", "c"], strict=True)]
    assert [entry.value for entry in parse(render(entries, SALT)).entries] == ["", "a", "b", "c"]
