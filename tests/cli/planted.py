"""A repository with a token and hostile texts wherever a user or an attacker can put them, and what may be shown of it."""

import base64
import json
import re
from pathlib import Path

from tests.fake import KEY, TOKEN, session
from tests.gitrepo import Repo
from vtexlint.reporters.github import OWN_LINE

SMALL = TOKEN.lower()
PACKED = base64.b64encode(TOKEN.encode()).decode()
# what is obeyed by: GitHub's runner, Azure's agent, TeamCity, GitLab, a terminal (colour, clearing, a link, a title), a reader, an editor
ACTING = (
    "##vso[task.setvariable]##[error]##teamcity[x]", "\x1b[31m\x1b[2J\x1b]8;;https://x.invalid\x07\x1b]0;x\x07\x9b2J", "\u202e\u2066\u200b\ufeff",
    "\r\b\x7f", "[Fix](command:workbench.action.quit)", "<img src=x onerror=y>", "section_start:1:x",
)  # fmt: skip
HOSTILE = f"::error title=x::{''.join(ACTING)}".replace("/", "\u2044")
WORDS = {"token": TOKEN, "small": SMALL, "packed": PACKED, "hostile": HOSTILE}
"""What is planted as a name and as an option's value. A file's name takes 255 bytes."""

PIECES = {secret[at : at + size] for secret, size in ((TOKEN, 12), (SMALL, 12), (PACKED, 24)) for at in range(len(secret) - size + 1)}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMMANDS = ("##[", "##vso[", "##teamcity[")

COMMENTS = f"# {TOKEN} {HOSTILE}\n# vtexlint: ignore[{TOKEN}, key-casing]\n# vtexlint: ignore[{SMALL}]\n# vtexlint: ignore[{SMALL[:23]}, {PACKED}]\n"
PAIR = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
FIELDS = {
    "vtexAppKey": KEY.upper(), "vtexAppToken": f" {TOKEN}", f"vtexAppToken{TOKEN}": SMALL, f"{HOSTILE}AppKey": TOKEN, TOKEN: KEY,
    SMALL: SMALL, PACKED: PACKED, "vtex_account": TOKEN, "VTEX_HOST": f"https://{SMALL[:60]}.vtexcommercestable.com.br/{TOKEN}",
    "VtexIdclientAutCookie": session(), f"{HOSTILE}": {"appKey": KEY, "appToken": f"{TOKEN}\n", HOSTILE: HOSTILE},
}  # fmt: skip
DOCUMENTS = {
    "a.json": json.dumps(FIELDS), "b.yaml": json.dumps(FIELDS), "c.yaml": f"{json.dumps(HOSTILE)}:\n  appKey: {KEY} \n  appToken: {TOKEN}\n" * 2,
    "broken.json": f'{{"vtexAppKey": "{KEY}", {TOKEN}', "broken.yaml": f"vtexAppKey: {KEY}\n{TOKEN}: [\n*{TOKEN}", "tab.yaml": f"vtex:\n\t{TOKEN}: x\n",
    "broken.toml": f'vtexAppKey = "{KEY}"\n{TOKEN} = {TOKEN}\n', "twice.toml": f'vtex = 1\n{TOKEN} = 1\n{TOKEN} = 1\n[{TOKEN}]\n[{TOKEN}]\n',
    "d.toml": f'[vtex."{TOKEN}"]\nappKey = "{KEY} "\nappToken = "{TOKEN}"\n', "e.properties": f"vtex.appKey={KEY} \nvtex.{TOKEN}.appToken={TOKEN}\n",
    "f.http": f"GET https://{SMALL[:60]}.example.com/{TOKEN}\nX-VTEX-API-AppKey: {KEY}\nX-VTEX-API-AppTokn: {TOKEN}\n",
    "Dockerfile": f"ENV VTEX_APP_TOKEN={TOKEN} {TOKEN}=1\n", "g.tfvars": f'vtex_app_token = "{TOKEN}"\n{TOKEN} = "{KEY}"\n', "h.py": f'T = "{TOKEN}"\n',
    f"{SMALL}/{TOKEN}.env": COMMENTS + PAIR, f"{TOKEN[:24]}.env": PAIR, ".env": COMMENTS + PAIR + f"export {TOKEN}={KEY}\nX={HOSTILE!r}\n{TOKEN}\n",
    f"{PACKED[:200]}.env": PAIR, f"{HOSTILE}.env": COMMENTS + PAIR, f"{HOSTILE}/{HOSTILE}.json": json.dumps(FIELDS), "bad.env": "VTEX_APP_KEY=\0",
}  # fmt: skip
SETTINGS = {
    "shown.toml": f'exclude = ["{TOKEN}"]\nexternal-accounts = ["{SMALL}", {json.dumps(HOSTILE)}]\nbaseline = "{TOKEN}.json"\n',
    "key.toml": f"{TOKEN} = 1\n", "small-key.toml": f"{SMALL} = 1\n", "hostile-key.toml": f"{json.dumps(HOSTILE)} = 1\n",
    "link.toml": '"[Fix](command:workbench.action.quit)" = 1\n',
    "twice.toml": f"{TOKEN} = 1\n{TOKEN} = 1\n", "value.toml": f"scope = {TOKEN}\n", "open.toml": f'scope = "{TOKEN}\n', "date.toml": f"a = 2020-99-99{TOKEN}",
    "rule.toml": f'select = ["{TOKEN}"]\n', "small-rule.toml": f'ignore = ["{SMALL}"]\n', "hostile-rule.toml": f"select = [{json.dumps(HOSTILE)}]\n",
    "table.toml": f'[severity]\n{TOKEN} = "error"\n[per-file-ignores]\n"{SMALL}" = ["{SMALL}"]\n', "loader.toml": f'loaders = ["{TOKEN}"]\n',
    "snapshots.toml": f'account-snapshots = ["{TOKEN}"]\n', "baseline.toml": f'baseline = "{TOKEN}/{SMALL}"\n', "nul.toml": 'baseline = "a\\u0000b"\n', "nul-list.toml": 'account-snapshots = ["a\\u0000b"]\n',
    "roles.toml": f'[required-roles]\n"{TOKEN}" = "{TOKEN}"\n', "escape.toml": f'a = "\\{TOKEN}"\n', "namespace.toml": f"a.{TOKEN} = 1\n[a.{TOKEN}.b]\n",
}  # fmt: skip
BASELINES = {
    "broken.json": f'{{"version": 2, {TOKEN}', "escape.json": f'{{"a": "\\{TOKEN}"}}', "version.json": f'{{"version": "{TOKEN}", "findings": []}}',
    "long.json": f'{{"version": {"9" * 5000}, "findings": []}}', "new.json": f'{{"version": {"9" * 300}, "findings": []}}',
    "entry.json": json.dumps({"version": 2, "findings": [{"path": TOKEN, "rule": SMALL}]}), "bytes.json": f"\udcff{TOKEN}",
    "good.json": json.dumps({"version": 1, "findings": [{"path": f"{TOKEN}{HOSTILE}", "rule": "key-casing", "fingerprint": f"{TOKEN}:1"}]}),
}  # fmt: skip
SNAPSHOTS = {
    "good.json": json.dumps({"id": "1", "accountName": "fakestore", "isActive": True, "appKeys": [
        {"appKey": KEY, "label": f"{TOKEN} {HOSTILE}", "isActive": False, "appToken": TOKEN, HOSTILE: TOKEN}, {"appKey": TOKEN}, {TOKEN: TOKEN}]}),
    "broken.json": f'{{"{TOKEN}": {TOKEN}', "list.json": json.dumps([TOKEN, HOSTILE]), "account.json": json.dumps({"account": TOKEN, "roles": {TOKEN: SMALL}}),
    "export.csv": f"App Key,Label,{TOKEN},{HOSTILE!r}\n{KEY},{TOKEN},{SMALL},x\n", "export.xlsx": f"PK\x03\x04{TOKEN}", "date.json": json.dumps(
        {"accountName": HOSTILE, "appKeys": [{"appKey": KEY, "createdIn": TOKEN, "isActive": TOKEN, "roles": [{"name": TOKEN}]}]}),
}  # fmt: skip


