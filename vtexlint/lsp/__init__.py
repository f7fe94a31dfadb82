"""The language server: what `vtexlint check` says, told to an editor while a file is written.

Nothing here is imported but by `vtexlint server`; pygls and lsprotocol come with the extra `lsp`.
"""
