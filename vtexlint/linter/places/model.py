"""Places of keys and tokens: frozen values that can be printed, kept and sent to another process. A token is known by its digest alone."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.diagnostics import GitState
from vtexlint.text.messages import Message

if TYPE_CHECKING:
    from vtexlint.diagnostics import CommitOrigin

Half = Literal["key", "token"]
"""Which of the two credentials of a pair: the appKey, or the appToken."""

Value = Literal["valid", "damaged", "reference", "placeholder", "empty", "other"]
"""What a place contains: a value with a valid format; a damaged token, too long and too random to be guessed; a reference, such as
`${NAME}`; a placeholder; nothing; any other value.
"""

BASE64_TEXT = "base64-text"
"""The form of a credential in base64 that no reader of the file decodes, such as `Authorization: Basic ...`: found, but not written."""


class Place(NamedTuple):
    """One place of an appKey or an appToken. `line` and `column` are those of the value, from 1; columns count code points.

    `key`: the appKey itself, or the one that the appToken is paired with; "" where there is none. `token`: the SHA-256 of the appToken
    itself, or of the one that the appKey is paired with; "" for a value that could be guessed. `form`: how the value is written, as in
    `credentials.model.Form`, `mention`: an appKey in a text, or `base64-text`. `reference`: the name of the variable or secret that is
    referred to.
    """

    path: str
    line: int
    column: int
    name: str
    half: Half
    value: Value
    form: str
    key: str = ""
    token: str = ""
    reference: str = ""
    is_encrypted: bool = False  # the value is a ciphertext: SOPS, dotenvx, Ansible
    state: GitState = "outside"

    @property
    def shown(self) -> str:
        """The place as a report shows it."""
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def is_token(self) -> bool:
        """Whether the place contains an appToken, valid or damaged."""
        return self.half == "token" and self.value in ("valid", "damaged")


class FilePlaces(NamedTuple):
    """The places of one file. `encryption`: what a file that is encrypted as a whole is encrypted with; such a file has no places."""

    path: str
    places: tuple[Place, ...] = ()
    encryption: str = ""


class HistoryToken(NamedTuple):
    """A token in the history of a repository: its SHA-256, its appKey ("" for none), the commits and paths that have it."""

    token: str
    key: str
    repository: str  # the root, as reports show it
    origin: "CommitOrigin"


class KeyPlaces(NamedTuple):
    """Where a key is. `keys`: the appKeys that were asked for, by name, by account or by token; empty if none is known.

    `tokens`: the SHA-256 of the tokens that belong to them, each once, in the order of the places, then of the history. `troubles`:
    what prevented a part of the search, `notes`: what was not searched.
    """

    keys: tuple[str, ...]
    places: tuple[Place, ...]
    tokens: tuple[str, ...] = ()
    commits: tuple[HistoryToken, ...] = ()
    encrypted: tuple[FilePlaces, ...] = ()
    troubles: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def agree(self) -> bool:
        """Whether all places of each key contain the same token, and no other value."""
        return all(len(values := self.values_of(key)) <= 1 and "" not in values for key in self.keys)

    def values_of(self, key: str) -> frozenset[str]:
        """The different tokens that the places of a key contain, by digest; "" is a value that is not a token."""
        tokens = (place for place in self.places if place.key == key and place.half == "token")
        return frozenset(place.token for place in tokens if place.value in ("valid", "damaged", "other"))
