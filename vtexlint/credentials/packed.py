"""Fields whose value is in base64: the text in it is checked."""

import re
from collections.abc import Callable, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import embedded, shapes
from vtexlint.credentials.encodings import EncodedPlaces, Encoding, Unpacked, decode_base64, is_pointer, says_base64, unpack, unpack_encoded
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.model import EmbeddedText
from vtexlint.credentials.names import SURE, NameClass
from vtexlint.text.secret import Secret

_KNOWN = r"(?i)vtex|app(?:lication)?[^a-z0-9]{0,8}(?:key|token)"  # names that the prefilter searches for


class PackedField(NamedTuple):
    """The field as it is checked, the text that its value is in (None: not in base64), and what is wrong with its encoding.

    `is_evident`: the text in the base64 shows that it may be a credential, whatever its name.
    """

    field: CandidateField
    inner: EmbeddedText | None
    encoding: Encoding | None
    is_evident: bool


def decoded(fields: Sequence[CandidateField], data: frozenset[int]) -> list[CandidateField]:
    """The fields, those in the containers `data` with the text that is in their base64."""
    return [
        field._replace(value=text)
        if field.container in data and field.value and (text := decode_base64(field.value)) is not None
        else field
        for field in fields
    ]


class PackedFields:
    """The base64 of one document's fields.

    `data` are the containers whose values Kubernetes expects in base64. Outside of them a value counts as base64 if it is exactly an
    appKey or appToken; an appKey under a weak name counts next to such an appToken. The prefilter searches only for these.
    """

    def __init__(
        self, host: EmbeddedText, fields: Sequence[CandidateField], data: frozenset[int], classify: Callable[[str], NameClass | None]
    ) -> None:
        self._host = host
        self._fields = fields
        self._data = data
        self._classify = classify
        self._places = EncodedPlaces(host.source, host.document, are_values=host.are_values)
        self._tokens_in: frozenset[int] | None = None

    def unpack(self, field: CandidateField, name: NameClass) -> PackedField | None:
        """The field without its base64; None if it is checked as written."""
        if field.entry is None or not field.value or field.is_reference:
            return None
        is_sure = name.strength in SURE
        is_data = field.container in self._data
        if not is_data and self._host.is_encoded and not is_sure:
            return None
        found = self._unpacked(field)
        if found is None:
            return None
        # the prefilter does not search for double base64: it knows such a file by the name, unless that is `token` or `app_secret`
        once = found.fault != "twice" or (name.strength != "bare" and re.search(_KNOWN, field.name) is not None)
        is_evident = is_sure or (once and (is_data or shapes.is_token(found.text) or self._is_beside_token(field)))
        start = field.start
        within = (start, start + len(field.value))
        encoding = Encoding(found.fault, Secret(found.right), within, is_data) if found.fault else None
        if not found.is_packed:
            return PackedField(field, None, encoding, is_evident)
        inner = embedded.base64_host(self._host, field.entry, found.text)
        if field.form == "assignment" or found.fault:
            # the fixes of other faults encode the whole value again, in the expected form
            inner = inner._replace(encoded_values=None)
        return PackedField(field._replace(value=found.text, form="base64", start=0), inner, encoding, is_evident)

    def _unpacked(self, field: CandidateField) -> Unpacked | None:
        value = field.value or ""
        is_data = field.container in self._data
        found = unpack(value, wants_base64=is_data)
        if is_data and not (found and found.fault == "twice"):
            return found
        encoded = unpack_encoded(value) if found is None or found.fault == "base64" else None
        if found is None and encoded is None:
            return None
        if self._places.has(field.container, field.name) or (field.entry and self._places.has(field.entry.container, field.name)):
            if found is not None and is_pointer(field.name) and not says_base64(field.name):
                return encoded or found
            # twice: base64 of a value that the name says is base64
            return encoded or (found and found._replace(fault=None, right=""))
        return found

    def _is_beside_token(self, field: CandidateField) -> bool:
        if self._tokens_in is None:
            self._tokens_in = frozenset(
                field.container
                for field in self._fields
                if field.value and not field.is_reference and self._classify(field.name)
                if shapes.is_token(field.value) or self._is_packed_token(field)
            )
        return field.container in self._tokens_in

    def _is_packed_token(self, field: CandidateField) -> bool:
        found = self._unpacked(field)
        return found is not None and found.fault != "twice" and shapes.is_token(found.text)
