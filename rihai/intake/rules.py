"""How soon somebody must have looked at an alert: our own promise, as data."""

from typing import Final

from rihai.lib.codelists import by_code

FILE: Final = ("rihai.intake", "alert_kinds.yaml")
CRISIS: Final = "crisis"
NORMAL: Final = "normal"


def target_minutes(priority: str) -> int:
    """Minutes until somebody must have decided, by the priorities of `data/alert_kinds.yaml`."""
    return int(str(by_code(*FILE, "priorities")[priority].fields["target_minutes"]))
