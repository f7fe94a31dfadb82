"""Recognize files that vtexlint wrote, by how they start: its reports and baselines are not linted.

They are searched for exact tokens nevertheless: they contain none, so what has one only looks like a report.
"""

_HEAD = 4096
_BLANKS = b" \t\r\n"
_VERSION = b'{"version":'
_TOOL = b',"tool":{"name":"vtexlint"'
_SALT = b',"salt":"'  # of a baseline with damaged tokens
_FINDINGS = b',"findings":[{"'
_FINGERPRINT = b'"fingerprint":"'
_SARIF_DRIVER = b'"runs":[{"tool":{"driver":{"name":"vtexlint"'
_RDJSON = b'{"source":{"name":"vtexlint"},"diagnostics":['
_GITLAB_SECRETS = b',"scan":{"analyzer":{"id":"vtexlint"'
_GITLAB = (b'[{"description":"', b'","check_name":"', b'","fingerprint":"')


def is_own_report(data: bytes) -> bool:
    """Whether a file is a JSON, SARIF, GitLab or reviewdog report, or a baseline, as vtexlint writes them."""
    if data[:1] not in (b"{", b"["):
        return False
    head = data[:_HEAD].translate(None, _BLANKS)
    if head.startswith(_RDJSON):
        return True
    if head.startswith(_VERSION):
        if _GITLAB_SECRETS in head[:100]:
            return True
        start = head.find(b",")
        if head.startswith(_SALT, start):
            start = head.find(b",", start + len(_SALT))
        return head.startswith(_TOOL, start) or (head.startswith(_FINDINGS, start) and _FINGERPRINT in head)
    if head.startswith(b'{"$schema":"'):
        return _SARIF_DRIVER in head[:400]
    description, name, fingerprint = _GITLAB
    return head.startswith(description) and -1 < head.find(name) < head.find(fingerprint)