def plant(path: Path) -> Repo:
    """The repository, with all of it committed, a branch with the token's name, and a staged file."""
    repo = Repo(path)
    for name, text in DOCUMENTS.items():
        repo.write(name, text)
    for folder, texts in (("settings", SETTINGS), ("baselines", BASELINES), ("snapshots", SNAPSHOTS)):
        for name, text in texts.items():
            repo.write(f"{folder}/{name}", text.encode("utf-8", "surrogateescape"))
    repo.git("add", "-A", "-f")
    repo.commit(TOKEN, date="2026-01-01T00:00:00Z")
    repo.git("branch", TOKEN)
    repo.add(f"staged-{TOKEN}.env", COMMENTS + PAIR)
    return repo


def faults(shown: str, *, commands: bool = False) -> list[str]:
    """What is wrong with a text that vtexlint has shown. `commands`: it is a report that consists of commands to a CI service."""
    plain = _COLOUR.sub("", shown)
    found = [f"a piece of the token: {piece}" for piece in PIECES if piece in plain]
    found += [f"{character!r} acts" for character in set(plain) if not (character.isprintable() or character in "\n\t")]
    own = re.sub(r"(?m)^##vso(?=\[task\.logissue type=(?:error|warning);)", "", plain) if commands else plain
    found += [f"{command} is a command" for command in _COMMANDS if command in own]
    for line in plain.split("\n"):
        is_own = line.lstrip().startswith("::: ") or (commands and re.fullmatch(OWN_LINE, line))
        if line.lstrip().startswith("::") and not is_own:
            found.append(f"{line[:40]!r} is a command")
    return found
