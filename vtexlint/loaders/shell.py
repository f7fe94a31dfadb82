"""bash: `set -a; . file`. Assignments of simple commands, as far as they can be determined without running anything.

What a command prints, a special parameter, a pattern operator and a home directory cannot be known: the assignment is marked. A command
that a name became (`A =x` runs `A`) assigns nothing. Functions and branches are read as if their commands were run.

Source: the bash manual, 3.1 to 3.7, and its behaviour.
"""

import re

from vtexlint.loaders.model import Assignment, LoaderResult, Refusal, Unreadable
from vtexlint.loaders.words import Word, WordReader
from vtexlint.text.patterns import lazy

_ASSIGNMENT = lazy(r"([A-Za-z_][A-Za-z0-9_]*+)(\+?=)")
_BLANK = lazy(r"(?:[ \t]++|\\\n)*+")
_COMMENT = lazy(r"#[^\n]*+")
_OPERATOR = lazy(r"&&|\|\||;;&|;;|;&|\|&|[;&|()]")
_REDIRECTION = lazy(r"(?:[0-9]++(?=[<>]))?+(?:<<<|<<-?|<&|<>|<|>>|>&|>\||>|&>>|&>)[ \t]*+")
_LEADING = frozenset("if then elif else while until do ! time {".split())
_PIPES = ("|", "|&")
_CASE_ENDS = (";;", ";&", ";;&")
_AWAITING = ("&&", "||", *_PIPES)
_DECLARING = frozenset("export declare typeset readonly local".split())
_HEREDOC_END = lazy(r"[^\n]*+")


def read(text: str) -> LoaderResult:
    reader = _ShellReader(text)
    try:
        reader.run()
    except Unreadable as unreadable:
        return LoaderResult(reader.found, Refusal(unreadable.offset, whole=False))
    return LoaderResult(reader.found)


class _ShellReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = WordReader(text)
        self._heredocs: list[tuple[str, bool]] = []
        self._pending: list[Assignment] = []  # of the line that is being read: nothing of it runs before its end is read
        self._depth = 0  # of parentheses: what runs in them is lost
        self._cases = 0
        self._before: list[tuple[str, tuple[str | None, bool]]] = []  # the variables as they were before this command
        self._ran = False  # the last command was more than assignments
        self._doubtful = False  # whether the next one runs depends on the unknown result of the previous one
        self.found: list[Assignment] = []

    def run(self) -> None:
        """Raises Unreadable at an unclosed quote or a syntax error."""
        at = 0
        listed = 0  # the number of pending ones before this list of commands
        awaited = ""  # the operator that a command must follow
        while at < len(self._text):
            at, operator, empty = self._command(at, lost=awaited in _PIPES or self._depth > 0)
            if operator in ("\n", "") and not (empty and awaited):
                self._commit()
                at = self._behind_heredocs(at)
            elif operator == "(":
                self._depth += 1
            elif operator == ")":
                self._depth -= 1
                if self._depth < 0 and not self._cases:
                    raise Unreadable(at - 1)
                self._depth = max(self._depth, 0)
            elif operator.strip() and (empty or operator in _CASE_ENDS) and not self._cases:
                raise Unreadable(at - len(operator))
            if operator == "&":  # everything that `&&` and `||` joined to it runs in the background
                del self._pending[listed:]
            if operator not in _AWAITING and not (empty and awaited):
                listed = len(self._pending)
            if not (empty and operator in ("\n", "")):
                self._doubtful = operator == "||" or (operator == "&&" and (self._doubtful or self._ran))
                awaited = operator if operator in _AWAITING else ""
        if awaited:
            raise Unreadable(len(self._text))
        self._commit()

    def _commit(self) -> None:
        self.found += self._pending
        self._pending = []

    def _command(self, at: int, *, lost: bool) -> tuple[int, str, bool]:
        """One simple command: the offset after it and its operator, the operator, and whether it had no word."""
        text = self._text
        assigned: list[Assignment] = []
        command: Word | None = None
        started = vanished = False
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
            if assignment and (_declares(command) if command else not vanished):
                at = self._assignment(assignment, assigned, at_once=command is None)
                continue
            word = self._words.read(at)
            if command is None and word.raw in _LEADING:
                started = False
            elif command is None and (word.vanishes or (assigned and ("$" in word.raw or "`" in word.raw))):
                # whether it is empty depends on the order in which bash expands and assigns
                vanished = True
                assigned = [one._replace(runs=True) for one in assigned]
            elif command is None:
                command = word
                self._undo()
                self._cases += (word.raw == "case") - (word.raw == "esac" and self._cases > 0)
                # of `A=1 export B=2` the first is kept only if A is exported too: treated as unknown
                assigned = [one._replace(runs=True) for one in assigned] if _declares(word) else []
            elif command and _declares(command) and (quoted := _ASSIGNMENT.match(word.value)):
                assigned.append(Assignment(quoted[1], "", at, word.end, True))  # `export "A=1"`
            at = word.end

    def _settle(self, assigned: list[Assignment], command: Word | None, lost: bool) -> None:
        """Which of a command's assignments remain after it, for the file and for the variables in later commands."""
        self._ran = command is not None or any(one.runs for one in assigned)
        self._undo()
        if not lost and (command is None or _declares(command)):
            resolved = [one._replace(runs=one.runs or self._doubtful) for one in assigned]
            for one in resolved:
                self._set(one.name, one.value, one.runs)
            self._pending += resolved

    def _undo(self) -> None:
        for name, before in reversed(self._before):
            self._set(name, *before)
        self._before = []

    def _set(self, name: str, value: str | None, runs: bool) -> None:
        if value is None:
            self._words.values.pop(name, None)
        else:
            self._words.values[name] = value
        (self._words.unknown.add if runs else self._words.unknown.discard)(name)

    def _assignment(self, match: re.Match[str], assigned: list[Assignment], *, at_once: bool) -> int:
        """One more assignment. `at_once`: the rest of the command uses it; what `export` assigns is used only after its end."""
        name = match[1]
        if self._text.startswith("(", match.end()):  # an array
            end = self._words.behind_parenthesis(match.end())
            assigned.append(Assignment(name, "", *match.span(1), True))
            return end
        word = self._words.read(match.end(), in_assignment=True)
        value = word.value
        runs = word.runs
        before = (self._words.values.get(name), name in self._words.unknown)
        if match[2] == "+=":
            value = (before[0] or "") + value
            runs = runs or before[1]
        assigned.append(Assignment(name, value, *match.span(1), runs))
        if at_once:
            self._before.append((name, before))
            self._set(name, value, runs)
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


def _declares(command: Word) -> bool:
    return command.value in _DECLARING and "$" not in command.raw


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
