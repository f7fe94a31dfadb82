"""The prefilter misses nothing: whatever has a finding passes it."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id
from tests.examples import examples
from tests.fake import KEY, TOKEN, b64, session, token
from tests.run import check, filled
from vtexlint.linter import prefilter_engine
from vtexlint.linter.prefilter import capital_places, may_hold_credentials, may_hold_session

NAMES = ["VTEX_APP_KEY", "appToken", "X-VTEX-API-AppKey", "FS_DISCOVERY_APP_TOKEN", "X-PROVIDER-API-AppKey", "application key", "app.token"]


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case_with_a_finding_passes(path: Path) -> None:
    data = filled(path.read_bytes())
    outcome = check(path.name, data, state="tracked")
    assert not outcome.findings or may_hold_credentials(data, path.name)


@pytest.mark.parametrize(
    "data",
    [
        b'{"\\u0076tex": {"\\u0061ppKey": "x"}}',
        b'"\\x76tex": 1',
        TOKEN.encode(),
        f"anything = {TOKEN}".encode(),
        "VTEX_APP_KEY=x".encode("utf-16"),
        "VTEX_APP_KEY=x".encode("utf-16-le"),
        "VTEX_APP_KEY=x".encode("utf-16-be"),
        f"kind: Secret\ndata:\n  x: {b64(TOKEN)}\n".encode(),
        f"kind: Secret\ndata:\n  x: {b64('a' + KEY)}\n".encode(),
        f"kind: Secret\ndata:\n  x: {b64('ab' + KEY)}\n".encode(),
        f"kind: Secret\ndata:\n  x: |\n    {b64(TOKEN)[:76]}\n    {b64(TOKEN)[76:]}\n".encode(),
        b"login: vtexappkey-fakestore-AAAAAA",
        f"secret={b64(TOKEN)}\n".encode(),
        f"secret={b64(TOKEN).rstrip('=')}\n".encode(),
        f"auth: Basic {b64(f'{KEY}:{TOKEN}')}\n".encode(),
        json.dumps({"blob": b64(json.dumps({"a": "x", "b": TOKEN}))}).encode(),
        f'a: "{b64(TOKEN)[:50]}\\\n  {b64(TOKEN)[50:]}"\n'.encode(),
    ],
)
def test_disguises(data: bytes) -> None:
    assert may_hold_credentials(data)


@examples(200)
@given(
    st.one_of(st.sampled_from(NAMES), st.from_regex("[A-Z]{14,40}", fullmatch=True)),
    st.sampled_from([TOKEN, KEY, TOKEN[:70], TOKEN.lower(), "changeme", ""]),
    st.booleans(),
    st.sampled_from(["json", "env", "secret"]),
    st.integers(0, 8),
    st.integers(0, 5),
)
def test_whatever_has_a_finding_passes(name: str, value: str, upper: bool, form: str, before: int, seed: int) -> None:
    name = name.upper() if upper else name
    text = {
        "json": json.dumps({name: value, "other": token(seed)[:seed]}),
        "env": f"{name}={value}\n",
        "secret": f"kind: Secret\ndata:\n  {name}: {b64('x' * (seed % 3) + value)}\n",
    }[form]
    text = " " * before + "\n" + text  # the filter looks at every eighth byte
    path = {"json": "a.json", "env": ".env", "secret": "a.yaml"}[form]
    if check(path, text, state="tracked").findings:
        assert may_hold_credentials(text.encode(), path)


def test_a_file_named_for_vtex_is_looked_into() -> None:
    assert may_hold_credentials(b'{"apiKey": "x"}', "config/vtex.json")
    assert not may_hold_credentials(b'{"apiKey": "x"}', "config/other.json")


def test_extra_names() -> None:
    assert may_hold_credentials(b"LOJA_CHAVE=x", "", [b"loja_chave"])


@pytest.mark.parametrize("data", [b"", b"name: x\nport: 1\n", b'{"key": "a", "token": "b", "app": "c"}', b"A" * 50, b"\\n\\t\\u2028"])
def test_ordinary_files_are_dismissed(data: bytes) -> None:
    assert not may_hold_credentials(data, "x.yaml")


# What the filter must not lose: tokens under names that say little, wrapped, lower-case, escaped (found by their form alone).

LOWER = TOKEN.lower()
SEVEN = {
    "folded": ("a.yaml", f"token: >-\n  {TOKEN[:43]}\n  {TOKEN[43:86]}\n  {TOKEN[86:]}\n"),
    "escaped line breaks in JSON": ("a.json", f'{{"token": "{TOKEN[:43]}\\n{TOKEN[43:86]}\\n{TOKEN[86:]}"}}'),
    "lower case": ("a.yaml", f"token: {LOWER}\n"),
    "continued lines in double quotes": ("a.yaml", f'token: "{TOKEN[:58]}\\\n  {TOKEN[58:116]}\\\n  {TOKEN[116:]}"\n'),
    "continued lines of four letters": ("a.yaml", 'token: "' + "\\\n  ".join(LOWER[at : at + 4] for at in range(0, 128, 4)) + '"\n'),
    "TOML, several lines": ("a.toml", f'token = """\n{TOKEN[:50]}\n{TOKEN[50:100]}\n{TOKEN[100:]}"""\n'),
    "dotenv, several lines": (".env", f'token="{TOKEN[:50]}\n{TOKEN[50:100]}\n{TOKEN[100:]}"\n'),
    "under any name": ("a.yaml", f'anything: "{TOKEN[:58]}\\\n  {TOKEN[58:116]}\\\n  {TOKEN[116:]}"\n'),
}


@pytest.mark.parametrize("shape", SEVEN)
def test_tokens_that_an_earlier_filter_dropped(shape: str) -> None:
    path, text = SEVEN[shape]
    assert check(path, text, state="tracked").findings
    assert may_hold_credentials(text.encode(), path)


WEAK = ["token", "key", "secret", "apiKey", "api_token", "access-token", "TOKEN", "x.token", "client_secret", "accessKey", "name", "login"]
PARTS = st.sampled_from(["", "\\\r\n  ", "\n", " ", "\\n", "\\u000a", "\u200b", "\u00a0", '"', "'", ",", "\t", "\\\n", "\r\n"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A token, whole, cut or in another case, in pieces of any length with anything between them."""
    letters = draw(st.sampled_from([TOKEN, LOWER, TOKEN[:64] + LOWER[64:], TOKEN[:100], TOKEN[:60], TOKEN + TOKEN, "Ａ" + TOKEN[1:]]))
    part, size = draw(PARTS), draw(st.sampled_from([4, 16, 30, 43, 58, 76, 300]))
    return part.join(letters[at : at + size] for at in range(0, len(letters), size))


