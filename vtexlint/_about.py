"""The version, and where this project is published.

`DISTRIBUTION` is the name of the package, as in pyproject.toml; a publisher may have to choose another.

`HOME` is the address of its public repository, without a slash at the end, such as `https://git.example.com/tools/vtexlint`. It is empty
until the project is published: anyone can register an address without an owner, and then runs code on the machines of all
users.

Every address that vtexlint prints or writes is made from it: the links of rules in SARIF reports and in editors, the comment in the
settings file of `vtexlint init`, and the pre-commit block that it offers. tests/docs/test_addresses.py finds every other address in the
tree. docs/publishing.md lists the steps that set it.
"""

__version__ = "0.1.0"

DISTRIBUTION = "vtexlint"

HOME = ""


def page(path: str) -> str | None:
    """The address of a file of the repository, for people to read; None until the project is published."""
    return f"{HOME}/blob/main/{path}" if HOME else None


def rule_page(rule: str) -> str | None:
    """The address of a rule's page."""
    return page(f"docs/rules/{rule}.md")
