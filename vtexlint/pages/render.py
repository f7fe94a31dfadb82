"""A rule's docstring as a page: in Markdown for docs/rules, and its examples for the tests."""

import re
from collections.abc import Iterator
from functools import partial

from vtexlint._startup.typed import NamedTuple
from vtexlint.languages.codes import ENGLISH
from vtexlint.pages.localized import is_translated, localize, localized, title_of
from vtexlint.pages.topics import TOPICS
from vtexlint.parsers.formats import FORMATS
from vtexlint.rules.base import Rule
from vtexlint.rules.registry import rules
from vtexlint.settings import LANGUAGES, SEVERITY_WORDS
from vtexlint.text.messages import NO_MESSAGE, Message, Template

HEADINGS = ("What it reports", "Why it matters", "Flagged", "Accepted", "What to do")
HEADING_NAMES = (
    Template("page.what-it-reports", "What it reports"),
    Template("page.why-it-matters", "Why it matters"),
    Template("page.flagged", "Flagged"),
    Template("page.accepted", "Accepted"),
    Template("page.what-to-do", "What to do"),
)
"""The headings as translators find them."""
DEFAULT_NAMES: dict[str, str] = {row.name: row.default_name for row in FORMATS if row.name != "text"}
FACTS = Template("page.facts", "{title}. Severity: {severity}. Since {version}.")
FIX_SAFE = Template("page.fix-safe", "Fix: safe.")
FIX_UNSAFE = Template("page.fix-unsafe", "Fix: unsafe.")
REPLACES = Template("page.replaces", "Replaces: {rules}.")
TOKENS_MEAN = Template(
    "page.tokens-mean", "`TOKEN_A`, `TOKEN_B`, `TOKEN_C` mean 128 uppercase letters each, `token_a` the first in lowercase."
)
RULES = Template("page.rules", "Rules")
COLUMNS = (
    Template("page.column-rule", "rule"),
    Template("page.column-severity", "severity"),
    Template("page.column-fix", "fix"),
    Template("page.column-reports", "reports"),
)
FIX_WORDS = {"safe": Template("page.safe", "safe"), "unsafe": Template("page.unsafe", "unsafe")}
FIXING = Template("page.fixing", "What `--fix` does, and what safe and unsafe mean: [fixing]({address}).")
LANGUAGE_NAMES = {"en": "English", "es": "Español", "pt-BR": "Português"}
"""Each in its own language."""
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A fenced block of a page: the file's name, its text, its state in git, and the snapshot and settings that apply to it.

    Blocks marked `snapshot` or `settings` are not examples: they apply to the examples below them in their section.
    """

    path: str
    text: str
    state: str
    snapshot: str = ""
    settings: str = ""


def sections(rule: Rule, language: str = ENGLISH) -> dict[str, str]:
    """The page's sections by heading, in order."""
    parts = _SECTION.split(_body(rule, language))
    return {heading: text.strip("\n") for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def _body(rule: Rule, language: str) -> str:
    """The page without its title."""
    return localized(rule.name, rule.page.partition("\n")[2].strip("\n"), language)


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


def page(rule: Rule, language: str = ENGLISH) -> str:
    """The rule's page in Markdown."""
    say = partial(localize, language=language)
    body = _body(rule, language)
    note = f"\n{say(TOKENS_MEAN())}\n" if "TOKEN_" in body else ""
    facts = FACTS(title=title_of(rule.name, rule.title), severity=severity_word(rule), version=rule.since)
    fix = {"safe": f" {say(FIX_SAFE())}", "unsafe": f" {say(FIX_UNSAFE())}"}.get(rule.fix or "", "")
    return f"# {rule.name}\n\n{say(facts)}{fix}{replaced(rule, language)}\n\n{_with_blank_lines(body)}\n{note}"


def severity_word(rule: Rule) -> Message:
    """The rule's severity as people read it."""
    return SEVERITY_WORDS[rule.severity.word]()


def fix_word(rule: Rule) -> Message:
    """`safe`, `unsafe`, or nothing."""
    return FIX_WORDS[rule.fix]() if rule.fix else NO_MESSAGE


def replaced(rule: Rule, language: str) -> str:
    """Which rules it replaces, as a sentence after a space; empty where it replaces none."""
    return f" {localize(REPLACES(rules=', '.join(rule.replaces)), language)}" if rule.replaces else ""


def _with_blank_lines(body: str) -> str:
    """With an empty line around headings and fences, as Markdown needs; a docstring is easier to read without."""
    body = re.sub(r"^(## .+)\n(?!\n)", r"\1\n\n", body, flags=re.MULTILINE)
    return re.sub(r"^```\n(?=```)", "```\n\n", body, flags=re.MULTILINE)


def index(language: str = ENGLISH) -> str:
    """The list of all rules, as docs/rules has it."""
    say = partial(localize, language=language)
    columns = " | ".join(say(column()) for column in COLUMNS)
    cells = [
        (
            f"[{rule.name}]({rule.name}{_ending(rule.name, language)})",
            severity_word(rule),
            fix_word(rule),
            title_of(rule.name, rule.title),
        )
        for rule in rules()
    ]
    rows = [f"| {' | '.join(map(say, row))} |" for row in cells]
    about = say(FIXING(address="../fixing.md"))
    head = [f"# {say(RULES())}", "", other_languages("README", language), "", f"| {columns} |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, "", about, "", say(TOKENS_MEAN()), ""])


def other_languages(name: str, language: str) -> str:
    """A line with the page's languages; all but its own are links. The list of rules (`README`) is in every language."""
    there = [one for one in LANGUAGES if one == language or name == "README" or is_translated(name, one)]
    ending = {one: ".md" if one == ENGLISH else f".{one}.md" for one in there}
    return " | ".join(LANGUAGE_NAMES[one] if one == language else f"[{LANGUAGE_NAMES[one]}]({name}{ending[one]})" for one in there)


def topic_page(name: str, language: str = ENGLISH) -> str:
    """A topic's page in Markdown."""
    title, _, body = localized(name, TOPICS[name], language).partition("\n")
    return f"# {title.rstrip('.')}\n\n{other_languages(name, language)}\n\n{_with_blank_lines(body.strip(chr(10)))}\n"


def _ending(name: str, language: str) -> str:
    return ".md" if language == ENGLISH or not is_translated(name, language) else f".{language}.md"


def rendered() -> dict[str, str]:
    """File name -> text of everything in docs/rules: the English pages, and those that are translated next to them."""
    found = {"README.md": index()} | {f"{rule.name}.md": page(rule) for rule in rules()}
    for language in LANGUAGES[1:]:
        translated = [rule for rule in rules() if is_translated(rule.name, language)]
        found |= {f"{rule.name}.{language}.md": page(rule, language) for rule in translated}
        if translated:
            found[f"README.{language}.md"] = index(language)
    return found


def rendered_topics() -> dict[str, str]:
    """File name -> text of the topics, which are in the directory above the rules'."""
    return {
        f"{name}{_ending(name, language)}": topic_page(name, language)
        for language in LANGUAGES
        for name in TOPICS
        if is_translated(name, language)
    }
