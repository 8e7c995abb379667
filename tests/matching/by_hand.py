"""The weight of a pair worked out by hand: plain loops over texts, no numbers for words, no postings, no numba.

What single facts are worth comes from `weights`; which words agree, how many share them, which meet and what adds up
is done here once more, slowly. A difference is a fault of one of the two.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from rihai.matching import layout as at
from rihai.matching.folding import Folder, Level, Token, level
from rihai.matching.index import Index
from rihai.matching.kernels_score import EXCLUDED
from rihai.matching.lexicon import age_bin, birth_bin, chosen, chosen_marks, day_of, district_token
from rihai.matching.model import Words
from rihai.matching.records import Record
from rihai.matching.vocabulary import key_of
from rihai.matching.weights import weights_of_words

FOLDER = Folder()
SHORTEST_HALF = 3
NEARLY = 1e-4
Tokens = tuple[Token, ...]
Places = tuple[int | None, ...]  # of each word in the name as written; None where nobody wrote it so
Met = dict[int | None, float]


def names(record: Record) -> Tokens:
    return chosen(FOLDER.name(record.name), at.NAME_WORDS)


def guardians(record: Record) -> Tokens:
    return chosen(FOLDER.guardian(record.guardian), at.NAME_WORDS)


def villages(record: Record) -> Tokens:
    return chosen(FOLDER.place(record.village), at.VILLAGE_WORDS)


def districts(record: Record) -> Tokens:
    found = FOLDER.district(record.district)
    return (district_token(found),) if found else ()


FIELDS: dict[str, Callable[[Record], Tokens]] = {
    "name": names,
    "guardian": guardians,
    "village": villages,
    "district": districts,
}


class ByHand:
    """A register looked at record by record; the index lends what single facts are worth."""

    def __init__(self, register: Sequence[Record], index: Index) -> None:
        self.index, self.tables, self.model = index, index.tables(), index.model
        self.held = {field: [fold(record) for record in register] for field, fold in FIELDS.items()}

    def bits(self, field: str, token: Token) -> Any:
        """What the word is worth at each level, counted over all who hold a word that agrees so."""
        words: Words = getattr(self.model, field)
        shares = np.zeros((1, at.LEVELS))
        present = max(sum(bool(tokens) for tokens in self.held[field]), 1)
        for tokens in self.held[field]:
            for other in tokens:
                shares[0, max(agreement(token, other), at.STRICT)] += 1 / present
        return weights_of_words(words, shares, np.array([token.is_generic]), present)[0]

    def weight(self, asked: Record, held: Record) -> float:
        """The sum of what the comparisons say."""
        name, met = self.names(asked, held)
        guardian = self.words("guardian", asked, held, met)
        district = self.district(asked, held)
        cap = self.tables.cap
        village = min(self.words("village", asked, held, {}), cap[at.P_VILLAGE])
        if village > 0 and district > 0:
            village = max(village - (1 - self.tables.village_guard) * min(village, district), 0.0)
        return float(
            min(name, cap[at.P_NAME]) + min(guardian, cap[at.P_GUARDIAN]) + village + district
            + self.marks(asked, held) + self.facts(asked, held)
        )  # fmt: skip

    def names(self, asked: Record, held: Record) -> tuple[float, Met]:
        """The reading that says most, and what its words say that stand in the name as it was written."""
        said = []
        for number, (tokens, places) in enumerate(self.readings(names(asked))):
            points, met = self.paired("name", tokens, names(held), places)
            price = self.model.other_reading if number else 0.0
            said.append((points - price, {places[i]: worth for i, worth in met.items() if places[i] is not None}))
        best = max(points for points, _ in said)
        return best, next(met for points, met in said if points >= best - NEARLY)

    def readings(self, tokens: Tokens) -> Iterator[tuple[Tokens, Places]]:
        """As written, two words joined, one split: only into words that somebody here has, which nobody wrote."""
        own = tuple(range(len(tokens)))
        yield tokens, own
        known = {token.strict: token for field in ("guardian", "name") for held in self.held[field] for token in held}
        for k in (0, 1):
            whole = known.get(tokens[k].strict + tokens[k + 1].strict) if len(tokens) > k + 1 else None
            if whole is not None and whole.strict:
                yield (*tokens[:k], whole, *tokens[k + 2 :]), (*own[:k], None, *own[k + 2 :])
        for k, token in enumerate(tokens):
            if token.strict in known:
                continue
            for cut in halves(token.strict):
                one, other = known.get(token.strict[:cut]), known.get(token.strict[cut:])
                if one and other:
                    yield (*tokens[:k], one, other, *tokens[k + 1 :]), (*own[:k], None, None, *own[k + 1 :])
                    return

    def words(self, field: str, asked: Record, held: Record, met_in_name: Met) -> float:
        """A field of words; of a guardian's, those that agreed in her own name already count little."""
        mine = FIELDS[field](asked)
        points, met = self.paired(field, mine, FIELDS[field](held), tuple(range(len(mine))))
        skeletons = [token.skeleton for token in names(asked)]
        for i, whole in met.items():
            skeleton = mine[i].skeleton
            if field == "guardian" and skeleton in skeletons and skeletons.index(skeleton) in met_in_name and skeleton:
                once = met_in_name[skeletons.index(skeleton)]
                points += max(whole * self.tables.guard, whole - once) - whole
        return points

    def paired(self, field: str, mine: Tokens, theirs: Tokens, places: Places) -> tuple[float, dict[int, float]]:
        """The best two words first, each once; the rest contradicts as far as the shorter side had room."""
        bits = [self.bits(field, token) for token in mine]
        left, free = list(range(len(mine))), list(range(len(theirs)))
        met: dict[int, float] = {}
        while left and free:
            worths = [
                (float(bits[i][reached(mine[i], theirs[s], is_written=places[i] is not None)]), -i, -s)
                for i in left
                for s in free
                if agreement(mine[i], theirs[s]) != Level.DIFFERENT
            ]
            worth, i, s = max(worths, default=(0.0, 0, 0))
            if worth <= 0.0:
                break
            met[-i] = worth
            left.remove(-i)
            free.remove(-s)
        total = sum(met.values())
        if left and free:
            against = sum(float(bits[i][at.DIFFERENT]) for i in left) / len(left)
            total += against * (min(len(mine), len(theirs)) - len(met))
        return total, met

    def district(self, asked: Record, held: Record) -> float:
        tables = self.tables
        mine, theirs = FOLDER.state(asked.state), FOLDER.state(held.state)
        states = 0.0
        if mine and theirs:
            number = self.index.lexicon.states.get(mine, -1)
            states = float(tables.state[number]) if mine == theirs else tables.state_differs
        worth = states
        if districts(asked) and districts(held):
            (token,), (other,) = districts(asked), districts(held)
            agreed = agreement(token, other)
            worth = float(self.bits("district", token)[agreed])
            worth = worth + 0.5 * min(states, 0.0) if agreed == Level.DIFFERENT else max(worth, states)
        return min(worth, float(tables.cap[at.P_DISTRICT]))

    def marks(self, asked: Record, held: Record) -> float:
        mine, theirs = chosen_marks(FOLDER.marks(asked.marks)), chosen_marks(FOLDER.marks(held.marks))
        if not mine or not theirs:
            return 0.0
        shared = sorted(float(self.tables.mark[self.index.lexicon.marks[one]]) for one in mine if one in theirs)
        if not shared:
            return self.tables.marks_differ
        return min(shared[-1] + self.tables.further_mark * sum(shared[:-1]), float(self.tables.cap[at.P_MARKS]))

    def facts(self, asked: Record, held: Record) -> float:
        tables = self.tables
        total = float(tables.sex[at.SEXES.index(asked.sex), at.SEXES.index(held.sex)])
        if asked.age is not None and held.age is not None:
            one, other = birth_bin(day_of(asked.date), asked.age), birth_bin(day_of(held.date), held.age)
            m, u, close = tables.birth_m, tables.birth_u, at.CLOSE
            if one < 0 or other < 0:
                one, other, m, u, close = age_bin(asked.age), age_bin(held.age), tables.age_m, tables.age_u, 1
            worth = float(m[len(m) // 2 + other - one] - u[other])
            total += min(max(worth, 0.0) if abs(other - one) <= close else worth, float(tables.cap[at.P_AGE]))
        if asked.date and held.date and tables.direction:
            lag = (asked.date - held.date).days * tables.direction
            if lag < -tables.date_tolerance:
                return EXCLUDED
            worth = float(tables.lag_m[max(lag, 0)] - tables.date_u[day_of(held.date) // at.DAYS_PER_BIN])
            total += min(worth, float(tables.cap[at.P_DATE]))
        return total


def halves(letters: str) -> list[int]:
    """Where a word may be cut in two, the middle first."""
    cuts = range(SHORTEST_HALF, len(letters) - SHORTEST_HALF + 1)
    return sorted(cuts, key=lambda cut: abs(2 * cut - len(letters)))


def agreement(one: Token, other: Token) -> Level:
    """Equal forms agree strictly whatever their letters; an initial with an initial as an initial."""
    found = level(one, other)
    return Level.STRICT if found == Level.SAME or (key_of(one) == key_of(other) and not one.is_initial) else found


def reached(one: Token, other: Token, *, is_written: bool) -> Level:
    """A word that was joined or split was written by nobody, so it is written like nobody's."""
    found = agreement(one, other)
    return Level.SAME if is_written and found == Level.STRICT and one.text == other.text else found
