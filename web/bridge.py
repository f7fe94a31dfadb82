"""What the page asks of vtexlint. It runs in the browser, in Pyodide, and knows nothing of it: files come and go through a folder.

The worker writes what is to be checked below `FOLDER`, calls `answer` with a question in JSON, and reads fixed texts from `FIXED`.
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from typing import Any

from vtexlint.diagnostics import Finding, Location
from vtexlint.languages.codes import ENGLISH
from vtexlint.project.apply_fixes import Repair
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import RunResult, Session
from vtexlint.reporters.plain import harmless, without_tokens
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import totals, unread
from vtexlint.reporters.table import reporter
from vtexlint.settings import SEVERITY_WORDS

FOLDER = "/check"
FIXED = "/fixed"
SAMPLES = (
    (".env", "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n"),
    ("a.yaml", "appKey: '{key}'\nappToken: {token}\n"),
    ("a.json", '{{"appKey": "{key}", "appToken": "{token}"}}'),
)
"""Invented, with faults: their check imports what most checks need."""
PASTED = "-"
"""The name of a text that has none, as the command line calls standard input."""

_APP_KEY = re.compile(r"vtexappkey-[\w-]+", re.IGNORECASE)

Question = dict[str, Any]
Answer = dict[str, Any]


class Checker:
    """Remembers the last run, for its reports and fixes. `folder` and `fixed` are for tests."""

    def __init__(self, folder: str = FOLDER, fixed: str = FIXED) -> None:
        self._folder = folder
        self._fixed = fixed
        self._question: Question = {}
        self._session: Session | None = None
        self._run: RunResult | None = None

    def clear(self, _: Question) -> Answer:
        """Forget everything: the files, the fixed texts and the last run."""
        self._session = self._run = None
        for path in (self._folder, self._fixed):
            shutil.rmtree(path, ignore_errors=True)
            os.mkdir(path)
        return {}

    def check(self, question: Question) -> Answer:
        """Check what is in the folder; a text, or `paths` (files and folders).

        `name`: of the text, with its format by its name; `format`: of the text, whatever its name. `accounts`: the names of
        snapshots' files in the folder. `now`: seconds since 1970. `language`: of the answer.
        """
        self._question = question
        session, run = self._ran(None)
        self._session, self._run = session, run
        style = self._style(question)
        outcome = run.outcome
        return {
            "totals": say(totals(outcome), style),
            "findings": [_shown(finding, style) for finding in outcome.findings],
            "notes": [say(line, style) for line in (*run.notes, *unread(outcome, on_command_line=False))],
            "troubles": [say(line, style) for line in run.troubles],
            "fixable": sum(_is_safe(finding) for finding in outcome.findings),
            "pairs": outcome.summary.pairs,
        }

    def fix(self, question: Question) -> Answer:
        """Make the safe fixes of what was checked last. `files`: for each changed file its name to save, its path as it is shown, and where
        its new text is.
        """
        repair = Repair(Project(self._folder), unsafe=False, writes=False)
        self._ran(repair)
        shutil.rmtree(self._fixed, ignore_errors=True)
        os.mkdir(self._fixed)
        files = []
        style = self._style(question)
        for number, change in enumerate(repair.changes):
            at = f"{self._fixed}/{number}"
            with open(at, "wb") as file:
                file.write(change.after.source.encode())
            path = change.after.source.display_path
            files.append({"name": path.rpartition("/")[2], "path": say(path, style), "at": at})
        return {
            "summary": say(repair.summary(), style),
            "files": files,
            "notes": [say(line, style) for line in repair.notes],
        }

    def report(self, question: Question) -> Answer:
        """The last run in one of the report formats (`format`)."""
        if self._run is None:
            return {"report": ""}
        text = reporter(question["format"])(self._run.outcome, self._style(question))
        return {"report": "\n".join(map(without_tokens, text.split("\n")))}

    def support(self, question: Question) -> Answer:
        """The last run for a colleague: no values, and of appKeys, which a report may name, only that there is one."""
        return {"report": _APP_KEY.sub("vtexappkey-…", self.report(question | {"format": "markdown"})["report"])}

    def _ran(self, repair: Repair | None) -> tuple[Session, RunResult]:
        asked = self._question
        options = RunOptions(
            paths=tuple(asked.get("paths") or ()),
            accounts=tuple(asked.get("accounts") or ()),
            jobs=1,  # a browser has no processes
            snippets=True,
            now=asked.get("now"),
        )
        session = Session(Project(self._folder), options)
        if "text" not in asked:
            return session, session.check_paths(repair)
        with open(asked["text"], "rb") as file:
            data = file.read()
        return session, session.check_text(asked.get("name") or PASTED, data, repair, asked.get("format"))

    def _style(self, question: Question) -> Style:
        locate = self._session.locate if self._session else str
        return Style(language=question.get("language") or ENGLISH, locate=locate)


def say(text: str, style: Style) -> str:
    """What vtexlint says, as the command line prints it: without anything that acts, and without what may be a part of a token."""
    return without_tokens(harmless(style.localize(text)))


def _is_safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safety == "safe"


def _shown(finding: Finding, style: Style) -> Answer:
    """One finding, with the frames of the text report in three pieces: before, marked, after."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "word": say(SEVERITY_WORDS[finding.severity.word](), style),
        "message": say(finding.message, style),
        "help": say(finding.help, style),
        "fix": finding.fix.safety if finding.fix else None,
        "frames": [_frame(place, style) for place in (finding.location, *finding.related)],
    }


def _frame(place: Location, style: Style) -> Answer:
    frame: Answer = {
        "path": say(place.path, style),
        "line": place.start.line,
        "column": place.start.column,
        "message": say(place.message, style),
    }
    if place.snippet is not None:
        text, start, end, _ = place.snippet.localized(style.localize)
        frame["pieces"] = [say(part, style) for part in (text[:start], text[start:end], text[end:])]
    return frame


def answers(checker: Checker) -> dict[str, Callable[[Question], Answer]]:
    """What can be asked."""
    return {"clear": checker.clear, "check": checker.check, "fix": checker.fix, "report": checker.report, "support": checker.support}


def answering(known: dict[str, Callable[[Question], Answer]]) -> Callable[[str], str]:
    """The function that the worker calls: a question in JSON (`ask` names it), an answer in JSON; `failure` where vtexlint cannot."""

    def answer(question: str) -> str:
        asked = json.loads(question)
        try:
            found = known[asked["ask"]](asked)
        except TroubleError as error:
            style = Style(language=asked.get("language") or ENGLISH)
            found = {"failure": say(error.message, style)}
        return json.dumps(found)

    return answer


def start() -> Callable[[str], str]:
    """A checker with nothing in it."""
    checker = Checker()
    checker.clear({})
    return answering(answers(checker))


def warm(number: int) -> None:
    """Import what a check needs, while the reader still looks for a file: check one of the samples."""
    checker = Checker(f"{FOLDER}-sample", f"{FIXED}-sample")
    checker.clear({})
    name, text = SAMPLES[number]
    path = f"{FIXED}-sample/text"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.format(key="vtexappkey-fakestore-AAAAAA ", token="ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4))
    checker.check({"text": path, "name": name})
    checker.fix({})
    checker.clear({})
