"""Pages in other languages: the prose is translated, the examples are those of the English page.

`locales/<language>/pages/<name>.md` is the page of a rule or a topic. A rule's begins with its first heading, since its title is in the
catalogue; a topic's begins with its title. `<!-- example 3 -->` stands for the third fenced block of the English page; a block of plain
text, which contains prose, may be written out instead. A page that is not translated yet is the English one.
"""

import os
import re
from functools import cache

from vtexlint.languages.catalogue import folder_of, translation
from vtexlint.languages.codes import ENGLISH, PSEUDO
from vtexlint.languages.pseudo import CLOSES, OPENS, accented
from vtexlint.rules.names import TITLES
from vtexlint.text.messages import Message, Template, render

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^<!-- example (\d+) -->$", re.MULTILINE)
_LEAD = re.compile(r"(?:## |- |\d+\. |\| )?")


def title_of(rule: str, english: str | None = None) -> Message:
    """A rule's title, which translators find as `title.<rule>`. `english`: that of a rule which is not in rules/names.py yet."""
    return Template(f"title.{rule}", english or TITLES[rule])()


def localized(name: str, english: str, language: str) -> str:
    """A page's Markdown in a language; `english` is the English one, without its title where it is a rule's."""
    if language == ENGLISH:
        return english
    if language == PSEUDO:
        return _pseudo(english)
    found = _translated(name, language)
    return english if found is None else with_examples(found, english)


def path_of(name: str, language: str) -> str:
    """Where a page is in a language; the file need not exist."""
    return os.path.join(folder_of(language), "pages", f"{name}.md")


def is_translated(name: str, language: str) -> bool:
    """Whether a page is there in a language."""
    return language == ENGLISH or _translated(name, language) is not None


def with_examples(text: str, english: str) -> str:
    """The page with the English page's blocks in the places of its marks. Raises IndexError for a block that is not there."""
    blocks = FENCE.findall(english)
    return EXAMPLE.sub(lambda match: str(blocks[int(match[1]) - 1]), text)


def localize(message: str, language: str) -> str:
    """A message in a language."""
    translate = translation(language)
    return message if translate is None else render(message, translate)


@cache
def _translated(name: str, language: str) -> str | None:
    try:
        with open(path_of(name, language), encoding="utf-8") as file:
            return file.read().strip("\n")
    except FileNotFoundError:
        return None


def _pseudo(english: str) -> str:
    parts = FENCE.split(english)
    prose = ["\n".join(map(_pseudo_line, accented(part).split("\n"))) for part in parts]
    blocks = [*FENCE.findall(english), ""]
    return "".join(text + block for text, block in zip(prose, blocks, strict=True))


def _pseudo_line(line: str) -> str:
    if not line.strip() or set(line) <= set("|-: "):
        return line
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    return f"{line[:at]}{OPENS}{line[at:]}{CLOSES}"
