"""A document's names and values as the structural forms see them: the entries, sorted once, and a field that a form finds."""

import re
from collections import defaultdict
from collections.abc import Container as Collection
from collections.abc import Sequence
from functools import lru_cache

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.model import Form
from vtexlint.credentials.names import SURE, account_name, classify
from vtexlint.credentials.references import is_resolved
from vtexlint.parsers.container_shapes import ALL_NAMES, ALL_VALUES, NAME_FIELDS, OFF, VALUE_FIELDS
from vtexlint.parsers.model import Container, Document, Entry
from vtexlint.text.source import Source, Span

NAME_ALONE = r"[A-Za-z_][\w.-]*"
"""A text that is a name and nothing else."""
NUMBERED_NAME = "httpHeaderName"
"""How the names begin of fields with a header's name in Grafana's data sources; a number follows."""
HEADER_SIGN = "-api-app"
"""What a text that names one of the headers contains, in lower case."""
UNDERSCORED = "-vtex_"
"""What a text with an option such as `-VTEX_APP_KEY K` contains, in lower case: a variable, as Azure's tasks are given it."""
# fields of one variable in a list (GitLab, Azure App Configuration, Magento): the same name may be there for each of their values
_LABELS = frozenset(
    "environmentscope scope label persona scopeid storeid websiteid environment ambiente entorno context stage target".split()
)
_ALL = frozenset({"*", "all", "All", "ALL"})
_FIELDS = frozenset((*NAME_FIELDS, *VALUE_FIELDS, *OFF))
_SHAPED = (ALL_NAMES | ALL_VALUES) - _FIELDS


class CandidateField(NamedTuple):
    """A name, and the value under it. `value` None: null, or a reference by structure where `is_reference`."""

    name: str
    name_span: Span
    value: str | None
    span: Span
    container: int  # the container whose other fields are its siblings
    entry: Entry | None
    form: Form
    is_reference: bool = False
    start: int = 0  # index of `value` in the entry's own value
    is_disabled: bool = False  # a Postman header that is switched off
    header: str = ""  # the header that takes the value, where it is not the name
    is_part: bool = False  # a part of a text that may have other fields


class DocumentIndex:
    """The entries of one document, sorted once by what a form looks at; nothing else of a large document is kept."""

    __slots__ = ("_entries_in", "_scopes", "children", "document", "empty", "fields", "items", "named", "shaped", "source")

    def __init__(self, source: Source, document: Document, extra: Collection[str]) -> None:
        """`extra` are names that the settings declare to be a credential's."""
        self.source = source
        self.document = document
        self.items: list[Entry] = []  # strings without a name
        self.empty: list[Entry] = []  # such strings that are empty
        self.named: list[Entry] = []  # entries whose name or value may be that of a credential, an account or a VTEX host
        self.fields: dict[int, list[Entry]] = defaultdict(list)  # by container: entries called `name`, `value` and the like
        self.shaped: dict[int, list[Entry]] = defaultdict(list)  # by container: entries called as in `container_shapes`
        for entry in document.entries:
            if entry.name is None:
                if entry.kind == "string":
                    (self.items if entry.value else self.empty).append(entry)
            elif entry.name in _FIELDS:
                self.fields[entry.container].append(entry)
            else:
                if entry.name in _SHAPED:
                    self.shaped[entry.container].append(entry)
                if entry.name in extra or matters(entry):
                    self.named.append(entry)
        self.children = _children(document.containers)
        self._entries_in: dict[int, list[Entry]] | None = None
        self._scopes: dict[tuple[int, tuple[str, str]], int] = {}  # of a list and a label: the first object with that label

    def entries_in(self, container: int) -> list[Entry]:
        """All entries of a container; sorted at the first question, which few documents lead to."""
        if self._entries_in is None:
            self._entries_in = defaultdict(list)
            for entry in self.document.entries:
                self._entries_in[entry.container].append(entry)
        return self._entries_in.get(container, [])

    def scope_of(self, number: int, name: str) -> int:
        """The container whose fields are siblings of the field called `name` that an object is: the list of the object.

        Of objects for one shop or environment it is the first of them: the list has the same names for others.
        """
        around = shared(self.document.containers, number)
        if around == number or not _says_something(name):
            return around
        label = next((label for entry in self.entries_in(number) if (label := _label(entry))), None)
        return self._scopes.setdefault((around, label), number) if label else around


def _label(entry: Entry) -> tuple[str, str] | None:
    """The shop or environment that an object is for: a field and its value; `*` means all."""
    name = (entry.name or "").lower().replace("_", "")
    return (name, entry.value) if name in _LABELS and entry.value and entry.value not in _ALL else None


def matters(entry: Entry) -> bool:
    """Whether the name may be a credential's or an account's, or the value a VTEX host."""
    value = entry.value
    return _says_something(entry.name or "") or (
        value is not None
        and (
            "vtex" in value
            or value.startswith("VTEX")
            or ("-" in value and HEADER_SIGN in value.lower())
            or "Vtex:" in value
            or "{account" in value
            or ("VTEX" in value and ("=" in value or "--" in value))
        )
    )


@lru_cache(maxsize=8192)
def _says_something(name: str) -> bool:
    return classify(name) is not None or account_name(name) is not None


def singular(name: str) -> str | None:
    """`appToken` of a table or a list called `appTokens`; None for a name that is not the plural of a credential's."""
    return name[:-1] if name[-1:] in ("s", "S") and classify(name) is None and classify(name[:-1]) else None


def is_sure_name(text: str) -> bool:
    """Whether a text is a name that is VTEX's wherever it appears."""
    found = classify(text) if re.fullmatch(NAME_ALONE, text) else None
    return found is not None and found.strength in SURE


def is_from_elsewhere(entry: Entry) -> bool:
    """Whether a tag, a template or a path (`VTEX_APP_TOKEN.$` of AWS Step Functions) provides the value.

    CloudFormation's `!Sub` of a text without variables is that text.
    """
    is_tagged = is_resolved(entry.tag) and not (entry.tag == "!Sub" and "${" not in (entry.value or ""))
    return is_tagged or entry.kind == "template" or is_path(entry)


def is_path(entry: Entry) -> bool:
    """Whether the value is a path or a function of the Amazon States Language, whose names end with `.$`."""
    return entry.name is not None and entry.name.endswith(".$") and (entry.value or "").startswith(("$", "States."))


def plain(entry: Entry) -> CandidateField:
    """The field of an entry that has a name."""
    name = entry.name or ""
    return CandidateField(name, entry.name_span, entry.value, entry.span, entry.container, entry, "mapping", is_from_elsewhere(entry))


def _children(containers: Sequence[Container]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for index, container in enumerate(containers):
        children[container.parent].append(index)
    return children


def shared(containers: Sequence[Container], index: int) -> int:
    """The container that the objects of one list share: the list; the object itself if it is not in a list.

    Envoy's objects are in items: `- header: {key: X-VTEX-API-AppKey, value: K}`.
    """
    parent = containers[index].parent
    if parent != -1 and containers[index].key == "header" and isinstance(containers[parent].key, int):
        return containers[parent].parent
    return parent if parent != -1 else index
