"""Headers of Grafana's data sources: `httpHeaderName1: X-VTEX-API-AppKey` in `jsonData`, `httpHeaderValue1: K` in `secureJsonData`."""

from collections.abc import Iterator

from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.fields import NUMBERED_NAME, CandidateField, DocumentIndex, is_from_elsewhere, is_sure_name

_VALUE = "httpHeaderValue"


def from_numbered(index: DocumentIndex) -> Iterator[CandidateField]:
    """A field for each name of a header and the value with the same number, in the object around both."""
    names = [entry for entry in index.named if (entry.name or "").startswith(NUMBERED_NAME) and is_sure_name(entry.value or "")]
    if not names:
        return
    containers = index.document.containers
    values = {
        (containers[entry.container].parent, entry.name.removeprefix(_VALUE)): entry
        for entry in index.document.entries
        if entry.name is not None and entry.name.startswith(_VALUE)
    }
    for name in names:
        value = values.get((containers[name.container].parent, (name.name or "").removeprefix(NUMBERED_NAME)))
        if value is None or not is_vtex_shaped(value.value):
            continue
        reference = is_from_elsewhere(value)
        yield CandidateField(name.value or "", name.span, value.value, value.span, value.container, value, "object", is_reference=reference)
