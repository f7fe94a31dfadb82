"""Which bytes may hold a credential: a fast test that lets most files pass unparsed.

It is sound: whatever it dismisses has no finding. tests/linter/test_prefilter.py holds it to `lint_bytes`. A credential is found by its
name or by its form.

- A sure name has `vtex`, `app...key` or `app...token` in it but for case (FS_DISCOVERY_APP_KEY, X-PROVIDER-API-AppKey); an ignore comment
  has `vtexlint`. So `vtex` and `app key`, `app token` with anything or nothing between their words are looked for, case-blind.
- Any other name that the classifier knows has `key`, `token` or `secret` in it, and counts only with `vtex` in the file, in its name or
  its folder's name, or with a value of a credential's form: an appKey has `vtex`, a token is 60 capitals or more, or 128 letters.
- Under no name at all, 128 capitals count.
- The letters of a token may be wrapped, quoted or parted by blanks, control characters and escapes: these are taken out first. A value of
  128 letters that are not all capitals has a word of 25 letters or more, or it is a text for people.
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
    from types import ModuleType

_WORDS = (b"key", b"token", b"secret")  # one of them is in every name that `names.classify` knows
_CAPITAL_RUN = b"A" * 60
_LENGTH = 128
_LETTER_RUN = b"a" * _LENGTH
_LONG_WORD = 25  # letters: `context.is_prose` takes shorter words for a text
_NEAR = 120  # bytes before a value in which its name, or what stands for it, is looked for
_BEFORE_VALUE = rb"key|token|secret|value|default|initial|[&#*<]|//"  # names, name-and-value objects, anchors, merges, comments
# what may be between the letters of a token; bytes beyond ASCII may be letters that look like Latin ones
_JUNK = bytes(range(33)) + b"\x7f\\\"'`([{<)]}>,;"
_CASES = bytes(65 if 65 <= code <= 90 or code >= 128 else 97 if 97 <= code <= 122 else 46 for code in range(256))
_ANY_CASE = bytes(97 if code in (65, 97) else 46 for code in range(256))
_KINDS = bytes(
    97 if 65 <= code <= 90 or 97 <= code <= 122 or code >= 128 else 32 if code in b" \t\r\n\v\f" else 106 if code in _JUNK else 46
    for code in range(256)
)
_OTHER_ESCAPE = rb"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\})"
_CONTINUATION = rb"\\\r?\n[ \t]*"  # joins two lines without a blank: YAML, TOML, properties
_BLANK_ESCAPE = rb"\\[nrtbfvae0NLP_]"
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
    lower = data.lower()
    if b"vtex" in lower or (b"app" in lower and _finds(_APP_CREDENTIAL, lower)):
        return True
    if b"\\" in data and any(escape in data for escape in _ESCAPES) and _escapes_a_letter(data):
        return True
    is_named = any(word in lower for word in _WORDS)
    if is_named and b"vtex" in "/".join(path.rsplit("/", 2)[-2:]).lower().encode("utf-8", "surrogateescape"):
        return True
    return _may_hold_token(data, named=is_named) or any(name.lower() in lower for name in extra_names) or _holds_base64(data)


def _may_hold_token(data: bytes, *, named: bool) -> bool:
    """Whether the letters of a token may be in the bytes; `named`: with a name that makes a token of letters in any case."""
    if b"\\" in data:
        data = _without_escapes(data)
    letters = data.translate(_CASES, _JUNK)
    if _CAPITAL_RUN in letters:
        return True
    return named and _LETTER_RUN in letters.translate(_ANY_CASE) and _holds_wrapped_letters(data)


def _holds_wrapped_letters(data: bytes) -> bool:
    """Whether 128 letters that nothing but junk parts may be the value of a field: with a long word, behind a name."""
    if b"\\" in data:
        data = _expressions().sub(_CONTINUATION, b"", data)
    at = 0
    for segment in data.translate(_KINDS).split(b"."):
        if (
            len(segment) >= _LENGTH
            and segment.count(b"a") >= _LENGTH
            and any(len(word) >= _LONG_WORD for word in segment.translate(None, b"j").split(b" "))
            and _finds(_BEFORE_VALUE, data[max(0, at - _NEAR) : at + _NEAR].lower())
        ):
            return True
        at += len(segment) + 1
    return False


def _without_escapes(data: bytes) -> bytes:
    """Escapes of blanks as blanks, other escapes as a letter, each as long as it was."""
    expressions = _expressions()
    data = expressions.sub(_OTHER_ESCAPE, lambda match: b"\xff" * len(match[0]), data)
    plain: bytes = expressions.sub(_BLANK_ESCAPE, b"  ", data)
    return plain


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
    return _expressions().search(pattern, data) is not None


def _expressions() -> ModuleType:
    import re  # noqa: PLC0415  a third of the start-up where a file has nothing in it

    return re
