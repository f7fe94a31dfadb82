"""Arguments that are items of a list: `["--vtex-app-key", "K"]`, `["--vtex-app-key=K"]`, `["-H", "X-VTEX-API-AppKey: K"]`.

A program gets each item as it is: no shell removes the quotes in it. That is different in lists of commands (`script`), in lists that
are given to a shell (`"type": "shell"`), and where an item is a whole command.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.fields import DocumentIndex
from vtexlint.credentials.names import classify
from vtexlint.parsers.model import Entry

OPTION = r"--?(?P<name>[A-Za-z](?:[\w.-]|:(?=[A-Za-z]))*)"  # `--Vtex:AppKey` of .NET
# a no-break space is sent as part of a header's value, and ends no word of a shell: only ASCII's whitespace does.
# A quote before the name is a part of it: the header has no such name, or the quote is around all of the argument
HEADER = r"\s*(?P<name>[\"']?[A-Za-z][\w-]*[\"']?)\s*:[ \t\r\n]*(?P<value>.*?)[ \t\r\n]*"
LOGIN = "Authorization"
_HEADER_OPTIONS = ("-H", "--header", "--headers")
_LOGIN_OPTIONS = ("-u", "--user")
_PROPERTY = OPTION.replace("--?", "(?:-[DP](?=[a-z])|--?)", 1)  # `-Dvtex.app-key=K` of Java, `-PvtexAppKey=K` of Gradle
# no shell removes a trailing space of the argument. With a space between the two, the program gets neither; the value is read all the same
_ITEM = rf"{_PROPERTY}(?:=(?P<value>.*)|[ \t]+(?P<second>[^\s\"'<-]\S*+\s*+))"
_HEADER_ITEM = rf"(?:-H|--headers?)(?:=|[ \t]*){HEADER}"
_NEXT = r"\s-"
_WORDS = r"\S\s+\S"
# whose items are commands, each for a shell
_OF_COMMANDS = frozenset({"run", "runcmd", "commands", "cmds", "steps", "tasks"})
_SCRIPTS = ("script", "scripts")
# they give their arguments to a shell as one text
_JOINING = frozenset({"ssh", "sshpass", "watch", "eval", "parallel"})


class Argument(NamedTuple):
    """A named argument: the ranges of its name and its value in the entry's value."""

    name: str
    name_entry: Entry
    name_at: tuple[int, int]
    entry: Entry
    at: tuple[int, int]
    is_header: bool
    is_login: bool = False  # `-u K:T`, which is sent as `Authorization`
    is_from_elsewhere: bool = False  # the value is not in the text


class ArgumentItems:
    """The arguments in the lists of one document."""

    def __init__(self, index: DocumentIndex) -> None:
        self._index = index
        self._for_shell: dict[int, bool] = {}  # by container

    def in_two(self) -> Iterator[Argument]:
        """Arguments that are an option and the item after it."""
        for option, entry in pairwise(self._all()):
            text, value = option.value or "", entry.value or ""
            if text[:1] != "-" or entry.container != option.container or entry.item != option.item + 1:
                continue
            if text in _HEADER_OPTIONS:
                match = re.fullmatch(HEADER, value)
                if match and not (match["name"][0] in "\"'" and self._is_for_shell(entry)):
                    yield Argument(match["name"], entry, match.span("name"), entry, match.span("value"), is_header=True)
            elif text in _LOGIN_OPTIONS:
                yield Argument(LOGIN, option, (0, len(text)), entry, (0, len(value)), is_header=True, is_login=True)
            elif (match := re.fullmatch(OPTION, text)) and may_be_option(match["name"]) and value[:1] != "-":
                yield Argument(match["name"], option, match.span("name"), entry, (0, len(value)), is_header=False)

    def in_one(self, entry: Entry) -> Argument | None:
        """The argument in an item, with its value up to the end; None if the item has several arguments, or none, or is for a shell."""
        text = entry.value or ""
        if text[:1] != "-":
            return None
        header = re.fullmatch(_HEADER_ITEM, text)
        if header is not None and not re.search(_NEXT, header["value"]):
            if header["name"][0] in "\"'" and self._is_for_shell(entry):
                return None
            return Argument(header["name"], entry, header.span("name"), entry, header.span("value"), is_header=True)
        match = re.fullmatch(_ITEM, text, re.DOTALL)
        if match is None or not may_be_option(match["name"]):
            return None
        group = "value" if match["second"] is None else "second"
        value = match[group]
        if re.search(_NEXT, value) or (value[:1] in ("'", '"') and (re.search(_WORDS, value) or self._is_for_shell(entry))):
            return None
        return Argument(match["name"], entry, match.span("name"), entry, match.span(group), is_header=False)

    def _all(self) -> Sequence[Entry]:
        """The items, the empty ones included, those of one list behind each other."""
        index = self._index
        return sorted((*index.items, *index.empty), key=lambda one: (one.container, one.item)) if index.empty else index.items

    def _is_for_shell(self, entry: Entry) -> bool:
        """Whether a shell reads the items of the list that the entry is in."""
        found = self._for_shell.get(entry.container)
        if found is None:
            found = self._for_shell[entry.container] = self._has_shell(entry.container)
        return found

    def _has_shell(self, number: int) -> bool:
        list_of_items = self._index.document.containers[number]
        key = list_of_items.key.lower() if isinstance(list_of_items.key, str) else ""
        if key in _OF_COMMANDS or key.endswith(_SCRIPTS):
            return True
        beside = {one.name: one.value or "" for one in self._index.entries_in(list_of_items.parent)}
        if beside.get("type") == "shell" or beside.get("shell") == "true" or _joins(beside.get("command", "")):
            return True
        return any(_joins(one.value or "") for one in self._index.entries_in(number))


def may_be_option(name: str) -> bool:
    """Whether an option may be a credential: `--key`, `--token`, `--api-key` are options of many programs."""
    found = classify(name)
    return found is not None and found.strength != "bare"


def _joins(program: str) -> bool:
    return program.rpartition("/")[2] in _JOINING
