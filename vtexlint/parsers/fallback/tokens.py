"""Names and values on one line, in any notation: the patterns, and where a value without quotes ends."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.model import ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

# Every pattern is linear: what repeats is possessive, and an opening quote is tried only where no earlier one could have
# run over it (`\"` opens nothing), so that no stretch of the line is read once for each of its characters.
TOKEN = lazy(
    r"""
    (?P<remark>(?<!\S)/\*|<!--|(?<!\$)\{\#|\{\{-?[ ]?/\*)
  | (?P<template>\{\{[^{}\r\n]*+\}\}|\{%[^%\r\n]*+%\}|<%[^%\r\n]*+%>|\$\{[^{}\r\n]*+\})
  | (?P<comment>(?<!\S)(?:\#|//)[^\r\n]*+)
  | (?:(?<!\\)(?P<quote>["'])(?P<quoted>(?:[\w.$/\-]{1,200}+|[:\ ](?=[\w$])){1,20}+)(?P=quote)\]?+
      |(?<![\w$.\-/?&])(?:\$env:|--?|[$@])?(?P<bare>\.?+[^\W\d][\w.\-]*+))
    (?:[ \t]*+:[ \t]*+[\w.]{1,40}+[ \t]++(?==[ \t]))?+  # a type, as in `app_key: str = "x"`
    [ \t]*+(?P<sep>(?P<assigns>=>|:=|[?+]?=(?![=~>]))|:(?=[ \t\r\n"'\{\[]|\Z))[ \t]*+
    (?:(?(assigns)(?P<triple>"{3}|'{3})|(?!))
      |"(?P<double>(?:[^"\\\r\n]++|\\[^\r\n])*+)"|'(?P<single>(?:[^'\r\n]++|'')*+)'|`(?P<backtick>[^`\r\n]*+)`)?
  | (?<!\\)"(?P<string>(?:[^"\\\r\n]++|\\[^\r\n])*+)"
  | (?<![\\\w'])'(?P<apostrophes>(?:[^'\r\n]++|'')*+)'
  | (?P<bracket>[{}\[\]()])
    """,
    re.VERBOSE,
)
PREFIX = lazy(r"(?:(?:export|set|setx|ENV|ARG|readonly|local|declare)[ \t]++(?:-\w+[ \t]++)?)")
SPACED = lazy(r"(?:ENV|setx|SetEnv|fastcgi_param)[ \t]++(?P<name>[^\W\d][\w.\-]*+)[ \t]++(?P<value>[^\s=][^\r\n]*+)")
IN_QUOTES = lazy(r"[ \t]*+(?P<name>[^\W\d][\w.\-]*+)(?P<sep>:[ \t]++|=)(?P<value>[^\r\n]*+)")
BLOCK = lazy(r"(?P<style>[|>])(?:[1-9]?(?P<chomp>[+-]?)|(?P<chomp2>[+-])[1-9])[ \t]*+(?:\#[^\r\n]*+)?(?=[\r\n]|\Z)")
PROPERTY = lazy(r"(?:&[\w.\-]++|(?P<tag>![\w!:./\-]*+))(?:[ \t]++|(?=[\r\n]|\Z))")

_FLOW = lazy(r"(?:\$?\{\{[^{}\r\n]*+\}\}|\$\{[^{}\r\n]*+\}|[^,;{}\[\]()\r\n])*+")
_WORD = lazy(r"(?:\$?\{\{[^{}\r\n]*+\}\}|\$\{[^{}\r\n]*+\}|[^\s,;{}\[\]()\"'`])*+")
_SHELL_WORD = lazy(r"(?:\$?\{\{[^{}\r\n]*+\}\}|\$\{[^{}\r\n]*+\}|\S)*+")
_REST = lazy(r"[^\r\n]*+")
_NEXT_PAIR = lazy(r"[ \t](?:-\w[ \t]++|--[\w\-]++[ \t=])?[A-Za-z_]\w*+=")
_JOINED = lazy(r"[;,][ \t]*+(?:export[ \t]++)?[A-Za-z_][\w.\-]*+=(?!=)")
_NUMBER = lazy(r"[+-]?(?:\d[\d_]*+)(?:\.\d*+)?(?:[eE][+-]?\d++)?")
_TEMPLATE = lazy(r"\{\{|\{%|<%")
# an expression of a program: a name, perhaps called or indexed; longer words are values that lost their quotes
_EXPRESSION = lazy(r"(?:(?:await|new|return)[ ])?[\w$]{1,59}(?![\w$\-])(?:[.?!:\[(|&+<].*|[ ].*)?", re.DOTALL)


class Notation(NamedTuple):
    """How to read a value without quotes in its context."""

    brackets: bool = False  # inside {}, [] or (): a comma ends it
    head: bool = False  # the first of the line: the value may continue to the line's end
    words: bool = False  # a shell's line: a space ends it
    code: bool = False  # a program: without quotes it is an expression
    listed: bool = False  # as in JSON or JavaScript: a comma or semicolon at the line's end is not part of the value


def bare_span(text: str, start: int, end: int, notation: Notation) -> Span:
    """The span of the value without quotes at `start`, without leading and trailing spaces."""
    pattern = _pattern(text, start, end, notation)
    match = pattern.match(text, start, end)
    stop = match.end() if match else start
    if not notation.brackets or notation.head:
        stop = _before_comment(text, start, stop, notation.code)
    elif pattern is _FLOW:
        stop = _before_comment(text, start, stop, True)
    if notation.head and (joined := _JOINED.search(text, start, stop)):
        stop = joined.start()  # `A=1;B=2`
    value = text[start:stop].rstrip()
    if notation.listed or notation.code:
        value = value.rstrip(",;").rstrip()
    elif notation.words:
        value = value.rstrip(";").rstrip()
    return Span(start, start + len(value))


def kind_of(value: str, notation: Notation, is_assignment: bool) -> ScalarType:
    """What an unquoted value is to its reader."""
    if _TEMPLATE.search(value):
        return "template"
    if notation.code and _EXPRESSION.fullmatch(value) and not _NUMBER.fullmatch(value):
        return "template"
    if is_assignment:
        return "string"
    if value in ("null", "Null", "NULL", "~", ""):
        return "null"
    if value in ("true", "false", "True", "False", "TRUE", "FALSE"):
        return "boolean"
    return "number" if _NUMBER.fullmatch(value) else "string"


def _pattern(text: str, start: int, end: int, notation: Notation) -> re.Pattern[str]:
    if notation.brackets or notation.code:
        return _FLOW
    if not notation.head:
        return _WORD
    if notation.words or _NEXT_PAIR.search(text, start, end):
        return _SHELL_WORD
    return _REST


def _before_comment(text: str, start: int, end: int, slashes: bool) -> int:
    """Where a comment after a space starts, else `end`."""
    for mark in ("#", "//") if slashes else ("#",):
        at = text.find(mark, start, end)
        while at != -1:
            if text[at - 1] in " \t":
                end = at
                break
            at = text.find(mark, at + 1, end)
    return end


def with_blanks(text: str, start: int, span: Span, end: int) -> Span:
    """The value as `dotenv.parse` has it: with the spaces around it, except those before a comment."""
    has_comment = text[span.end : end].strip() != ""
    if span.start == span.end and has_comment:
        return Span(start, start)
    return Span(start, span.end if has_comment else end)
