"""The exact weights of chosen records: the sum of what each comparison says. The same loops serve a query, bulk and
the brute force that tests compare with.

One comparison at a time over all chosen records, so that a loop gets only the arrays it reads. Rows of numbers only
(see `layout`). Which records are worth scoring is decided in `kernels_search`; words are in `kernels_pairing`.
"""

from typing import Any, NamedTuple

import numpy as np

from rihai.matching import layout as at
from rihai.matching.compiled import compiled
from rihai.matching.kernels_pairing import pair_words, weigh_names

EXCLUDED = -1e6


class Columns(NamedTuple):
    """The records of one segment and who holds which word."""

    rows: Any  # int32[n, COLUMNS]
    words: Any  # int32[n, WORDS]: the words as written
    facts: Any  # int32[n]: sex, birth and week in one number, negative when the record is gone
    start: Any  # int64: where the postings of a word begin
    base: Any  # int64[FIELDS]: where a field's words begin in `start`
    size: Any  # int64[FIELDS]: how many words of a field had postings when this segment was made
    records: Any  # int32: the postings


class Batch(NamedTuple):
    """Queries, and for each of their words the similar words of the index with what they are worth."""

    rows: Any  # int32[q, Q_COLUMNS]
    words: Any  # int32[q, TOKENS]: the same text in the index, or FOREIGN
    shared: Any  # int8[q, NAME_WORDS]: the word of the name that this word of the guardian repeats
    start: Any  # int64[words + 1]
    form: Any  # int32
    level: Any  # uint8
    weight: Any  # float32[2, words, LEVELS]: in a name, elsewhere
    cost: Any  # int64[2, words, LEVELS]: postings


class Tables(NamedTuple):
    """What single facts are worth, ready to be looked up. Bits."""

    sex: Any  # float32[4, 4]
    birth_m: Any  # float32: density of the difference in quarters of a year
    birth_u: Any  # float32[BIRTH_BINS]
    age_m: Any  # float32: the same in whole years, where a date is missing
    age_u: Any  # float32[AGE_BINS]
    births: tuple[int, int]  # the first and the last quarter that a record has
    weeks: tuple[int, int]
    lag_m: Any  # float32: by day
    date_u: Any  # float32: by week
    state: Any  # float32[states + 1]; the last for any other
    country: Any  # float32[countries + 1]
    mark: Any  # float32[marks + 1]
    mark_cost: Any  # int64[marks + 1]
    cap: Any  # float32[COMPARISONS]
    state_differs: float
    country_differs: float
    marks_differ: float
    further_mark: float
    guard: float
    village_guard: float
    reading: float
    date_tolerance: int
    direction: int  # 1: the index holds the missing; -1: the found; 0: neither comes first


class Work(NamedTuple):
    """Room that one thread uses again and again."""

    level: Any  # uint8[TOKENS, words]
    score: Any  # float32[n]
    touched: Any  # int32[n]
    quick: Any  # float32[n]
    group: Any  # float64[groups, 4]
    tally: Any  # int64[bins]
    tokens: Any  # int64: the words of the question being read
    chosen: Any  # int32[keep]: records to be scored
    points: Any  # float32[COMPARISONS, keep]
    met: Any  # int16[TOKENS, keep]: the word of the record that a word of the question met, or -1
    met_level: Any  # int16[TOKENS, keep]
    met_points: Any  # float32[TOKENS, keep]
    trial: Any  # float32[keep]: another reading of the name
    total: Any  # float64[keep]
    by_birth: Any  # float32[1 + bins]: what each quarter of birth is worth to the question; first: not known
    by_week: Any  # float32[1 + weeks]


@compiled
def age_points(asked: int, held: int, m: Any, u: Any, close: int) -> Any:
    """An age that agrees never harms, however many others have it too."""
    middle = len(m) // 2
    worth = m[middle + min(max(held - asked, -middle), middle)] - u[held]
    return max(worth, 0.0) if abs(held - asked) <= close else worth


