"""What is near a token in a text without a parser: the name of its value, and the appKey that belongs to it."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.bare_tokens import is_bounded_before
from vtexlint.credentials.names import classify, words
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_REACH = 300  # characters before a value in which its name is searched for
_LINES = 5  # lines before and after a token in which its appKey is searched for
_LINES_ALONE = 12  # the same if it is the only one there and no other token's: each in an object with a name, a value, a description ...
_CHARACTERS = 2000  # the same if lines are long

_NAME = r"(?P<name>[A-Za-z_$][\w.$-]{0,80})"
_QUOTE = r"(?:\\*[\"'`]|&(?:quot|apos|\#34|\#39);)"
_MARK = rf"(?:{_QUOTE}|[*_\])>])"
_TYPE = r"(?::[ \t]*[A-Za-z_][\w.<>\[\]| ]{0,40})"
_OPEN = rf"(?:{_QUOTE}|[(\[{{*>]|[bBrRuUfF@$]{{1,2}}(?=[\"'])|\\[nrt])"
# name: 'value'   "name" => "value"   name := `value`   x["name"] = "value"   ("name", "value")   | name | value |   name = (⏎ 'value'
_ASSIGNED = lazy(
    rf"{_NAME}{_MARK}{{0,4}}[ \t]*{_TYPE}?[ \t]*(?P<sign>\?\?=|\|\|=|:=|=>|->|[:=,|]|%3[AD]|\b[ \t])"
    rf"[ \t]*(?:\\?[ \t]*\r?\n[ \t]*)?(?:{_OPEN}[ \t]*){{0,4}}(?:\r?\n[ \t]*(?:{_OPEN}[ \t]*){{0,3}})?\Z"
)
_WEAK_SIGNS = frozenset(", |\t")  # also between words that are not a name
_TAG = lazy(r"<(?P<name>[A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,120})?>\s*(?:<!\[CDATA\[)?\s*\Z")
_NAMED_TAG = lazy(r"\b(?:name|key|id)\s*=\s*[\"'](?P<name>[\w.:$-]{1,80})[\"'][^<>]{0,120}(?:>\s*|\bvalue\s*=\s*[\"'])\Z")
_OPTION = lazy(r"(?P<name>--?[A-Za-z][\w-]{0,80})[= \t]+[\"']?\Z")
_ANY_NAME = lazy(r"[A-Za-z_$][\w.$-]{0,80}")
_RECEIVER = lazy(r"(?:self|this|cls|process\.env|import\.meta\.env|os\.environ|module\.exports|exports|window|global|globalThis)\.")
_KEY = lazy(rf"vtexappkey-{shapes.ACCOUNT}-[A-Z]{{6}}(?:(?![A-Za-z0-9])|(?=[A-Z]{{128}}(?![A-Z])))")
_COMMON = frozenset("x vtex api app application key token secret access password pass login user username value".split())


class NearName(NamedTuple):
    name: str
    span: Span


def name_before(text: str, start: int) -> NearName | None:
    """The name of the value at `start`: on the same line, or on the line above if the statement continues."""
    low = max(0, start - _REACH)
    for pattern in (_NAMED_TAG, _TAG, _OPTION, _ASSIGNED):
        match = pattern.search(text, low, start)
        if match:
            near = _without_receiver(match["name"].lstrip("-$"), match.end("name"))
            if pattern is not _ASSIGNED or classify(near.name):
                return near
            return _classified(text, low, start) or (None if match["sign"] in _WEAK_SIGNS else near)
    return _classified(text, low, start)


def _classified(text: str, low: int, start: int) -> NearName | None:
    """The nearest name of an appToken before the value on its line: `appToken: process.env.X || "..."`."""
    low = max(low, text.rfind("\n", low, start) + 1)
    found = None
    for match in _ANY_NAME.finditer(text, low, start):
        named = classify(match[0])
        if named and named.kind == "token":
            found = _without_receiver(match[0], match.end())
    return found


def _without_receiver(name: str, end: int) -> NearName:
    """`app_token` of `self.app_token`; names of properties such as `vtex.app.token` are kept."""
    match = _RECEIVER.match(name)
    short = name[match.end() :] if match else name
    short = short.rstrip(".-$") or name
    start = end - len(name) + (match.end() if match else 0)
    return NearName(short, Span(start, start + len(short)))


def keys_near(text: str, tokens: Sequence[Span]) -> Iterator[Span]:
    """The valid appKeys within reach of tokens; both in the order of the text. In a row of SQLite nothing is between two texts."""
    starts = [token.start for token in tokens]
    for match in _KEY.finditer(text):
        at = bisect_left(starts, match.start())
        is_near = any(
            token.start - match.end() <= _CHARACTERS and match.start() - token.end <= _CHARACTERS
            for token in tokens[max(0, at - 1) : at + 1]
        )
        is_joined = "A" <= text[match.end() : match.end() + 1] <= "Z"
        if is_near and (starts[at : at + 1] == [match.end()] if is_joined else is_bounded_before(text, match.start())):
            yield Span(*match.span())


class Near(NamedTuple):
    """A value and its name, for finding the values that belong together."""

    span: Span
    name: str

    @property
    def qualifier(self) -> tuple[str, ...]:
        """The words that distinguish its pair from others: `b` of `VTEX_APP_KEY_B`."""
        named = classify(self.name)
        return named.qualifier if named else tuple(word for word in words(self.name[-80:]) if word not in _COMMON)


def keys_of(source: Source, tokens: Sequence[Near], keys: Sequence[Near]) -> dict[int, int]:
    """The appKey that belongs to each token: index of the token to index of the key. Both are in the order of the text.

    A key with the qualifier of the token's name comes first (`VTEX_APP_KEY_B` for `VTEX_APP_TOKEN_B`). The others are paired in order
    if there is one key for each token, else each token with the nearest unused key. A single key belongs to every token.
    """
    found: dict[int, int] = {}
    if not keys:
        return found
    nearby = _nearby(source, tokens, keys)
    edges = sorted((distance, t, k) for t, some in enumerate(nearby) for k, distance in some.items())

    def pair(fits: Callable[[int, int], bool]) -> None:
        used = set(found.values())
        for _, t, k in edges:
            if t not in found and k not in used and fits(t, k):
                found[t] = k
                used.add(k)

    qualifiers = [token.qualifier for token in tokens], [key.qualifier for key in keys]
    if any(qualifiers[0]):
        pair(lambda t, k: bool(qualifiers[0][t]) and qualifiers[0][t] == qualifiers[1][k])
    used = set(found.values())
    left = [t for t in range(len(tokens)) if t not in found], [k for k in range(len(keys)) if k not in used]
    if len(left[0]) == len(left[1]) and all(k in nearby[t] for t, k in zip(*left, strict=True)):
        found.update(zip(*left, strict=True))
    pair(lambda t, k: True)
    for t, some in enumerate(nearby):
        if t not in found and len(some) == 1:
            found[t] = next(iter(some))
    return found


def _nearby(source: Source, tokens: Sequence[Near], keys: Sequence[Near]) -> list[dict[int, tuple[int, int]]]:
    """For each token the keys within reach, with their distance in lines and characters; at most the 20 nearest on each side."""
    starts = [key.span.start for key in keys]
    nearby, farther = [], []
    for token in tokens:
        line = source.position(token.span.start).line
        at = bisect_left(starts, token.span.start)
        reach: dict[int, tuple[int, int]] = {}
        for k in range(max(0, at - 20), min(len(keys), at + 20)):
            span = keys[k].span
            lines = abs(source.position(span.start).line - line)
            characters = token.span.start - span.end if span.start < token.span.start else span.start - token.span.end
            if lines <= _LINES_ALONE and characters <= _CHARACTERS:
                reach[k] = (lines, characters)
        nearby.append({k: distance for k, distance in reach.items() if distance[0] <= _LINES})
        farther.append(reach)
    taken = {k for reach in nearby for k in reach}
    for t, reach in enumerate(farther):
        if not nearby[t] and len(reach) == 1 and taken.isdisjoint(reach):
            nearby[t] = reach
    return nearby
