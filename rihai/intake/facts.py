"""What an alert says, as the form or the loader hands it to the action.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from rihai.accounts.models import Desk
from rihai.cases.facts import NOTHING_KNOWN, ScreeningFacts
from rihai.directory.models import Place
from rihai.intake.rules import check_code
from rihai.lib.precision import ImpreciseDate
from rihai.people.facts import PersonFacts, SourceFacts
from rihai.people.models import YesNoUnknown


@dataclass(frozen=True, repr=False)
class AlertPersonFacts:
    """Somebody the alert is about; `pseudonym` only where a publication printed one."""

    person: PersonFacts
    screening: ScreeningFacts = NOTHING_KNOWN
    pseudonym: str | None = None


@dataclass(frozen=True, repr=False)
class AlertFacts:
    """Kind, channel and signs are codes of `data/alert_kinds.yaml`."""

    kind: str
    channel: str
    what: str = ""
    where: str = ""
    who: str = ""
    place: Place | None = None
    happened: ImpreciseDate | None = None
    people: tuple[AlertPersonFacts, ...] = ()
    people_expected: int | None = None
    danger_now: YesNoUnknown = YesNoUnknown.UNKNOWN
    sign_of_exploitation: YesNoUnknown = YesNoUnknown.UNKNOWN
    signs: tuple[str, ...] = ()
    source: SourceFacts | None = None
    desk: Desk | None = None
    received_at: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        check_code(self.kind, "kinds")
        check_code(self.channel, "channels")
        for sign in self.signs:
            check_code(sign, "signs")
