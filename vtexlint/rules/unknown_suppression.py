"""An ignore comment that names no rule."""

from vtexlint.findings import Severity
from vtexlint.rules.base import Rule

RULE = Rule("unknown-suppression", __doc__ or "", Severity.WARNING, "0.1.0")
