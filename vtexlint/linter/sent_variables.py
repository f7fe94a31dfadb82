"""The variables that requests send as an appKey or an appToken: their values are in an environment file next to the requests.

Postman exports environments as `*.postman_environment.json` and globals as `*.postman_globals.json`
(learning.postman.com/docs/sending-requests/variables/managing-environments); JetBrains' HTTP client reads `http-client.env.json` and
`http-client.private.env.json` (jetbrains.com/help/idea/exploring-http-syntax.html). Read on 2026-11-26.
"""

from vtexlint.credentials.candidates import candidate_fields
from vtexlint.credentials.document_kind import MERGED, may_have_requests
from vtexlint.credentials.names import SURE, classify
from vtexlint.credentials.requests.read import read, variable_in
from vtexlint.linter.file_context import POSTMAN
from vtexlint.parsers.formats import core_name, format_of
from vtexlint.parsers.parse import parse
from vtexlint.text.source import Source

# a field of a Postman variable: a variable of this name is recognized only by its object
_FIELDS = frozenset({"key", "value", "name", "id", "type", "enabled", "values", "scope"})


def requests_of(path: str) -> tuple[str, ...]:
    """The endings of the files whose requests have their variables in an environment file of this name; none for any other file."""
    name = core_name(path)
    if name.endswith(POSTMAN):
        return (".json",)
    return (".http", ".rest") if name in MERGED else ()


def sent_variables(source: Source) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the variables that are sent as appKeys, and of those that are sent as appTokens, each once, in their order."""
    document = parse(source, format_of(source.display_path) or "json")
    found: dict[str, dict[str, None]] = {"key": {}, "token": {}}
    if may_have_requests(document):
        for sent in read(document, candidate_fields(source, document, {})).requests:
            for header, _ in sent.halves:
                kind, name = classify(header.name), variable_in(header.entry.value)
                if name and name.lower() not in _FIELDS and kind is not None and kind.strength in SURE:
                    found[kind.kind][name] = None
    return tuple(found["key"]), tuple(found["token"])
