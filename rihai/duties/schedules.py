"""The rules as they hold in one organisation: as shipped, with what it changed for itself.

Here: reading them, and when a late duty goes on to the next. Not here: changing them (`actions`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from rihai.duties.models import Duty, RuleChange
from rihai.duties.rules import Rule, load_rules, parse_steps, rule_of


def rule_in(organisation_uid: UUID, code: str) -> Rule:
    """One rule as it holds there, with one query."""
    rule = rule_of(code)
    for change in RuleChange.objects.in_force().filter(organisation_id=organisation_uid, rule=code):
        rule = _changed(rule, change)
    return rule


def rules_in(organisation_uid: UUID) -> Mapping[str, Rule]:
    """All of them, with one query."""
    rules = dict(load_rules())
    for change in RuleChange.objects.in_force().filter(organisation_id=organisation_uid, rule__in=rules):
        rules[change.rule] = _changed(rules[change.rule], change)
    return MappingProxyType(rules)


def next_step_at(rule: Rule, duty: Duty) -> datetime | None:
    """When it goes on to the next step of its escalation; None after the last."""
    steps = rule.steps_of(duty.detail)
    if duty.steps_taken >= len(steps):
        return None
    return duty.late_from + timedelta(minutes=steps[duty.steps_taken].after)


def _changed(rule: Rule, change: RuleChange) -> Rule:
    steps = parse_steps(change.steps, where=change.rule)
    if change.detail:
        return replace(
            rule,
            minutes_for=MappingProxyType({**rule.minutes_for, change.detail: change.minutes}),
            steps_for=MappingProxyType({**rule.steps_for, change.detail: steps}),
        )
    return replace(rule, minutes=change.minutes, steps=steps, repeats=change.period or rule.repeats)
