"""Verify fixes: parse the fixed text again and compare it with the one before."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Edit, Fix
from vtexlint.fixes.edits import file_edits
from vtexlint.fixes.values import inside
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.parsers.model import Container, Document, Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.messages import Message, Template
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span, UndecodableError

UNWRITABLE = Template("fix-refused.unwritable", "the file's encoding cannot represent the fixed text")
OTHER_ENCODING = Template("fix-refused.encoding", "the fixed text would be read in another encoding")
OTHER_FORMAT = Template("fix-refused.format", "the fixed text would be read as another format")
SYNTAX = Template("fix-refused.syntax", "the fixed text has a syntax error: {problem}")
STRUCTURE = Template("fix-refused.structure", "the fixed text has another structure")
NUMBER_OF_VALUES = Template("fix-refused.values", "the fixed text has more or fewer values")
NAMES = Template("fix-refused.names", "the fixed text has other names or types of values")
OTHER_VALUE = Template("fix-refused.other-value", "another value would change")
WRONG_VALUE = Template("fix-refused.wrong-value", "the fixed value is not the expected one")
COMMENT = Template("fix-refused.comment", "a comment would change")
NEW_COMMENT = Template("fix-refused.new-comment", "a value would become a comment")
INNER = Template("fix-refused.inner", "a document inside a value would be read differently")
WRONG_CREDENTIAL = Template("fix-refused.wrong-credential", "a credential would not have the expected value")

_NOTHING = Secret("")


def verify_fix(before: ParsedFile, after: ParsedFile, fixes: Sequence[Fix]) -> Message | None:
    """What in the fixed text differs from what the fixes intend, without any value; None if nothing does.

    Only what the fixes intend is compared. Values decide which fields are credentials, and how strongly: a value that is now correct
    may be recognized under a name that says nothing, or make its neighbour a credential.
    """
    edits = file_edits(edit for fix in fixes for edit in fix.edits)
    if _was_broken(before) and after.document.problem is None and after.document.format == before.format:
        # a parser now reads what the fallback had to guess, and the text differs only by the edits
        return _encoding(before.source, after.source) or _credentials(
            before.found.credentials, after.found.credentials, fixes, _renamed(edits)
        )
    return (
        _encoding(before.source, after.source)
        or _syntax(before.document, after.document)
        or _structure(before.document.containers, after.document.containers, _renamed(edits))
        or _entries(before, after, edits)
        or _comments(before, after, edits)
        or _credentials(before.found.credentials, after.found.credentials, fixes, _renamed(edits))
    )


def blamed(before: ParsedFile, after: ParsedFile, fixes: Sequence[Fix]) -> dict[Fix, Message]:
    """Of fixes that `verify_fix` does not accept together, those whose own value is not the expected one; empty if that is not known."""
    old, new = before.document.entries, after.document.entries
    if len(old) != len(new) or any(_place(one) != _place(other) for one, other in zip(old, new, strict=True)):
        return {}
    found: dict[Fix, Message] = {}
    edits = file_edits(edit for fix in fixes for edit in fix.edits)
    touched = _Touching(edits)
    wrong = _Touching([Edit(one.span, _NOTHING) for one in _wrong_entries(before, zip(old, new, strict=True), touched)])
    for fix in fixes:
        if any(wrong((edit.within or edit).span) for edit in fix.edits):
            found[fix] = WRONG_VALUE()
    missing = _missing(before.found.credentials, after.found.credentials, fixes, _renamed(edits))
    for fix in fixes:
        if any((one.span, one.name, one.inside) in missing for one in fix.meant):
            found.setdefault(fix, WRONG_CREDENTIAL())
    return found


def _wrong_entries(before: ParsedFile, pairs: Iterable[tuple[Entry, Entry]], touched: "_Touching") -> list[Entry]:
    """The entries, each once, whose new value is not the result of the edits in it; in their order."""
    found: dict[Span, Entry] = {}
    for one, other in pairs:
        touching = touched(one.span)
        if touching and other.value != _expected(before, one, touching):
            found.setdefault(one.span, one)
    return sorted(found.values(), key=lambda entry: entry.span)


def _encoding(before: Source, after: Source) -> Message | None:
    """The bytes that would be written must be read as exactly this text."""
    try:
        again = Source.from_bytes(before.display_path, before.encode(after.text), before.repo_path)
    except (UnicodeEncodeError, UndecodableError):
        return UNWRITABLE()
    same = again.text == after.text and again.bom == before.bom
    return None if same else OTHER_ENCODING()


def _syntax(before: Document, after: Document) -> Message | None:
    if after.problem is None:
        return None if after.format == before.format else OTHER_FORMAT()
    if before.problem is not None and after.problem.message == before.problem.message and after.format == before.format:
        return None
    return SYNTAX(problem=after.problem.message)


def _renamed(edits: Sequence[Edit]) -> dict[Span, str]:
    """The names that edits write, by the span of the name."""
    return {edit.span: edit.text.reveal() for edit in edits}


def _structure(before: Sequence[Container], after: Sequence[Container], renamed: Mapping[Span, str]) -> Message | None:
    same = len(before) == len(after) and all(
        _shape(one._replace(key=renamed.get(one.name_span, one.key) if one.name_span.end else one.key)) == _shape(other)
        for one, other in zip(before, after, strict=True)
    )
    return None if same else STRUCTURE()


def _shape(container: Container) -> tuple[object, ...]:
    return (container.parent, container.key, container.kind, container.document, container.origin)


def _entries(before: ParsedFile, after: ParsedFile, edits: Sequence[Edit]) -> Message | None:
    old, new = before.document.entries, after.document.entries
    touched = _Touching(edits)
    if len(old) != len(new):
        return NUMBER_OF_VALUES()
    for one, other in zip(old, new, strict=True):
        if _place(one) != _place(other._replace(name=one.name)) or other.name != _expected_name(before, one, touched):
            return NAMES()
        touching = touched(one.span)
        if not touching:
            if one.value != other.value or one.style != other.style:
                return OTHER_VALUE()
        elif other.value != _expected(before, one, touching):
            return WRONG_VALUE()
    return None


def _place(entry: Entry) -> tuple[object, ...]:
    return (entry.container, entry.name, entry.kind, entry.tag, entry.alias, entry.item)


def _expected_name(before: ParsedFile, entry: Entry, touched: "_Touching") -> str | None:
    """The entry's name, or the one that an edit gives to it."""
    edits = touched(entry.name_span) if entry.name else ()
    if len(edits) != 1 or edits[0].span != entry.name_span or before.source.slice(entry.name_span) != entry.name:
        return entry.name
    return edits[0].text.reveal()


