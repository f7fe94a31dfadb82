"""Lines of a .env file that are another program's: no loader gives their value to the name in them, which is reported at each."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import context_of
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_bytes

CONTEXT = context_of()
UNREAD = "loader-dependent-value"


def rules_in(text: str, name: str = ".env") -> list[str]:
    """The rules that a file breaks, with the line, but for the secret rules."""
    found = [one.finding for one in lint_bytes(name, text.encode(), CONTEXT).pending]
    return sorted(f"{one.rule}:{one.location.start.line}" for one in found if not one.rule.endswith("-secret"))


LINES = [
    "set {}={}",
    'set {}="{}"',
    'setx {} "{}"',
    "setx {} {}",
    "setenv {} {}",
    '$env:{}="{}"',
    "$Env:{} = '{}'",
    "${} = '{}';",
    "- {}={}",
    "  - {}: {}",
    "> {}={}",
    "{} {}",
    '{}   "{}"',
    'const {}="{}"',
    "let {} = '{}';",
    "export {} {}",
    "ENV {} {}",
    "my {}={}",
]


@pytest.mark.parametrize("line", LINES)
def test_each_credential_of_a_pair_is_reported(line: str) -> None:
    key, token = line.format("VTEX_APP_KEY", KEY), line.format("VTEX_APP_TOKEN", TOKEN)
    spaces = ["surrounding-whitespace:1", "surrounding-whitespace:2"] if " = " in line else []  # as in any line of a .env file
    assert rules_in(f"{key}\n{token}\n") == [f"{UNREAD}:1", f"{UNREAD}:2", *spaces]
    assert f"{UNREAD}:2" in rules_in(f"VTEX_APP_KEY={KEY}\n{token}\n")
    assert rules_in(f"#{key}\n# {token}\n") == []
    filler = "OTHER=value\n" * 3000
    assert {f"{UNREAD}:3001", f"{UNREAD}:3002"} <= set(rules_in(f"{filler}{key}\n{token}\n{filler}"))


def test_words_are_a_name() -> None:
    assert rules_in(f"VTEX APP KEY={KEY}\nVTEX APP TOKEN={TOKEN}\n") == [f"{UNREAD}:1", f"{UNREAD}:2"]


def test_json_in_one_line() -> None:
    assert rules_in(f'{{"VTEX_APP_KEY":"{KEY}","VTEX_APP_TOKEN": "{TOKEN}"}}\n') == [f"{UNREAD}:1", f"{UNREAD}:1"]


@pytest.mark.parametrize("line", ["set {}={}", '$env:{}="{}"', "- {}={}", "{} {}", "VTEX {}={}"])
def test_the_value_is_judged_too(line: str) -> None:
    key = line.format("VTEX_APP_KEY", KEY)
    assert "malformed-token:2" in rules_in(f"{key}\n{line.format('VTEX_APP_TOKEN', TOKEN[:-1])}\n")
    quoted = line.format("VTEX_APP_TOKEN", f'"{TOKEN} "').replace('""', '"')
    assert "surrounding-whitespace:2" in rules_in(f"{key}\n{quoted}\n")


@pytest.mark.parametrize(
    "text",
    [
        f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n",
        "set NODE_ENV=production\nset -a\n- item\nsetx PATH something\n",
        f"the key of the store is {KEY[:12]} and so on\nuse the token below = please\n",
        "VTEX_APP_KEY and VTEX_APP_TOKEN are in the vault\n",
        "copy the VTEX_APP_KEY here\n- VTEX_APP_KEY: the key of your store\n",
        "set VTEX_APP_KEY=\nset VTEX_APP_TOKEN=\n",
        "{\n}\n",
    ],
)
def test_what_stays_silent(text: str) -> None:
    assert rules_in(text) == []


@pytest.mark.parametrize("line", ["set {}={}", '$env:{} = "{}"', "- {}={}", "{} {}", 'setx {} "{}"', "const {}='{}'"])
def test_the_fix_leaves_name_and_value(line: str) -> None:
    text = f"{line.format('VTEX_APP_KEY', KEY)}\n{line.format('VTEX_APP_TOKEN', TOKEN)}\n"
    result = lint_bytes(".env", text.encode(), CONTEXT)
    assert fix_file(result, CONTEXT, unsafe=True).after.source.text == f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


@pytest.mark.parametrize("line", ["--set={}={}", '--set="{}={}"', "--set {}={}", "-var={}={}"])
def test_an_option_is_no_variable(line: str) -> None:
    """A file of another program's options: neither `--set` nor what is behind it is a variable."""
    text = line.format("vtex.appKey", KEY) + "\n" + line.format("vtex.appToken", TOKEN) + "\n"
    assert rules_in(text, "opts.env") == []
    result = lint_bytes("opts.env", text.encode(), CONTEXT)
    assert fix_file(result, CONTEXT, unsafe=True).after.source.text == text


@pytest.mark.parametrize("sign", ["-", "--"])
def test_a_hyphen_before_a_name_is_reported(sign: str) -> None:
    assert rules_in(f"{sign}VTEX_APP_KEY={KEY}\n{sign}VTEX_APP_TOKEN={TOKEN}\n") == [f"{UNREAD}:1", f"{UNREAD}:2"]
