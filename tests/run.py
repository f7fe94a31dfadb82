"""Lint texts as `vtexlint check` does, without a disk."""

import os
import re
from datetime import UTC, date, datetime

from tests import fake
from vtexlint.accounts import load
from vtexlint.accounts.merge import merge
from vtexlint.accounts.model import Snapshots
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.extract import extract_credentials
from vtexlint.diagnostics import GitState
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_file
from vtexlint.linter.report import LintResult
from vtexlint.linter.rule_selection import disabled_rules
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import parse
from vtexlint.project.project import Project
from vtexlint.settings import Settings
from vtexlint.text.source import Source

DEFAULTS = Settings()
TODAY = date(2026, 1, 15)
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC).timestamp()
_FILL = re.compile(rb"\{(?P<lower>lower:)?(?P<b64>b64:)?(?P<what>TOKEN|KEY)(?P<which>\w*?)(?:\[(?P<slice>[\d:-]*)\])?(?P<tail>\\n)?\}")


def _filled(match: re.Match[bytes]) -> bytes:
    which = match["which"].decode()
    text = fake.token(which or 0) if match["what"] == b"TOKEN" else fake.key(suffix=(which + "AAAAAA")[:6].upper())
    if match["slice"] is not None:
        bounds = [int(part) if part else None for part in match["slice"].decode().split(":")]
        text = text[slice(*bounds)]
    text = text.lower() if match["lower"] else text
    text += "\n" if match["tail"] else ""
    return (fake.b64(text) if match["b64"] else text).encode()


def _session(match: re.Match[bytes]) -> bytes:
    account, ends = ((match[number] or b"").decode() for number in (2, 3))
    text = fake.session(account or "fakestore", ends or "2026-01-16")
    return (fake.b64(text) if match[1] else text).encode()


def filled(data: bytes) -> bytes:
    """The text with invented values in place of what is between braces.

    `{KEY}`, `{TOKEN}`; another key and token: `{KEYB}` (ends with BAAAAA), `{TOKEN1}`; a part: `{TOKEN1[:127]}`; in lowercase:
    `{lower:TOKEN}`; in base64: `{b64:KEY}`, with a newline `{b64:KEY\\n}`; a session token with its account and its end:
    `{SESSION:fakestore:2026-01-16}`; a character: `{U+200B}`.
    """
    data = re.sub(rb"\{(b64:)?SESSION(?::(\w*))?(?::([\d-]*))?\}", _session, data)
    data = re.sub(rb"\{U\+([0-9A-F]{4})\}", lambda m: chr(int(m[1], 16)).encode(), data)
    return _FILL.sub(_filled, data)


def unfilled(data: bytes, original: bytes) -> bytes:
    """The reverse, for a text made from `original`: what its marks stand for is marked again, whole tokens and keys first."""
    names = sorted(set(re.findall(rb"(?:TOKEN|KEY)\w*?(?=\[|\\n|\})", original)))
    marks = [form % name for name in names for form in (b"{%s}", b"{lower:%s}", b"{b64:%s}")]
    for mark in (*marks, *(match[0] for match in _FILL.finditer(original))):
        data = data.replace(filled(mark), mark)
    return data


def snapshots(**files: str | bytes) -> Snapshots:
    """What snapshot files of these names and texts say, on the tests' own day."""
    parts = [load.read(name, text if isinstance(text, bytes) else text.encode()) for name, text in files.items()]
    return merge(parts, TODAY)


def context_of(settings: Settings = DEFAULTS, snapshots: Snapshots | None = None, *, snippets: bool = False) -> FileContext:
    """What a file is linted with, by these settings alone."""
    return FileContext(settings, disabled_rules(settings), snapshots, snippets=snippets, now=NOW)


def here() -> Project:
    """The project of the current directory, as the command line makes it."""
    return Project(os.getcwd())  # noqa: TID251  as cli/directory.py


def check(
    path: str,
    text: str | bytes,
    *,
    state: GitState = "ignored",
    settings: Settings = DEFAULTS,
    snippets: bool = False,
    accounts: Snapshots | None = None,
) -> LintResult:
    source = Source.from_bytes(path, text if isinstance(text, bytes) else text.encode())
    examined = lint_file(source, format_of(path) or guess_format(source.text, path), context_of(settings, accounts, snippets=snippets))
    return conclude([examined], {path: state})


def rules(path: str, text: str | bytes, *, state: GitState = "ignored") -> list[str]:
    return [finding.rule for finding in check(path, text, state=state).findings]


def parsed_text(path: str, text: str) -> tuple[Source, Document]:
    source = Source(path, text)
    return source, parse(source, format_of(path) or guess_format(text, path))


def credentials_in(path: str, text: str) -> CredentialSet:
    return extract_credentials(*parsed_text(path, text))
