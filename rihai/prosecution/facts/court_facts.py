"""What an action about charge sheet, judgment, sentence or appeal is told: frozen, named; none prints what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from rihai.directory.models import Agency
from rihai.people.models import YesNoUnknown
from rihai.prosecution.models import AccusedLink, Appeal, Sentence, Verdict


@dataclass(frozen=True, repr=False)
class ChargeFacts:
    """`sections`: ids of the law's data. `against`: uids of the links of the accused."""

    filed_on: date
    court: Agency | None = None
    is_supplementary: bool = False
    sections: tuple[str, ...] = ()
    other_sections: str = ""
    against: tuple[UUID, ...] = ()


@dataclass(frozen=True, repr=False)
class JudgmentFacts:
    """`outcomes`: by the uid of the link of an accused; whom the judgment does not name is not in it.

    `cancels`: uids of hearings that do not take place any more.
    """

    given_on: date
    outcomes: Mapping[UUID, Verdict.Outcome] = field(default_factory=dict)
    court: Agency | None = None
    offence_until: date | None = None
    compensation: YesNoUnknown = YesNoUnknown.UNKNOWN
    copy_received_on: date | None = None
    note: str = ""
    cancels: tuple[UUID, ...] = ()


@dataclass(frozen=True, repr=False)
class SentenceFacts:
    """`section`: an id of the law's data, or "" with the section as it was written in `other_section`.

    `is_another_count`: beside one for the same section that stands there already.
    """

    kind: Sentence.Kind
    section: str = ""
    other_section: str = ""
    years: int = 0
    months: int = 0
    fine: int | None = None
    is_another_count: bool = False


@dataclass(frozen=True, repr=False)
class AppealFacts:
    """`link`: about whom; None: about everybody whom the judgment names."""

    side: Appeal.Side
    filed_on: date
    court: Agency | None = None
    number: str = ""
    link: AccusedLink | None = None
