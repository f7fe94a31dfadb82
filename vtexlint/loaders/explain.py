"""Describe a difference between loaders, without showing a value."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.labels import kind_label
from vtexlint.loaders.compare import LoadedValue, LoaderComparison
from vtexlint.loaders.spelling import common_spelling
from vtexlint.text.messages import Message, Template, clauses, quoted

NOT_REACHED = Template("loaders.not-reached", "the {kind} does not reach the program: {readings}")
NOT_ALIKE = Template("loaders.not-alike", "the loaders read the {kind} differently: {readings}")
READING = Template("loaders.reading", "{reading} ({loaders})")
# the readings
AS_WRITTEN = Template("loaders.as-written", "as written")
IN_QUOTES = Template("loaders.in-quotes", "the text in the quotes")
WITH_QUOTES = Template("loaders.with-quotes", "with its quotes")
WITHOUT_QUOTES = Template("loaders.without-quotes", "without its quotes")
WITH_BACKTICKS = Template("loaders.with-backticks", "with its backticks")
WITHOUT_BACKTICKS = Template("loaders.without-backticks", "without its backticks")
EMPTY = Template("loaders.empty", "empty")
CUT_AT = Template("loaders.cut-at", "cut at the {character}")
CUT_TO = Template("loaders.cut-to", "cut to {count} characters", "cut to {count} character")
LONGER = Template("loaders.longer", "with {count} characters after it", "with {count} character after it")
WITHOUT_BACKSLASHES = Template("loaders.without-backslashes", "without its backslashes")
OTHER_LENGTH = Template("loaders.length", "{count} characters instead of {expected}", "{count} character instead of {expected}")
OTHER_CHARACTERS = Template("loaders.characters", "with other characters")
NOT_A_VALUE = {
    "command": Template("loaders.command", "the output of a command"),
    "environment": Template("loaders.environment", "taken from the environment"),
    "name": Template("loaders.name", "under another name"),
    "nothing": Template("loaders.nothing", "not read"),
    "refusal": Template("loaders.refusal", "the whole file rejected"),
}
# the remedies
RENAME = Template(
    "loaders.rename",
    "use a name of letters, digits and underscores, which every loader reads; `vtexlint explain loaders` shows the differences",
)
NO_SPELLING = Template(
    "loaders.no-spelling",
    "the loaders read this value differently however it is written: set `loaders` to the programs that read this "
    "file, or correct the value",
)
WRITE_LINE = Template(
    "loaders.write-line",
    "write `NAME=value` at the start of the line, with the value {how} and nothing after it; all loaders read this "
    "the same way (`vtexlint explain loaders`)",
)
WRITE_VALUE = Template(
    "loaders.write-value", "write the value {how} and nothing after it; all loaders read this the same way (`vtexlint explain loaders`)"
)
QUOTING = {
    "'": Template("loaders.single-quotes", "in single quotes"),
    '"': Template("loaders.double-quotes", "in double quotes"),
}
UNQUOTED = Template("loaders.unquoted", "without quotes")
_MARKS = (('"', WITH_QUOTES, WITHOUT_QUOTES), ("'", WITH_QUOTES, WITHOUT_QUOTES), ("`", WITH_BACKTICKS, WITHOUT_BACKTICKS))


def who_reads_what(read: LoaderComparison) -> Message:
    """`the loaders read the appToken differently: as written (dotenv, node); not read (godotenv)`."""
    readings = clauses(READING(reading=reading, loaders=", ".join(loaders)) for reading, loaders in _groups(read))
    return (NOT_REACHED if len(read.outcomes) == 1 else NOT_ALIKE)(kind=kind_label(read.credential), readings=readings)


def _groups(read: LoaderComparison) -> Iterator[tuple[Message, list[str]]]:
    """The loaders of each outcome; those that read the value as written come first."""
    found: dict[LoadedValue, list[str]] = {}
    for loader, outcome in read.outcomes.items():
        found.setdefault(outcome, []).append(loader)
    as_written = LoadedValue("value", read.written)
    for outcome in sorted(found, key=lambda outcome: (outcome != as_written, outcome.kind != "value")):
        yield _words(outcome, read), found[outcome]


def _words(outcome: LoadedValue, read: LoaderComparison) -> Message:
    if outcome.kind != "value":
        return NOT_A_VALUE[outcome.kind]()
    value, written = outcome.value, read.written
    entry = read.credential.entry
    is_quoted = entry is not None and entry.style != "plain"
    if value == written:
        return IN_QUOTES() if is_quoted else AS_WRITTEN()
    for mark, within, without in _MARKS:
        if value == f"{mark}{written}{mark}":
            return within()
        if written == f"{mark}{value}{mark}":
            return without()
    if not value:
        return EMPTY()
    if written.startswith(value):
        cause = written[len(value) :].lstrip()[:1]
        return CUT_AT(character=quoted(cause)) if cause in ("#", "$", '"', "'", "`", "\\") else CUT_TO(count=len(value))
    if value.startswith(written):
        return LONGER(count=len(value) - len(written))
    if "\\" in written and value == written.replace("\\", ""):
        return WITHOUT_BACKSLASHES()
    return OTHER_LENGTH(count=len(value), expected=len(written)) if len(value) != len(written) else OTHER_CHARACTERS()


def remedy(read: LoaderComparison, loaders: tuple[str, ...]) -> Message:
    """How to write the value; for a value that no spelling makes the same for all loaders, what else to do."""
    name = read.credential.name
    spelled = common_spelling(name, meant(read), loaders)
    if spelled is None:
        if common_spelling(name, "x", loaders) is None:
            return RENAME()
        return NO_SPELLING()
    how = QUOTING.get(spelled[len(name) + 1 : len(name) + 2], UNQUOTED)()
    return (WRITE_VALUE if read.credential.name_span.start == read.credential.name_span.end else WRITE_LINE)(how=how)


def meant(read: LoaderComparison) -> str:
    """The value as written, or the one valid appKey or appToken that the loaders read."""
    if shapes.has_shape_but_for_case(read.written):
        return read.written
    exact = {outcome.value for outcome in read.outcomes.values() if shapes.has_shape_but_for_case(outcome.value)}
    return exact.pop() if len(exact) == 1 else read.written
