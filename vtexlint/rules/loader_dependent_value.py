"""A credential's line that the loaders of `.env` files read differently.

## What it says
The programs that read `.env` files disagree about a credential's line: some cut its value, keep its quotes or its
backslashes, drop the line, give the value to another name, or refuse the whole file. The message says who reads what,
without the value. Reported at the value; at the name where the value is plain and only the name or what stands around
it is at fault; and, where another line makes a loader refuse the file or lose the credential, at that line.

The loaders are those that `loaders` names in the settings; by default dotenv (for JavaScript), node (`--env-file`, 22.16
and later), node-20 (the same, older), python-dotenv, compose (docker compose), godotenv and ruby (dotenv). There are also
bash (`set -a; . .env`) and docker-run (`docker run --env-file`). An `.envrc` is always bash's. `vtexlint explain loaders`
names the version that each model is of. CR LF line ends, a byte order mark, placeholders and references are not judged, nor
what another rule reports already: whitespace, invisible characters and delimiters around a value, an unclosed quote. A line
of whitespace alone, with which Node.js 20 loses the line below it, is not reported; a tab before a name is.

## Why it matters
A pair that works on one machine gives a 401 on another: the same file goes through dotenv in development, docker
compose in staging and a shell in CI. No loader prints a warning.

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
\tVTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
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
Write `NAME=value`: no `export`, no spaces around the `=`, no quotes, nothing after the value, comments on lines of their
own that begin with `#`. Every loader reads that alike, for a key and a token contain letters, digits and hyphens only.
`vtexlint explain loaders` shows the differences. Where only one program reads the file, name it in the settings:
`loaders = ["compose"]`.
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

STOP = Template("loader-dependent-value.stop", "a credential in this file is not read by every loader: {reasons}")
STOP_REFUSED = Template("loader-dependent-value.refused", "the whole file refused because of this line: {loaders}")
STOP_ENDED = Template("loader-dependent-value.ended", "nothing read from this line on: {loaders}")
STOP_JOINED = Template("loader-dependent-value.joined", "this line taken into the name below it: {loaders}")
STOP_SWALLOWED = Template("loader-dependent-value.swallowed", "the lines after it taken for its value: {loaders}")
STOP_HELP = Template(
    "loader-dependent-value.stop-help",
    "write the line as `NAME=value`, or as a comment with `#`; or name in `loaders` what reads this file",
)

SWALLOWED_HELP = Template(
    "loader-dependent-value.swallowed-help",
    "remove the whitespace after the `=`, or write a value; or name in `loaders` what reads this file",
)

# Lines of which the models of the default loaders, and the loaders, make one thing: a file of nothing else needs no model. No wider
# ranges than Latin-1: with them the pattern takes forty times as long to compile.
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
# Such a line without a quote, which no quote that is open before it could end at.
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
_BLANKS_AFTER = " \t"
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
        return not name.strip(_BLANKS_AFTER)
    written = value.rstrip(_BLANKS_AFTER)
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


RULE = Rule("loader-dependent-value", __doc__ or "", Severity.WARNING, "0.1.0", check, "unsafe")
