"""The normalized value, and each fault once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake import KEY, TOKEN
from vtexlint.credentials.normalize import BLANKS, Normalized, is_invisible, normalize


@pytest.mark.parametrize("value", [KEY, TOKEN, "vtexappkey-loja-verde-ABCDEF", "abc", TOKEN.lower()])
def test_bare(value: str) -> None:
    assert normalize(value) == Normalized(value)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (f" {TOKEN}", "surrounding"),
        (f"{TOKEN}\n", "surrounding"),
        (f"{TOKEN}\r\n", "surrounding"),
        (f"{TOKEN[:60]} {TOKEN[60:]}", "inner"),
        (f"{TOKEN[:60]}\n  {TOKEN[60:]}", "inner"),
        (f"{TOKEN[:60]}\u200b{TOKEN[60:]}", "invisible"),
        (f"{TOKEN}\u00a0", "invisible"),
        (f"\ufeff{KEY}", "invisible"),
        (f"{KEY[:9]}\u00ad{KEY[9:]}", "invisible"),
        (f"{TOKEN}\x00", "invisible"),
        (f"\u202e{TOKEN}", "invisible"),
        (f'"{TOKEN}"', "delimiters"),
        (f"\u201c{KEY}\u201d", "delimiters"),
        (f"{KEY},", "delimiters"),
        (f"{KEY};", "delimiters"),
        (f"<{KEY}>", "delimiters"),
        (f"[{TOKEN}]", "delimiters"),
        (f"X-VTEX-API-AppToken: {TOKEN}", "delimiters"),
        (f"Bearer {TOKEN}", "delimiters"),
        (f"VTEX_APP_KEY={KEY}", "delimiters"),
        (f'"X-VTEX-API-AppKey": "{KEY}",', "delimiters"),
        (f"{TOKEN[:60]}'{TOKEN[60:]}", "delimiters"),
        (KEY.replace("-fake", "\u2013fake"), "lookalikes"),
        (KEY.replace("vtex", "vt\u0435x"), "lookalikes"),
        (KEY.replace("AAAAAA", "\uff21AAAAA"), "lookalikes"),
    ],
)
def test_one_fault_and_the_core(value: str, fault: str) -> None:
    normalized = normalize(value)
    assert normalized.value in (KEY, TOKEN)
    worn = {name: getattr(normalized, name) for name in ("surrounding", "inner", "invisible", "lookalikes", "delimiters")}
    assert [name for name, found in worn.items() if found] == [fault]


@pytest.mark.parametrize("quote", ['"', "'", "`"])
@pytest.mark.parametrize("backslashes", [1, 2, 3])
def test_quotes_that_were_copied_with_their_backslashes(quote: str, backslashes: int) -> None:
    mark = "\\" * backslashes + quote
    last = len(mark) + len(TOKEN)
    taken = (*range(len(mark)), *range(last, last + len(mark)))
    assert normalize(f"{mark}{TOKEN}{mark}") == Normalized(TOKEN, delimiters=taken)
    assert normalize(f"{mark}{TOKEN}") == Normalized(TOKEN, delimiters=taken[: len(mark)])
    # with another fault it is read letter by letter
    spaced = f"{mark}{TOKEN[:60]} {TOKEN[60:]}{mark}"
    assert normalize(spaced) == Normalized(
        TOKEN, inner=(len(mark) + 60,), delimiters=(*taken[: len(mark)], *(at + 1 for at in taken[len(mark) :]))
    )
    within = f"{mark} {TOKEN}\u200b"  # the space is not inside the value
    assert normalize(within) == Normalized(TOKEN, invisible=(len(within) - 1,), delimiters=taken[: len(mark)])


@pytest.mark.parametrize("value", [f"\\{TOKEN}", f"\\\\{TOKEN}", "\\", "\\\\", f"{TOKEN}\\"])
def test_backslashes_without_a_quote_are_a_part_of_the_value(value: str) -> None:
    assert normalize(value) == Normalized(value)
    assert normalize(f"{value[:20]} {value[20:]}").delimiters == ()


def test_faults_stand_beside_each_other() -> None:
    normalized = normalize(f' "{TOKEN[:60]}\u200b{TOKEN[60:]}" ')
    assert (normalized.value, normalized.surrounding, bool(normalized.invisible), len(normalized.delimiters)) == (TOKEN, True, True, 2)


@given(st.text(alphabet=BLANKS, max_size=4), st.text(alphabet=BLANKS, max_size=4))
def test_whitespace_never_changes_the_core(lead: str, trail: str) -> None:
    normalized = normalize(lead + TOKEN + trail)
    assert normalized.value == TOKEN
    assert normalized.surrounding == bool(lead + trail)


@given(st.text(max_size=60))
def test_any_text_has_a_core_and_places_inside_it(value: str) -> None:
    normalized = normalize(value)
    places = (*normalized.inner, *normalized.invisible, *normalized.lookalikes, *normalized.delimiters)
    assert all(0 <= place < len(value) for place in places)
    assert len(set(normalized.inner) | set(normalized.invisible) | set(normalized.delimiters)) + len(normalized.value) <= len(value)


@given(
    st.sampled_from(["", " ", "{{", "<", "'", '"', "= ", "[", ":"]),
    st.sampled_from(["appKey", "X-VTEX-API-AppKey", "application/json", "a.b", "-", "a b", "@x@", TOKEN]),
    st.sampled_from(["", " ", "}}", ">", "'", '",', "]", " ;", ";\n"]),
)
def test_an_invisible_character_at_the_end_changes_nothing_else(front: str, core: str, end: str) -> None:
    """Values of ordinary characters are normalized in fewer steps."""
    value = front + core + end
    assert normalize(value + "\u200b") == normalize(value)._replace(invisible=(len(value),))


@pytest.mark.parametrize("character", "\u200b\u00a0\u00ad\ufeff\u202e\x01\u3000\u2003\u1680\x85")
def test_an_invisible_character(character: str) -> None:
    assert is_invisible(character)


@pytest.mark.parametrize("character", "aé🔑ß中й٣ ¿\t-")
def test_letters_and_signs_of_any_script_are_visible(character: str) -> None:
    assert not is_invisible(character)


@pytest.mark.parametrize(
    "label", ["App Token: ", "API Token:", "Token de aplicação: ", "token de acesso = ", "AppToken -> ", "- ", "• ", "Chave: ", "Llave → "]
)
def test_a_label_before_a_whole_credential_is_not_part_of_it(label: str) -> None:
    for value in (TOKEN, KEY, f"'{KEY}'"):
        assert normalize(label + value).value == value.strip("'")
        assert normalize(f" {label}{value} ").delimiters
    jwt = f"{'eyJhbGciOiJFUzI1NiJ9'}.{'eyJhIjoxMjM0NTY3ODkw'}.{'abcdefghij' * 4}"
    assert normalize(label + jwt).value == jwt


@pytest.mark.parametrize(
    "value", [f"changeme token: a {TOKEN}", f"a: b: {TOKEN}", f"see https://example.com/: {TOKEN}", "App Token: changeme", "- x"]
)
def test_words_before_something_else_stay(value: str) -> None:
    assert normalize(value).value not in (TOKEN, "changeme", "x")
