"""The guides of docs/ that `vtexlint explain NAME` shows too: an installed package has them, and no other documentation."""

import re
from pathlib import Path

from vtexlint.languages.codes import ENGLISH
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.names import TITLES

GUIDES: dict[str, tuple[str, ...]] = {
    "settings": ("settings.md",),
    "formats": ("formats.md",),
    "baseline": ("baseline.md",),
    "fixing": ("fixing.md",),
    "exit-codes": ("exit-codes.md",),
    "ignore": ("ignore-comments.md",),
    "names": ("names.md",),
    "files": ("which-files.md",),
    "history": ("history.md",),
    "access": ("access.md",),
    "where": ("where.md",),
    "inventory": ("inventory.md",),
    "audit": ("audit.md",),
    "renew": ("renew-a-token.md",),
    "accounts": ("account-snapshots.md",),
    "ci": ("github-actions.md", "gitlab-ci.md", "azure-pipelines.md", "bitbucket.md", "circleci.md", "jenkins.md"),
    "hooks": ("pre-commit.md",),
    "editors": ("editors/README.md",),
    "faq": ("faq.md",),
}
"""Name -> the files below docs/ that are shown one after the other."""

ALIASES = {"401": "authentication", "403": "authentication", "ignore-comments": "ignore", "pre-commit": "hooks", "snapshots": "accounts"}
"""What people type -> the topic that it leads to."""

NAMES = (*TOPICS, *GUIDES)
"""All topics: the pages that are not about one rule."""

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "docs", _PACKAGE.parent / "docs")  # of an installed package, of a checkout
_SHOWN_AS = {file: name for name, files in GUIDES.items() for file in files} | {f"{name}.md": name for name in TOPICS}
_TRANSLATED = re.compile(r"\.(?:es|pt-BR)(?=\.md$)")
CHOICE = re.compile(r"^(?=.*\]\()(?:\[?(?:English|Español|Português)\b(?:\]\([^)\s]*\))?(?: \| |$)){2,}\n+", re.MULTILINE)
"""The line of a page that leads to its other languages."""
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_FENCE = re.compile(r"^```\w+$", re.MULTILINE)  # an example of a guide has no name of a file
_COMMENT = re.compile(r"^[ ]*<!--.*?-->\n?", re.MULTILINE | re.DOTALL)


def guide(name: str, language: str = ENGLISH) -> str:
    """The Markdown of a guide of GUIDES, its title first, as a topic has it; in English where it is not translated.

    Raises FileNotFoundError where the package lacks its files.
    """
    return "\n\n".join(_shown(_read(file, language)) for file in GUIDES[name])


def _read(file: str, language: str) -> str:
    for folder in _FOLDERS:
        for path in (folder / f"{file.removesuffix('.md')}.{language}.md", folder / file):
            if path.is_file():
                return path.read_text("utf-8")
    raise FileNotFoundError(f"docs/{file}")


def _shown(text: str) -> str:
    """Without what only a browser uses; a link to another page names the command that shows it."""
    title, _, body = text.partition("\n")
    body = _FENCE.sub("```text", _IMAGE.sub(r"\1", _COMMENT.sub("", CHOICE.sub("", body))))
    return f"{title.removeprefix('# ')}\n{_LINK.sub(_command, body)}".rstrip("\n")


def _command(link: re.Match[str]) -> str:
    file = _TRANSLATED.sub("", link[2].removeprefix("../docs/").lstrip("./"))
    name = _SHOWN_AS.get(file) or file.removeprefix("rules/").removesuffix(".md")
    is_shown = name in NAMES or name in TITLES
    return f"{link[1]} (`vtexlint explain {name}`)" if is_shown and link[1].strip("`") != name else link[1]
