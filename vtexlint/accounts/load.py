"""Choose the reader of a text by its content, because users rename files."""

import re

from vtexlint.accounts import license_manager
from vtexlint.accounts.model import SnapshotError, SnapshotFile
from vtexlint.text.messages import Template
from vtexlint.text.source import Source, UndecodableError

EXPECTED = Template(
    "snapshot.expected",
    "expected the saved answer of GET /api/vlm/account or /api/vlm/appkeys (JSON), or the Admin's export of API keys (XLSX, CSV)",
)
OLD_EXCEL = Template("snapshot.old-excel", "this is an old Excel file (.xls), or a file with a password: {expected}")
PDF = Template("snapshot.pdf", "this is a PDF: {expected}")
XML = Template("snapshot.xml", "this is XML or HTML: {expected}")
UNDECODABLE = Template("snapshot.undecodable", "this file {problem}; {expected}")
EMPTY = Template("snapshot.empty", "this file is empty; {expected}")

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = ((_OLE, OLD_EXCEL), (b"%PDF", PDF), (b"<", XML))


def read(path: str, data: bytes) -> SnapshotFile:
    """The content of a JSON or CSV file. Raises SnapshotError."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, message in _OTHERS:
        if head.startswith(mark):
            raise SnapshotError(message(expected=EXPECTED()))
    try:
        source = Source.from_bytes(path, data)
    except UndecodableError as error:
        raise SnapshotError(UNDECODABLE(problem=error.message, expected=EXPECTED())) from None
    first = re.search(r"\S", source.text)
    if first is None:
        raise SnapshotError(EMPTY(expected=EXPECTED()))
    if first[0] in "{[":
        return license_manager.read(source)
    from vtexlint.accounts import admin_export, tables  # noqa: PLC0415  as above

    return admin_export.read(path, [tables.from_csv(source)], source)
