"""A block for pre-commit or prek. It is committed: see `hook_plan`."""

import os

from vtexlint.cli.init import git_hook, prek_config
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.hook_python import too_old
from vtexlint.cli.init.mirror import Mirror, block, published
from vtexlint.cli.init.plan import PURPOSE, WITH_BLOCK, Change, InitPlan, by_hand, hook_present, indented, proposed, text_of
from vtexlint.cli.init.pre_commit_config import UnclearError, items, with_hook
from vtexlint.text.messages import NO_MESSAGE, Message, Template

BLOCK_NOT_RUN = Template("init.block-not-run", "A hook of vtexlint is in {config}, but git does not run pre-commit here. {activation}")
ACTIVATE_BY_CALL = Template(
    "init.activate-by-call",
    "core.hooksPath is {directory}, so `pre-commit install` refuses to run: call `pre-commit run` in the hook there.",
)
ACTIVATE = Template("init.activate", "To activate it in this clone: `pre-commit install` (or `prek install`).")
ACTIVATE_AFTER_DELETING = Template(
    "init.activate-after-deleting",
    "To activate it in this clone: delete {name}, which `vtexlint init` wrote, then run `pre-commit install` (or `prek install`).",
)
NOT_INSTALLED = Template(
    "init.framework-not-installed",
    "{config} is here, but git does not run pre-commit in this clone: the hook is git's own, for you alone. For the whole team: "
    "`pre-commit install` (or `prek install`), then `vtexlint init --team`.",
)
NO_DIRECTORY = Template(
    "init.hooks-no-directory", "git runs no hooks here: {directory} is not a directory. Delete it and run `vtexlint init` again."
)
OTHER_REPO = Template(
    "init.block-other-repo",
    "{config} has a hook of vtexlint from another place and was not changed: --repo and --rev are not used. To change it, edit `repo` "
    "and `rev` there.",
)
OTHER_REV = Template(
    "init.block-other-rev",
    "{config} has `rev: {found}` for this repository and was not changed: --rev {rev} is not used. To change it, edit `rev` there; "
    "`pre-commit autoupdate` sets it to the newest tag.",
)
PREK = Template("init.prek", "prek reads {prek} here, which was not changed because its format is not supported. Add to it:")
UNCLEAR = Template(
    "init.unclear",
    "{config} was not changed: {reason}. Its `repos:` must be a list with dashes, at the top level. "
    "Change it and run `vtexlint init` again, or add this item to that list:",
)
NEEDS_PROGRAM = Template(
    "init.needs-program",
    "This block is committed. Then every teammate needs `vtexlint` on PATH to commit: where it is not installed, pre-commit stops the "
    "commit.",
)
NEEDS_NETWORK = Template("init.needs-network", "This block is committed. Then pre-commit installs vtexlint from {url} for every teammate.")
OLD_PYTHON = Template(
    "init.old-python",
    "pre-commit runs with Python {version} here and builds hooks with it, but vtexlint needs Python 3.11 or later: the first commit would "
    "end with an error of pip. {remedy}",
)
NAME_NEWER = Template("init.name-newer-python", "Add this line below `- id: vtexlint`:  language_version: {newer}")
INSTALL_NEWER = Template("init.install-newer-python", "Install a newer Python, and pre-commit with it.")

CONFIG = ".pre-commit-config.yaml"


def _config(root: str) -> str:
    """The file that pre-commit or prek reads here."""
    return prek_config.NAME if _has_prek(root) else CONFIG


def installed(root: str, hook: Hook) -> InitPlan:
    """A block where git runs pre-commit or prek. Raises PlanError."""
    home = published()
    made = planned(root, home, NEEDS_NETWORK(url=home.url) if home else NEEDS_PROGRAM(), NO_MESSAGE)
    return _with_python(made, root, hook) if home else made


def of_mirror(root: str, source: Mirror, place: git_hook.HookPlace, hook: Hook, name: str) -> InitPlan:
    """A block that installs from a repository. Raises PlanError."""
    if items := _items(root):
        return present(root)._replace(advice=_differences(items, source, _config(root)))
    return _with_python(planned(root, source, NO_MESSAGE, _activation(place, hook, name)), root, hook)


