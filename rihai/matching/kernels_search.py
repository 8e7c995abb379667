"""Who of a million could it be: nominate by any field, score the best exactly, keep the top.

One loop for one query and for bulk; the two differ in how much they may look at. Weights come from `kernels_score`.
"""

from typing import Any

from rihai.matching import layout as at
from rihai.matching.compiled import compiled
from rihai.matching.kernels_score import EXCLUDED, Batch, Columns, Tables, Work, age_points, date_points, weigh

WORTH_NOMINATING = 0.5
LAST_RESORT = 4  # so many budgets for somebody of whom all that is known is common
TALLY = 512
LOWEST = -48.0
BINS_PER_BIT = 4.0


@compiled
def field_of(token: int) -> int:
    if token < at.Q_GUARDIAN:
        return at.FIELD_NAME
    if token < at.Q_VILLAGE:
        return at.FIELD_GUARDIAN
    return at.FIELD_VILLAGE if token < at.Q_DISTRICT else at.FIELD_DISTRICT


@compiled
def note_levels(batch: Batch, q: int, work: Work, clear: bool) -> None:
    """Spread the similar words of a query out, so that a level is one look; and take them back afterwards."""
    form, reached, spread = batch.form, batch.level, work.level
    for token in range(at.TOKENS):
        word = batch.rows[q, token]
        if word >= 0:
            for k in range(batch.start[word], batch.start[word + 1]):
                spread[token, form[k]] = at.DIFFERENT if clear else reached[k]


@compiled
def list_groups(batch: Batch, q: int, tables: Tables, work: Work) -> int:
    """What may nominate: each word at each level, and each mark, the most telling first."""
    count = 0
    for token in range(at.TOKENS):
        word = batch.rows[q, token]
        if word < 0:
            continue
        side = 0 if token < at.Q_GUARDIAN else 1
        for level in range(at.STRICT, at.INITIAL):
            cost = batch.cost[side, word, level]
            if cost and batch.weight[side, word, level] >= WORTH_NOMINATING:
                work.group[count, 0] = batch.weight[side, word, level]
                work.group[count, 1] = token
                work.group[count, 2] = level
                work.group[count, 3] = cost
                count += 1
    for i in range(at.MARKS):
        mark = batch.rows[q, at.Q_MARK + i]
        if mark >= 0 and tables.mark[mark] >= WORTH_NOMINATING:
            work.group[count, 0] = tables.mark[mark]
            work.group[count, 1] = at.TOKENS
            work.group[count, 2] = mark
            work.group[count, 3] = tables.mark_cost[mark]
            count += 1
    for i in range(1, count):
        for k in range(i, 0, -1):
            if work.group[k, 0] <= work.group[k - 1, 0]:
                break
            for part in range(4):
                kept = work.group[k, part]
                work.group[k, part] = work.group[k - 1, part]
                work.group[k - 1, part] = kept
    return count


@compiled
def add_postings(
    start: Any, records: Any, place: int, room: int, worth: float, score: Any, touched: Any, count: int
) -> int:
    """Add what a word says to those who hold it, as many as there is room for."""
    for k in range(start[place], min(start[place + 1], start[place] + room)):
        record = records[k]
        if score[record] == 0.0:
            touched[count] = record
            count += 1
        score[record] += worth
    return count


@compiled
def add_group(batch: Batch, q: int, columns: Columns, work: Work, i: int, room: int, count: int) -> int:
    """Touch those who hold the words or the mark of one group; no more than there is room for."""
    start, records, base, size = columns.start, columns.records, columns.base, columns.size
    score, touched, form, reached = work.score, work.touched, batch.form, batch.level
    token, level, worth = int(work.group[i, 1]), int(work.group[i, 2]), work.group[i, 0]
    if token == at.TOKENS:
        if level < size[at.FIELD_MARK]:
            count = add_postings(start, records, base[at.FIELD_MARK] + level, room, worth, score, touched, count)
        return count
    word = batch.rows[q, token]
    field = field_of(token)
    for k in range(batch.start[word], batch.start[word + 1]):
        if reached[k] == level and form[k] < size[field] and room > 0:
            place = base[field] + form[k]
            count = add_postings(start, records, place, room, worth, score, touched, count)
            room -= start[place + 1] - start[place]
    return count


@compiled
def nominate(batch: Batch, q: int, columns: Columns, tables: Tables, work: Work, budget: int) -> int:
    """Add up what each word says over its postings, within the budget; how many records were touched."""
    groups = list_groups(batch, q, tables, work)
    group = work.group
    rarest = 0
    count = 0
    for i in range(groups):
        cost = int(group[i, 3])
        if cost <= budget:
            budget -= cost
            count = add_group(batch, q, columns, work, i, cost, count)
        if cost < group[rarest, 3]:
            rarest = i
    if groups and count == 0:
        # All that is known of her is common: many of those who share the rarest of it are looked at, not nobody.
        count = add_group(batch, q, columns, work, rarest, LAST_RESORT * budget, count)
    return count