def written(form: str, name: str, value: str) -> tuple[str, str]:
    indented = value.replace("\n", "\n    ")
    match form:
        case "json":
            return "a.json", json.dumps({"a": {name: value}})
        case "json object":
            return "a.json", json.dumps([{"value": value, "enabled": True, "name": name}])
        case "json raw":
            return "a.json", f'{{"{name}": "{value}"}}'
        case "yaml":
            return "a.yaml", f"a:\n  {name}: {indented}\n"
        case "yaml folded":
            return "a.yaml", f"a:\n  {name}: >-\n    {indented}\n  next: x\n"
        case "yaml quoted":
            return "a.yaml", f'a:\n  {name}: "{value}"\n'
        case "yaml alias":
            return "a.yaml", f"x: &here\n  {indented}\na:\n  {name}: *here\n"
        case "yaml list":
            return "a.yaml", f"env:\n  - {name}={value}\n  - 'x={value}'\n"
        case "yaml objects":
            return "a.yaml", f"env:\n  - name: {name}\n    value: {indented}\n"
        case "toml":
            return "a.toml", f'[a]\n{name} = """{value}"""\n'
        case "toml literal":
            return "a.toml", f"[a]\n\"{name}\" = '''{value}'''\n"
        case "dotenv":
            return ".env", f'{name}="{value}"\n'
        case _:
            return "a.yaml", f"{{{{ if }}}}\n{name}: {value}\n# {name}={value}\n"


FORMS = ["json", "json object", "json raw", "yaml", "yaml folded", "yaml quoted", "yaml alias", "yaml list", "yaml objects", "toml",
         "toml literal", "dotenv", "broken"]  # fmt: skip


@examples(1500)
@given(st.sampled_from(FORMS), st.sampled_from(WEAK), damaged())
def test_whatever_is_found_by_its_form_passes(form: str, name: str, value: str) -> None:
    path, text = written(form, name, value)
    if check(path, text, state="tracked").findings:
        assert may_hold_credentials(text.encode(), path)


