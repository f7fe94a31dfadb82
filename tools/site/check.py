"""What a built site must not have: a link that leads nowhere, something loaded from elsewhere, a page that lost a part of its text."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

from tools.site import outline
from vtexlint.languages.codes import ENGLISH
from vtexlint.pages.guides import CHOICE

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "embed": "src", "object": "data"}
_LOADED_LINKS = frozenset({"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "prefetch", "modulepreload", "manifest"})
_CSS = re.compile(r"url\(\s*['\"]?(?!data:|#)([^'\")]+)|@import\s+['\"]([^'\"]+)")
_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "table", "tr", "img", "blockquote"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_NOT_OURS = ("headerlink", "filename", "admonition", "md-nav", "md-source-file")


class Page(HTMLParser):
    """What is in one page: the names of its places, its links, what it loads; the blocks and the text of its article."""

    def __init__(self, text: str, is_article: bool = False) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.blocks: list[str] = []
        self.text = ""
        self._article = int(is_article)
        self._skipped = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = {name: value or "" for name, value in attributes}
        self.names |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADS and _LOADS[tag] in values:
            self.loads.append(values[_LOADS[tag]])
        if tag == "link" and _LOADED_LINKS & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))
        self.loads += [found for pair in _CSS.findall(values.get("style", "")) for found in pair if found]
        if tag == "article":
            self._article = 1
        if tag in _VOID:
            if tag in _BLOCKS and self._article and not self._skipped:
                self.blocks.append(tag)
            return
        if self._skipped or any(name in values.get("class", "") for name in _NOT_OURS) or tag in ("script", "style"):
            self._skipped += 1
        elif tag in _BLOCKS and self._article:
            self.blocks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        if self._skipped and tag not in _VOID:
            self._skipped -= 1
        if tag == "article":
            self._article = 0

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self._article and not self._skipped:
            self.text += data


def faults(version: Path) -> Iterator[str]:
    """What is wrong in the built pages of a version, for people."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(version.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(version).as_posix()
        for load in page.loads:
            if not _is_there(path, load, version):
                yield f"{name}: loads {load}"
        for link in page.links:
            yield from (f"{name}: {fault}" for fault in _link_faults(path, link, pages))
    for path in sorted(version.rglob("*.css")):
        for found in (one for pair in _CSS.findall(path.read_text(encoding="utf-8")) for one in pair if one):
            if not _is_there(path, found, version):
                yield f"{path.relative_to(version).as_posix()}: loads {found}"
    for language in outline.LANGUAGES:
        for name in outline.PAGES:
            source = outline.source(name, language)
            if language == ENGLISH or source != name:
                built = version / language / outline.on_site(name).replace(".md", ".html")
                text = (outline.ROOT / source).read_text(encoding="utf-8")
                yield from (f"{language}/{name}: {fault}" for fault in lost(pages[built], CHOICE.sub("", text)))


def _is_there(path: Path, address: str, version: Path) -> bool:
    if address.endswith("/versions.js"):  # of the whole site, written later
        return posixpath.normpath(posixpath.join(path.parent.as_posix(), address)) == (version.parent / "versions.js").as_posix()
    if address.startswith("data:"):
        return True
    return not re.match(r"[a-z]+:|//", address) and (path.parent / unquote(address.partition("?")[0])).exists()


def _link_faults(path: Path, link: str, pages: dict[Path, Page]) -> Iterator[str]:
    if re.match(r"https://|mailto:", link):
        return
    address, _, name = link.partition("#")
    to = Path(posixpath.normpath((path.parent / unquote(address)).as_posix())) if address else path
    if re.match(r"[a-z]+:|//|/", link) or not to.is_file():
        yield f"links {link}"
    elif name and to in pages and unquote(name) not in pages[to].names:
        yield f"links {link}, where this place is not"


def lost(shown: Page, source: str) -> Iterator[str]:
    """Where a built page has other blocks or another text than GitHub makes of its Markdown."""
    meant = Page(MarkdownIt("gfm-like", {"linkify": False}).render(source), is_article=True)
    if shown.blocks != meant.blocks:
        yield f"{len(shown.blocks)} blocks instead of {len(meant.blocks)}, another one from {_first(shown.blocks, meant.blocks)}"
    one, other = (re.sub(r"\s+", "", page.text) for page in (shown, meant))
    if one != other:
        at = _first(one, other)
        yield f"another text than in its source: {one[at : at + 40]!r} instead of {other[at : at + 40]!r}"


def _first(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of the first item that differs."""
    return next((number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
