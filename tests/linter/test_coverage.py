"""What a run left out, in numbers."""

import pytest

from vtexlint.linter.coverage import Excluded


@pytest.mark.parametrize(("files", "directories", "total"), [((), (), 0), (("a",), (), 1), ((), ("b",), 1), (("a", "c"), ("b",), 3)])
def test_files_and_directories_are_counted(files: tuple[str, ...], directories: tuple[str, ...], total: int) -> None:
    assert Excluded("", files, directories).total == total
