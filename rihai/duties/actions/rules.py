"""An organisation changes a shipped rule for itself: minutes, escalation, rhythm.

Here: the change, with its history. A clock of the law may be made shorter and never longer.
"""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.duties.models import Duty, RuleChange
from rihai.duties.permissions import check_can_set_rules, check_change
from rihai.duties.rules import Rule, Step, rule_of
from rihai.duties.schedules import next_step_at, rule_in
from rihai.lib.recurrence import Period


@transaction.atomic
def change_rule(
    rule: str, *, minutes: int, steps: Sequence[Step], by: User, detail: str = "", period: Period | None = None
) -> RuleChange:
    """From now on: what is open keeps its date, and goes on to the next as the new steps say."""
    known = rule_of(rule)
    check_can_set_rules(by)
    check_change(known, minutes=minutes, steps=steps, detail=detail)
    organisation = Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    _end_change(organisation, known, detail, by)
    change = RuleChange.objects.create(
        organisation=organisation,
        rule=known.code,
        detail=detail,
        minutes=minutes,
        steps=[asdict(step) for step in steps],
        every=period.every if period else None,
        unit=period.unit if period else "",
        made_by=by,
    )
    _set_clocks(organisation, known)
    audit.record("rule.changed", by=by, subject=change, rule=known.code, minutes=minutes, steps=len(steps))
    return change


@transaction.atomic
def restore_rule(rule: str, *, by: User, detail: str = "") -> int:
    """Back to the rule as it was shipped; what was changed stays readable."""
    known = rule_of(rule)
    check_can_set_rules(by)
    ended = _end_change(by.organisation, known, detail, by)
    _set_clocks(by.organisation, known)
    audit.record("rule.restored", by=by, rule=known.code, changes=ended)
    return ended


def _end_change(organisation: Agency, rule: Rule, detail: str, by: User) -> int:
    rows = RuleChange.objects.in_force().filter(organisation=organisation, rule=rule.code, detail=detail)
    return rows.update(ended_at=timezone.now(), ended_by=by)


def _set_clocks(organisation: Agency, rule: Rule) -> None:
    changed = rule_in(organisation.uid, rule.code)
    for duty in Duty.objects.open().filter(organisation=organisation, rule=rule.code).select_for_update(of=("self",)):
        duty.escalates_at = next_step_at(changed, duty)
        duty.save(update_fields=["escalates_at"])
