"""The one worker: seals the trail in a thread of its own and calls what is periodic, package by package.

Here: the loop. What a task does stands in the package's `workers.py`; a task finds its pending rows
itself, so that any number of workers may run and a killed one loses nothing.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections

from rihai.access.workers import erase_old_drafts
from rihai.accounts.workers import forget_old_rows
from rihai.audit.sealer import run_sealer
from rihai.cases.workers import ask_for_workers
from rihai.directory.workers import apply_due_changes
from rihai.duties.workers import escalate_late_duties, open_periodic_duties
from rihai.offences.workers import ask_for_things_of_those_who_left, close_obstacles_to_past_authors
from rihai.prosecution.workers import (
    close_what_strayed,
    end_left_parts,
    erase_with_survivors,
    fill_number_tokens,
    pass_left_questions,
    pass_on_left_claims,
    reckon_after_change_of_law,
)
from rihai.rescue.workers import pass_on_left_operations, warn_of_marked_units, warn_open_plans
from rihai.tracing.workers import let_questions_run_out, propose_what_happened_again, tell_of_earlier_records
from rihai.vault.workers import sweep_incoming
from rihai.web.handover.workers import bring_work_back
from rihai.web.upkeep import refresh_statistics

logger = logging.getLogger(__name__)

BEAT = 1.0


@dataclass
class Periodic:
    """A task and how often it is called; the last call is this process's own affair."""

    name: str
    task: Callable[[], object]
    every: timedelta
    next_at: float = 0.0


def periodic_tasks() -> list[Periodic]:
    return [
        Periodic("duties", open_periodic_duties, timedelta(minutes=1)),
        Periodic("operations of those who left", pass_on_left_operations, timedelta(minutes=1)),
        Periodic("cases of those who left", ask_for_workers, timedelta(minutes=5)),
        Periodic("legal cases of those who left", end_left_parts, timedelta(minutes=5)),
        Periodic("questions of those who left", pass_left_questions, timedelta(minutes=5)),
        Periodic("what an older version left open", close_what_strayed, timedelta(hours=1)),
        Periodic("clocks after a change of the law", reckon_after_change_of_law, timedelta(hours=1)),
        Periodic("evidence of those who left", ask_for_things_of_those_who_left, timedelta(minutes=5)),
        Periodic("obstacles of those who left a case", close_obstacles_to_past_authors, timedelta(hours=1)),
        Periodic("claims of those who left", pass_on_left_claims, timedelta(minutes=5)),
        Periodic("numbers from before they were compared", fill_number_tokens, timedelta(hours=1)),
        Periodic("legal cases of those who were erased", erase_with_survivors, timedelta(hours=1)),
        Periodic("late duties", escalate_late_duties, timedelta(seconds=30)),
        Periodic("work that comes back", bring_work_back, timedelta(minutes=10)),
        Periodic("numbers of agencies", apply_due_changes, timedelta(minutes=1)),
        Periodic("plans with changed numbers", warn_open_plans, timedelta(minutes=1)),
        Periodic("plans with marked units", warn_of_marked_units, timedelta(minutes=1)),
        Periodic("signs of trafficking again", propose_what_happened_again, timedelta(minutes=1)),
        Periodic("records from before the matcher", tell_of_earlier_records, timedelta(minutes=1)),
        Periodic("incoming files", sweep_incoming, timedelta(hours=1)),
        Periodic("questions to all", let_questions_run_out, timedelta(hours=1)),
        Periodic("old drafts", erase_old_drafts, timedelta(hours=1)),
        Periodic("old rows", forget_old_rows, timedelta(hours=1)),
        Periodic("statistics", refresh_statistics, timedelta(hours=1)),
    ]


def run(stop: threading.Event) -> None:
    """Work until `stop` is set."""
    sealer = threading.Thread(target=run_sealer, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    tasks = periodic_tasks()
    while not stop.is_set():
        beat(tasks, time.monotonic())
        stop.wait(BEAT)
    sealer.join(timeout=10)


def beat(tasks: list[Periodic], now: float) -> None:
    """Call what is due; one task's failure is logged and never stops the others."""
    for one in tasks:
        if one.next_at > now:
            continue
        one.next_at = now + one.every.total_seconds()
        try:
            close_old_connections()
            one.task()
        except Exception as failure:
            logger.error("The task %r failed: %s", one.name, type(failure).__name__)
