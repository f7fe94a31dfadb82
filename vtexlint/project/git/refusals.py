"""Why git does not answer, in our own words: git's quote paths, refs and settings of the repository."""

import re

from vtexlint.text.messages import Message, Template

ANOTHER_USER = Template("git.another-user", "the repository belongs to another user (dubious ownership)")
CONFIG_LINE = Template("git.config-line", "its configuration is not valid (line {line})")
OTHER = Template("git.other-reason", "run `git status` there to see why")
UNREADABLE_TREE = Template("git.unreadable-tree", "unable to read tree {name}; `git fsck` reports what is damaged")
_DAMAGED = Template("git.damaged", "an object is missing or damaged; `git fsck` reports what")
_CONFIG = Template("git.config", "its configuration is not valid")
_INDEX = Template("git.index", "its index is damaged")
_NO_REVISION = Template("git.no-revision", "this commit or ref does not exist")
_TOO_NEW = Template("git.too-new", "this git is too old for the format of the repository")
BY_REASON = (
    ("dubious ownership", ANOTHER_USER),
    ("unsafe repository", ANOTHER_USER),
    ("not a git repository", Template("git.not-a-repository", "this is not a git repository")),
    ("unknown repository extension", _TOO_NEW),
    ("expected git repo version", _TOO_NEW),
    ("unknown repository version", _TOO_NEW),
    ("index file", _INDEX),
    ("bad signature", _INDEX),
    ("lazy fetching disabled", Template("git.partial", "an object is not in this partial clone, and vtexlint does not fetch it")),
    ("config", _CONFIG),
    ("unknown revision", _NO_REVISION),
    ("bad revision", _NO_REVISION),
    ("corrupt", _DAMAGED),
    ("unable to read", _DAMAGED),
    ("bad object", _DAMAGED),
    ("missing", _DAMAGED),
    ("loose object", _DAMAGED),
    ("packfile", _DAMAGED),
    ("permission denied", Template("git.permission", "it has no permission to read a file of the repository")),
)
"""A part of git's message, in lowercase, and our message; the first match is used."""


def about(complaint: str) -> Message:
    """Our message for one of git's; git is run with `LC_ALL=C`."""
    lower = complaint.lower()
    if line := re.search(r"bad config line (\d{1,9}) in ", lower):
        return CONFIG_LINE(line=line[1])
    return next((template() for known, template in BY_REASON if known in lower), OTHER())
