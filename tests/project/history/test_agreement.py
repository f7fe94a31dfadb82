"""`check` and `history` agree about HEAD: both report the same tokens."""

import base64
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake import KEY, b64, token
from tests.gitrepo import Repo
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.history.audit import HistoryOptions, audit
from vtexlint.project.project import Project
from vtexlint.project.run import Session

FORMS = {
    "env": "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n",
    "lower": "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={lower}\n",
    "cut": "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={cut}\n",
    "yaml": "vtex:\n  appKey: {key}\n  appToken: {token}\n",
    "comment": "# VTEX_APP_TOKEN: {token}\na: 1\n",
    "secret": "apiVersion: v1\nkind: Secret\ndata:\n  VTEX_APP_KEY: {b64key}\n  VTEX_APP_TOKEN: {b64token}\n",
    "packed": "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN_B64={b64token}\n",
    "basic": "auth: Basic {b64token}\n",
    "header": 'headers["Authorization"] = "Basic {b64pair}"\n',
    "remark": "# before: {b64token}\na: 1\n",
    "json": '{{"vtexAppKey": "{key}", "vtexAppToken": "{token}"}}\n',
    "escaped": '{{"log": "token\\n{token}\\u0022"}}\n',
    "url": "GET /x?apptoken%3D{token}&y=1\n",
    "python": "self.app_key = '{key}'\nself.app_token = (\n    '{token}'\n)\n",
    "markdown": "| AppToken | `{token}` |\n",
    "payment": '{{"paymentId": "{token}"}}\n',
    "split": 'x = "{head}" + \\\n    "{tail}"\n',
    "longer": "x = '{token}A'\n",
    "ignored": "# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN: {token}\n",
    "none": "x = 1\n",
}
NAMES = [
    ".env", ".env.example", "config.yaml", "vtex.json", "settings.toml", "a.py", "a.ts", "README.md", "run.sh", "app.log", "a.ipynb",
    "dist/bundle.js", "build/a.yml", "logo.bin", "Makefile", "vtex/a.txt",
]  # fmt: skip
FILES = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from(sorted(FORMS)), st.integers(0, 3), st.sampled_from(["utf-8", "utf-16", "binary"])),
    max_size=6,
)


def content(form: str, number: int, encoding: str) -> bytes:
    secret = token(number)
    text = FORMS[form].format(
        key=KEY,
        token=secret,
        lower=secret.lower(),
        cut=secret[:100],
        b64key=b64(KEY),
        b64token=b64(secret),
        b64pair=b64(f"{KEY}:{secret}"),
        head=secret[:64],
        tail=secret[64:],
    )
    if encoding == "binary":
        return b"\0\xff\xfe\0" + text.encode() + b"\0\xff"
    return text.encode(encoding)


def checked(directory: str) -> set[str]:
    """The tokens that `vtexlint check` reports in the work tree, which is as HEAD has it."""
    outcome = Session(Project(directory), RunOptions()).check_paths().outcome
    return {one.digest for one in outcome.findings if one.rule == "committed-secret" and one.digest}


@settings(max_examples=40, deadline=None)
@given(FILES)
def test_the_same_tokens(files: dict[str, tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as directory:
        repo = Repo(Path(directory))
        for name, planted in files.items():
            repo.add(name, content(*planted))
        repo.commit()
        expected = checked(directory)
        outcome = audit(Project(directory), directory, HistoryOptions(), None, True, lambda *_: None).outcome
        found = {one.digest for one in outcome.findings if one.digest and one.origin and one.origin.head_paths}
        assert found == expected, json.dumps({name: base64.b64encode(content(*planted)).decode() for name, planted in files.items()})
