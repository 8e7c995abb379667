"""The shipped engine: `rihai.matching` with its own model. Loaded in the matcher's process only: it is heavy."""

import hashlib
import unicodedata
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.utils import timezone

import rihai
from rihai.matching import calibration
from rihai.matching.calibration import band, chances, held_back
from rihai.matching.compacting import compact
from rihai.matching.folding import Level
from rihai.matching.index import Index
from rihai.matching.model import Model, default_model
from rihai.matching.records import Kind
from rihai.tracing.matcher.background import background
from rihai.tracing.matcher.registers import Candidate, Engine

FEW: Final = 50
# All of the package makes codes of words and weights of codes, but for commands, other engines and private mode.
HOLDS_NO_RULES: Final = frozenset({"cli", "engines", "private", "__pycache__"})
# What they take from elsewhere: the names of places, and how an entry becomes records.
TAKEN_FROM: Final = (
    "directory/data/districts.csv",
    "lib/csvfile.py",
    "lib/data/countries.csv",
    "lib/data/regions.csv",
    "lib/geo.py",
    "lib/precision.py",
    "lib/yamlfile.py",
    "tracing/data/background.yaml",
    "tracing/matcher/background.py",
    "tracing/matcher/registers.py",
)


def shipped_engine() -> Engine:
    model = default_model()

    def alone(found: Candidate, records: int, expected: float) -> tuple[float, str]:
        # A candidate's weight is what its points come to as far as they count: it is damped already.
        chance = chances(np.array([found.weight]), records=records, expected=expected, damping=1.0)
        held = float(held_back(chance, np.array([_has_words(found)]))[0])
        return held, band(held)

    prepare(model)
    return Engine(
        new=lambda side: Index.build(background(timezone.localdate()), kind=Kind(side), model=model),
        read=Index.from_bytes,
        compact=compact,
        alone=alone,
        model=scale_of(model),
        expected=model.expected,
        made_by=rules_digest(model, Path(rihai.__file__).parent),
    )


def prepare(model: Model) -> None:
    """Ask once of a few, so that the first question in earnest does not wait until its loops are translated.

    On a new machine that takes up to a minute, in which the matcher says that it is not ready.
    """
    few = list(islice(background(timezone.localdate()), FEW))
    index = Index.build(few, kind=Kind.FOUND, model=model)
    index.query(replace(few[0], id="asked"))
    index.add(replace(few[0], id="added"))
    index.query(replace(few[1], id="asked"))
    index.remove("added")


def scale_of(model: Model) -> str:
    """What a stored weight was measured by: two of different scales are not compared."""
    return hashlib.blake2b(f"{model.to_json()} {calibration.ALONE}".encode(), digest_size=16).hexdigest()


def rules_digest(model: Model, home: Path) -> str:
    """Of the model, and of every file of the package whose change may give a name another code."""
    digest = hashlib.blake2b(f"{model.to_json()} {unicodedata.unidata_version}".encode(), digest_size=16)
    ours = home / "matching"
    files = sorted(path for path in ours.rglob("*") if path.is_file())
    rules = (path for path in files if HOLDS_NO_RULES.isdisjoint(path.relative_to(ours).parts))
    for path in (*rules, *(home / name for name in TAKEN_FROM)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _has_words(found: Candidate) -> bool:
    """As the engine itself judges a question: sex, age and date alone fit many."""
    return any(_is_telling(reason) for reason in found.reasons)


def _is_telling(reason: Any) -> bool:
    if reason.field == "marks":
        return bool(reason.points > 0)
    return any(word.level < Level.INITIAL for word in reason.words)
