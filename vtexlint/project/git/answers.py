"""What git says about the files of a run: their states, and how far their tokens have got. A fault here ends no run."""

from collections.abc import Callable, Collection, Iterable, Mapping

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.errors import where
from vtexlint.project.git import exposure, worktree
from vtexlint.project.git.process import GitError
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.diagnostics import Exposure, GitState
    from vtexlint.project.project import Project

    GitStates = Callable[[Project, Iterable[str]], dict[str, GitState]]
    GitExposures = Callable[
        [Project, Mapping[str, frozenset[str]], Callable[[str, bytes], frozenset[str]], Callable[[str], int], Collection[str]],
        dict[str, dict[str, Exposure]],
    ]
    TokensIn = Callable[[str, bytes], frozenset[str]]

GIT_FAILED = Template("run.git-failed", "vtexlint failed on git's answer about the files ({error}); please report it")


def states_of(project: "Project", paths: Iterable[str], troubles: list[Message], ask: "GitStates | None") -> "dict[str, GitState]":
    """The states of the files; none, and one more of the troubles, where git does not say. `ask`: in place of `worktree.states`."""
    try:
        return (ask or worktree.states)(project, paths)
    except GitError as error:
        troubles.append(error.message)
    except Exception as error:
        troubles.append(GIT_FAILED(error=where(error)))
    return {}


def exposures_of(
    project: "Project",
    tokens: "Mapping[str, frozenset[str]]",
    untracked: Collection[str],
    reading: "tuple[TokensIn, Callable[[str], int]]",
    troubles: list[Message],
    ask: "GitExposures | None",
) -> "dict[str, dict[str, Exposure]]":
    """How far each file's tokens have got, as `states_of`. `reading`: the tokens of another version, and how large one may be."""
    try:
        return (ask or exposure.exposures)(project, tokens, *reading, untracked)
    except Exception as error:
        troubles.append(GIT_FAILED(error=where(error)))
    return {}
