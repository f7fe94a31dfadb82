"""Values and files that were reported wrongly, or not at all; and helps that must be true for the case."""

import json
from typing import Literal

import pytest

from tests.fake import KEY, TOKEN, b64
from tests.run import check, rules
from vtexlint.diagnostics import Exposure
from vtexlint.project.check_file import COULD_NOT_BE_CHECKED
from vtexlint.project.read_file import CANNOT_BE_OPENED, TOO_LARGE
from vtexlint.rules.session_token import SessionByExposure
from vtexlint.rules.unreadable_file import help_for
from vtexlint.text.messages import Message
from vtexlint.text.source import NUL_BYTE

PAIR = {"vtexAppKey": KEY, "vtexAppToken": TOKEN}


def env(key: str = KEY, token: str = TOKEN, prefix: str = "") -> str:
    return f"{prefix}VTEX_APP_KEY={key}\n{prefix}VTEX_APP_TOKEN={token}\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # not valid, and nothing else is wrong
        ("a.yaml", f"a: *nope\nvtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n", ["syntax-error"]),
        ("a.json", f'{{"vtexAppKey" "{KEY}", "vtexAppToken": "{TOKEN}"}}', ["syntax-error"]),
        ("a.json", f'{{"vtexAppKey": "{KEY}", "vtexAppToken" "{TOKEN}"}}', ["syntax-error"]),
        # a Secret's empty values
        *(
            ("a.yaml", f"kind: Secret\ndata:\n  VTEX_APP_KEY: {value}\n  VTEX_APP_TOKEN: {b64(TOKEN)}\n", ["empty-value"])
            for value in ('""', b64(" "), b64("\n"), b64("  "), b64(" " * 9), b64(" " * 12 + "\n"))
        ),
        ("a.yaml", "kind: Secret\ndata:\n  VTEX_APP_KEY: ICAgICAgICAg\n  VTEX_APP_TOKEN: Cg==\n", []),
        # letters that are not random
        *((".env", env(token=token[:128]), ["unfilled-placeholder"]) for token in ("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 5, "A" * 128)),
        # a name of where the value is
        *((".env", f"{name}=vault\n", []) for name in ("VTEX_API_TOKEN_SOURCE", "VTEX_APP_TOKEN_FILE", "VTEX_TOKEN_PROVIDER")),
        # templates and copies of formats with a dialect
        ("a.json5.tmpl", f"{{vtexAppKey: '{KEY}', // c\n vtexAppToken: '{TOKEN}'}}", []),
        ("a.jsonl.bak", json.dumps(PAIR) + "\n" + json.dumps({"a": 1}) + "\n", []),
        # documents inside values
        ("a.yaml", f"data: |\n  VTEX_APP_KEY={KEY}\nx: 1\n", ["missing-token"]),
        ("a.yaml", "kind: ConfigMap\ndata:\n  .env: |\n    VTEX_APP_KEY=\n    VTEX_APP_TOKEN=\n", []),
        # a real value next to a placeholder
        (".env", env(token="<your-token>"), ["unfilled-placeholder"]),
        (".env", env(key="<your-key>"), ["unfilled-placeholder"]),
        # other credentials
        *(
            (".env", env(token=f"https://share.vtex.com/{path}credentials/abc"), ["wrong-credential"])
            for path in ("", "en/", "pt/", "pt-br/")
        ),
        *((".env", env(key=f"ana@{host}"), ["wrong-credential"]) for host in ("corp.internal", "corp.local", "tienda.com.ar")),
        # prefixes that publish a variable
        *((".env", env(prefix=prefix), ["client-exposed-secret"]) for prefix in ("SANITY_STUDIO_", "STORYBOOK_", "PLASMO_PUBLIC_", "BUN_PUBLIC_")),
    ],
)  # fmt: skip
def test_what_is_reported(name: str, text: str, expected: list[str]) -> None:
    assert rules(name, text) == expected


def test_a_real_key_with_a_placeholder_is_a_warning() -> None:
    [finding] = check(".env", env(token="<your-token>")).findings
    assert finding.severity.word == "warning"


# a backslash before a quote is a part of the delimiter


