"""Which bytes may contain a credential: a fast test, so that most files need no parser.

It is sound: a file that it rejects has no finding. tests/linter/test_prefilter.py compares it with `lint_bytes`. A credential is found by
its name or by its form.

- A sure name contains `vtex`, `app...key` or `app...token` in any case (FS_DISCOVERY_APP_KEY, X-PROVIDER-API-AppKey); an ignore comment
  contains `vtexlint`. So `vtex` and `app key`, `app token` with anything or nothing between their words are searched for, in any case.
- Any other name counts only with `vtex` in the file, in its name or its folder's name, or with a value of a credential's form: an appKey
  contains `vtex`; a token has 16 uppercase letters or 40 letters together (`shapes.is_together`). `letter_runs` examines such bytes.
- A name or a value can hide its letters with an escape (`\\u0076tex`, `\\x76`): an escape of an ASCII character passes. Other escapes
  and continued lines are removed first.
- Base64 hides all: three uppercase letters of a token become four letters or digits, the first of which is one of QRSTUVW. 40 such
  groups together are a token's, at any offset. In the data of a Kubernetes Secret a run of 10 passes, of letters in any case (a wrapped
  value starts with a line of 40 or more), and so does base64 of `vtex` at each of its three offsets.
- A VTEX ID session token has its issuer in base64, within a long run of letters, digits, `-`, `_` and `.`.
- UTF-16 is not examined: it passes. Without its mark it is letters with NUL between them: these are removed. Names of
  the settings (`extra-key-names`) are searched for as they are.

Uppercase letters are searched for among every eighth byte: 16 together are two neighbours among these.
"""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from types import ModuleType

_STEP = 8
_DENSE = 128  # samples for each range, from which on ranges take longer than everything
_CAPITALS = 16  # together
_LETTERS = 40  # together
# A: uppercase letters; bytes beyond ASCII and control characters, which may be lookalikes of Latin letters, or invisible
_CAPITAL_CLASS = b"A" * 9 + b"." * 5 + b"A" * 18 + b"." * 33 + b"A" * 26 + b"." * 36 + b"A" * 129
_LETTER_CLASS = b"A" * 9 + b"." * 5 + b"A" * 18 + b"." * 33 + b"A" * 26 + b"." * 6 + b"A" * 26 + b"." * 4 + b"A" * 129
_BASE64_CLASS = b"." * 43 + b"A" + b"." * 3 + b"A" * 11 + b"." * 7 + b"A" * 26 + b"." * 6 + b"A" * 26 + b"." * 133
_CAPITAL_RUN = b"A" * _CAPITALS
_BASE64_RUN = b"A" * 40
_LETTER_RUN = b"A" * _LETTERS
ESCAPE_OR_CONTINUATION = rb"\\[uxU\r\n]"
# whatever separates the words of a name: the classifier reads only letters and digits
APP_CREDENTIAL = rb"app(?:lication)?[^a-z0-9]{0,8}(?:key|token)"
MANIFEST = rb"kind[\"']?\s*:\s*(?:[\"']?Secret|[*&!|>#])"
SECRET_OF_PULUMI = b"kubernetes:core/v1:Secret"
_BASE64_OF_LETTERS = rb"(?:[QRSTUVWYZa-e][A-Za-z0-9+/]{3}){10}"
BASE64_OF_TOKEN = rb"(?:[QRSTUVW][A-Za-z0-9]{3}){40}"
_BASE64_OF_TOKEN_LENGTH = 160
_ALPHANUMERIC_RUN = b"A" * _BASE64_OF_TOKEN_LENGTH
_ALPHANUMERIC_CLASS = b"." * 48 + b"A" * 10 + b"." * 7 + b"A" * 26 + b"." * 6 + b"A" * 26 + b"." * 133
# base64 of "vtex" and "VTEX" at the offsets 0, 1 and 2 of a group, without the bits of their neighbours
_BASE64_WORDS = (b"dnRle", b"Z0ZX", b"2dGV4", b"VlRFW", b"ZURV", b"WVEVY")


# base64 of the issuer of VTEX's session tokens, `token-emitter`, at the offsets 0, 1 and 2 of a group
ISSUERS = (b"dG9rZW4tZW1pdHRlc", b"Rva2VuLWVtaXR0ZX", b"0b2tlbi1lbWl0dGVy")
_JWT_CLASS = b"." * 45 + b"AA." + b"A" * 10 + b"." * 7 + b"A" * 26 + b"." * 4 + b"A." + b"A" * 26 + b"." * 133
_SESSION = 135  # characters of the shortest session token that is found


def may_hold_credentials(data: bytes, path: str = "", extra_names: "Sequence[bytes]" = ()) -> bool:
    """Whether the bytes of a file of this name must be read and parsed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if b"\0" in data:
        return may_hold_credentials(data.replace(b"\0", b""), path, extra_names)
    lower = data.lower()
    if b"vtex" in lower or (b"app" in lower and _finds(APP_CREDENTIAL, lower)):
        return True
    if is_path_of_vtex(path) and _runs().names_a_half(lower):
        return True
    if b"\\" in data and _finds(ESCAPE_OR_CONTINUATION, data):
        if _runs().has_escaped_letter(data):
            return True
        data = _runs().without_escapes(data)
    samples = data[::_STEP]
    if next(capital_places(data, samples), None) is not None or next(letter_places(data), None) is not None:
        return True
    if any(name.lower() in lower for name in extra_names) or may_hold_base64(data):
        return True
    return next(base64_places(data, samples), None) is not None or may_hold_session(data, samples)


def is_path_of_vtex(path: str) -> bool:
    """Whether the name of the file or its folder contains vtex: then `apiKey`, `key` and `token` may be a credential's."""
    return "vtex" in "/".join(path.rsplit("/", 2)[-2:]).lower()


