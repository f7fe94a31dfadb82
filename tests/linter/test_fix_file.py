"""The applier of fixes: what it writes holds the right values and nothing else that is new."""

import json
from collections import Counter
from typing import Any

import pytest

from tests import fake
from tests.fake import KEY, TOKEN, key, token
from tests.linter.repaired import DEFAULTS, FIXED_RULES, LOWER, repair, rules_in, text_of
from vtexlint.fixes import values
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.settings import Settings
from vtexlint.text.source import Source

# every syntax by hand: what stands there, and what must stand there afterwards

SECRET = "kind: Secret\ndata:\n  VTEX_APP_KEY: {}\n  VTEX_APP_TOKEN: {}\n"


PACKED = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nA=b\n"


MENDED = [
    # .env: blanks, quotes, export, comments, another loader's colon
    (".env", f"VTEX_APP_KEY={KEY}\nexport VTEX_APP_TOKEN = {TOKEN}  \n", f"VTEX_APP_KEY={KEY}\nexport VTEX_APP_TOKEN={TOKEN}\n"),
    (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN= '{TOKEN}' # c\n", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN}' # c\n"),
    (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{TOKEN}\\n"\n', f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{TOKEN}"\n'),
    (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}   # c\n", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}   # c\n"),
    (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=  {TOKEN}   # c\n", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}   # c\n"),
    (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{TOKEN}",\n', f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"),
    (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{TOKEN[:64]}\n{TOKEN[64:]}"\nA=b\n', f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{TOKEN}"\nA=b\n'),
    (".env", f"VTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN= {TOKEN}\r\n", f"VTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN={TOKEN}\r\n"),
    (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=${{T:-{TOKEN} }}\n", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=${{T:-{TOKEN}}}\n"),
    # a list item's `NAME=value` in a block: its last line break goes in the header
    ("a.yaml", f"environment:\n- |\n  VTEX_APP_KEY={TOKEN}\n- |-\n  VTEX_APP_TOKEN={KEY}\n", f"environment:\n- |-\n  VTEX_APP_KEY={KEY}\n- |-\n  VTEX_APP_TOKEN={TOKEN}\n"),
    ("a.yaml", f"environment:\n- VTEX_APP_KEY={KEY}\n- >+\n  VTEX_APP_TOKEN={TOKEN}\n\n- A=b\n", f"environment:\n- VTEX_APP_KEY={KEY}\n- >-\n  VTEX_APP_TOKEN={TOKEN}\n\n- A=b\n"),
    # YAML: plain, quoted, flow, blocks of both kinds and every chomping, anchors, tags
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: '{TOKEN}, ' # c\n", f"vtex:\n  appKey: {KEY}\n  appToken: '{TOKEN}' # c\n"),
    ("a.yaml", f'vtex: {{appKey: {KEY}, appToken: "\\u200b{TOKEN}\\x20"}}\n', f'vtex: {{appKey: {KEY}, appToken: "{TOKEN}"}}\n'),
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: |\n    {TOKEN}\n", f"vtex:\n  appKey: {KEY}\n  appToken: |-\n    {TOKEN}\n"),
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: |+ # c\n    {TOKEN}\n\n\nb: 1\n", f"vtex:\n  appKey: {KEY}\n  appToken: |- # c\n    {TOKEN}\n\n\nb: 1\n"),
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: >\n    {TOKEN[:64]}\n    {TOKEN[64:]}  \nb: 1\n", f"vtex:\n  appKey: {KEY}\n  appToken: >-\n    {TOKEN}\nb: 1\n"),
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: &t !!str |-\n    {TOKEN} \n", f"vtex:\n  appKey: {KEY}\n  appToken: &t !!str |-\n    {TOKEN}\n"),
    ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: >-\n\n    {TOKEN}\nb: 1\n", f"vtex:\n  appKey: {KEY}\n  appToken: >-\n    {TOKEN}\nb: 1\n"),
    ("a.yaml", f"vtex:\r\n  appKey: {KEY}\r\n  appToken: |\r\n    {TOKEN}\r\n", f"vtex:\r\n  appKey: {KEY}\r\n  appToken: |-\r\n    {TOKEN}\r\n"),
    ("a.yaml", f"x: &t '{TOKEN} '\nvtex: {{appKey: {KEY}, appToken: *t}}\n", f"x: &t '{TOKEN}'\nvtex: {{appKey: {KEY}, appToken: *t}}\n"),
    ("a.yaml", f"environment:\n  - VTEX_APP_KEY={KEY}\n  - 'VTEX_APP_TOKEN={TOKEN} '\n", f"environment:\n  - VTEX_APP_KEY={KEY}\n  - 'VTEX_APP_TOKEN={TOKEN}'\n"),
    ("a.yaml", f"- {{name: VTEX_APP_KEY, value: '{KEY}'}}\n- name: VTEX_APP_TOKEN\n  value: |\n    {TOKEN}\n", f"- {{name: VTEX_APP_KEY, value: '{KEY}'}}\n- name: VTEX_APP_TOKEN\n  value: |-\n    {TOKEN}\n"),
    # JSON and JSON5: escapes
    ("a.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": f"\ufeff\t{TOKEN}"}), json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN})),
    ("a.json5", f"{{vtexAppKey: '{KEY}', vtexAppToken: '{TOKEN[:64]}\\\n{TOKEN[64:]}\\x20',}}", f"{{vtexAppKey: '{KEY}', vtexAppToken: '{TOKEN}',}}"),
    # TOML: all kinds of strings
    ("a.toml", f"[vtex]\napp_key = '{KEY} '\napp_token = \"\\u0020{TOKEN}\"\n", f"[vtex]\napp_key = '{KEY}'\napp_token = \"{TOKEN}\"\n"),
    ("a.toml", f"[vtex]\napp_key = '''\n{KEY}\n'''\napp_token = \"{TOKEN}\"\n", f"[vtex]\napp_key = '''\n{KEY}'''\napp_token = \"{TOKEN}\"\n"),
    ("a.toml", f'[vtex]\napp_key = "{KEY}"\napp_token = """\n{TOKEN[:60]}\\\n   {TOKEN[60:]} """\n', f'[vtex]\napp_key = "{KEY}"\napp_token = """\n{TOKEN}"""\n'),
    # base64: decoded, mended, encoded again; also where it was wrapped, or holds a file
    ("a.yaml", SECRET.format(fake.b64(KEY), fake.b64(TOKEN + "\n")), SECRET.format(fake.b64(KEY), fake.b64(TOKEN))),
    ("a.yaml", SECRET.format(fake.b64(KEY), "|\n    " + fake.b64(TOKEN + "\n")[:76] + "\n    " + fake.b64(TOKEN + "\n")[76:]), SECRET.format(fake.b64(KEY), "|-\n    " + fake.b64(TOKEN))),
    ("a.yaml", f"kind: Secret\ndata:\n  .env: {fake.b64(PACKED.replace('=', ' = ', 1))}\n", f"kind: Secret\ndata:\n  .env: {fake.b64(PACKED)}\n"),
    # documents inside strings
    ("a.yaml", f"kind: ConfigMap\ndata:\n  .env: |\n    VTEX_APP_KEY={KEY}\n    VTEX_APP_TOKEN= {TOKEN}\n    B=c\n", f"kind: ConfigMap\ndata:\n  .env: |\n    VTEX_APP_KEY={KEY}\n    VTEX_APP_TOKEN={TOKEN}\n    B=c\n"),
    (".env", 'VTEX=' + json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN + " ", "b": "é\n"}) + "\n", 'VTEX=' + json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN, "b": "é\n"}) + "\n"),
    ("a.json", json.dumps({"env": json.dumps({"vtexAppKey": KEY + '"', "vtexAppToken": TOKEN, "b": "\n"})}), json.dumps({"env": json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN, "b": "\n"})})),
    ("a.yaml", f"data:\n  vtex.yaml: |\n    vtex:\n      appKey: {KEY}\n      appToken: |\n        {TOKEN}\n    b: 1\n", f"data:\n  vtex.yaml: |\n    vtex:\n      appKey: {KEY}\n      appToken: |-\n        {TOKEN}\n    b: 1\n"),
    # swapped, also in different spellings, and with other faults on top
    ("a.yaml", f"vtex:\n  appKey: >\n    {TOKEN}\n  appToken: '{KEY}'\n", f"vtex:\n  appKey: >-\n    {KEY}\n  appToken: '{TOKEN}'\n"),
    ("a.yaml", f"b: &b\n  appKey: {TOKEN}\n  appToken: {KEY}\nvtex:\n  <<: *b\n", f"b: &b\n  appKey: {KEY}\n  appToken: {TOKEN}\nvtex:\n  <<: *b\n"),
    ("a.yaml", SECRET.format(fake.b64(TOKEN + "\n"), fake.b64(KEY)), SECRET.format(fake.b64(KEY), fake.b64(TOKEN))),
    # comments that silence nothing
    ("a.json", f'{{"vtexAppKey": "{KEY}", // vtexlint: ignore[key-casing]\n "vtexAppToken": "{TOKEN}"}}', f'{{"vtexAppKey": "{KEY}",\n "vtexAppToken": "{TOKEN}"}}'),
    ("a.json", f'{{"vtexAppKey": /* vtexlint: ignore[key-casing] */ "{KEY}", "vtexAppToken": "{TOKEN}"}}', f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}"}}'),
    (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n# vtexlint: ignore[key-casing]", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}"),
    (".env", f"# vtexlint: ignore-file[key-casing]\r\nVTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN={TOKEN}", f"VTEX_APP_KEY={KEY}\r\nVTEX_APP_TOKEN={TOKEN}"),
    (".env", f"VTEX_APP_KEY={KEY} # ours; vtexlint: ignore[key-casing] for ever\nVTEX_APP_TOKEN={TOKEN}\n", f"VTEX_APP_KEY={KEY} # ours; for ever\nVTEX_APP_TOKEN={TOKEN}\n"),
    (".env", f"# vtexlint: ignore[missing-token, key-casing, xyzzy]\nVTEX_APP_KEY={KEY}\n", f"# vtexlint: ignore[missing-token]\nVTEX_APP_KEY={KEY}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), MENDED)
def test_every_syntax(path: str, text: str, expected: str) -> None:
    assert text_of(path, text) == expected
    assert FIXED_RULES.isdisjoint(rules_in(path, expected))
    # how a .env file's value is quoted is another rule's matter
    assert text_of(path, expected, unsafe=True, settings=Settings(ignore=("loader-dependent-value",))) == expected


def test_backticks_go_only_when_asked_for() -> None:
    """Half of the loaders keep them: loader-dependent-value, whose fix is unsafe."""
    text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=`{TOKEN}\t`"
    assert text_of(".env", text) == f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=`{TOKEN}`"
    assert text_of(".env", text, unsafe=True) == f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}"


def safeties(path: str, text: str) -> dict[str, str | None]:
    source = Source(path, text)
    findings = conclude([lint_file(source, format_of(path) or guess_format(text))], {}).findings
    return {f.rule: f.fix and f.fix.safety for f in findings}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        # the result has not the exact shape
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN[1:]} '\n", {"surrounding-whitespace": "unsafe", "malformed-token": None}),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{LOWER} '\n", {"surrounding-whitespace": "unsafe", "token-casing": "unsafe"}),
        (".env", f"VTEX_APP_KEY='{KEY[:-1]} A'\nVTEX_APP_TOKEN={TOKEN}\n", {"inner-whitespace": "safe"}),
        # another letter may have been meant
        (".env", f"VTEX_APP_KEY='{KEY.replace('-', '–', 1)} '\nVTEX_APP_TOKEN={TOKEN}\n", {"surrounding-whitespace": "unsafe", "lookalike-character": "unsafe"}),
        # an account's case is not known, the prefix's and the capitals' are
        (".env", f"VTEX_APP_KEY='{KEY.upper()} '\nVTEX_APP_TOKEN={TOKEN}\n", {"surrounding-whitespace": "unsafe", "key-casing": "unsafe"}),
        (".env", f"VTEX_APP_KEY='{KEY.lower()} '\nVTEX_APP_TOKEN={TOKEN}\n", {"surrounding-whitespace": "safe", "key-casing": "safe"}),
        # the two halves stand apart, and are taken for a pair by their names alone
        (".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_KEY={token(1)}\nVTEX_APP_TOKEN={KEY}\n", {"swapped-values": "unsafe", "duplicate-name": None}),
        (".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\nVTEX_APP_TOKEN={key(suffix='BBBBBB')}\n", {"swapped-values": "unsafe", "duplicate-name": None}),
        # words of a text, and what is left of a value in parts
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=Kjhgfd qwerty ZXCVB producao\n", {"inner-whitespace": None, "malformed-token": None}),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=Kjhgfd\u00a0qwerty ZXCVB\n", {"inner-whitespace": None, "invisible-character": None, "malformed-token": None}),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN.lower()[:60]} {TOKEN[60:]}\n", {"inner-whitespace": "unsafe", "token-casing": "unsafe"}),
        # `Bearer` and names, whatever parts them from the value
        *(
            (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{front}{TOKEN}"\n', {"stray-delimiter": "safe"})
            for front in ("AppToken ", "Bearer\\n", "Bearer\t", "X-VTEX-API-AppToken\\n", "X-VTEX-API-AppToken:\\n ")
        ),
        (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="Bearer\u00a0{TOKEN}"\n', {"stray-delimiter": "safe", "invisible-character": "safe"}),
        (".env", f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="Bearer\\n{TOKEN[1:]}"\n', {"inner-whitespace": None, "malformed-token": None, "loader-dependent-value": None}),
        ("a.yaml", f"VTEX_APP_KEY: {TOKEN}\n---\nVTEX_APP_TOKEN: {KEY}\n", {"swapped-values": "unsafe"}),
        (".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY.lower()}\n", {"swapped-values": "unsafe", "key-casing": None}),
        # half a swap: what belongs there is not in the file
        (".env", f"VTEX_APP_KEY={TOKEN}\n", {"swapped-values": None}),
        # an anchor that somebody else reads, in its own right
        ("a.yaml", f"x: &a {TOKEN}\nvtex: {{appKey: *a, appToken: {KEY}}}\n", {"swapped-values": None}),
        # no parser understands the file: it is read line by line
        ("a.yaml", f"{{{{ if x }}}}\nvtexAppKey: '{KEY} '\nvtexAppToken: {TOKEN}\n{{{{ end }}}}\n", {"surrounding-whitespace": "unsafe"}),
        ("a.yaml", f"{{{{ if x }}}}\nvtexAppKey: {KEY}\nvtexAppToken: |\n  {TOKEN}\n{{{{ end }}}}\n", {"surrounding-whitespace": None}),
        # an indentation digit
        ("a.yaml", f"vtexAppKey: {KEY}\nvtexAppToken: |2\n   {TOKEN}\n", {"surrounding-whitespace": None}),
        # a document in a document in base64
        ("a.yaml", f"kind: Secret\ndata:\n  a.json: {fake.b64(json.dumps({'e': json.dumps({'vtexAppKey': KEY + ' ', 'vtexAppToken': TOKEN})}))}\n", {"surrounding-whitespace": None}),
        # a value that would need escapes, or is too short to be known
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=' a\"b$c{TOKEN[:90]}'\n", {"surrounding-whitespace": None, "malformed-token": None}),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=' QWZRT'\n", {"surrounding-whitespace": None, "malformed-token": None}),
        # comments: what was surely meant is not taken away unasked
        (".env", f"# vtexlint: ignore[surounding-whitespace]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", {"unknown-suppression": "unsafe"}),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n# vtexlint: ignore-file[key-casing]\n", {"unknown-suppression": "unsafe"}),
        (".env", f"# vtexlint: ignore[xyzzy]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", {"unknown-suppression": "safe"}),
        # the whole run alone can tell: the other file may not be among those that are checked now
        (".env", f"# vtexlint: ignore[conflicting-pair]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", {"unused-suppression": None}),
    ],
)  # fmt: skip
def test_safety(path: str, text: str, expected: dict[str, str | None]) -> None:
    assert safeties(path, text) == expected


