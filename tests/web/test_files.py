"""The page's own files: each text is used and each that is used is there; the policy; what the build makes of rule pages and modules."""

import base64
import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools.page import files, library, python_parts, rule_pages, single
from tools.page.rule_pages import Tree
from vtexlint.pages.render import page
from vtexlint.rules.registry import rules
from web.texts import TEXTS

WEB = ROOT / "web"
SCRIPTS = sorted(WEB.glob("*.js"))
HTML = (WEB / "index.html").read_text()


def test_each_text_is_used_and_there() -> None:
    script = "".join(path.read_text() for path in SCRIPTS)
    used = {*re.findall(r'data-text="([\w-]+)"', HTML), *re.findall(r'say\("([\w-]+)"', script)}
    chosen = re.findall(r'say\([\w.]+ \? "([\w-]+)" : "([\w-]+)"', script)
    used |= {one for pair in chosen for one in pair} | {"safe", "unsafe"}  # these two by the kind of the fix
    assert used == {template.id.removeprefix("web.") for template in TEXTS}


def test_each_element_that_a_script_wants_is_there() -> None:
    script = (WEB / "page.js").read_text()
    wanted = set(re.findall(r'\$\("([\w-]+)"\)', script)) | {f"choose-{name}" for name in ("files", "folder", "account")}
    assert wanted <= set(re.findall(r'id="([\w-]+)"', HTML))


def test_the_policy_allows_its_own_files_and_later_nothing() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', HTML)
    assert policy
    allowed = dict(part.strip().split(" ", 1) for part in unescape(policy[1]).split(";"))
    assert allowed == {
        "default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'", "style-src": "'self'", "img-src": "'self'",
        "connect-src": "'self'", "worker-src": "'self' blob:", "form-action": "'none'", "base-uri": "'none'",
    }  # fmt: skip
    locked = re.search(r'LOCKED = "([^"]+)"', (WEB / "engine.js").read_text())
    assert locked
    assert "'self'" not in locked[1]
    assert "connect-src" not in locked[1]  # default-src 'none'
    assert not re.search(r"\bon\w+=|style=|<script>", HTML)


@pytest.mark.parametrize("field", ["text", "name"])
def test_no_browser_keeps_or_sends_a_field(field: str) -> None:
    tag = re.search(rf'<(?:textarea|input)[^>]* ?id="{field}"[^>]*>', HTML)
    assert tag
    for attribute in ('autocomplete="off"', 'spellcheck="false"', 'autocorrect="off"', 'autocapitalize="off"'):
        assert attribute in tag[0]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_stores_or_parses_html(path: Path) -> None:
    text = path.read_text()
    assert not re.search(
        r"localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML|outerHTML|insertAdjacent|\beval\(|new Function", text
    )


def test_the_texts_in_each_language() -> None:
    said = json.loads(files.texts_script().removeprefix("export const TEXTS = "))
    assert list(said) == ["en", "es", "pt-BR"]
    assert said["en"]["about"] == "More about {rule}"
    assert said["es"]["close"] == "Cerrar"
    assert said["en"].keys() == said["es"].keys() == said["pt-BR"].keys()


def test_one_file_has_everything_and_a_policy_for_exactly_its_script() -> None:
    own = {path.name: path.read_text() for path in WEB.iterdir() if path.is_file() and path.suffix != ".py"}
    own |= {"facts.js": 'export const VERSION = "1"\n', "texts.js": files.texts_script()}
    html = single.single(own, {"worker": b"abc"})
    assert not re.search(r'(?:src|href)="', html)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)
    names = re.findall(r"^(?:const|let|class|(?:async )?function) (\w+)", script, re.MULTILINE)
    assert sorted(names) == sorted(set(names))  # one scope
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert f"script-src 'sha256-{digest}' 'wasm-unsafe-eval'" in policy[1]
    assert "'self'" not in policy[1]
    assert '<script type="text/plain" id="part-worker">YWJj</script>' in html


def test_a_script_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="end of a script"):
        single.single(dict.fromkeys(("facts.js", "page.css", "index.html"), "</script>"), {})


def _text(tree: Tree) -> str:
    return tree if isinstance(tree, str) else "".join(map(_text, tree[2]))


def test_a_rule_page_loses_no_text() -> None:
    trees = rule_pages.pages()
    for language in ("en", "pt-BR", "es"):
        for rule in rules():
            shown = re.sub(r"\W+|_", "", "".join(map(_text, trees[language][rule.name])))
            words = re.findall(r"[^\W_]{4,}", re.sub(r"\]\([^)]*\)|^```.*$", "", page(rule, language), flags=re.MULTILINE))
            assert [word for word in words if word not in shown] == []


def test_the_page_about_401_is_one_of_them() -> None:
    for language, trees in rule_pages.pages().items():
        title, first, *_ = trees[rule_pages.TOPIC]
        assert title[0] == "h2"
        assert "VTEX" in _text(first)
        assert "Português" not in "".join(map(_text, trees[rule_pages.TOPIC])), language
    assert f'about("{rule_pages.TOPIC}")' in (WEB / "page.js").read_text()


def test_links_of_a_rule_page_lead_to_rules_or_to_vtex() -> None:
    found: list[str] = []

    def walk(tree: Tree) -> None:
        if not isinstance(tree, str):
            found.extend([tree[1]] if tree[0] == "a" else [])
            for one in tree[2]:
                walk(one)

    for blocks in rule_pages.pages()["es"].values():
        for block in blocks:
            walk(block)
    assert any(one.startswith("#") for one in found)
    assert any(one.startswith("https://help.vtex.com/") for one in found)
    names = {rule.name for rule in rules()}
    assert all(one[1:] in names if one.startswith("#") else one.startswith("https://") for one in found)


LIBRARY = {
    "a": "import b.c\ndef late():\n    import unused\n",
    "b.__init__": "",
    "b.c": "from . import d\ntry:\n    import e\nexcept ImportError:\n    import f\n",
    "b.d": "from .g import x",
    "b.g": "import pdb",
    "e": "",
    "f": "",
    "unused": "",
    "pdb": "",
    "encodings.utf_8": "",
    "encodings.big5": "",
}


def test_what_is_imported_at_import_is_kept() -> None:
    found = library.needed(LIBRARY, ["def late():\n    import a\n"])
    assert found == {"a", "b.__init__", "b.c", "b.d", "b.g", "e", "f", "encodings.utf_8"}


def test_the_versions_are_named_once() -> None:
    licenses = (WEB / "licenses.txt").read_text()
    for name, version in re.findall(r"^([\w-]+)==(\S+)", (python_parts.HERE / "requirements.txt").read_text(), re.MULTILINE):
        assert f"{name.replace('-', '_')} {version}" in licenses
    pyodide = json.loads((python_parts.NPM / "package.json").read_text())["dependencies"]["pyodide"]
    assert f"Pyodide {pyodide}" in licenses
