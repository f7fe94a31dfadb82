"""Arguments of commands: `--vtex-app-key K`, `--vtex-app-key=K`, `-H "X-VTEX-API-AppKey: K"`, in a list or in one text.

In a list (an MCP server's `args`, a compose `command`) each argument is an item. A text (a script of package.json, a `run:` block) is
split into words as a shell does it: with quotes, without expansion. The options are those whose names are certainly VTEX's, and names
such as `--app-key` whose value has the form of a credential, or is a reference, or is next to such a credential.

What a proxy sets in such a text is read as well (`proxy_set_header X-VTEX-API-AppKey K;`), and what a command stores
(`storing_commands`).
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from vtexlint._startup.modules import load
from vtexlint.credentials.argument_items import HEADER, LOGIN, OPTION, Argument, ArgumentItems, may_be_option
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import HEADER_SIGN, UNDERSCORED, CandidateField, DocumentIndex, is_from_elsewhere
from vtexlint.credentials.names import NAMED, CredentialKind, classify, other_kind
from vtexlint.credentials.references import is_reference
from vtexlint.credentials.storing_commands import stored_in
from vtexlint.parsers.model import Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Span

# what follows `<` and an escaped quote belongs to the value: no shell is asked to read a file with the name of a credential
_WORD = (
    r"(?P<quote>[\"'])(?P<quoted>.*?)(?P=quote)|\\(?P<mark>[\"'])(?P<escaped>[^\s\"'\\]*+)\\(?P=mark)"
    r"|(?P<plain>(?:\$?\{\{[^{}\n]*+\}\}|\$\([^()\n]*+\)|`[^`\n]*+`|[^ \t\r\n\f\v\"'\\;|&<>()`])++|<[^\s\"'\\;|&<>]++>)"
)
# a pattern that begins with a character is searched for faster than one that begins with a condition
# what follows a flag is the next option, not its value: `curl -s -H ...`; what follows the `-c` of a shell is a command
_SIGNS = (
    r"-(?:(?<=\s-)|(?<=\A-))(?![a-z]{0,3}c[ \t]+[\"'])"
    rf"(?:(?P<header>H|-header)(?:[ \t]+|=)?|(?P<login>u|-user)[ \t=]+|{OPTION.removeprefix('-')}(?:=|[ \t]+(?!-)))(?:{_WORD})"
)
_END_OF_COMMAND = r"(?<!\\)\n|&&|[;|]"
_LONGEST = 20_000
# what sets a header of a request in the text of a proxy: nginx, HAProxy, Caddy, Apache, Spring Cloud Gateway
_SETS = (
    r"(?:set|add)[_-]header|more_set_(?:input_)?headers|header_up|RequestHeader[ \t]++(?:set|add|append|merge)"
    r"|(?:Add|Set)RequestHeader[ \t]*+="
)
_DIRECTIVE = (
    rf"(?:{_SETS})[ \t]*+[\"']?(?P<name>(?i:X-VTEX-API-App(?:Key|Token)))[\"']?(?::[ \t]*+|[ \t]*+,[ \t]*+|[ \t]++)"
    r"(?:(?P<quote>[\"'])(?P<quoted>[^\"'\r\n]*+)(?P=quote)|(?P<plain>[^\s\"';]++))"
)
_ASSIGNS = r"[A-Za-z_]\w*+="
_VARIABLE = r"[$%{(\[]"


def in_text(entry: Entry) -> Iterator[Argument]:
    """Arguments in one text that contains a command."""
    text = entry.value or ""
    if len(text) > _LONGEST:
        return
    for match in re.finditer(_SIGNS, text):
        group = next(one for one in ("plain", "quoted", "escaped") if match[one] is not None)
        start, end = match.span(group)
        if text[start : start + 1] == "<" and not is_vtex_shaped(text[start:end]):
            continue  # `--vtex-app-token <token>` in a description
        if group == "escaped" and not _is_in_quotes(text, match.start()):
            start, end = start - 2, end + 2  # a shell takes the quotes for a part of the value
        if match["login"] is not None:
            yield Argument(LOGIN, entry, (match.start(), match.end("login")), entry, (start, end), is_header=True, is_login=True)
        elif match["header"] is None:
            if may_be_option(match["name"]):
                yield Argument(match["name"], entry, match.span("name"), entry, (start, end), is_header=False)
        elif header := re.fullmatch(HEADER, text[start:end]):
            name, value = header.span("name"), header.span("value")
            yield Argument(
                header["name"], entry, (name[0] + start, name[1] + start), entry, (value[0] + start, value[1] + start), is_header=True
            )


def _is_in_quotes(text: str, at: int) -> bool:
    """Whether a double quote is open there: `sh -c "node x.js --vtex-app-key=\\"K\\""`."""
    return (text.count('"', 0, at) - text.count('\\"', 0, at)) % 2 == 1


def _stored_in(entry: Entry) -> Iterator[Argument]:
    """What commands in one text store under the names of credentials."""
    text = entry.value or ""
    for name, value, is_header in stored_in(text):
        at = (value.start, value.end) if value else (name.end, name.end)
        yield Argument(text[name.start : name.end], entry, (name.start, name.end), entry, at, is_header, is_from_elsewhere=value is None)


def _shows(name: str, value: str) -> bool:
    """Whether an option is a credential by its name or value alone."""
    found = classify(name)
    return found is not None and (found.strength in NAMED or is_vtex_shaped(value))


def may_have(text: str) -> bool:
    """Whether a text may contain such an argument."""
    lower = text.lower()
    return ("--" in text or "-H" in text or "-u " in text or UNDERSCORED in lower) and "vtex" in lower


def may_have_directives(text: str) -> bool:
    """Whether a text may set a header of VTEX as the configuration of a proxy does."""
    return len(text) <= _LONGEST and HEADER_SIGN in text.lower()


def _in_directives(index: DocumentIndex, entry: Entry) -> Iterator[CandidateField]:
    """The headers that the configuration of a proxy sets, in a text inside a value: `proxy_set_header X-VTEX-API-AppKey K;`."""
    text = entry.value or ""
    places: Sequence[int] | None = None
    for match in re.finditer(_DIRECTIVE, text):
        if "#" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]:
            continue
        start, end = match.span("plain" if match["plain"] is not None else "quoted")
        value = text[start:end]
        if re.match(_ASSIGNS, value):
            continue  # `VTEX_APP_KEY=K`, which is read as a variable
        places = places or source_map(index.source, index.document.format, entry) or [entry.span.start] * len(text) + [entry.span.end]
        # an empty value removes the header
        reference = not value or is_from_elsewhere(entry) or re.search(_VARIABLE, value) is not None
        yield CandidateField(
            match["name"], Span(places[match.start("name")], places[match.end("name")]), value, Span(places[start], places[end]),
            entry.container, entry, "assignment", reference, start, is_part=True,
        )  # fmt: skip


def from_arguments(index: DocumentIndex) -> Iterator[CandidateField]:
    """Options of commands, the headers that they send, and those that a proxy sets."""
    found: dict[tuple[int, int], list[Argument]] = defaultdict(list)  # by command: the list, or the entry and its part
    items = ArgumentItems(index)
    for argument in items.in_two():
        found[argument.entry.container, -1].append(argument)
    for entry in (*index.items, *index.named):
        if entry.value and may_have_directives(entry.value):
            yield from _in_directives(index, entry)
        if entry.name is None and (own := items.in_one(entry)):
            found[entry.container, -1].append(own)
        elif entry.value and (may_have(entry.value) or (entry.name is None and entry.value.startswith("--"))):
            ends = [match.start() for match in re.finditer(_END_OF_COMMAND, entry.value)]
            arguments = list(in_text(entry))
            is_one = entry.name is None and len(arguments) == 1 and arguments[0].name_at[0] <= len("--")  # the next item has the other
            for argument in arguments:
                found[(entry.container, -1) if is_one else (id(entry), bisect(ends, argument.name_at[0]))].append(argument)
        if entry.value:
            found[id(entry), -1].extend(_stored_in(entry))
    for arguments in found.values():
        shown = {classify(one.name) for one in arguments if not one.is_header and _shows(one.name, _value(one))}
        kinds = {(one.kind, one.qualifier) for one in shown if one is not None}
        for argument in arguments:
            yield from _argued(index, argument, kinds)


def _value(argument: Argument) -> str:
    return (argument.entry.value or "")[slice(*argument.at)]


def _argued(
    index: DocumentIndex, argument: Argument, beside: Collection[tuple[CredentialKind, tuple[str, ...]]]
) -> Iterator[CandidateField]:
    """The field of an argument, if it is one; `beside`: what the command's arguments show."""
    entry, value = argument.entry, _value(argument)
    names = load("vtexlint.credentials.requests.header_names") if argument.is_header else None
    right = names.meant(argument.name, value) if names is not None else ""
    is_around = names is not None and argument.name.lower() in names.WITH_CREDENTIALS and names.has_credential(argument.name, value)
    if not right and not is_around and not _is_credential(argument.name, value, beside):
        return
    if argument.is_from_elsewhere:
        name_span = _part(index, argument.name_entry, argument.name_at)
        yield CandidateField(argument.name, name_span, None, name_span, entry.container, entry, "assignment", is_reference=True)
        return
    whole = argument.at == (0, len(entry.value or "")) and not is_around
    yield CandidateField(
        argument.name, _part(index, argument.name_entry, argument.name_at), value, _part(index, entry, argument.at), entry.container,
        entry, "mapping" if whole else "assignment", is_from_elsewhere(entry), argument.at[0], header=right, is_part=not whole,
    )  # fmt: skip


def _is_credential(name: str, value: str, beside: Collection[tuple[CredentialKind, tuple[str, ...]]]) -> bool:
    found = classify(name)
    if found is None or not may_be_option(name):
        return False
    if _shows(name, value) or is_reference(value):
        return True
    return (other_kind(found.kind), found.qualifier) in beside and (found.kind, found.qualifier) not in beside


def _part(index: DocumentIndex, entry: Entry, at: tuple[int, int]) -> Span:
    """The span of a part of an entry's value; the span of the whole value if the part's span cannot be determined."""
    places = source_map(index.source, index.document.format, entry)
    return Span(places[at[0]], places[at[1]]) if places is not None else entry.span
