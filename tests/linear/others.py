"""Work on what is not a checked text: patterns of the settings, baselines, account snapshots, reports, filters, searches."""

import json
from collections.abc import Callable, Sequence
from datetime import date

from tests import fake
from tests.linear.cost import Work
from tests.linear.shapes import key, token
from tests.run import check, context_of
from vtexlint._startup.digests import digest
from vtexlint.accounts import load
from vtexlint.accounts.merge import merge
from vtexlint.diagnostics import Finding
from vtexlint.linter.baseline import Baseline, compare, entries_of, parse
from vtexlint.linter.baseline import render as render_baseline
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.mentions import mentions_in
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.report import LintResult
from vtexlint.linter.search import holds_token, search_bytes
from vtexlint.linter.token_prefilter import may_hold_token
from vtexlint.project.settings_file import parsed
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter
from vtexlint.text.globs import glob_matches
from vtexlint.text.source import Source

TODAY = date(2026, 1, 15)


def _pairs(count: int) -> str:
    return "".join(f"VTEX_{n}_APP_KEY='{key(n)} '\nVTEX_{n}_APP_TOKEN='{token(n)} '\n" for n in range(count))


def _outcome(count: int) -> LintResult:
    """The findings of `count` files that are alike."""
    outcome = check("a.env", _pairs(2), state="tracked", snippets=True)
    findings = tuple(
        one._replace(location=one.location._replace(path=f"{n}.env"), fingerprint=f"{digest(f'{n} {one.fingerprint}')[:32]}")
        for n in range(count)
        for one in outcome.findings
    )
    return outcome._replace(findings=findings)


def _findings(count: int) -> Sequence[Finding]:
    return _outcome(count).findings


def _glob(pattern: str, path: Callable[[int], str]) -> Callable[[int], Work]:
    return lambda size: lambda: [glob_matches(pattern, path(size)) for _ in range(20)]


def _report(name: str) -> Callable[[int], Work]:
    def prepared(size: int) -> Work:
        outcome = _outcome(size)
        return lambda: reporter(name)(outcome, Style())

    return prepared


def _baseline_read(size: int) -> Work:
    text = render_baseline(entries_of(_findings(size), str))
    return lambda: parse(text)


def _baseline_compared(size: int) -> Work:
    findings = _findings(size)
    baseline = Baseline(entries_of(findings, lambda path: f"old/{path}"))
    return lambda: compare(findings, baseline, str, lambda entry: True, lambda entry: True)


def _many_files(size: int) -> Work:
    result = lint_bytes("a.env", _pairs(1).encode(), context_of())
    results = [result._replace(path=f"{n}.env") for n in range(size)]
    return lambda: conclude(results, {})


def _snapshot(size: int) -> Work:
    keys = [{"id": str(n), "appKey": key(n), "appToken": token(n), "label": f"integration {n}", "isActive": True} for n in range(size)]
    data = json.dumps({"accountName": "fakestore", "isActive": True, "appKeys": keys}).encode()
    return lambda: merge([load.read("account.json", data)], TODAY)


def _export(size: int) -> Work:
    rows = "".join(f"{n},{fake.key(suffix='AAAAAA')},Catalog; Orders,erp {n},2025-01-02T03:04:05,,,active\n" for n in range(size))
    data = f"id,keyName,roles,label,creationDate,creationDateToken,creationDateNewToken,status\n{rows}".encode()
    return lambda: load.read("export.csv", data)


def _unlisted(size: int) -> Work:
    """Keys that a snapshot does not list, each compared with those that it does."""
    listed = [{"id": str(n), "appKey": fake.key(suffix=_suffix(n)), "label": "erp", "isActive": True} for n in range(size)]
    accounts = merge([load.read("account.json", json.dumps({"accountName": "fakestore", "appKeys": listed}).encode())], TODAY)
    text = "".join(f"VTEX_{n}_APP_KEY={fake.key(suffix=_suffix(n)[::-1])}\nVTEX_{n}_APP_TOKEN={token(n)}\n" for n in range(64))
    return lambda: check(".env", text, accounts=accounts)


def _suffix(number: int) -> str:
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _settings(line: Callable[[int], str]) -> Callable[[int], Work]:
    return lambda size: lambda: parsed("vtexlint.toml", line(size).encode())


# capitals that may be a token that is cut off, where another word of the file decides
_CUT = (b"ABCDFGHILM" * 7)[:64] + b".1234567.\n"


def _often(times: int, work: Work) -> Work:
    """Several times, instead of once on a large input.

    What does not fit in the processor's cache, and memory of more than 32 MB, which comes fresh from the system each time, cost more for
    each byte.
    """
    return lambda: [work() for _ in range(times)]


