"""What is around the pages: a folder for each version, in it one for each language, and the pages that lead there."""

import json
import re
from pathlib import Path

from tools.site import outline
from vtexlint.languages.codes import ENGLISH

_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\s*')  # the theme would look for a map of the other site, in vain on a disk
_OTHER_LANGUAGE = re.compile(r'(href="[^"]*?)([\w-]+)/index\.html" (hreflang="[\w-]+")')
_DOOR = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>vtexlint</title>
<script>
  const known = {languages}
  const wanted = navigator.languages.map((one) => known.find((name) => name.split("-")[0] === one.split("-")[0])).find(Boolean)
  location.replace(`{before}${{wanted ?? "en"}}/index.html`)
</script>
<body>
{links}
</body>
</html>
"""


def finish(version: Path) -> None:
    """In the built pages of a version: the link to another language leads to the same page; and the page that chooses a language."""
    for language in outline.LANGUAGES:
        root = version / language
        (root / "404.html").unlink(missing_ok=True)  # for a server, which would need it at the root of the site
        for path in root.rglob("*.html"):
            page = path.relative_to(root).as_posix()
            text = _ALTERNATE.sub("", path.read_text(encoding="utf-8"))
            path.write_text(_OTHER_LANGUAGE.sub(rf'\1\2/{page}" \3', text), encoding="utf-8")
    (version / "index.html").write_text(_door(""), encoding="utf-8")


def _door(before: str) -> str:
    """A page that leads to the reader's language; `before`: the way from it to the folders of the languages."""
    names = outline.LANGUAGE_NAMES.items()
    links = "\n".join(f'<p><a href="{before}{one}/index.html" lang="{one}" hreflang="{one}">{name}</a></p>' for one, name in names)
    return _DOOR.format(languages=json.dumps(outline.LANGUAGES), before=before, links=links)


def numbers(name: str) -> tuple[int, ...]:
    """By what versions are sorted: `0.10.0` is newer than `0.9.1`."""
    return tuple(map(int, re.findall(r"\d+", name)))


def write(site: Path) -> None:
    """The list of the versions that the site has, newest first, and its first page, which leads to the newest."""
    names = sorted((path.parent.name for path in site.glob(f"*/{ENGLISH}")), key=numbers, reverse=True)
    pages = {name: sorted(path.relative_to(site / name).as_posix() for path in (site / name).rglob("*.html")) for name in names}
    listed = [{"name": name, "pages": pages[name]} for name in names]
    (site / "versions.js").write_text(f"const VERSIONS = {json.dumps(listed)}\n", encoding="utf-8")
    (site / "index.html").write_text(_door(f"{names[0]}/"), encoding="utf-8")
