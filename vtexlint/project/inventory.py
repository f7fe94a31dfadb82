"""The inventory of the keys in the files of a run: their places, the findings about them, the account snapshots."""

import os

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.linter.places.inventory import Inventory, at, inventory
from vtexlint.project.errors import at as at_path
from vtexlint.project.key_places import places_in
from vtexlint.project.run import Session
from vtexlint.project.where import WhereOptions, run_options
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.project.project import Project

NOT_DETERMINED = Template(
    "inventory.not-determined",
    "whether a commit has the appToken could not be determined: git lacks a version of the file (a partial clone, or a damaged repository)",
)
_UNKNOWN = "committed-secret.unknown"
_NOT_YET = ("committed-secret.staged", "committed-secret.modified", _UNKNOWN)
"""What the rule says of a token in a tracked file that no commit is known to have."""


def take_inventory(project: "Project", options: WhereOptions, now: float | None = None) -> Inventory:
    """The keys in the files that the options name. `now`: as for the rules about time. Raises TroubleError."""
    session = Session(project, run_options(options)._replace(accounts=options.accounts, now=now))
    found = places_in(project, session)
    run = session.conclude_reads(found.files, found.reads)
    reported: dict[tuple[str, int, int], list[str]] = {}
    committed = set()
    unknown: dict[str, None] = {}
    for finding in (*run.outcome.findings, *(one.finding for one in run.outcome.suppressed)):
        place = (finding.location.path, finding.location.start.line, finding.location.start.column)
        if finding.rule == "committed-secret" and finding.message.id not in _NOT_YET:
            committed.add(place)
        # of a link to a file elsewhere, git has no content
        if finding.message.id == _UNKNOWN and not os.path.islink(project.absolute(place[0])):
            unknown[place[0]] = None
    for finding in run.outcome.findings:
        place = (finding.location.path, finding.location.start.line, finding.location.start.column)
        reported.setdefault(place, []).append(finding.rule)
        for related in finding.related if finding.rule == "insufficient-role" else ():  # it is at the call; the key that is sent is related
            reported.setdefault((related.path, related.start.line, related.start.column), []).append(finding.rule)
    effective = session.effective
    snapshots = effective.snapshots_of(effective.config_of(os.path.join(*options.paths[:1], "x")))
    own = {part.path for part in effective.saved.parts} if effective.saved is not None else set()
    places = tuple(place for place in found.places if place.path not in own)
    # copies of a token in one file have one finding: all of them are committed
    tokens = {(place.path, place.token) for place in places if place.is_token and at(place) in committed}
    committed |= {at(place) for place in places if place.is_token and (place.path, place.token) in tokens}
    undetermined = (at_path(path, NOT_DETERMINED()) for path in unknown)
    troubles = tuple(dict.fromkeys((*found.troubles, *run.troubles, *undetermined)))
    return inventory(places, reported, committed, snapshots)._replace(encrypted=found.encrypted, troubles=troubles, notes=found.notes)
