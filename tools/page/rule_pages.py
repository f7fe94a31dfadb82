"""The pages of the rules, and that about 401 and 403, as trees, which the page builds without parsing HTML.

A tree is a text; or a tag, what it links, and what is in it.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from vtexlint.pages.render import page, topic_page
from vtexlint.rules.registry import rules
from vtexlint.settings import LANGUAGES

Tree = str | list[Any]
_TAGS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "strong": "strong", "em": "em", "table": "table",
    "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td", "blockquote": "blockquote",
}  # fmt: skip
TOPIC = "authentication"
"""The page about the causes of 401 and 403, for a text without a fault."""

_RULE = re.compile(r"(?:\./)?([a-z-]+)(?:\.(?:es|pt-BR))?\.md(?:#.*)?")


def pages() -> dict[str, dict[str, list[Tree]]]:
    """By language and rule, the blocks of the rule's page; also those of TOPIC."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    names = {rule.name for rule in rules()}
    made: dict[str, dict[str, list[Tree]]] = {}
    for language in LANGUAGES:
        texts = {rule.name: page(rule, language) for rule in rules()} | {TOPIC: _topic(language)}
        made[language] = {name: _children(SyntaxTreeNode(parser.parse(text)), names) for name, text in texts.items()}
    return made


def _topic(language: str) -> str:
    """Without the line that leads to its other languages."""
    title, _, body = topic_page(TOPIC, language).split("\n\n", 2)
    return f"{title}\n\n{body}"


def _children(node: SyntaxTreeNode, names: set[str]) -> list[Tree]:
    return [tree for child in node.children for tree in _trees(child, names)]


def _trees(node: SyntaxTreeNode, names: set[str]) -> list[Tree]:
    """What is shown of a node. Raises KeyError for a kind of node that no page had so far."""
    if node.type in ("text", "softbreak", "hardbreak"):
        return [node.content if node.type == "text" else "\n"]
    if node.type == "inline" or (node.type == "paragraph" and node.hidden):
        return _children(node, names)
    if node.type == "heading":
        return [[f"h{min(int(node.tag[1:]) + 1, 6)}", "", _children(node, names)]]
    if node.type == "code_inline":
        return [["code", "", [node.content]]]
    if node.type in ("fence", "code_block"):
        name = node.info.split(maxsplit=1)[1] if len(node.info.split(maxsplit=1)) > 1 else ""
        return [*([["p", "", [["code", "", [name]]]]] if name else []), ["pre", "", [node.content]]]
    if node.type == "link":
        return _link(str(node.attrs["href"]), _children(node, names), names)
    return [[_TAGS[node.type], "", _children(node, names)]]


def _link(address: str, inside: list[Tree], names: set[str]) -> list[Tree]:
    """A link to another rule, to a page of VTEX and the like; another page of the repository is its words alone."""
    other = _RULE.fullmatch(address)
    if other and other[1] in names:
        return [["a", f"#{other[1]}", inside]]
    return [["a", address, inside]] if address.startswith("https://") else inside