def _searched(unit: bytes, before: bytes = b"") -> Callable[[int], Work]:
    return lambda size: _often(8, lambda: search_bytes("a.py", before + unit * (512 * size // len(unit)), context_of()))


_T = token(0).encode()
SEARCHED = {
    "breaks-at-127": _searched(b"A" * 127 + b"."),
    "breaks-at-39": _searched(b"A" * 39 + b"."),
    "breaks-at-40": _searched(b"A" * 40 + b"."),
    "base64-of-tokens": _searched(fake.b64(token(0)).encode() + b" "),
    "base64-that-breaks": _searched(b"Q" * 159 + b"."),
    "alternating": _searched(b"A."),
    "every-eighth": _searched(b".......A"),
    "wide": _searched(("A" * 127 + ".").encode("utf-16-le")),
    "escapes": _searched(b"\\n" * 8 + b"A" * 100),
    "one-run": _searched(b"A"),
    "behind-a-token": _searched(b"A" * 127 + b".", _T + b" "),
    "parts-behind-a-token": _searched(b"A" * 60 + b'" + "', _T + b' "'),
}


def _mentioned(text: Callable[[int], str]) -> Callable[[int], Work]:
    def make(size: int) -> Work:
        source = Source("a.json", text(64 * size))
        return lambda: mentions_in(source, "json")

    return make


OTHERS: dict[str, Callable[[int], Work]] = {
    "glob-stars": _glob("*a*a*a*a*a*a*a*a*a*a*b", lambda n: "a" * n),
    "glob-few-stars": _glob("*a*a*b", lambda n: "a" * n),
    "glob-deep": _glob("**/a/**/a/**/b", lambda n: "a/" * n),
    "glob-braces": _glob("{a,b}{a,b}{a,b}*a*a*a*c", lambda n: "ab" * n),
    "glob-long": lambda size: lambda: glob_matches("*a" * (2 * size), "a" * 200),
    "glob-many-braces": lambda size: lambda: glob_matches("{a}" * (16 * size) + "*a*a*a*b", "a" * 200),
    "settings-globs": _settings(lambda n: "exclude = [" + "'*a*b', " * n + "]\n"),
    "settings-names": _settings(lambda n: "extra-key-names = [" + ", ".join(f"'A{k}_KEY'" for k in range(n)) + "]\n"),
    "baseline-read": _baseline_read,
    "baseline-compared": _baseline_compared,
    "many-files-of-one-pair": _many_files,
    "account-snapshot": _snapshot,
    "account-export": _export,
    "unlisted-keys": _unlisted,
    "prefilter": lambda size: lambda: may_hold_credentials(b"appkey vtex \\u0041" * 256 * size),
    "prefilter-letters": lambda size: lambda: may_hold_credentials((b"A" * 63 + b"\n") * 256 * size),
    "prefilter-cut-capitals": lambda size: lambda: may_hold_credentials(_CUT * 256 * size),
    "mentions-cut-capitals": lambda size: lambda: mentions_in(Source("a.env", f"token=1\n{(_CUT * 256 * size).decode()}"), "dotenv"),
    "mentions-one-text": _mentioned(lambda n: '["' + "the vtex app key " * n + '"]'),
    "mentions-texts": _mentioned(lambda n: '["' + ("a" * 200 + ' vtex app key","') * n + '"]'),
    "mentions-quotes": _mentioned(lambda n: '["' + 'vtex key \\"' * n + '"]'),
    "mentions-backslashes": _mentioned(lambda n: '["' + "\\\\" * n + "vtex key " * n + '"]'),
    "mentions-no-quotes": _mentioned(lambda n: "vtex app key " * n),
    "mentions-no-end": _mentioned(lambda n: '["' + "vtex app key " * n),
    "mentions-lines": _mentioned(lambda n: '["' + "\\n\\n\\n - " * n + "vtex app key " * n + '"]'),
    "mentions-hosts": _mentioned(lambda n: '["https://a.myvtex.com", "key", "token"],' * n),
    "prefilter-base64": lambda size: _often(256, lambda: may_hold_credentials(b"kind: Secret\n" + b"QUFB" * 4 * size)),
    "token-filter": lambda size: lambda: may_hold_token((token(0)[:127] + "a").encode() * 64 * size),
    "token-search": lambda size: lambda: holds_token((token(0)[:120] + "\n").encode() * 64 * size),
    "token-search-findings": lambda size: (
        lambda: search_bytes(
            "a.py", "".join(f"a = '{token(n)}'  # vtexlint: ignore[committed-secret]\n" for n in range(size)).encode(), context_of()
        )
    ),
    "token-search-one-line": lambda size: lambda: search_bytes("a.js", " ".join(map(token, range(size))).encode(), context_of()),
    "token-search-quotes": lambda size: lambda: search_bytes("a.py", ('"' + "A" * 41 + '" + ').encode() * 16 * size, context_of()),
    **{f"search-{name}": work for name, work in SEARCHED.items()},
    **{f"report-{name}": _report(name) for name in FORMATS},
}
