"""Write a new token in all places of one file that have the old one. The result is parsed again, and kept only if it is what was meant."""

from collections import Counter
from collections.abc import Callable, Container, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Edit, Fix
from vtexlint.fixes.edits import applied, file_edits
from vtexlint.fixes.renewal import Renewal, renewal
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.fix_file import MAX_PARSES
from vtexlint.linter.parse_file import ParsedFile, parse_file, whole
from vtexlint.linter.search import search_tokens
from vtexlint.linter.verify_fix import verify_fix
from vtexlint.text.messages import NO_MESSAGE, Message, Template
from vtexlint.text.replaced import Replaced, replaced
from vtexlint.text.secret import Secret
from vtexlint.text.source import Position, Span

UNKNOWN_CHARACTERS = Template("renew.unknown-characters", "the value is written in a way that vtexlint does not change: edit it by hand")
UNCONFIRMED = Template(
    "renew.unconfirmed",
    "it is not certain what a program would read here: fix what `vtexlint check` reports on this line first, or write the token by hand",
)
BINARY = Template("renew.binary", "a binary file is not changed: make it again from its source")
OTHER_TOKENS = Template("renew.other-tokens", "the new token would not be read in each of the places")
TOO_MANY = Template("renew.too-many", "too many places in one file: run vtexlint again")


class Renewed(NamedTuple):
    """A file before and after. `done` and `refused` are the places of the token in the text before, each with the reason."""

    before: ParsedFile
    after: ParsedFile
    done: tuple[Span, ...] = ()
    refused: tuple[tuple[Span, Message], ...] = ()
    replaced: Sequence[Replaced] = ()


_Chosen = tuple[Credential, Renewal]


def renew_file(
    parsed: ParsedFile,
    data: bytes,
    context: FileContext,
    old: Callable[[Credential], bool],
    new: Secret,
    places: Container[Position] | None = None,
) -> Renewed:
    """The file with `new` in place of each token that `old` accepts, at these places (None: everywhere). `data` are the file's bytes."""
    is_binary = parsed.source.encoding == "latin-1" and b"\0" in data  # it may have checksums
    if is_binary or parsed.source.encode() != data:
        return Renewed(parsed, parsed, refused=tuple((one.span, BINARY()) for one in _holders(parsed, old)))
    is_config = bool(parsed.document.entries) or parsed.format != "text"
    before = whole(parsed, context.settings) if is_config else parsed
    chosen: list[_Chosen] = []
    refused: list[tuple[Span, Message]] = []
    for credential in _holders(before, old):
        if places is not None and before.source.position(credential.span.start) not in places:
            continue
        found = renewal(credential, new)
        if found is None:
            refused.append((credential.span, UNKNOWN_CHARACTERS()))
        else:
            chosen.append((credential, found))
    if not chosen:
        return Renewed(before, before, refused=tuple(refused))
    there = _counts(before, old, new)
    done, after, reason = chosen, *_tried(before, chosen, context, old, new, there, is_config=is_config)
    if reason:
        done, after = [], before
        for number, one in enumerate(chosen):
            tried, reason = (
                _tried(before, [*done, one], context, old, new, there, is_config=is_config) if number < MAX_PARSES else (before, TOO_MANY())
            )
            if reason:
                refused.append((one[0].span, reason))
            else:
                done, after = [*done, one], tried
    edits = file_edits(_edits(done))
    changes = replaced((edit.span, len(edit.text)) for edit in edits)
    return Renewed(before, after, tuple(credential.span for credential, _ in done), tuple(refused), changes)


def _holders(parsed: ParsedFile, old: Callable[[Credential], bool]) -> list[Credential]:
    """The credentials with the old token, those of one value once: a field before what is found in its text."""
    found: dict[tuple[Span, int], Credential] = {}
    spans: set[Span] = set()
    for credential in sorted(parsed.found.credentials, key=lambda one: (one.span, one.entry is None)):
        if old(credential):
            place = credential.entry.span.start if credential.host.is_encoded and credential.entry is not None else -1
            if place == -1 and credential.span in spans:
                continue  # an alias, or a text that is a field too
            spans.add(credential.span)
            found.setdefault((credential.span, place), credential)
    return list(found.values())


def _edits(chosen: Sequence[_Chosen]) -> list[Edit]:
    return list(dict.fromkeys(edit for _, one in chosen for edit in one.edits))


def _tried(
    before: ParsedFile,
    chosen: Sequence[_Chosen],
    context: FileContext,
    old: Callable[[Credential], bool],
    new: Secret,
    there: Counter[bool],
    *,
    is_config: bool,
) -> tuple[ParsedFile, Message]:
    """The file with these places changed, and what is wrong with it. `there`: what it counts unchanged."""
    source = before.source
    text = applied(source.text, file_edits(_edits(chosen)))
    written = source.with_text(text)
    if is_config:
        after = parse_file(written, before.format, context.settings, whole=True)
        meant = tuple(one.meant for _, one in chosen if one.meant is not None)
        if verify_fix(before, after, [Fix(NO_MESSAGE, tuple(_edits(chosen)), "safe", (), meant)]):
            return after, UNCONFIRMED()
    else:
        result = search_tokens(source.display_path, written.encode(), context)
        if result is None or result.file.parsed is None:
            return before, OTHER_TOKENS()
        after = result.file.parsed
    expected = Counter({False: there[False] - len(chosen), True: there[True] + len(chosen)})
    return after, NO_MESSAGE if _counts(after, old, new) == expected else OTHER_TOKENS()


def _counts(parsed: ParsedFile, old: Callable[[Credential], bool], new: Secret) -> Counter[bool]:
    """How many places have the new token (True), and the old one (False)."""
    wanted = digest(new.reveal())
    counts = Counter({False: len(_holders(parsed, old))})
    counts[True] = len(_holders(parsed, lambda one: one.is_set and one.shape.kind == "token" and one.shape.digest == wanted))
    return counts
