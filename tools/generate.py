"""Write everything that is generated: `python -m tools.generate`; with `--check`, report what is stale and exit with 1.

The sources are rules/registry.py with the rules' modules, reporters/table.py, parsers/formats.py, settings.LOADERS, the command line's
parsers and docstrings (tools/reference.py), and real runs (tools/sample_reports.py). Whole files are replaced; in others, the part
between a line with `generated: NAME` and the next line with `end`, or a list within a line (tools/editor_lists.py).
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import completions, editor_lists, man_page, proofs, reference, rule_facts, sample_reports
from vtexlint.pages import render
from vtexlint.parsers.formats import FORMATS
from vtexlint.reporters.table import TABLE
from vtexlint.rules import registry
from vtexlint.settings import LOADERS

ROOT = Path(__file__).parent.parent
_SETTINGS_SCHEMA = "schemas/settings.schema.json"
_NAMES = "vtexlint/rules/names.py"


def files() -> dict[str, str]:
    """Path below the root -> text, of each file that is generated as a whole."""
    pages = {f"docs/rules/{name}": text for name, text in render.rendered().items()}
    topics = {f"docs/{name}": text for name, text in render.rendered_topics().items()}
    schema = json.loads((ROOT / _SETTINGS_SCHEMA).read_text())
    schema["properties"]["loaders"]["items"]["enum"] = list(LOADERS)
    schema["$defs"]["rule"]["enum"] = sorted({*registry.ORDER, *(name for rule in registry.rules() for name in rule.replaces)})
    made = {
        _NAMES: rule_facts.render(registry.rules()),
        _SETTINGS_SCHEMA: json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
    }
    return made | pages | topics | completions.scripts() | reference.pages() | sample_reports.pictures() | {man_page.PATH: man_page.page()}


def parts() -> dict[tuple[str, str], str]:
    """(Path below the root, name of the part) -> lines of the part."""
    formats = "".join(f"| `{row.name}` | {row.audience} | {row.content} |\n" for row in TABLE)
    names = ", ".join(f'"{name}"' for name in dict.fromkeys(row.name for row in FORMATS))
    return {
        ("pyproject.toml", "rules"): "".join(f'    "{registry.module_of(name)}",\n' for name in sorted(registry.ORDER)),
        ("docs/formats.md", "report formats"): f"| format | for | what it contains besides the findings |\n|---|---|---|\n{formats}",
        ("docs/settings.md", "settings"): reference.settings(json.loads((ROOT / _SETTINGS_SCHEMA).read_text())),
        ("docs/pre-commit.md", "report"): sample_reports.hook(),
        ("docs/fixing.md", "diff"): sample_reports.masked_diff(),
        ("SECURITY.md", "promises"): f"| promise | how it is proved |\n|---|---|\n{proofs.table()}",
        ("vtexlint/parsers/model.py", "formats"): f"Format = Literal[{names}]\n",
        ("editors/vscode/src/documents.ts", "selectors"): editor_lists.vscode_selectors(),
    }


def wanted(root: Path = ROOT) -> dict[Path, str]:
    """Each generated file, and each file with a generated part, as it should be. Raises ValueError for a part that is not marked."""
    found = {root / name: text for name, text in files().items()}
    for (name, part), lines in parts().items():
        path = root / name
        found[path] = _with_part(name, found.get(path) or path.read_text(), part, lines)
    for (name, pattern), words in _phrases().items():
        path = root / name
        found[path] = _with_phrase(name, found.get(path) or path.read_text(), pattern, words)
    return found


def _phrases() -> dict[tuple[str, str], str]:
    """Those of the editors; and the README's list of endings in its translations."""
    found = editor_lists.phrases()
    (endings,) = [words for (name, _), words in found.items() if name == "README.md"]
    return found | {(name, r"(`)\.json [^`]*(`)"): endings for name in ("README.es.md", "README.pt.md")}


def _with_part(name: str, text: str, part: str, lines: str) -> str:
    pattern = rf"(?ms)^([^\n]*\bgenerated: {re.escape(part)}\b[^\n]*\n).*?(^[^\n]*\bend\b[^\n]*$)"
    after, count = re.subn(pattern, lambda match: match[1] + lines + match[2], text)
    if count != 1:
        raise ValueError(f"{name} has {count} parts marked `generated: {part}`; one is expected")
    return after


def _with_phrase(name: str, text: str, pattern: str, words: str) -> str:
    after, count = re.subn(pattern, lambda match: match[1] + words + match[2], text)
    if not count:
        raise ValueError(f"{name} has no line like {pattern}")
    return after


def left_over(root: Path = ROOT) -> Iterator[Path]:
    """Pages of rules that are gone."""
    known = files()
    for path in (root / "docs/rules").glob("*.md"):
        if f"docs/rules/{path.name}" not in known:
            yield path


def main(arguments: list[str], root: Path = ROOT, report: Callable[[str], None] = print) -> int:
    """Write what is stale; with `--check` only name it. Returns the exit status."""
    names, facts = root / _NAMES, rule_facts.render(registry.rules())
    if not names.exists() or names.read_text() != facts:  # before the sample reports: without it, no new rule runs
        if "--check" in arguments:
            report(f"{_NAMES} is stale: run `python -m tools.generate`")
            return 1
        names.write_text(facts)
        report(f"wrote {_NAMES}")
        if not (root / "tools").is_dir():  # a copy of what is generated
            return main(arguments, root, report)
        # this process has imported the old names
        done = subprocess.run([sys.executable, "-m", "tools.generate"], cwd=root, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            report(line)
        sys.stderr.write(done.stderr)
        return done.returncode
    stale = {path: text for path, text in wanted(root).items() if not path.exists() or path.read_text() != text}
    gone = list(left_over(root))
    if "--check" in arguments:
        for path in [*stale, *gone]:
            report(f"{path.relative_to(root)} is stale: run `python -m tools.generate`")
        return 1 if stale or gone else 0
    for path, text in stale.items():
        path.write_text(text)
        report(f"wrote {path.relative_to(root)}")
    for path in gone:
        path.unlink()
        report(f"removed {path.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
