"""Adding a hook to a .pre-commit-config.yaml: one insertion, everything else kept byte for byte."""

from collections.abc import Iterator
from typing import Any

import yaml


class UnclearError(Exception):
    """The file is not of a form that can be added to with certainty; the text ends a sentence."""


def with_hook(text: str, snippet: str) -> str | None:
    """The file's text with `snippet`, an item of `repos:`, behind the last item; None where a vtexlint hook is there already.

    The result is read again and must mean the old file and one item more. Raises UnclearError.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    before = _read(body)
    repos = before.get("repos") if isinstance(before, dict) else None
    if not isinstance(repos, list):
        raise UnclearError("it has no list `repos:`")
    if any(str(hook.get("id", "")).startswith("vtexlint") for repo in repos for hook in _hooks(repo)):
        return None
    column, offset = _end_of_repos(body)
    newline = "\r\n" if "\r\n" in body else "\n"
    item = "".join(" " * column + line + newline for line in snippet.splitlines())
    lead = "" if body[:offset].endswith("\n") else newline
    after = body[:offset] + lead + item + body[offset:]
    wanted = dict(before, repos=[*repos, *yaml.safe_load(snippet)])
    if _read(after) != wanted:
        raise UnclearError("its form is unusual")
    return mark + after


def _read(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise UnclearError("it is no YAML that can be read") from None


def _hooks(repo: object) -> list[dict[str, Any]]:
    hooks = repo.get("hooks") if isinstance(repo, dict) else None
    return [hook for hook in hooks if isinstance(hook, dict)] if isinstance(hooks, list) else []


def _end_of_repos(text: str) -> tuple[int, int]:
    """The column of the items of `repos:` and the offset of the line behind the last one."""
    events: list[Any] = list(yaml.parse(text, yaml.SafeLoader))
    first = next((index for index, depth in _depths(events) if depth == 2 and _is_repos(events[index], events[index + 1])), None)
    if first is None:
        raise UnclearError("its `repos:` is not a list of lines with a dash")
    column, last = events[first + 1].start_mark.column, None
    for index, depth in _depths(events):
        if index <= first + 1:
            continue
        if depth == 2:
            break
        if isinstance(events[index], yaml.ScalarEvent | yaml.AliasEvent) or _ends_flow(events[index], text):
            last = events[index].end_mark.index
    if last is None:
        raise UnclearError("its `repos:` is empty")
    if text[:last].endswith("\n"):  # a block scalar ends behind its newline
        return column, last
    newline = text.find("\n", last)
    return column, newline + 1 if newline >= 0 else len(text)


def _depths(events: list[Any]) -> Iterator[tuple[int, int]]:
    """Each event's index and how many documents and collections are open behind it."""
    depth = 0
    for index, event in enumerate(events):
        opens = isinstance(event, yaml.CollectionStartEvent | yaml.DocumentStartEvent)
        depth += opens - isinstance(event, yaml.CollectionEndEvent | yaml.DocumentEndEvent)
        yield index, depth


def _is_repos(name: Any, value: Any) -> bool:
    return (
        isinstance(name, yaml.ScalarEvent) and name.value == "repos" and isinstance(value, yaml.SequenceStartEvent) and not value.flow_style
    )


def _ends_flow(event: Any, text: str) -> bool:
    closes = isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    return closes and _before(event, text) in ("]", "}")


def _before(event: Any, text: str) -> str:
    end: int = event.end_mark.index
    return text[end - 1 : end]
