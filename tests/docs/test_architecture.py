"""ARCHITECTURE.md, SECURITY.md and docs/adr say what is there: paths, layers, names, sizes."""

import re
import tomllib

import pytest

from tests.paths import ROOT

PAGES = ["ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md", *sorted(f"docs/adr/{path.name}" for path in (ROOT / "docs/adr").glob("*.md"))]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
WALK = "kept_pair"  # the rule that CONTRIBUTING makes up
CODE = "\n".join(path.read_text() for path in (ROOT / "vtexlint").rglob("*.py"))


def section(heading: str) -> str:
    return ARCHITECTURE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", PAGES)
def test_the_paths_that_a_page_names_are_there(name: str) -> None:
    named = re.findall(r"(?<![\w./])((?:[\w.-]+/)+[\w.-]*\.(?:py|md|yml|toml|json)|(?:[\w-]+/)+)(?=[`\s,:;)]|$)", (ROOT / name).read_text())
    roots = (ROOT, ROOT / "vtexlint", ROOT / "vtexlint/project", (ROOT / name).parent, ROOT / "docs")
    assert [
        path
        for path in named
        if "<" not in path and WALK not in path.replace("-", "_") and not any((root / path).exists() for root in roots)
    ] == []


def test_the_layers_are_the_contract_s() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    shown = re.findall(r"^ *(\d+)  ([a-z_]+(?: \| [a-z_]+)*)  ", section("The packages"), re.MULTILINE)
    assert shown == [(str(number), layer) for number, layer in enumerate(layers, start=1)]


def test_the_names_are_the_code_s() -> None:
    rows = [line.split("|")[1] for line in section("Names").splitlines() if line.startswith("| `")]
    names = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    modules = {path.stem for path in (ROOT / "vtexlint").rglob("*.py")}
    missing = [
        name
        for name in names
        if name not in modules and not re.search(rf"\b(?:class|def) {name}\b|\b{name}: |\b{name} = ", CODE, re.MULTILINE)
    ]
    assert len(names) > 50
    assert missing == []


def test_the_state_lives_where_the_page_says() -> None:
    for name, path in re.findall(r"^\| `(\w+)` \((\S+\.py)\)", section("Where state lives"), re.MULTILINE):
        assert f"class {name}" in (ROOT / "vtexlint" / path).read_text(), name


def test_the_reading_order_has_the_right_sizes() -> None:
    sizes = {path: int(lines) for path, lines in re.findall(r"`(vtexlint/[\w/]+\.py)` \((\d+)", section("Reading order"))}
    really = {path: len((ROOT / path).read_text().splitlines()) for path in sizes}
    assert len(sizes) == 15
    assert [(path, really[path]) for path in sizes if abs(sizes[path] - really[path]) > 0.15 * really[path]] == []
    total = int(re.findall(r"about ([\d,]+) lines", section("Reading order"))[0].replace(",", "")) - len(ARCHITECTURE.splitlines())
    assert abs(total - sum(really.values())) < 0.05 * total


def test_the_index_lists_every_record() -> None:
    listed = re.findall(r"\(([\w-]+\.md)\)", (ROOT / "docs/adr/README.md").read_text())
    assert listed == sorted(path.name for path in (ROOT / "docs/adr").glob("0*.md"))
