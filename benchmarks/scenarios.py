"""What is measured: each scenario's data, its commands, and what vtexlint must show there."""

import hashlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import environments, repository, texts, tree
from benchmarks.environments import MissingError
from benchmarks.measure import VTEXLINT, Contender, Goal, Scenario
from benchmarks.peers import BETTERLEAKS, KINGFISHER, PEERS, Peer

_FOUND = frozenset({0, 1})
_BASELINES = str(Path(__file__).with_name("baselines.py"))
CAT, PARSERS, BARE, GIT = "cat", "plain parsers", "python -I -c pass", "git cat-file"
_HUGE = {"json": (11, "json.loads", 6), "yaml": (8, "libyaml's events", 2), "toml": (6, "tomllib", 2.5), "env": (9, "one regex", 8)}
_MEBIBYTES = 120
_WITH_ENGINE = f"{VTEXLINT}, extra `fast`"


class Laboratory:
    """The cache folder with all that is measured and measured with; each part is made when a scenario asks for it."""

    def __init__(self, cache: Path, archive: Path | None, slow: bool, repository_: Path | None) -> None:
        self.cache, self.archive, self.slow, self.other_repository = cache, archive, slow, repository_
        self.programs = environments.vtexlint(cache)
        self.versions: dict[str, str] = {}

    def vtexlint(self, *arguments: str, name: str = VTEXLINT) -> Contender:
        return Contender(name, (str(self.programs / "vtexlint"), *arguments), _FOUND)

    def with_engine(self, *arguments: str) -> tuple[list[Contender], dict[str, str]]:
        """vtexlint with the extra `fast`; and why it cannot be had."""
        try:
            programs = environments.vtexlint(self.cache, "checkout-fast", environments.of_extra("fast"))
        except (MissingError, OSError) as error:
            return [], {_WITH_ENGINE: str(error)}
        return [Contender(_WITH_ENGINE, (str(programs / "vtexlint"), *arguments), _FOUND)], {}

    def baseline(self, name: str, *arguments: str) -> Contender:
        return Contender(name, (str(self.programs / "python"), "-I", _BASELINES, *arguments), prints_cpu=True)

    def peers(self, which: Callable[[Peer], tuple[str, ...]]) -> tuple[list[Contender], dict[str, str]]:
        """The peers for which `which` gives arguments; and why the others of them cannot be had, by name."""
        found: list[Contender] = []
        missing: dict[str, str] = {}
        for peer in PEERS:
            arguments = which(peer)
            if not arguments:
                continue
            if peer.is_slow and not self.slow:
                missing[peer.name] = "takes minutes: only with --slow"
                continue
            try:
                program = peer.install(self.cache)
            except (MissingError, OSError) as error:
                missing[peer.name] = str(error)
                continue
            self.versions[peer.name] = program.version
            found.append(Contender(peer.name, (program.path, *arguments), peer.statuses, rounds=1 if peer.is_slow else None))
        return found, missing

    def path(self, *parts: str) -> Path:
        return self.cache.joinpath("data", made_by(), *parts)


def _tree(lab: Laboratory) -> list[Scenario]:
    folder, below = lab.path("tree"), lab.path("vtex", "tree")
    what = tree.lay(folder, lab.archive)
    tree.lay(below, lab.archive)
    cat = Contender(CAT, ("find", ".", "-type", "f", "-exec", "cat", "{}", "+"))
    peers, missing = lab.peers(lambda peer: peer.files)
    engine, without = lab.with_engine("check", "--jobs", "1", ".")
    bases = (CAT, KINGFISHER, BETTERLEAKS)
    goals = (Goal(CAT, 13), Goal(KINGFISHER, 1), Goal(BETTERLEAKS, 0.5))
    one, all_of_them = lab.vtexlint("check", "--jobs", "1", "."), lab.vtexlint("check", ".")
    return [
        Scenario("tree", f"{what}, one core", folder, (cat, one, *engine, *peers), bases, goals, one_core=True, missing=missing | without),
        Scenario("tree-below-vtex", "The same below a folder named `vtex`, one core", below, (cat, one), (CAT,), goals[:1], one_core=True),
        Scenario("tree-all-cores", "The same, all cores", folder, (cat, all_of_them, *peers), bases, missing=missing),
    ]


def _huge(lab: Laboratory) -> list[Scenario]:
    found = []
    peers = [peer for peer in lab.peers(lambda peer: peer.files)[0] if peer.name in (KINGFISHER, BETTERLEAKS)]
    for form, (size, parser, most) in _HUGE.items():
        folder = lab.path("huge", form)
        name = f"huge.{form}"
        _write(folder / name, partial(texts.text, form, size * 1_000_000, pairs=1))
        contenders = (lab.baseline(parser, form, name), lab.vtexlint("check", name), *peers)
        goals = (Goal(parser, most), Goal("MiB", _MEBIBYTES))
        title = f"One pair in {size} MB of {'.env' if form == 'env' else form.upper()}"
        found.append(Scenario(f"huge-{form}", title, folder, contenders, (parser, KINGFISHER), goals, one_core=True, rounds=3))
    return found


