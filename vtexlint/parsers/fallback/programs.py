"""How programs write names and values, where that is not an assignment of one value to one name: arguments, defaults, several names."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.model import QuoteStyle
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

# what may be a credential, as a string; shorter texts are messages, labels and words
_MAY_BE = r"[ \t]*+(?:(?i:vtexappkey)[^\s\"'`\\]++|[^\s\"'`\\]{60,}+)[ \t]*+"
_STRING = rf"(?:\"(?P<double>{_MAY_BE})\"|'(?P<single>{_MAY_BE})'|`(?P<backtick>{_MAY_BE})`)"
_ARGUMENTS = lazy(
    r"[(\[]\s*+(?P<quote>[\"'`])(?P<name>[A-Za-z][\w.\-]{2,59}+)(?P=quote)\s*+"
    rf"(?:\)|\](?![ \t]*+=(?!=))|,\s*+(?:(?:default[ \t]*+=[ \t]*+)?(?:{_STRING}\s*+(?=[,)]))|(?=[^\s\"'`])|(?=[\"'`])))"
)
_CALLEE = lazy(r"[A-Za-z_]\w{1,40}\Z")
_SETTERS = frozenset(
    """
    add append set put insert header with_header withheader addheader setheader setrequestheader setrequestproperty addrequestproperty
    tryaddwithoutvalidation setvalue setproperty setrequestheadervalue define setenv putenv setenvironmentvariable setattribute
    adddefaultheader setdefaultheader defaultheader
    """.split()
)
_GETTERS = frozenset("getenv get fetch env env_var config getproperty getordefault getenvironmentvariable".split())
_CALLED = _SETTERS | _GETTERS
_ENVIRONMENTS = frozenset({"env", "environ"})
_NAMES_CREDENTIAL = lazy(r"(?i)app[-_.]?(?:key|token)|vtex.*(?:key|token)")
_DEFAULT = lazy(
    r"(?:(?P<quote>[\"'])(?P<quoted>[A-Za-z][\w.\-]{2,59})(?P=quote)[\])]{1,2}|(?<!\w)(?P<plain>[A-Za-z]\w{2,59}))"
    r"[ \t]{0,4}(?:\|\||\?\?|\?:|\bor)[ \t]{0,4}\Z"
)
_REACH = 120  # characters before a default in which its variable is
_HAS_DEFAULT = lazy(rf"(?:\|\||\?\?|\?:|\bor\b)[ \t]{{0,4}}{_STRING}")
_ENVIRONMENT = lazy(r"(?:^|[.\w])env\.(?P<name>[A-Za-z]\w{2,59})\Z")
_LONG = lazy(rf"(?:{_MAY_BE})\Z")
_SEVERAL = lazy(r"(?:(?:local|var|let|const|my|val)[ \t]{1,8})?\(?(?:[$@*]?[A-Za-z_][\w.]{0,80}+[ \t]{0,8},[ \t]{0,8}){1,10}\Z")
_VALUE_AND_MORE = lazy(r"(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|[^,\"'\r\n]{0,200}+)[ \t]{0,8},(?![ \t]{0,8}[\w$]{1,80}+[ \t]{0,8}=(?!=))")
# behind a string: it is only a part of what the program computes
_COMPUTED = lazy(
    r"[ \t]*+(?:\+|\*|%(?![>}])|\.\.|&(?!&)|<>|\.(?=[ \t]*+[$\"'(])|\.[ \t]++\w"
    r"|\.(?:repeat|join|format|concat|replace|replaceAll|padEnd|padStart|ljust|rjust|slice|substring|split)\()"
)
_CONTINUED = lazy(r"\\?[ \t]*+\Z")
_APART = lazy(r"[,;{}]")
_MESSAGE = lazy(r"(?:[^\W\d_]{1,19}[.,!?:;)]?(?:[ \t]|\Z)){1,30}\Z")
_INJECTED = lazy(r"@Value\([ \t]*+\"(?P<double>\$\{(?P<name>[A-Za-z][\w.\-]{1,80}+)(?::[^{}\"\r\n]*+)?\})\"[ \t]*+\)")
_CODE = lazy(
    r"(?i)\.(?:py|[cm]?[jt]sx?|php|go|rb|java|kts?|cs|rs|swift|scala|tf|hcl|vue|svelte|lua|groovy|dart|c|cc|cpp|cxx|h|hpp|mm?|p[lm]|vb)$"
)
_SHELL = lazy(r"(?i)\.(?:sh|bash|zsh|fish)$|(?:^|/)(?:dockerfile|containerfile|makefile|justfile)[^/]*$|\.dockerfile$")
_STYLES: dict[str, QuoteStyle] = {"double": "double", "single": "single", "backtick": "backtick"}


def is_code(path: str) -> bool:
    """Whether the name is that of source code."""
    return _CODE.search(path) is not None


def is_shell(path: str) -> bool:
    """Whether the name is that of a file whose lines a shell runs."""
    return _SHELL.search(path) is not None


class Called(NamedTuple):
    """The name that a call has as its first argument, and the string after it that may be a credential; None for anything else."""

    name: Span
    value: Span | None
    style: QuoteStyle
    sets: bool  # a header, a variable; else the value is the default of one


def call(text: str, at: int) -> Called | None:
    """The call whose bracket is at `at`, if it sets or reads something that a name of a credential names; `ENV["X"]` reads, too."""
    if not text[at + 1 : at + 2] or text[at + 1] not in "\"'` \t\r\n":
        return None
    callee = _CALLEE.search(text[max(at - 60, 0) : at])
    word = callee[0].lower() if callee else ""
    if word not in (_ENVIRONMENTS if text[at] == "[" else _CALLED):
        return None
    match = _ARGUMENTS.match(text, at)
    if match is None or not _NAMES_CREDENTIAL.search(match["name"]):
        return None
    value, style = _string_of(match)
    if word in _SETTERS and match[0].endswith(")"):
        return None  # one argument
    return Called(Span(*match.span("name")), value, style, word in _SETTERS)


def variable_before(text: str, start: int, at: int) -> Span | None:
    """The variable whose default is the string at `at`, after `start`: `X` of `process.env.X || "..."`, `ENV["X"] || "..."`."""
    behind = max(start, at - _REACH)
    if not text[behind:at].rstrip(" \t").endswith(("||", "??", "?:", "or")):
        return None
    match = _DEFAULT.search(text[behind:at])
    if match is None:
        return None
    group = "plain" if match["plain"] else "quoted"
    name = Span(match.start(group) + behind, match.end(group) + behind)
    return name if _NAMES_CREDENTIAL.search(match[group]) else None


def without_default(text: str, span: Span) -> Span:
    """An expression without the default after it, if that may be a credential."""
    match = _HAS_DEFAULT.search(text, *span)
    return Span(span.start, span.start + len(text[span.start : match.start()].rstrip())) if match else span


def environment(text: str, span: Span) -> Span | None:
    """The name of the variable that an expression reads: `X` of `process.env.X`."""
    expression = text[max(span.end - _REACH, span.start) : span.end]
    match = _ENVIRONMENT.search(expression) if "env." in expression else None
    if match is None or not _NAMES_CREDENTIAL.search(match["name"]):
        return None
    return Span(span.end - len(match["name"]), span.end)


def is_named(name: str | None) -> bool:
    """Whether a name says itself that it is a credential's."""
    return name is not None and _NAMES_CREDENTIAL.search(name) is not None


