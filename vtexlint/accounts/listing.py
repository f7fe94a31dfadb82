"""Which keys of a file are looked up in the account snapshots, and what the accounts list about them."""

import re
from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials import shapes
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.accounts.model import Listing, Snapshots

_ODD_SUFFIX = rf"vtexappkey-{shapes.ACCOUNT}-[A-Z0-9]{{1,12}}"
WHERE = Template("account.where", "Account settings > API keys in the Admin")()


def held_keys(found: CredentialSet, snapshots: "Snapshots | None") -> Iterator[tuple[Credential, str]]:
    """The file's keys, in any field, as VTEX writes them.

    Other rules report what else is wrong with a key: whitespace and quotes are removed, and a key that is right except for its case is
    looked up as key-casing would write it. Values that are not keys, provider credentials and disabled ones are left out.
    """
    if snapshots is None:
        return
    for credential in found.judged:
        if credential.is_disabled or credential.strength == "provider":
            continue
        value = credential.value
        if app_key := shapes.normal_key(value):
            yield credential, app_key
        elif re.fullmatch(_ODD_SUFFIX, value):
            yield credential, value


def listed_keys(found: CredentialSet, snapshots: "Snapshots | None") -> "Iterator[tuple[Credential, tuple[Listing, ...]]]":
    """The file's keys that an account lists, with the listing of each account, the owner first."""
    for credential, app_key in held_keys(found, snapshots):
        assert snapshots is not None
        listings = snapshots.listings(app_key)
        if listings:
            yield credential, listings
