"""One reader a format, behind one door: a text of any kind becomes entries with exact spans."""

from vtexlint.documents.detect import is_envrc
from vtexlint.documents.model import Document, Entry, Format
from vtexlint.source import Source


def read(source: Source, format: Format) -> Document:
    """The document as its format has it; line by line, with the problem kept, where it is not what its name says."""
    document = _read(source, format)
    if document.problem is None or format in ("dotenv", "text"):
        return document
    return _read(source, "text")._replace(problem=document.problem)


def _read(source: Source, format: Format) -> Document:
    # imported here, one of the three doors: a .env file must not wait for a YAML parser
    match format:
        case "dotenv":
            if is_envrc(source.path):
                from vtexlint.documents import envrc  # noqa: PLC0415

                return envrc.read(source)
            from vtexlint.documents import dotenv  # noqa: PLC0415

            return dotenv.read(source)
        case "json":
            from vtexlint.documents import json  # noqa: PLC0415

            return json.read(source)
        case "toml":
            from vtexlint.documents import toml  # noqa: PLC0415

            return toml.read(source)
        case "yaml":
            from vtexlint.documents import yaml  # noqa: PLC0415

            return yaml.read(source)
        case "text":
            from vtexlint.documents import text  # noqa: PLC0415

            return text.read(source)


def offsets(source: Source, document_format: Format, entry: Entry) -> list[int] | None:
    """Where each character of the entry's value stands, and the value's end; None where that cannot be told."""
    match document_format:
        case "dotenv":
            from vtexlint.documents import dotenv  # noqa: PLC0415

            return dotenv.offsets(source, entry)
        case "json":
            from vtexlint.documents import json  # noqa: PLC0415

            return json.offsets(source, entry)
        case "toml":
            from vtexlint.documents import toml  # noqa: PLC0415

            return toml.offsets(source, entry)
        case "yaml":
            from vtexlint.documents import yaml  # noqa: PLC0415

            return yaml.offsets(source, entry)
        case "text":
            from vtexlint.documents import text  # noqa: PLC0415

            return text.offsets(source, entry)
