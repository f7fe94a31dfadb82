"""What `vtexlint rotate` says: each place, how many have the new token, and what is left to do, in its order."""

from collections.abc import Iterable, Iterator

from vtexlint.cli.console import localize
from vtexlint.linter.places.model import Place
from vtexlint.project.rotate import Rotated
from vtexlint.reporters.plain import harmless, harmless_start
from vtexlint.text.messages import Message, Template

WRITTEN = Template("rotate.written", "{place}: written")
WOULD_WRITE = Template("rotate.would-write", "{place}: would be written")
DONE = Template("rotate.done", "{place}: has the new token already")
REFUSED = Template("rotate.refused", "{place}: not written: {reason}")
TOTAL = Template(
    "rotate.total", "{holding} of {count} places contain the new token", one="{holding} of {count} place contains the new token"
)
WOULD_TOTAL = Template(
    "rotate.would-total",
    "{holding} of {count} places would contain the new token",
    one="{holding} of {count} place would contain the new token",
)
ONLY_REFERENCES = Template("rotate.only-references", "no file contains a token of {key}: there is nothing to write")
LEFT = Template("rotate.left", "What is left, in this order:")
RENEW = Template(
    "rotate.step-renew",
    "Renew: the new token works once `Renew token` was chosen in the VTEX Admin (Account settings > API keys). Keep the old one for now.",
)
DEPLOY = Template("rotate.step-deploy", "Deploy the new token everywhere:")
DELETE = Template(
    "rotate.step-delete", "When everything works with it, choose `Delete old token` in the VTEX Admin: the old one works until then."
)
HISTORY = Template(
    "rotate.step-history",
    "The git history was not changed: once the old token is deleted, it is worthless. `vtexlint where {key} --history` lists the commits.",
)
OPEN = Template("rotate.open", "[ ] {what}")
RESTART = Template("rotate.restart", "restart or deploy what reads these files: {paths}")
BY_HAND = Template("rotate.by-hand", "{place}: {reason}")
SECRET = Template("rotate.secret", "set the variable or secret `{name}`, which {place} refers to")
UNNAMED = Template("rotate.unnamed", "set the secret that {place} refers to")
SEALED = Template("rotate.sealed", "{place} has an encrypted value: encrypt the new token there")
ENCRYPTED = Template("rotate.encrypted", "{path} is encrypted ({with_what}): if it contains the token, replace it there")
VALUE = Template("rotate.value", "{place}: value {number}")
NO_TOKEN = Template("rotate.value-no-token", "{place}: not an appToken")
UNSEARCHED = Template(
    "rotate.unsearched",
    "copies that vtexlint does not find: in archives, compressed or encrypted data, base64 over several lines or twice, and files that the "
    "settings or the notes name as not read",
)
OTHERS = Template("rotate.others", "other machines, CI services and secret stores, which no file names")


def lines(done: Rotated, *, is_preview: bool) -> Iterator[str]:
    """Each place of the token, and their number."""
    plan = done.plan
    for place in done.written:
        yield _line((WOULD_WRITE if is_preview else WRITTEN)(place=place.shown))
    for place in plan.done:
        yield _line(DONE(place=place.shown))
    for one in done.refused:
        yield _line(REFUSED(place=one.place.shown, reason=one.reason))
    if not plan.total:
        yield _line(ONLY_REFERENCES(key=plan.key))
        return
    holding = len(plan.done) + len(done.written) if is_preview else done.holding
    yield _line((WOULD_TOTAL if is_preview else TOTAL)(holding=holding, count=plan.total))


def checklist(done: Rotated) -> Iterator[str]:
    """What a rotation cannot do: renew, deploy, delete the old token."""
    plan = done.plan
    yield ""
    yield localize(LEFT())
    yield f"1. {localize(OPEN(what=RENEW()))}"
    yield f"2. {localize(DEPLOY())}"
    yield from (f"   {_line(OPEN(what=what))}" for what in dict.fromkeys(_to_deploy(done)))
    yield f"3. {localize(OPEN(what=DELETE()))}"
    if any(place.state != "outside" for place in (*plan.to_write, *plan.done, *(one.place for one in plan.refused), *plan.references)):
        yield f"   {localize(HISTORY(key=plan.key))}"


def _to_deploy(done: Rotated) -> Iterator[Message]:
    plan = done.plan
    paths = dict.fromkeys(place.path for place in (*done.written, *plan.done))
    if paths:
        yield RESTART(paths=", ".join(paths))
    for one in done.refused:
        yield BY_HAND(place=one.place.shown, reason=one.reason)
    for place in plan.references:
        yield SECRET(name=place.reference, place=place.shown) if place.reference else UNNAMED(place=place.shown)
    for place in plan.sealed:
        yield SEALED(place=place.shown)
    for file in plan.encrypted:
        yield ENCRYPTED(path=file.path, with_what=file.encryption)
    yield UNSEARCHED()
    yield OTHERS()


def differing(places: Iterable[Place]) -> Iterator[str]:
    """Places that do not agree, those with the same token under one number."""
    numbers: dict[str, int] = {}
    for place in places:
        if not place.token:
            yield f"  {localize(NO_TOKEN(place=place.shown))}"
            continue
        number = numbers.setdefault(place.token, len(numbers) + 1)
        yield f"  {localize(VALUE(place=place.shown, number=number))}"


def _line(message: Message) -> str:
    return harmless_start(harmless(localize(message)))
