"""Ignore comments in the spellings of other programs: `# vtexlint-disable-line`, `# noqa: VTEX001`. They do nothing, and their authors
expect that they do: each is reported with the right spelling.

Imported where a comment mentions vtexlint or noqa and is not an ignore comment.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.rules.registry import is_rule_name
from vtexlint.text.source import Span

WORDS = r"(?:ignore|disable|skip|off|noqa|nolint|allow|suppress)"
_VTEXLINT = re.compile(rf"(?i)(?<![\w-])vtexlint(?P<gap>[ \t]*[:=][ \t]*|[-_]|[ \t]+){WORDS}(?![a-z])")
_NOQA = re.compile(r"(?i)(?<![\w-])noqa[ \t]*:[ \t]*")
_CODE = re.compile(r"(?i)VTEX(?:LINT)?[-_]?\d{0,6}(?![\w-])")
_PLACE = re.compile(r"(?i)[-_]?(?:for[-_]?)?(?:this|next|same|previous)?[-_]?(?P<what>line|file|block|all)(?![a-z])")
_BEFORE_NAMES = re.compile(r"[ \t]*(?:rules?[ \t]*)?(?:[:=\[(][ \t]*){0,2}")
_NAME = re.compile(r"[A-Za-z][A-Za-z-]*")
_BETWEEN = re.compile(r"[ \t]*,[ \t]*|[ \t]+")

# what makes the words a part of something else: `vtexlint-ignore.json`, `vtexlint-skip-tests`, `docs/vtexlint-disable`
_MORE = re.compile(r"[._/-](?=[A-Za-z0-9])")
_OF_BLOCK = re.compile(r"(?i)[-_](?:start|begin|end)(?![a-z])")
_PATH_BEFORE = re.compile(r"[\w.]/\Z")

_LONGEST = 400  # characters of a comment that are shown, so that a line of such comments takes no longer than its length


class Attempt(NamedTuple):
    """A comment that was meant as an ignore comment: its place, the rules that it names, and whether it means the file."""

    span: Span
    rules: tuple[str, ...]
    whole_file: bool = False

    @property
    def spelling(self) -> str:
        """What to write; `rule` stands for the name of a rule where it names none."""
        return f"vtexlint: ignore{'-file' if self.whole_file else ''}[{', '.join(self.rules) or 'rule'}]"


def attempt(text: str, start: int, end: int) -> Attempt | None:
    """What a comment means that is not an ignore comment; None for one that is about something else."""
    if match := _VTEXLINT.search(text, start, end):
        found = _read(text, match.start(), match.end(), end)
        # "vtexlint off" and "vtexlint ignore[...]" are meant, "vtexlint off the shelf" is prose
        is_prose = not match["gap"].strip(" \t") and not found.rules and bool(text[found.span.end : end].strip(" \t*/->}%#"))
        return None if is_prose or _is_name(text, match, found) else found
    for match in _NOQA.finditer(text, start, end):
        code = _CODE.match(text, match.end(), end)
        found = _read(text, match.start(), code.end() if code else match.end(), end)
        if code or found.rules:
            return found
    return None


def _is_name(text: str, match: re.Match[str], found: Attempt) -> bool:
    """Whether the words are a part of the name of a file, a job or an address, or that of a variable such as `VTEXLINT_SKIP`."""
    if match["gap"] not in ("-", "_") or found.rules:
        return False
    if (match["gap"] == "_" and match[0].isupper()) or _PATH_BEFORE.search(text, max(0, match.start() - 2), match.start()):
        return True
    at = found.span.end
    word = _NAME.match(text, at + 1)
    return _MORE.match(text, at) is not None and not _OF_BLOCK.match(text, at) and not (word and is_rule_name(word[0].lower()))


def shown(text: str) -> Iterator[tuple[int, int, str]]:
    """The start, the end and the text of each such comment wherever it is: nothing in it but known words and names of rules."""
    for pattern in (_VTEXLINT, _NOQA):
        for match in pattern.finditer(text):
            most = min(match.end() + _LONGEST, len(text))
            line_end = text.find("\n", match.end(), most)
            code = _CODE.match(text, match.end()) if pattern is _NOQA else None
            found = _read(text, match.start(), code.end() if code else match.end(), most if line_end < 0 else line_end)
            yield *found.span, text[found.span.start : found.span.end]


def _read(text: str, start: int, at: int, end: int) -> Attempt:
    """From the end of the first words: a place, then names of rules; anything else is a reason."""
    place = _PLACE.match(text, at, end)
    at = place.end() if place else at
    before = _BEFORE_NAMES.match(text, at, end)
    stop, last = before.end() if before else at, at
    rules: list[str] = []
    while (name := _NAME.match(text, stop, end)) and is_rule_name(name[0].lower()):
        rules.append(name[0].lower())
        last = name.end()
        between = _BETWEEN.match(text, last, end)
        stop = between.end() if between else last
    if rules:
        last = stop if text[stop - 1 : stop] == "," else last
        last += text[last : last + 1] in ("]", ")") if last < end else 0
    whole_file = place is not None and place["what"].lower() in ("file", "all")
    return Attempt(Span(start, last), tuple(dict.fromkeys(rules)), whole_file)
