"""Characters that look like Latin ones: some of each script, and what is next to the ranges."""

import pytest

from vtexlint.credentials.confusables import fold, is_lookalike, lookalikes

SOME = {
    "АӀ": "AI", "аӏ": "al", "ΑϺ": "AM", "αγ": "ay", "Տհ": "Sh", "ᎪᏃ": "AZ", "ıɩ": "ii", "ꓐꓴ": "BU", "Ⅰⅿ": "Im", "ᴀᴢ": "AZ", "‐–—−˗": "-----",
    "０９ＡＺａｚ": "09AZaz", "ⒶⓏⓐⓩ": "AZaz", "🄰🅉🅐🅩🅰🆉": "AZAZAZ", "𝐀𝟿𝒜": "A9A",
}  # fmt: skip


@pytest.mark.parametrize(("characters", "latin"), SOME.items())
def test_a_character_that_looks_like_a_latin_one(characters: str, latin: str) -> None:
    assert "".join(map(fold, characters)) == latin
    assert all(map(is_lookalike, characters))


@pytest.mark.parametrize(
    "character", ["A", "z", "0", "-", "é", "ñ", "Б", "Ж", "Ω", "／", "：", "［", "中", "\U0001d3ff", "\U0001d800", "\u24ea", "🅊"]
)
def test_any_other_character_is_itself(character: str) -> None:
    assert fold(character) == character
    assert not is_lookalike(character)


def test_all_of_them_fold_to_ascii() -> None:
    assert all(fold(character).isascii() and (fold(character).isalnum() or fold(character) == "-") for character in lookalikes())
    assert len(set(lookalikes())) == len(lookalikes()) > 250
