"""The models' facts: what each loader makes of the lines that matter, recorded from the loaders themselves."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vtexlint.loaders.spelling import common_spelling
from vtexlint.loaders.table import LOADERS
from vtexlint.rules.loader_dependent_value import _PLAIN
from vtexlint.settings import DEFAULT_LOADERS
from vtexlint.settings import LOADERS as LOADER_NAMES

REFUSED = "refused"
RUNS = "runs"
D, N, P, C, G, R, B, K = LOADERS


def outcome(loader: str, text: str) -> Any:
    """What the loader gives for A: a value, None, REFUSED, RUNS."""
    parse_file = LOADERS[loader](text)
    if parse_file.refusal is not None and (parse_file.refusal.whole or "A" not in parse_file.values()):
        return REFUSED
    if any(assignment.name == "A" and assignment.runs for assignment in parse_file.assignments):
        return RUNS
    return parse_file.values().get("A")


FACTS: list[tuple[str, dict[str, Any]]] = [
    ("A=val\n", {}),
    ("A=\n", {D: "", N: "", P: "", C: "", G: "", R: "", B: "", K: ""}),
    ("   A=val", {}),
    ("A=val # c\n", {K: "val # c"}),
    ("A=val#c\n", {P: "val#c", C: "val#c", G: "val#c", B: "val#c", K: "val#c"}),
    ("A=val\t#c\n", {N: "val\t", C: "val\t#c", K: "val\t#c"}),
    ("A=#abc\n", {D: "", N: "", R: "", P: "#abc", C: "#abc", B: "#abc", K: "#abc", G: REFUSED}),
    ("A= #abc\n", {D: "", N: "", P: "", R: "", B: "", C: "#abc", G: REFUSED, K: " #abc"}),
    ('A="val" # it\'s "x"\n', {K: '"val" # it\'s "x"'}),
    ('A="val"junk\n', {D: '"val"junk', R: '"val"junk', K: '"val"junk', P: None, G: REFUSED, B: "valjunk"}),
    ('A=x"val"\n', dict.fromkeys(LOADERS, 'x"val"') | {B: "xval"}),
    ("A=`val`\n", {P: "`val`", C: "`val`", G: "`val`", R: "`val`", K: "`val`", B: RUNS}),
    ("export A=val\n", {K: REFUSED}),
    ("export\tA=val\n", {N: None, K: REFUSED}),
    ("A: val\n", {N: None, P: None, B: None, K: REFUSED}),
    ("A:val\n", {D: None, N: None, P: None, R: None, B: None, K: None}),
    ("A =val\n", {B: None, K: REFUSED}),
    ("A= val\n", {B: None, K: " val"}),
    ("A=val  \n", {K: "val  "}),
    ("A\n", {D: None, N: None, P: None, C: None, G: REFUSED, R: "", B: None, K: None}),
    ('A="a\\nb"\n', dict.fromkeys(LOADERS, "a\nb") | {R: "a\\nb", B: "a\\nb", K: '"a\\nb"'}),
    ('A="a\\tb"\n', {D: "a\\tb", N: "a\\tb", B: "a\\tb", P: "a\tb", C: "a\tb", G: "atb", R: "atb", K: '"a\\tb"'}),
    ('A="a\\"b"\n', dict.fromkeys(LOADERS, 'a"b') | {D: 'a\\"b', N: "a\\", K: '"a\\"b"'}),
    ("A='a\\'b'\n", {D: "a\\'b", G: "a\\'b", R: "a\\'b", N: "a\\", P: "a'b", C: "a'b", B: REFUSED, K: "'a\\'b'"}),
    ("A=a\\nb\n", dict.fromkeys(LOADERS, "a\\nb") | {R: "anb", B: "anb"}),
    ('A="a\nb"\n', dict.fromkeys(LOADERS, "a\nb") | {K: '"a'}),
    ('A="abc\nB=2\n', {D: '"abc', N: '"abc', R: '"abc', K: '"abc', P: None, C: REFUSED, G: REFUSED, B: REFUSED}),
    ("X=1\nA=$X\n", {D: "$X", N: "$X", P: "$X", K: "$X", C: "1", G: "1", R: "1", B: "1"}),
    ("X=1\nA='${X}'\n", dict.fromkeys(LOADERS, "${X}") | {P: "1", K: "'${X}'"}),
    ("A=${NOPE:-d}\n", {D: "${NOPE:-d}", N: "${NOPE:-d}", K: "${NOPE:-d}", P: "d", C: "d", B: "d", G: ":-d}", R: ":-d}"}),
    ("A=ab$cd\n", dict.fromkeys(LOADERS, "ab$cd") | {C: "ab", R: "ab", B: "ab"}),
    ("A=$(echo hi)\n", dict.fromkeys(LOADERS, "$(echo hi)") | {R: RUNS, B: RUNS}),
    ("A=${}\n", dict.fromkeys(LOADERS, "${}") | {C: REFUSED, P: "", B: RUNS}),
    ("A=${X:?must}\n", {D: "${X:?must}", N: "${X:?must}", K: "${X:?must}", P: "${X:?must}", C: "", G: ":?must}", R: ":?must}", B: RUNS}),
    ("A=val\r\n", {B: "val\r"}),
    ("\ufeffA=val\n", {N: None, G: REFUSED, R: None, B: None}),
    ("A=1\nA=val\n", {}),
    ("A=val x\n", dict.fromkeys(LOADERS, "val x") | {B: None}),
    ("; c\nA=val\n", {N: None, C: REFUSED, G: REFUSED, B: REFUSED, K: REFUSED}),
    ("X\nA=val\n", {N: None, G: REFUSED}),
    ("export X\nA=val\n", {N: None, G: REFUSED, R: REFUSED, K: REFUSED}),
    ("A=val\u00a0\n", {N: "val\u00a0", R: "val\u00a0", B: "val\u00a0", K: "val\u00a0"}),
    ("A='val\"\n", {D: "'val\"", N: "'val\"", R: "'val\"", K: "'val\"", P: None, C: REFUSED, G: REFUSED, B: REFUSED}),
    ("A=val; X=1\n", dict.fromkeys(LOADERS, "val; X=1") | {B: "val"}),
    ("A=val & X=1\n", dict.fromkeys(LOADERS, "val & X=1") | {B: None}),
    ("X=1 A=val\n", dict.fromkeys(LOADERS) | {B: "val"}),
    ("'A'=val\n", {D: None, N: None, R: None, B: None, K: None, C: REFUSED, G: REFUSED}),
]  # fmt: skip


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
def test_node_reads_a_comment_at_the_end_with_no_newline_behind_it(text: str, names: set[str], plain: bool) -> None:
    """As `node -e "util.parseEnv(...)"` of 20.20 does; every other loader sees a comment."""
    assert set(LOADERS["node"](text).values()) == names
    assert bool(_PLAIN.match(text)) is plain
    assert all(set(LOADERS[loader](text).values()) == {"A"} for loader in DEFAULT_LOADERS if loader != "node")


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
NAMES = {
    "dotenv-js": "dotenv",
    "dotenv-js fast": "dotenv",
    "node --env-file": "node",
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
        assert readings.keys() == LOADERS.keys()
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
