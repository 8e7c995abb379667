"""Many pairs at once as lines of text: each pair is weighed again, and what its comparisons said is written out.

Ten million pairs in the time Python would take for some thousands. Lines hold ids, numbers and levels, never a name.
"""

from typing import Any, NamedTuple

from rihai.matching import layout as at
from rihai.matching.compiled import compiled
from rihai.matching.kernels_score import Batch, Columns, Tables, Work, latest_lag, weigh
from rihai.matching.kernels_search import note_levels

ABSENT = -1
STATE = 8
APART = 9
AFTER = 10
BEFORE = 11
CODES = (
    "same", "strict", "skeleton", "near", "far", "alias", "initial", "different", "state", "apart", "after", "before",
)  # fmt: skip
NAMES = ("name", "guardian", "sex", "age", "date", "district", "village", "marks")
COMMA, NEWLINE, COLON, SPACE, BAR, MINUS, DOT, NOUGHT = (ord(letter) for letter in ",\n: |-.0")


class Texts(NamedTuple):
    """Many short texts as one run of bytes."""

    letters: Any  # uint8
    start: Any  # int64[n + 1]


class Lines(NamedTuple):
    """What the lines of some pairs tell, pairs of one question in a row."""

    missing: Any  # int32: rows of the index
    found: Any  # int32: questions
    weight: Any  # float64
    probability: Any  # float64
    band: Any  # uint8
    rank: Any  # int16
    prior: float
    points: Any  # float32[n, COMPARISONS]
    codes: Any  # int8[n, COMPARISONS]


class Words(NamedTuple):
    """The texts that lines are made of."""

    missing: Texts
    found: Texts
    bands: Texts
    names: Texts
    codes: Texts
    more: Texts


@compiled
def code_of_words(question: Any, first: int, last: int, row: Any, slot: int, k: int, work: Work) -> int:
    """The best level that two words of a comparison reach."""
    if question[first] < 0 or row[slot] < 0:
        return ABSENT
    best = at.DIFFERENT
    for token in range(first, last):
        if question[token] >= 0 and work.met[token, k] >= 0:
            best = min(best, work.met_level[token, k])
    return best


@compiled
def code_of_place(question: Any, row: Any, k: int, work: Work) -> int:
    points = work.points[at.P_DISTRICT, k]
    if row[at.DISTRICT] >= 0 and question[at.Q_DISTRICT] >= 0:
        if work.met[at.Q_DISTRICT, k] >= 0:
            return int(work.met_level[at.Q_DISTRICT, k])
        return STATE if points > 0.0 else at.DIFFERENT
    if points == 0.0:
        return ABSENT
    return STATE if points > 0.0 else at.DIFFERENT


@compiled
def code_of_age(question: Any, row: Any) -> int:
    if row[at.BIRTH] >= 0 and question[at.Q_BIRTH] >= 0:
        return at.NEAR if abs(row[at.BIRTH] - question[at.Q_BIRTH]) <= at.CLOSE else APART
    if row[at.AGE] >= 0 and question[at.Q_AGE] >= 0:
        return at.NEAR if abs(row[at.AGE] - question[at.Q_AGE]) <= at.CLOSE_YEARS else APART
    return ABSENT


@compiled
def code_of_points(points: float) -> int:
    if points == 0.0:
        return ABSENT
    return at.SAME if points > 0.0 else at.DIFFERENT


@compiled
def note_codes(question: Any, row: Any, k: int, direction: int, work: Work, codes: Any) -> None:
    """How well each comparison of the pair just weighed agrees."""
    codes[at.P_NAME] = code_of_words(question, at.Q_NAME, at.Q_GUARDIAN, row, at.NAME, k, work)
    codes[at.P_GUARDIAN] = code_of_words(question, at.Q_GUARDIAN, at.Q_VILLAGE, row, at.GUARDIAN, k, work)
    codes[at.P_VILLAGE] = code_of_words(question, at.Q_VILLAGE, at.Q_DISTRICT, row, at.VILLAGE, k, work)
    codes[at.P_DISTRICT] = code_of_place(question, row, k, work)
    codes[at.P_AGE] = code_of_age(question, row)
    codes[at.P_SEX] = ABSENT
    if question[at.Q_SEX] > 0 and row[at.SEX] > 0:
        codes[at.P_SEX] = at.SAME if question[at.Q_SEX] == row[at.SEX] else at.DIFFERENT
    codes[at.P_DATE] = ABSENT
    is_dated = max(row[at.DATE], row[at.VAGUE]) >= 0 and max(question[at.Q_DATE], question[at.Q_VAGUE]) >= 0
    if direction != 0 and is_dated:
        codes[at.P_DATE] = AFTER if latest_lag(question, row, direction) >= 0 else BEFORE
    codes[at.P_MARKS] = code_of_points(work.points[at.P_MARKS, k])