def _with_python(plan: InitPlan, root: str, hook: Hook) -> InitPlan:
    """With a warning about the Python of a block that is to be written: pre-commit would report it as an error of pip, later."""
    old = too_old(hook.text, root) if plan.changes and not plan.changes[0].path.endswith(prek_config.NAME) else None
    if old is None:
        return plan
    remedy = NAME_NEWER(newer=old.newer) if old.newer else INSTALL_NEWER()
    return plan._replace(warnings=(*plan.warnings, OLD_PYTHON(version=old.version, remedy=remedy)))


def not_run(root: str, place: git_hook.HookPlace, hook: Hook, name: str) -> InitPlan:
    """For a block that is there."""
    return by_hand(BLOCK_NOT_RUN(config=_config(root), activation=_activation(place, hook, name)), PURPOSE)


def _activation(place: git_hook.HookPlace, hook: Hook, name: str) -> Message:
    """What makes git run the hooks of .pre-commit-config.yaml in this clone; empty if it runs them already."""
    if hook.kind == "framework":
        return NO_MESSAGE
    if place.kind == "off" and not place.is_configured:
        return NO_DIRECTORY(directory=place.directory)
    if place.kind != "own" and place.is_configured:
        return ACTIVATE_BY_CALL(directory=place.directory)
    return ACTIVATE_AFTER_DELETING(name=name) if hook.kind == "ours" else ACTIVATE()


def not_installed(root: str) -> tuple[Message, ...]:
    """What is said where pre-commit or prek has a file and no hook of git; nothing without such a file."""
    config = _config(root)
    return (NOT_INSTALLED(config=config),) if os.path.lexists(os.path.join(root, config)) else ()


def present(root: str) -> InitPlan:
    """What is said of a block that is there."""
    return hook_present(_config(root))


def has_block(root: str) -> bool:
    """Whether the file that pre-commit or prek reads has a hook of vtexlint. Raises PlanError."""
    if _has_prek(root):
        return prek_config.has_hook(text_of(os.path.join(root, prek_config.NAME)) or "")
    try:
        text = text_of(os.path.join(root, CONFIG))
        return text is not None and with_hook(text, block(None)) is None
    except UnclearError:
        return False


def _items(root: str) -> list[dict[str, object]]:
    """The items with a hook of vtexlint in the file that pre-commit or prek reads. Raises PlanError."""
    if not has_block(root):
        return []
    if _has_prek(root):
        return prek_config.items(text_of(os.path.join(root, prek_config.NAME)) or "")
    return items(text_of(os.path.join(root, CONFIG)) or "")


def _differences(found: list[dict[str, object]], source: Mirror, config: str) -> tuple[Message, ...]:
    """What is said where the repository or the revision in the file is not the one that was asked for."""
    same = [item for item in found if item.get("repo") == source.url]
    if not same:
        return (OTHER_REPO(config=config),)
    revisions = [str(item.get("rev", "")) for item in same]
    if source.rev in revisions:
        return ()
    return (OTHER_REV(config=config, found=revisions[0], rev=source.rev),)


def _has_prek(root: str) -> bool:
    """prek reads its own file, and not the other one then."""
    return os.path.lexists(os.path.join(root, prek_config.NAME))


def planned(root: str, source: Mirror | None, question: Message, then: Message) -> InitPlan:
    """A block for the file that pre-commit or prek reads. Raises PlanError."""
    if has_block(root):
        return present(root)
    if _has_prek(root):
        path = os.path.join(root, prek_config.NAME)
        before = text_of(path)
        after = None if before is None else prek_config.with_hook(before, source)
        if after is None:
            lines = indented(prek_config.table(source), 4)
            return by_hand(WITH_BLOCK(message=PREK(prek=prek_config.NAME), block=lines), PURPOSE)
        return proposed(Change(path, before, after, PURPOSE, question=question, then=then))
    snippet = block(source)
    path = os.path.join(root, CONFIG)
    before = text_of(path)
    try:
        after = with_hook(before or "", snippet)
    except UnclearError as error:
        message = UNCLEAR(config=CONFIG, reason=error.message)
        return by_hand(WITH_BLOCK(message=message, block=indented(indented(snippet, 2), 4)), PURPOSE)
    assert after is not None
    return proposed(Change(path, before, after, PURPOSE, question=question, then=then))
