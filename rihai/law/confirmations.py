"""What lawyers of an installation have said of entries: kept in one file beside it, never in the shipped data.

A decision is for the wording that was read (its digest): an entry that changes has lost it. Decisions are only added,
so that who said what and when stays; of a wording the latest review counts, by its day and not by when it was read.
Reading a reviewed sheet is in `review`.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from rihai.law.errors import InputProblem
from rihai.law.sourcing import Confirmation, Decision

VERSION: Final = 1
FILE_NAME: Final = "law-confirmed.json"
KEYS: Final = ("entry", "kind", "digest", "decision", "lawyer", "on", "correction", "is_demonstration")


@dataclass(frozen=True)
class Reviewed:
    """One decision on one entry in one wording; `correction` is what she would have it say."""

    entry: str
    kind: str
    digest: str
    decision: Decision
    lawyer: str
    on: date
    correction: str = ""
    is_demonstration: bool = False


def read_reviewed(path: Path) -> tuple[Reviewed, ...]:
    """All decisions of a file, the oldest first; none where there is no file yet. Raises InputProblem."""
    if not path.exists():
        return ()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            raise ValueError(content["version"])
        return tuple(_reviewed(each) for each in content["decisions"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputProblem(str(path), "is not a file of confirmations", "one written by rihai law review") from error


def read_confirmations(path: Path) -> Mapping[str, Confirmation]:
    """What lawyers say of each wording, by its digest: the latest review, and one of a demonstration only alone."""
    counted: dict[str, Reviewed] = {}
    for each in sorted(read_reviewed(path), key=lambda each: (not each.is_demonstration, each.on)):
        if not _is_outweighed(each, counted.get(each.digest)):
            counted[each.digest] = each
    return {digest: _confirmation(each) for digest, each in counted.items()}


def _is_outweighed(new: Reviewed, old: Reviewed | None) -> bool:
    """On one day a lawyer's doubt outweighs the yes of another; her own later word counts."""
    if old is None or old.is_demonstration or old.on != new.on:
        return False
    return new.decision is Decision.CONFIRMED and old.decision is not Decision.CONFIRMED and old.lawyer != new.lawyer


def _confirmation(one: Reviewed) -> Confirmation:
    return Confirmation(one.entry, one.lawyer, one.on, one.digest, one.is_demonstration, one.decision, one.correction)


def add_reviewed(path: Path, more: Iterable[Reviewed]) -> None:
    """Add decisions to a file, all of them or none: it is written beside and put in place at once."""
    every = [*read_reviewed(path), *more]
    content = {"version": VERSION, "decisions": [_content(each) for each in every]}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".confirmations-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _content(one: Reviewed) -> dict[str, Any]:
    return {**asdict(one), "on": one.on.isoformat()}


def _reviewed(content: Mapping[str, Any]) -> Reviewed:
    texts = {key: content[key] for key in KEYS if key not in ("on", "decision", "is_demonstration")}
    if set(content) != set(KEYS) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("keys")
    return Reviewed(
        **texts,
        decision=Decision(content["decision"]),
        on=date.fromisoformat(content["on"]),
        is_demonstration=content["is_demonstration"] is True,
    )
