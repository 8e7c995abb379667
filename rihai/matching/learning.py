"""A model learnt from registers without labels (expectation and maximisation), and improved by decisions made.

The chance of each proposed pair, competition and all, says how much it counts as true; what true pairs agree on gives
the next model; and so on. Nothing of a register stays in a model: it holds shares and widths only.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import calibration
from rihai.matching import layout as at
from rihai.matching.batch import Questions, batch_of
from rihai.matching.bulk import search_all
from rihai.matching.index import Index, work_for
from rihai.matching.kernels_score import Batch
from rihai.matching.kernels_tally import NO_PARTNER, NOT_ASKED, tally_pairs
from rihai.matching.model import Model, Smooth, Words
from rihai.matching.records import Kind, Record

Array = NDArray[Any]
LARGEST_SAMPLE = 100_000
TOP = 5
ROUNDS = 4
STEPS = 20
STRENGTH = 300.0  # so many pairs a model is worth against what is counted
LEAST, MOST = 0.002, 4.0
LEARNT_LEVELS = (at.STRICT, at.SKELETON, at.NEAR, at.FAR, at.ALIAS)
# comparison, its words in a question, its field in the census, which weights are its own
WORDS = (
    ("name", range(at.Q_NAME, at.Q_NAME + at.NAME_WORDS), at.FIELD_NAME, 0),
    ("guardian", range(at.Q_GUARDIAN, at.Q_VILLAGE), at.FIELD_GUARDIAN, 1),
    ("village", range(at.Q_VILLAGE, at.Q_DISTRICT), at.FIELD_VILLAGE, 1),
    ("district", range(at.Q_DISTRICT, at.TOKENS), at.FIELD_DISTRICT, 1),
)


@dataclass(frozen=True)
class Seen:
    """Pairs, how much each counts as true, and how they agree."""

    index: Index
    batch: Batch
    is_generic: Array  # by word of the questions
    found: Array
    missing: Array
    chance: Array
    met: Array
    held: Array
    points: Array


@dataclass(frozen=True)
class Decision:
    """What people decided about a question and a record of the register."""

    asked: Record
    held_id: str
    is_same: bool


def learn(
    missing: Sequence[Record],
    found: Sequence[Record],
    model: Model,
    *,
    rounds: int = ROUNDS,
    strength: float = STRENGTH,
    progress: Callable[[int], None] | None = None,
) -> Model:
    """A model that fits these registers, from no more of either than `LARGEST_SAMPLE`; no pair need be known."""
    for done in range(rounds if missing and found else 0):
        model = fitted(_proposed(missing, found, model), model, strength)
        if progress:
            progress(done + 1)
    return model


def _proposed(missing: Sequence[Record], found: Sequence[Record], model: Model) -> Seen:
    """Link with the model as it is."""
    index = Index.build(missing[:LARGEST_SAMPLE], kind=Kind.MISSING, model=model)
    questions, batch = _asked(index, found[:LARGEST_SAMPLE])
    rows, weights, counts = search_all(index, batch, TOP, 1, None)
    is_filled = np.arange(TOP)[None, :] < counts[:, None]
    pairs = np.repeat(np.arange(len(counts)), counts)
    chance = calibration.two_way(
        pairs,
        rows[is_filled],
        weights[is_filled],
        records=len(index),
        expected=model.expected,
        damping=model.damping,
    )
    return _seen(index, questions, batch, pairs, rows[is_filled], chance)


def _asked(index: Index, records: Iterable[Record]) -> tuple[Questions, Batch]:
    questions = Questions(index.lexicon.folder)
    for record in records:
        questions.add(record)
    return questions, batch_of(questions, index.lexicon, index.census, index.model)


def _seen(index: Index, questions: Questions, batch: Batch, found: Array, missing: Array, chance: Array) -> Seen:
    met = np.full((len(found), at.TOKENS), NOT_ASKED, np.int8)
    held = np.zeros((len(found), len(WORDS)), np.int8)
    points = np.zeros((len(found), at.COMPARISONS), np.float32)
    for first, columns in index.parts():
        here = np.flatnonzero((missing >= first) & (missing < first + len(columns.rows)))
        part = tuple(np.zeros((len(here), *whole.shape[1:]), whole.dtype) for whole in (met, held, points))
        work = work_for(index.lexicon, len(columns.rows), 1)
        local = (missing[here] - first).astype(np.int32)
        tally_pairs(batch, found[here].astype(np.int32), local, columns, index.tables(), work, *part)
        met[here], held[here], points[here] = part
    is_generic = np.concatenate([vocabulary.is_generic for vocabulary in questions.own.vocabularies]).astype(bool)
    return Seen(index, batch, is_generic, found, missing, chance, met, held, points)


def fitted(seen: Seen, model: Model, strength: float) -> Model:
    """The model that the pairs, as far as they count, speak for; the old one counts as `strength` pairs."""
    changes: dict[str, Any] = {
        name: _words(seen, place, getattr(model, name), strength) for place, (name, *_) in enumerate(WORDS)
    }
    questions = max(len(seen.batch.rows), 1)
    changes["expected"] = float(
        np.clip((seen.chance.sum() + strength * model.expected) / (questions + strength), 0.001, 0.95)
    )
    for name, comparison in (("sex_differs", at.P_SEX), ("marks_agree", at.P_MARKS)):
        says = seen.points[:, comparison]
        counted = says < 0.0 if name == "sex_differs" else says > 0.0
        changes[name] = _share(seen.chance * counted, seen.chance * (says != 0.0), getattr(model, name), strength)
    changes["age"] = _ages(seen, model.age)
    changes |= _lags(seen, model, strength)
    day = datetime.datetime.now(datetime.UTC).date()
    return replace(model, **changes, source=f"learnt on {day} from {questions:,} questions, without labels")


def _share(counted: Array, of: Array, before: float, strength: float) -> float:
    return float(np.clip((counted.sum() + strength * before) / (of.sum() + strength), 1e-4, 1.0 - 1e-4))


def _words(seen: Seen, place: int, words: Words, strength: float) -> Words:
    """Levels and disagreement of one comparison of words."""
    _, tokens, field, side = WORDS[place]
    levels = seen.met[:, tokens.start : tokens.stop]
    is_asked, is_met = levels != NOT_ASKED, levels >= 0
    asked, matched, held = is_asked.sum(axis=1), is_met.sum(axis=1), seen.held[:, place]
    # Words without a partner count as far as the shorter side could have had them all.
    against = np.clip(np.minimum(asked, held) - matched, 0, None) / np.maximum(asked - matched, 1)
    true = np.broadcast_to(seen.chance[:, None], levels.shape)
    ids = seen.batch.rows[seen.found][:, tokens.start : tokens.stop]
    is_generic = seen.is_generic[np.maximum(ids, 0)] & is_asked
    differs = true * against[:, None] * (levels == NO_PARTNER)
    could = differs + true * is_met
    m_differs = _share(differs[~is_generic], could[~is_generic], words.m[at.DIFFERENT], strength)
    generic = _share(differs[is_generic], could[is_generic], words.generic_differs, strength)
    kin = _kin(seen, words, ids[is_met], levels[is_met], true[is_met], field, side, strength)
    return replace(words, m=(*_levels(levels[is_met], true[is_met], words, m_differs), m_differs), kin=kin,
                   generic_differs=generic)  # fmt: skip


def _levels(levels: Array, true: Array, words: Words, differs: float) -> tuple[float, ...]:
    """The shares of the levels, for people to read."""
    counts = np.bincount(levels, weights=true, minlength=at.LEVELS)[: at.DIFFERENT] + 10.0 * np.array(words.m[:-1])
    return tuple(float(value) for value in np.clip(counts / counts.sum() * (1.0 - differs), 1e-6, 1.0 - 1e-6))


def _kin(
    seen: Seen, words: Words, ids: Array, levels: Array, true: Array, field: int, side: int, strength: float
) -> tuple[float, ...]:
    """How much likelier a word at each level is the same name than one at the strict level: seen against expected."""
    shares = seen.batch.cost[side][:, : at.DIFFERENT] / max(int(seen.index.census.present[field]), 1)
    shares[:, at.SAME] = 0.0
    exposed = shares[ids]
    levels = np.where(levels == at.SAME, at.STRICT, levels)
    counted = np.bincount(levels, weights=true, minlength=at.LEVELS)[: at.DIFFERENT]
    kin = changed = np.array(words.kin)
    for _ in range(STEPS):
        mass = np.maximum((exposed * changed).sum(axis=1), 1e-9)
        expected = (exposed * (true / mass)[:, None]).sum(axis=0)
        usual = strength * expected / max(true.sum(), 1e-9)
        changed = kin.copy()
        for level in LEARNT_LEVELS:
            if usual[level] > 0.0:
                changed[level] = (counted[level] + usual[level] * kin[level]) / (expected[level] + usual[level])
        changed[list(LEARNT_LEVELS)] /= changed[at.STRICT]
    return tuple(float(value) for value in np.clip(changed, LEAST, MOST))


def _ages(seen: Seen, before: Smooth) -> Smooth:
    """Widths and shares of the differences of birth dates among true pairs, some steps from those before."""
    asked, rows = seen.batch.rows[seen.found], _rows(seen)
    known = (asked[:, at.Q_BIRTH] >= 0) & (rows[:, at.BIRTH] >= 0)
    years = (asked[known, at.Q_BIRTH] - rows[known, at.BIRTH]) / at.BINS_PER_YEAR
    true = seen.chance[known]
    if true.sum() < STRENGTH:
        return before
    share, width = (np.array(part) for part in zip(*before.parts, strict=True))
    for _ in range(20):
        near = share * np.exp(-0.5 * (years[:, None] / width) ** 2) / width + 1e-12
        part = true[:, None] * near / near.sum(axis=1, keepdims=True)
        share = part.sum(axis=0) / part.sum()
        width = np.clip(np.sqrt((part * years[:, None] ** 2).sum(axis=0) / part.sum(axis=0)), 0.3, 15.0)
    return Smooth(tuple((float(a), float(b)) for a, b in zip(share, width, strict=True)))


def _lags(seen: Seen, model: Model, strength: float) -> dict[str, float]:
    """The usual time from missing to found, and how much it varies."""
    asked, rows = seen.batch.rows[seen.found], _rows(seen)
    days = (asked[:, at.Q_DATE] - rows[:, at.DATE]) * seen.index.direction
    known = (asked[:, at.Q_DATE] >= 0) & (rows[:, at.DATE] >= 0) & (days >= 0) & (seen.index.direction != 0)
    true, logs = seen.chance[known], np.log(days[known] + 1.0)
    total = true.sum() + strength
    before = np.log(model.lag_median + 1.0)
    middle = (float((true * logs).sum()) + strength * before) / total
    spread = (float((true * (logs - middle) ** 2).sum()) + strength * model.lag_spread**2) / total
    return {"lag_median": float(np.exp(middle) - 1.0), "lag_spread": float(max(np.sqrt(spread), 0.3))}


def _rows(seen: Seen) -> Array:
    return np.concatenate([columns.rows for _, columns in seen.index.parts()])[seen.missing]


def improve(model: Model, index: Index, decisions: Iterable[Decision], *, strength: float = STRENGTH) -> Model:
    """The model after what people decided; the model counts as `strength` decisions, so that a handful changes little.

    Confirmed pairs say how one person's records differ. Confirmed and refused ones together say what a bit is worth.
    """
    known = [decision for decision in decisions if decision.held_id in index]
    if not known:
        return model
    questions, batch = _asked(index, (decision.asked for decision in known))
    missing = np.array([index.places[decision.held_id] for decision in known])
    is_same = np.array([decision.is_same for decision in known], np.float64)
    seen = _seen(index, questions, batch, np.arange(len(known)), missing, is_same)
    changed = fitted(seen, model, strength)
    return replace(
        changed,
        expected=model.expected,
        damping=_damping(seen, model, strength),
        source=f"{model.source}; improved by {len(known):,} decisions",
    )


def _damping(seen: Seen, model: Model, strength: float) -> float:
    """The worth of a bit under which the decisions are likeliest (some steps of Newton, held to what it was)."""
    weight = seen.points.sum(axis=1) * np.log(2.0)
    prior = np.log(calibration.prior_odds(len(seen.index), model.expected))
    worth, hold = model.damping, strength * 4.0
    for _ in range(20):
        chance = 1.0 / (1.0 + np.exp(-np.clip(prior + worth * weight, -30.0, 30.0)))
        slope = ((seen.chance - chance) * weight).sum() - hold * (worth - model.damping)
        worth += slope / ((chance * (1.0 - chance) * weight**2).sum() + hold)
    return float(np.clip(worth, 0.5, 1.2))
