"""The shipped engine: `rihai.matching` with its own model. Loaded in the matcher's process only: it is heavy."""

import numpy as np
from django.utils import timezone

from rihai.matching.calibration import band, chances
from rihai.matching.compacting import compact
from rihai.matching.index import Index
from rihai.matching.model import default_model
from rihai.matching.records import Kind
from rihai.tracing.matcher.background import background
from rihai.tracing.matcher.registers import Engine


def shipped_engine() -> Engine:
    model = default_model()

    def alone(weight: float, records: int, expected: float) -> tuple[float, str]:
        # A candidate's weight is what its points come to as far as they count: it is damped already.
        chance = float(chances(np.array([weight]), records=records, expected=expected, damping=1.0)[0])
        return chance, band(chance)

    return Engine(
        new=lambda side: Index.build(background(timezone.localdate()), kind=Kind(side), model=model),
        read=Index.from_bytes,
        compact=compact,
        alone=alone,
        model=model.source[:40],
        expected=model.expected,
    )
