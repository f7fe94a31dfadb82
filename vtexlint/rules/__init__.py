"""The rules: `RULES` is the one list, and whatever else names rules is derived from it.

`FILE_RULES` is the part of it that one file shows by itself. All others come along when somebody asks for `RULES`, `BY_NAME` or
`ACCOUNT_RULES`: a hook and an editor wait for every import, and few runs need an account's rules, or those of ignore comments.
"""

from vtexlint.rules import (
    account_mismatch,
    client_exposed_secret,
    committed_secret,
    duplicate_name,
    empty_value,
    inner_whitespace,
    invisible_character,
    key_casing,
    loader_dependent_value,
    lookalike_character,
    malformed_key,
    malformed_token,
    missing_key,
    missing_token,
    name_casing,
    same_value,
    stray_delimiter,
    surrounding_whitespace,
    swapped_values,
    syntax_error,
    token_casing,
    unfilled_placeholder,
    unprotected_secret,
    wrong_credential,
)
from vtexlint.rules.base import Rule
from vtexlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from vtexlint.rules.registry import ACCOUNT_RULES, BY_NAME, RULES

__all__ = ["ACCOUNT_RULES", "BY_NAME", "FILE_RULES", "RULES"]

FILE_RULES: tuple[Rule, ...] = (
    surrounding_whitespace.RULE,
    inner_whitespace.RULE,
    invisible_character.RULE,
    lookalike_character.RULE,
    stray_delimiter.RULE,
    key_casing.RULE,
    token_casing.RULE,
    name_casing.RULE,
    malformed_key.RULE,
    malformed_token.RULE,
    wrong_credential.RULE,
    swapped_values.RULE,
    same_value.RULE,
    missing_token.RULE,
    missing_key.RULE,
    empty_value.RULE,
    duplicate_name.RULE,
    account_mismatch.RULE,
    loader_dependent_value.RULE,
    unfilled_placeholder.RULE,
    committed_secret.RULE,
    unprotected_secret.RULE,
    client_exposed_secret.RULE,
    syntax_error.RULE,
)


def __getattr__(name: str) -> object:
    if name in ("ACCOUNT_RULES", "BY_NAME", "RULES"):
        from vtexlint.rules import registry  # noqa: PLC0415  see above

        return getattr(registry, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
