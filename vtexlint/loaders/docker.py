"""docker run --env-file: `NAME=value` line by line; nothing is removed from the value.

Source: docker/cli opts/envfile.go and pkg/kvfile/kvfile.go.
"""

from vtexlint.loaders.model import Assignment, LoaderResult, Refusal

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def read(text: str) -> LoaderResult:
    found: list[Assignment] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        start, at = at, at + len(line) + 1
        content = line.removesuffix("\r")
        if number == 0:
            content = content.removeprefix("\ufeff")
        content = content.lstrip(_SPACES)
        if not content or content[0] == "#":
            continue
        start += line.index(content)
        name, sign, value = content.partition("=")
        if not name or " " in name or "\t" in name:
            return LoaderResult(found, Refusal(start))
        found.append(Assignment(name, value if sign else None, start, start + len(name)))
    return LoaderResult(found)
