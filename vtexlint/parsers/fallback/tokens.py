"""What to look for on one line, in whatever notation, and where a value without quotes ends."""

import re

from vtexlint._startup.typed import Literal
from vtexlint.parsers.fallback.programs import is_computed
from vtexlint.parsers.model import QuoteStyle, ScalarType
from vtexlint.parsers.yaml import scalars
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

_DOUBLE = r"(?:[^\"\\\r\n]++|\\[^\r\n])*+"
_SINGLE = r"(?:[^'\r\n]++|'')*+"
# a template's expression in a string, which may have the string's own quotes: "{{ .Values.appToken | default "" }}"
_EXPRESSIONS = r"\{\{(?:-[ ])?(?=[ \w$.])[^{}\r\n]*+\}\}|<%(?=[ =\-])[^%\r\n]*+%>"
_TEMPLATES = r"\{\{[^{}\r\n]*+\}\}|\$\{[^{}\r\n]*+\}"
_TYPE = r"(?:&(?:'\w{1,40}+[ ])?+)?+[\w.:]{1,40}+(?:[\[<][^\[\]<>\r\n]{0,60}+[\]>])?+\??+(?:[ ]\|[ ][\w.]{1,40}+){0,3}+"

# Every pattern is linear: what repeats is possessive, and an opening quote is tried only where no earlier one could have
# run over it (`\"` opens nothing), so that no stretch of the line is read once for each of its characters.
TOKEN = lazy(
    rf"""
    (?P<remark>(?<!\S)/\*|<!--|(?<!\$)\{{\#|\{{\{{-?[ ]?/\*)
  | (?P<template>{_TEMPLATES}|\{{%[^%\r\n]*+%\}}|<%[^%\r\n]*+%>)
  | (?P<comment>(?<!\S)(?:\#|//)[^\r\n]*+)
  | (?:(?<!\\)(?P<quote>["'])(?P<quoted>(?:[\w.$/\-]{{1,200}}+|[:\ ](?=[\w$])){{1,20}}+)(?P=quote)\]?+
      |(?<![\w$.\-/?&])(?:\$env:|--?|[$@])?(?P<bare>\.?+[^\W\d][\w.\-]*+))
    (?:[ \t]*+:[ \t]*+{_TYPE}[ \t]++(?==[ \t])  # a type, as in `app_key: str = "x"`; in Visual Basic, in Go, an array of C
      |[ \t]++(?:[Aa]s[ \t]++[\w.]{{1,40}}+|\*?string|\[\]byte)(?=[ \t]*+=[ \t])|\[\d{{0,5}}\](?=[ \t]*+=[ \t]*+\"))?+
    [ \t]*+(?P<sep>=>|:=|[?+]?=(?![=~>])|:(?=[ \t\r\n"'\{{\[]|\Z|(?i:vtexappkey-)|[A-Z]{{60}}))[ \t]*+  # or a credential
  | (?<!\\)"(?P<double>{_DOUBLE})"
  | (?<![\\\w'])'(?P<single>{_SINGLE})'
  | (?P<tag><[A-Za-z][\w:.\-]{{0,80}}+[ \t]++(?=(?i:name|key|value)[ \t]*+=)|(?<!\S)<[A-Za-z][\w:.\-]{{0,80}}+(?=[\r\n]|\Z))
  | (?P<bracket>[{{}}\[\]()])
    """,
    re.VERBOSE,
)
# what begins where a value is expected
_FILLED_DOUBLE = rf"(?:[^\"\\\r\n{{<]++|{_EXPRESSIONS}|[{{<]|\\[^\r\n])*+"
_FILLED_SINGLE = rf"(?:[^'\r\n{{<]++|{_EXPRESSIONS}|[{{<]|'')*+"
_VALUE = lazy(
    rf"\"(?P<double>{_FILLED_DOUBLE})\"|'(?P<single>{_FILLED_SINGLE})'|`(?P<backtick>[^`\r\n]*+)`|(?P<bracket>(?!\{{[{{%])[{{\[(])"
)
# in a program, the letters before a string: f"...", rb'...', C#'s $"..."; a line that is a string; one in parentheses
_STRING_PREFIX = lazy(r"(?P<letters>[bBrRuUfFs]{1,2}|\$@?|@\$?)(?=[\"'])")
_STRING = rf"(?:\"(?P<double>{_DOUBLE})\"|'(?P<single>{_SINGLE})'|`(?P<backtick>[^`\r\n]*+)`)"
_STRING_LINE = lazy(rf"{_STRING}[ \t]*+[,;]?+[ \t]*+(?=[\r\n]|\Z)")
_BREAK = r"[ \t]*+(?:\r?\n[ \t]*+)?+"
_IN_PARENTHESES = lazy(rf"\({_BREAK}{_STRING}{_BREAK}\)")
_OPERATOR = lazy(r"(?:qq?|%[qQ])[{(\[<|/!~](?P<backtick>[^{}()\[\]<>|/!~\r\n\"']{12,}+)[})\]>|/!~]")  # of Perl and Ruby: q{...}
PREFIX = lazy(r"(?:export|set|setx|ENV|ARG|readonly|local|declare)[ \t]++(?:-\w+[ \t]++)?")
SPACED = lazy(r"(?:ENV|setx|SetEnv|fastcgi_param)[ \t]++(?P<name>[^\W\d][\w.\-]*+)[ \t]++(?![^\s=]*+=)(?=\S)")
IN_QUOTES = lazy(r"[ \t]*+(?P<name>[^\W\d][\w.\-]*+)(?P<sign>:[ \t]++|=)(?P<value>[^\r\n]*+)")
BLOCK = lazy(r"(?P<style>[|>])[1-9]?(?P<chomp>[+-]?)[1-9]?[ \t]*+(?:\#[^\r\n]*+)?(?=[\r\n]|\Z)")
PROPERTY = lazy(r"(?:&[\w.\-]++|(?P<tag>![\w!:./\-]*+))(?:[ \t]++|(?=[\r\n]|\Z))")

