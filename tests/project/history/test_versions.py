"""What a scanner finds in the versions of a file is what it finds in each of them alone, whatever it remembers of the ones before."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import key, token
from vtexlint.linter.exact_runs import env_lines_around, exact_runs, without_runs
from vtexlint.project.config import Configs
from vtexlint.project.history.scan_blob import BlobScanner
from vtexlint.project.history.token_hits import TokenHit
from vtexlint.project.project import Project


def scanner() -> BlobScanner:
    return BlobScanner(Configs(Project("/nowhere"), None, none=True), "/nowhere", snippets=False)


def suffix(number: int) -> str:
    return "".join(chr(65 + number // 26**at % 26) for at in range(6))


BLOCKS = {
    ".env": "STORE{n}_VTEX_APP_KEY={key}\nSTORE{n}_VTEX_APP_TOKEN={token}\n",
    "quoted.env": 'export STORE{n}_VTEX_APP_KEY="{key}"\nSTORE{n}_VTEX_APP_TOKEN="{token}"\nNOTE{n}="a\nTOKEN=b"\n',
    "a.yaml": "- vtexAppKey: {key}\n  vtexAppToken: {token}\n",
    "a.json": '{{"vtexAppKey": "{key}", "vtexAppToken": "{token}"}},\n',
    "a.toml": '[store{n}]\nvtexAppKey = "{key}"\nvtexAppToken = "{token}"\n',
    "a.properties": "vtex.store{n}.appKey={key}\nvtex.store{n}.appToken={token}\n",
}


def block(path: str, kind: str, number: int) -> str:
    secret = token(number)
    text = BLOCKS[path].format(n=number, key=key(suffix=suffix(number)), token={
        "pair": secret, "cut": secret[:100], "lower": secret.lower(), "empty": "", "longer": secret + "A",
    }.get(kind, secret))  # fmt: skip
    return text * 3 if kind == "thrice" else text


def version(path: str, blocks: Sequence[tuple[str, int]]) -> bytes:
    body = "".join(block(path, kind, number) for kind, number in blocks)
    return (f"[{body.rstrip(',' + chr(10))}]\n" if path == "a.json" else body).encode()


def judged(hits: tuple[TokenHit, ...]) -> set[tuple[str, bool]]:
    return {(hit.token, hit.finding is None) for hit in hits}


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["pair", "pair", "pair", "pair", "cut", "lower", "empty", "longer", "thrice", "drop"]),
        st.integers(0, 12),
        st.integers(0, 40),
    ),
    min_size=2,
    max_size=14,
)


@examples(150)
@given(st.sampled_from(sorted(BLOCKS)), st.integers(0, 8), EDITS)
def test_each_version_has_what_it_has_alone(path: str, at_first: int, edits: list[tuple[str, int, int]]) -> None:
    blocks = [("pair", 100 + number) for number in range(at_first)]
    remembering = scanner()
    for kind, number, place in edits:
        at = place % (len(blocks) + 1)
        blocks = blocks[:at] + blocks[at + 1 :] if kind == "drop" else [*blocks[:at], (kind, number), *blocks[at:]]
        data = version(path, blocks)
        assert judged(remembering.inspect(path, data)) == judged(scanner().inspect(path, data))


@pytest.mark.parametrize("path", sorted(set(BLOCKS) - {"quoted.env"}))
def test_a_file_that_gains_a_token_in_each_version_is_not_parsed_each_time(path: str) -> None:
    remembering = scanner()
    pairs: dict[str, str] = {}
    for count in range(1, 41):
        hits = remembering.inspect(path, version(path, [("pair", number) for number in range(count)]))
        assert len(hits) == count
        for hit in hits:
            pairs[hit.token] = pairs.get(hit.token) or hit.key
    assert set(pairs.values()) == {key(suffix=suffix(number)) for number in range(40)}
    assert remembering.parsed <= 4
    assert remembering.judged <= 4 * 40


def test_a_key_far_from_its_new_token_is_found() -> None:
    filler = "".join(f"NAME{number}=value\n" for number in range(500))
    text = block(".env", "pair", 1) + f"VTEX_APP_KEY={key(suffix='ZZZZZZ')}\n" + filler
    remembering = scanner()
    remembering.inspect(".env", text.encode())
    hits = remembering.inspect(".env", f"{text}VTEX_APP_TOKEN={token('new')}\n".encode())
    assert sorted(hit.key for hit in hits) == sorted([key(suffix=suffix(1)), key(suffix="ZZZZZZ")])


def test_runs() -> None:
    run = token(1).encode()
    for before, behind, count in ((b"", b"", 1), (b"=", b"\n", 1), (b"A", b"", 0), (b"", b"a", 0), (b"1", b"", 0), (b"\xc3", b"", 0)):
        data = before + run + behind
        assert len(list(exact_runs(data))) == count
    for code in range(256):
        is_apart = not (bytes([code]).isalnum() or code >= 128)
        for data in (b" " + bytes([code]) + run, b" " + run + bytes([code]) + b" "):
            assert bool(list(exact_runs(data))) == is_apart, code
    data = b" ".join([run] * 3)
    assert list(exact_runs(data)) == [0, 129, 258]
    assert exact_runs(without_runs(data, [0, 258])).__next__() == 129
    assert len(without_runs(data, [0])) == len(data)


@examples(200)
@given(st.text('a=\n" ', max_size=120), st.lists(st.integers(0, 119), min_size=1, max_size=3), st.integers(0, 20))
def test_lines_that_are_passed_by_keep_their_length(text: str, places: list[int], reach: int) -> None:
    data = text.encode()
    found = env_lines_around(data, sorted(place for place in places if place <= len(data)) or [0], reach)
    assert len(found) == len(data)
    assert all(new in (old, ord(".")) for old, new in zip(data, found, strict=True))
    assert found.count(b"\n") == data.count(b"\n")


def test_lines_that_are_passed_by_keep_only_their_ends() -> None:
    data = "A=é;\r\n".encode() * 9 + b"B=2\r\n" + "C=ü;\r\n".encode() * 9
    found = env_lines_around(data, [data.index(b"B")], 0)
    assert found == "..é.\r\n".encode() * 9 + b"B=2\r\n" + "..ü.\r\n".encode() * 9
