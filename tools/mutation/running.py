"""Run mutants against the tests that cover them."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tools.mutation.covering import Covering, first_and_rest
from tools.mutation.selection import TIMED_OUT, UNFIT
from tools.mutation.sites import Key, Site, mutated
from tools.mutation.trees import Tree

KILLED, SURVIVED, SLOW, EQUIVALENT = "killed", "survived", "timed out", "equivalent"
_BROKEN = (3, 4, 5)
"""pytest's exit statuses for a fault of its own, a wrong option, and no tests."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant; `tests`: how many cover it; `killer`: the test that failed."""

    site: Site
    outcome: str
    tests: int
    killer: str = ""

    def json(self) -> str:
        return json.dumps([self.outcome, self.tests, *self.site.key, self.killer])


def judge(site: Site, tests: dict[str, float], tree: Tree, *, quickly: bool) -> tuple[str, str]:
    """Killed, survived or timed out, and the test that failed. The tree is as before afterwards.

    `quickly`: the change is in functions that no import calls, so that tests which were collected already can run with it.
    """
    original = (tree.root / site.module).read_text()
    tree.change(site.module, mutated(site, original))
    try:
        return (quickly and _quick(site, tests, tree)) or _slow(site, tests, tree), tree.failed
    finally:
        tree.change(site.module, original)


def _quick(site: Site, tests: dict[str, float], tree: Tree) -> str | None:
    status = tree.run_quickly(site.module, tests, _patience(tests))
    return None if status == UNFIT else SURVIVED if status == 0 else SLOW if status in (None, TIMED_OUT) else KILLED


def _slow(site: Site, tests: dict[str, float], tree: Tree) -> str:
    for part in first_and_rest(tests):
        if part:
            status, said = tree.run(part, _patience(part))
            if status in (None, TIMED_OUT):
                return SLOW
            if status in _BROKEN and "Error" not in said:
                raise RuntimeError(f"{site}\nthe tests do not run (exit status {status}):\n{said}")
            if status:
                return KILLED
    return SURVIVED


def _patience(tests: dict[str, float]) -> float:
    """Seconds after which the tests are given up, on a machine with other work."""
    return 120 + 30 * sum(tests.values())


def check_unchanged(verdicts: Iterable[Verdict], covering: Covering, tree: Tree) -> None:
    """Run the tests that killed without a mutant. Raises RuntimeError where one does not pass: then its verdicts do not count."""
    tests = {verdict.killer: covering.seconds.get(verdict.killer, 1.0) for verdict in verdicts if verdict.killer}
    status, said = tree.run(tests, 600 + 30 * sum(tests.values()), ())
    if status:
        raise RuntimeError(f"without a mutant the tests do not pass (exit status {status}):\n{said}")


def judge_all(
    sites: list[Site], covering: Covering, trees: list[Tree], known: dict[Key, str], told: Callable[[Verdict], None], seconds: float = 1e9
) -> list[Verdict]:
    """The verdict of each site, told as soon as it is known; one thread for each tree. After so many seconds the rest is left out."""
    end = time.monotonic() + seconds
    queue: SimpleQueue[Site | None] = SimpleQueue()
    for site in sites:
        queue.put(site)
    verdicts: list[Verdict] = []
    failed: list[BaseException] = []
    lock = threading.Lock()

    def work(tree: Tree) -> None:
        try:
            while (site := queue.get()) is not None and not failed and time.monotonic() < end:
                tests = covering.tests_of(site)
                quickly = not covering.at_import(site)
                outcome, killer = (EQUIVALENT, "") if site.key in known else judge(site, tests, tree, quickly=quickly)
                with lock:
                    verdicts.append(Verdict(site, outcome, len(tests), killer))
                    told(verdicts[-1])
        except BaseException as error:  # of a thread: raised below
            failed.append(error)

    every = {test for site in sites for test in covering.tests_of(site)}
    threads = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    try:
        for tree in trees:
            tree.serve(every)
        for thread in threads:
            queue.put(None)
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for tree in trees:
            tree.close()
    if failed:
        raise failed[0]
    return verdicts


def sampled(path: Path) -> set[Key]:
    """The sites of the lines that `Verdict.json` wrote."""
    lines = map(json.loads, path.read_text().splitlines())
    return {(module, scope, code, change, nth) for _, _, module, scope, code, change, nth, _ in lines}


def kept(path: Path, sites: Iterable[Site]) -> tuple[list[Verdict], set[Key]]:
    """Of the lines that `Verdict.json` wrote: the verdicts that a later run need not repeat, and the sites that survived."""
    by_key = {site.key: site for site in sites}
    found, survived = {}, set()
    for line in path.read_text().splitlines():
        outcome, tests, module, scope, code, change, nth, killer = json.loads(line)
        site = by_key.get((module, scope, code, change, nth))
        if site and outcome in (KILLED, SLOW):
            found[site.key] = Verdict(site, outcome, tests, killer)
        elif site:
            survived.add(site.key)
    return list(found.values()), survived
