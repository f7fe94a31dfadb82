"""Which bytes may contain an exact token: the test before `search`. Light, so that a run without a candidate imports no rule."""

_LENGTH = 128
_STEP = _LENGTH // 2
_CLASSES = bytes(65 if 65 <= code <= 90 else 46 for code in range(256))
_RUN = b"A" * _LENGTH


def may_hold_exact_token(data: bytes) -> bool:
    """Whether the bytes contain 128 capitals in a row. Most texts are dismissed after a look at every 64th byte."""
    samples = data[_STEP - 1 :: _STEP].translate(_CLASSES)
    at = samples.find(b"AA")
    while at != -1:
        start = max(0, at * _STEP - 1)
        if _RUN in data[start : start + 4 * _STEP].translate(_CLASSES):
            return True
        at = samples.find(b"AA", at + 1)
    return False