def test_a_fix_of_what_was_silenced_is_withheld() -> None:
    text = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[stray-delimiter]\nVTEX_APP_TOKEN=' {TOKEN};'\n"
    assert safeties(".env", text) == {"surrounding-whitespace": None}
    assert repair(".env", text, unsafe=True).after.source.text == text
    off = Settings(ignore=("stray-delimiter",))
    assert repair(".env", text.replace("# vtexlint", "# "), unsafe=True, settings=off).after.source.text == text.replace("# vtexlint", "# ")


def test_a_name_that_the_whole_run_needs_stays_in_the_comment() -> None:
    text = f"# vtexlint: ignore[conflicting-pair, key-casing]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    assert text_of(".env", text) == text.replace(", key-casing", "")


def test_what_is_fixed_is_counted_once_each() -> None:
    done = repair(".env", f"VTEX_APP_KEY={TOKEN} \nVTEX_APP_TOKEN=' {KEY},'\n# vtexlint: ignore[key-casing, xyzzy]\n")
    assert Counter(f.rule for f in done.fixed) == {
        "surrounding-whitespace": 2, "stray-delimiter": 1, "swapped-values": 1, "unused-suppression": 1, "unknown-suppression": 1,
    }  # fmt: skip
    assert done.after.source.text == f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN}'\n"


