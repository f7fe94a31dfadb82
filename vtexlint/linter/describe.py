"""A credential's value by what is wrong with it."""

from collections.abc import Iterator

from vtexlint.credentials.model import Credential
from vtexlint.linter.masking import mask
from vtexlint.text.messages import Message, Template

LEADING = Template("mask.leading", "leading whitespace")
TRAILING = Template("mask.trailing", "trailing whitespace")
INNER = Template("mask.inner", "inner whitespace")
INVISIBLE = Template("mask.invisible", "invisible characters")
LOOKALIKE = Template("mask.lookalike", "lookalike characters")
DELIMITERS = Template("mask.delimiters", "stray delimiters")
WRONG_CASE = Template("mask.case", "wrong case")


def describe(credential: Credential) -> str:
    """As `mask`, with the faults of the value: `<token, 129 characters, trailing whitespace>`. Two states of one value always differ."""
    return mask(credential, tuple(_faults(credential)) if credential.is_set else ())


def _faults(credential: Credential) -> Iterator[Message]:
    value, normalized = credential.raw.reveal(), credential.normalized
    if value[:1].isspace():
        yield LEADING()
    if value[-1:].isspace():
        yield TRAILING()
    if normalized.inner:
        yield INNER()
    if normalized.invisible:
        yield INVISIBLE()
    if normalized.lookalikes:
        yield LOOKALIKE()
    if normalized.delimiters:
        yield DELIMITERS()
    if credential.shape.is_exact_but_for_case and not credential.shape.is_exact:
        yield WRONG_CASE()
