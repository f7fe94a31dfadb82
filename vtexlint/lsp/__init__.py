"""The language server: the findings of `vtexlint check`, in an editor while a file is written.

Nothing here is imported but by `vtexlint server`: pygls and lsprotocol take longer to import than a check takes.
"""
