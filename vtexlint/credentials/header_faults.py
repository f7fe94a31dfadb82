"""What is wrong with a credential's header: of few files, so that others import nothing for it."""

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.text.source import Span

HeaderFaultKind = Literal["name", "space", "session-name", "session-token", "authorization", "query"]


class HeaderFault(NamedTuple):
    """A credential's header that VTEX does not read. Spans are those of the outer text once the document was visited.

    `right`: the name that VTEX reads, spelled like the wrong one; "" where another name does not help. `to_vtex`: whether the request
    goes to a VTEX host, None where its host is not known.
    """

    kind: HeaderFaultKind
    name: str
    span: Span
    value_span: Span
    right: str
    to_vtex: bool | None
    is_in_place: bool = True  # the text at `span` is the name alone
