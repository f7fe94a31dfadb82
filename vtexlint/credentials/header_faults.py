"""What is wrong with the header of a credential. Few files have such a fault, so others do not import this."""

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.text.source import Span

HeaderFaultKind = Literal["name", "space", "session-name", "session-token", "authorization", "query"]


class HeaderFault(NamedTuple):
    """A credential's header that VTEX does not read. Spans are those of the outer text once the document was visited.

    `right`: the name that VTEX reads, in the casing of the wrong one; "" if another name does not help. `to_vtex`: whether the request
    goes to a VTEX host, None if its host is not known.
    """

    kind: HeaderFaultKind
    name: str
    span: Span
    value_span: Span
    right: str
    to_vtex: bool | None
    is_in_place: bool = True  # the text at `span` is only the name
