"""Which bytes may hold a credential: a fast test that lets most files pass unparsed.

It is sound: whatever it dismisses has no finding. A credential stands either under a name or by itself.

- Every name that the classifier admits holds `vtex`, `app...key` or `app...token` but for case (FS_DISCOVERY_APP_KEY,
  X-PROVIDER-API-AppKey), or is a bare `key` or `token` that counts only with `vtex` in the file, in its name, or with a value of
  exact shape. So `vtex` and `app key`, `app token` with anything or nothing between their words are looked for, case-blind. An
  ignore comment holds `vtexlint`.
- By itself counts a run of 128 capitals: any run of 60 passes.
- A name or a value can hide its letters behind an escape (`\\u0076tex`, `\\x76`): an escape of an ASCII character passes.
- Base64 (a Kubernetes Secret's data) hides all: three capitals of a token become four characters of which the first is one of
  QRSTUVW; a run of 10 such groups passes (a wrapped value begins with a line of 40 or more), and so does base64 of `vtex` at each of
  its three offsets.
- UTF-16 is not looked into: it passes. Without its mark it is letters with NUL between them: these are left out. Names of
  the settings (`extra-key-names`) are looked for as they are.
"""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAPITAL_RUN = b"A" * 60
_TO_CLASSES = bytes(65 if 65 <= code <= 90 else 46 for code in range(256))
# whatever parts the words of a name: the classifier knows nothing but letters and digits
_APP_CREDENTIAL = rb"app(?:lication)?[^a-z0-9]{0,8}(?:key|token)"
_ASCII_ESCAPE = rb"\\(?:u00|x|U000000|u\{0*)[3-7][0-9A-Fa-f]"
_TRUE_ESCAPE = rb"(?<!\\)(?:\\\\)*" + _ASCII_ESCAPE  # not behind an escaped backslash; slower
_BASE64_OF_CAPITALS = rb"(?:[QRSTUVW][A-Za-z0-9+/]{3}){10}"
_ESCAPES = (b"\\u00", b"\\x", b"\\u{", b"\\U0000")
# base64 of "vtex" and "VTEX" at the offsets 0, 1 and 2 of a group, the bits of their neighbours cut off
_BASE64_WORDS = (b"dnRle", b"Z0ZX", b"2dGV4", b"VlRFW", b"ZURV", b"WVFRV")


def may_hold_credentials(data: bytes, path: str = "", extra_names: Sequence[bytes] = ()) -> bool:
    """Whether the bytes of a file of this name must be read and parsed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if b"\0" in data:
        return may_hold_credentials(data.replace(b"\0", b""), path, extra_names)
    if _CAPITAL_RUN in data.translate(_TO_CLASSES):
        return True
    lower = data.lower()
    if b"vtex" in lower or (b"app" in lower and _finds(_APP_CREDENTIAL, lower)):
        return True
    if b"vtex" in path.lower().encode("utf-8", "surrogateescape") and (b"key" in lower or b"token" in lower):
        return True
    if b"\\" in data and any(escape in data for escape in _ESCAPES) and _escapes_a_letter(data):
        return True
    return any(name.lower() in lower for name in extra_names) or _holds_base64(data)


def _escapes_a_letter(data: bytes) -> bool:
    """Whether an escape stands for an ASCII letter or digit (`\\u0041`, `\\x41`, `\\U00000041`, `\\u{41}`)."""
    return _finds(_ASCII_ESCAPE, data) and _finds(_TRUE_ESCAPE, data)


def _holds_base64(data: bytes) -> bool:
    """Whether base64 of the word `vtex`, or of a long run of capitals, may stand in the bytes."""
    if b"Secret" not in data or b"kind" not in data:
        return False  # base64 is read in manifests of `kind: Secret` alone
    if any(word in data for word in _BASE64_WORDS):
        return True
    return _finds(_BASE64_OF_CAPITALS, data)


def _finds(pattern: bytes, data: bytes) -> bool:
    import re  # noqa: PLC0415  a third of the start-up where a file has nothing in it

    return re.search(pattern, data) is not None
