"""Parser of large JSON that reads what is near a mention of a credential, and skips the rest.

First the outline: where the containers start and end that a mention is in. Then `json` reads the members of these, in one pass. A text
that is not valid, or has comments, is left to `json`, which says where it is wrong.
"""

import re
from bisect import bisect_left
from functools import cached_property

from vtexlint.parsers import json as whole_json
from vtexlint.parsers.flat_near import WHOLE_NAMES, Words, folded
from vtexlint.parsers.formats import core_name
from vtexlint.parsers.json_outline import BLANK, HALF, RUNS, Outline, Outliner
from vtexlint.parsers.model import Container, Document, Mentions
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

# what may belong to a credential or an account near a mention
_WEAK = ("vtex", "account", "cuenta", "key", "token", "secret")
_CONTA = lazy(r"conta\b")
_CHILD_NAMED = lazy(rf'{BLANK}(?:\}}|(,?){BLANK}"([^"\\\x00-\x1f]*+)"{BLANK}:{BLANK}(?=[{{\[]))')
_CHILD = lazy(rf"{BLANK}(?:\]|(,?){BLANK}(?=[{{\[]))")
_WHOLE_NAME = lazy(rf'"{WHOLE_NAMES}"'.encode())  # of a folded text
_OPTION = lazy(rf'"-[^"\\\d\r\n][^"\\\r\n]*+"{BLANK},{BLANK}')  # of a list of arguments, up to the item that it names
_WIDE = 20_000  # characters of a container from which on its members are skipped too, except those that may matter
_WINDOW = 4000  # characters that are skipped at once: what is skipped is searched for words
_MATE = 2000  # characters at both ends of an object in which its name is looked for


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The members of each container that a mention is in, and the names around it; None if the whole text must be read.

    Positions in a sequence count the items that were read.
    """
    name = core_name(source.display_path)
    if name.endswith(".json5"):
        return None
    outline = Outliner(source.text, mentions, many=name.endswith((".jsonl", ".ndjson"))).outline()
    if outline is None:
        return None
    reader = _NearReader(source.text, outline, mentions)
    try:
        reader.run()
    except whole_json.Stop:
        return None
    return Document("json", reader.entries, reader.containers, is_whole=False)


class _NearReader(whole_json.Reader):
    """The reader of `json` that passes by what is in no wanted container."""

    def __init__(self, text: str, outline: Outline, mentions: Mentions) -> None:
        super().__init__(text, is_json5=False, many=False)
        self._in_strides = True
        self._outline = outline
        self._wanted = sorted(outline.around)
        self._mentions = mentions
        self._folded = folded(text, mentions)
        self._words = Words(self._folded, b"vtex", b"account", b"cuenta", b'conta"', b"key", b"token", b"secret")
        self._named_at = -1  # where the next whole name is
        self._whole: list[bool] = []  # for each open container

    def run(self) -> None:
        for root in self._outline.roots:
            self.at = root
            self._root()
            self._members()

    def _open(self, parent: int, key: str | int | None, name_span: Span, document: int) -> None:
        start = self.at
        outer = self._stack[-1] if self._stack else -1
        is_whole = (bool(self._whole) and self._whole[-1]) or start in self._outline.whole
        if is_whole or start in self._outline.around or (outer != -1 and self._is_mate(self.containers[outer], start, key)):
            super()._open(parent, key, name_span, document)
            self._whole.append(is_whole or start not in self._outline.around)
            return
        if self.containers[outer].start in self._outline.read:
            kind = "mapping" if self.text[start] == "{" else "sequence"
            self.containers.append(Container(parent, key, kind, document, name_span, start))  # type: ignore[arg-type]
        self.at = self._outline.end_of(self.text, start)

    def _is_mate(self, outer: Container, start: int, key: str | int | None) -> bool:
        """Whether a container next to one that a mention is in is read with it: an object that names something, a named value."""
        if outer.start not in self._outline.mates:
            return False
        if isinstance(key, str):
            return HALF.search(key) is not None
        end = self._outline.end_of(self.text, start)
        parts = ((start, end),) if end - start < 2 * _MATE else ((start, start + _MATE), (end - _MATE, end))
        return any(_may_matter(self.text[slice(*part)].lower()) for part in parts)

    def _close(self) -> None:
        super()._close()
        self._whole.pop()

    def _step(self) -> None:
        """As in `json`; in one match where the container ends, or a container follows."""
        me, number = self._stack[-1], self._counts[-1]
        container = self.containers[me]
        is_mapping = container.kind == "mapping"
        match = (_CHILD_NAMED if is_mapping else _CHILD).match(self.text, self.at)
        if match is None or (match[1] is not None and (match[1] == ",") != (number > 0)):
            super()._step()
            return
        if match[1] is None:
            self.at = match.end() - 1
            self._close()
            return
        self.at = match.end()
        self._counts[-1] += 1
        span = Span(*match.span(2)) if is_mapping else Span(self.at, self.at)
        self._open(me, match[2] if is_mapping else number, span, container.document)

    def _stride(self) -> None:
        container = self.containers[self._stack[-1]]
        is_read = self._whole[-1] or container.start in self._outline.read
        if self._whole[-1] or (is_read and self._outline.end_of(self.text, container.start) - container.start < _WIDE):
            super()._stride()
        elif not is_read and container.kind == "sequence" and container.start not in self._outline.mates:
            self._jump(container)
        else:
            self._pass_by(self.text[container.start], self._next_wanted(is_read))

    def _pass_by(self, bracket: str, end: int) -> None:
        """Skip members that are scalars, or containers of these, up to an offset that may matter, or to a word that may."""
        text, window, runs, child = self.text, _WINDOW, RUNS[bracket], _CHILD_NAMED if bracket == "{" else _CHILD
        while True:
            limit = text.find(",", self.at + window, end)  # up to a comma, so that no number is cut
            last = end if limit == -1 else limit
            word = self._words.before(self.at, last)  # first, so that what is after it is not matched in vain
            stop = self._end_of_run(runs, word)
            if stop > self.at:
                self._counts[-1] += 1
                self.at, window = stop, _WINDOW
            elif child.match(text, self.at):
                return
            else:
                window *= 4  # a long text
            if limit == -1 or word < last:
                return

    def _end_of_run(self, runs: re.Pattern[str], end: int) -> int:
        run = runs.match(self.text, self.at, end)
        return run.end() if run else self.at

    def _jump(self, container: Container) -> None:
        """Open the next item of a list that a mention is in, or go to the list's end."""
        at = bisect_left(self._wanted, self.at)
        end = self._outline.ends[container.start]
        if at == len(self._wanted) or self._wanted[at] >= end:
            self.at = end - 1
            return
        self.at = self._wanted[at]
        number = self._counts[-1]
        self._counts[-1] += 1
        self._value(self._stack[-1], None, Span(self.at, self.at), number)

    def _next_wanted(self, is_read: bool) -> int:
        """The next offset that may matter: of a container on the way to a mention; where a mention is, also of a whole name."""
        at = bisect_left(self._wanted, self.at)
        end = self._wanted[at] if at < len(self._wanted) else len(self.text)
        if not is_read:
            return end
        at = bisect_left(self._named, self.at)
        if at < len(self._named):
            end = min(end, self._named[at])
        if self._named_at < self.at:
            named = _WHOLE_NAME.search(self._folded, self.at)
            self._named_at = named.start() if named else len(self.text)
        return min(end, self._named_at)

    @cached_property
    def _named(self) -> list[int]:
        """What else is wanted where a mention is, but whole names."""
        options = (place for match in _OPTION.finditer(self.text) for place in match.span())
        return sorted({*self._mentions.places, *self._mentions.manifests, *self._outline.describing, *options})


def _may_matter(folded: str) -> bool:
    """Whether a text in lowercase has one of these words."""
    return any(word in folded for word in _WEAK) or ("conta" in folded and _CONTA.search(folded) is not None)