Place = Literal["flow", "line", "word"]
"""Where a value without quotes is: in brackets or in a program; the line's first, so that it may have spaces; behind others."""

_COMMAND = r"\$\([^()\r\n]{1,200}+\)"
_ENDS = {
    "flow": lazy(rf"(?:\$?(?:{_TEMPLATES})|{_COMMAND}|[^,;{{}}\[\]()\r\n])*+"),
    "line": lazy(r"[^\r\n]*+"),
    "word": lazy(rf"(?:\$?(?:{_TEMPLATES})|{_COMMAND}|[^\s,;{{}}\[\]()\"'`])*+"),
}
_BLANKS = " \t\r\n\f\v"  # a no-break space at the end is the value's, so that it can be reported
_SHELL_WORD = lazy(rf"(?:\$?(?:{_TEMPLATES})|{_COMMAND}|[^{_BLANKS}])*+")
_COMMENTS = {"flow": lazy(r"(?<=[ \t])(?:\#|//)"), "line": lazy(r"(?<=[ \t])\#"), "word": lazy(r"(?<=[ \t])\#")}
_NEXT_PAIR = lazy(r"[ \t](?:-\w[ \t]++|--[\w\-]++[ \t=])?[A-Za-z_]\w*+=")
_JOINED = lazy(r"[;,][ \t]*+(?:export[ \t]++)?[A-Za-z_][\w.\-]*+=(?!=)")
_LINE = lazy(r"[^\r\n]*+")
_TEMPLATE = lazy(r"\{\{|\{%|<%")
# an expression of a program: a name, perhaps called or indexed; longer words are values that lost their quotes
_EXPRESSION = lazy(r"(?s)(?:(?:await|new|return)[ ])?[\w$]{1,59}(?![\w$]|-(?!>))(?:(?:[.?!:\[(|&+<]|->).*|[ ].*)?")


STYLES: dict[str, QuoteStyle] = {"double": "double", "single": "single", "backtick": "backtick"}


def value_at(text: str, at: int, end: int, *, is_code: bool) -> tuple[re.Match[str] | None, ScalarType]:
    """What begins at `at`, a string or a bracket; and whether a program fills the string in."""
    prefix = _STRING_PREFIX.match(text, at, end) if is_code else None
    match = _VALUE.match(text, prefix.end() if prefix else at, end)
    if is_code:
        match = _IN_PARENTHESES.match(text, at) or _OPERATOR.match(text, at, end) or match
        if match and match.lastgroup in STYLES and is_computed(text, match.end()):
            return match, "template"
    is_filled = match is not None and prefix is not None and "{" in match[0] and not {"f", "F", "$"}.isdisjoint(prefix[0])
    return match, "template" if is_filled else "string"


def next_line(text: str, start: int, *, is_quoted: bool) -> tuple[Span, QuoteStyle, ScalarType] | None:
    """A program's value that a formatter put below its name: a string, or an expression below a quoted name."""
    if match := _STRING_LINE.match(text, start):
        group = match.lastgroup or ""
        return Span(*match.span(group)), STYLES[group], "string"
    if is_quoted and text[start : start + 1].isalpha() and (match := _LINE.match(text, start)):
        return Span(start, start + len(match[0].rstrip().rstrip(","))), "plain", "template"
    return None


def bare_span(text: str, start: int, end: int, place: Place, *, is_shell: bool = False, ends: str = "") -> Span:
    """The value without quotes at `start`, no further than `end`; in a shell it ends at a space. `ends`: what it cannot end with."""
    pattern = _ENDS[place]
    if place == "line" and (is_shell or _NEXT_PAIR.search(text, start, end)):
        pattern = _SHELL_WORD
    match = pattern.match(text, start, end)
    stop = match.end() if match else start
    if comment := _COMMENTS[place].search(text, start, stop):
        stop = comment.start()
    if place == "line" and (joined := _JOINED.search(text, start, stop)):
        stop = joined.start()  # `A=1;B=2`
    return Span(start, start + len(text[start:stop].rstrip(_BLANKS).rstrip(ends).rstrip(_BLANKS)))


def kind_of(value: str, *, assigns: bool, is_code: bool) -> ScalarType:
    """What a value without quotes is to who reads it."""
    if _TEMPLATE.search(value):
        return "template"
    kind = scalars.kind_of(value)
    if is_code and kind != "number" and _EXPRESSION.fullmatch(value):
        return "template"
    return "string" if assigns else kind
