"""What is wrong with the options that an editor sends."""

from collections.abc import Iterator
from itertools import islice

from vtexlint.lsp.capabilities import FITS, OPTIONS, Kind
from vtexlint.settings import LANGUAGES
from vtexlint.settings_table import FILE_NAME, FLAG, LANGUAGE, STRINGS, UNKNOWN, UNKNOWN_SIMILAR
from vtexlint.text.messages import Message, Template
from vtexlint.text.suggestions import closest_match, redact

WRONG = Template("server.wrong-option", "`{name}` in the options from the editor was ignored: {reason}")

_OF_CLIENTS = frozenset({"enable", "path", "trace"})  # settings of the extension, which a client may send along with the server's
_MOST = 3  # unknown names that are reported: a client may send all its settings
_EXPECTED: dict[Kind, Message] = {
    "names": STRINGS(),
    "file": FILE_NAME(),
    "language": LANGUAGE(languages=", ".join(LANGUAGES)),
    "flag": FLAG(),
}


def problems_of(options: object) -> Iterator[Message]:
    """A message for each option whose value is of another kind, and for names that are none.

    null is as if it were not there, as an empty text is.
    """
    if not isinstance(options, dict):
        return
    for name, (_, kind) in OPTIONS.items():
        value = options.get(name)
        if value is not None and not FITS[kind](value):
            yield WRONG(name=name, reason=_EXPECTED[kind])
    for name in islice((name for name in map(str, options) if name not in OPTIONS and name not in _OF_CLIENTS), _MOST):
        shown, meant = redact(name), closest_match(name, OPTIONS)
        yield WRONG(name=shown, reason=UNKNOWN_SIMILAR(key=shown, meant=meant) if meant else UNKNOWN(key=shown))
