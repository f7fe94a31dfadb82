"""Characters of other scripts that look like the Latin letters, digits and hyphens of a credential."""

from vtexlint._startup.modules import load

# Cyrillic, Greek, Armenian, Cherokee, Coptic, and typographic hyphens: the confusables of Unicode TS 39 that a keyboard,
# an autocorrection or a PDF puts into a pasted value
_PAIRS = {
    # Cyrillic uppercase and lowercase letters
    "АВЕЅЗІЈКМНОРСТУХҮԌԚԜѴҺԛԝӀ": "ABESZIJKMHOPCTYXYGQWVhqwI",
    "аеорсухіјѕһԁԛѵԝгптӏ": "aeopcyxijshdqvwrntl",
    # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ": "ABEZHIKMNOPTYXCM",
    "αεικνορτυχϲϳγ": "aeikvoptuxcjy",
    # Armenian, Cherokee, Coptic
    "ՏՕՍոսօցհ": "SOUnuogh",
    "ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᎮᏢᏚᎢᏙᎳᏃ": "ABCDEGHIJKLMNPSTVWZ",
    # Latin letters that are not ASCII: dotless i, long s, script g and the like
    "ıſɡɑɩ": "isgai",
    # Lisu, Roman numerals, small capitals
    "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ": "BPDTGKJCZFMNLSRVHWXYAEIOU",
    "ⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ": "IVXLCDMivxlcdm",
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ": "ABCDEFGHIJKLMNOPRSTUVWYZ",
    # hyphens and dashes
    "‐‑‒–—―−﹣－˗": "----------",
}
_folded: dict[str, str] = {}


def _table() -> dict[str, str]:
    """The Latin character of each lookalike; built for the first value that is not ASCII."""
    if not _folded:
        for lookalikes, latin in _PAIRS.items():
            _folded.update(zip(lookalikes, latin, strict=True))
        for code in range(0xFF10, 0xFF5B):  # full-width digits and letters
            if chr(code - 0xFEE0).isalnum():
                _folded[chr(code)] = chr(code - 0xFEE0)
        for first, letter in ((0x24B6, "A"), (0x24D0, "a"), (0x1F130, "A"), (0x1F150, "A"), (0x1F170, "A")):  # circled, squared letters
            for code in range(26):
                _folded[chr(first + code)] = chr(ord(letter) + code)
    return _folded


def lookalikes() -> str:
    """All of them except the mathematical letters, U+1D400 to U+1D7FF."""
    return "".join(_table())


def is_lookalike(character: str) -> bool:
    return not character.isascii() and (character in _table() or 0x1D400 <= ord(character) <= 0x1D7FF)


def fold(character: str) -> str:
    """The Latin character that this one looks like; the character itself if there is none."""
    if 0x1D400 <= ord(character) <= 0x1D7FF:  # mathematical bold, italic, script...
        normalized: str = load("unicodedata").normalize("NFKC", character)
        return normalized
    return character if character.isascii() else _table().get(character, character)


def describe(character: str) -> str:
    """`CYRILLIC CAPITAL LETTER A (U+0410)`: a name that a user can search for."""
    name = load("unicodedata").name(character, "")
    return f"{name} (U+{ord(character):04X})" if name else f"U+{ord(character):04X}"
