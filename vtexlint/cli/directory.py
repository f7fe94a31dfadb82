"""The current directory: read here and nowhere else."""

import os

from vtexlint.project.project import Project


def current_project() -> Project:
    """The project of the current directory. Raises FileNotFoundError where that is gone."""
    return Project(os.getcwd())