def test_a_fix_that_would_do_something_else_is_refused_and_the_others_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from vtexlint.fixes import edits

    honest = edits.edits_for

    def wrong(values: Any) -> Any:
        edits = honest(values)
        return edits and tuple(e._replace(span=e.span._replace(start=e.span.start - 1)) if "key" in e.text.reveal() else e for e in edits)

    monkeypatch.setattr(values, "edits_for", wrong)
    done = repair("a.json", json.dumps({"vtexAppKey": KEY + " ", "vtexAppToken": TOKEN + "\n", "b": 1}))
    assert [(f.rule, f.location.start.column) for f, _ in done.refused] == [("surrounding-whitespace", 17)]
    assert done.after.source.text == json.dumps({"vtexAppKey": KEY + " ", "vtexAppToken": TOKEN, "b": 1})
    assert [f.rule for f in conclude([done.result], {}).findings] == ["surrounding-whitespace"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("a: 1\nvtexAppKey: 'K '\n", "a: 1\nvtexAppKey: 'K\n", "has a syntax error"),
        ("a: 1\nb: 2\n", "a: 1\nb: 3\n", "another value would change"),
        ("a: 1\nb: 2\n", "a: 1\n", "more or fewer"),
        ("a: 1 # c\n", "a: 1 # d\n", "a comment would change"),
        ("a: '1'\n", "a: 1\n", "other names or types"),
        ("a: x\n", "b: x\n", "other names"),
        ("a: {b: x}\n", "a: [b, x]\n", "structure"),
    ],
)
def test_every_difference_is_seen(before: str, after: str, words: str) -> None:
    from vtexlint.linter.parse_file import parse_file
    from vtexlint.linter.verify_fix import verify_fix

    one, other = (parse_file(Source("a.yaml", text), "yaml", DEFAULTS) for text in (before, after))
    assert verify_fix(one, one, ()) is None
    assert words in (verify_fix(one, other, ()) or "")


def test_a_text_that_the_encoding_cannot_hold_is_seen() -> None:
    from vtexlint.linter.parse_file import parse_file
    from vtexlint.linter.verify_fix import verify_fix

    source = Source.from_bytes("a.yaml", "a: é\n".encode("latin-1"))
    other = Source("a.yaml", "a: é\nb: \u200b\n", "latin-1")
    assert "encoding" in (verify_fix(parse_file(source, "yaml", DEFAULTS), parse_file(other, "yaml", DEFAULTS), ()) or "")
