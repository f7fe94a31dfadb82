"""Hosts far from the credentials of a large text: whether one of them may be reported, so that the text must be read whole."""

import re
from bisect import bisect_right

from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.hosts import ACCOUNT_WORD, is_vtex_host
from vtexlint.credentials.placeholders import asks_for_account
from vtexlint.rules.insecure_host import SCHEME_WORDS
from vtexlint.rules.unknown_host import right_host
from vtexlint.text.patterns import lazy

_LABELS = lazy(r"vtex[\w-]{0,40}(?:\.[\w-]{1,40}){0,6}")
_BEFORE = 120  # characters before the word that may belong to its URL
_BACKWARDS = lazy(r"(?P<labels>[\w.-]*)(?:@[^\s\"'/@]*)?(?P<scheme>//:s?ptth)?")
_HTTP = lazy(rf"(?i)(?:{'|'.join(sorted(SCHEME_WORDS))})[\"']?\s{{0,20}}[:=]\s{{0,20}}[\"']?http(?::|://)?(?![\w:/])")
_HTTP_VALUE = rb"http(?::|://)?(?![\w:/])"
_LONGEST_SCHEME = 60  # characters of a name before `http`, with what separates the two
_AROUND = frozenset("/=.-")  # next to a word in brackets that is a part of an address
_WORD = lazy(rf"(?i){ACCOUNT_WORD}")


def may_report_hosts(text: str, found: CredentialSet) -> bool:
    """Whether a host of the text that was not read may be reported: VTEX does not have it, it is called over http, or awaits an account.

    `found`: what was found near the mentions; without a credential no host is reported.
    """
    if not any(one.is_field for one in found.credentials):
        return False
    is_set = any(one.is_set for one in found.credentials)
    if is_set and any(text[one.end() : one.end() + 1] in _AROUND or text[one.start() - 1] in _AROUND for one in _WORD.finditer(text)):
        return True
    read = sorted(host.span for host in found.hosts)
    seen = set()
    is_bare = False
    for match in _LABELS.finditer(text):
        at = bisect_right(read, (match.start(), len(text))) - 1
        if at >= 0 and match.start() < read[at].end:
            continue
        before = _BACKWARDS.match(text[max(0, match.start() - _BEFORE) : match.start()][::-1])
        assert before is not None  # it matches nothing, too
        host, scheme = before["labels"][::-1] + match[0], (before["scheme"] or "").lower()
        if (host, scheme) in seen:
            continue
        seen.add((host, scheme))
        is_of_vtex = is_vtex_host(host.lower())
        is_reported = scheme == "//:ptth" or (is_set and asks_for_account(host.partition(".")[0].lower()))
        if (is_of_vtex and is_reported) or right_host(host.lower(), has_scheme=bool(scheme)):
            return True
        is_bare = is_bare or (is_of_vtex and not scheme)
    return (is_bare or any(not host.scheme for host in found.hosts)) and _names_http(text)


def _names_http(text: str) -> bool:
    """Whether a field for the scheme of a URL has the value `http`. From the value on: a search without case is slow."""
    values = re.finditer(_HTTP_VALUE, text.encode("latin-1", "replace").lower())
    return any(_HTTP.search(text, max(0, one.start() - _LONGEST_SCHEME), one.end() + 1) for one in values)