def _expected(before: ParsedFile, entry: Entry, edits: Sequence[Edit]) -> str | None:
    """The entry's value with its edits applied: their texts, and every character outside of them."""
    whole = [edit for edit in edits if edit.span == entry.span]
    if whole:
        return whole[0].text.reveal() if len(edits) == 1 else None
    places = source_map(before.source, before.document.format, entry)
    if places is None:
        return None
    out: list[str] = []
    at = gone = 0
    for character, place in zip(entry.value or "", places, strict=False):
        while at < len(edits) and edits[at].span.start <= place:
            out.append(edits[at].text.reveal())
            gone = edits[at].span.end
            at += 1
        if place >= gone:
            out.append(character)
    return "".join((*out, *(edit.text.reveal() for edit in edits[at:])))


def _comments(before: ParsedFile, after: ParsedFile, edits: Sequence[Edit]) -> Message | None:
    touched = _Touching(edits)
    left = {(comment.span.start, after.source.slice(comment.span)) for comment in after.document.comments}
    for comment in before.document.comments:
        if touched(comment.span):
            continue
        if (touched.moved(comment.span.start), before.source.slice(comment.span)) not in left:
            return COMMENT()
    return None if len(after.document.comments) <= len(before.document.comments) else NEW_COMMENT()


class _Touching:
    """Which of the sorted edits touch a span; and the offset of a place after them."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._ends = [edit.span.end for edit in edits]
        shifts = (len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
        self._shifts = [0, *accumulate(shifts)]

    def __call__(self, span: Span) -> Sequence[Edit]:
        first = bisect_right(self._ends, span.start)
        last = first
        while last < len(self._edits) and self._edits[last].span.start < span.end:
            last += 1
        return self._edits[first:last]

    def moved(self, offset: int) -> int:
        """The new offset of a place that no edit touches."""
        return offset + self._shifts[bisect_right(self._ends, offset)]


def _was_broken(before: ParsedFile) -> bool:
    """Whether no parser could read the text, so that it was read line by line."""
    return before.document.format == "text" and before.format != "text"


def _credentials(old: Sequence[Credential], new: Sequence[Credential], fixes: Sequence[Fix], renamed: Mapping[Span, str]) -> Message | None:
    if _missing(old, new, fixes, renamed):
        return WRONG_CREDENTIAL()
    # a fix may encode or decode a value: that is its document
    meant = {(one.span, one.name, one.inside) for fix in fixes for one in fix.meant}
    kept = [one for one in old if one.form != "base64" or _known_by(one) not in meant]
    return None if _inner_shapes(kept, renamed) <= _inner_shapes(new, {}) else INNER()


def _missing(
    old: Sequence[Credential], new: Sequence[Credential], fixes: Sequence[Fix], renamed: Mapping[Span, str]
) -> set[tuple[Span, str, int]]:
    """The credentials that are not read with the expected value, or are no longer read in a document inside a value.

    The values of the file's own entries are compared before. What vtexlint takes for a name and a value is not compared.
    """
    meant = {(one.span, one.name, one.inside): one for fix in fixes for one in fix.meant}
    left = Counter((one.name, one.raw) for one in new if one.is_field)
    found = set()
    for one in old:
        known = _known_by(one)
        if known not in meant and (one.host.parent is None or not one.is_field):
            continue
        fixed = meant.get(known)
        name = renamed.get(one.name_span) or (fixed.new_name if fixed is not None else "") or one.name
        wanted = (name, one.raw if fixed is None else fixed.value)
        if left[wanted]:
            left[wanted] -= 1
        else:
            found.add(known)
    return found


def _inner_shapes(credentials: Sequence[Credential], renamed: Mapping[Span, str]) -> Counter[tuple[object, ...]]:
    """The names of each document inside a value, with the types of their values."""
    hosts = {id(one.host): one.host for one in credentials if one.host.parent is not None and one.is_field}
    return Counter(
        (
            host.document.format,
            *((renamed.get(host.outer(entry.name_span), entry.name), entry.kind) for entry in host.document.entries),
        )
        for host in hosts.values()
    )


def _known_by(credential: Credential) -> tuple[Span, str, int]:
    return (credential.span, credential.name, inside(credential))
