"""What a run reads beyond the config files."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vtexlint.project.config import Config


class Reach(NamedTuple):
    """What the command line says about it."""

    scope: str | None = None  # None: as the settings say
    full: bool = False  # lint every file in full
    assume_tracked: bool = False  # treat every file as tracked; do not run git

    def searches(self, config: "Config") -> bool:
        """Whether files that are not config files are read at all."""
        return self.full or (self.scope or config.settings.scope) == "all"


DEFAULT_REACH = Reach()
