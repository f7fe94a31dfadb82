"""An ignore comment that silences nothing."""

from vtexlint.findings import Severity
from vtexlint.rules.base import Rule

RULE = Rule("unused-suppression", __doc__ or "", Severity.WARNING, "0.1.0")
