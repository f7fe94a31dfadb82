"""How a difference between loaders is told, without a value."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.labels import half_label
from vtexlint.loaders.compare import LoadedValue, LoaderComparison
from vtexlint.loaders.spelling import common_spelling
from vtexlint.text.wording import plural

_WORDS = {
    "command": "the output of a command",
    "environment": "no value of its own",
    "name": "under another name",
    "nothing": "not read at all",
    "refusal": "the file refused",
}


def who_reads_what(read: LoaderComparison) -> str:
    """`the appToken is not read alike: as written: dotenv, node; cut at the #: python-dotenv; not read at all: godotenv`."""
    groups = "; ".join(f"{words}: {', '.join(loaders)}" for words, loaders in _groups(read))
    alike = "does not reach the program" if len(read.outcomes) == 1 else "is not read alike"
    return f"the {half_label(read.credential)} {alike}: {groups}"


def _groups(read: LoaderComparison) -> Iterator[tuple[str, list[str]]]:
    """The loaders of each outcome, what is as written first."""
    found: dict[LoadedValue, list[str]] = {}
    for loader, outcome in read.outcomes.items():
        found.setdefault(outcome, []).append(loader)
    as_written = LoadedValue("value", read.written)
    for outcome in sorted(found, key=lambda outcome: (outcome != as_written, outcome.kind != "value")):
        yield _words(outcome, read), found[outcome]


def _words(outcome: LoadedValue, read: LoaderComparison) -> str:
    if outcome.kind != "value":
        return _WORDS[outcome.kind]
    value, written = outcome.value, read.written
    entry = read.credential.entry
    quoted = entry is not None and entry.style != "plain"
    if value == written:
        return "what stands in the quotes" if quoted else "as written"
    for mark, word in (('"', "quotes"), ("'", "quotes"), ("`", "backticks")):
        if value == f"{mark}{written}{mark}":
            return f"with its {word}"
        if written == f"{mark}{value}{mark}":
            return f"without its {word}"
    if not value:
        return "empty"
    if written.startswith(value):
        cause = written[len(value) :].lstrip()[:1]
        return f"cut at the {cause}" if cause in ("#", "$", '"', "'", "`", "\\") else f"cut to {plural(len(value), 'character')}"
    if value.startswith(written):
        return f"with {plural(len(value) - len(written), 'character')} behind it"
    if "\\" in written and value == written.replace("\\", ""):
        return "without its backslashes"
    return f"{plural(len(value), 'character')} instead of {len(written)}" if len(value) != len(written) else "with other characters"


def remedy(read: LoaderComparison, loaders: tuple[str, ...]) -> str:
    """What to write, in words; for a value that has no common spelling, what else to do."""
    name = read.credential.name
    spelled = common_spelling(name, meant(read), loaders)
    if spelled is None:
        if common_spelling(name, "x", loaders) is None:
            return "give it a name of letters, digits and underscores, which every loader reads; `vtexlint explain loaders` shows the rest"
        return "no spelling of this value is read alike by all of them: name in `loaders` what reads this file, or mend the value"
    how = {"'": "in single quotes", '"': "in double quotes"}.get(spelled[len(name) + 1 : len(name) + 2], "without quotes")
    bare = "" if read.credential.name_span.start == read.credential.name_span.end else "`NAME=value`, "
    return f"write {bare}the value {how} and nothing behind it: that all of them read alike (`vtexlint explain loaders`)"


def meant(read: LoaderComparison) -> str:
    """The value as written, or the one exact key or token that a loader makes of it."""
    if shapes.has_shape_but_for_case(read.written):
        return read.written
    exact = {outcome.value for outcome in read.outcomes.values() if shapes.has_shape_but_for_case(outcome.value)}
    return exact.pop() if len(exact) == 1 else read.written
