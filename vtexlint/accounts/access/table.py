"""The table of VTEX's documented operations: what each needs, and which predefined roles have it.

`operations.bin` is made by `python -m tools.access` from VTEX's OpenAPI files; it is read when it is first asked for.
"""

import json
import zlib
from functools import cache

from vtexlint._startup.typed import Any, NamedTuple

_FILE = f"{__file__.removesuffix('table.py').removesuffix('table.pyc')}operations.bin"
PAIR = ("appKey", "appToken")
USER_TOKEN = ("VtexIdclientAutCookie",)


class Resource(NamedTuple):
    """A resource of License Manager, as the Admin lists it."""

    product: str
    category: str
    name: str

    @property
    def shown(self) -> str:
        """As the Admin shows where it is."""
        return " > ".join(self)

    @property
    def folded(self) -> tuple[str, str]:
        """The product and the name, for comparing: pages differ in how they write a category."""
        return self.product.casefold(), self.name.casefold()


class Operation(NamedTuple):
    """One operation of one OpenAPI file.

    `needs_all`: all of its resources, not one of them. `roles`: the predefined roles that its page names; None if the page says nothing
    about them, empty if it says that there is none. `security`: the ways to authenticate, each the names of what is sent; None if the
    file does not say. `open`: "resource" if the page says that no resource is needed, "authentication" if nothing at all is, "provider"
    if a service that is not VTEX's decides, else "".
    """

    api: str
    method: str
    path: str
    summary: str
    servers: tuple[str, ...]
    resources: tuple[Resource, ...]
    needs_all: bool
    roles: tuple[str, ...] | None
    security: tuple[tuple[str, ...], ...] | None
    open: str

    @property
    def takes_pair(self) -> bool | None:
        """Whether an appKey and an appToken are one of the ways to authenticate; None if the file names none."""
        return PAIR in self.security if self.security else None

    @property
    def takes_only_user_token(self) -> bool:
        return self.security == (USER_TOKEN,)


class PredefinedRole(NamedTuple):
    """A predefined role: how many resources it has, those that an operation needs, and the products of all (in lowercase).

    The product is left out of the start pages of the Admin, which several roles have.
    """

    name: str
    total: int
    resources: tuple[Resource, ...]
    products: frozenset[str]


class AccessTable(NamedTuple):
    """All operations; `date` is the day of the OpenAPI files, `roles_date` that of VTEX's page about predefined roles (ISO)."""

    operations: tuple[Operation, ...]
    roles: dict[str, PredefinedRole]  # by the name in lowercase
    source: str
    date: str
    roles_date: str


@cache
def table() -> AccessTable:
    """The table of this version of vtexlint."""
    with open(_FILE, "rb") as file:
        return read(file.read())


def read(data: bytes) -> AccessTable:
    """A table as the tool writes it."""
    made: dict[str, Any] = json.loads(zlib.decompress(data))
    servers, names = made["servers"], made["roles"]
    resources = [Resource(*row) for row in made["resources"]]
    securities = [None if one is None else tuple(map(tuple, one)) for one in made["securities"]]
    operations = tuple(
        Operation(
            api,
            method,
            path,
            summary,
            tuple([servers[number] for number in at]),
            tuple([resources[number] for number in needed]),
            bool(needs_all),
            None if roles is None else tuple([names[number] for number in roles]),
            securities[security],
            open_,
        )
        for api, rows in made["apis"]
        for method, path, summary, at, needed, security, roles, needs_all, open_ in rows
    )
    predefined = {
        name.casefold(): PredefinedRole(
            name, total, tuple([resources[number] for number in numbers]), frozenset(map(str.casefold, products))
        )
        for name, (total, numbers, products) in made["predefined"].items()
    }
    return AccessTable(operations, predefined, made["source"], made["date"], made["roles_date"])
