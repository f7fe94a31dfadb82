"""The hunks of `--diff`, as git and patch read them: their places and lines are what the fixes do to the file."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, b64
from tests.linter.repaired import repair
from tests.linter.test_fix_drawn import PIECES
from vtexlint.diagnostics import Snippet
from vtexlint.linter.masking import Masker
from vtexlint.reporters import diff
from vtexlint.text.source import Source

COMMENT = "# vtexlint: ignore[key-casing]"
KEYS = [
    f"VTEX_APP_KEY={KEY} ",
    f"VTEX_APP_TOKEN={TOKEN} ",
    COMMENT,
    "A=b",
    "",
    f"{COMMENT}\n{COMMENT}",
    "B=c # vtexlint: ignore[key-casing]",
]
SECRET = "kind: Secret\ndata:\n  .env: {}\n  VTEX_APP_KEY: {}\n"
BLOCK = f"a:\n  vtexAppToken: >\n\n\n    {TOKEN[:64]}\n    {TOKEN[64:]}\n\n  vtexAppKey: |\n    {KEY}\nb: c\n"


class Unmasked(Masker):
    def line(self, number: int) -> Snippet:
        return Snippet(self._source.slice(self._source.line_span(number)), 0, 0)


def lines_of(source: Source) -> bytes:
    """The text with a line feed for each of its line breaks, as a diff's lines have."""
    lines = [source.slice(source.line_span(number)) for number in range(1, len(source.line_starts) + 1)]
    return "\n".join(lines).encode()


def texts() -> list[tuple[str, str]]:
    chance = random.Random("diff")
    found = [("a.yaml", SECRET.format(b64(f"VTEX_APP_KEY={KEY} \n"), b64(KEY + "\n"))), ("a.yaml", BLOCK), ("a.yaml", BLOCK * 3)]
    for number in range(40):
        lines = [chance.choice(KEYS) for _ in range(chance.randrange(1, 60))]
        found.append((".env", chance.choice(["\n", "\r\n", "\n", "\r"]).join(lines) + "\n" * (number % 2)))
        found.append((chance.choice(["a.env", "a.yaml"]), "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 40)))))
    return found


@pytest.mark.parametrize("program", ["git", "patch"])
def test_without_its_masks_it_is_what_the_fixes_do(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    monkeypatch.setattr(diff, "Masker", Unmasked)
    monkeypatch.setattr(diff, "harmless", str)
    monkeypatch.setattr(diff, "WIDTH", 10_000)
    command = {"git": ["git", "apply", "-p0"], "patch": ["patch", "-p0", "--fuzz=0", "--binary"]}[program]
    applied = 0
    for path, text in texts():
        done = repair(path, text, unsafe=True)
        shown = diff.render(done)
        assert (shown == "") == (done.before.source.text == done.after.source.text)
        if not shown:
            continue
        (tmp_path / path).write_bytes(lines_of(done.before.source))
        ran = subprocess.run(command, cwd=tmp_path, input=shown.encode(), capture_output=True, check=False)
        assert ran.returncode == 0, (text, shown, ran.stdout, ran.stderr)
        assert b"offset" not in ran.stdout
        assert (tmp_path / path).read_bytes() == lines_of(done.after.source), (text, shown)
        applied += 1
    assert applied > 40
