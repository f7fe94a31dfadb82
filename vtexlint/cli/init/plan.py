"""Changes that `vtexlint init` proposes, as whole texts, before anything is written."""

import os

from vtexlint._startup.typed import NamedTuple


class PlanError(Exception):
    """The directory cannot be looked at; says why and what to do."""


class Change(NamedTuple):
    """A file to be made (`before` None) or changed, and what for.

    `question`: what the user has to know before a yes, where `--yes` is not enough. `then`: what is left to do after it.
    """

    path: str
    before: str | None
    after: str
    purpose: str
    is_script: bool = False
    question: str = ""
    then: str = ""


class Plan(NamedTuple):
    """What is to be written; what is there already; what the user must do by hand; what is dangerous as it is."""

    changes: tuple[Change, ...] = ()
    present: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # purposes that are not met, and that only the user can meet


def proposed(change: Change) -> Plan:
    """A change; for a link only advice, since it may lead out of the directory."""
    if os.path.islink(change.path):
        name = os.path.basename(change.path)
        told = f"{name} is a symbolic link and was left alone. For it ({change.purpose}):\n\n{indented(_shown(change), 4)}"
        return by_hand(told, change.purpose)
    return Plan(changes=(change,))


def by_hand(advice: str, purpose: str) -> Plan:
    return Plan(advice=(advice,), missing=(purpose,))


def lines(change: Change) -> tuple[list[str], list[str]]:
    """The lines that a change takes away and those that it adds; it is one place."""
    old, new = (change.before or "").splitlines(), change.after.splitlines()
    start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    same = 0
    while same < min(len(old), len(new)) - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return old[start : len(old) - same], new[start : len(new) - same]


def _shown(change: Change) -> str:
    gone, come = lines(change)
    told = "".join(line + "\n" for line in come)
    return told if not gone else f"in place of {', '.join(f'`{line}`' for line in gone)}:\n{told}"


def text_of(path: str) -> str | None:
    """A file's text, its newlines and BOM kept; None where there is none. Raises PlanError."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise PlanError(f"{path}: is not UTF-8 text: convert it, or set vtexlint up by hand") from None
    except OSError as error:
        raise PlanError(f"{path}: cannot be read: {error.strerror}") from None


def indented(text: str, width: int) -> str:
    return "".join(" " * width + line if line.strip() else line for line in text.splitlines(keepends=True))
