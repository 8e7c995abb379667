"""The rules as they hold in one organisation: as shipped, with what it changed for itself.

Here: reading them, and when a late duty goes on to the next. Not here: changing them (`actions`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.duties.models import Duty, Repetition, RuleChange
from rihai.duties.rules import LEADS, Rule, load_rules, parse_steps, rule_of, rule_or_gone, source_of, words_of
from rihai.duties.subjects import codes_of


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


@dataclass(frozen=True)
class RuleRow:
    """A rule, or one of its kinds such as "crisis", as the page lists it."""

    rule: Rule
    detail: str
    source: str | Promise
    is_changed: bool

    @property
    def words(self) -> str | Promise:
        return words_of(self.detail)

    @property
    def minutes(self) -> int:
        return self.rule.minutes_until(self.detail)

    @property
    def steps(self) -> list[tuple[int, str]]:
        return [(step.after, words_for(step.to)) for step in self.rule.steps_of(self.detail)]


def rules_shown(user: User) -> list[RuleRow]:
    changed = set(RuleChange.objects.visible_to(user).in_force().values_list("rule", "detail"))
    return [
        RuleRow(rule, detail, source_of(rule), (rule.code, detail) in changed)
        for rule in rules_in(user.organisation_id).values()
        for detail in ("", *rule.minutes_for)
    ]


def changes_of(user: User, code: str, detail: str) -> list[RuleChange]:
    """How it was changed, the latest first."""
    rows = RuleChange.objects.visible_to(user).filter(rule=code, detail=detail)
    return list(rows.select_related("made_by", "ended_by"))


@dataclass(frozen=True)
class RepetitionRow:
    row: Repetition
    rule: Rule
    code: str


def repetitions_of(user: User) -> list[RepetitionRow]:
    """Hers and those of her desks, about records that she may know of."""
    hers = Q(owner_id=user.uid) | Q(desk_id__in=list(user.desk_uids))
    rows = list(Repetition.objects.visible_to(user).in_force().filter(hers).select_related("owner", "desk"))
    codes = codes_of(user, {(row.subject_label, row.subject_uid) for row in rows})
    return [
        RepetitionRow(row, rule_or_gone(row.rule), codes[row.subject_uid]) for row in rows if row.subject_uid in codes
    ]


def receivers() -> list[tuple[str, str | Promise]]:
    """Who can hear of what is late, for a form; each step shows the duty and gives nothing."""
    desks = [(f"desk:{value}", _("Desk: %(name)s") % {"name": label}) for value, label in Desk.Purpose.choices]
    roles = [(f"role:{value}", _("Role: %(name)s") % {"name": label}) for value, label in Role.choices]
    return [("", _("Nobody")), (LEADS, _("Whoever leads at the desk")), *desks, *roles]


def words_for(to: str) -> str:
    return str(dict(receivers())[to])
