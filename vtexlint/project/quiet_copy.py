"""Results without tokens in their names: a path may be one, and no part of it leaves the process that has read it."""

from vtexlint._startup.typed import Any
from vtexlint.reporters.plain import without_tokens
from vtexlint.text.messages import Message, Template


def quiet_copy(value: Any) -> Any:
    """The value without what may be a part of a token, in its names too: of texts, messages, named tuples, tuples and mappings."""
    if isinstance(value, Message):
        make, arguments = value.__reduce__()
        return make(*map(quiet_copy, arguments))
    if isinstance(value, str):
        return without_tokens(value)
    if isinstance(value, dict):
        return {name: quiet_copy(one) for name, one in value.items()}
    if isinstance(value, tuple) and not isinstance(value, Template):
        copied = map(quiet_copy, value)
        return type(value)(*copied) if hasattr(value, "_fields") else tuple(copied)
    return value
