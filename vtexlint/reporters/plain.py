"""Text that cannot act on a terminal, on a CI log or in an editor, and that shows no part of a token."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.letter_limits import FEW_CONSONANTS, MESSAGE, MESSAGE_CAPITALS, NOT_CAPITALS
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding
    from vtexlint.reporters.style import Style


COMMANDS = ("[", "vso[", "teamcity[")
"""What follows `##` in a command to a CI's log reader."""
REMEDY = Template("report.remedy", "Remedy: {help}")

_RUN = b"A" * MESSAGE_CAPITALS
# letters and digits as A, all else as a dot
_CLASSES = b"." * 48 + b"A" * 10 + b"." * 7 + b"A" * 26 + b"." * 6 + b"A" * 26 + b"." * 133
# lowercase consonants as A; without `re`, which a run without findings does not import
_CONSONANT_CLASS = bytes(65 if chr(code) in "bcdfghjklmnpqrstvwxz" else 46 for code in range(256))
_CONSONANTS = b"A" * (FEW_CONSONANTS + 1)


def harmless(text: str) -> str:
    """`text` on one line, every control, format and invisible character as a visible escape.

    So is a `#` that would start a command to a CI's log reader: GitHub's runner looks for `##[`, Azure's agent for `##vso[`, TeamCity for
    `##teamcity[`, anywhere in a line.
    """
    if "##" in text:
        for command in COMMANDS:
            text = text.replace(f"##{command}", f"#\\x23{command}")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    columns: int = load("vtexlint.text.columns").columns(text)  # few lines need it
    return columns


def without_tokens(text: str) -> str:
    """`text` with `…` in place of what may be a part of a token: see `text.redaction`."""
    if len(text) < MESSAGE_CAPITALS:
        return text
    data = text.encode("ascii", "replace")
    has_chain = len(data.translate(None, NOT_CAPITALS)) >= MESSAGE.chain or _CONSONANTS in data.translate(_CONSONANT_CLASS)
    if not has_chain and _RUN not in data.translate(_CLASSES):
        return text
    shown: str = load("vtexlint.text.redaction").redacted(text, MESSAGE_CAPITALS)
    return shown


def shown(text: str) -> str:
    """`text` exactly as `say` prints it, for a column whose width is measured."""
    return without_tokens(harmless(text))


def _escaped(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def harmless_start(text: str) -> str:
    """A path that starts a line. GitHub's runner takes a line that starts with `::`, spaces before it included, for a command."""
    return "./" + text if text.lstrip().startswith(":") else text


def description(finding: "Finding", style: "Style") -> str:
    """What is wrong and what to do, in two sentences on one line."""
    return f"{_ended(harmless(style.localize(finding.message)))} {_ended(harmless(style.localize(REMEDY(help=finding.help))))}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
