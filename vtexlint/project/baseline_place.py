"""Which baseline the settings of a run name."""

from collections.abc import Sequence

from vtexlint.project import named_paths
from vtexlint.project.config import Config
from vtexlint.project.errors import ConfigError, TroubleError, at
from vtexlint.project.project import Project
from vtexlint.text.messages import Template

SEVERAL_BASELINES = Template(
    "baseline.several", "the settings of these paths name different baselines ({names}): check them separately, or name one"
)
BASELINE_IN_GIT = Template("baseline.in-git", "{place}: this baseline is in a `.git` directory, which belongs to git: choose another file")


def baseline_of(configs: Sequence[Config], project: Project, *, written: bool) -> str | None:
    """The baseline as it is displayed. Raises TroubleError if they name several, or one among git's own files that is to be written."""
    found = {project.display(_path_of(one, one.settings.baseline)) for one in configs if one.settings.baseline is not None}
    if written:
        for one in configs:
            _demand_outside_git(one)
    if len(found) > 1:
        raise TroubleError(SEVERAL_BASELINES(names=", ".join(sorted(found))))
    return found.pop() if found else None


def _path_of(config: Config, name: str) -> str:
    """The absolute path of the baseline that settings name."""
    try:
        return named_paths.in_settings(config, "baseline", name)
    except ConfigError as error:
        raise TroubleError(error.message) from None
    except named_paths.LinkError as error:
        raise TroubleError(at(config.place_of(name), error.message)) from None


def _demand_outside_git(config: Config) -> None:
    """The baseline that settings name is not written among git's own files. Raises TroubleError."""
    name = config.settings.baseline
    if name is not None and ".git" in name.lower().replace("\\", "/").split("/"):
        raise TroubleError(BASELINE_IN_GIT(place=config.place_of(name)))
