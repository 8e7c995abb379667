"""How the words of many pairs met: what learning counts. Numbers only; what they mean for a model is in `learning`."""

from typing import Any

from rihai.matching import layout as at
from rihai.matching.compiled import compiled
from rihai.matching.kernels_score import Batch, Columns, Tables, Work, weigh
from rihai.matching.kernels_search import note_levels

NOT_ASKED = -2
NO_PARTNER = -1


@compiled
def held_words(row: Any, slot: int, slots: int) -> int:
    held = 0
    while held < slots and row[slot + held] >= 0:
        held += 1
    return held


@compiled
def tally_pairs(
    batch: Batch,
    found: Any,
    missing: Any,
    columns: Columns,
    tables: Tables,
    work: Work,
    met: Any,
    held: Any,
    points: Any,
) -> None:
    """For each pair the level each word of the question reached, how many words the record has, and all points."""
    rows, chosen = columns.rows, work.chosen
    for k in range(len(found)):
        q = found[k]
        chosen[0] = missing[k]
        note_levels(batch, q, work, False)
        weigh(batch, q, columns, 1, tables, work)
        note_levels(batch, q, work, True)
        row = rows[missing[k]]
        for token in range(at.TOKENS):
            met[k, token] = NOT_ASKED
            if batch.rows[q, token] >= 0:
                met[k, token] = work.met_level[token, 0] if work.met[token, 0] >= 0 else NO_PARTNER
        held[k, 0] = held_words(row, at.NAME, at.NAME_WORDS)
        held[k, 1] = held_words(row, at.GUARDIAN, at.NAME_WORDS)
        held[k, 2] = held_words(row, at.VILLAGE, at.VILLAGE_WORDS)
        held[k, 3] = row[at.DISTRICT] >= 0
        for i in range(at.COMPARISONS):
            points[k, i] = work.points[i, 0]
