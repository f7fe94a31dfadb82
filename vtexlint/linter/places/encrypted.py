"""Files that are encrypted as a whole: nothing can be found in them."""

_BEGINNINGS = (
    (b"$ANSIBLE_VAULT;", "Ansible Vault"),
    (b"\0GITCRYPT\0", "git-crypt"),
    (b"age-encryption.org/", "age"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "age"),
    (b"-----BEGIN PGP MESSAGE-----", "PGP"),
)


def encryption_of(data: bytes) -> str:
    """What a file is encrypted with, by how it begins; "" for any other file."""
    head = data[:200].lstrip(b" \t\r\n\xef\xbb\xbf")
    return next((name for beginning, name in _BEGINNINGS if head.startswith(beginning)), "")
