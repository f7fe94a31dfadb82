"""A file that vtexlint could not read."""

from vtexlint.findings import Severity
from vtexlint.rules.base import Rule

RULE = Rule("unreadable-file", __doc__ or "", Severity.ERROR, "0.1.0")
