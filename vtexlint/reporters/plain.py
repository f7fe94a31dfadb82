"""Text that cannot act on a terminal or on a CI log."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding


REMEDY = Template("report.remedy", "Remedy: {help}")


def harmless(text: str) -> str:
    """`text` on one line, every control, format and invisible character as a visible escape.

    So is a `#` that would begin a command to a CI's log reader: GitHub's runner looks for `##[`, Azure's agent for `##vso[`, anywhere
    in a line.
    """
    if "##" in text:
        text = text.replace("##[", "#\\x23[").replace("##vso[", "#\\x23vso[")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def harmless_start(text: str) -> str:
    """A path that begins a line. GitHub's runner takes a line that begins with `::`, spaces before it included, for a command."""
    return "./" + text if text.lstrip().startswith(":") else text


def description(finding: "Finding") -> str:
    """What is wrong and what to do, in two sentences on one line."""
    return f"{_ended(harmless(finding.message))} {REMEDY(help=_ended(harmless(finding.help)))}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
