"""README.md and docs/: links and anchors lead somewhere, commands name options that exist, snippets fit what they configure."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint._about import __version__
from vtexlint.cli import completion
from vtexlint.cli.init import command
from vtexlint.cli.main import COMMANDS
from vtexlint.cli.options import OPTIONS
from vtexlint.cli.parser import parser as check_parser
from vtexlint.credentials.foreign import KINDS
from vtexlint.rules.registry import ORDER

PAGES = [*sorted(ROOT.glob("README*.md")), ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
_FENCE = re.compile(r"^ *```[^\n]*\n.*?^ *```$", re.MULTILINE | re.DOTALL)
CHECK_OPTIONS = {name for option in OPTIONS for name in option.names} | {"--help", "--version", "-h"}
PARSERS = {"check": check_parser, "init": command.parser, "completion": completion.parser}


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ +(.+)$", _FENCE.sub("", page.read_text()), re.MULTILINE)
    plain = (re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_and_anchors_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text()))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_files_of_this_project_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(r"`((?:vtexlint|tests|tools|docs|schemas|templates|editors)/[\w./-]+\.\w+)`", page.read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def commands(page: Path) -> list[str]:
    """The calls of vtexlint in a page's shell blocks, CI snippets and inline code."""
    found = []
    for block in _FENCE.findall(page.read_text()):
        found += re.findall(rf"(?:^|[\s'\"|(/])(vtexlint (?:{'|'.join(COMMANDS)})\b[^\n|;&#<>)`'\"]*)", block)
    found += re.findall(r"`(vtexlint [a-z][^`\n]*)`", page.read_text())
    return found


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_and_their_options_exist(page: Path) -> None:
    for line in commands(page):
        words = shlex.split(line.replace("...", ""), comments=True)
        assert words[1] in (*COMMANDS, "COMMAND", "FILE", "help", "version"), line
        if words[1] in PARSERS:
            known = {name for action in PARSERS[words[1]]()._actions for name in action.option_strings}
            assert {word.partition("=")[0] for word in words[2:] if word.startswith("-") and word not in ("-", "--")} - known == set(), line


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_release_is_named_by_the_version_that_this_is(page: Path) -> None:
    named = set(re.findall(r"(?:vtexlint@|rev: |refs/tags/)v(\d+\.\d+\.\d+)", page.read_text()))
    assert named <= {__version__}


def test_the_numbers_in_the_changes_are_those_of_the_code() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    assert f"knows {len(KINDS)} kinds of other credentials; the {sum(bool(kind.revoke) for kind in KINDS)} of other vendors" in text


def snippets(page: str) -> list[Any]:
    texts = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs" / page).read_text(), re.MULTILINE | re.DOTALL)
    return [yaml.safe_load(text) for text in texts]


@pytest.mark.clients
def test_hook_snippets_are_valid_and_name_hooks_and_options_that_exist(tmp_path: Path) -> None:
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for number, snippet in enumerate(snippets("pre-commit.md")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(yaml.safe_dump(snippet))
        done = clients.run(tmp_path, "pre-commit", "validate-config", str(path), environment=clients.environment())
        assert done.returncode == 0, done.stdout
        for hook in snippet["repos"][0]["hooks"]:
            assert hook["id"] in ids
            assert {word for word in hook.get("args", []) if word.startswith("-")} <= CHECK_OPTIONS


def with_keys(value: Any, key: str) -> list[Any]:
    """All values of a key, wherever it stands."""
    if isinstance(value, dict):
        return [v for k, v in value.items() if k == key] + [found for v in value.values() for found in with_keys(v, key)]
    return [found for v in value for found in with_keys(v, key)] if isinstance(value, list) else []


def test_the_action_s_inputs_are_those_of_the_guide() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    text = (ROOT / "docs/github-actions.md").read_text()
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(inputs)
    steps = [step for document in snippets("github-actions.md") for steps in with_keys([document], "steps") for step in steps]
    used = [step.get("with", {}) for step in steps if "/vtexlint@" in step.get("uses", "")]
    assert used
    assert all(set(given) <= set(inputs) for given in used)


def test_gitlab_s_inputs_are_those_of_the_guide() -> None:
    spec = next(yaml.safe_load_all((ROOT / "templates/gitlab-ci.yml").read_text()))["spec"]["inputs"]
    assert re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/gitlab-ci.md").read_text(), re.MULTILINE) == list(spec)
    for given in with_keys(snippets("gitlab-ci.md"), "inputs"):
        assert set(given) <= set(spec)


def test_azure_s_parameters_are_those_of_the_guide() -> None:
    known = {parameter["name"] for parameter in yaml.safe_load((ROOT / "templates/azure-pipelines.yml").read_text())["parameters"]}
    given = with_keys(snippets("azure-pipelines.md"), "parameters")
    assert given
    assert all(set(each) <= known for each in given)


@pytest.mark.integration
def test_the_plain_git_hook_blocks_a_bad_index_and_lets_a_good_one_through(tmp_path: Path) -> None:
    (script,) = re.findall(r"```sh\n(#!.*?)```", (ROOT / "docs/staged.md").read_text(), re.DOTALL)
    assert script.count("\n") <= 10
    clients.run(tmp_path, "git", "init", "-q", ".", environment=clients.environment())
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script)
    hook.chmod(0o755)

    def commit(staged: str, on_disk: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "a.yaml").write_text(staged)
        clients.run(tmp_path, "git", "add", "-A", environment=clients.environment())
        (tmp_path / "a.yaml").write_text(on_disk)
        return clients.run(tmp_path, "git", "commit", "-qm", "x", environment=clients.environment())

    bad = f"vtex:\n  appKey: {KEY}\n  appToken: {TOKEN}\n"
    good = "vtex:\n  appKey: ${KEY}\n  appToken: ${TOKEN}\n"
    done = commit(bad, good)
    assert (done.returncode, "committed-secret" in done.stdout) == (1, True), done.stdout
    done = commit(good, bad)
    assert done.returncode == 0, done.stdout


def test_rules_that_pages_link_to_exist() -> None:
    for page in PAGES:
        for name in re.findall(r"rules/([a-z-]+)\.md", page.read_text()):
            assert name in ORDER
