"""Changes that `vtexlint init` proposes, as whole texts, before anything is written."""

import os

from vtexlint._startup.typed import NamedTuple
from vtexlint.project.errors import MessageError, at, cause
from vtexlint.project.named_paths import LinkError, boundary_of, without_links
from vtexlint.text.messages import NO_MESSAGE, Message, Template

LINK = Template("init.link", "{name} is a symbolic link and was not changed. Add to it ({purpose}):")
LINK_IN_PLACE_OF = Template(
    "init.link-in-place-of", "{name} is a symbolic link and was not changed. Put in it ({purpose}), in place of {lines}:"
)
NOT_UTF8 = Template("init.not-utf8", "is not UTF-8 text: convert it, or set up vtexlint yourself")
CANNOT_BE_READ = Template("init.cannot-be-read", "cannot be read: {reason}")
WITH_BLOCK = Template("init.block.screen", "{message}\n\n{block}")
"""A message, an empty line, and lines that the user can copy."""


PURPOSE = Template("init.purpose-hook", "git hook")()
HOOK_PRESENT = Template("init.hook-present", "{purpose}: {name}")
HOOK_CALLS = Template("init.hook-calls", "{purpose}: {name} calls vtexlint")


class PlanError(MessageError):
    """The directory cannot be examined; the message says why and what to do."""


class Change(NamedTuple):
    """A file to be created (`before` None) or changed, and its purpose.

    `question`: what the user must know before a yes, where `--yes` is not enough. `then`: what is left to do after it.
    """

    path: str
    before: str | None
    after: str
    purpose: Message
    is_script: bool = False
    question: Message = NO_MESSAGE
    then: Message = NO_MESSAGE


class InitPlan(NamedTuple):
    """What is to be written; what is there already; what the user must do by hand; what is dangerous now."""

    changes: tuple[Change, ...] = ()
    present: tuple[Message, ...] = ()
    advice: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    missing: tuple[Message, ...] = ()  # purposes that are not met, and that only the user can meet


def proposed(change: Change) -> InitPlan:
    """A change; for a link only advice, since it may lead out of the directory."""
    if os.path.islink(change.path):
        gone, come = lines(change)
        name, replaced = os.path.basename(change.path), ", ".join(f"`{line}`" for line in gone)
        plain = LINK(name=name, purpose=change.purpose)
        message = LINK_IN_PLACE_OF(name=name, purpose=change.purpose, lines=replaced) if gone else plain
        return by_hand(WITH_BLOCK(message=message, block=indented("".join(f"{line}\n" for line in come), 4)), change.purpose)
    return InitPlan(changes=(change,))


def by_hand(advice: Message, purpose: Message) -> InitPlan:
    return InitPlan(advice=(advice,), missing=(purpose,))


def hook_present(name: str) -> InitPlan:
    return InitPlan(present=(HOOK_PRESENT(purpose=PURPOSE, name=name),))


def hook_calls(name: str) -> InitPlan:
    return InitPlan(present=(HOOK_CALLS(purpose=PURPOSE, name=name),))


def lines(change: Change) -> tuple[list[str], list[str]]:
    """The lines that a change removes and those that it adds, in one place."""
    old, new = (change.before or "").splitlines(), change.after.splitlines()
    start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    same = 0
    while same < min(len(old), len(new)) - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return old[start : len(old) - same], new[start : len(new) - same]


def text_of(path: str) -> str | None:
    """A file's text, its newlines and BOM kept; None where there is none, or a link out of the repository. Raises PlanError."""
    try:
        path = in_repository(path)
    except LinkError:
        return None  # `proposed` leaves it alone
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise PlanError(at(path, NOT_UTF8())) from None
    except OSError as error:
        raise unreadable(path, error) from None


def in_repository(path: str) -> str:
    """A path without links. Raises LinkError for a link out of the repository, of which nothing but the text was looked at."""
    path = os.path.abspath(path)
    return without_links(path, boundary_of(os.path.dirname(path))) if os.path.islink(path) else path


def unreadable(path: str, error: OSError) -> PlanError:
    """The error for a file that cannot be read."""
    return PlanError(at(path, CANNOT_BE_READ(reason=cause(error))))


def indented(text: str, width: int) -> str:
    return "".join(" " * width + line if line.strip() else line for line in text.splitlines(keepends=True))


def newline_of(text: str) -> str:
    """The newline that a file uses."""
    return "\r\n" if "\r\n" in text else "\n"


def ended(text: str, newline: str) -> str:
    """The text with its last line ended; a text without lines stays as it is."""
    return text if not text.removeprefix("\ufeff") or text.endswith("\n") else text + newline


def appended(text: str, block: str) -> str:
    """The text with lines at its end, below an empty one, in the newlines that the file uses."""
    newline = newline_of(text)
    return ended(text, newline) + (newline if text.strip() else "") + block.replace("\n", newline)
