"""Normalize a value and record what was removed: whitespace, invisible characters, lookalikes and delimiters.

Format, casing and swap are checked on the normalized value, so that a damaged value has each fault once.
"""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.confusables import fold, is_lookalike
from vtexlint.credentials.names import classify
from vtexlint.text.memory import remembered
from vtexlint.text.patterns import lazy

BLANKS = " \t\n\r\v\f"
OPENING = "\"'`“”„‟‘’‚‛«»‹›´″′「『【（［｛＜〈《([{<"
CLOSING = "\"'`“”„‟‘’‚‛«»‹›´″′」』】）］｝＞〉》，；、)]}>,;"
_IN_FRONT = f"{OPENING},;=:，；"
_JOINERS = str.maketrans("", "", "-_./+@$#%!?&~^*|")  # of names, types, addresses and variables
_QUOTES_AND_COMMAS = frozenset(OPENING + CLOSING)
_ESCAPED = "\"'`"  # quotes that were copied with their backslash, from a string inside a string

# zero-width characters and joiners, soft hyphen, bidi controls and isolates, no-break and other typographic spaces, BOM, fillers,
# C0 and C1 controls except the whitespace above, and the replacement for what a decoder could not read
_INVISIBLE = (
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_PREFIX = r"(?i:bearer|basic|authorization)[ \t]*:?[ \t]+(?=\S)|(?P<name>[A-Za-z][A-Za-z0-9_.-]{2,50})[\"']?[ \t]*[:=][ \t]*(?=\S)"
_BLANK = rf"(?:\s|{_INVISIBLE})"
# a word before the value, separated from it by whitespace of any kind: removed only if the rest has a valid format
_WORD_IN_FRONT = rf"(?:(?i:bearer|basic|authorization)|(?P<name>[A-Za-z][A-Za-z0-9_.-]{{2,50}}))[\"']?(?:{_BLANK}*+[:=])?+{_BLANK}++"
# a comma and whitespace, or two quotes with a line break between them
_IN_A_LIST = r",[ \t\r\n]|[\"'`][ \t]*,?[ \t]*[\r\n]+[ \t\r\n]*[\"'`]"
_COMMENT = r"\s*+(?P<value>[^\s#]++)(?:[ \t]++(?:#|;[ \t]*+\w|//)|#[ \t])"
# what people copy with the value: `App Token: T`, `Chave -> K`, `- T`; removed only before something that is whole
_LABEL = r"(?:[^\W\d_]++[ \t._/]{0,3}+){0,6}+(?:(?::|=>|->|→|=)[ \t]*+|[-–—•*][ \t]++)"
_NAME_IN_FRONT = r"[A-Za-z][A-Za-z0-9_.-]{2,}"
_JWT = r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
_SECOND_WORD = r"(?i:bearer|basic)"
_SHORTEST_KEY = 20  # letters and marks


def is_invisible(character: str) -> bool:
    """Whether editors show nothing for it, or only a space."""
    # compiling the pattern takes as long as linting a hundred lines
    return not " " <= character <= "~" and re.match(_INVISIBLE, character) is not None


class Normalized(NamedTuple):
    """A normalized value, and what was removed or replaced to get it. Numbers are offsets in the decoded value."""

    value: str
    surrounding: bool = False  # whitespace at the ends
    inner: tuple[int, ...] = ()  # whitespace inside
    invisible: tuple[int, ...] = ()
    lookalikes: tuple[int, ...] = ()
    delimiters: tuple[int, ...] = ()  # quotes, brackets, commas, a header name or Bearer before it, a comment after it

    @property
    def is_bare(self) -> bool:
        """Whether nothing was removed or replaced."""
        return self == Normalized(self.value)


@remembered
def normalize(value: str) -> Normalized:
    """Normalize a value. `value` is the decoded value: as the program reads it that reads the file."""
    if value.isascii() and value.isalnum():
        return Normalized(value)
    trimmed_value = value.strip(BLANKS)
    if (trimmed_value.isascii() and trimmed_value.isalnum()) or re.fullmatch(r"vtexappkey-[a-z0-9-]+[A-Z]+", trimmed_value):
        return Normalized(trimmed_value, len(trimmed_value) < len(value))
    if (behind := comment_behind(value)) != -1:
        before = normalize(value[:behind])
        return before._replace(delimiters=(*before.delimiters, *range(behind, len(value))))
    core = trimmed_value.lstrip(_IN_FRONT)
    bare_core = core.rstrip(CLOSING)
    if value.isascii() and bare_core.translate(_JOINERS).isalnum():  # `{{appKey}}`: delimiters at its ends alone
        start = value.index(trimmed_value)
        end = start + len(trimmed_value)
        ends = (*range(start, end - len(core)), *range(end - len(core) + len(bare_core), end))
        return Normalized(bare_core, len(trimmed_value) < len(value), delimiters=ends)
    plain = value.isascii() and value.isprintable()
    kept = [(i, c) for i, c in enumerate(value) if plain or not is_invisible(c)]
    invisible = _positions(value, kept)
    trimmed = _trim(kept)
    surrounding = len(trimmed) < len(kept)
    looks = tuple(i for i, c in trimmed if is_lookalike(c))
    folded = _folded(trimmed) if looks else trimmed
    bare, delimiters = _strip_delimiters(value, folded)
    inner = tuple(i for i, c in bare if c in BLANKS)
    joined = [(i, c) for i, c in bare if c not in BLANKS]
    normalized, inside = _without_inner_delimiters(joined, is_list=_is_list(bare))
    return Normalized(normalized, surrounding, inner, invisible, looks, tuple(sorted(delimiters + inside)))


def comment_behind(value: str) -> int:
    """Where a comment behind a credential begins that its format takes for a part of the value, with the whitespace before it; else -1."""
    if "#" not in value and ";" not in value and "//" not in value:
        return -1
    match = lazy(_COMMENT).match(value)
    is_credential = match is not None and shapes.has_shape_but_for_case(match["value"].strip(OPENING + CLOSING))
    return match.end("value") if match is not None and is_credential else -1


def names_in_front(value: str, found: Normalized) -> list[str]:
    """The names of credentials that were removed from before a value; also those to which other text is stuck: `secret1VTEX_APP_TOKEN=`."""
    if not found.delimiters:
        return []
    removed = {*found.delimiters, *found.inner, *found.invisible}
    front = 0
    while front < len(value) and (front in removed or value[front] in BLANKS):
        front += 1
    return [name for name in re.findall(_NAME_IN_FRONT, value[:front]) if classify(name)]


_Text = list[tuple[int, str]]
"""What is left of a value: each character with its offset in the decoded value."""


def _positions(value: str, kept: _Text) -> tuple[int, ...]:
    if len(kept) == len(value):
        return ()
    visible = {i for i, _ in kept}
    return tuple(i for i in range(len(value)) if i not in visible)


def _trim(text: _Text) -> _Text:
    start, end = 0, len(text)
    while start < end and text[start][1] in BLANKS:
        start += 1
    while end > start and text[end - 1][1] in BLANKS:
        end -= 1
    return text[start:end]


def _folded(text: _Text) -> _Text:
    """Lookalikes as the letters that they look like; among uppercase letters each as an uppercase one (a dotless i as I)."""
    capitals = not any(c.isascii() and c.islower() for _, c in text)
    return [(i, (fold(c).upper() if capitals else fold(c)) if is_lookalike(c) else c) for i, c in text]


def _strip_delimiters(value: str, text: _Text) -> tuple[_Text, list[int]]:
    """Remove quotes, brackets, commas and a leading name, and the whitespace between them, until nothing changes."""
    taken: list[int] = []
    start, end = 0, len(text)
    is_named = False
    while start < end:
        first, last = text[start], text[end - 1]
        if first[1] in BLANKS:
            start += 1
        elif last[1] in BLANKS:
            end -= 1
        elif first[1] in _IN_FRONT:
            taken.append(first[0])
            start += 1
        elif last[1] in CLOSING:
            taken.append(last[0])
            end -= 1
            while last[1] in _ESCAPED and start < end and text[end - 1][1] == "\\":
                end -= 1
                taken.append(text[end][0])
        elif first[1] == "$" and _is_around_credential(text[start + 1 : end]):
            taken.append(first[0])
            start += 1
        elif first[1] == "\\" and (backslashes := _before_quote(text, start, end)):
            taken += [i for i, _ in text[start : start + backslashes]]
            start += backslashes
        else:
            cut = _prefix_length("".join(c for _, c in text[start : min(start + 80, end)]))
            cut = cut or _words_in_front(value, text[start:end]) or (0 if is_named else _label_length(text[start:end]))
            if not cut:
                break
            is_named = True
            taken += [i for i, _ in text[start : start + cut]]
            start += cut
    return text[start:end], taken


def _is_around_credential(text: _Text) -> bool:
    """Whether a credential follows the dollar sign of a reference: `${T}` has the value where the name of a variable belongs."""
    return shapes.has_shape_but_for_case("".join(c for _, c in text).strip(BLANKS + OPENING + CLOSING))


def _before_quote(text: _Text, start: int, end: int) -> int:
    """The number of backslashes at `start` if a quote follows them; else 0."""
    at = start
    while at < end and text[at][1] == "\\":
        at += 1
    return at - start if at < end and text[at][1] in _ESCAPED else 0


def _prefix_length(text: str) -> int:
    if not any(c in text for c in ":= \t"):
        return 0
    match = re.match(_PREFIX, text)
    if not match or (match["name"] and not classify(match["name"])):
        return 0
    return match.end()


def _words_in_front(value: str, text: _Text) -> int:
    """The length of `Bearer` or of a header name, if a line break, a tab or an invisible space separates it from the value."""
    first, last = text[0][0], text[-1][0]
    is_parted = last - first >= len(text) or any(c in BLANKS for _, c in text)
    if len(text) < _SHORTEST_KEY or not is_parted:
        return 0
    if all(c.isalnum() or c in "_.-" for c in value[first : min(text[-1][0] + 1, first + 120)]):
        return 0
    match = lazy(_WORD_IN_FRONT).match(value, first, first + 120)
    if not match or (match["name"] and not classify(match["name"])):
        return 0
    cut = sum(1 for i, _ in text[:120] if i < match.end())
    rest = "".join(c for _, c in text[cut:] if c not in BLANKS).lstrip(OPENING)
    second = lazy(_SECOND_WORD).match(rest)
    return cut if shapes.has_shape_but_for_case(rest[second.end() :] if second else rest) else 0


def _label_length(text: _Text) -> int:
    """The length of some words and a sign before a credential or a JSON Web Token."""
    match = re.match(_LABEL, "".join(c for _, c in text[:80]))
    if match is None:
        return 0
    rest = "".join(c for _, c in text[match.end() :]).strip(BLANKS + OPENING + CLOSING)
    return match.end() if shapes.has_shape_but_for_case(rest) or re.fullmatch(_JWT, rest) else 0


def _is_list(text: _Text) -> bool:
    """Whether words are listed: a comma and a space, or a line that ends with a quote before one that starts with a quote."""
    return re.search(_IN_A_LIST, "".join(c for _, c in text)) is not None


def _without_inner_delimiters(text: _Text, is_list: bool) -> tuple[str, list[int]]:
    """Inner quotes and commas are stray delimiters only if the rest has a valid format and is not a list."""
    joined = "".join(c for _, c in text)
    inside: list[int] = []
    is_before_quote = False
    for i, c in reversed(text):  # a backslash belongs to the quote after it
        is_before_quote = c in _ESCAPED or (is_before_quote and c == "\\")
        if c in _QUOTES_AND_COMMAS or is_before_quote:
            inside.append(i)
    inside.reverse()
    if inside and not is_list:
        strays = set(inside)
        rest = "".join(c for i, c in text if i not in strays)
        if shapes.has_shape_but_for_case(rest):
            return rest, inside
    return joined, []
