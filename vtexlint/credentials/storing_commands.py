"""Values that a command, a program or a log line stores under a name that is elsewhere in it.

`gh secret set NAME --body V`, `az keyvault secret set --name NAME --value V`, `dotnet user-secrets set NAME V`, `$env:NAME = "V"` of
PowerShell, `##vso[task.setvariable variable=NAME]V` of Azure Pipelines, `http URL NAME:V` of HTTPie.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.names import NAMED, classify
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

_NAME = r"[\"']?(?P<name>[A-Za-z/][\w.:/-]{2,80})[\"']?"
_QUOTED = r"(?:\"(?P<double>[^\"\n]*+)\"|'(?P<single>[^'\n]*+)')"
_VALUE = rf"(?:{_QUOTED}|(?P<plain>\$\([^()\n]*+\)|[^\s\"'`;&|<>()-][^\s\"'`;&|<>()]*+))"
_END = r"(?<!\\)\n|&&|[;|]"
_NAMED = lazy(rf"(?<![\w-])(?:--(?:[a-z]+-)?name|--secret-id|--key|-n)(?:=|[ \t]+){_NAME}(?=\s|\Z)")
_VERB = lazy(rf"(?<![\w-])(?:[a-z-]+:)*(?:set|setx|put|add|create|update)(?:-[a-z]+)?[ \t]+{_NAME}(?=\s|\Z)")
_OPTIONS = ("value", "body", "secret-string", "data", "plaintext", "secret", "string")
_LETTERS_OF_OPTIONS = "bv"
_GIVEN = lazy(rf"(?<![\w-])(?:--(?:{'|'.join(_OPTIONS)})|-[{_LETTERS_OF_OPTIONS}])(?:=|[ \t]+){_VALUE}")
_NEXT_WORD = lazy(rf"[ \t]+{_VALUE}")
# a file, the standard input; `VTEX_APP_KEY=K`, which is read as a variable
_NO_VALUE = lazy(r"(?:@|file:|fileb:|\.{0,2}/|-\Z|[A-Za-z_]\w*+=)")
_TO_QUOTE = r"(?P<plain>[^\"'\n]*+)"
_TOGETHER = (
    ("##vso[", rf"##vso\[task\.setvariable[ \t]+variable=(?P<name>[\w.-]+)[^\]\n]*\]{_TO_QUOTE}"),
    ("::set-", rf"::(?:set-output|set-env)[ \t]+name=(?P<name>[\w.-]+)::{_TO_QUOTE}"),
    ("##teamcity[", r"##teamcity\[setParameter[ \t]+name='(?P<name>[\w.-]+)'[ \t]+value='(?P<plain>[^'\n]*+)'"),
    ("$", rf"\$(?:\{{?(?i:env:))?(?P<name>[A-Za-z]\w{{2,60}}+)\}}?[ \t]*+=[ \t]*+{_QUOTED}"),
    ("-api-app", rf"[\"'](?P<name>(?i:X-VTEX-API-App(?:Key|Token)))[\"'][ \t]*+=>?[ \t]*+{_QUOTED}"),
    ("parameterkey=", rf"(?<![\w-])ParameterKey=(?P<name>[\w-]+),ParameterValue={_VALUE}"),
)
"""What names a value in one place: signs of it, which few texts have, and its pattern."""
# a text without any of these stores no value by a command
_SIGNS = (*(f"--{one}" for one in _OPTIONS), *(f" -{one}" for one in _LETTERS_OF_OPTIONS), "vtexappkey-")
_LETTERS = "[A-Z]{60}"
_HTTPIE = lazy(r"(?:\A|[\s;&|(])(?:https?|xhs?)[ \t]")
_SENT = lazy(r"(?<=[\s\"'])(?P<name>(?i:X-VTEX-API-App(?:Key|Token))):(?P<plain>[^\s\"';&|]++)")
_REMARK = lazy(r"[ \t]*+#(?!#)")
_HEADER = lazy(r"(?i)X-VTEX-API-App(?:Key|Token)")
_SHORTEST, _LONGEST = 24, 20_000


class Stored(NamedTuple):
    """Where the name and the value are in the text; `value` None if it comes from elsewhere: a file, a prompt, a pipe."""

    name: Span
    value: Span | None
    is_header: bool = False


def stored_in(text: str) -> Iterator[Stored]:
    """The values that a text stores under the names of credentials."""
    lower = text.lower() if _SHORTEST <= len(text) <= _LONGEST else ""
    if "vtex" not in lower:
        return
    for sign, pattern in _TOGETHER:
        for match in re.finditer(pattern, text) if sign in lower else ():
            if not _REMARK.match(text, text.rfind("\n", 0, match.start()) + 1):
                yield _stored(match, match)
    if not any(sign in lower for sign in _SIGNS) and not re.search(_LETTERS, text):
        return
    line = start = 0
    for end in (*(match.start() for match in re.finditer(_END, text)), len(text)):
        if not _REMARK.match(text, line):
            yield from _in_command(text, start, end)
        if text.startswith("\n", end):
            line = end + 1
        start = end


def _in_command(text: str, start: int, end: int) -> Iterator[Stored]:
    """What one command stores, which is between two offsets."""
    if _HTTPIE.search(text, start, end):
        yield from (_stored(match, match) for match in _SENT.finditer(text, start, end))
    verb = next((match for match in _VERB.finditer(text, start, end) if _is_named(match["name"])), None)
    named = _NAMED.search(text, start, end) or verb
    if named is None or not _is_named(named["name"]):
        return
    value = _GIVEN.search(text, start, end)
    if value is not None:
        is_value = not _NO_VALUE.match(text, value.start(value.lastgroup or 0), end)
    else:
        value = _NEXT_WORD.match(text, verb.end(), end) if verb is not None else None
        is_value = value is not None and is_vtex_shaped(
            value[value.lastgroup or 0]
        )  # else it may say where: `vercel env add NAME production`
    yield _stored(named, value) if value is not None and is_value else Stored(Span(*named.span("name")), None)


def _is_named(name: str) -> bool:
    found = classify(name)
    return found is not None and found.strength in NAMED


def _stored(name: re.Match[str], value: re.Match[str]) -> Stored:
    # the last group of a pattern that matched is the value's
    return Stored(Span(*name.span("name")), Span(*value.span(value.lastgroup or 0)), _HEADER.fullmatch(name["name"]) is not None)
