"""An editor judges and fixes a document with one context: the same for both, and whatever else was opened before."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, key
from tests.lsp.client import Client, applied, at

FIX_ALL = "source.fixAll.vtexlint"
FAULT = "# vtexlint: ignore[xyzzy]\n"  # its fix is safe

# name -> files of the repository, the folder that is opened, the file in it, its text: with an ignore comment that is in use
GIT = {".git/HEAD": "ref: refs/heads/main\n", ".git/objects/info/x": "", ".git/refs/heads/x": ""}
"""What makes a directory a repository."""

IN_USE = {
    "a folder's name makes the names VTEX's": (
        {},
        "vtex",
        ".env",
        "APP_KEY=abc123defgh45\n# vtexlint: ignore[malformed-token]\nAPP_TOKEN=defgh12345zz\n",
    ),
    "the settings have more names": (
        {"shop/vtexlint.toml": 'extra-key-names = ["STORE_LOGIN"]\nextra-token-names = ["STORE_PASS"]\n'},
        "shop",
        ".env",
        "STORE_LOGIN={KEY}\n# vtexlint: ignore[malformed-token]\nSTORE_PASS=defgh12345zz\n",
    ),
    "the settings name a snapshot of the account": (
        {
            "shop/vtexlint.toml": 'account-snapshots = ["account.json"]\n',
            "shop/account.json": json.dumps({"accountName": "fakestore", "isActive": True, "appKeys": [{"appKey": KEY, "isActive": True}]}),
        },
        "shop",
        ".env",
        "# vtexlint: ignore[unknown-key]\nVTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={TOKEN}\n",
    ),
    "the settings switch a rule off for a folder": (
        {"shop/vtexlint.toml": '[per-file-ignores]\n"/old/" = ["malformed-key"]\n'},
        "shop",
        "old/.env",
        "VTEX_APP_KEY=abc123defgh45\n# vtexlint: ignore[malformed-token]\nVTEX_APP_TOKEN=defgh12345zz\n",
    ),
}


@pytest.mark.parametrize("name", IN_USE)
def test_fix_all_keeps_an_ignore_comment_that_is_in_use(tmp_path: Path, name: str) -> None:
    files, folder, file, text = IN_USE[name]
    text += FAULT
    text = text.replace("{KEY}", KEY).replace("{TOKEN}", TOKEN).replace("{OTHER}", key(suffix="BBBBBB"))
    for path, content in (GIT | {f"{folder}/{file}": text} | files).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    uri = (tmp_path / folder / file).as_uri()
    with Client(tmp_path / folder) as client:
        client.open(uri, text)
        before = client.rules(uri, 1)
        assert "unknown-suppression" in before
        assert "unused-suppression" not in before
        (action,) = client.actions(uri, at(0, 0), [FIX_ALL])
        (change,) = action["edit"]["documentChanges"]
        after = applied(text, change["edits"])
        assert after == text.removesuffix(FAULT)
        client.change(uri, 2, after)
        before.remove("unknown-suppression")
        assert client.rules(uri, 2) == before


UNTITLED = "untitled:Untitled-1"
QUIET, STRICT = "quiet/.env", "vtex/strict/.env"


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """The directory that the server starts in, and two others whose settings and names say otherwise."""
    for path, content in {
        "home/x": "",
        "quiet/vtexlint.toml": 'ignore = ["surrounding-whitespace"]\n',
        QUIET: "A=1\n",
        **{f"vtex/{path}": content for path, content in GIT.items()},
        "vtex/strict/vtexlint.toml": 'extra-key-names = ["PORT"]\n',
        STRICT: "A=1\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    return tmp_path


@pytest.mark.parametrize(
    "folders", [(), ("quiet",), ("vtex/strict",), ("quiet", "vtex/strict")], ids=lambda names: "+".join(names) or "none"
)
def test_an_unsaved_document_has_one_verdict_whatever_was_opened_before(homes: Path, folders: tuple[str, ...]) -> None:
    text = f"PORT=3000\nVTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
    verdicts = set()
    orders = [*permutations([UNTITLED, QUIET, STRICT])] if not folders else [(UNTITLED, QUIET, STRICT), (STRICT, QUIET, UNTITLED)]
    for order in orders:
        with Client(*(homes / name for name in folders), home=homes / "home") as client:
            for name in order:
                uri = name if name == UNTITLED else (homes / name).as_uri()
                client.open(uri, text if name == UNTITLED else "A=1\n")
                found = client.rules(uri, 1)
                if name == UNTITLED:
                    verdicts.add(tuple(found))
            client.change(UNTITLED, 2, text)
            verdicts.add(tuple(client.rules(UNTITLED, 2)))
    assert len(verdicts) == 1
    expected = {"": "surrounding-whitespace", "quiet": "", "vtex/strict": "surrounding-whitespace"}[(*folders, "")[0]]
    assert (expected in verdicts.pop()) if expected else ("surrounding-whitespace" not in verdicts.pop())
