"""Variables that commands set: `VTEX_APP_KEY=K VTEX_APP_TOKEN=T node x.js`, `docker run -e VTEX_APP_KEY=K`, `export A=K B=T`.

Words and quotes are read as a shell does; there is no expansion. Several variables on a line become lines of a `.env` file. A comma
before the next name separates too, and braces around them do: `gcloud run deploy --set-env-vars A=K,B=T`, `Variables={A=K,B=T}` of the
AWS CLI.
"""

import re

from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.names import NAMED, classify

_NAME = r"[A-Za-z_][\w.-]*"
_PROPERTY = r"(?<=[\s\"']-[DP])|(?<=\A-[DP])"  # `-Dvtex.app-key=K` of Java, `-PvtexAppKey=K` of Gradle
_SPACE = r" \t\r\n\f\v"  # a no-break space ends no word
_FROM_SHELL = r"\"?(?:\$[A-Za-z_({@*1-9]|`)"  # a value that only a shell fills
_QUOTED = r"\"(?:[^\"\\\n]|\\[^\n])*+\"|'[^'\n]*+'"
_NEXT = rf"(?:,(?={_NAME}=)|(?:\\r)?\\n(?={_NAME}=|[\"'\\#\s]|\Z))"  # `\n`: of printf and `echo -e`
_COMMAND = r"\$\((?:[^()\n]|\([^()\n]*+\))*+\)|`[^`\n]*+`"
_PART = rf"\$\{{\{{[^{{}}\n]*+\}}\}}|\$\{{[^{{}}\n]*+\}}|{_COMMAND}|\\[^\n]|[^{_SPACE}\"'`;&|()<>\\]"
_PLAIN = rf"(?:<[^<>{_SPACE}]++>)?+(?:(?!{_NEXT})(?:{_PART}))*+"  # `<your-key>` is a placeholder; another `>` sends the output to a file
# a quote before the name is around the whole word, or around a command
_IN_QUOTES = rf"(?:(?!{_NEXT})[^\"'{_SPACE};&|])*+"
_START = rf"(?<![^{_SPACE};|(,=])|(?<=&&)|(?<=\\n)|{_PROPERTY}"  # not `&`, which separates in an address
_ASSIGNMENT = (
    rf"(?:(?P<open>[\"'])|{_START})(?P<name>{_NAME})=(?P<value>(?(open)(?:(?!(?P=open))(?:{_QUOTED})|{_IN_QUOTES})|(?:{_QUOTED}|{_PLAIN})))"
)
_IN_BRACES = rf"[{{\[](?={_NAME}=)(?:\$\{{[^{{}}\n]*+\}}|[^{{}}\[\]\n])*+[}}\]]"
_NO_COMMAND_BEFORE = r"\s*(?:export\s+)?"
_OPTION_BEFORE = r"\s*(?:--?[\w-]+[= ]|-[DP])"
_CONTINUED = r"(?<![^ \t])[\\^`][ \t\r]*\Z"  # of a shell, of cmd, of PowerShell
_MORE_BEHIND = rf"[\"']?(?:[ \t]*(?:&&|\||>)|[ \t]+{_CONTINUED}|[ \t]*;[ \t]*[^\s;]|[ \t]+(?:[A-Z]*[a-z./$]|--?[a-z]))"
_PARAMETER = rf"&{_NAME}="  # after a value: `appKey=K&appToken=T` is a form or an address
_REST_OF_KEY = r"[ \t]+[\w-]*-[A-Z]{4,8}[\"'\s]*"  # an appKey that contains a space is not a command
_LONGEST = 20_000
_LONGEST_END = 20  # characters: a line continues by its last, which spaces may follow


def shell_lines(text: str, *, by_name: bool = False) -> str | None:
    """The text with each variable that a command sets on its own line, at the same offsets; None if there is no such command.

    That is a line with a credential in a variable, and more than this variable; `by_name`: whatever its value is.
    """
    if len(text) > _LONGEST or "=" not in text or "{" in text[:1]:
        return None
    breaks = _all_breaks(text, by_name)
    if breaks and not by_name:  # next to a credential, its other half may have any value
        breaks = _all_breaks(text, by_name=True)
    if not breaks:
        return None
    characters = list(text)
    for place in breaks:
        characters[place] = "\n"
    return "".join(characters)


def _all_breaks(text: str, by_name: bool) -> list[int]:
    breaks: list[int] = []
    at = 0
    has_lines = "\n" in text.strip()
    is_continued = False
    for line in text.split("\n"):
        is_remark = line.lstrip().startswith("#")
        if "=" in line and not is_remark:
            # an option that is all of a text is an argument; one on a line among others belongs to a command
            is_part = is_continued or (has_lines and re.match(_OPTION_BEFORE, line) is not None)
            breaks += [at + place for place in _breaks(line, by_name, is_part)]
        is_continued = not is_remark and re.search(_CONTINUED, line[-_LONGEST_END:]) is not None
        at += len(line) + 1
    return breaks


def _breaks(line: str, by_name: bool, is_part: bool) -> list[int]:
    """Where in one line a variable starts or ends: the characters around it. `is_part`: the line is a part of a command."""
    if "{" in line or "[" in line:
        line = re.sub(_IN_BRACES, lambda match: f" {match[0][1:-1]} ", line)
    found = [match for match in re.finditer(_ASSIGNMENT, line) if not re.match(_PARAMETER, line[match.end() : match.end() + 80])]
    if not any(_is_credential(match, by_name) for match in found):
        return []
    before, behind = line[: found[0].start()], found[-1].end()
    rest = line[behind:]
    is_alone = not re.match(_MORE_BEHIND, rest) or re.fullmatch(_REST_OF_KEY, rest) is not None
    if is_alone and not is_part and len(found) == 1 and re.fullmatch(rf"{_NO_COMMAND_BEFORE}|{_OPTION_BEFORE}", before):
        return []
    places = {place for match in found for place in (match.start() if match["open"] else match.start() - 1, match.end())}
    return [place for place in places if 0 <= place < len(line)]


def _is_credential(match: re.Match[str], by_name: bool) -> bool:
    found = classify(match["name"])
    if found is None or found.strength == "bare":
        return False
    is_named = found.strength in NAMED and match["name"].isidentifier()
    return (is_named and (by_name or re.match(_FROM_SHELL, match["value"]) is not None)) or is_vtex_shaped(match["value"].strip("\"'"))
