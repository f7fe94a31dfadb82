"""Addresses of calls: what kind of host one has, its account, and the parts of its path."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.accounts import account_of_url, is_no_account
from vtexlint.credentials.hosts import is_vtex_host
from vtexlint.text.suggestions import redact

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
VARIABLE = "\0"
"""In place of a part of an address that a program fills in: `{{account}}`, `${id}`, `<orderId>`."""

# kinds of hosts that are not one certain host
ACCOUNT, PAYMENTS, UNKNOWN = "account", "payments", "unknown"

_FILLED_IN = re.compile(r"\{\{[^{}]*\}\}|[$#%]?\{[^{}\n]*\}|\$\([^()\n]*\)|\$[A-Za-z_]\w*|<[\w .-]+>|%7[Bb][^%/]*%7[Dd]")
_ADDRESS = re.compile(
    r"(?:(?P<scheme>[A-Za-z]{2,10}):)?(?P<slashes>//)?(?:[^/?#@]{0,200}@)?(?P<host>[^/?#:]*)(?::[\d\0]*)?(?P<path>[^?#]*).*", re.DOTALL
)
_ENVIRONMENT = re.compile(
    r"(?P<label>[^.]+)\.(?P<domain>vtexcommercestable|vtexcommercebeta|myvtex|vtexpayments|\0)\.com(?:\.br)?", re.IGNORECASE
)
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_SERVICES = frozenset({"api", "portal", "logistics", "rnb", "pcs", "prchub", "oms", "vtexid", "licensemanager"})


class Address(NamedTuple):
    """`host`: a kind, or a certain host in lowercase. `account`: "" if it is not known. `segments`: of the path, VARIABLE where filled in.

    `is_foreign`: the host is known, and VTEX does not have it.
    """

    host: str
    account: str
    segments: tuple[str, ...]
    is_foreign: bool = False

    @property
    def shown(self) -> str:
        """The path as a report shows it."""
        return shown_path(self.segments)


def shown_path(segments: tuple[str, ...]) -> str:
    """A path, with `{...}` for what is filled in, and without what may be a secret."""
    return "/" + "/".join([redact(part.replace(VARIABLE, "{...}")) for part in segments])


def address_of(text: str) -> Address | None:
    """The address that a text is: a URL, one without its scheme, or only a path. None if it is not an address."""
    plain = _FILLED_IN.sub(VARIABLE, text.strip().strip("\"'`"))
    match = _ADDRESS.fullmatch(plain)
    if match is None or any(character.isspace() for character in plain):
        return None
    host, path = match["host"].lower(), match["path"]
    if not match["slashes"] and (not host or ("." not in host and VARIABLE not in host and host != "localhost")):
        host, path = "", f"/{host}{path}" if host else path
    kind, account = host_of(host)
    is_foreign = "." in kind and not is_vtex_host(kind) and not kind.endswith(".vtexcommerce")
    segments = _segments(path)
    if not account and not is_foreign:  # another host's path may quote an address of VTEX
        account = account_of_url("https://" + plain[match.start("host") :])
    if not segments and kind == UNKNOWN:
        return None
    return Address(kind, "" if is_no_account(account) else account, segments, is_foreign)


def _segments(path: str) -> tuple[str, ...]:
    """The parts of a path as a server compares them: without empty ones and `..`, and letters, digits, `-._~` plain (RFC 3986, 6.2.2)."""
    found: list[str] = []
    for part in _ESCAPED.sub(_plain, path).split("/"):
        if part == "..":
            del found[-1:]
        elif part not in ("", "."):
            found.append(part)
    return tuple(found)


def _plain(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isascii() and (character.isalnum() or character in "-._~") else match[0]


def host_of(host: str) -> tuple[str, str]:
    """The kind of a host, else the host itself; and the account that it names."""
    match = _ENVIRONMENT.fullmatch(host)
    if match is not None:
        label, domain = match["label"].lower(), match["domain"].lower()
        if label in _SERVICES and domain != "myvtex":
            return f"{label}.vtexcommerce", ""
        name = label.rpartition("--")[2]
        return PAYMENTS if domain == "vtexpayments" else ACCOUNT, "" if VARIABLE in name else name
    if not host or VARIABLE in host:
        return UNKNOWN, ""
    return host, ""
