"""The VS Code extension's package agrees with the program; its code has tests of its own, in editors/vscode/test."""

import json
import re
from pathlib import Path

import pytest

from tests.case_files import FILES
from tests.paths import ROOT
from tests.run import check, filled
from vtexlint._about import __version__
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter

EXTENSION = ROOT / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text())


def test_it_has_the_programs_version() -> None:
    assert MANIFEST["version"] == __version__
    assert f"## {__version__}\n" in (EXTENSION / "CHANGELOG.md").read_text()


def test_the_problem_matcher_reads_every_line_of_the_concise_report() -> None:
    (matcher,) = MANIFEST["contributes"]["problemMatchers"]
    pattern = re.compile(matcher["pattern"]["regexp"])
    seen = 0
    for path in FILES:
        outcome = check(path.name, filled(path.read_bytes()), state="tracked")
        for line, finding in zip(reporter("concise")(outcome, Style()).splitlines(), outcome.findings, strict=True):
            match = pattern.fullmatch(line)
            assert match, line
            start = finding.location.start
            assert match.groups()[:5] == (path.name, str(start.line), str(start.column), finding.severity.word, finding.rule)
            seen += 1
    assert seen > 100


def test_the_lock_names_no_registry_but_npms() -> None:
    lock = (EXTENSION / "package-lock.json").read_text()
    assert set(re.findall(r"https?://[^/\"]+(?=/[^\"]*\.tgz)", lock)) <= {"https://registry.npmjs.org"}
    assert json.loads(lock)["packages"][""]["version"] == __version__


@pytest.mark.parametrize("page", [EXTENSION / "README.md"])
def test_the_readme_tells_every_setting(page: Path) -> None:
    told = set(re.findall(r"^\| `(vtexlint\.[\w.]+)`", page.read_text(), re.MULTILINE))
    assert told == set(MANIFEST["contributes"]["configuration"]["properties"])


def test_a_workspace_cannot_have_texts_written_or_a_program_run() -> None:
    settings = MANIFEST["contributes"]["configuration"]["properties"]
    restricted = MANIFEST["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    assert {name for name, setting in settings.items() if setting["scope"] == "machine"} == {"vtexlint.trace.server"}
    overridable = {name for name, setting in settings.items() if setting["scope"] == "machine-overridable"}
    assert overridable == {"vtexlint.path", "vtexlint.config"} == set(restricted)


def test_the_palette_has_every_command_and_the_pictures_are_there() -> None:
    contributed = MANIFEST["contributes"]
    enablement = {command["command"]: command.get("enablement", "") for command in contributed["commands"]}
    assert "editorTextFocus" not in "".join(enablement.values())  # the palette has the focus
    assert (EXTENSION / MANIFEST["icon"]).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    packed = (EXTENSION / ".vscodeignore").read_text()
    assert f"!{MANIFEST['icon']}" in packed
    for step in contributed["walkthroughs"][0]["steps"]:
        assert (EXTENSION / step["media"]["markdown"]).is_file()
    assert "!walkthrough/*.md" in packed


@pytest.mark.parametrize("language", ["pt-br", "es"])
def test_the_extension_is_in_each_language(language: str) -> None:
    """The manifest's texts and the code's: each once, and none is left over."""
    english, translated = (
        json.loads((EXTENSION / name).read_text("utf-8")) for name in ("package.nls.json", f"package.nls.{language}.json")
    )
    named = re.findall(r'"%([\w.]+)%"', (EXTENSION / "package.json").read_text())
    assert sorted(named) == sorted(english) == sorted(translated)
    bundle = json.loads((EXTENSION / f"l10n/bundle.l10n.{language}.json").read_text("utf-8"))
    code = "".join((EXTENSION / f"src/{name}.ts").read_text() for name in ("extension", "find", "status", "pages"))
    said = {
        *re.findall(r'l10n\.t\("([^"]+)"', code),
        *re.findall(r'(?:ADVICE =|\?|:|reason:) "([A-Z][^"]+\.)"', code),
        *re.findall(r'type Remedy = "([^"]+)" \| "([^"]+)"', code)[0],
    }
    assert said == set(bundle)
    assert all(re.findall(r"\{\d\}", text) == re.findall(r"\{\d\}", source) for source, text in bundle.items())
