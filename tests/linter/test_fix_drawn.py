"""Files that are drawn: the right values are fixed, and nothing else changes."""

import base64
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from typing import Any

import yaml as pyyaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import fake
from tests.examples import examples
from tests.fake import KEY, TOKEN, key, token
from tests.linter.repaired import FIXED_RULES, LOWER, repair, rules_in
from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers import dotenv
from vtexlint.text.source import Source

# generated files

INNER_FAULTS: list[Callable[[str], str]] = [
    lambda v: v[:20] + " " + v[20:],
    lambda v: v[:20] + "\n" + v[20:],
    lambda v: v[:20] + "\u200b" + v[20:],
    lambda v: v[:20] + "\t \u00ad" + v[20:],
]


OUTER_FAULTS: list[Callable[[str], str]] = [
    lambda v: v + " ",
    lambda v: "\t" + v,
    lambda v: v + "\n",
    lambda v: v + "\u00a0",
    lambda v: f'"{v}"',
    lambda v: v + ",",
    lambda v: f"<{v}>",
    lambda v: "X-VTEX-API-AppToken: " + v,
    lambda v: f"“{v}” ;\n",
]


KEY_FAULTS: list[Callable[[str], str]] = [str.lower, lambda v: "VTEXAPPKEY" + v[10:], lambda v: "VtexAppKey" + v[10:]]


NOISE = st.text(alphabet="ab1 #:'\"\\{}[],=-é\u20ac\n\t$%", max_size=12)


class Case(NamedTuple):
    """A generated pair: the values as they should be, and as they stand in the file."""

    right: tuple[str, str]
    damaged: tuple[str, str]
    swapped: bool

    @property
    def written(self) -> tuple[str, str]:
        return (self.damaged[1], self.damaged[0]) if self.swapped else self.damaged


@st.composite
def cases(draw: st.DrawFn, sound: bool = False) -> Case:
    right = (
        key(draw(st.sampled_from(["fakestore", "a-b", "x1"])), draw(st.sampled_from(["AAAAAA", "QWERTY"]))),
        token(draw(st.integers(0, 9))),
    )
    if sound:
        return Case(right, right, False)
    swapped = draw(st.booleans())
    # a key in the wrong case in the token's field is no safe swap
    faults: list[Callable[[str], str]] = [str, *KEY_FAULTS]
    first = right[0] if swapped else draw(st.sampled_from(faults))(right[0])
    damaged = [first, right[1]]
    for index in (0, 1):
        for some in (INNER_FAULTS, OUTER_FAULTS, OUTER_FAULTS):
            if draw(st.integers(0, 3)) == 0:
                damaged[index] = draw(st.sampled_from(some))(damaged[index])
    return Case(right, (damaged[0], damaged[1]), swapped)


def dumped_yaml(data: Any, draw: st.DrawFn) -> str:
    style = draw(st.sampled_from([None, "'", '"', "|", ">"]))
    return pyyaml.safe_dump(
        data,
        default_style=style,
        default_flow_style=draw(st.sampled_from([False, True, None])),
        allow_unicode=draw(st.booleans()),
        sort_keys=False,
        width=draw(st.sampled_from([30, 400])),
    )


def shaped(form: str, pair: tuple[str, str], noise: list[str]) -> Any:
    """The pair in one of the structural forms, with other values around it."""
    names = ("VTEX_APP_KEY", "VTEX_APP_TOKEN")
    match form:
        case "mapping":
            return {"n0": noise[0], "vtex": dict(zip(("appKey", "appToken"), pair, strict=True)), "n1": noise[1]}
        case "list":
            return {"environment": [noise[0], *(f"{n}={v}" for n, v in zip(names, pair, strict=True)), noise[1]]}
        case "objects":
            return {"env": [{"name": n, "value": v} for n, v in zip(names, pair, strict=True)], "n": noise}
        case "inside":
            return {"n": noise[0], "settings": json.dumps({**dict(zip(names, pair, strict=True)), "n": noise})}
        case _:
            encoded_entry = {n: base64.b64encode(v.encode()).decode() for n, v in zip(names, pair, strict=True)}
            return {"kind": "Secret", "data": encoded_entry, "n": noise}


NAMES = ("VTEX_APP_KEY", "VTEX_APP_TOKEN")


def named(pair: tuple[str, str], noise: list[str]) -> list[tuple[str, str]]:
    return [("N0", noise[0]), *zip(NAMES, pair, strict=True), ("N1", noise[1])]


def toml_string(value: str, draw: st.DrawFn) -> str:
    kinds = [
        json.dumps(value),
        json.dumps(value, ensure_ascii=False),
        f'"""{json.dumps(value)[1:-1]}"""',
        f'"""\n{json.dumps(value)[1:-1]}"""',
    ]
    if "'" not in value and "\n" not in value:
        kinds.append(f"'{value}'")
    if "''" not in value and not value.endswith("'"):
        kinds.append(f"'''\n{value}'''")
    return draw(st.sampled_from(kinds))


