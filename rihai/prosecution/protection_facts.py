"""What an action about threats and protection is told: frozen, named. None of these prints what it holds."""

from dataclasses import dataclass
from datetime import date

from rihai.directory.models import Agency
from rihai.prosecution.models import ProtectionApplication, Threat


@dataclass(frozen=True, repr=False)
class ThreatFacts:
    on: date
    kind: Threat.Kind
    origin: Threat.Origin
    towards: Threat.Towards
    channel: Threat.Channel
    severity: Threat.Severity
    text: str = ""


@dataclass(frozen=True, repr=False)
class ProtectionFacts:
    """An application as it stands today. `measures`: codes of `data/protection.yaml`."""

    applied_on: date
    authority: Agency | None = None
    report_called_on: date | None = None
    report_received_on: date | None = None
    category: ProtectionApplication.Category | str = ""
    interim: ProtectionApplication.Interim = ProtectionApplication.Interim.NOT_ASKED
    order: ProtectionApplication.Order = ProtectionApplication.Order.WAITING
    ordered_on: date | None = None
    measures: tuple[str, ...] = ()
    review_on: date | None = None
    note: str = ""
