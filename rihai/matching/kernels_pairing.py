"""Pairing the words of a question with the words of records: names, guardians, villages. Rows of numbers only.

What a level is worth comes with the question; which records are looked at is decided elsewhere.
"""

from typing import Any

from rihai.matching import layout as at
from rihai.matching.compiled import compiled

READINGS = 4
NEARLY = 1e-4  # bits


@compiled
def best_pair(
    question: Any, texts: Any, weight: Any, level: Any, row: Any, text: Any, tokens: Any, asked: int, slot: int,
    held: int, used_tokens: int, used_slots: int,
) -> tuple[Any, int, int, int]:  # fmt: skip
    """Of the words not yet used the two that say most together: points, which word, which slot, their level."""
    best, best_i, best_s, best_level = 0.0, -1, -1, at.DIFFERENT
    for i in range(asked):
        if used_tokens >> i & 1:
            continue
        token = tokens[i]
        for s in range(held):
            reached = level[token, row[slot + s]]
            if reached == at.DIFFERENT or used_slots >> s & 1:
                continue
            if reached == at.STRICT and texts[token] == text[slot + s]:
                reached = at.SAME
            worth = weight[question[token], reached]
            if worth > best:
                best, best_i, best_s, best_level = worth, i, s, reached
    return best, best_i, best_s, best_level


@compiled
def against(question: Any, weight: Any, tokens: Any, asked: int, used_tokens: int) -> Any:
    """What the words without a partner say on average."""
    penalty = 0.0
    count = 0
    for i in range(asked):
        if not used_tokens >> i & 1:
            penalty += weight[question[tokens[i]], at.DIFFERENT]
            count += 1
    return penalty / count


@compiled
def pair_words(
    question: Any, texts: Any, weight: Any, level: Any, rows: Any, words: Any, records: Any, first: int, count: int,
    tokens: Any, asked: int, slot: int, slots: int, out: Any, met: Any, met_level: Any, met_points: Any,
) -> None:  # fmt: skip
    """Pair words best first, each used once; the points of each record go to `out`.

    Words without a partner cost something only as far as the shorter side could have had them all: a name that
    was written shorter is missing a part, it does not contradict.
    """
    for k in range(first, count):
        row = rows[records[k]]
        text = words[records[k]]
        for i in range(asked):
            met[tokens[i], k] = -1
        held = 0
        while held < slots and row[slot + held] >= 0:
            held += 1
        total = 0.0
        used_tokens = 0
        used_slots = 0
        matched = 0
        while matched < asked and matched < held:
            best, i, s, reached = best_pair(
                question, texts, weight, level, row, text, tokens, asked, slot, held, used_tokens, used_slots
            )
            if i < 0:
                break
            used_tokens |= 1 << i
            used_slots |= 1 << s
            matched += 1
            total += best
            met[tokens[i], k] = slot + s
            met_level[tokens[i], k] = reached
            met_points[tokens[i], k] = best
        if matched < asked and matched < held:
            total += against(question, weight, tokens, asked, used_tokens) * (min(asked, held) - matched)
        out[k] = total


@compiled
def tokens_of_reading(row: Any, reading: int, out: Any) -> int:
    """The words of one way to read a question's name: as written (0), the first or the last two joined, one split.

    How many there are; none where the name cannot be read so.
    """
    count = 0
    if reading == 0:
        while count < at.NAME_WORDS and row[count] >= 0:
            out[count] = count
            count += 1
        return count
    joined = reading <= 2
    if (joined and row[at.Q_JOINED + reading - 1] < 0) or (not joined and row[at.Q_SPLIT] < 0):
        return 0
    for i in range(at.NAME_WORDS):
        if row[i] < 0:
            break
        if not joined and i == row[at.Q_SPLIT_AT]:
            out[count] = at.Q_SPLIT
            out[count + 1] = at.Q_SPLIT + 1
            count += 2
        elif joined and i == reading - 1:
            out[count] = at.Q_JOINED + reading - 1
            count += 1
        elif not (joined and i == reading):
            out[count] = i
            count += 1
    return count


@compiled
def weigh_names(
    question: Any,
    texts: Any,
    weight: Any,
    level: Any,
    rows: Any,
    words: Any,
    records: Any,
    count: int,
    tokens: Any,
    price: float,
    out: Any,
    trial: Any,
    met: Any,
    met_level: Any,
    met_points: Any,
) -> None:
    """The points of a name in the reading that says most; another reading than the written one has a price."""
    is_tried = False
    for reading in range(READINGS):
        asked = tokens_of_reading(question, reading, tokens)
        if reading and not asked:
            continue
        result = trial if reading else out
        pair_words(
            question, texts, weight, level, rows, words, records, 0, count, tokens, asked, at.NAME, at.NAME_WORDS,
            result, met, met_level, met_points,
        )  # fmt: skip
        if reading:
            is_tried = True
            for k in range(count):
                out[k] = max(out[k], trial[k] - price)
    if is_tried:
        tell_winner(
            question, texts, weight, level, rows, words, records, count, tokens, price, out, trial, met, met_level,
            met_points,
        )  # fmt: skip


@compiled
def tell_winner(
    question: Any, texts: Any, weight: Any, level: Any, rows: Any, words: Any, records: Any, count: int, tokens: Any,
    price: float, out: Any, trial: Any, met: Any, met_level: Any, met_points: Any,
) -> None:  # fmt: skip
    """The readings wrote over one another which words met: leave what the reading said that won."""
    for k in range(count):
        for reading in range(READINGS):
            met[: at.Q_GUARDIAN, k] = -1
            asked = tokens_of_reading(question, reading, tokens)
            pair_words(
                question, texts, weight, level, rows, words, records, k, k + 1, tokens, asked, at.NAME, at.NAME_WORDS,
                trial, met, met_level, met_points,
            )  # fmt: skip
            if asked and trial[k] - (price if reading else 0.0) >= out[k] - NEARLY:
                break
