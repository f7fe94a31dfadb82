"""The files that Compose files and Kustomizations of a run name: read with them, as what they are there."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.references import Reference, may_refer, references
from vtexlint.project.boundary import is_below
from vtexlint.project.discovery import Discovery, Found, walking
from vtexlint.project.environment_files import learn_variables, said_by
from vtexlint.project.errors import at
from vtexlint.project.exclusion import is_excluded
from vtexlint.project.named_paths import is_there, repository_of
from vtexlint.project.read_file import OversizedError, UnreadableError, oversized, read_whole
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vtexlint.project.effective_settings import EffectiveSettings
    from vtexlint.project.git.answers import GitStates
    from vtexlint.project.project import Project

NOT_FOLLOWED = Template("referred.not-followed", "the files that it names were not looked for")
_MOST = 1 << 20  # bytes of a file that names others


def with_referred(
    files: "Sequence[Found]", project: "Project", effective: "EffectiveSettings", exclude: "Sequence[str]"
) -> tuple[Found, ...]:
    """The files with those that they name, which are linted in full; `effective` learns what each of these is.

    A file that is not there, is excluded or is outside of the repository is not read: only a program knows what it finds there.
    """
    learn_variables((file.path for file in files if file.level == "full"), project, effective)
    by_path = {file.path: file for file in files}
    for path, reference in _references(files, project, effective):
        config = effective.config_of(path)
        if not is_excluded(project, path, config, exclude):
            effective.refer(path, reference)
            by_path[path] = Found(path, path in by_path and by_path[path].named, "full")
    return tuple(by_path[path] for path in sorted(by_path))


def without_ignored(
    before: Discovery, after: Discovery, project: "Project", effective: "EffectiveSettings", ask: "GitStates | None"
) -> Discovery:
    """Leave out what only files that were named refer to, and git ignores: a hook names the files of a commit, which has none of it.

    `before`, `after`: the files without and with those that they name. `ask`: what asks for the states, in place of git itself.
    """
    asking = _added_by_named(before.files, after.files, project, effective)
    if not any(map(project.repository_of, asking)):
        return after
    states = load("vtexlint.project.git.answers").states_of(project, asking, [], ask)  # a trouble is reported at the end of the run
    ignored = {path for path, state in states.items() if state == "ignored"}
    skips = after.skips or walking().Skips()
    for path in sorted(ignored):
        skips.add("ignored-file", path)
    return after._replace(files=tuple(file for file in after.files if file.path not in ignored), skips=skips)


def _added_by_named(
    before: "Sequence[Found]", after: "Sequence[Found]", project: "Project", effective: "EffectiveSettings"
) -> tuple[str, ...]:
    """The files that `with_referred` has added only because of files that the user, or a hook, named one by one."""
    added = {file.path for file in after} - {file.path for file in before}
    if not added or not any(file.named for file in before):
        return ()
    walked = {path for path, _ in _references((file for file in before if not file.named), project, effective)}
    return tuple(sorted(added - walked))


def refer(path: str, data: bytes, project: "Project", effective: "EffectiveSettings") -> None:
    """Tell `effective` what the files are that a text of this path names, if it is one that names others."""
    if not may_refer(path):
        return
    if len(data) > _MOST:
        effective.notes.append(at(path, oversized(len(data), _MOST, NOT_FOLLOWED())))
        return
    for target, reference in _named_in(path, data, project, effective):
        effective.refer(target, reference)


def _references(files: "Iterable[Found]", project: "Project", effective: "EffectiveSettings") -> "Iterator[tuple[str, Reference]]":
    for file in files:
        if file.level != "full" or not may_refer(file.path):
            continue
        try:
            data = read_whole(project.absolute(file.path), _MOST, NOT_FOLLOWED())
        except OversizedError as error:
            effective.notes.append(at(file.path, error.message))
            continue
        except UnreadableError:
            continue  # an error of that file, where it is linted
        for path, reference in _named_in(file.path, data, project, effective):
            if is_there(path, file.path, project) and os.path.isfile(project.absolute(path)):
                yield path, reference


def _named_in(path: str, data: bytes, project: "Project", effective: "EffectiveSettings") -> "Iterator[tuple[str, Reference]]":
    """The references of a text, with the paths as reports show them: those below the repository, by their text alone."""
    directory = os.path.dirname(project.absolute(path))
    root = repository_of(path, project)
    for reference in said_by(references, path, data, effective) or ():
        target = os.path.normpath(os.path.join(directory, reference.path))
        if is_below(target, root):  # by its text alone, before anything is asked of it
            yield project.display(target), reference
