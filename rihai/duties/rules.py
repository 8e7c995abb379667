"""What people here owe each other by when: every rule by which a duty may be opened.

Here: the table. Law clocks and schedules follow as further rows. Not here: opening and closing (`actions`).
The minutes are promises of this network, not the law, except where the help says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOUR: Final = 60
DAY: Final = 24 * HOUR


@dataclass(frozen=True)
class Rule:
    """`minutes` until it is due, or other minutes for some details; `desk` takes it if nobody owns it.

    `by_hand`: a tick is enough. Otherwise the act itself closes the duty, because the act leaves a record.
    """

    code: str
    title: Promise
    minutes: int
    url_name: str
    help: Promise
    desk: str
    minutes_for: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    by_hand: bool = False

    def due_after(self, moment: datetime, detail: str = "") -> datetime:
        return moment + timedelta(minutes=self.minutes_for.get(detail, self.minutes))


_ROWS: Final = (
    Rule(
        "alert.triage",
        _("Decide on a new alert"),
        DAY,
        "intake:alert_detail",
        _("Accept it, pass it on or dismiss it with a reason. Somebody in danger now comes first."),
        "intake",
        minutes_for=MappingProxyType({"crisis": 30, "high": 2 * HOUR, "normal": DAY, "low": 3 * DAY}),
    ),
    Rule(
        "alert.compare",
        _("Compare: another desk may know something"),
        DAY,
        "intake:alert_detail",
        _("Something recorded elsewhere may concern this alert. Look at both, and decide."),
        "intake",
        by_hand=True,
    ),
    Rule(
        "alert.tell",
        _("Tell the body that an alert was referred to"),
        2 * HOUR,
        "intake:alert_detail",
        _("Nothing was sent from here. Tell it, and ask for an answer."),
        "intake",
        by_hand=True,
    ),
    Rule(
        "inquiry.next_step",
        _("Take the next step of an inquiry"),
        3 * DAY,
        "rescue:inquiry_detail",
        _("Nothing has been added for a while. Add what you learned, or say what comes next."),
        "rescue",
        by_hand=True,
    ),
    Rule(
        "lead.judge",
        _("Judge a lead"),
        2 * DAY,
        "rescue:inquiry_detail",
        _("Say whether it is verified or refuted, and by what."),
        "rescue",
    ),
    Rule(
        "operation.tell",
        _("Tell the police unit"),
        0,
        "rescue:operation_detail",
        _("The time that was chosen for telling the unit has come."),
        "rescue",
    ),
    Rule(
        "operation.answer",
        _("Ask the police unit for its answer"),
        DAY,
        "rescue:operation_detail",
        _("The unit was told and has not answered yet."),
        "rescue",
    ),
    Rule(
        "operation.acknowledgement",
        _("Get the police acknowledgement"),
        DAY,
        "rescue:operation_detail",
        _("The police acted first. Their acknowledgement still has to be recorded."),
        "rescue",
    ),
    Rule(
        "operation.ladder",
        _("Take the next step after a refusal"),
        DAY,
        "rescue:operation_detail",
        _("The police refused. Go on to the next authority."),
        "rescue",
    ),
    Rule(
        "case.first_talk",
        _("Ask the survivor's wish"),
        DAY,
        "cases:case_detail",
        _("Write down, in the survivor's own words, what is wanted now and whether we may call."),
        "casework",
    ),
    Rule(
        "case.child_committee",
        _("Bring the child before the Child Welfare Committee"),
        DAY,
        "cases:case_detail",
        _("The law gives 24 hours, not counting the time of travel."),
        "casework",
        by_hand=True,
    ),
    Rule(
        "case.agree_closing",
        _("Say whether a case may be closed"),
        7 * DAY,
        "cases:case_detail",
        _("A colleague asks you to agree. Read why, and decide: the case is closed or goes on."),
        "casework",
    ),
    Rule(
        "contact.confirm_number",
        _("Ask whether the number is still safe"),
        7 * DAY,
        "people:contact_detail",
        _("After 90 days nobody may call or write until it is confirmed again. Ask when you meet."),
        "casework",
    ),
    Rule(
        "access.review_opening",
        _("Review why a record was opened"),
        7 * DAY,
        "access:review",
        _("Somebody opened a record outside their own work. Read the reason, and talk to them."),
        "data",
    ),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in _ROWS})


def rule_of(code: str) -> Rule:
    """The rule, or ValueError: an unknown rule is a mistake of the program."""
    if code not in RULES:
        raise ValueError(f"There is no rule '{code}' in rihai/duties/rules.py")
    return RULES[code]
