"""Where paths lead, by their texts: for POSIX and for Windows, and against the file system's own answer."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vtexlint.project.boundary import LeavingError, fault_of, is_below, resolve

FAULTS = [
    ("/etc/keys.json", "absolute"),
    ("/", "absolute"),
    ("\\keys.json", "absolute"),
    ("//host/share/keys.json", "share"),
    ("\\\\host\\share\\keys.json", "share"),
    ("/\\host/share", "share"),
    ("\\/host/share", "share"),
    ("\\\\?\\UNC\\host\\share\\x", "share"),
    ("\\\\.\\pipe\\x", "share"),
    ("C:/keys.json", "drive"),
    ("c:\\keys.json", "drive"),
    ("C:keys.json", "drive"),
    ("1:x", "drive"),
    ("::", "drive"),
    ("~", "home"),
    ("~/keys.json", "home"),
    ("~user/keys.json", "home"),
    ("..", "above"),
    ("../keys.json", "above"),
    ("..\\keys.json", "above"),
    ("a/../../keys.json", "above"),
    ("a\\..\\..\\keys.json", "above"),
    ("./../keys.json", "above"),
    ("a//../../keys.json", "above"),
    ("a\\b/../../keys.json", "above"),  # on POSIX `a\b` is one directory
    ("a/.. /../keys.json", "above"),  # Windows takes blanks and dots off the end of a name
    (".../keys.json", "above"),
    ("a\0b", "nul"),
]


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_texts_that_may_leave(text: str, fault: str) -> None:
    assert fault_of(text, 0) == fault


@pytest.mark.parametrize(
    "text",
    [
        "keys.json",
        "./keys.json",
        "a/b/keys.json",
        "a/../keys.json",
        "a\\..\\keys.json",
        ".keys",
        "..keys",
        "a/..b",
        "ab:c",
        "a/C:/b",
        "a~",
        "-",
        "ab:",
        "x/1:2",
    ],
)
def test_texts_that_stay(text: str) -> None:
    assert fault_of(text, 0) is None


@pytest.mark.parametrize("text", ["../keys.json", "..\\keys.json", "a/../../keys.json"])
def test_a_package_may_name_a_file_of_the_repository_around_it(text: str) -> None:
    assert fault_of(text, 1) is None
    assert fault_of(f"../{text}", 1) == "above"


PARTS = st.lists(st.sampled_from(["..", ".", "", "a", "b", "C:", "~", " ", "...", "host", "\0"]), max_size=6)
TEXTS = st.builds(
    lambda parts, separators: "".join(x + y for x, y in zip(parts, separators, strict=False)),
    PARTS,
    st.lists(st.sampled_from("/\\"), min_size=6, max_size=6),
) | st.text("./\\aC:~", max_size=8)


@given(TEXTS, st.integers(0, 2))
@example("a\\b/../../x", 0)
def test_what_stays_by_its_text_stays_by_python_s_own_path_rules(text: str, depth: int) -> None:
    import ntpath
    import posixpath

    if fault_of(text, depth) is not None:
        return
    deep = ["x", "y"][:depth]
    joined = posixpath.normpath(posixpath.join("/root", *deep, text))
    assert joined == "/root" or joined.startswith("/root/")
    joined = ntpath.normpath(ntpath.join("C:\\root", *deep, text))
    assert joined == "C:\\root" or joined.startswith("C:\\root\\")


def windows(links: dict[str, str]) -> tuple[Callable[[str], str], list[str]]:
    """What reads links of an invented disk, and the paths that it was asked for."""
    asked: list[str] = []

    def readlink(path: str) -> str:
        asked.append(path)
        if path not in links:
            raise OSError
        return links[path]

    return readlink, asked


@pytest.mark.parametrize(
    "text",
    [
        "\\\\host\\share\\x", "//host/share/x", "\\\\?\\UNC\\host\\share", "\\\\?\\C:\\elsewhere", "\\??\\D:\\root\\x", "\\\\.\\C:\\root\\x", "\\\\?\\Volume{1}\\root",
        "C:\\elsewhere", "c:\\rootx", "C:x", "\\elsewhere", "/elsewhere", "..\\..\\x", "..\\..\\root\\x", "C:\\root\\..\\x", ".. \\..\\x", "...\\x",
    ],
)  # fmt: skip
def test_a_link_of_windows_that_leaves(text: str) -> None:
    readlink, asked = windows({"C:\\root\\a\\link": text})
    with pytest.raises(LeavingError) as caught:
        resolve("C:\\root\\a\\link\\keys.json", "C:\\root", "C:\\root", readlink, windows=True)
    assert caught.value.link == "a\\link"
    assert asked == ["C:\\root\\a", "C:\\root\\a\\link"]  # nothing behind it


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("b", "a\\b"), ("..\\b", "b"), ("../b/c", "b\\c"), ("C:\\root\\b", "b"), ("c:\\ROOT\\b", "b"), ("\\\\?\\C:\\root\\b", "b"), ("\\??\\C:\\root\\b", "b"), (".", "a"), ("b\\..\\c", "a\\c"),
    ],
)  # fmt: skip
def test_a_link_of_windows_that_stays(text: str, to: str) -> None:
    readlink, _ = windows({"C:\\root\\a\\link": text})
    assert resolve("C:\\root\\a\\link\\x", "C:\\root", "C:\\root", readlink, windows=True) == f"C:\\root\\{to}\\x"


def test_a_repository_on_a_share_may_have_links_to_that_share() -> None:
    root = "\\\\host\\share\\root"
    for text in ("\\\\host\\share\\root\\b", "\\\\?\\UNC\\HOST\\share\\root\\b", "b"):
        readlink, _ = windows({f"{root}\\link": text})
        assert resolve(f"{root}\\link", root, root, readlink, windows=True) == f"{root}\\b"
    for text in ("\\\\host\\share\\other", "\\\\other\\share\\root\\b", "\\host\\share\\root\\b", "C:\\host\\share\\root"):
        readlink, _ = windows({f"{root}\\link": text})
        with pytest.raises(LeavingError):
            resolve(f"{root}\\link", root, root, readlink, windows=True)


def test_is_below() -> None:
    assert is_below("/a/b", "/a", windows=False)
    assert is_below("/a", "/a", windows=False)
    assert is_below("/x", "/", windows=False)
    assert not is_below("/ab", "/a", windows=False)
    assert not is_below("/A/b", "/a", windows=False)
    assert is_below("c:\\A\\b", "C:\\a", windows=True)
    assert not is_below("D:\\a\\b", "C:\\a", windows=True)
    assert not is_below("\\\\C:\\a", "C:\\a", windows=True)


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
class TestOnDisk:
    LINKS = st.dictionaries(
        st.sampled_from(["l", "m", "d/n"]),
        st.lists(st.sampled_from(["..", "d", "l", "m", "n", "f", ".", "ROOT", "OUT"]), min_size=1, max_size=4),
        max_size=3,
    )

    @given(LINKS, st.lists(st.sampled_from(["d", "l", "m", "n", "f"]), min_size=1, max_size=4))
    def test_it_is_the_file_system_s_answer_or_a_refusal(
        self, tmp_path_factory: pytest.TempPathFactory, links: dict[str, list[str]], parts: list[str]
    ) -> None:
        top = tmp_path_factory.mktemp("t")
        root = top / "root"
        (root / "d").mkdir(parents=True)
        (root / "f").write_text("")
        for name, target in links.items():
            (root / name).symlink_to("/".join(target).replace("ROOT", str(root)).replace("OUT", str(top)))
        path = str(root.joinpath(*parts))
        try:
            found = resolve(path, str(root), str(root))
        except LeavingError:
            return
        assert is_below(found, str(root))
        try:
            real = os.path.realpath(path, strict=True)
        except OSError:
            return
        assert found == real

    def test_circles_end(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        with pytest.raises(LeavingError):
            resolve(str(tmp_path / "a"), str(tmp_path), str(tmp_path))

    def test_a_link_to_where_the_root_really_is(self, tmp_path: Path) -> None:
        real = tmp_path / "real"
        real.mkdir()
        (tmp_path / "root").symlink_to("real")
        root = str(tmp_path / "root")
        for target in (real / "x", Path(root) / "x"):
            (real / "link").unlink(missing_ok=True)
            (real / "link").symlink_to(target)
            assert resolve(f"{root}/link", root, str(real)) == str(real / "x")


def test_a_part_that_is_a_link_itself_cannot_lead_a_text_above_the_root() -> None:
    """`m/../../x` two levels down stays by its text; with `m` a link to the root it does not."""
    links = {"/root/a/l": "m/../../x", "/root/a/m": "/root"}

    def readlink(path: str) -> str:
        if path not in links:
            raise OSError
        return links[path]

    with pytest.raises(LeavingError):
        resolve("/root/a/l", "/root", "/root", readlink, windows=False)
    links["/root/a/m"] = "b"
    assert resolve("/root/a/l", "/root", "/root", readlink, windows=False) == "/root/x"
