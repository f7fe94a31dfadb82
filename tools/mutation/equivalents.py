"""The changes that are known to change nothing that a test could see, each with its reason: equivalent.toml."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.mutation.sites import Key, Site

LIST = Path(__file__).with_name("equivalent.toml")


def equivalents(text: str) -> dict[Key, str]:
    """The reason of each listed change. Raises ValueError for an entry without one, and for one that is there twice."""
    found: dict[Key, str] = {}
    for entry in tomllib.loads(text).get("equivalent", ()):
        key = (entry["module"], entry.get("scope", ""), entry["code"], entry["change"], entry.get("nth", 1))
        if key in found:
            raise ValueError(f"listed twice: {key}")
        if not entry.get("reason", "").strip():
            raise ValueError(f"no reason: {key}")
        found[key] = entry["reason"]
    return found


def gone(listed: Iterable[Key], sites: Iterable[Site]) -> list[Key]:
    """The entries whose code has changed: they must be read again."""
    there = {site.key for site in sites}
    return [key for key in listed if key not in there]


def entry(site: Site) -> str:
    """The entry of a site, with a reason to be written."""
    nth = f"nth = {site.nth}\n" if site.nth > 1 else ""
    lines = (f"{name} = {_quoted(value)}\n" for name, value in zip(("module", "scope", "code", "change"), site.key[:4], strict=True))
    return f'[[equivalent]]\n{"".join(lines)}{nth}reason = ""\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'
