"""`vtexlint audit` over 300 repositories: everything planted is told once, by one process and by two."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import fake
from tests.cli.test_audit import history, pair
from vtexlint.cli.main import run
from vtexlint.project import organisation

REPOSITORIES, KEYS = 300, 60
TOKENS = [fake.token(number) for number in range(KEYS)]
PIECES = fake.pieces(*TOKENS)


def shown(text: str) -> set[str]:
    """The pieces of tokens in a text."""
    runs = re.findall("[A-Z]{6,}", text)
    return {letters[at : at + 6] for letters in runs for at in range(len(letters) - 5)} & PIECES


def key(number: int) -> str:
    return fake.key(f"store{number % 7}", f"{chr(65 + number // 26)}{chr(65 + number % 26)}XQZW")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """60 repositories with a token each, of which ten also have one of another; 239 clean ones, and a broken one."""
    made = tmp_path / "organisation"
    for number in range(KEYS):
        versions = [("app.env", f"PORT={number}\n"), ("prod.env", pair(key(number), TOKENS[number]))]
        if number < 10:
            versions.append(("shared.yaml", f"vtex:\n  appKey: {key(number + 10)}\n  appToken: {TOKENS[number + 10]}\n"))
        if number % 2:
            versions.append(("prod.env", "PORT=1\n"))
        history(made / f"team{number % 4}" / f"shop{number}", *versions)
    clean = history(made / "clean0", *((f"src/m{number % 5}.js", f"const x = {number};\n" * 30) for number in range(20)))
    for number in range(1, REPOSITORIES - KEYS - 1):
        shutil.copytree(clean.path, made / f"clean{number}")
    (made / "broken" / ".git" / "objects").mkdir(parents=True)
    (made / "broken" / ".git" / "refs").mkdir()
    (made / "broken" / ".git" / "HEAD").write_text("")
    return made


def test_all_that_is_planted_and_nothing_else(base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base)

    def audit(*arguments: str) -> str:
        assert run(["audit", ".", "--format", "json", "--quiet", *arguments]) == 2
        out, err = capsys.readouterr()
        assert err.count("\n") == 1
        assert shown(out + err) == set()
        return out

    kept = base.parent / "kept"
    out = audit("--jobs", "2", "--cache", str(kept))
    found = json.loads(out)
    assert (len(found["repositories"]), len(found["tokens"]), len(found["copies"])) == (REPOSITORIES, KEYS, 1)
    told = {one["keys"][0]: (one["in_head"], one["repositories"]) for one in found["tokens"]}
    planted = {}
    for number in range(KEYS):
        repositories = [f"team{number % 4}/shop{number}"]
        if 10 <= number < 20:
            repositories.append(f"team{(number - 10) % 4}/shop{number - 10}")
        planted[key(number)] = (number % 2 == 0 or 10 <= number < 20, sorted(repositories))
    assert told == planted
    assert shown("\n".join(file.read_text() for file in kept.iterdir())) == set()
    with monkeypatch.context() as patch:
        patch.setattr(organisation, "audit", None)
        assert audit("--jobs", "1", "--cache", str(kept)) == out
    assert audit("--jobs", "1") == out
