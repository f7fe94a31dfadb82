"""Make `vtexlint/accounts/access/operations.bin`: what VTEX's OpenAPI files say about each operation, and which predefined role has what.

    python -m tools.access CHECKOUT [--date DATE] [--to FILE]    write the table from a checkout of vtex/openapi-schemas
    python -m tools.access --show                                print the table as text

The permissions of an operation are a section of its description: a table of resources, and a table or a list of predefined roles. Only
facts are taken: methods, paths, servers, security schemes, titles, names of resources and roles. `tools/predefined_roles.toml` has the
resources of the predefined roles, from VTEX's page about them. The table is committed: nothing is read when vtexlint is built.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vtexlint._startup.typed import NamedTuple

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "vtexlint/accounts/access/operations.bin"
ROLES = Path(__file__).with_name("predefined_roles.toml")
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SOURCE = "vtex/openapi-schemas"
_SECTION = re.compile(r"^##+ Permissions[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_TAG = re.compile(r"</?[a-z]+>")
_ROLE_ITEM = re.compile(r"- \*\*(?P<role>.+?)\*\* \((?P<resource>[^)]+)\)")
_NO_AUTHENTICATION = re.compile(r"does not require authentication or permissions(?! for)")
_NO_PERMISSIONS = re.compile(r"does not require (?:user )?(?:permissions|License Manager resources)")
_PROVIDER = "Check with your service provider"
_NO_ROLE = "There are no applicable predefined roles"
_START_PAGE = " > Administration > "  # the pages that every user of the Admin sees: they say nothing about a role's products
_NOT_A_ROLE = "Allows you to "  # the start of a resource's description, which two pages have in place of a role


class Permissions(NamedTuple):
    """`open`: "" (needs a resource, or nothing is said), "resource" (needs none), "authentication" (needs none), "provider".

    `needs_all`: every resource, not one of them. `roles`: predefined roles that the page names, [role, resource]; None if it says nothing.
    """

    resources: list[tuple[str, str, str]]
    needs_all: bool
    roles: list[tuple[str, str]] | None
    open: str


def permissions(description: str) -> Permissions:
    """What the section `Permissions` of an operation's description says."""
    text = description.replace("\r", "")
    heading = _SECTION.search(text)
    section = _LINK.sub(r"\1", text[heading.end() :]) if heading else ""
    resources: list[tuple[str, str, str]] = []
    roles: list[tuple[str, str]] = []
    columns: list[str] = []
    for line in _LINK.sub(r"\1", text).splitlines():
        item = _ROLE_ITEM.match(line.strip())
        if item:
            roles.append((item["role"], item["resource"]))
        if not line.strip().startswith("|"):
            columns = []
            continue
        cells = [" ".join(cell.replace("**", "").split()) for cell in line.strip().strip("|").split("|")]
        named = [cell.lower() for cell in cells]
        if named[:3] == ["product", "category", "resource"] or named[:2] == ["role", "resource"]:
            columns = named
        elif columns[:1] == ["product"] and len(cells) >= 3 and cells[0].strip("-: "):
            resources.append((cells[0], cells[1], cells[2]))
        elif columns[:1] == ["role"] and len(cells) >= 2 and cells[0].strip("-: ") and not cells[0].startswith(_NOT_A_ROLE):
            roles += [(cells[0], one.strip()) for one in _TAG.split(cells[1]) if one.strip()]
    says_none = _NO_ROLE in section
    needs_all = len(resources) > 1 and "at least one" not in section and "add the resources above" in section
    return Permissions(resources, needs_all, roles if roles or says_none else None, _open(section) if not resources else "")


def _open(section: str) -> str:
    if _PROVIDER in section:
        return "provider"
    if _NO_AUTHENTICATION.search(section):
        return "authentication"
    return "resource" if _NO_PERMISSIONS.search(section) else ""


def operations(checkout: Path) -> Iterator[dict[str, Any]]:
    """Each operation of the OpenAPI files in a checkout, in the order of the files' names."""
    for file in sorted(checkout.glob("*.json")):
        api = json.loads(file.read_text("utf-8"))
        if not isinstance(api, dict) or "openapi" not in api or "paths" not in api:
            continue
        title = " ".join(api["info"]["title"].split())
        for path, item in api["paths"].items():
            for method in METHODS:
                operation = item.get(method)
                if not isinstance(operation, dict):
                    continue
                servers = operation.get("servers") or item.get("servers") or api.get("servers") or []
                security = operation.get("security", api.get("security"))
                yield {
                    "api": title,
                    "file": file.stem,
                    "method": method.upper(),
                    "path": path,
                    "summary": " ".join((operation.get("summary") or operation.get("operationId") or "").split()),
                    "servers": [server["url"].rstrip("/") for server in servers],
                    "security": None if security is None else [sorted(scheme) for scheme in security],
                    "permissions": permissions(operation.get("description") or ""),
                }