@compiled
def weigh_pairs(
    batch: Batch, lines: Lines, first: int, last: int, offset: int, columns: Columns, tables: Tables, work: Work
) -> None:
    """Fill in points and codes of the pairs whose records lie in this part of the index."""
    rows, chosen = columns.rows, work.chosen
    places = work.touched
    while first < last:
        q = lines.found[first]
        count = 0
        while first < last and lines.found[first] == q:
            r = lines.missing[first] - offset
            if 0 <= r < len(rows) and count < len(chosen):
                chosen[count] = r
                places[count] = first
                count += 1
            first += 1
        note_levels(batch, q, work, False)
        weigh(batch, q, columns, count, tables, work)
        note_levels(batch, q, work, True)
        for k in range(count):
            for i in range(at.COMPARISONS):
                lines.points[places[k], i] = work.points[i, k]
            note_codes(batch.rows[q], rows[chosen[k]], k, tables.direction, work, lines.codes[places[k]])


@compiled
def put(out: Any, place: int, texts: Texts, which: int) -> int:
    for k in range(texts.start[which], texts.start[which + 1]):
        out[place] = texts.letters[k]
        place += 1
    return place


@compiled
def put_number(out: Any, place: int, value: int, least: int) -> int:
    """A whole number, not below nought, with at least so many digits."""
    digits = 1
    bound = 10
    while value >= bound or digits < least:
        digits += 1
        bound *= 10
    for k in range(digits):
        out[place + digits - 1 - k] = NOUGHT + value % 10
        value //= 10
    return place + digits


@compiled
def put_decimal(out: Any, place: int, value: float, digits: int) -> int:
    scale = 1
    for _ in range(digits):
        scale *= 10
    whole = int(abs(value) * scale + 0.5)
    if value < 0.0 and whole > 0:
        out[place] = MINUS
        place += 1
    place = put_number(out, place, whole // scale, 1)
    out[place] = DOT
    return put_number(out, place + 1, whole % scale, digits)


@compiled
def put_reason(out: Any, place: int, names: Texts, name: int, points: float) -> int:
    place = put(out, place, names, name)
    out[place] = SPACE
    return put_decimal(out, place + 1, points, 1)


@compiled
def write_lines(lines: Lines, first: int, last: int, words: Words, out: Any) -> int:
    """The lines as bytes; how many there are. `out` has room for the longest."""
    place = 0
    for k in range(first, last):
        place = put(out, place, words.missing, lines.missing[k])
        out[place] = COMMA
        place = put(out, place + 1, words.found, lines.found[k])
        out[place] = COMMA
        place = put_decimal(out, place + 1, lines.weight[k], 2)
        out[place] = COMMA
        place = put_decimal(out, place + 1, lines.probability[k], 6)
        out[place] = COMMA
        place = put(out, place + 1, words.bands, lines.band[k])
        out[place] = COMMA
        place = put_number(out, place + 1, lines.rank[k], 1)
        out[place] = COMMA
        place += 1
        said = lines.prior
        for i in range(at.COMPARISONS):
            said += lines.points[k, i]
            if lines.codes[k, i] != ABSENT:
                place = put(out, place, words.names, i)
                out[place] = COLON
                place = put_reason(out, place + 1, words.codes, lines.codes[k, i], lines.points[k, i])
                out[place] = BAR
                place += 1
        place = put_reason(out, place, words.more, 0, lines.prior)
        out[place] = BAR
        place = put_reason(out, place + 1, words.more, 1, lines.weight[k] - said)
        out[place] = NEWLINE
        place += 1
    return place
