"""The run as a whole: order, git states, ignore comments, fingerprints, selection."""

import pickle

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.run import check, context_of, rules
from vtexlint.diagnostics import Severity
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_bytes, lint_file, unreadable_file
from vtexlint.linter.report import Summary
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.source import Source

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("tracked", ["committed-secret"]),
        ("staged", ["committed-secret"]),
        ("untracked", ["unprotected-secret"]),
        ("ignored", []),
        ("outside", []),
    ],
)
def test_git_states(state: str, expected: list[str]) -> None:
    assert rules(".env", PAIR, state=state) == expected  # type: ignore[arg-type]


def test_a_path_that_git_was_not_asked_about_is_outside() -> None:
    examined = lint_file(Source(".env", PAIR), "dotenv")
    assert examined.needs_git
    assert conclude([examined], {}).findings == ()


def test_what_is_examined_can_cross_processes_and_holds_no_secret() -> None:
    examined = lint_file(Source(".env", PAIR.replace("TOKEN=", "TOKEN= ")), "dotenv", context_of(snippets=True))
    encoded_entry = pickle.dumps(examined)
    assert TOKEN[:8].encode() not in encoded_entry
    arrived = pickle.loads(encoded_entry)
    # all of it but what the fixes would write
    fixes = [candidate.finding.fix for candidate in arrived.pending]
    assert {(fix.title, fix.safety, fix.edits, fix.meant) for fix in fixes if fix} == {
        ("appToken: remove the whitespace around it", "safe", (), ())
    }
    assert [c.finding._replace(fix=None) for c in arrived.pending] == [c.finding._replace(fix=None) for c in examined.pending]
    assert arrived._replace(pending=()) == examined._replace(pending=(), parsed=None)  # what was parsed stays


def test_sorted_by_path_line_column_rule() -> None:
    one = lint_file(Source("b.env", PAIR.replace("TOKEN=", "TOKEN= ")), "dotenv")
    two = lint_file(Source("a.env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={key()}\n"), "dotenv")
    found = conclude([one, two], {"a.env": "tracked", "b.env": "tracked"}).findings
    assert list(found) == sorted(found, key=lambda f: (f.location.path, f.location.start, f.rule))
    assert [f.location.path for f in found] == ["a.env", "a.env", "b.env", "b.env"]


def test_conflicts_cross_files_and_name_each_other() -> None:
    files = [(f"{n}.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(n)}\n") for n in "ab"]
    outcome = conclude([lint_file(Source(path, text), "dotenv") for path, text in files], {})
    assert [(f.rule, f.location.path, f.related[0].path) for f in outcome.findings] == [
        ("conflicting-pair", "a.env", "b.env"),
        ("conflicting-pair", "b.env", "a.env"),
    ]


def test_one_pair_in_two_files_is_no_conflict() -> None:
    assert conclude([lint_file(Source(f"{n}.env", PAIR), "dotenv") for n in "ab"], {}).findings == ()


@pytest.mark.parametrize(
    "comment",
    [
        "# vtexlint: ignore[surrounding-whitespace]\nVTEX_APP_TOKEN= {}\n",
        "# vtexlint: ignore[surrounding-whitespace]\n# why: the vendor wants it\nVTEX_APP_TOKEN= {}\n",
        "VTEX_APP_TOKEN=' {}' # vtexlint: ignore[surrounding-whitespace]\n",
    ],
)
def test_ignore_comments(comment: str) -> None:
    outcome = check(".env", f"VTEX_APP_KEY={KEY}\n" + comment.format(TOKEN))
    assert (outcome.findings, outcome.summary.suppressed) == ((), 1)


def test_an_ignore_comment_covers_its_own_lines_alone() -> None:
    text = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[surrounding-whitespace]\n\nVTEX_APP_TOKEN= {TOKEN}\n"
    assert rules(".env", text) == ["unused-suppression", "surrounding-whitespace"]


def test_ignore_file_at_the_top_alone() -> None:
    top = f"# vtexlint: ignore-file[surrounding-whitespace]\nVTEX_APP_KEY= {KEY}\nVTEX_APP_TOKEN= {TOKEN}\n"
    assert rules(".env", top) == []
    below = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore-file[surrounding-whitespace]\nVTEX_APP_TOKEN= {TOKEN}\n"
    assert rules(".env", below) == ["unknown-suppression", "surrounding-whitespace"]


