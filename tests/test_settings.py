"""Settings: the schema and the reader agree, globs match as users of .gitignore expect."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN, key
from tests.paths import ROOT
from vtexlint.diagnostics import Severity
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.rules.registry import ORDER
from vtexlint.settings import LOADERS, SEVERITIES, SEVERITY_WORDS, Settings
from vtexlint.settings_table import SettingsError, from_table, to_toml
from vtexlint.text.globs import glob_matches

SCHEMA = json.loads((ROOT / "schemas/settings.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NAMES = list(ORDER)


RULE_LISTS = st.lists(st.sampled_from(NAMES), max_size=3)
STRINGS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=5), max_size=3)
GLOB = st.text(st.characters(codec="utf-8", exclude_characters="\\![."), max_size=5)
SEVERITY = st.sampled_from(SEVERITIES)
KINDS = {
    **dict.fromkeys(["select", "extend-select", "ignore"], RULE_LISTS),
    **dict.fromkeys(["exclude", "include"], st.lists(GLOB.filter(bool), max_size=3)),
    **dict.fromkeys(["extra-key-names", "extra-token-names", "external-accounts"], STRINGS),
    "severity": st.dictionaries(st.sampled_from(NAMES), SEVERITY, max_size=3),
    "per-file-ignores": st.dictionaries(GLOB, RULE_LISTS, max_size=3),
    "force-exclude": st.booleans(),
    "scope": st.sampled_from(["all", "config"]),
    "language": st.sampled_from(["en", "es", "pt-BR"]),
    "root": st.booleans(),
    "baseline": st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=5),
    "loaders": st.lists(st.sampled_from(LOADERS), min_size=1, max_size=3),
    "account-snapshots": st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=5), max_size=3),
    "token-max-age": st.integers(1, 5000),
    "required-roles": st.dictionaries(
        GLOB,
        st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=5) | st.integers(1, 99), min_size=1, max_size=3),
        max_size=3,
    ),
    "fail-on": SEVERITY,
    "max-file-size": st.integers(1, 2**40)
    | st.from_regex(r"[1-9][0-9]{0,12} ?(KiB|MiB|GiB)?", fullmatch=True, alphabet=st.characters(codec="ascii")),
}
TABLES = st.fixed_dictionaries({}, optional=KINDS)


def accepts(table: dict[str, Any]) -> bool:
    try:
        disabled_rules(from_table(table))
    except (SettingsError, UnknownRuleError):
        return False
    return True


def test_the_schema_is_one_and_knows_every_rule() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["rule"]["enum"] == sorted(NAMES)
    assert SCHEMA["properties"].keys() == KINDS.keys()


@given(TABLES)
def test_what_the_schema_allows_is_read(table: dict[str, Any]) -> None:
    VALIDATOR.validate(table)
    assert accepts(table)


words = st.sampled_from(
    [*NAMES[:3], "a\\b", "!a", "../a", "[", "a]", "[a]", "node", "bash", "error", "warning", "x", "", "16MiB", "0", "12 KiB", "1MB"]
)


@pytest.mark.parametrize(
    "table",
    [
        {"exclude": ["a/", "legacy\\gen\\"]},
        {"include": ["legacy\\gen\\"]},
        {"per-file-ignores": {"legacy\\gen\\": ["missing-token"]}},
        {"required-roles": {"legacy\\gen\\": ["role"]}},
    ],
)
def test_a_glob_with_backslashes_would_match_nothing(table: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="on Windows too: `legacy/gen/`"):
        from_table(table)
    assert not VALIDATOR.is_valid(table)


def _with(glob: str) -> list[dict[str, Any]]:
    """Settings with a glob in each place that can have one."""
    return [{"exclude": [glob]}, {"include": ["a", glob]}, {"per-file-ignores": {glob: []}}, {"required-roles": {glob: ["role"]}}]


@pytest.mark.parametrize(
    ("glob", "told"),
    [
        ("!keep.env", "cannot begin with `!`"),
        ("!legacy/**", "cannot begin with `!`"),
        ("../x", "`..` in it matches nothing"),
        ("a/../x", "`..` in it matches nothing"),
        ("..", "`..` in it matches nothing"),
        ("[", "`[` without `]`"),
        ("a[0-9", "`[` without `]`"),
        ("[ab]/[", "`[` without `]`"),
    ],
)
def test_a_glob_that_would_match_nothing_is_refused(glob: str, told: str) -> None:
    for table in _with(glob):
        with pytest.raises(SettingsError, match=re.escape(told)):
            from_table(table)
        assert not VALIDATOR.is_valid(table)


@pytest.mark.parametrize("glob", ["a!b", "[!a]*", "[[]x", "x]", "[id].tsx", "..a", "a../b", "...", "**/a..b/*", "{a,b}", "a#B", "[a][b]"])
def test_other_globs_are_taken(glob: str) -> None:
    for table in _with(glob):
        from_table(table)
        assert VALIDATOR.is_valid(table)


def test_an_empty_string_is_named() -> None:
    for table in ({"exclude": [""]}, {"select": ["key-casing", ""]}):
        with pytest.raises(SettingsError, match="an empty string in the list has no effect"):
            from_table(table)


values = st.recursive(
    words | st.booleans() | st.integers(-1, 5) | st.floats(), lambda v: st.lists(v, max_size=2) | st.dictionaries(words, v)
)


@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "ignroe"]), values, max_size=3))
def test_reader_and_schema_say_the_same(table: dict[str, Any]) -> None:
    assert accepts(table) == VALIDATOR.is_valid(table)


@given(TABLES)
def test_shown_settings_read_back_as_themselves(table: dict[str, Any]) -> None:
    settings = from_table(table)
    assert from_table(tomli.loads(to_toml(settings))) == settings


@pytest.mark.parametrize(
    ("table", "key", "message"),
    [
        ({"ignroe": []}, ("ignroe",), "unknown setting `ignroe`; did you mean `ignore`?"),
        ({"zzz": []}, ("zzz",), "unknown setting `zzz`"),
        ({"ignore": "x"}, ("ignore",), "a list of strings is expected"),
        ({"severity": {"empty-value": "fatal"}}, ("severity", "empty-value"), "one of error, warning, info is expected"),
        ({"per-file-ignores": {"a": 1}}, ("per-file-ignores", "a"), "a list of strings is expected"),
        ({"per-file-ignores": []}, ("per-file-ignores",), 'a table of `"glob" = ["rule", ...]` is expected'),
        ({"loaders": "node"}, ("loaders",), "a list of strings is expected"),
        ({"loaders": ["nod"]}, ("loaders",), "unknown loader `nod`; did you mean `node`?"),
        ({"loaders": ["zzzzz"]}, ("loaders",), f"unknown loader `zzzzz`; one of {', '.join(LOADERS)} is expected"),
        ({"loaders": []}, ("loaders",), f"at least one of {', '.join(LOADERS)} is expected"),
        ({"force-exclude": 1}, ("force-exclude",), "true or false is expected"),
        ({"root": "yes"}, ("root",), "true or false is expected"),
        ({"scope": "none"}, ("scope",), "one of all, config is expected"),
        ({"max-file-size": True}, ("max-file-size",), 'a number of bytes, or a size such as "16MiB", is expected'),
    ],
)
def test_errors_name_the_key_and_what_was_expected(table: dict[str, Any], key: tuple[str, ...], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        from_table(table)
    assert (caught.value.key, caught.value.message) == (key, message)


def test_sizes() -> None:
    assert [from_table({"max-file-size": size}).max_file_size for size in (5, "5", "2KiB", "1 MiB")] == [5, 5, 2048, 1 << 20]


def test_every_rule_can_be_chosen() -> None:
    assert disabled_rules(Settings()) == frozenset()
    assert disabled_rules(Settings(select=("empty-value",))) == frozenset(NAMES) - {"empty-value"}
    assert disabled_rules(Settings(select=("empty-value",), extend_select=("same-value",), ignore=("empty-value",))) == frozenset(NAMES) - {
        "same-value"
    }
    with pytest.raises(UnknownRuleError, match="did you mean `empty-value`"):
        disabled_rules(Settings(ignore=("emty-value",)))


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("a.env", "a.env", True),
        ("a.env", "x/y/a.env", True),
        ("a.env", "xa.env", False),
        ("/a.env", "x/a.env", False),
        ("x/*.env", "x/a.env", True),
        ("x/*.env", "x/y/a.env", False),
        ("x/**", "x/y/a.env", True),
        ("**/x/a", "a/b/x/a", True),
        ("**/x/a", "x/a", True),
        ("tests/", "tests/a/.env", True),
        ("tests", "a/tests/b", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("[ab].env", "b.env", True),
        ("[!ab].env", "b.env", False),
        ("[", "[", True),
        ("./x", "x", True),
        ("*.{env,yml}", "a.yml", True),
        ("*.{env,yml}", "a.toml", False),
    ],
)
def test_globs(pattern: str, path: str, matches: bool) -> None:
    assert glob_matches(pattern, path) is matches


@given(st.text("a*?[]!{},/.^\\-", max_size=8), st.text("ab/.", max_size=8))
def test_any_glob_compiles(pattern: str, path: str) -> None:
    glob_matches(pattern, path)


def test_the_severities_of_settings_are_those_of_findings_the_highest_first() -> None:
    """Settings are read without `diagnostics`, which only a run with findings imports."""
    assert [one.word for one in sorted(Severity, reverse=True)] == list(SEVERITIES) == list(SEVERITY_WORDS)


@pytest.mark.parametrize("least", SEVERITIES)
def test_a_run_fails_for_findings_of_the_severity_and_above(least: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\nVTEX_KEY={key('other')}\nvtex_app_token={TOKEN[:-1]}\n")
    session = Session(Project(str(tmp_path)), RunOptions(fail_on=least, assume_tracked=True, ignore=("committed-secret",)))
    outcome = session.check_paths().outcome
    for finding in outcome.findings:
        alone = outcome._replace(findings=(finding,))
        assert bool(session._failing(alone)) == (SEVERITIES.index(finding.severity.word) <= SEVERITIES.index(least))
    assert {one.severity for one in outcome.findings} >= {Severity.INFO, Severity.ERROR}