@compiled
def date_points(asked: int, held: int, direction: int, tolerance: int, m: Any, u: Any) -> Any:
    """How likely it is to be found after so many days; nobody is found before going missing."""
    lag = (asked - held) * direction
    if lag < -tolerance:
        return EXCLUDED
    return m[min(max(lag, 0), len(m) - 1)] - u[min(held // at.DAYS_PER_BIN, len(u) - 1)]


@compiled
def first_day(day: int, vague: int) -> int:
    """Of a day, or of the month or year it is known to lie in."""
    return day if vague < 0 else vague >> at.SPAN_BITS


@compiled
def last_day(day: int, vague: int) -> int:
    return day if vague < 0 else (vague >> at.SPAN_BITS) + (vague & at.SPAN)


@compiled
def latest_lag(question: Any, row: Any, direction: int) -> int:
    """Days from missing to found at most."""
    if direction > 0:
        return last_day(question[at.Q_DATE], question[at.Q_VAGUE]) - first_day(row[at.DATE], row[at.VAGUE])
    return last_day(row[at.DATE], row[at.VAGUE]) - first_day(question[at.Q_DATE], question[at.Q_VAGUE])


@compiled
def vague_points(question: Any, row: Any, direction: int, tolerance: int, m: Any, u: Any) -> Any:
    """The same where only a month or a year is known: what the lags say that there can have been, on average."""
    latest = latest_lag(question, row, direction)
    if latest < -tolerance:
        return EXCLUDED
    here = first_day(row[at.DATE], row[at.VAGUE]), last_day(row[at.DATE], row[at.VAGUE])
    there = first_day(question[at.Q_DATE], question[at.Q_VAGUE]), last_day(question[at.Q_DATE], question[at.Q_VAGUE])
    days = max(latest, 0)
    lag = max(days - (here[1] - here[0]) - (there[1] - there[0]), 0)
    seen = 0.0
    count = 0
    while lag <= days:
        seen += 2.0 ** m[min(lag, len(m) - 1)]
        count += 1
        lag += at.DAYS_PER_BIN
    week = (here[0] + here[1]) // 2 // at.DAYS_PER_BIN
    return np.log2(seen / count) - u[min(week, len(u) - 1)]


@compiled
def weigh_facts(question: Any, rows: Any, records: Any, count: int, tables: Tables, points: Any) -> None:
    """Sex, age and date: no words needed. Birth dates are worked back from ages; bare ages where a date is missing."""
    sex, birth_m, birth_u, age_m, age_u = tables.sex, tables.birth_m, tables.birth_u, tables.age_m, tables.age_u
    lag_m, date_u, direction, tolerance = tables.lag_m, tables.date_u, tables.direction, tables.date_tolerance
    birth, age, date = question[at.Q_BIRTH], question[at.Q_AGE], question[at.Q_DATE]
    vague = question[at.Q_VAGUE]
    age_cap, date_cap = tables.cap[at.P_AGE], tables.cap[at.P_DATE]
    for k in range(count):
        row = rows[records[k]]
        points[at.P_SEX, k] = sex[question[at.Q_SEX], row[at.SEX]]
        points[at.P_AGE, k] = 0.0
        if birth >= 0 and row[at.BIRTH] >= 0:
            points[at.P_AGE, k] = min(age_points(birth, row[at.BIRTH], birth_m, birth_u, at.CLOSE), age_cap)
        elif age >= 0 and row[at.AGE] >= 0:
            points[at.P_AGE, k] = min(age_points(age, row[at.AGE], age_m, age_u, at.CLOSE_YEARS), age_cap)
        points[at.P_DATE, k] = 0.0
        if direction != 0 and date >= 0 and row[at.DATE] >= 0:
            worth = date_points(date, row[at.DATE], direction, tolerance, lag_m, date_u)
            points[at.P_DATE, k] = min(worth, date_cap)
        elif direction != 0 and max(date, vague) >= 0 and max(row[at.DATE], row[at.VAGUE]) >= 0:
            worth = vague_points(question, row, direction, tolerance, lag_m, date_u)
            points[at.P_DATE, k] = min(worth, date_cap)


@compiled
def weigh_districts(
    question: Any, rows: Any, records: Any, count: int, tables: Tables, level: Any, weight: Any, work: Work
) -> None:
    """District, or where one side lacks it the State, or the country."""
    state_worth, country_worth, cap = tables.state, tables.country, tables.cap[at.P_DISTRICT]
    state, country, district = question[at.Q_STATE], question[at.Q_COUNTRY], question[at.Q_DISTRICT]
    points, met, met_level, met_points = work.points, work.met, work.met_level, work.met_points
    state_differs, country_differs = tables.state_differs, tables.country_differs
    for k in range(count):
        row = rows[records[k]]
        states = 0.0
        if row[at.STATE] >= 0 and state != at.NONE:
            states = state_worth[state] if row[at.STATE] == state else state_differs
        worth = 0.0
        met[at.Q_DISTRICT, k] = -1
        if row[at.DISTRICT] >= 0 and district >= 0:
            reached = level[row[at.DISTRICT]]
            worth = weight[district, reached]
            if reached == at.DIFFERENT:
                worth += 0.5 * min(states, 0.0)
            else:
                worth = max(worth, states)
                met[at.Q_DISTRICT, k] = at.DISTRICT
                met_level[at.Q_DISTRICT, k] = reached
                met_points[at.Q_DISTRICT, k] = worth
        elif states != 0.0:
            worth = states
        elif row[at.COUNTRY] >= 0 and country != at.NONE:
            worth = country_worth[country] if row[at.COUNTRY] == country else country_differs
        points[at.P_DISTRICT, k] = min(worth, cap)


@compiled
def weigh_marks(question: Any, rows: Any, records: Any, count: int, tables: Tables, points: Any) -> None:
    """The rarest mark in common, and a part of each further one: they may be told of the same thing."""
    worths, cap, further = tables.mark, tables.cap[at.P_MARKS], tables.further_mark
    for k in range(count):
        row = rows[records[k]]
        points[at.P_MARKS, k] = 0.0
        if row[at.MARK] < 0 or question[at.Q_MARK] == at.NONE:
            continue
        best = 0.0
        others = 0.0
        for i in range(at.MARKS):
            mark = question[at.Q_MARK + i]
            if mark == at.NONE:
                break
            for slot in range(at.MARKS):
                if row[at.MARK + slot] < 0:
                    break
                if row[at.MARK + slot] == mark:
                    others += min(worths[mark], best)
                    best = max(worths[mark], best)
                    break
        points[at.P_MARKS, k] = min(best + further * others, cap) if best > 0.0 else tables.marks_differ


@compiled
def spare_repetition(shared: Any, guard: float, count: int, work: Work) -> None:
    """The family's name that agreed in the person's own name already: one piece of evidence, not two."""
    points, met, met_points = work.points, work.met, work.met_points
    for i in range(at.NAME_WORDS):
        name = shared[i]
        if name >= 0:
            token = at.Q_GUARDIAN + i
            for k in range(count):
                if met[token, k] >= 0 and met[name, k] >= 0:
                    whole = met_points[token, k]
                    less = max(whole * guard, whole - met_points[name, k])
                    points[at.P_GUARDIAN, k] += less - whole
                    met_points[token, k] = less


@compiled
def add_up(count: int, tables: Tables, work: Work) -> None:
    """Hold each comparison to its cap and sum; a village that lies in the same district tells little more."""
    points, total, cap = work.points, work.total, tables.cap
    rest = 1.0 - tables.village_guard
    for k in range(count):
        village = min(points[at.P_VILLAGE, k], cap[at.P_VILLAGE])
        district = points[at.P_DISTRICT, k]
        if village > 0.0 and district > 0.0:
            village = max(village - rest * min(village, district), 0.0)
        points[at.P_VILLAGE, k] = village
        points[at.P_NAME, k] = min(points[at.P_NAME, k], cap[at.P_NAME])
        points[at.P_GUARDIAN, k] = min(points[at.P_GUARDIAN, k], cap[at.P_GUARDIAN])
        total[k] = 0.0
        for i in range(at.COMPARISONS):
            total[k] += points[i, k]


@compiled
def weigh(batch: Batch, q: int, columns: Columns, count: int, tables: Tables, work: Work) -> None:
    """The weights of the chosen records, in `work.total`; what each comparison said stays in `work`."""
    question, rows, chosen, points = batch.rows[q], columns.rows, work.chosen, work.points
    texts, words, level, tokens = batch.words[q], columns.words, work.level, work.tokens
    met, met_level, met_points = work.met, work.met_level, work.met_points
    weigh_facts(question, rows, chosen, count, tables, points)
    weigh_names(
        question, texts, batch.weight[0], level, rows, words, chosen, count, tokens, tables.reading,
        points[at.P_NAME], work.trial, met, met_level, met_points,
    )  # fmt: skip
    for slot, slots, first, part in (
        (at.GUARDIAN, at.NAME_WORDS, at.Q_GUARDIAN, at.P_GUARDIAN),
        (at.VILLAGE, at.VILLAGE_WORDS, at.Q_VILLAGE, at.P_VILLAGE),
    ):
        held = 0
        while held < slots and question[first + held] >= 0:
            tokens[held] = first + held
            held += 1
        pair_words(
            question, texts, batch.weight[1], level, rows, words, chosen, 0, count, tokens, held, slot, slots,
            points[part], met, met_level, met_points,
        )  # fmt: skip
    spare_repetition(batch.shared[q], tables.guard, count, work)
    weigh_districts(question, rows, chosen, count, tables, level[at.Q_DISTRICT], batch.weight[1], work)
    weigh_marks(question, rows, chosen, count, tables, points)
    add_up(count, tables, work)
