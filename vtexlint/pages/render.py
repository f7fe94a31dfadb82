"""A rule's docstring as a page: for the terminal, for docs/rules, and its examples for the tests."""

import re
from collections.abc import Iterator

from vtexlint import _about
from vtexlint._startup.typed import NamedTuple
from vtexlint.pages.topics import TOPICS
from vtexlint.parsers.formats import FORMATS
from vtexlint.rules.base import Rule
from vtexlint.rules.registry import rules

HEADINGS = ("What it reports", "Why it matters", "Flagged", "Accepted", "What to do")
DEFAULT_NAMES: dict[str, str] = {row.name: row.default_name for row in FORMATS if row.name != "text"}
NO_PAGE = "This Python was started with -OO, which removes the texts of the pages; run it without this option.\n"
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_ITALIC = re.compile(r"(?<![\w*`/])\*([A-Za-z][^*`]*?[\w.])\*(?![\w*`])")
_STANDS_FOR = "`TOKEN_A`, `TOKEN_B`, `TOKEN_C` stand for 128 uppercase letters each, `token_a` for the first in lowercase."
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Example(NamedTuple):
    """A fenced block of a page: the file's name, its text, its state in git, and the snapshot and settings that apply to it.

    Blocks marked `snapshot` or `settings` are not examples: they apply to the examples below them in their section.
    """

    path: str
    text: str
    state: str
    snapshot: str = ""
    settings: str = ""


def sections(rule: Rule) -> dict[str, str]:
    """The page's sections by heading, in order."""
    parts = _SECTION.split(rule.page)
    return {heading: text.strip("\n") for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def examples(rule: Rule, heading: str) -> tuple[Example, ...]:
    """The examples under a heading (`Flagged` or `Accepted`)."""
    return tuple(_examples(sections(rule).get(heading, "")))


def _examples(text: str) -> Iterator[Example]:
    around = {"snapshot": "", "settings": ""}
    for kind, info, body in _FENCE.findall(text):
        words = info.split()
        if words and words[-1] in around:
            around[words[-1]] = body
            continue
        state = words.pop() if words and words[-1] in ("tracked", "untracked", "ignored") else "ignored"
        yield Example(words[0] if words else DEFAULT_NAMES[kind], body, state, **around)


def address(rule: Rule) -> str | None:
    """Where the rule's page is published; None while it is not."""
    return _about.page(f"docs/rules/{rule.name}.md")


def page(rule: Rule) -> str:
    """The rule's page in Markdown."""
    body = rule.page.partition("\n")[2].strip("\n")
    note = f"\n{_STANDS_FOR}\n" if "TOKEN_" in body else ""
    fix = f" Fix: {rule.fix}." if rule.fix else ""
    head = f"# {rule.name}\n\n{rule.title}. Severity: {rule.severity.word}. Since {rule.since}.{fix}{_replaced(rule)}"
    return f"{head}\n\n{_with_blank_lines(body)}\n{note}"


def _replaced(rule: Rule) -> str:
    return f" Replaces: {', '.join(rule.replaces)}." if rule.replaces else ""


def _with_blank_lines(body: str) -> str:
    """With an empty line around headings and fences, as Markdown needs; a docstring is easier to read without."""
    body = re.sub(r"^(## .+)\n(?!\n)", r"\1\n\n", body, flags=re.MULTILINE)
    return re.sub(r"^```\n(?=```)", "```\n\n", body, flags=re.MULTILINE)


def index() -> str:
    rows = [f"| [{rule.name}]({rule.name}.md) | {rule.severity.word} | {rule.fix or ''} | {rule.title} |" for rule in rules()]
    about = "What `--fix` does, and what safe and unsafe mean: [fixing](../fixing.md)."
    return "\n".join(["# Rules", "", "| rule | severity | fix | reports |", "|---|---|---|---|", *rows, "", about, "", _STANDS_FOR, ""])


def for_terminal(rule: Rule, colour: bool) -> str:
    """The rule's page as plain text."""
    if not rule.page:
        return NO_PAGE
    lines = [
        _paint(f"{rule.name} ({rule.severity.word}, {f'{rule.fix} fix, ' if rule.fix else ''}since {rule.since})", _BOLD, colour),
        f"{rule.title}.{_replaced(rule)}",
    ]
    for heading, text in sections(rule).items():
        lines += ["", _paint(heading, _BOLD, colour)]
        lines += _plain(text, colour)
    if "TOKEN_" in rule.page:
        lines += ["", _paint(_STANDS_FOR.replace("`", ""), _DIM, colour)]
    return "\n".join(lines) + "\n"


def topic_for_terminal(name: str, colour: bool) -> str:
    """A topic's page as plain text."""
    title, _, body = TOPICS[name].partition("\n")
    if not title:
        return NO_PAGE
    lines = [_paint(title.rstrip("."), _BOLD, colour)]
    for line in _plain(body.rstrip("\n"), colour):
        lines.append(_paint(line.strip().removeprefix("## "), _BOLD, colour) if line.startswith("  ## ") else line)
    return "\n".join(lines) + "\n"


def topic_page(name: str) -> str:
    """A topic's page in Markdown."""
    title, _, body = TOPICS[name].partition("\n")
    return f"# {title.rstrip('.')}\n\n{_with_blank_lines(body.strip(chr(10)))}\n"


def _plain(text: str, colour: bool) -> Iterator[str]:
    """Markdown without its marks; examples indented under their file's name."""
    fenced = False
    for line in _without_marks(text).split("\n"):
        if line.startswith("```"):
            fenced = not fenced
            if fenced:
                kind, _, info = line[3:].partition(" ")
                if kind == "text" and not info:
                    continue
                yield _paint(f"  {info or DEFAULT_NAMES.get(kind, kind)}:", _DIM, colour)
        elif fenced:
            yield f"    {line}"
        else:
            yield f"  {line}" if line else ""


def _without_marks(text: str) -> str:
    """Links as `text (address)`, names in italics in quotes, no bold; examples as they are. A mark may span lines."""
    parts = _ANY_FENCE.split(text)
    for index in range(0, len(parts), 2):
        plain = re.sub(r"\[([^]]*)\]\(([^)]*)\)", r"\1 (\2)", parts[index])
        plain = re.sub(r"(?<![\w/`])\*\*([\w`][^*]*[\w.`])\*\*(?![\w/*])", r"\1", plain)
        parts[index] = _ITALIC.sub(lambda found: f'"{found[1]}"' if found[1][0].isupper() else found[1], plain)
    return "".join(parts)


def _paint(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_RESET}" if colour else text


def rendered() -> dict[str, str]:
    """File name -> text of everything in docs/rules."""
    return {"README.md": index()} | {f"{rule.name}.md": page(rule) for rule in rules()}


def rendered_topics() -> dict[str, str]:
    """File name -> text of the topics, which are in the directory above the rules."""
    return {f"{name}.md": topic_page(name) for name in TOPICS}
