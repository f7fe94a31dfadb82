"""Run mutants against the tests that cover them."""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tools.mutation.covering import Covering, first_and_rest
from tools.mutation.selection import TIMED_OUT
from tools.mutation.sites import Site, mutated
from tools.mutation.trees import Tree

KILLED, SURVIVED, SLOW, EQUIVALENT = "killed", "survived", "timed out", "equivalent"
_BROKEN = (3, 4, 5)
"""pytest's exit statuses for a fault of its own, a wrong option, and no tests."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant; `tests`: how many cover it."""

    site: Site
    outcome: str
    tests: int

    def json(self) -> str:
        return json.dumps([self.outcome, self.tests, *self.site.key])


def judge(site: Site, tests: dict[str, float], tree: Tree) -> str:
    """Killed, survived or timed out. The tree is as before afterwards."""
    original = (tree.root / site.module).read_text()
    tree.change(site.module, mutated(site, original))
    try:
        for part in first_and_rest(tests):
            if part:
                status, said = tree.run(part, 120 + 30 * sum(part.values()))
                if status in (None, TIMED_OUT):
                    return SLOW
                if status in _BROKEN and "Error" not in said:
                    raise RuntimeError(f"{site}\nthe tests do not run (exit status {status}):\n{said}")
                if status:
                    return KILLED
        return SURVIVED
    finally:
        tree.change(site.module, original)


def check_unchanged(covering: Covering, sites: Iterable[Site], tree: Tree) -> None:
    """Run all tests of these sites without a mutant. Raises RuntimeError where they do not pass: then no verdict would count."""
    tests: dict[str, float] = {}
    for site in sites:
        tests |= covering.tests_of(site)
    status, said = tree.run(dict(sorted(tests.items(), key=lambda item: item[1])), 600 + 30 * sum(tests.values()))
    if status:
        raise RuntimeError(f"without a mutant the tests do not pass (exit status {status}):\n{said}")


def judge_all(sites: list[Site], covering: Covering, trees: list[Tree], known: dict[tuple[str, str, str, str, int], str],
              told: Callable[[Verdict], None]) -> list[Verdict]:  # fmt: skip
    """The verdict of each site, told as soon as it is known; one thread for each tree."""
    queue: SimpleQueue[Site | None] = SimpleQueue()
    for site in sites:
        queue.put(site)
    verdicts: list[Verdict] = []
    failed: list[BaseException] = []
    lock = threading.Lock()

    def work(tree: Tree) -> None:
        try:
            while (site := queue.get()) is not None and not failed:
                tests = covering.tests_of(site)
                verdict = Verdict(site, EQUIVALENT if site.key in known else judge(site, tests, tree), len(tests))
                with lock:
                    verdicts.append(verdict)
                    told(verdict)
        except BaseException as error:  # of a thread: raised below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    for thread in threads:
        queue.put(None)
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return verdicts


def survivors(path: Path) -> set[tuple[str, str, str, str, int]]:
    """The sites that survived in a run before: of the lines that `Verdict.json` wrote."""
    found = set()
    for line in path.read_text().splitlines():
        outcome, _, module, scope, code, change, nth = json.loads(line)
        if outcome == SURVIVED:
            found.add((module, scope, code, change, nth))
    return found
