"""What is on the site, in which order, and the words around the pages in each language."""

import re
from collections.abc import Iterator
from pathlib import Path

from vtexlint.languages.codes import ENGLISH
from vtexlint.rules import registry

ROOT = Path(__file__).parents[2]

LANGUAGES = (ENGLISH, "pt-BR", "es")
LANGUAGE_NAMES = {ENGLISH: "English", "pt-BR": "Português do Brasil", "es": "Español"}

_LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "start",
        (
            "README.md", "docs/authentication.md", "docs/page.md", "docs/faq.md", "docs/uv-pipx.md", "docs/windows.md", "docs/docker.md",
        ),
    ),
    (
        "guides",
        (
            "docs/pre-commit.md", "docs/staged.md", "docs/git-hooks.md", "docs/husky.md", "docs/lefthook.md", "docs/lint-staged.md",
            "docs/github-actions.md", "docs/gitlab-ci.md", "docs/azure-pipelines.md",
            "docs/bitbucket.md", "docs/circleci.md", "docs/jenkins.md",
            "docs/which-files.md", "docs/monorepos.md", "docs/fixing.md", "docs/baseline.md", "docs/ignore-comments.md",
            "docs/history.md", "docs/where.md", "docs/renew-a-token.md", "docs/inventory.md", "docs/audit.md",
            "docs/account-snapshots.md", "docs/access.md", "docs/loaders.md",
        ),
    ),
    (
        "editors",
        (
            "docs/editors/README.md", "docs/editors/vscode.md", "docs/editors/neovim.md", "docs/editors/vim.md", "docs/editors/emacs.md",
            "docs/editors/helix.md", "docs/editors/kakoune.md", "docs/editors/kate.md", "docs/editors/sublime.md",
            "docs/editors/jetbrains.md",
            "docs/editors/zed.md", "docs/editors/on-save.md", "editors/vscode/README.md",
        ),
    ),
    ("rules", ("docs/rules/README.md", *(f"docs/rules/{name}.md" for name in registry.ORDER))),
    (
        "reference",
        (
            "docs/cli.md", "docs/settings.md", "docs/formats.md", "docs/exit-codes.md", "docs/names.md", "docs/python-api.md",
            "docs/comparison.md", "docs/speed.md", "docs/versioning.md", "CHANGELOG.md",
        ),
    ),
    (
        "project",
        (
            "CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md", "docs/facts.md", "docs/translating.md", "docs/site.md", "docs/ci.md",
            "tests/README.md", "docs/mutation.md", "docs/publishing.md",
        ),
    ),
    ("decisions", ("docs/adr/README.md", *(f"docs/adr/{path.name}" for path in sorted((ROOT / "docs/adr").glob("0*.md"))))),
)  # fmt: skip
"""Each part of the site and its pages, as paths below the root of the repository. The guides get the pages that no part lists."""

_LANGUAGE = re.compile(r"\.(pt-BR|pt|es)\.md$")


def unlisted(root: Path = ROOT) -> Iterator[str]:
    """English pages of docs/ that no part lists."""
    listed = {page for _, pages in _LISTED for page in pages}
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root).as_posix()
        if name not in listed and not _LANGUAGE.search(name):
            yield name


SECTIONS = tuple((part, (*pages, *unlisted()) if part == "guides" else pages) for part, pages in _LISTED)
PAGES = tuple(page for _, pages in SECTIONS for page in pages)

LABELS: dict[str, dict[str, str]] = {
    ENGLISH: {
        "start": "Start", "guides": "Guides", "editors": "Editors", "rules": "Rules", "reference": "Reference", "project": "Project",
        "decisions": "Decisions", "home": "Overview", "version": "Version", "description": "An offline linter for VTEX credentials",
        "tracked": "tracked by git", "untracked": "not tracked by git", "ignored": "ignored by git", "snapshot": "account snapshot",
        "settings": "settings", "missing": "This page is not translated yet.", "dark": "Dark colors", "light": "Light colors",
        "check": "Check a file here, in your browser",
    },
    "pt-BR": {
        "start": "Início", "guides": "Guias", "editors": "Editores", "rules": "Regras", "reference": "Referência", "project": "Projeto",
        "decisions": "Decisões", "home": "Visão geral", "version": "Versão", "description": "Um linter offline para credenciais da VTEX",
        "tracked": "rastreado pelo git", "untracked": "não rastreado pelo git", "ignored": "ignorado pelo git",
        "snapshot": "snapshot da conta", "settings": "configurações",
        "missing": "Esta página ainda não foi traduzida: o texto abaixo está em inglês.",
        "check": "Verifique um arquivo aqui, no seu navegador", "dark": "Cores escuras", "light": "Cores claras",
    },
    "es": {
        "start": "Inicio", "guides": "Guías", "editors": "Editores", "rules": "Reglas", "reference": "Referencia", "project": "Proyecto",
        "decisions": "Decisiones", "home": "Resumen", "version": "Versión",
        "description": "Un linter sin conexión para credenciales de VTEX",
        "tracked": "rastreado por git", "untracked": "no rastreado por git", "ignored": "ignorado por git",
        "snapshot": "snapshot de la cuenta", "settings": "configuración",
        "missing": "Esta página todavía no está traducida: el texto que sigue está en inglés.",
        "check": "Verifique un archivo aquí, en su navegador", "dark": "Colores oscuros", "light": "Colores claros",
    },
}  # fmt: skip
"""The words around the pages: parts of the menu, notes, states of an example's file."""

_README_ENDINGS = {"pt-BR": "pt", "es": "es"}


def translation(page: str, language: str) -> str:
    """The path of a page's translation; the file need not exist."""
    ending = _README_ENDINGS.get(language) if page == "README.md" else language
    return page if language == ENGLISH else f"{page.removesuffix('.md')}.{ending}.md"


def source(page: str, language: str, root: Path = ROOT) -> str:
    """The path of a page's text in a language: the English one where there is no other."""
    found = translation(page, language)
    return found if (root / found).exists() else page


def english(path: str) -> str:
    """The page of which a path may be the translation."""
    return _LANGUAGE.sub(".md", path)


def on_site(page: str) -> str:
    """Where a page of the repository is on the site, as Markdown: `docs/rules/README.md` is `rules/index.md`."""
    special = {"README.md": "index.md", "tests/README.md": "tests.md", "editors/vscode/README.md": "editors/vscode-extension.md"}
    if page in special:
        return special[page]
    return re.sub(r"(^|/)README\.md$", r"\1index.md", page.removeprefix("docs/")) if "/" in page else page.lower()
