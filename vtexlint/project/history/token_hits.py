"""The real tokens that a blob was found to have, and how a blob is made a text."""

from collections.abc import Collection, Iterator, Mapping

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.text.source import UTF16_BOMS, Source, UndecodableError

if TYPE_CHECKING:
    from vtexlint.diagnostics import Finding
    from vtexlint.linter.file_result import FileResult, PendingFinding


class TokenHit(NamedTuple):
    """A real token: its SHA-256, the appKey that it is paired with ("" for none), and the finding; None if a comment silences it."""

    token: str
    key: str
    finding: "Finding | None"


def is_binary(data: bytes) -> bool:
    """Whether a file has NULs, but is not UTF-16."""
    return b"\0" in data and data[:2] not in UTF16_BOMS and data.count(0) * 3 <= len(data)


def text_of(path: str, data: bytes) -> Source | None:
    """The blob as text; None if it is binary."""
    try:
        return Source.from_bytes(path, data)
    except UndecodableError:
        if data.count(0) * 3 > len(data):  # UTF-16 without its mark
            return Source(path, data.replace(b"\0", b"").decode("latin-1"))
        return None


def keys_of(linted: "FileResult") -> dict[str, str]:
    """The appKey that each token is paired with, by the token's digest."""
    keys = {sighting.token: sighting.key for sighting in linted.sightings}
    if linted.parsed is not None:
        found = linted.parsed.found
        bare = load("vtexlint.linter.base64_text").keys_of_bare(found)
        keys = {one.shape.digest: bare[id(one)] for one in found.credentials if id(one) in bare} | keys
    return keys


def hits_of(
    examined: "FileResult", keys: Mapping[str, str], wanted: Collection[str] | None = None, *, suppressed: bool = False
) -> Iterator[TokenHit]:
    """The hits of a file, of the `wanted` tokens alone where these are given; `suppressed`: ignore comments have no effect."""
    for candidate in examined.pending:
        if candidate.token and candidate.requires_git_state == "tracked" and (wanted is None or candidate.token in wanted):
            finding = candidate.finding if suppressed else _unless_silenced(examined, candidate)
            yield TokenHit(candidate.token, keys.get(candidate.token, ""), finding)


def _unless_silenced(examined: "FileResult", candidate: "PendingFinding") -> "Finding | None":
    alone = examined._replace(pending=(candidate,), sightings=())
    findings: tuple[Finding, ...] = load("vtexlint.linter.conclude").conclude([alone], {examined.path: "tracked"}).findings
    return findings[0] if findings else None