def table(found: Iterable[dict[str, Any]], roles: dict[str, Any], source: str, date: str) -> dict[str, Any]:
    """The table as `vtexlint.accounts.access.table` reads it: lists of names, and rows with numbers into them."""
    rows = list(found)
    # the same resource in another case is one resource; the spelling of most operations is shown
    spelled = Counter(resource for row in rows for resource in row["permissions"].resources)
    best: dict[str, tuple[str, str, str]] = {}
    for resource, _ in spelled.most_common():
        best.setdefault(_folded(" > ".join(resource)), resource)
    of_role = Counter(role for row in rows for role, _ in row["permissions"].roles or ())
    names = {_folded(name): name for name, _ in reversed(of_role.most_common())} | {_folded(name): name for name in roles["roles"]}
    known = {" > ".join(resource) for resource in best.values()}
    # a "role" that is only ever paired with a resource of its own name is a mistake of a page
    paired = {(_folded(role), _folded(resource)) for row in rows for role, resource in row["permissions"].roles or ()}
    no_roles = {role for role, _ in paired if all(resource == role for other, resource in paired if other == role)} - set(
        map(_folded, roles["roles"])
    )
    servers, resources, securities, role_names = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    apis: dict[str, list[Any]] = {}
    for row in rows:
        said = row["permissions"]
        named = dict.fromkeys(names[_folded(role)] for role, _ in said.roles or () if _folded(role) not in no_roles)
        apis.setdefault(row["api"], []).append([
            row["method"],
            row["path"],
            row["summary"],
            [servers[server] for server in row["servers"]],
            list(dict.fromkeys(resources[best[_folded(" > ".join(resource))]] for resource in said.resources)),
            securities[row["security"]],
            [role_names[name] for name in named] if said.roles is not None and (named or not said.roles) else None,
            int(said.needs_all),
            said.open,
        ])  # fmt: skip
    predefined = {
        name: [
            row["total"],
            list(row["resources"]),
            [resources[best[_folded(one)]] for one in row["resources"] if _folded(one) in best],
        ]
        for name, row in roles["roles"].items()
    }
    unknown = sorted({one for row in roles["roles"].values() for one in row["resources"]} - known)
    return {
        "source": source,
        "date": date,
        "roles_date": roles["updated"],
        "servers": servers.listed,
        "resources": resources.listed,
        "securities": securities.listed,
        "roles": role_names.listed,
        "predefined": {
            name: [total, numbers, sorted({one.partition(" > ")[0] for one in own if _START_PAGE not in one})]
            for name, (total, own, numbers) in predefined.items()
        },
        "not_named": unknown,
        "apis": list(apis.items()),
    }


class _Numbers:
    """Numbers for values, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.listed: list[Any] = []
        self._known: dict[str, int] = {}

    def __getitem__(self, value: Any) -> int:
        key = json.dumps(value)
        if key not in self._known:
            self._known[key] = len(self.listed)
            self.listed.append(value)
        return self._known[key]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def packed(made: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def _revision(checkout: Path) -> tuple[str, str]:
    """The commit of a checkout and its day; empty without git."""
    done = subprocess.run(["git", "-C", str(checkout), "log", "-1", "--format=%H %cs"], capture_output=True, text=True, check=False)
    commit, _, day = done.stdout.strip().partition(" ")
    return commit[:12], day


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.access")
    parser.add_argument("checkout", nargs="?", type=Path)
    parser.add_argument("--date", help="the day of the files (default: that of the checkout's commit)")
    parser.add_argument("--to", type=Path, default=TABLE)
    parser.add_argument("--show", action="store_true", help="print the table as text")
    options = parser.parse_args(arguments)
    if options.show:
        print(json.dumps(json.loads(zlib.decompress(options.to.read_bytes())), ensure_ascii=False, indent=1))
        return 0
    if options.checkout is None:
        parser.error("name a checkout of the OpenAPI files")
    commit, day = _revision(options.checkout)
    if not (options.date or day):
        parser.error("the checkout has no commit: name the day of its files with --date")
    made = table(operations(options.checkout), tomllib.loads(ROLES.read_text()), f"{SOURCE} {commit}".strip(), options.date or day)
    data = packed(made)
    options.to.write_bytes(data)
    print(f"{options.to}: {sum(len(rows) for _, rows in made['apis'])} operations, {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
