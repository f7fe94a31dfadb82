"""The words for a token, by how far it has got."""

import pytest

from vtexlint.diagnostics import Exposure
from vtexlint.rules.committed_secret import ByExposure


@pytest.mark.parametrize(
    ("exposure", "message", "help"),
    [
        (Exposure("pushed", "origin/main"), "already on `origin/main`: everyone with access", "then take it out of this file"),
        (Exposure("committed"), "this file is committed and contains", "then take it out of this file"),
        (Exposure("committed", "old.env"), "that is committed in `old.env`", "then take it out of this file"),
        (Exposure("removed"), "HEAD still contains this file with", "committing the removal alone"),
        (Exposure("removed", "old.env"), "in `old.env`: everyone with a clone", "committing the removal alone"),
        (Exposure("staged"), "is staged", "whether a commit has it already"),
        (Exposure("staged", "HEAD"), "is staged", "HEAD's version of this file does not have it"),
        (Exposure("modified", "HEAD"), "the next `git add` will stage it", "HEAD's version of this file does not have it"),
        (Exposure("unknown"), "could not be determined", "in a full clone"),
    ],
)
def test_words(exposure: Exposure, message: str, help: str) -> None:
    said, remedy = ByExposure("field").words(exposure)
    assert message in str(said)
    assert help in str(remedy)
