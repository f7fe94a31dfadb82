"""Open an XLSX file with openpyxl."""

import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO

from vtexlint._startup.typed import Any
from vtexlint.accounts import admin_export
from vtexlint.accounts.model import SnapshotError, SnapshotFile
from vtexlint.accounts.shapes import as_label
from vtexlint.accounts.tables import Row, Sheet
from vtexlint.text.messages import Template

BROKEN = Template("spreadsheet.broken", "this spreadsheet is damaged or cut off: download it again")
NO_LIBRARY = Template("spreadsheet.no-library", "reading .xlsx needs openpyxl, which is not installed")
TOO_LARGE = Template("spreadsheet.too-large", "this file is larger than {limit} MiB when unpacked, so it is not read")
NOT_A_SPREADSHEET = Template("spreadsheet.zip", "this is a ZIP archive, but not an XLSX spreadsheet")

MAX_UNPACKED = 128 * 1024 * 1024  # bytes; an export of ten thousand keys has 5 MB


class MissingLibraryError(SnapshotError):
    """The library that reads spreadsheets is not installed."""


def read_spreadsheet(path: str, data: bytes) -> SnapshotFile:
    """Parse an XLSX export. Raises SnapshotError."""
    _demand_sound(data)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  200 ms
    except ImportError:
        raise MissingLibraryError(NO_LIBRARY()) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles that the file lacks
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheets = [Sheet(as_label(sheet.title) or "?", list(_rows(sheet))) for sheet in book.worksheets]
    except Exception:  # openpyxl raises whatever its XML and ZIP readers raise
        raise SnapshotError(BROKEN()) from None
    return admin_export.read(path, sheets)


def _demand_sound(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise SnapshotError(BROKEN()) from None
    if unpacked > MAX_UNPACKED:
        raise SnapshotError(TOO_LARGE(limit=MAX_UNPACKED // 1024 // 1024))
    if not any(name.startswith("xl/") for name in names):
        raise SnapshotError(NOT_A_SPREADSHEET())


def _rows(sheet: Any) -> Iterator[Row]:
    # the size that a file states itself is often wrong, and openpyxl would stop there
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield Row(number, tuple(cell if cell is None or isinstance(cell, (str, bool, int, float)) else _plain(cell) for cell in cells))


def _plain(cell: Any) -> Any:
    """Dates stay; any other value becomes its text."""
    return cell if hasattr(cell, "year") else str(cell)