@pytest.mark.parametrize(
    "comment",
    [
        'write "vtexlint: ignore[surrounding-whitespace]" behind the value',
        "silenced by `# vtexlint: ignore[surrounding-whitespace]`",
        "`vtexlint: ignore[rule]` names a rule",
        "not '# vtexlint-disable-line'",
        "`vtexlint: ignore`",
    ],
)
def test_a_comment_that_quotes_an_ignore_comment_is_none(comment: str) -> None:
    text = f"VTEX_APP_KEY={KEY}\n# {comment}\nVTEX_APP_TOKEN= {TOKEN}\n"
    assert rules(".env", text) == ["surrounding-whitespace"]
    both = text.replace(f"{comment}\n", f"{comment}, vtexlint: ignore[surrounding-whitespace]\n")
    assert check(".env", both).summary.suppressed == 1


def test_a_git_rule_is_no_unused_suppression_where_git_says_otherwise() -> None:
    text = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN={TOKEN}\n"
    assert rules(".env", text, state="ignored") == []
    assert check(".env", text, state="tracked").summary.suppressed == 1


def test_fingerprints_survive_moved_lines_and_differ() -> None:
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN= {TOKEN}\nVTEX_B_APP_KEY={key(suffix='BBBBBB')}\nVTEX_B_APP_TOKEN= {token(1)}\n"
    first = [f.fingerprint for f in check(".env", text, state="tracked").findings]
    moved = [f.fingerprint for f in check(".env", "# new\n\n" + text, state="tracked").findings]
    assert first == moved
    assert len(set(first)) == len(first) == 4


def test_fingerprints_tell_tokens_apart_but_no_other_value() -> None:
    def prints(value: str) -> set[str]:
        text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={value}\n"
        return {f.fingerprint for f in check(".env", text, state="tracked").findings}

    assert prints(token(1)).isdisjoint(prints(token(2)))
    assert prints(token(1)[:127]) == prints(token(2)[:127])


def test_a_real_token_s_fingerprint_survives_a_renamed_directory() -> None:
    one, two = (check(f"{folder}/.env", PAIR, state="tracked").findings[0].fingerprint for folder in ("a", "b"))
    assert one == two


def test_selection_and_severities() -> None:
    text = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
    assert check(".env", text, settings=Settings(ignore=("swapped-values",))).findings == ()
    assert check(".env", text, settings=Settings(select=("key-casing",))).findings == ()
    found = check(".env", text, settings=Settings(severity=(("swapped-values", "info"),))).findings
    assert [f.severity for f in found] == [Severity.INFO]


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean `swapped-values`"):
        disabled_rules(Settings(ignore=("swaped-values",)))


def test_unreadable_files_are_findings() -> None:
    outcome = conclude([unreadable_file("x.env", Message("contains a NUL byte and is not a text file"))], {})
    assert [(f.rule, f.location.start) for f in outcome.findings] == [("unreadable-file", (1, 1))]


def test_counts() -> None:
    summary = check(".env", PAIR + "VTEX_OMS_APP_KEY=\n", state="tracked").summary
    assert (summary.files, summary.credentials, summary.pairs, summary.errors) == (1, 3, 1, 1)


def test_source_lines_are_kept_only_where_they_are_asked_for() -> None:
    data = f"VTEX_APP_TOKEN={TOKEN[:127]}\n".encode()
    for context, expected in ((FileContext(), False), (FileContext(snippets=True), True)):
        assert {one.finding.location.snippet is not None for one in lint_bytes("a.env", data, context).pending} == {expected}


def test_a_file_without_a_token_has_none_to_ask_git_about() -> None:
    twice = f"VTEX_APP_TOKEN={TOKEN}\nVTEX_B_APP_TOKEN={TOKEN}\n".encode()
    assert [len(lint_bytes("a.env", data).tokens) for data in (b"X=1\n", twice)] == [0, 1]
    assert not lint_bytes("a.env", b"X=1\n").tokens
    assert not lint_bytes("a.env", b"X=1\n").unreadable


def test_a_run_that_reads_nothing_counts_nothing() -> None:
    assert not any(Summary())
    assert not any(conclude([], {}).summary)
