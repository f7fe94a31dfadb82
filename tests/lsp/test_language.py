"""The language server speaks the language that its option names, else that of its user's settings, else that of the editor."""

from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.lsp.client import Client
from vtexlint.lsp.actions import FIX_ALL_TITLE
from vtexlint.pages.localized import localize

SWAPPED = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
PORTUGUESE, SPANISH, ENGLISH = (localize(FIX_ALL_TITLE(), language) for language in ("pt-BR", "es", "en"))


@pytest.mark.parametrize(
    ("locale", "option", "variable", "environ", "title"),
    [
        ("pt-br", None, "", "", PORTUGUESE),
        ("es-419", None, "", "pt_BR", SPANISH),
        ("de", None, "", "pt_BR", ENGLISH),
        ("pt-br", "es", "en", "", SPANISH),
        ("pt-br", None, "es", "", SPANISH),
        ("pt-br", "klingon", "", "", PORTUGUESE),
        (None, None, "", "pt_BR.UTF-8", PORTUGUESE),
        (None, None, "", "", ENGLISH),
    ],
)
def test_the_language_of_a_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str | None, option: str | None, variable: str, environ: str, title: str
) -> None:
    monkeypatch.setenv("LANG", environ)
    monkeypatch.setenv("VTEXLINT_LANG", variable)
    with Client(tmp_path, start=False) as client:
        client.start(tmp_path, options={"language": option} if option else None, locale=locale)
        uri = (tmp_path / ".env").as_uri()
        client.open(uri, SWAPPED)
        found = client.diagnostics(uri)
        params = {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": found}}
        titles = [action["title"] for action in client.ask("textDocument/codeAction", params)]
        assert any(one.startswith(title) for one in titles), titles
        hover = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": found[0]["range"]["start"]})
        paired = {PORTUGUESE: "Forma um par com", SPANISH: "Forma par con", ENGLISH: "Paired with"}[title]
        assert paired in hover["contents"]["value"]
