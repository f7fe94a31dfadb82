"""Pages that are no rule's, by the name that `vtexlint explain NAME` takes."""

from vtexlint.pages import authentication, loaders

TOPICS: dict[str, str] = {
    "authentication": authentication.PAGE,
    "loaders": loaders.PAGE,
}
"""Name -> Markdown; the first line is the title, as in a rule's docstring."""