@pytest.mark.parametrize(
    ("before", "after", "described"),
    [
        ('\\"', '\\"', 'the appToken contains a stray `\\"`'),
        ("\\'", "\\'", "the appToken contains a stray `\\'`"),
        ('\\\\\\"', '\\\\\\"', 'the appToken contains a stray `\\"`'),
        ("", '\\"', 'the appToken contains a stray `\\"`'),
        ('\\"', '\\",', 'the appToken contains a stray `\\"` and a stray `,`'),
    ],
)
def test_a_backslash_before_a_stray_quote(before: str, after: str, described: str) -> None:
    [finding] = check("a.json", json.dumps({**PAIR, "vtexAppToken": before + TOKEN + after})).findings
    assert (finding.rule, finding.fix and finding.fix.safety) == ("stray-delimiter", "safe")
    assert str(finding.message).startswith(described)
    # the value within is checked, once
    assert rules("a.json", json.dumps({**PAIR, "vtexAppToken": before + TOKEN.lower() + after})) == ["stray-delimiter", "token-casing"]


def test_a_backslash_alone_is_not_a_delimiter() -> None:
    for token in (TOKEN + "\\", "\\" + TOKEN, TOKEN[:60] + "\\" + TOKEN[60:]):
        assert rules("a.json", json.dumps({**PAIR, "vtexAppToken": token})) == ["malformed-token"]


# helps

REMOVE = "remove the value: use a reference (`${NAME}`) or a secret store"
IGNORE = "add this file to .gitignore before the next `git add`"


@pytest.mark.parametrize(
    ("name", "text", "help"),
    [
        (".env", env(), IGNORE),
        ("prod.env", env(), IGNORE),
        (".env.example", env(), REMOVE),
        ("package.json", json.dumps({"config": PAIR}), REMOVE),
        ("docker-compose.yml", f"services:\n  a:\n    environment:\n      - VTEX_APP_KEY={KEY}\n      - VTEX_APP_TOKEN={TOKEN}\n", REMOVE),
        (".github/workflows/ci.yml", f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: {TOKEN}\n", REMOVE),
    ],
)
def test_what_to_do_with_a_file_that_git_does_not_ignore(name: str, text: str, help: str) -> None:
    [finding] = [f for f in check(name, text, state="untracked").findings if f.rule == "unprotected-secret"]
    assert finding.help == help
    assert (".gitignore" in finding.help) is (help == IGNORE)


def test_no_reference_is_advised_where_loaders_do_not_resolve_it() -> None:
    [finding] = check(".env", f"VTEX_APP_KEY={KEY}\n").findings
    assert finding.help == (
        "add the appToken of this pair (VTEX rejects a key alone: 401 or 403); not needed if the program has it in its environment"
    )
    [finding] = check("a.toml", f"[vars]\nVTEX_APP_KEY = '{KEY}'\n").findings
    assert finding.help == "add the appToken of this pair, or a reference to it; not needed if the token comes from a secret store"


@pytest.mark.parametrize(
    ("reason", "help"),
    [
        (NUL_BYTE(), "save it as text (UTF-8)"),
        (CANNOT_BE_OPENED(reason="permission denied"), "make the file readable"),
        (TOO_LARGE(limit=1), "raise `max-file-size`"),
        (COULD_NOT_BE_CHECKED(error="ValueError"), "look for credentials in it yourself"),
    ],
)
def test_what_to_do_with_a_file_that_was_not_read(reason: Message, help: str) -> None:
    assert help_for(reason).startswith(help)


@pytest.mark.parametrize(
    ("reach", "message", "help"),
    [
        ("pushed", "is committed", "the history keeps it"),
        ("committed", "is committed", "the history keeps it"),
        ("removed", "HEAD still contains", "the history keeps it"),
        ("staged", "is staged", "before the next commit"),
        ("modified", "uncommitted", "before the next `git add` stages it"),
        ("unknown", "this file is tracked", "could not be determined"),
    ],
)
def test_a_session_token_is_called_committed_only_if_it_is(
    reach: Literal["pushed", "committed", "removed", "staged", "modified", "unknown"], message: str, help: str
) -> None:
    found = SessionByExposure("fakestore", "2026-01-16 00:00 UTC").words(Exposure(reach))
    assert message in found[0]
    assert help in found[1]
    assert ("is committed" in found[0]) is (message == "is committed")
