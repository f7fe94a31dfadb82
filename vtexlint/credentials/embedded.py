"""Texts inside values: base64 in a Kubernetes Secret, and whole documents in a string."""

import re

from vtexlint._startup.modules import load
from vtexlint.credentials.charts import has_values
from vtexlint.credentials.model import EmbeddedText
from vtexlint.credentials.names import classify, has_vtex
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Container, Document, Entry, Format
from vtexlint.parsers.parse import parse, source_map
from vtexlint.text.source import Source

MAX_DEPTH = 3
PULUMI_SECRET = "kubernetes:core/v1:Secret"
_APP = r"app[-_ .]?(?:key|token)"
_RUN = r"[A-Z]{60}"
# lines, in a text that has a line break before its first: a pattern that begins with a character is searched for faster
_DOTENV_LINE = r"\n[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*="
_TOML_HEADER = r"\n[ \t]*\[[\w.\" -]+\][ \t]*(?:\n|$)"
_TYPED_LINE = r"\n[ \t]*[A-Za-z_]\w*:[ \t]*[A-Za-z_][\w.]{0,40}(?:\[[^\]\r\n]{0,60}\])?(?: \| [\w.]{1,40}){0,3} = "  # of Python
_YAML_LINE = r"\n[ \t]*[\"']?[A-Za-z_][\w.-]*[\"']?:(?:[ \t]|\n|$)"


def secret_data(document: Document, secrets: frozenset[int]) -> frozenset[int]:
    """The containers whose values Kubernetes expects in base64: `data` of each of the `secret_manifests`."""
    return frozenset(
        index
        for index, container in enumerate(document.containers)
        if container.key in ("data", "binaryData") and container.parent in secrets
    )


def secret_manifests(document: Document) -> frozenset[int]:
    """The containers that are a Kubernetes Secret, also as a resource of Pulumi."""
    found = {entry.container for entry in document.entries if entry.name == "kind" and entry.value == "Secret"}
    resources = {entry.container for entry in document.entries if entry.value == PULUMI_SECRET and entry.name == "type"}
    if resources:
        found.update(at for at, one in enumerate(document.containers) if one.key == "properties" and one.parent in resources)
    return frozenset(found)


def is_within(document: Document, container: int, wanted: frozenset[int]) -> bool:
    """Whether a container is one of those, or in one."""
    while wanted and container != -1:
        if container in wanted:
            return True
        container = document.containers[container].parent
    return False


def base64_host(parent: EmbeddedText, entry: Entry, text: str) -> EmbeddedText:
    """The decoded text as its own host; every offset in it maps to the whole base64 value."""
    span = parent.outer(entry.span)
    places = [span.start] * len(text) + [span.end]
    document = Document("text", (), (Container(-1, None, "mapping"),))
    encoded_entry = None if parent.is_encoded else entry
    return EmbeddedText(
        Source(parent.source.display_path, text, repo_path=parent.source.repo_path),
        document,
        places,
        True,
        parent.vtex,
        parent,
        encoded_entry,
        [],
    )


def embedded_host(parent: EmbeddedText, entry: Entry, name: str) -> EmbeddedText | None:
    """The document inside the string, read as its own scope; None if the string is not a document."""
    if parent.document.format == "ini" and (line := variables_of_line(parent.source, parent.document, entry)) is not None:
        line_places = [parent.outer_offset(place) for place in range(entry.name_span.start, entry.span.end + 1)]
        return read_host(parent, line, "dotenv", line_places, "", parent.is_encoded)
    value = entry.value or ""
    # a document has lines or braces, a command has spaces: most values end here
    if len(value) < 16 or not ("\n" in value or "{" in value or _may_be_command(value)) or not _may_hold_credentials(value):
        return None
    format = _format_of(value, name)
    text = variables_of_commands(value, name) if format in (None, "dotenv", "text") else None
    if format is None and text is None:
        return None
    if format == "dotenv" and text is None and parent.document.format == "ini":
        format = "ini"  # `setenv` of tox: the reader of the file removes the spaces around `=`
    places = source_map(parent.source, parent.document.format, entry) or [entry.span.start] * len(value) + [entry.span.end]
    outer = [parent.outer_offset(place) for place in places]
    host = read_host(parent, text or value, format or "dotenv", outer, name, parent.is_encoded)
    if host is None:
        return None
    are_values = parent.are_values or (bool(name) and has_values(parent.document, entry.container, name))
    return host._replace(is_command=text is not None, are_values=are_values, holder=entry)


def _may_be_command(value: str) -> bool:
    return "=" in value and (" " in value or (value.count("=") > 1 and ("," in value or ";" in value)))


def variables_of_commands(value: str, name: str, *, by_name: bool = False) -> str | None:
    """The text as lines of a `.env` file, if commands in it set credentials; `name` is the name of the field with the text.

    `by_name`: also if the values do not look like a credential.
    """
    if not _may_be_command(value) or ("." in name and format_of(name) is not None) or classify(name) is not None:
        return None
    found: str | None = load("vtexlint.credentials.shell_lines").shell_lines(value, by_name=by_name)
    return found


def variables_of_line(source: Source, document: Document, entry: Entry) -> str | None:
    """As lines of a `.env` file, a line of an Ansible inventory: a host name and variables.

    INI reads everything before the first `=` as the name.
    """
    name = entry.name or ""
    if document.format != "ini" or " " not in name.replace("\t", " ") or entry.separator.end - entry.separator.start != 1:
        return None
    line = source.text[entry.name_span.start : entry.span.end]
    found: str | None = load("vtexlint.credentials.shell_lines").shell_lines(line, by_name=True)
    return found


def _may_hold_credentials(value: str) -> bool:
    """Whether a text contains a VTEX name of a credential, or the letters of a token."""
    lower = value.lower()
    if ("key" in lower or "token" in lower or "secret" in lower) and ("vtex" in lower or re.search(_APP, lower)):
        return True
    return re.search(_RUN, value) is not None


def read_host(parent: EmbeddedText, text: str, format: Format, places: list[int], name: str, is_encoded: bool) -> EmbeddedText | None:
    source = Source(parent.source.display_path, text, repo_path=parent.source.repo_path)
    # the dialect of an INI file depends on its name, and whether a text is a program
    document = parse(Source(name, text) if format in ("ini", "text") else source, format)
    if not document.entries and not document.unread:
        return None
    return EmbeddedText(source, document, places, is_encoded, parent.vtex or has_vtex(name), parent, parent.encoded_entry)


def _format_of(value: str, name: str) -> Format | None:
    """The format by the name of the field (`.env: |` of a ConfigMap), else by the content."""
    stripped = value.strip()
    lines = f"\n{value}"
    if stripped.removeprefix("[").lstrip().startswith("{") and stripped.endswith(("}", "]")) and '"' in stripped:
        return "json"
    if "\n" not in stripped:
        # a block scalar of one line: the file of one variable
        return "dotenv" if value.endswith("\n") and re.search(_DOTENV_LINE, lines) else None
    named = format_of(name) if "." in name else None
    if named is not None:
        return named
    if classify(name) is not None:
        return None  # a wrapped value, not a document
    if re.search(_TOML_HEADER, lines) and "=" in value:
        return "toml"
    if re.search(_DOTENV_LINE, lines):
        return "dotenv" if not re.search(_YAML_LINE, lines) else "text"
    if re.search(_YAML_LINE, lines):
        return "text" if " = " in value and re.search(_TYPED_LINE, lines) else "yaml"
    return None
