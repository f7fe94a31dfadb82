"""What kind of document it is: one that describes an API, one for VTEX, one with the settings of all vendors, one with requests.

Asked of every document, so that few import the readers of requests.
"""

import re

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.model import Credential, Scope
from vtexlint.credentials.names import has_vtex, words
from vtexlint.credentials.placeholders import is_redacted
from vtexlint.parsers.container_shapes import DESCRIBING
from vtexlint.parsers.model import Document, Entry, Format
from vtexlint.text.source import Source

FLAT = frozenset({"dotenv", "properties", "dockerfile"})
"""Formats with the settings of all vendors in one mapping: the neighbours of a name are no evidence."""
FLAT_AT_THE_TOP = frozenset({"ini", "tfvars"})
"""Formats of which that is true for what is in no section or block."""
_JSON_SCHEMA = r"json-schema\.org|/schema#?$"
_VERSION = r"^\s*v?\d"  # `swagger: true` is a setting
_ENVIRONMENTS = frozenset(
    """local dev develop development desenvolvimento desarrollo prd prod production producao produccion live stage staging stg hml hom
    homolog homologacao homologacion preprod preproduction qa test tests uat ci sandbox preview env""".split()
)

HEADERS = frozenset(
    """header headers httpheaders http_headers http-headers requestheaders request_headers request-headers defaultheaders default_headers
    extraheaders extra_headers customheaders custom_headers customrequestheaders reqheaders headerparameters authheaders
    auth_headers""".split()
)
"""The names, in lowercase, of fields that contain headers."""

QUERIES = frozenset({"querystring", "query", "queryparams", "queryparameters", "query_params", "params", "searchparams"})
"""The names, in lowercase, of fields that contain the parameters of a query."""

POSTMAN_SCHEMA = "getpostman.com"
"""In the `schema` of a Postman collection."""

MERGED = frozenset({"http-client.env.json", "http-client.private.env.json"})
"""The environment files of JetBrains' HTTP client: it merges the same environment of both, so each may have one half of a pair."""

_HOLDERS = HEADERS | QUERIES
_COLLECTIONS = frozenset({"item", "resources", "collection"})
# what a collection of requests or variables contains, anywhere, by `requests.read.READERS` and `is_api_collection`: a word, and how it is
# written there. Most texts do not have the word, and to find it is faster than to match it
_OF_COLLECTION = {
    POSTMAN_SCHEMA: "",
    "_postman_": r"_postman_(?<!\w_postman_)",
    "_type": r"_type(?<!\w_type)\b",
    "collection.insomnia.rest": "",
}
# what a recorded request is below: HAR; VCR and its relatives; the headers of a request of nock
_RECORDINGS = frozenset({"log", "interactions", "http_interactions", "httpinteractions", "recordings"})
_RECORDED = frozenset({"request", "response", "originalrequest"})
_OF_NOCK = "reqheaders"
# an export of Insomnia: what it is, is at its top
_OF_INSOMNIA = {"_type": r"""_type["']?\s*:\s*["']?export\b""", "collection.insomnia.rest": ""}
# a collection of Postman may have none of these, but has both of these names
_OF_POSTMAN = {name: rf"""{name}(?<!\w{name})["']?\s*[:=]""" for name in ("item", "info")}


def may_be_description(format: Format) -> bool:
    """Whether documents of a format may describe an API or a format: not those that only list settings, where `swagger` is one of these."""
    return format not in FLAT and format not in FLAT_AT_THE_TOP


def is_description(document: Document) -> bool:
    """Whether the document describes an API or a format (OpenAPI, JSON Schema): its names are not fields of credentials."""
    if not may_be_description(document.format):
        return False
    for entry in document.entries:
        if entry.name not in DESCRIBING or document.containers[entry.container].parent != -1:
            continue
        if re.search(_JSON_SCHEMA if entry.name == "$schema" else _VERSION, entry.value or ""):
            return True
    return False


def is_file_of_vtex(source: Source) -> bool:
    """Whether the path shows that the whole file is for VTEX, so that `apiKey`, `key` and `token` in it are credential names."""
    return is_named_vtex(source) or _is_in_folder_of_vtex(source)


def is_named_vtex(source: Source) -> bool:
    """`vtex.json`, `.vtex.env`, `vtex.prod.yaml`: the whole file is for VTEX; `vtex-deploy.yml` is not."""
    stem = _base(source).lstrip(".").split(".")
    return words(stem[0]) == ("vtex",) and all(part in _ENVIRONMENTS for part in stem[1:-1])


def names_vtex(source: Source) -> bool:
    """Whether the file's name contains VTEX, or its folder is VTEX's."""
    return has_vtex(_base(source)) or _is_in_folder_of_vtex(source)


def _base(source: Source) -> str:
    return source.repo_path.rpartition("/")[2]


def _is_in_folder_of_vtex(source: Source) -> bool:
    return words(source.repo_path.rpartition("/")[0].rpartition("/")[2]) == ("vtex",)


def may_have_requests(document: Document) -> bool:
    """Whether a document may contain requests, or headers of some."""
    if document.format == "http":
        return True
    names = {container.key for container in document.containers}
    return any(isinstance(name, str) and (name in _COLLECTIONS or name.lower() in _HOLDERS) for name in names)


def is_api_collection(document: Document) -> bool:
    """Whether the document is a collection or an environment of Postman, or an export of Insomnia."""
    return any(
        (entry.name is not None and entry.name.startswith("_postman_"))
        or (entry.name == "_type" and entry.value == "export")
        or (entry.name == "schema" and entry.value is not None and POSTMAN_SCHEMA in entry.value)
        for entry in document.entries
    )


def is_redacted_recording(credential: Credential) -> bool:
    """Whether a recorded request had this credential, and the value says that it was removed: no one will fill it in."""
    if not is_redacted(credential.raw.reveal()):
        return False
    names = {key.lower() for key in credential.path[:-1]}
    host = credential.host
    while host.parent is not None and host.holder is not None:
        names.update(key.lower() for key in host.parent.document.ancestors(host.holder.container) if isinstance(key, str))
        host = host.parent
    return _OF_NOCK in names or not (_RECORDINGS.isdisjoint(names) or _RECORDED.isdisjoint(names))


class Collections:
    """Whether a scope is in an API collection; computed once per document."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}  # by host

    def have(self, scope: Scope, document: Document) -> bool:
        if scope.host not in self._known:
            self._known[scope.host] = is_api_collection(document)
        return self._known[scope.host]


def needs_requests(source: Source, near: Document, found: CredentialSet) -> bool:
    """Whether a text that was read around its credentials must be read whole: for a fault of a header, or a collection that is filled in.

    Addresses and folders far from a header decide whether it goes to VTEX, and which headers a request sends. That does not matter if
    nothing is filled in. An export of Insomnia awaits its placeholders, and is not recognized without its top.
    """
    if found.header_faults or (found.credentials and any(_has(source.text, *row) for row in _OF_INSOMNIA.items())):
        return True
    if not any(one.is_set for one in found.credentials) and not any(_is_credential(entry) for entry in near.entries):
        return False
    text = source.text
    return (
        near.format == "http"
        or any(_has(text, *row) for row in _OF_COLLECTION.items())
        or all(_has(text, *row) for row in _OF_POSTMAN.items())
    )


def _has(text: str, word: str, pattern: str) -> bool:
    return word in text and re.search(pattern, text) is not None


def _is_credential(entry: Entry) -> bool:
    """Whether the value of an object with a name has the format of a credential: before requests are read, it may have no name yet."""
    return entry.name == "value" and is_vtex_shaped(entry.value)