def may_be_credential(text: str, span: Span) -> bool:
    """Whether a string may be a credential by its length."""
    return _LONG.match(text, *span) is not None


def assigns_several(text: str, start: int, name: int, value: int, end: int) -> bool:
    """Whether `APP_KEY, APP_TOKEN = "K", get()` begins at `start`, where the name before the sign does not take the value after it."""
    return _SEVERAL.fullmatch(text, start, name) is not None and _VALUE_AND_MORE.match(text, value, end) is not None


def goes_on_below(text: str, at: int, end: int) -> bool:
    """Whether the line ends behind the sign, or with the backslash that continues it."""
    return _CONTINUED.match(text, at, end) is not None


def is_one_expression(text: str, start: int, end: int) -> bool:
    """Whether what is between an expression's beginning and its default belongs to it."""
    return end - start <= _REACH and _APART.search(text, start, end) is None


def is_computed(text: str, end: int) -> bool:
    """Whether the string that ends there is a part of an expression: `'NAME: ' + value`, `'X'.repeat(128)`."""
    return _COMPUTED.match(text, end) is not None


def is_message(value: str) -> bool:
    """Whether what follows `NAME: ` in a string is a text for people."""
    return _MESSAGE.match(value) is not None


def injected(text: str, at: int, end: int) -> re.Match[str] | None:
    """Spring's `@Value("${vtex.app-key}")` before a field."""
    return _INJECTED.match(text, at, end)


def _string_of(match: re.Match[str]) -> tuple[Span | None, QuoteStyle]:
    for group, style in _STYLES.items():
        if match[group] is not None:
            return Span(*match.span(group)), style
    return None, "plain"
