"""Commands with `curl`: the method, the URL and the appKey that they send. Words are read as a shell does; there is no expansion."""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.shapes import normal_key
from vtexlint.text.source import Span

KEY_HEADER = "x-vtex-api-appkey"
_USER_TOKEN = "vtexidclientautcookie"
_LONGEST = 20_000
COMMAND = re.compile(r"(?<![\w./-])curl(?:\.exe)?(?=[ \t])")
# what separates commands is a part of the text within quotes, here those of one line
_END = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|(?P<end>(?<![\\^`])\r\n|(?<![\\^`\r])\n|(?<!\\)[|;](?!\S)|&&)")
_CONTINUED = re.compile(r"[\\^`]\r?\n")
_WORD = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\)])+""", re.DOTALL)
_FILLED_IN = re.compile(r"[{$<%]")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|\\(.)", re.DOTALL)
_HEADER = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*?)\s*")
_BODY = frozenset("-d --data --data-raw --data-binary --data-urlencode --data-ascii --json -F --form --form-string".split())
# other options that take a value
_VALUED = frozenset(
    """
    -X --request -H --header --url -A -b -c -C -D -e -E -K -m -o -P -Q -r -t -T -u -U -w -x -y -Y -z --max-time --connect-timeout
    --output --user --proxy --cert --key --cacert --retry --retry-delay --write-out --cookie --cookie-jar --user-agent --referer
    --config --resolve --upload-file
    """.split()
)


class Command(NamedTuple):
    """What a command sends. `url_span`: the word with the URL in the text; `end`: where the command ends.

    `has_user_token`: as `Call` has it.
    """

    method: str
    url: str
    url_span: Span
    key: str
    end: int
    has_user_token: bool = False

    def __repr__(self) -> str:  # a URL may contain a secret
        return f"Command({self.method}, {tuple(self.url_span)})"


def command(text: str, start: int) -> Command:
    """The command whose words begin at an offset, after `curl`; `url` is empty without one."""
    most = min(len(text), start + _LONGEST)
    ending = next((found for found in _END.finditer(text, start, most) if found["end"]), None)
    end = ending.start() if ending else most
    method, url, span, key = "", "", Span(start, start), ""
    options: set[str] = set()
    has_user_token = False
    for option, value, place in _options(text, start, end):
        options.add(option)
        if option in ("-X", "--request"):
            method = value.upper()
        elif option in ("-H", "--header"):
            key = _key_of_header(value) or key
            name, _, sent = value.partition(":")
            has_user_token = has_user_token or may_be_user_token(name, sent)
        elif option in ("-b", "--cookie"):
            has_user_token = has_user_token or "=" not in value or may_be_user_token("cookie", value)  # without `=` it is a file
        elif option == "--url" or (not option and not url and ("/" in value or "." in value)):
            url, span = value, place
    return Command(method or _usual_method(options), url, span, key, end, has_user_token)


def _usual_method(options: set[str]) -> str:
    if options & {"-I", "--head"}:
        return "HEAD"
    if options & {"-T", "--upload-file"}:
        return "PUT"
    return "POST" if options & _BODY and not options & {"-G", "--get"} else "GET"


def _options(text: str, start: int, end: int) -> Iterator[tuple[str, str, Span]]:
    """Each option with its value, and each other word with "" as its option; and the place of the value."""
    wanted = ""
    for match in _WORD.finditer(_CONTINUED.sub(lambda found: " " * len(found[0]), text[start:end])):
        word, place = unquoted(match[0]), Span(start + match.start(), start + match.end())
        if wanted:
            yield wanted, word, place
            wanted = ""
        elif word[:1] != "-" or len(word) == 1:
            yield "", word, place
        else:
            option, _, value = word.partition("=") if word.startswith("--") else (word[:2], "", word[2:])
            if (option in _VALUED or option in _BODY) and not value:
                wanted = option
            else:
                yield option, value, place


def as_key(text: str) -> str:
    """The appKey that a text is, as VTEX spells it; "" if it is none."""
    return normal_key(text.strip())


def may_be_user_token(name: str, value: str) -> bool:
    """Whether a header is a user's token of VTEX or has cookies of which one is, or may be since the text does not contain their names."""
    plain = name.strip().lower()
    if plain == "cookie":
        return _USER_TOKEN in value.lower() or _FILLED_IN.search(value.partition("=")[0]) is not None
    return plain.startswith(_USER_TOKEN)  # a cookie's name may end with the account


def _key_of_header(text: str) -> str:
    match = _HEADER.fullmatch(text)
    return as_key(match["value"]) if match and match["name"].lower() == KEY_HEADER else ""


def unquoted(word: str) -> str:
    """A word without its quotes."""
    return _QUOTED.sub(lambda match: match[1] or match[2] or match[3] or "", word)
