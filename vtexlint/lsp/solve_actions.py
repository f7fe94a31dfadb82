"""Edits that solve a finding where its rule has no fix: `.gitignore`, a reference in place of the value, `external-accounts`.

Each edit is made only where what it leads to was checked: the settings are read, the text with the reference is parsed.
"""

import json
import os
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.labels import LABELS, printable_name
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Finding
from vtexlint.linter.parse_file import parse_file
from vtexlint.linter.places.references import reference_in, variable_for
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.hover import account_of
from vtexlint.lsp.insertions import Insertion, in_settings_list, line_break
from vtexlint.parsers.formats import is_template_name
from vtexlint.project.errors import ConfigError
from vtexlint.project.git.worktree import ignore_pattern
from vtexlint.project.project import root_of
from vtexlint.project.settings_file import parsed
from vtexlint.rules.account_mismatch import HELP as USE_ANOTHER_KEY
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source, Span

ADD_TO_GITIGNORE = Template("action.add-to-gitignore", "vtexlint: add this file to .gitignore")
USE_REFERENCE = Template("action.use-reference", "vtexlint: replace the {kind} with `{reference}` (keep the value elsewhere first)")
LIST_EXTERNAL = Template("action.list-external", "vtexlint: list account `{account}` under `external-accounts` in the settings")

SECRETS = frozenset({"committed-secret", "unprotected-secret"})


class Solution(NamedTuple):
    """`what` names the edit, as in `actions.ActionRequest`."""

    what: str
    title: Message


def solutions(analysis: Analysis, finding: Finding) -> Iterator[Solution]:
    """What can be done about a finding, the best first."""
    if finding.rule == "unprotected-secret" and _belongs_in_gitignore(analysis):
        yield Solution("gitignore", ADD_TO_GITIGNORE())
    credential = credential_at(analysis, finding)
    if credential is None:
        return
    if finding.rule in SECRETS and (reference := reference_for(analysis, credential)):
        yield Solution("reference", USE_REFERENCE(kind=LABELS[credential.kind], reference=reference))
    if finding.rule == "account-mismatch" and finding.help == USE_ANOTHER_KEY() and (account := account_of(credential)):
        yield Solution("external", LIST_EXTERNAL(account=account))


def credential_at(analysis: Analysis, finding: Finding) -> Credential | None:
    """The credential whose value a finding is about."""
    span = Span(analysis.source.offset(*finding.location.start), analysis.source.offset(*finding.location.end))
    return next((one for one in analysis.parsed.found.credentials if one.span == span), None)


def _belongs_in_gitignore(analysis: Analysis) -> bool:
    """Whether the whole file is a secret, as `unprotected-secret` says in its help."""
    path = analysis.snapshot.path
    if path is None or not path.isprintable():  # a line break would make two lines
        return False
    return analysis.format == "dotenv" and not is_template_name(path) and root_of(os.path.dirname(path)) is not None


def gitignore(path: str) -> str | None:
    """The `.gitignore` of the repository that a path is in."""
    root = root_of(os.path.dirname(path))
    return os.path.join(root, ".gitignore") if root else None


def gitignore_line(path: str, file: str, text: str) -> Insertion:
    """The line that makes git ignore a path, at the end of a `.gitignore` of this text."""
    pattern = ignore_pattern(os.path.relpath(path, os.path.dirname(file)))
    newline = line_break(Source(file, text))
    before = "" if not text or text.endswith(("\n", "\r")) else newline
    return Insertion(len(text), f"{before}{pattern}{newline}")


def reference_for(analysis: Analysis, credential: Credential) -> str:
    """What refers to the value in this file; "" where no program is known to resolve it."""
    if not credential.is_field or credential.host.offsets is not None or credential.host.is_encoded:
        return ""
    return reference_in(analysis.path, variable_for(printable_name(credential.name), credential.kind), in_editor=True)


def replacement(analysis: Analysis, credential: Credential) -> tuple[Span, str] | None:
    """Where a reference goes, and how it is written there; None if the file would not be read with it. Looked for once in an analysis."""
    known = analysis.replacements
    if credential.span not in known:
        known[credential.span] = _replacement(analysis, credential)
    return known[credential.span]


def _replacement(analysis: Analysis, credential: Credential) -> tuple[Span, str] | None:
    reference = reference_for(analysis, credential)
    if not reference:
        return None
    text, span = analysis.source.text, credential.span
    for written in (reference, json.dumps(reference)):
        source = analysis.source.with_text(text[: span.start] + written + text[span.end :])
        again = parse_file(source, analysis.format, analysis.context.settings)
        if not again.document.problem and any(
            one.span.start in (span.start, span.start + 1) and source.slice(one.span) == reference and one.state == "reference"
            for one in again.found.credentials
        ):
            return span, written
    return None


def external_account(path: str, text: str, account: str) -> Insertion | None:
    """What must be added to a settings file of this text; None if that is not certain."""
    insertion = in_settings_list(path, text, "external-accounts", account)
    after = text[: insertion.offset] + insertion.text + text[insertion.offset :]
    try:
        settings = parsed(path, after.encode("utf-8", "replace"))
    except ConfigError:
        return None
    return insertion if account in settings.external_accounts else None
