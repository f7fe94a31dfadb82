"""Each rule has a case that it reports, and one that it must not, in each of the four forms that people write."""

import re
from pathlib import Path

import pytest

from tests.case_files import CASES, FILES, case_id, name_of
from tests.run import filled
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.rules.registry import ORDER

FORMS = ("dotenv", "yaml", "json", "toml")
# rule -> the forms that can have its fault, and why not the others
ONLY = {
    "loader-dependent-value": ({"dotenv"}, "it compares loaders of .env files"),
    "public-settings": ({"json"}, "VTEX IO's manifest is JSON"),
    "unreadable-file": (set[str](), "it is about bytes that are no text: tests/project/test_barriers.py"),
}
NEVER_FOUND = {("duplicate-name", "toml"): "TOML forbids it: syntax-error reports it"}


def _reported(path: Path) -> set[str]:
    expected = path.with_name(path.name + ".expected").read_text()
    return set(re.findall(r"^(?:error|warning|info) ([a-z-]+)(?: \[\*\])?: ", expected, re.MULTILINE))


def _form(path: Path) -> str:
    return format_of(name_of(path)) or guess_format(filled(path.read_bytes()).decode("utf-8", "replace"))


FOUND = {(rule, _form(path)) for path in FILES for rule in _reported(path)}
# in `all-rules` any rule could be meant
SILENT = {(rule, _form(path)) for path in FILES for rule in path.relative_to(CASES).parts[:1] if rule not in _reported(path)}
WANTED = [(rule, form) for rule in ORDER for form in FORMS if form in ONLY.get(rule, (set(FORMS), ""))[0]]


@pytest.mark.parametrize(("rule", "form"), WANTED, ids=lambda word: word)
def test_a_found_and_a_silent_case(rule: str, form: str) -> None:
    folder = f"tests/cases/{rule}"
    if (rule, form) in NEVER_FOUND:
        assert (rule, form) not in FOUND, f"{folder} has a case in {form} that is reported: remove the row from NEVER_FOUND"
    else:
        assert (rule, form) in FOUND, f"{folder} needs a case in {form} that is reported"
    assert (rule, form) in SILENT, f"{folder} needs a case in {form} that the rule does not report"


def test_each_expectation_is_a_whole_report() -> None:
    """A found case shows the line, where in it, and what to do; a silent one says that it was read."""
    for path in FILES:
        report = path.with_name(path.name + ".expected").read_text()
        findings = re.findall(r"^(?:error|warning|info) [a-z-]+(?: \[\*\])?: ", report, re.MULTILINE)
        assert len(re.findall(r"^ *--> ", report, re.MULTILINE)) == len(findings), case_id(path)
        assert len(re.findall(r"^ *= help: ", report, re.MULTILINE)) == len(findings), case_id(path)
        assert re.search(r"^(?:no findings|\d+ (?:errors?|warnings?|infos?)\b.*) in 1 \w+", report, re.MULTILINE), case_id(path)
