"""A credential's line that the loaders of `.env` files read differently.

## What it reports
The programs that read `.env` files disagree about the line of a credential: some cut its value, keep its quotes or
backslashes, skip the line, assign the value to another name, or reject the whole file. The message lists which loader
reads what, without the value. Reported at the value; at the name if the value is plain and only the name, or what is
around it, is at fault; and, where another line makes a loader reject the file or lose the credential, at that line.

The loaders are those of `loaders` in the settings. By default: dotenv (for JavaScript), node (`--env-file`, 22.16 and
later), node-20 (the same, older), python-dotenv, compose (docker compose), godotenv and ruby (dotenv). There are also
bash (`set -a; . .env`) and docker-run (`docker run --env-file`). An `.envrc` is always read by bash. `vtexlint explain
loaders` shows the version of each model.

Not reported: CR LF line ends, a byte order mark, placeholders, references, and what another rule reports: whitespace,
invisible characters and delimiters around a value, an unclosed quote. A line that contains only whitespace is not
reported, although Node.js 20 skips the line below it. A tab before a name is reported.

## Why it matters
A pair that works on one machine is rejected on another (401 or 403): the same file is read by dotenv in development, by
docker compose in staging and by a shell in CI. No loader prints a warning.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A#renewed
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=`TOKEN_A`
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN: TOKEN_A
```
```dotenv
; the ERP's pair
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA # ours
VTEX_APP_TOKEN="TOKEN_A"
```
```dotenv
<tab>VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A # production # renewed
```
```dotenv .envrc
export VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
export VTEX_APP_TOKEN: TOKEN_A
```

## Accepted
```dotenv
# the ERP's pair
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
export VTEX_APP_TOKEN="TOKEN_A" # renewed in May
```
```dotenv
VTEX_APP_KEY='vtexappkey-fakestore-AAAAAA'
VTEX_APP_TOKEN=$TOKEN_FROM_VAULT
```
```dotenv .envrc
export VTEX_APP_KEY='vtexappkey-fakestore-AAAAAA' VTEX_APP_TOKEN='TOKEN_A'; export PORT=8080
```

## What to do
Write `NAME=value`: no `export`, no spaces around the `=`, no quotes, nothing after the value, comments on separate lines
that start with `#`. Every loader reads such a line the same way, because an appKey and an appToken contain only letters,
digits and hyphens. `vtexlint explain loaders` shows the differences. If only one program reads the file, name it in the
settings: `loaders = ["compose"]`.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template, clauses
from vtexlint.text.patterns import lazy

if TYPE_CHECKING:
    from types import ModuleType

    from vtexlint.loaders.compare import BlockingLine, LoaderComparison

STOP = Template("loader-dependent-value.stop", "because of this line, loaders do not read a credential in this file: {reasons}")
STOP_REFUSED = Template("loader-dependent-value.refused", "the whole file is rejected by {loaders}")
STOP_ENDED = Template("loader-dependent-value.ended", "nothing from this line on is read by {loaders}")
STOP_JOINED = Template("loader-dependent-value.joined", "this line is joined to the name below it by {loaders}")
STOP_SWALLOWED = Template("loader-dependent-value.swallowed", "the next lines are read as its value by {loaders}")
STOP_HELP = Template(
    "loader-dependent-value.stop-help",
    "write the line as `NAME=value`, or as a comment with `#`; or set `loaders` to the programs that read this file",
)

SWALLOWED_HELP = Template(
    "loader-dependent-value.swallowed-help",
    "remove the whitespace after the `=`, or write a value; or set `loaders` to the programs that read this file",
)

# Lines that the default loaders, and their models, read the same way: a file with only such lines needs no model. Only ranges within
# Latin-1: with wider ones the pattern takes forty times as long to compile.
_SIGN = r"[!%&(-\[\]-_a-~]"
_QUOTED = r"[ #;!%&(-\[\]-_a-~]*+"
_VALUE = rf"(?:{_SIGN}++(?: ++{_SIGN}++)*+|\"{_QUOTED}\"|'{_QUOTED}')(?: ++#[!-~]*+(?: ++(?!#)[!-~]++)*+ *+)?+"
# No second ` #`: godotenv's comment begins at the last one. No value: ruby refuses the file where `export` is before the name, and node
# takes the next line where whitespace is after the `=`.
_ASSIGNMENT = rf" *+(?:(?:export )?+[A-Za-z_]\w*+[ \t]*+=[ \t]*+{_VALUE}|[A-Za-z_]\w*+[ \t]*+=(?=\r?\n|\Z))"
_LINE = rf"(?:{_ASSIGNMENT}|[ \t]*+#[\t -~\xa1-\xff]*+)?+[ \t]*+"
# node reads a comment at the text's end, without a newline after it, like any other line: `# A=1` has the name `# A`
_LAST = rf"(?:{_ASSIGNMENT}|[ \t]*+#[\t -<>-~\xa1-\xff]*+)?+[ \t]*+"
_PLAIN = lazy(rf"(?a)(?:{_LINE}\r?\n)*+{_LAST}\Z")
# Such a line without a quote, so that it cannot close a quote of an earlier line.
_UNQUOTED = r"[ !#-&(-_a-~]*+"
_WORD_UNQUOTED = r"[!$-&(-_a-~][!#-&(-_a-~]*+"
_BARE = lazy(
    rf"(?a)(?: *+(?:export )?+(?P<name>[A-Za-z_]\w*+)[ \t]*+=[ \t]*+(?P<value>{_SIGN}++(?: ++{_SIGN}++)*+)"
    rf"(?: ++#[!#-&(-_a-~]*+(?: ++{_WORD_UNQUOTED})*+)?+[ \t]*+"
    rf"| *+[A-Za-z_]\w*+[ \t]*+="
    rf"|[ \t]*+#{_UNQUOTED}[ \t]*+"
    rf"|[ \t]*+)"
)
_SIGNS = "".join(map(chr, range(33, 127))).translate({ord(character): None for character in "\"#$'\\`"})
_SPACES = " \t"
_SHORT = 20_000  # characters that are looked at line by line before the pattern is compiled
_NEED_MODELS = ("bash", "docker-run")
_WORD = lazy(r"(?a)[\w.-]*+\Z")


def check(context: LintContext) -> Iterator[Violation]:
    if context.document.format != "dotenv":
        return
    judged = [c for c in context.judged if c.form == "mapping" and c.entry is not None and c.host.offsets is None]
    loaders = context.loaders
    read_alike = None if set(_NEED_MODELS).intersection(loaders) else (_PLAIN, _BARE)
    if not judged or (read_alike is not None and _is_plain(context.source.text)):
        return
    reads, stops = _models().compare_loaders(context.source, context.document.problem, judged, loaders, read_alike)
    yield from map(_about_stop, stops)
    for read in reads:
        if _differs(read):
            yield _report(read, context, loaders)


def _is_plain(text: str) -> bool:
    """Whether all loaders read every line in one way. The simplest lines are known without the pattern, which takes long to compile."""
    if len(text) < _SHORT:
        *lines, last = text.split("\n")
        if _is_simple(last) and all(_is_simple(line) or _is_simple_comment(line) for line in lines):
            return True
    return _PLAIN.match(text) is not None


def _is_simple(line: str) -> bool:
    """Whether a line is empty, or `NAME=value` without quotes, signs of the shell and inner spaces."""
    name, assigns, value = line.partition("=")
    if not assigns:
        return not name.strip(_SPACES)
    written = value.rstrip(_SPACES)
    return name.isascii() and name.isidentifier() and not written.strip(_SIGNS) and bool(written or not value)


def _is_simple_comment(line: str) -> bool:
    return line.startswith("#") and line.isascii() and line.isprintable()


def _about_stop(stop: "BlockingLine") -> Violation:
    reasons = (
        (stop.refusing, STOP_REFUSED),
        (stop.stopping, STOP_ENDED),
        (stop.joining, STOP_JOINED),
        (stop.swallowing, STOP_SWALLOWED),
    )
    listed = clauses(reason(loaders=", ".join(loaders)) for loaders, reason in reasons if loaders)
    only_swallows = stop.swallowing and not (stop.refusing or stop.stopping or stop.joining)
    return Violation(stop.span, STOP(reasons=listed), SWALLOWED_HELP() if only_swallows else STOP_HELP())


def _differs(read: "LoaderComparison") -> bool:
    return len(set(read.outcomes.values())) > 1 or any(outcome.kind != "value" for outcome in read.outcomes.values())


def _report(read: "LoaderComparison", context: LintContext, loaders: tuple[str, ...]) -> Violation:
    models = _models()

    credential = read.credential
    return Violation(
        credential.name_span if _is_about_name(read) else credential.span,
        models.who_reads_what(read),
        models.remedy(read, loaders),
        credential,
        fix=lambda: models.respell(read, context.source, loaders),
    )


def _is_about_name(read: "LoaderComparison") -> bool:
    """Whether the value is plain, and each loader that reads it under its name reads it as it is written."""
    outcomes = read.outcomes.values()
    return _WORD.match(read.written) is not None and all(one.kind != "value" or one.value == read.written for one in outcomes)


def _models() -> "ModuleType":
    from vtexlint.fixes import dotenv_line  # noqa: PLC0415  the models of the loaders: a plain file needs none

    return dotenv_line


PAGE = (__doc__ or "").replace("<tab>", "\t")  # Python 3.13 and later write spaces for the tabs of a docstring
RULE = Rule("loader-dependent-value", PAGE, Severity.WARNING, "0.1.0", check, "unsafe")