# What the second look dismisses: lists of words and texts for people, however long.

WORDS = ["CloudifyDatatypes", "AzureNetwork", "BasicAuthentication", "CertificateBasedAuthentication", "ONE", "TWO", "THREE", "DATABASE"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"token": WORDS * 12}, indent=8),
        json.dumps({"token": "Valid words for this are " + ", ".join(WORDS * 4)}),
        json.dumps({"key": ["A" * 20 + str(number) for number in range(40)]}, indent=2),
        "token: |\n" + "".join(f"  {word.upper()} and more of the words that people write\n" for word in WORDS * 3),
        json.dumps({"secret": "ＡＢＣ".join(["日本語の説明"] * 30)}, ensure_ascii=False),
    ],
)
def test_lists_and_texts_are_dismissed(text: str) -> None:
    assert not may_hold_credentials(text.encode(), "a.json")


@examples(300)
@given(st.binary(max_size=300), st.integers(0, 9), damaged())
def test_bytes_around_a_token_do_not_matter(noise: bytes, shift: int, value: str) -> None:
    """The sampling finds a run of capitals wherever it begins."""
    data = noise.replace(b"\0", b"") + b"." * shift + b'\ntoken: "' + value.encode() + b'"\n'
    if check("a.yaml", f'token: "{value}"\n', state="tracked").findings:
        assert may_hold_credentials(data, "a.yaml")


# The engine of the extra `fast` answers the same.

ENGINE = prefilter_engine.load()


@pytest.mark.skipif(ENGINE is None, reason="hyperscan is not installed")
@examples(800)
@given(st.sampled_from(FORMS), st.sampled_from([*WEAK, *NAMES, "x"]), damaged() | st.text(max_size=300), st.sampled_from(["", "vtex/"]))
def test_the_engine_answers_the_same(form: str, name: str, value: str, folder: str) -> None:
    assert ENGINE is not None
    path, text = written(form, name, value)
    data = text.encode("utf-8", "surrogatepass")
    for given_data in (data, text.encode("utf-16-le", "surrogatepass"), data + b"\0"):
        assert ENGINE(given_data, folder + path, ()) == may_hold_credentials(given_data, folder + path)


@pytest.mark.skipif(ENGINE is None, reason="hyperscan is not installed")
@examples(500)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"vTeX", b"App-Key", b"\\u0041", b"A" * 20, b"kind: Secret", b64(KEY).encode()]),
    st.data(),
)
def test_the_engine_answers_the_same_for_any_bytes(noise: bytes, word: bytes, data: st.DataObject) -> None:
    assert ENGINE is not None
    at = data.draw(st.integers(0, len(noise)))
    content = noise[:at] + word + noise[at:]
    assert ENGINE(content, "a.yaml", ()) == may_hold_credentials(content, "a.yaml")


def test_with_the_package_there_is_an_engine() -> None:
    pytest.importorskip("hyperscan", reason="hyperscan is not installed")
    assert ENGINE is not None


def test_without_the_package_there_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter_engine, "find_spec", lambda _: None)
    assert prefilter_engine.load() is None


def packed(value: str, form: int) -> str:
    """The value in one of the forms in which base64 of it is written."""
    once = b64(value)
    return [once, once.rstrip("="), once.replace("+", "-").replace("/", "_"), b64(once), f"Basic {once}"][form]


@examples(300)
@given(
    st.sampled_from(["apiKey", "token", "APP_SECRET", "password", "auth", "app_token", "TOKEN_B64", "vtexToken", "data"]),
    st.sampled_from([TOKEN, KEY, f"{KEY}:{TOKEN}", f"{TOKEN}\n", TOKEN[:100], json.dumps({"k": KEY, "token": TOKEN}), TOKEN.lower()]),
    st.integers(0, 4),
    st.integers(0, 3),
    st.sampled_from(["a.json", ".env", "a.yaml", "secret.yaml", "a.toml"]),
)
def test_whatever_is_found_in_base64_passes(name: str, value: str, form: int, shift: int, path: str) -> None:
    written = packed("x" * shift + value, form)
    text = {
        "a.json": json.dumps({"vault": {name: written, "apiKey": b64(KEY)}}),
        ".env": f"{name}={written}\n",
        "a.yaml": f"- name: {name}\n  value: {written}\n",
        "secret.yaml": f"kind: Secret\ndata:\n  {name}: {written}\nstringData:\n  token: {written}\n",
        "a.toml": f'{name} = "{written}"\napiKey = "{b64(KEY)}"\n',
    }[path]
    found = check(path, text, state="tracked").findings
    if found:
        assert may_hold_credentials(text.encode(), path)
    engine = prefilter_engine.load()
    if engine is not None:
        assert engine(text.encode(), path, ()) == may_hold_credentials(text.encode(), path)


