"""Plain tokens in a snapshot: VTEX answers `appToken: null`, except when a key is created or renewed."""

import re
from collections.abc import Iterable

from vtexlint._startup.digests import digest
from vtexlint.accounts.json_paths import Path, Places, spelled
from vtexlint.accounts.model import Leak
from vtexlint.accounts.shapes import is_secret
from vtexlint.credentials import bare_tokens, shapes
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Position, Source

LINE = Template("leak.line", "line {line}")
FIELD = Template("leak.field", "`{field}`")


def leak(text: str, where: Message, position: Position | None = None) -> Leak:
    return Leak(where, position, len(text), digest(text) if shapes.is_token(text) else "")


def in_text(source: Source) -> list[Leak]:
    """Exactly 128 mixed uppercase letters, anywhere."""
    if not _may_hold_token(source.text):
        return []
    found = []
    for span in bare_tokens.in_text(source.text):
        text = source.slice(span)
        if is_secret(text):
            position = source.position(span.start)
            found.append(leak(text, LINE(line=position.line), position))
    return found


def _may_hold_token(text: str) -> bool:
    """Whether the text may have 128 uppercase letters in a row: then two consecutive samples of every 64th character are."""
    step = shapes.TOKEN_LENGTH // 2
    for look in re.finditer("[A-Z]{2,}", text[::step]):
        if re.search("[A-Z]{128}", text[max(0, look.start() - 2) * step : (look.end() + 2) * step]):
            return True
    return False


def in_slots(source: Source, slots: Iterable[tuple[Path, str]], places: Places) -> list[Leak]:
    """Real tokens of any case in `appToken` and `newToken`."""
    return [leak(text, FIELD(field=spelled(path)), places.position(path)) for path, text in slots if is_secret(text)]
