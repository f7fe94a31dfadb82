"""The two names of a pair follow different casing patterns, or a name follows no pattern.

## What it reports
The two names of a pair follow different casing patterns (`vtexAppKey` and `VTEX_APP_TOKEN`), or one name follows none
(`vTEX_appKEY`). Reported at the name of the token, or at the name without a pattern. Header names are not reported,
because they are not case-sensitive, nor are names in source code (`--full`).

## Why it matters
Names of environment variables and settings are case-sensitive almost everywhere. The program looks for the name that its
author wrote, does not find it, and sends an empty header. VTEX rejects the request (401 or 403), although the file looks
complete.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
vtexAppToken=TOKEN_A
```
```json
{"vTEX_appKEY": "vtexappkey-fakestore-AAAAAA", "vtexAppToken": "TOKEN_A"}
```

## Accepted
```yaml
headers:
  X-VTEX-API-AppKey: vtexappkey-fakestore-AAAAAA
  x-vtex-api-apptoken: TOKEN_A
```
```dotenv
VTEX_APPKEY=vtexappkey-fakestore-AAAAAA
VTEX_TOKEN=TOKEN_A
```

## What to do
Give both names the casing that the program reads. Look it up in the code or the documentation of the program, not in
another config file.
"""

import re
from collections.abc import Callable, Iterator

from vtexlint.credentials.labels import display_name
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import words
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

NO_PATTERN = Template("name-casing.pattern", "`{name}` mixes upper and lower case without a known pattern")
DIFFERENT = Template("name-casing.different", "`{key}` and `{token}` are a pair, but their names are cased differently")
HELP = Template(
    "name-casing.help",
    "give both names the casing that the program reads: names are case-sensitive, and a name with another casing is not found",
)
RELATED = Template("name-casing.related", "the appKey's name")


def _is_words(name: str, cased: str) -> bool:
    """Letters and digits in one case, in words with `_`, `-` or `.` between them."""
    return name == cased and all(map(str.isalnum, name.replace("-", "_").replace(".", "_").split("_")))


def _is_word(name: str) -> bool:
    return name.isalnum()


def _is_train(name: str) -> bool:
    parts = name.replace("-", "_").split("_")
    return len(parts) > 1 and all(_is_word(part) and part[0].isupper() and part[1:] == part[1:].lower() for part in parts)


# without regular expressions: compiling these five takes longer than all other work for one pair
_PATTERNS: dict[str, Callable[[str], bool]] = {
    "UPPER_SNAKE": lambda name: _is_words(name, name.upper()),
    "lower": lambda name: _is_words(name, name.lower()),
    "camelCase": lambda name: _is_word(name) and name[0].islower(),
    "PascalCase": lambda name: _is_word(name) and name[0].isupper(),
    "Train-Case": _is_train,
}
# camelCase and PascalCase names often have a store or an environment after a separator: vtexAppKey_BR
# prefixes that are not part of the name: `$` in Symfony and in shells, Terraform's prefix of variables
_SIGILS = ("$", "@", "TF_VAR_")
_PARENT_MARKS = (".", ":", "/", "__")
_TAIL = r"[_.-][A-Za-z0-9]+$"


def check(context: LintContext) -> Iterator[Violation]:
    if context.is_program:
        return  # variables, which nothing outside of it reads
    differing: dict[tuple[str, str], bool] = {}  # most files with many pairs have few names
    for pair in context.found.unalike:
        assert pair.key is not None
        assert pair.token is not None
        names = pair.key.name, pair.token.name
        if names not in differing:
            differing[names] = _differ(*names)
        if not differing[names]:
            continue
        of_key, of_token = map(_patterns, names)
        if not (of_key and of_token):
            half = pair.key if of_token else pair.token  # both in one odd pattern: reported once
            yield _report(half, NO_PATTERN(name=display_name(half)), pair.key)
        else:
            yield _report(pair.token, DIFFERENT(key=display_name(pair.key), token=display_name(pair.token)), pair.key)


def _differ(key: str, token: str) -> bool:
    """Whether the names of an appKey and its appToken do not follow one pattern. Words with spaces between them follow none."""
    key, token = key.strip(), token.strip()
    if _is_header(key) or _is_header(token) or " " in key or " " in token:
        return False
    of_key, of_token = _patterns(key), _patterns(token)
    return not (of_key and of_token and of_key & of_token) or _parents_differ(key, token) or _humps_differ(key, token)


def _humps_differ(one: str, other: str) -> bool:
    """`appKey` and `apptoken`: words are set off by capitals in one name alone."""
    names = _split(one)[1], _split(other)[1]
    return any(
        name.isalpha() and name.islower() and len(words(name)) > 1 and another.isalpha() and another[:1].islower() and not another.islower()
        for name, another in (names, names[::-1])
    )


def _report(half: Credential, message: Message, key: Credential) -> Violation:
    related = (RelatedSpan(key.name_span, RELATED()),) if half is not key else ()
    return Violation(half.name_span, message, HELP(), half, related)


def _is_header(name: str) -> bool:
    """HTTP header names are not case-sensitive."""
    if name[:1].isalnum() and name[0] not in "xX":
        return False
    return words(name)[:3] == ("x", "vtex", "api") or words(name)[:2] == ("x", "provider")


def _parents_differ(one: str, other: str) -> bool:
    """`Vtex.appKey` and `vtex.appToken` name different parents."""
    parent, another = _split(one)[0], _split(other)[0]
    return parent != another and parent.lower() == another.lower()


def _split(name: str) -> tuple[str, str]:
    """A key path in one name (`vtex.appKey`, .NET's `Vtex__AppKey` and `Vtex:AppKey`): the parents, and the name itself."""
    if not any(mark in name for mark in _PARENT_MARKS):
        return "", name
    match = re.match(r"(.*(?:[.:/]|__))(?=.)", name)
    return (match[1], name[match.end() :]) if match else ("", name)


def _patterns(name: str) -> frozenset[str]:
    name = _split(name)[1]
    name = name[len(next(filter(name.startswith, _SIGILS), "")) :]
    found = frozenset(pattern for pattern, follows in _PATTERNS.items() if follows(name))
    if found or not re.search(_TAIL, name):
        return found
    stem = re.sub(_TAIL, "", name)
    whole = {"camelCase", "PascalCase"} & _patterns(stem) if stem.lower().endswith(("key", "token")) else frozenset()
    return frozenset(whole)


RULE = Rule("name-casing", __doc__ or "", Severity.WARNING, "0.1.0", check, needs="unalike")