def test_the_place_of_every_token_is_known() -> None:
    words = "\n".join(f'{token(number, 18)}"' for number in range(30))
    text = f'x = "{words}"\ny = "{TOKEN}"\nz = "{token(1)}"\n'
    assert {text.find(TOKEN), text.find(token(1))} <= set(capital_places(text.encode()))


@pytest.mark.parametrize("after", [0, 6000])
def test_a_token_in_pieces_may_be_anywhere_in_a_file(after: int) -> None:
    pieces = " ".join(TOKEN[at : at + 4] for at in range(0, 60, 4)) + " " + TOKEN[60:]
    assert may_hold_credentials(f'x = "{pieces}"\n{"1" * after}'.encode())
    assert not may_hold_credentials(f'x = "{pieces[:-10]}"\n{"1" * after}'.encode())


@pytest.mark.parametrize(("between", "expected"), [(" ", True), ("'", True), ("!", False), ("?", False), ("|", False)])
def test_what_may_be_between_the_letters_of_a_token(between: str, expected: bool) -> None:
    assert may_hold_credentials(between.join([TOKEN[:20]] * 10).encode()) is expected


@pytest.mark.parametrize("word", ["vtex", "VTEX"])
@pytest.mark.parametrize("shift", range(3))
def test_vtex_is_known_in_base64_wherever_it_begins(word: str, shift: int) -> None:
    text = b64(f"{'a' * shift}{word}-x: 1")
    assert may_hold_credentials(f"kind: Secret\ndata:\n  x: {text}\n".encode())
    assert not may_hold_credentials(f"kind: Sealed\ndata:\n  x: {text}\n".encode())
    assert not may_hold_credentials(f"kind: Secret\ndata:\n  x: {b64(f'{chr(97) * shift}other-x: 1')}\n".encode())


@pytest.mark.parametrize("shift", range(3))
@pytest.mark.parametrize("issuer", ["token-emitter", "other-emitter"])
def test_the_issuer_of_a_session_token_is_known_wherever_it_begins(issuer: str, shift: int) -> None:
    payload = base64.urlsafe_b64encode(f'{{"a":"{"x" * (60 + shift)}","iss":"{issuer}"}}'.encode()).decode().rstrip("=")
    data = f"a: eyJhbGciOiJFUzI1NiJ9.{payload}.c2lnbmF0dXJlIHRoYXQgaXMgbm9uZQ\n".encode()
    assert may_hold_session(data) is (issuer == "token-emitter")
    assert not may_hold_session(data.replace(b".eyJ", b".exJ"))


@pytest.mark.parametrize("name", ["key", "apiToken", "SECRET"])
def test_each_word_of_a_name_counts_in_a_file_for_vtex(name: str) -> None:
    assert may_hold_credentials(f"{name}: x\n".encode(), "vtex/a.yaml")
    assert not may_hold_credentials(f"{name}: x\n".encode(), "shop/a.yaml")
    assert not may_hold_credentials(b"name: x\n", "vtex/a.yaml")


NAMES_OF_CAPITALS = "".join(f"SOME_LONG_NAME_{number}=1\n" for number in range(200))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"A={TOKEN}", True), (f"A={TOKEN[:100]}", False), (f"A={' '.join(TOKEN[at : at + 16] for at in range(0, 128, 16))}", True), (f"A={b64('xx' + TOKEN)}", True),
        (f"A={session()}", True), (f"A={session(issuer='other-emitter')}", False), ("B=1", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", NAMES_OF_CAPITALS, "x" * 150 + "\n" + NAMES_OF_CAPITALS])
def test_a_token_is_known_among_many_other_runs_of_capitals(head: str, line: str, expected: bool) -> None:
    """Where there are very many runs, they are looked for in everything, not one by one."""
    assert may_hold_credentials(f"{head}{line}\n{head}".encode()) is expected