def capital_places(data: bytes, samples: bytes | None = None) -> "Iterator[int]":
    """Offsets of uppercase letters that may be a token's, whole or in pieces. `samples`: every eighth byte, if the caller has them."""
    at = 0
    names_a_half: bool | None = None
    for start, stop in _sampled(data[::_STEP] if samples is None else samples, _CAPITAL_CLASS, _CAPITALS):
        if stop <= at:
            continue
        # one sample in eight does not find every separator: a range may contain a name of uppercase letters and the value after it
        classes = data[start:stop].translate(_CAPITAL_CLASS)
        run = classes.find(_CAPITAL_RUN, max(0, at - start))
        while run != -1:
            runs = _runs()
            most, at = runs.look_at_capitals(data, start + run)
            if most >= runs.CUT and most < runs.WHOLE and names_a_half is None:
                names_a_half = runs.names_a_half(data.lower())
            if most >= runs.WHOLE or (most >= runs.CUT and names_a_half):
                yield start + run
            run = classes.find(_CAPITAL_RUN, at - start)


def letter_places(data: bytes, *, named: bool = True) -> "Iterator[int]":
    """Offsets of letters in any case that may be a token's, whole or in pieces. Under any name (not `named`) only an appKey shows it."""
    letters = data.translate(_LETTER_CLASS)
    at = letters.find(_LETTER_RUN)
    while at != -1:
        found, end = _runs().look_at_letters(data, at, named=named)
        if found:
            yield at
        at = letters.find(_LETTER_RUN, end)


def base64_places(data: bytes, samples: bytes | None = None) -> "Iterator[int]":
    """Offsets of base64 of a token, in one line; `samples` is one byte in eight."""
    for start, stop in _sampled(data[::_STEP] if samples is None else samples, _ALPHANUMERIC_CLASS, _BASE64_OF_TOKEN_LENGTH):
        if _ALPHANUMERIC_RUN in data[start:stop].translate(_ALPHANUMERIC_CLASS):
            yield from (start + at for at in _starts(BASE64_OF_TOKEN, data[start:stop]))


def may_hold_base64(data: bytes) -> bool:
    """Whether base64 of the word `vtex`, or of a long run of letters, may be in the bytes."""
    if b"Secret" not in data or not (SECRET_OF_PULUMI in data or _finds(MANIFEST, data)):
        return False  # base64 is read in manifests of `kind: Secret` alone
    if any(word in data for word in _BASE64_WORDS):
        return True
    # not one byte in eight: such texts have many paths, which are runs of these letters too
    runs = _runs_of_class(data.translate(_BASE64_CLASS), _BASE64_RUN)
    return any(_finds(_BASE64_OF_LETTERS, data[start:stop]) for start, stop in runs)


def may_hold_search(data: bytes) -> bool:
    """Whether a file that is searched may contain a token, as it is or in base64, or a session token."""
    if load("vtexlint.text.capitals").may_hold_exact_token(data):
        return True
    flat = data.replace(b"\0", b"")
    samples = flat[::_STEP]
    # base64 has fewer kinds of bytes than a session token, and is longer: it is only in the same ranges
    return any(
        _is_session(run) or (_ALPHANUMERIC_RUN in run.translate(_ALPHANUMERIC_CLASS) and _finds(BASE64_OF_TOKEN, run))
        for run in _session_runs(flat, samples)
    )


def may_hold_session(data: bytes, samples: bytes | None = None) -> bool:
    """Whether a VTEX ID session token may be in the bytes: a long run of its characters, with its issuer in base64."""
    samples = data[::_STEP] if samples is None else samples
    # most texts have such runs and no issuer: the text is searched for it once, and not each run
    return (
        next(_session_runs(data, samples), None) is not None and _is_session(data) and any(map(_is_session, _session_runs(data, samples)))
    )


def _session_runs(data: bytes, samples: bytes) -> "Iterator[bytes]":
    """Ranges that contain every run of a session token's characters, if it is long enough for one."""
    return (data[start:stop] for start, stop in _sampled(samples, _JWT_CLASS, _SESSION, is_joined=False))


def _is_session(run: bytes) -> bool:
    return b".eyJ" in run and any(word in run for word in ISSUERS)


def _sampled(samples: bytes, classes: bytes, length: int, *, is_joined: bool = True) -> "Iterator[tuple[int, int]]":
    """Ranges that contain every run of at least `length` bytes of class A, and others; `samples` is one byte in eight.

    `is_joined`: one range, everything, where there are very many of them: each takes as long as a thousand bytes.
    """
    samples = samples.translate(classes)
    run = b"A" * (length // _STEP)
    if is_joined and samples.count(run) * _DENSE > len(samples):
        yield 0, len(samples) * _STEP
        return
    for start, stop in _runs_of_class(samples, run):
        yield max(0, (start - 1) * _STEP + 1), stop * _STEP


def _runs_of_class(classes: bytes, run: bytes) -> "Iterator[tuple[int, int]]":
    """Start and end of everything of class A that is at least as long as a run."""
    at = classes.find(run)
    while at != -1:
        end = classes.find(b".", at)
        if end == -1:
            end = len(classes)
        yield at, end
        at = classes.find(run, end)


def _finds(pattern: bytes, data: bytes) -> bool:
    return _compiled(pattern).search(data) is not None


def _starts(pattern: bytes, data: bytes) -> "Iterator[int]":
    return (match.start() for match in _compiled(pattern).finditer(data))


def _compiled(pattern: bytes) -> "re.Pattern[bytes]":
    import re  # noqa: PLC0415  a third of the start-up where a file has nothing in it

    return re.compile(pattern)


def _runs() -> "ModuleType":
    return load("vtexlint.linter.letter_runs")
