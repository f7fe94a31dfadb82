"""bash: `set -a; . file`. Assignments of simple commands, as far as they can be told without running anything.

What a command prints, a special parameter, a pattern operator, a home directory cannot be told: the assignment is marked. A command
that a name became (`A =x` runs `A`) assigns nothing. Functions and branches are taken as if their commands were run.

Source: the bash manual, 3.1 to 3.7, and its behaviour.
"""

import re

from vtexlint.loaders.model import Assignment, Reading, Refusal, Unreadable, known
from vtexlint.loaders.words import Word, WordReader

_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*+)(\+?=)")
_BLANK = re.compile(r"(?:[ \t]++|\\\n)*+")
_COMMENT = re.compile(r"#[^\n]*+")
_OPERATOR = re.compile(r"&&|\|\||;;&|;;|;&|\|&|[;&|()]")
_REDIRECTION = re.compile(r"(?:[0-9]++(?=[<>]))?+(?:<<<|<<-?|<&|<>|<|>>|>&|>\||>|&>>|&>)[ \t]*+")
_LEADING = frozenset("if then elif else while until do ! time {".split())
_DECLARING = frozenset("export declare typeset readonly local".split())
_HEREDOC_END = re.compile(r"[^\n]*+")


def read(text: str) -> Reading:
    reader = _Reader(text)
    try:
        reader.run()
    except Unreadable as unreadable:
        return Reading(reader.found, Refusal(unreadable.offset, whole=False))
    return Reading(reader.found)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = WordReader(text)
        self._heredocs: list[tuple[str, bool]] = []
        self._pending: list[Assignment] = []  # of the line that is being read: nothing of it runs before its end is seen
        self._depth = 0  # of parentheses: what runs in them is lost
        self._cases = 0
        self.found: list[Assignment] = []

    def run(self) -> None:
        """Raises Unreadable at an unclosed quote or a syntax error."""
        at = 0
        piped = False
        while at < len(self._text):
            at, operator, empty = self._command(at, lost=piped or self._depth > 0)
            piped = operator in ("|", "|&")
            if operator in ("\n", ""):
                self._commit()
                at = self._behind_heredocs(at)
            elif operator == "(":
                self._depth += 1
            elif operator == ")":
                self._depth -= 1
                if self._depth < 0:
                    self._depth = 0
                    if not self._cases:
                        raise Unreadable(at - 1)
            elif empty and not self._cases and not self._text.startswith((")", "}"), at):
                raise Unreadable(at - len(operator))

    def _commit(self) -> None:
        self.found += self._pending
        self._pending = []

    def _command(self, at: int, *, lost: bool) -> tuple[int, str, bool]:
        """One simple command: the offset behind it and its operator, the operator, and whether it had no word."""
        text = self._text
        assigned: list[Assignment] = []
        command: Word | None = None
        started = False
        while True:
            at = _end(_BLANK, text, at)
            if text.startswith("#", at):
                at = _end(_COMMENT, text, at)
            if at >= len(text) or text[at] == "\n":
                self._settle(assigned, command, lost)
                return at + 1, text[at : at + 1], not started
            if redirection := _REDIRECTION.match(text, at):
                at = self._redirected(redirection)
                started = True
                lost = lost or "<" in redirection[0]
                continue
            if operator := _OPERATOR.match(text, at):
                if operator[0] == "(" and started and not (command and text.startswith("()", at)):
                    raise Unreadable(at)
                self._settle(assigned, command, lost or operator[0] in ("|", "|&", "&"))
                return operator.end(), operator[0], not started and operator[0] not in "()"
            started = True
            assignment = _ASSIGNMENT.match(text, at)
            if assignment and (command is None or command.value in _DECLARING):
                at = self._assignment(assignment, assigned)
                continue
            word = self._words.read(at)
            if command is None and word.raw in _LEADING:
                started = False
            elif command is None:
                command = word
                self._cases += (word.raw == "case") - (word.raw == "esac" and self._cases > 0)
                assigned = [] if word.value not in _DECLARING else assigned[:0]
            at = word.end

    def _settle(self, assigned: list[Assignment], command: Word | None, lost: bool) -> None:
        if not lost and (command is None or command.value in _DECLARING):
            self._pending += assigned

    def _assignment(self, match: re.Match[str], assigned: list[Assignment]) -> int:
        name = match[1]
        if self._text.startswith("(", match.end()):  # an array
            end = self._words.behind_parenthesis(match.end())
            assigned.append(Assignment(name, "", *match.span(1), True))
            return end
        word = self._words.read(match.end(), in_assignment=True)
        value = word.value
        runs = word.runs
        if match[2] == "+=":
            value = known(self._words.values, name) + value
            runs = runs or name in self._words.unknown
        self._words.values[name] = value
        (self._words.unknown.add if runs else self._words.unknown.discard)(name)
        assigned.append(Assignment(name, value, *match.span(1), runs))
        return word.end

    def _redirected(self, match: re.Match[str]) -> int:
        word = self._words.read(match.end())
        sign = match[0].strip(" \t0123456789")
        if sign in ("<<", "<<-"):
            self._heredocs.append((word.value, sign == "<<-"))
        return word.end

    def _behind_heredocs(self, at: int) -> int:
        while self._heredocs:
            end, tabs = self._heredocs.pop(0)
            while at < len(self._text):
                stop = _end(_HEREDOC_END, self._text, at)
                line = self._text[at:stop]
                at = stop + 1
                if (line.lstrip("\t") if tabs else line) == end:
                    break
        return at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
