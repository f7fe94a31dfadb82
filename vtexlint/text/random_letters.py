"""Letters that are no words: a piece of a token where a name, a path or a message has words.

Each two neighbouring letters of a word have a score: how much likelier they are in random letters than in words of English, Portuguese
and Spanish. It was counted in the texts of this project. Of random letters the sum grows with each letter, of words it falls.

Measured with 220 invented names of shops, fields and programs, and with 2,000 runs of random letters for each length
(tests/text/test_random_letters.py). Names that are taken for random letters: 4 of 220, with abbreviations next to each other (`jdbcdriver`,
`jewelrybox`). Random letters that are taken for a name: 18 % of 8 letters, 10 % of 10, 7 % of 12, 3 % of 16, 1 % of 19, none of 39.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from vtexlint._startup.typed import NamedTuple
from vtexlint.text.letter_limits import FEW_CONSONANTS, MESSAGE, NAME, NOT_CAPITALS, Limits

ELIDED = "…"


# the score of each two letters, `aa`, `ab` ... `zz`, plus four
_SCORES = (
    b"74229849497232659122569968247718992690793892493999491959299229449909937249999919960999199879099649699979"
    b"49326559789441948114957479299923990994991994653799793969096629948337923619999908990999299889099664599969"
    b"36334449999440269422959697166605655665662666262646664786077828768468881557886819840787199389189944479969"
    b"03970999199547229949599999293225264977873898305599997644776978533154912435499919781998397299139154499959"
    b"67777776677677777677076777195508692967562894336799593939097329677833993039798919790893199799179235598969"
    b"34542769399231749222999989098909991997993997838999991877188128868218824688788827262788278368618871878667"
    b"3667376757753422761245567616560566266666466646465655"
)
# an abbreviation is as good as a word
_SHORT = frozenset(
    """
    vtex app apps api key keys token hml hmlg homolog prd prod stg dev qas uat sku skus url urls http https html cdn jwt tls ssl
    sql aws gcp oms wms erp crm pdv nfe cnpj cpf fs ttl xml csv pdf smtp imap sftp ftp dns vpn tcp udp kms iam sns sqs db id br ar
    mx cl pe uy tmp src lib cfg env git ssh yml json yaml toml txt md js ts tsx jsx php jsonl ndjson tfvars tfstate mysql grpc npm
    pnpm oauth
    """.split()
)
_FOR_A_WORD = 8
_PIECE = re.compile(r"[A-Za-z]+")
_UPPER = re.compile(r"[A-Z]+")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SEPARATOR = r"(?:[-_. \d/,:;+*|~]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\[nrt]){1,3}+"
_CAPITALS = re.compile(rf"[A-Z]++(?:{_SEPARATOR}[A-Z]++)*+")
_LOWERCASE = re.compile(r"[a-z]++(?:[-_. ]{1,2}+[a-z]++)*+")
_CONSONANTS = re.compile(rf"[b-df-hj-np-tv-xz]{{{FEW_CONSONANTS + 1}}}")


class _Piece(NamedTuple):
    start: int
    end: int
    scores: list[int]
    alone: str = ""  # its letter, if it has one only

    @property
    def is_word(self) -> bool:
        return self.scores == [-_FOR_A_WORD] or (self.end - self.start > 4 and sum(self.scores) < 0)


def in_name(name: str) -> str:
    """The name with `…` for each part of it that has no word in it."""
    pieces = [_piece(match, _scores_in(match[0])) for match in _PIECE.finditer(name)]
    spans = [(one.start, one.end) for one in pieces if one.end - one.start >= NAME.run and _is_random(one.scores)]
    return _without(name, [*spans, *_chains(pieces, NAME)])


def in_message(text: str) -> str:
    """The text with `…` for letters of one case, with separators between them, that are much of a token."""
    chains: list[re.Match[str]] = []
    if len(text.encode("ascii", "replace").translate(None, NOT_CAPITALS)) >= MESSAGE.chain:
        chains += _CAPITALS.finditer(text)
    if _CONSONANTS.search(text):
        chains += (match for match in _LOWERCASE.finditer(text) if _CONSONANTS.search(match[0]))
    spans: list[tuple[int, int]] = []
    for chain in chains:
        letters = _UPPER if chain[0][0].isupper() else _PIECE  # between capitals there may be an escape: `\u200b`
        if chain.end() - chain.start() >= MESSAGE.chain:
            pieces = [_piece(one, _scores(one[0].lower()), chain.start()) for one in letters.finditer(chain[0])]
            spans += _chains(pieces, MESSAGE)
    return _without(text, spans)


def _piece(match: re.Match[str], scores: list[int], at: int = 0) -> _Piece:
    return _Piece(at + match.start(), at + match.end(), scores, match[0].lower() if len(match[0]) == 1 else "")


def _is_random(scores: list[int]) -> bool:
    total = peak = now = 0
    for score in scores:
        total += score
        now = max(0, now + score)
        peak = max(peak, now)
    return total >= NAME.run_score or peak >= NAME.run_peak


def _chains(pieces: Sequence[_Piece], limits: Limits) -> Iterator[tuple[int, int]]:
    """The parts of whole pieces with the highest scores, and what is next to them up to the next word.

    A letter alone is a neighbour of another one.
    """
    found: list[tuple[int, int]] = []
    done = 0
    for first, last in _peaks(pieces, limits):
        if last < done:
            continue
        while first > done and not pieces[first - 1].is_word:
            first -= 1
        if found and first <= done:
            first = found.pop()[0]
        while last + 1 < len(pieces) and not pieces[last + 1].is_word:
            last += 1
        done = last + 1
        found.append((first, last))
    return ((pieces[first].start, pieces[last].end) for first, last in found)


def _peaks(pieces: Sequence[_Piece], limits: Limits) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    total = best = letters = best_letters = first = last = 0
    alone = ""
    for at, piece in enumerate(pieces):
        if total <= 0:
            total = best = letters = best_letters = 0
            first = at
        letters += piece.end - piece.start
        total += sum(piece.scores) + (_score(alone, piece.alone) if alone and piece.alone else 0)
        alone = piece.alone
        if total > best:
            best, last, best_letters = total, at, letters
            if best >= limits.chain_score and best_letters >= limits.chain:
                if found and found[-1][0] == first:
                    found.pop()
                found.append((first, last))
    return found


def _scores_in(word: str) -> list[int]:
    """The scores in a part of a name; between two words in CamelCase there is none."""
    return [score for match in _CAMEL.finditer(word) for score in _scores(match[0].lower())]


def _scores(word: str) -> list[int]:
    if word in _SHORT:
        return [-_FOR_A_WORD]
    return [*starmap(_score, pairwise(word))]


def _score(one: str, other: str) -> int:
    return _SCORES[(ord(one) - 97) * 26 + ord(other) - 97] - 52


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    out: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start >= at:
            out += text[at:start], ELIDED
        at = max(at, end)
    return "".join(out) + text[at:]
