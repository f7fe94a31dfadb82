"""Add a hook to a .pre-commit-config.yaml: one insertion, everything else kept byte for byte."""

from collections.abc import Iterator
from typing import Any

import yaml

from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.init.plan import ended, newline_of
from vtexlint.project.errors import MessageError
from vtexlint.text.messages import Template

# predicates of the file, as clauses
NO_LIST = Template("pre-commit-config.no-list", "it has no list `repos:`")
UNUSUAL = Template("pre-commit-config.unusual", "its format is not supported")
NOT_YAML = Template("pre-commit-config.not-yaml", "it is not valid YAML")
NOT_DASHED = Template("pre-commit-config.not-dashed", "its `repos:` is not a list with dashes")
EMPTY = Template("pre-commit-config.empty", "its `repos:` is empty")


class _Place(NamedTuple):
    """Where the item goes: between `head` and `rest`, at a column, below `name` where a `repos:` has to be made."""

    head: str
    name: str
    column: int
    rest: str


class UnclearError(MessageError):
    """A file that cannot be added to with certainty; the message is why, as a clause."""


def with_hook(text: str, snippet: str) -> str | None:
    """The file's text with `snippet`, an item of `repos:`, behind the last item; None where a vtexlint hook is there already.

    A file without a hook yet (empty, comments alone, `repos:` with nothing, `[]` or null) gets its first.

    The result is read again and must mean the old file and one item more. Raises UnclearError.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    before = _read(body)
    before = {} if before is None else before
    repos = before.get("repos") if isinstance(before, dict) else ()
    repos = [] if repos is None else repos
    if not isinstance(repos, list):
        raise UnclearError(NO_LIST())
    if any(map(_is_ours, repos)):
        return None
    newline = newline_of(body)
    place = _end_of_repos(body) if repos else _empty_repos(body) if "repos" in before else _Place(body, "repos:" + newline, 2, "")
    item = "".join(" " * place.column + line + newline for line in snippet.splitlines())
    after = ended(place.head, newline) + place.name + item + place.rest
    if not _means(after, dict(before, repos=[*repos, *yaml.safe_load(snippet)])):
        raise UnclearError(UNUSUAL())
    return mark + after


def items(text: str) -> list[dict[str, Any]]:
    """The items of `repos:` with a hook of vtexlint, in a text that `with_hook` has read. Raises UnclearError."""
    return [repo for repo in _read(text.removeprefix("\ufeff"))["repos"] if _is_ours(repo)]


def _is_ours(repo: object) -> bool:
    return any(str(hook.get("id", "")).startswith("vtexlint") for hook in _hooks(repo))


def _read(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise UnclearError(NOT_YAML()) from None


def _means(text: str, wanted: object) -> bool:
    try:
        return bool(yaml.safe_load(text) == wanted)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False


def _hooks(repo: object) -> list[dict[str, Any]]:
    hooks = repo.get("hooks") if isinstance(repo, dict) else None
    return [hook for hook in hooks if isinstance(hook, dict)] if isinstance(hooks, list) else []


def _empty_repos(text: str) -> _Place:
    """Below the line of a `repos:` that has nothing, `[]` or null; the last two are taken off it."""
    events: list[Any] = list(yaml.parse(text, yaml.SafeLoader))
    at = next((i for i, depth in _depths(events) if depth == 2 and _names_repos(events[i])), None)
    if at is None:
        raise UnclearError(UNUSUAL())
    name, value = events[at], events[at + 1]
    end = events[at + 2] if isinstance(value, yaml.SequenceStartEvent) else value
    kept = text[: value.start_mark.index].rstrip(" ") if value.start_mark.index < end.end_mark.index else text[: name.end_mark.index + 1]
    behind = text[max(end.end_mark.index, len(kept)) :]
    line, newline, rest = behind.partition("\n")
    return _Place(kept + line + newline, "", name.start_mark.column + 2, rest)


def _end_of_repos(text: str) -> _Place:
    """Behind the last item of `repos:`."""
    events: list[Any] = list(yaml.parse(text, yaml.SafeLoader))
    first = next((index for index, depth in _depths(events) if depth == 2 and _is_repos(events[index], events[index + 1])), None)
    if first is None:
        raise UnclearError(NOT_DASHED())
    column, last = events[first + 1].start_mark.column, None
    for index, depth in _depths(events):
        if index <= first + 1:
            continue
        if depth == 2:
            break
        if isinstance(events[index], yaml.ScalarEvent | yaml.AliasEvent) or _ends_flow(events[index], text):
            last = events[index].end_mark.index
    if last is None:
        raise UnclearError(EMPTY())
    if text[:last].endswith("\n"):  # a block scalar ends after its newline
        return _Place(text[:last], "", column, text[last:])
    newline = text.find("\n", last)
    offset = newline + 1 if newline >= 0 else len(text)
    return _Place(text[:offset], "", column, text[offset:])


def _depths(events: list[Any]) -> Iterator[tuple[int, int]]:
    """Each event's index and how many documents and collections are open after it."""
    depth = 0
    for index, event in enumerate(events):
        opens = isinstance(event, yaml.CollectionStartEvent | yaml.DocumentStartEvent)
        depth += opens - isinstance(event, yaml.CollectionEndEvent | yaml.DocumentEndEvent)
        yield index, depth


def _is_repos(name: Any, value: Any) -> bool:
    return _names_repos(name) and isinstance(value, yaml.SequenceStartEvent) and not value.flow_style


def _names_repos(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "repos"


def _ends_flow(event: Any, text: str) -> bool:
    closes = isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    return closes and _before(event, text) in ("]", "}")


def _before(event: Any, text: str) -> str:
    end: int = event.end_mark.index
    return text[end - 1 : end]
