"""Why a text is not valid TOML, in our own words: tomli's may quote the file."""

from vtexlint.text.messages import Message, Template

NOT_TOML = Template("toml.not-toml", "not valid TOML from here on")
BY_REASON = {
    "Invalid statement": Template("toml.statement", "a name, a table or a comment was expected"),
    "Expected newline or end of document": Template("toml.line-break", "a line break was expected after the value"),
    "Expected '='": Template("toml.equals", "`=` was expected after the name"),
    "Expected ']]'": Template("toml.list-header", "`]]` was expected at the end of the header"),
    "Expected ']'": Template("toml.header", "`]` was expected at the end of the header"),
    "Expected": Template("toml.unfinished", "this text is never closed"),
    "Cannot declare": Template("toml.table-twice", "this table is already defined"),
    "Cannot overwrite": Template("toml.name-twice", "this name already has a value"),
    "Duplicate inline table key": Template("toml.inline-twice", "this name is already in the inline table"),
    "Cannot mutate immutable namespace": Template("toml.complete", "nothing can be added to this table or value"),
    "Cannot redefine namespace": Template("toml.defined", "this table is already defined elsewhere"),
    "Invalid initial character": Template("toml.name", "a name was expected"),
    "Unclosed array": Template("toml.open-array", "this array is never closed"),
    "Unclosed inline table": Template("toml.open-table", "this inline table is never closed"),
    "Unescaped": Template("toml.backslash", "a `\\` is not the start of an escape; double it, or use single quotes"),
    "Invalid hex value": Template("toml.hex", "hexadecimal digits were expected in this escape"),
    "Escaped character": Template("toml.escape", "this escape is not a Unicode character"),
    "Unterminated string": Template("toml.open-text", "this text is never closed"),
    "Illegal character": Template("toml.illegal", "a line break or control character that TOML does not allow here"),
    "Found invalid character": Template("toml.control", "a control character that TOML does not allow in a comment"),
    "Invalid date": Template("toml.date", "this date or time does not exist"),
    "Invalid value": Template("toml.value", "a value was expected; text needs quotes"),
}
"""How tomli's message starts, and ours; the first that fits."""


def about(message: str) -> Message:
    """Our message for one of tomli's."""
    template = next((template for known, template in BY_REASON.items() if message.startswith(known)), NOT_TOML)
    return template()
