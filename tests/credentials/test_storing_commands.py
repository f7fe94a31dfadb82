"""What commands store under a name: found where it is damaged, silent where the value comes from elsewhere."""

import pytest

from tests.credentials.test_infrastructure import DAMAGES, KEY_HEADER, TOKEN_HEADER, rules_in
from tests.fake import KEY, TOKEN
from vtexlint.credentials import storing_commands

COMMANDS = {
    "gh": ('gh secret set VTEX_APP_KEY --body "{}"', "gh secret set VTEX_APP_TOKEN --repo a/b -b '{}'"),
    "az": (
        'az keyvault secret set --name VTEX-APP-KEY --value "{}"',
        'az keyvault secret set --vault-name v --value "{}" --name VTEX-APP-TOKEN',
    ),
    "ssm": (
        'aws ssm put-parameter --name=/a/vtex_app_key --value="{}"',
        "aws ssm put-parameter --name /a/vtex_app_token \\\n    --value '{}'",
    ),
    "dotnet": ('dotnet user-secrets set "Vtex:AppKey" "{}"', 'dotnet user-secrets set "Vtex:AppToken" "{}"'),
    "setx": ('setx VTEX_APP_KEY "{}"', 'setx VTEX_APP_TOKEN "{}"'),
    "netlify": ('netlify env:set VTEX_APP_KEY "{}"', "netlify env:set VTEX_APP_TOKEN '{}'"),
    "powershell": ('$env:VTEX_APP_KEY = "{}"', "${{env:VTEX_APP_TOKEN}} = '{}'"),
    "variables": ('$vtexAppKey = "{}"', "$vtexAppToken='{}'"),
    "hashtable": (f'$h = @{{{{ "{KEY_HEADER}" = "{{}}"', f"'{TOKEN_HEADER}' = '{{}}' }}}}"),
    "azure": (
        'echo "##vso[task.setvariable variable=VTEX_APP_KEY]{}"',
        'echo "##vso[task.setvariable variable=VTEX_APP_TOKEN;issecret=true]{}"',
    ),
    "github": ('echo "::set-output name=vtex_app_key::{}"', 'echo "::set-output name=vtex_app_token::{}"'),
    "teamcity": (
        "echo \"##teamcity[setParameter name='env.VTEX_APP_KEY' value='{}']\"",
        "echo \"##teamcity[setParameter name='env.VTEX_APP_TOKEN' value='{}']\"",
    ),
    "cloudformation": (
        'aws x --parameters ParameterKey=VtexAppKey,ParameterValue="{}"',
        "b --parameters ParameterKey=VtexAppToken,ParameterValue='{}'",
    ),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("key", "token", "expected"), DAMAGES)
def test_what_a_command_stores(command: str, key: str, token: str, expected: list[str]) -> None:
    lines = [line.format(value) for line, value in zip(COMMANDS[command], (key, token), strict=True)]
    assert rules_in("a.yaml", {"run": "\n".join(lines)}) == expected
    assert rules_in("a.yaml", "run: |\n" + "".join(f"  {line}\n" for text in lines for line in text.split("\n"))) == expected


@pytest.mark.parametrize(("key", "token", "expected"), [one for one in DAMAGES if " " not in one[1]])
def test_headers_of_httpie(key: str, token: str, expected: list[str]) -> None:
    assert rules_in("a.yaml", {"run": f"http GET https://a.example/ {KEY_HEADER}:{key} '{TOKEN_HEADER}:{token}' a==b"}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "vercel env add VTEX_APP_KEY production\nvercel env add VTEX_APP_TOKEN preview",
        'echo "$T" | gh secret set VTEX_APP_TOKEN --body -\ngh secret set VTEX_APP_KEY < key.txt',
        'gh secret set VTEX_APP_KEY --body "$KEY"\ngh secret set VTEX_APP_TOKEN --body "${{ secrets.TOKEN }}"',
        "gh secret set VTEX_APP_KEY --body $(pass a)\ngh secret set VTEX_APP_TOKEN -b `pass b`",
        "aws ssm put-parameter --name /a/vtex_app_token --value file://token.txt",
        "aws secretsmanager create-secret --name vtex_app_token --secret-string fileb://token.txt",
        "az keyvault secret set --name vtex-app-token --value @token.txt",
        "az keyvault secret set --name other --value abc  # the key of VTEX",
        '$env:VTEX_APP_KEY = "$(vtexKey)"\n$env:VTEX_APP_TOKEN = "$(vtexToken)"',
        f'$h = @{{ "{KEY_HEADER}" = "$key"; "{TOKEN_HEADER}" = "$env:VTEX_APP_TOKEN" }}',
        f'http GET https://a.example/ {KEY_HEADER}:$VTEX_APP_KEY {TOKEN_HEADER}:"$VTEX_APP_TOKEN"',
        'echo "##vso[task.setvariable variable=VTEX_APP_TOKEN;issecret=true]$(token)"',
        'echo "::set-output name=vtex_app_token::${TOKEN}"',
        'echo "set VTEX_APP_KEY and VTEX_APP_TOKEN first"',
        "unset VTEX_APP_KEY VTEX_APP_TOKEN",
        "git add vtex-app-key.json vtex-app-token.json",
        "  # gh secret set VTEX_APP_TOKEN --body abc\n# $vtexAppKey = 'abc'",
    ],
)
def test_commands_that_store_nothing_of_their_own(text: str) -> None:
    assert rules_in("a.yaml", {"run": text}) == []


def test_the_other_half_may_come_from_elsewhere() -> None:
    for text in (
        f"gh secret set VTEX_APP_KEY < key.txt\ngh secret set VTEX_APP_TOKEN --body {TOKEN}",
        f"gh variable set VTEX_APP_KEY --body {KEY}\ngh secret set VTEX_APP_TOKEN",
        f"setx VTEX_APP_KEY {KEY}\nsetx VTEX_APP_TOKEN %TOKEN%",
        f"az keyvault secret set --name VTEX-APP-KEY --value {KEY}\naz keyvault secret set --name VTEX-APP-TOKEN --file a.txt",
    ):
        assert rules_in("a.yaml", {"run": text}) == [], text
    assert rules_in("a.yaml", {"run": f"gh variable set VTEX_APP_KEY --body {KEY}"}) == ["missing-token"]


def test_a_longer_text_is_not_read() -> None:
    text = f"setx VTEX_APP_KEY {KEY}".ljust(storing_commands._LONGEST)
    assert len(list(storing_commands.stored_in(text))) == 1
    assert list(storing_commands.stored_in(f"{text} ")) == []


@pytest.mark.parametrize("option", storing_commands._OPTIONS)
def test_every_option_is_a_sign_of_a_command(option: str) -> None:
    """A value from elsewhere is a reference; a text with any of the options is searched."""
    text = f"vault set --name VTEX_APP_KEY --{option} $(x)"
    assert [text[one.value.start : one.value.end] for one in storing_commands.stored_in(text) if one.value] == ["$(x)"]
    other = f"vault set --name VTEX_APP_TOKEN --{option}"
    assert rules_in("a.yaml", {"run": f"{text}\n{other} {TOKEN.lower()}"}) == ["token-casing"]
    assert rules_in("a.yaml", {"run": f"{text}\n{other} {TOKEN}"}) == []
    assert rules_in("a.yaml", {"run": f"{text}\n{other} $(y)"}) == []
