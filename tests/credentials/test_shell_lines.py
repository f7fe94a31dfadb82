"""Variables that a command sets, each on a line of its own."""

import pytest

from tests.credentials.test_infrastructure import DAMAGES, rules_in
from tests.fake import KEY, TOKEN
from vtexlint.credentials import shell_lines


def test_a_longer_text_is_not_read() -> None:
    command = f"VTEX_APP_TOKEN={TOKEN} run"
    longest = command.ljust(shell_lines._LONGEST)
    assert shell_lines.shell_lines(longest) is not None
    assert shell_lines.shell_lines(f"{longest} ") is None


def test_a_comma_before_a_name_separates() -> None:
    for before in ("--set-env-vars ", "--set-env-vars=", "", "run -e "):
        text = f"{before}A=1,VTEX_APP_KEY={KEY},VTEX_APP_TOKEN={TOKEN}"
        lines = shell_lines.shell_lines(text)
        assert lines is not None
        assert len(lines) == len(text)
        assert {f"VTEX_APP_KEY={KEY}", f"VTEX_APP_TOKEN={TOKEN}"} <= set(lines.splitlines())


def test_a_comma_that_separates_nothing_belongs_to_the_value() -> None:
    assert shell_lines.shell_lines(f"VTEX_APP_KEY={KEY},") is None
    assert shell_lines.shell_lines(f"VTEX_APP_KEYS={KEY},{KEY}") is None
    assert shell_lines.shell_lines(f"OTHER=1,VTEX_APP_TOKEN={TOKEN},") == f"OTHER=1\nVTEX_APP_TOKEN={TOKEN},"


def test_braces_around_variables_separate() -> None:
    """The AWS CLI's `Variables={A=K,B=T}`; a brace that was opened elsewhere belongs to the value."""
    for text in (
        f"Variables={{VTEX_APP_KEY={KEY},VTEX_APP_TOKEN={TOKEN}}}",
        f'aws x --environment "Variables={{A=${{B}},VTEX_APP_TOKEN={TOKEN}}}"',
    ):
        lines = shell_lines.shell_lines(text)
        assert lines is not None
        assert len(lines) == len(text)
        assert f"VTEX_APP_TOKEN={TOKEN}" in lines.splitlines()
    assert shell_lines.shell_lines(f"VTEX_APP_TOKEN={TOKEN}}} run") == f"VTEX_APP_TOKEN={TOKEN}}}\nrun"


def test_names_with_dots_and_properties() -> None:
    for text in (
        f"java -Dvtex.app-key={KEY} -Dvtex.app-token={TOKEN} -jar x.jar",
        f"-Dvtex.app-key={KEY} -Dvtex.app-token={TOKEN}",
        f"helm upgrade x --set vtex.app-key={KEY},vtex.app-token={TOKEN}",
        f"helm upgrade x --set vtex.app-key={KEY} --set-string=vtex.app-token={TOKEN}",
    ):
        lines = shell_lines.shell_lines(text)
        assert lines is not None
        assert {f"vtex.app-key={KEY}", f"vtex.app-token={TOKEN}"} <= set(lines.splitlines())


def test_the_query_of_an_address_has_no_variables() -> None:
    assert shell_lines.shell_lines(f"curl https://a.example/?appKey={KEY}&appToken={TOKEN}&x=1 -X GET") is None


@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
@pytest.mark.parametrize(
    "text",
    [
        "echo VTEX_APP_KEY={0}>> .env\necho VTEX_APP_TOKEN={1}>> .env",
        "echo VTEX_APP_KEY={0}> .env\necho VTEX_APP_TOKEN={1} >> .env",
        'sh -c \'VTEX_APP_KEY="{0}" VTEX_APP_TOKEN="{1}" node x\'',
        "ssh h \"VTEX_APP_KEY='{0}' VTEX_APP_TOKEN='{1}' node x\"",
        "docker run -d \\\n  --env VTEX_APP_KEY={0} \\\n  --env VTEX_APP_TOKEN={1} \\\n  x",
        'echo "VTEX_APP_KEY={0}" >> $GITHUB_ENV\necho "VTEX_APP_TOKEN={1}" >> $GITHUB_ENV',
    ],
)
def test_signs_that_end_a_word_or_are_around_it(text: str, key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", {"run": text.format(key, token)}) == expected


def test_the_other_half_has_any_value() -> None:
    digit = f"{TOKEN[:60]}1{TOKEN[61:]}"
    for text in (
        f"docker run -d \\\n  --env VTEX_APP_KEY={KEY} \\\n  --env VTEX_APP_TOKEN={digit} \\\n  x",
        f'echo "VTEX_APP_KEY={KEY}" >> $GITHUB_ENV\necho "VTEX_APP_TOKEN={digit}" >> $GITHUB_ENV',
    ):
        assert rules_in("a.yaml", {"run": text}) == ["malformed-token"], text
    assert rules_in("a.yaml", {"run": f"docker run -e VTEX_APP_KEY={KEY} -e VTEX_APP_TOKEN=<your-token> x"}) == ["unfilled-placeholder"]
    assert rules_in("a.yaml", {"run": f"echo VTEX_APP_KEY={KEY}>>a\necho VTEX_APP_TOKEN=$(cat b)>>a"}) == []


OPTIONS = [
    "--from-literal=app-key={} \\\n  --from-literal=app-token={}",
    "--from-literal app-key={} \\\n  --from-literal app-token={}",
    "--set=vtex.appKey={} \\\n  --set=vtex.appToken={}",
    "--set-string vtex.appKey={} \\\n  --set-string vtex.appToken={}",
    '--param="vtexAppKey={}" \\\n  --param="vtexAppToken={}"',
    '-var "vtex_app_key={}" \\\n  -var "vtex_app_token={}"',
    "-e VTEX_APP_KEY={} \\\n  -e VTEX_APP_TOKEN={}",
    "-e VTEX_APP_KEY={} ^\n  -e VTEX_APP_TOKEN={}",
    "-e VTEX_APP_KEY={} `\n  -e VTEX_APP_TOKEN={}",
    "VTEX_APP_KEY={} \\\n  'VTEX_APP_TOKEN={}'",
    "x\nargs=(\n  --set vtex.appKey={}\n  --set vtex.appToken={}\n)",
]


@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
@pytest.mark.parametrize("options", OPTIONS)
def test_the_last_line_of_a_command_is_a_part_of_it(options: str, key: str, token: str, expected: list[str]) -> None:
    text = f"run x {'^' if '^' in options else '`' if '`' in options else chr(92)}\n  {options.format(key, token)}\n"
    assert rules_in("a.yaml", {"steps": [{"run": text}]}) == expected
    assert rules_in("a.yaml", {"script": [text]}) == expected


def test_a_backslash_at_the_end_of_a_value_continues_nothing() -> None:
    assert rules_in("a.yaml", {"env": f"FOLDER=C:\\x\\\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN} \n"}) == ["surrounding-whitespace"]


def test_an_option_that_is_all_of_a_text_is_an_argument() -> None:
    assert shell_lines.shell_lines(f"--set vtex.appKey={KEY}\n") is None