def _hits(lab: Laboratory) -> list[Scenario]:
    folder = lab.path("hits")
    if not folder.exists():
        tree.all_hit(folder, 1500)
    peers, missing = lab.peers(lambda peer: peer.files)
    contenders = (lab.baseline(PARSERS, "tree", "."), lab.vtexlint("check", "--jobs", "1", "."), *peers)
    title = "1,500 small files, each with a faulty pair, one core"
    return [Scenario("hits", title, folder, contenders, (PARSERS, KINGFISHER, BETTERLEAKS), one_core=True, missing=missing)]


def _history(lab: Laboratory) -> list[Scenario]:
    folder = lab.other_repository or lab.path("repository")
    git = (Contender(GIT, ("git", "cat-file", "--batch", "--batch-all-objects", "--unordered")), lab.vtexlint("history"))
    peers, missing = lab.peers(lambda peer: peer.history)
    contenders = (*git, *peers)
    bases = (GIT, KINGFISHER, BETTERLEAKS)
    if lab.other_repository:
        return [Scenario("history", f"The history of {folder.name}, all cores", folder, contenders, bases, rounds=3, missing=missing)]
    repository.lay(folder)
    title = (
        f"The history of a made repository, all cores: {repository.MEGABYTES:.0f} MB of distinct blobs ({repository.VERSIONS} versions of "
        f"{repository.DOCUMENTS} JSON documents, {repository.BINARIES} binaries, {repository.PROGRAMS} minified programs), "
        f"{repository.TOKENS} tokens"
    )
    seconds = 0.15 + 0.01 * repository.MEGABYTES + 0.0005 * repository.TOKENS
    goals = (Goal("s", round(seconds, 2)), Goal("MiB", 200), *(Goal(peer, 1) for peer in (KINGFISHER, BETTERLEAKS, "gitleaks")))
    return [Scenario("history", title, folder, contenders, bases, goals, rounds=3, missing=missing)]


def _start_up(lab: Laboratory) -> list[Scenario]:
    folder = lab.path("few")
    for name, content in texts.few().items():
        _write(folder / name, partial(str, content))
    bare = Contender(BARE, (str(lab.programs / "python"), "-I", "-c", "pass"))
    cases = {name: lab.vtexlint(*arguments, name=name) for name, arguments in START_UP.items()}
    title = "Start-up, whole processes"
    return [Scenario("start-up", title, folder, (bare, *cases.values()), (BARE,), rounds=40, with_memory=False)]


START_UP: dict[str, tuple[str, ...]] = {
    "a .env with nothing in it": ("check", "nothing.env"),
    "the same, a settings table with an ignore list": ("check", "settings/nothing.env"),
    "a .env with findings": ("check", "findings.env"),
    "a YAML file with findings": ("check", "findings.yaml"),
    "the same, `--format json`": ("check", "--format", "json", "findings.yaml"),
    "the same, `--format=json`": ("check", "--format=json", "findings.yaml"),
}
SIZES = (0.125, 0.25, 0.5, 1, 2, 4, 8)  # MB with one pair
PAIRS = (125, 250, 500, 1000, 2000)


def _growth(lab: Laboratory) -> list[Scenario]:
    found = []
    for form in texts.FORMATS:
        ending = f"x.{form}"
        for size in SIZES:
            path = lab.path("growth", f"{size}", ending)
            _write(path, partial(texts.text, form, int(size * 1e6), pairs=1))
            contenders = (lab.baseline(_HUGE[form][1], form, ending), lab.vtexlint("check", ending))
            found.append(Scenario(f"growth-{form}-{size}", "", path.parent, contenders, (), one_core=True, rounds=3, with_memory=False))
        for pairs in PAIRS:
            path = lab.path("growth", f"pairs-{pairs}", ending)
            _write(path, partial(texts.pairs_alone, form, pairs))
            one = (lab.vtexlint("check", ending),)
            found.append(Scenario(f"growth-{form}-pairs-{pairs}", "", path.parent, one, (), one_core=True, rounds=3, with_memory=False))
    return found


def _write(path: Path, content: Callable[[], str]) -> None:
    """A made file is the same each time, so it is written once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content())


GROUPS: dict[str, Callable[[Laboratory], list[Scenario]]] = {
    "start-up": _start_up, "tree": _tree, "hits": _hits, "huge": _huge, "history": _history, "growth": _growth,
}  # fmt: skip


def made_by() -> str:
    """A name for what these versions of the modules make, so that changed ones make it again."""
    return hashlib.sha256(b"".join(Path(str(module.__file__)).read_bytes() for module in (texts, tree, repository))).hexdigest()[:12]


def clear(cache: Path) -> None:
    """Remove the made data; the programs stay."""
    shutil.rmtree(cache / "data", ignore_errors=True)