def dotenv_line(name: str, value: str, draw: st.DrawFn, separators: list[str], sound: bool) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("\n", "\\n").replace("\t", "\\t")
    kinds = [f'"{escaped}"', f'"{escaped}" # c']
    if "'" not in value and "\n" not in value and "\\" not in value:
        kinds.append(f"'{value}'")
    if "\n" not in value and "#" not in value and not value.strip().startswith(("'", '"', "`")) and not (sound and value.isspace()):
        kinds += [value, value + " # c"]  # Node.js since 22.16 reads the next line where only spaces follow the name: that is not sound
    lead, separator = draw(st.sampled_from(["", "export ", "  "])), draw(st.sampled_from(separators))
    return f"{lead}{name}{separator}{draw(st.sampled_from(kinds))}\n"


def read_dotenv(text: str) -> dict[str | None, str | None]:
    return {entry.name: entry.value for entry in dotenv.parse(Source(".env", text)).entries}


@st.composite
def texts(draw: st.DrawFn, sound: bool = False) -> tuple[str, str, Any, Callable[[str], Any]]:
    """(path, text, the data that must be read from the fixed text, how to read it)."""
    case = draw(cases(sound=sound))
    form = draw(st.sampled_from(["mapping", "list", "objects", "inside", "base64"]))
    noise = [draw(NOISE), draw(NOISE)]
    data, right = shaped(form, case.written, noise), shaped(form, case.right, noise)
    match draw(st.sampled_from(["yaml", "json", "toml", "dotenv"])):
        case "toml":
            text = "".join(f"{n} = {toml_string(v, draw)} # n\n" for n, v in named(case.written, noise)) + "# é\n"
            return "a.toml", "[vtex]\n" + text, {"vtex": dict(named(case.right, noise))}, tomllib.loads
        case "dotenv":
            separators = ["="] if sound else ["=", " = "]
            text = "# é\n" + "".join(dotenv_line(n, v, draw, separators, sound) for n, v in named(case.written, noise))
            return ".env", text, read_dotenv(text) | dict(zip(NAMES, case.right, strict=True)), read_dotenv
        case "yaml":
            return "a.yaml", "# n\n" + dumped_yaml(data, draw) + "# é\n", right, pyyaml.safe_load
        case _:
            return "a.json", json.dumps(data, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1]))), right, json.loads


QUIET = settings(examples(200), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@QUIET
@given(texts(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]))
def test_the_right_values_and_nothing_else(made: tuple[str, str, Any, Callable[[str], Any]], newline: str, encoding: str) -> None:
    path, text, right, load = made
    assume(load(text) is not None)
    text = text.replace("\n", newline)
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    done = repair(path, data)
    assert done.refused == ()
    written = done.after.source.encode()
    assert load(done.after.source.text) == right, "the right values, and all other values as they were"
    # read as any reader would, mended once and for all, and nothing new
    again = Source.from_bytes(path, written)
    assert again.text == done.after.source.text
    assert repair(path, written).after.source.encode() == written
    left = Counter(rules_in(path, done.after.source.text))
    before = Counter(rules_in(path, Source.from_bytes(path, data).text))
    assert FIXED_RULES.isdisjoint(left)
    assert left <= before
    assert ("\r\n" in again.text) == (newline == "\r\n" and "\n" in again.text)
    assert again.text.endswith("\n") == Source.from_bytes(path, data).text.endswith("\n")


@QUIET
@given(texts(sound=True), st.sampled_from(["\n", "\r\n"]))
def test_a_sound_file_keeps_every_byte(made: tuple[str, str, Any, Callable[[str], Any]], newline: str) -> None:
    path, text, _, _ = made
    assume(
        path != ".env" or not re.search(r'\\"[ \t]*(?:#|\n)', text)
    )  # godotenv lets a backslash escape the closing quote, and refuses the file
    data = text.replace("\n", newline).encode()
    done = repair(path, data, unsafe=True)
    assert (done.fixed, done.refused, done.after.source.encode()) == ((), (), data)


PIECES = [
    "VTEX_APP_KEY", "VTEX_APP_TOKEN", "vtex:", "appKey: ", "appToken: ", "=", " = ", ": ", "\n", "\r\n", "  ", " ", "\t", "'", '"', "`", "{", "}", "[", "]", ",",
    "|", ">-", "&a ", "*a", "- ", "# ", "---\n", "{{ x }}", "${X:-", "\\n", "\u200b", "\u00a0", KEY, KEY.upper(), TOKEN, TOKEN[:64], TOKEN[64:], LOWER, "<", ">",
    "# vtexlint: ignore[key-casing]", "# vtexlint: ignore[xyzzy, stray-delimiter] why", "/* ", "*/", "kind: Secret\ndata:\n", fake.b64(TOKEN + "\n"), "export ",
]  # fmt: skip


@examples(400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([".env", "a.yaml", "a.toml", "a.json", "a.json5", "a.txt"])
)
def test_any_arrangement_ends_and_is_stable(text: str, path: str) -> None:
    done = repair(path, text, unsafe=True)
    again = repair(path, done.after.source.encode(), unsafe=True)
    assert again.after.source.text == done.after.source.text
    assert [f.rule for f in again.fixed] == []
    # letters are moved, joined and turned to another case, but none is lost that is not in a comment
    if "vtexlint" not in text:
        for run in (TOKEN[:64], TOKEN[64:]):
            assert done.after.source.text.upper().count(run) >= min(1, text.upper().count(run))
