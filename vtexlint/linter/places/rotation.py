"""What a rotation changes: which places get the new token, which are left to a person, and what is to be done in which order."""

from vtexlint._startup.typed import NamedTuple, QuietError
from vtexlint.linter.places.model import FilePlaces, KeyPlaces, Place
from vtexlint.linter.places.references import reference_for
from vtexlint.text.messages import Message, Template

SEVERAL_KEYS = Template("rotate.several-keys", "{count} appKeys were found: name one of them ({keys})")
NO_PLACE = Template("rotate.no-place", "no place of {key} was found")
DISAGREE = Template(
    "rotate.disagree",
    "the places of {key} contain {count} different values for the appToken; nothing was written. Make them the same first:",
)
NO_OLD_TOKEN = Template(
    "rotate.no-old-token",
    "what the files contain for the appToken of {key} is not an appToken, so there is nothing to replace; nothing was written. "
    "Write the new one there by hand, or a reference:",
)
NEW_IS_OTHERS = Template(
    "rotate.new-is-others",
    "the appToken that was entered belongs to {key}, by {path}:{line}; nothing was written: a token works with one key only",
)
USE_REFERENCE = Template("rotate.use-reference", "git tracks this file: write `{reference}` here instead of the token")
USE_STORE = Template("rotate.use-store", "git tracks this file: take the token out of it, and use a secret store")
NOT_IGNORED = Template(
    "rotate.not-ignored", "git does not ignore this file: add it to .gitignore and run this again, or write `{reference}` here"
)
NOT_IGNORED_STORE = Template("rotate.not-ignored-store", "git does not ignore this file: add it to .gitignore and run this again")
OTHER_KEY = Template("rotate.other-key", "this token is paired with another appKey ({key}) here: find out which one is meant")


class RotationError(QuietError, ValueError):
    """Why nothing is written. `places`: those to look at."""

    def __init__(self, message: Message, places: tuple[Place, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.places = places


class Refused(NamedTuple):
    """A place that keeps the old token, and why."""

    place: Place
    reason: Message


class Plan(NamedTuple):
    """The places of a key's token. `old` is its SHA-256, "" where no place has another token than the new one.

    `to_write`: those that get the new token; `tracked` of them are in a file that git does not ignore. `done`: those that have it already.
    `references`: the places that name a variable or a secret instead; `sealed`: those with a ciphertext; `encrypted`: whole files.
    """

    key: str
    old: str
    new: str
    to_write: tuple[Place, ...]
    refused: tuple[Refused, ...]
    done: tuple[Place, ...]
    references: tuple[Place, ...] = ()
    sealed: tuple[Place, ...] = ()
    encrypted: tuple[FilePlaces, ...] = ()

    @property
    def tracked(self) -> tuple[Place, ...]:
        return tuple(place for place in self.to_write if not is_private(place))

    @property
    def total(self) -> int:
        """How many places have the old token or the new one."""
        return len(self.to_write) + len(self.refused) + len(self.done)


def is_private(place: Place) -> bool:
    """Whether a token may be in the file: git ignores it, or no repository contains it."""
    return place.state in ("ignored", "outside")


def plan(found: KeyPlaces, new: str, all_places: "tuple[Place, ...]", *, also_tracked: bool = False) -> Plan:
    """The plan for the one key of `found`; `new` is the SHA-256 of the new token. Raises RotationError."""
    if len(found.keys) > 1:
        raise RotationError(SEVERAL_KEYS(count=len(found.keys), keys=", ".join(found.keys)), ())
    (key,) = found.keys or ("",)
    paired = [place for place in found.places if place.key == key]
    if not key or not paired:
        raise RotationError(NO_PLACE(key=key or "-"))
    for place in all_places:
        if place.is_token and place.token == new and place.key not in ("", key):
            raise RotationError(NEW_IS_OTHERS(key=place.key, path=place.path, line=place.line), (place,))
    values = found.values_of(key) - {new}
    if len(values) > 1 or values == {""}:
        differing = tuple(place for place in paired if place.half == "token" and place.value in ("valid", "damaged", "other"))
        count = len(found.values_of(key))
        raise RotationError(DISAGREE(key=key, count=count) if count > 1 else NO_OLD_TOKEN(key=key), differing)
    old = next(iter(values), "")
    holding = [place for place in found.places if place.is_token and old and place.token == old]
    write, refused = [], []
    for place in holding:
        if place.key not in ("", key):
            refused.append(Refused(place, OTHER_KEY(key=place.key)))
        elif is_private(place) or also_tracked:
            write.append(place)
        else:
            refused.append(Refused(place, _instead(place)))
    tokens = [place for place in paired if place.half == "token"]
    return Plan(
        key,
        old,
        new,
        tuple(write),
        tuple(refused),
        tuple(place for place in all_places if place.is_token and place.token == new),
        tuple(place for place in tokens if place.value == "reference" and not place.is_encrypted),
        tuple(place for place in tokens if place.is_encrypted),
        found.encrypted,
    )


def _instead(place: Place) -> Message:
    reference = reference_for(place)
    if place.state == "untracked":
        return NOT_IGNORED(reference=reference) if reference else NOT_IGNORED_STORE()
    return USE_REFERENCE(reference=reference) if reference else USE_STORE()