@compiled
def bin_of(worth: float) -> int:
    return min(max(int((worth - LOWEST) * BINS_PER_BIT), 0), TALLY - 1)


@compiled
def look_up_facts(question: Any, tables: Tables, work: Work) -> None:
    """What each quarter of birth and each week of a record is worth to this question: read for all touched records."""
    by_birth, by_week, direction = work.by_birth, work.by_week, tables.direction
    birth_m, birth_u, lag_m, date_u = tables.birth_m, tables.birth_u, tables.lag_m, tables.date_u
    birth, date, tolerance = question[at.Q_BIRTH], question[at.Q_DATE], tables.date_tolerance
    first_birth, last_birth = tables.births
    for k in range(first_birth + 1, last_birth + 2):
        by_birth[k] = age_points(birth, k - 1, birth_m, birth_u, at.CLOSE) if birth >= 0 else 0.0
    first_week, last_week = tables.weeks
    for k in range(first_week + 1, last_week + 2):
        by_week[k] = 0.0
        if date >= 0 and direction != 0:
            # The nearest day of the week counts; the exact day is looked at when the record is scored.
            day = (k - 1) * at.DAYS_PER_BIN + (0 if direction > 0 else at.DAYS_PER_BIN - 1)
            by_week[k] = date_points(date, day, direction, tolerance, lag_m, date_u)


@compiled
def choose(question: Any, columns: Columns, tables: Tables, work: Work, touched: int) -> int:
    """Of the touched records those worth an exact look: not gone, not excluded, as many as there is room for."""
    tally, quick, score, records, chosen = work.tally, work.quick, work.score, work.touched, work.chosen
    facts, sex, by_birth, by_week = columns.facts, tables.sex[question[at.Q_SEX]], work.by_birth, work.by_week
    look_up_facts(question, tables, work)
    tally[:] = 0
    for i in range(touched):
        record = records[i]
        fact = facts[record]
        worth = EXCLUDED
        if fact >= 0:
            worth = score[record] + sex[fact >> 29 & 3] + by_birth[fact >> 16 & 0x7FF] + by_week[fact & 0xFFFF]
        score[record] = 0.0
        quick[i] = worth
        tally[bin_of(worth)] += 1
    cut = TALLY
    room = len(chosen)
    while cut > 1 and room >= tally[cut - 1]:
        cut -= 1
        room -= tally[cut]
    count = 0
    # A bin that has no room as a whole gives as many as there is room for.
    for i in range(touched):
        where = bin_of(quick[i])
        if where >= cut:
            chosen[count] = records[i]
            count += 1
        elif where == cut - 1 and where > 0 and room > 0:
            chosen[count] = records[i]
            count += 1
            room -= 1
    return count


@compiled
def insert(rows: Any, weights: Any, count: int, top: int, row: int, weight: float) -> int:
    """Keep the best in order; of equals the earlier record."""
    if count == top:
        if weight <= weights[top - 1]:
            return count
        count -= 1
    k = count
    while k > 0 and weights[k - 1] < weight:
        weights[k] = weights[k - 1]
        rows[k] = rows[k - 1]
        k -= 1
    weights[k] = weight
    rows[k] = row
    return count + 1


@compiled
def search(
    batch: Batch,
    first: int,
    last: int,
    columns: Columns,
    tables: Tables,
    work: Work,
    budget: int,
    out_rows: Any,
    out_weights: Any,
    out_count: Any,
) -> None:
    """The best records of one segment for some questions.

    Where nothing nominates, or the budget is below nought, every record is looked at; but not in bulk.
    """
    top = out_rows.shape[1]
    everybody = len(columns.rows)
    chosen, total = work.chosen, work.total
    for q in range(first, last):
        note_levels(batch, q, work, False)
        touched = nominate(batch, q, columns, tables, work, budget) if budget >= 0 else 0
        if touched == 0 and (budget < 0 or budget > everybody):
            for record in range(everybody):
                work.touched[record] = record
            touched = everybody
        found = choose(batch.rows[q], columns, tables, work, touched)
        weigh(batch, q, columns, found, tables, work)
        count = 0
        for i in range(found):
            if total[i] > EXCLUDED / 2:
                count = insert(out_rows[q - first], out_weights[q - first], count, top, chosen[i], total[i])
        out_count[q - first] = count
        note_levels(batch, q, work, True)


@compiled
def weigh_again(batch: Batch, q: int, columns: Columns, count: int, tables: Tables, work: Work) -> None:
    """Weigh the records put into `work.chosen` once more; what each comparison said stays in `work`."""
    note_levels(batch, q, work, False)
    weigh(batch, q, columns, count, tables, work)
    note_levels(batch, q, work, True)
