"""Write the source of the site, a tree for each language: its pages with their links, and the files that they link."""

import json
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.site import outline
from tools.site.markdown import headings, prepare
from vtexlint._about import __version__
from vtexlint.languages.codes import ENGLISH
from vtexlint.pages.guides import CHOICE

HERE = Path(__file__).parent
_FILES = "files"  # files of the repository that pages link


class BrokenLinkError(Exception):
    """A page links what the repository does not have."""


def stage(where: Path, language: str, root: Path = outline.ROOT, *, has_page: bool = False) -> None:
    """Write a language's pages and its configuration to a new directory. Raises BrokenLinkError."""
    docs = where / "docs"
    shutil.copytree(HERE / "assets", docs / "assets", dirs_exist_ok=True)
    for page in outline.PAGES:
        path = docs / outline.on_site(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(page, language, docs, root), encoding="utf-8")
    (where / "mkdocs.yml").write_text(
        json.dumps(configuration(language, has_page=has_page), indent=2, ensure_ascii=False), encoding="utf-8"
    )


def _page(page: str, language: str, docs: Path, root: Path) -> str:
    source = outline.source(page, language, root)
    text = CHOICE.sub("", (root / source).read_text(encoding="utf-8"))  # the site has a menu for it
    links = _Links(page, source, docs, root)
    body = prepare(text, links.target, outline.LABELS[language], _names(page, text, root))
    if language == ENGLISH or source != page:
        return body
    return f'---\nlang: "{ENGLISH}"\n---\n{body}'


def _names(page: str, text: str, root: Path) -> list[str]:
    """The names of a page's headings: those of the English page, so that an address is right in each language."""
    own = headings(text)
    english = headings((root / page).read_text(encoding="utf-8"))
    same = [level for level, _ in own] == [level for level, _ in english]
    return [name.replace("__", "") for _, name in (english if same else own)]  # which the site's Markdown takes for bold


class _Links:
    """The links of one page, as the site has them."""

    def __init__(self, page: str, source: str, docs: Path, root: Path) -> None:
        self.page, self.source, self.docs, self.root = page, source, docs, root

    def target(self, link: str) -> str:
        """The address on the site. Raises BrokenLinkError."""
        if ":" in link.partition("#")[0]:
            return link
        path, _, name = link.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(self.source), path)) if path else self.source
        if (self.root / found).is_dir():
            found = f"{found}/README.md"
        if not (self.root / found).exists():
            raise BrokenLinkError(f"{self.source}: {link}")
        here = posixpath.dirname(outline.on_site(self.page)) or "."
        page = outline.english(found)
        if page not in outline.PAGES:
            return posixpath.relpath(self._copied(found), here)
        anchor = f"#{self._name(found, page, name, link)}" if name else ""
        if page == self.page:
            return anchor or posixpath.basename(outline.on_site(page))
        return posixpath.relpath(outline.on_site(page), here) + anchor

    def _name(self, found: str, page: str, name: str, link: str) -> str:
        text = (self.root / found).read_text(encoding="utf-8")
        for (_, own), shown in zip(headings(text), _names(page, text, self.root), strict=True):
            if own == name:
                return shown
        raise BrokenLinkError(f"{self.source}: {link}")

    def _copied(self, found: str) -> str:
        to = found.removeprefix("docs/") if found.endswith(".svg") else f"{_FILES}/{found}"
        (self.docs / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.root / found, self.docs / to)
        return to


def _menu(language: str) -> Iterator[dict[str, list[Any]]]:
    labels = outline.LABELS[language]
    for section, pages in outline.SECTIONS:
        shown = [outline.on_site(page) for page in pages]
        yield {labels[section]: [{labels["home"]: path} if path == "index.md" else path for path in shown]}


def configuration(language: str, *, has_page: bool = False) -> dict[str, Any]:
    """Zensical's configuration, in the form of MkDocs, of a language's tree."""
    labels = outline.LABELS[language]
    return {
        "site_name": "vtexlint",
        "site_description": labels["description"],
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,  # the site is read from a disk, too
        "strict": True,
        "theme": {
            "name": "material",
            "custom_dir": str(HERE / "theme"),
            "language": language,
            "font": False,
            "icon": {"logo": "material/key-alert"},
            "features": [
                "navigation.tabs", "navigation.indexes", "navigation.top", "navigation.footer", "toc.follow", "search.highlight",
                "content.code.copy",
            ],
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "indigo", "accent": "pink",
                 "toggle": {"icon": "material/weather-night", "name": labels["dark"]}},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "indigo", "accent": "pink",
                 "toggle": {"icon": "material/weather-sunny", "name": labels["light"]}},
            ],
        },
        "plugins": ["search", "offline"],
        "markdown_extensions": [
            "admonition", "attr_list", "sane_lists", "tables", {"toc": {"permalink": True}},
            "pymdownx.superfences", {"pymdownx.highlight": {"use_pygments": True}}, "pymdownx.magiclink",
        ],
        "validation": {"anchors": "warn", "not_found": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        "copyright": f'<span data-version-label>{labels["version"]}</span> {__version__}',
        "extra_css": ["assets/extra.css"],
        "extra_javascript": ["../../versions.js", "assets/choice.js"],
        "extra": {
            "generator": False,
            "homepage": "index.html",
            "missing": labels["missing"],
            "check": labels["check"] if has_page else "",
            "polyfills": ["assets/iframe-worker.js"],  # search without a server; by default a content network has it
            "alternate": [{"lang": one, "name": outline.LANGUAGE_NAMES[one], "link": f"../{one}/index.html"} for one in outline.LANGUAGES],
        },
        "nav": list(_menu(language)),
    }  # fmt: skip
