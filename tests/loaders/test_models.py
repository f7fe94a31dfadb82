"""The models' facts: what each loader makes of the lines that matter, recorded from the loaders themselves."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.loaders.facts import FACTS, REFUSED, RUNS
from vtexlint.loaders.spelling import common_spelling
from vtexlint.loaders.table import LOADERS
from vtexlint.rules.loader_dependent_value import _PLAIN
from vtexlint.settings import DEFAULT_LOADERS
from vtexlint.settings import LOADERS as LOADER_NAMES


def outcome(loader: str, text: str) -> Any:
    """What the loader gives for A: a value, None, REFUSED, RUNS."""
    parse_file = LOADERS[loader](text)
    if parse_file.refusal is not None and (parse_file.refusal.whole or "A" not in parse_file.values()):
        return REFUSED
    if any(assignment.name == "A" and assignment.runs for assignment in parse_file.assignments):
        return RUNS
    return parse_file.values().get("A")


@pytest.mark.parametrize(("text", "others"), FACTS, ids=[repr(text) for text, _ in FACTS])
def test_fact(text: str, others: dict[str, Any]) -> None:
    """Every loader reads `val`, but for the others."""
    assert {loader: outcome(loader, text) for loader in LOADERS} == dict.fromkeys(LOADERS, "val") | others


@pytest.mark.parametrize(
    ("text", "names", "plain"),
    [
        ("A=1\n# B=2", {"A", "# B"}, False),
        ("A=1\n# B=2\n", {"A"}, True),
        ("# B=2\nA=1", {"A"}, True),
        ("A=1\n# B", {"A"}, True),
        ("A=1 # B=2", {"A"}, True),
    ],
)
def test_node_20_reads_a_comment_at_the_end_with_no_newline_behind_it(text: str, names: set[str], plain: bool) -> None:
    """As `node -e "util.parseEnv(...)"` of 20.20 does; every other loader sees a comment."""
    assert set(LOADERS["node-20"](text).values()) == names
    assert bool(_PLAIN.match(text)) is plain
    assert all(set(LOADERS[loader](text).values()) == {"A"} for loader in DEFAULT_LOADERS if loader != "node-20")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if true; then\n  export A=val\nfi\n", "val"),
        ("foo() { A=val; }\n", "val"),
        ("cat <<EOF\nit's\nEOF\nA=val\n", "val"),
        ("case $x in\n  a) A=val ;;\nesac\n", "val"),
        ("(A=val)\n", None),
        ("A=val | x\n", None),
        ("A=val x\n", None),
        ("A=val; ;\n", REFUSED),
        ("A=(val)\n", RUNS),
        ("A=~/x\n", RUNS),
        ("A=$'v\\'al'\n", "v'al"),
        ("A=v\\\nal\n", "val"),
        ("export X=1 A=val Y\n", "val"),
        ("X=va\nA=${X}l\n", "val"),
        ("A=va\nA+=l\n", "val"),
        ("A=$(x \")\" '(')\n", RUNS),
        ("x && A=val\n", RUNS),
        ("A=val # it's\n", "val"),
        ("A=val#'c'\n", "val#c"),
    ],
)
def test_bash(text: str, expected: Any) -> None:
    assert outcome("bash", text) == expected


def test_the_settings_and_the_models_name_the_same_loaders() -> None:
    assert tuple(LOADERS) == LOADER_NAMES


# what docker does where the recorded model, not run, was wrong: it trims CR and BOM, and refuses blanks in a name
DOCKER_IS_RIGHT = {"space before =", "export", "export tab", "colon", "crlf", "crlf dq", "bom", "semicolon comment"}
# recorded from a later godotenv than the last release, which takes these lines; see tests/loaders/test_real.py
GODOTENV_1_5_1 = {"key dash": "ERR", "hash first": {"A": "#abc"}, "space hash first": {"A": "#abc"}}
NAMES = {
    "dotenv-js": "dotenv",
    "dotenv-js fast": "dotenv",
    "node --env-file": "node-20",
    "compose-go": "compose",
    "docker-run(model)": "docker-run",
}


def recorded(path: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """(title, text, what each loader gives) of the sixty recorded lines."""
    cases = []
    for block in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
        head, *rows = block.splitlines()
        match = re.fullmatch(r"(.+?): ('.*'|\".*\")(?:  ALL AGREE (.*))?", head)
        assert match is not None, head
        readings = dict.fromkeys(LOADERS, json.loads(match[3])) if match[3] else {}
        for row in rows:
            given_, arrow, names = row.strip().partition(" <- ")
            for name in names.split(", ") if arrow else ():
                readings[NAMES.get(name, name)] = json.loads(given_)
        cases.append((match[1], ast.literal_eval(match[2]), readings))
    return cases


def test_every_model_agrees_with_the_recorded_behaviour(shared: Path) -> None:
    cases = recorded(shared / "dotenv-loaders.txt")
    assert len(cases) == 60
    for title, text, readings in cases:
        assert readings.keys() | {"node"} == LOADERS.keys()  # Node.js 20 was the current one
        readings["godotenv"] = GODOTENV_1_5_1.get(title, readings["godotenv"])
        for loader, wanted in readings.items():
            if loader == "docker-run" and title in DOCKER_IS_RIGHT:
                continue
            parse_file = LOADERS[loader](text)
            if wanted == "ERR" or "!panic" in wanted:
                assert parse_file.refusal == (parse_file.refusal[0], True) if parse_file.refusal else False, (title, loader)
                continue
            wanted.pop("!stderr", None)
            if not any(assignment.runs for assignment in parse_file.assignments):  # a command's output cannot be told
                assert parse_file.values() == wanted, (title, loader)


PIECES = [*"AB=:\"'`\\#\n \t$();&|<>", "A=", "\nB=", "export ", "val", "\\n", '\\"', " #c", "${", "}", ":-", "$(", "\r\n", "\r", "\u2028", "<<E\n", "case "]  # fmt: skip
texts = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@pytest.mark.parametrize("loader", LOADERS)
@given(text=texts)
def test_any_text_is_read_and_every_name_stands_where_it_is_said_to(loader: str, text: str) -> None:
    parse_file = LOADERS[loader](text)
    last = 0
    for assignment in parse_file.assignments:
        assert last <= assignment.start < assignment.end <= len(text)
        last = assignment.end
        if "\r" not in text and "\\" not in text and not assignment.runs:
            assert text[assignment.start : assignment.end] == assignment.name
    assert parse_file.refusal is None or 0 <= parse_file.refusal.offset <= len(text)


HOSTILE = [
    'A="\n', "A='\nB=\"\nC=`\n", 'A="\\', "A= ' ", "A=\\", "${", "${A:-", "$(", "A=${A", "A=$A\n", "export ", "export\n", " ", "\t\n", "A\n", "\r", "\r\n",
    "#", "A=#", "A= #", "a b ", "A='\\'", 'A="\\"\n', "<<E\n", "((", "A=`", "\u2028'", "A=\u2028'\u2028", ":", ": ", "A:\n", "'", "{", "; ", "&&\n", "A=${A:-$A}",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("loader", LOADERS)
def test_hostile_text_ends(loader: str, unit: str) -> None:
    LOADERS[loader]("X=1\n" + unit * (60_000 // len(unit)))
    LOADERS[loader]('A="' + unit * (60_000 // len(unit)) + '"')
    LOADERS[loader]("A=x" + unit * (60_000 // len(unit)) + "x")


@given(st.from_regex(r"[A-Z][A-Z_]{0,5}", fullmatch=True), st.text("abcXYZ019-_ #$'\"\\`", max_size=8))
def test_a_common_spelling_is_one(name: str, value: str) -> None:
    spelled = common_spelling(name, value, LOADERS)
    if spelled is not None:
        assert all(read(f"X=1\n{spelled}\nY=2\n").values() == {"X": "1", name: value, "Y": "2"} for read in LOADERS.values())
    elif re.fullmatch(r"[\w-]*", value):
        pytest.fail("a plain value has a common spelling")


@pytest.mark.parametrize(
    ("value", "loaders", "spelled"),
    [
        ("abc", LOADERS, "A=abc"),
        ("a#b", DEFAULT_LOADERS, "A='a#b'"),
        ("a#b", LOADERS, None),
        ("a'b", DEFAULT_LOADERS, "A=a'b"),
        (" a", DEFAULT_LOADERS, "A=' a'"),
        ("it's #1", DEFAULT_LOADERS, 'A="it\'s #1"'),
    ],
)
def test_common_spellings(value: str, loaders: Any, spelled: str | None) -> None:
    assert common_spelling("A", value, loaders) == spelled


plain_lines = st.from_regex(
    re.compile(r"(?:[ ]{0,2}(?:export )?[AB_]\w{0,2}[ ]?=[ ]?[!%-_a-~\t #\"']{0,9}|# [ -~]{0,5}|[A-Z\"'=:# ]{0,4})", re.ASCII),
    fullmatch=True,
)


@given(st.lists(plain_lines, max_size=4).map("\n".join))
@example("A=\n# =")
def test_a_text_that_needs_no_model_is_read_alike_by_the_default_loaders(text: str) -> None:
    preview_fix = re.sub(r"(?m)^[ \t]+|[ \t]+$", "", text)  # these are others' to tell, or node 20's alone
    preview_fix = re.sub(r"(?m)^((?:export )?\w+)[ \t]*=[ \t]*", r"\1=", preview_fix)
    if _PLAIN.match(text):
        readings = [LOADERS[loader](preview_fix) for loader in DEFAULT_LOADERS]
        assert all(parse_file.refusal is None for parse_file in readings), preview_fix
        assert all(parse_file.values() == readings[0].values() for parse_file in readings), [parse_file.values() for parse_file in readings]


def test_no_value_is_printed() -> None:
    for read in LOADERS.values():
        assert "hidden" not in repr(read("A=hidden\nB='hidden"))
