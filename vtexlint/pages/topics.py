"""Pages that are not about one rule, by the name for `vtexlint explain NAME`."""

from vtexlint.pages import authentication, loaders

TOPICS: dict[str, str] = {
    "authentication": authentication.PAGE,
    "loaders": loaders.PAGE,
}
"""Name -> Markdown; the first line is the title, as in a rule's docstring."""
