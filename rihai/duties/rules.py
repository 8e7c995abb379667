"""Every rule by which a duty may be opened, as shipped in `data/rules.yaml`.

Here: reading and checking the file, loudly, when the program starts. Not here: opening and closing (`actions`),
and what an organisation changed for itself (`models.RuleChange`, `selectors.rules_of`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.lib.codelists import Entry, load_list
from rihai.lib.recurrence import Period, Unit
from rihai.lib.yamlfile import DataFileError, load_yaml

PACKAGE: Final = "rihai.duties"
FILE: Final = "rules.yaml"
NAME: Final = f"{PACKAGE}/data/{FILE}"
LEADS: Final = "leads"
# As long as somebody notices a slip of the thumb.
UNDO_WITHIN: Final = timedelta(minutes=15)
# The priorities of alerts, which live above.
DETAILS: Final[Mapping[str, str | Promise]] = {
    "crisis": _("Danger now"),
    "high": _("High"),
    "normal": _("Normal"),
    "low": _("Low"),
}
# As in `Desk.Purpose`, which lives above the data.
DESKS: Final = frozenset({"intake", "rescue", "casework", "legal", "data", "direction"})
KEYS: Final = frozenset(
    {
        "kind", "minutes", "minutes_for", "page", "desk", "by_hand", "put_off_minutes", "need_to_know", "escalation",
        "escalation_for", "repeats", "about", "permission",
    }
)  # fmt: skip


class Kind(StrEnum):
    LAW = "law"
    PROMISE = "promise"
    SCHEDULE = "schedule"


@dataclass(frozen=True)
class Step:
    """Who is shown a duty when it is so many minutes late: "leads", "desk:PURPOSE" or "role:ROLE"."""

    after: int
    to: str


@dataclass(frozen=True)
class Rule:
    """`minutes` until it is due, or other minutes for some details; `desk` takes it if nobody owns it.

    `by_hand`: a tick is enough. Otherwise the act itself closes the duty, because the act leaves a record.
    """

    code: str
    title: str | Promise
    help: str | Promise
    source: str
    kind: Kind
    minutes: int
    url_name: str
    desk: str
    minutes_for: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    by_hand: bool = False
    put_off_minutes: int = 0
    need_to_know: bool = False
    steps: tuple[Step, ...] = ()
    steps_for: Mapping[str, tuple[Step, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    repeats: Period | None = None
    about: str = ""
    permission: Permission | None = None

    def minutes_until(self, detail: str = "") -> int:
        return self.minutes_for.get(detail, self.minutes)

    def due_after(self, moment: datetime, detail: str = "") -> datetime:
        return moment + timedelta(minutes=self.minutes_until(detail))

    def steps_of(self, detail: str = "") -> tuple[Step, ...]:
        return self.steps_for.get(detail, self.steps)

    def latest(self, due_at: datetime) -> datetime:
        """Until when a duty of this rule may be put off: never beyond its date where the law sets it."""
        return due_at + timedelta(minutes=self.put_off_minutes)


def rule_of(code: str) -> Rule:
    """The rule as shipped, or ValueError: an unknown rule is a mistake of the program."""
    rules = load_rules()
    if code not in rules:
        raise ValueError(f"There is no rule '{code}' in {NAME}")
    return rules[code]


def rule_or_gone(code: str) -> Rule:
    """For a page: a duty that was opened under a rule that is gone is still owed, and is shown in plain words.

    Nobody knows any more which act closed it, so a tick does. It has no page of its own and is not put off.
    """
    return load_rules().get(code) or Rule(
        code=code,
        title=_("A duty of an earlier version"),
        help=_("Its rule is gone. Look at the record with this code, and tick it off when nothing is left to do."),
        source="promise",
        kind=Kind.PROMISE,
        minutes=0,
        url_name="",
        desk="direction",
        by_hand=True,
        # The rule can no longer be asked, so nothing outside these pages names what it is about.
        need_to_know=True,
    )


@cache
def load_rules() -> Mapping[str, Rule]:
    """All rules by code. Raises DataFileError, naming the rule and what is wrong with it."""
    chains = {entry.code: _chain(entry) for entry in load_list(PACKAGE, FILE, "escalations")}
    return MappingProxyType({entry.code: _rule(entry, chains) for entry in load_list(PACKAGE, FILE, "rules")})


def source_of(rule: Rule) -> str | Promise:
    """Where it comes from, in words."""
    return _(load_yaml(PACKAGE, FILE)["sources"][rule.source])


def words_of(detail: str) -> str | Promise:
    """The kind that a rule tells apart, as the pages name it."""
    return DETAILS.get(detail, detail)


def parse_steps(rows: Sequence[Mapping[str, Any]], *, where: str) -> tuple[Step, ...]:
    """Steps in rising order, each to somebody who can exist."""
    steps = tuple(Step(_number(row.get("after"), where), str(row.get("to"))) for row in rows)
    _need(all(_is_receiver(step.to) for step in steps), where, "an escalation goes to leads, desk:… or role:…")
    later = [step.after for step in steps]
    _need(later == sorted(set(later)), where, "every step of an escalation comes later than the one before")
    return steps


def _rule(entry: Entry, chains: Mapping[str, tuple[Step, ...]]) -> Rule:
    told, code = entry.fields, entry.code
    _need(set(told) <= KEYS, code, f"knows no {sorted(set(told) - KEYS)}")
    _need(told.get("kind") in set(Kind), code, "kind is law, promise or schedule")
    _need(told.get("desk") in DESKS, code, "desk is no purpose of a desk")
    _need(isinstance(told.get("page"), str), code, "page must name an address")
    rule = Rule(
        code=code,
        title=_(entry.label),
        help=_(entry.hint),
        source=entry.source,
        kind=Kind(told["kind"]),
        minutes=_number(told.get("minutes"), code),
        url_name=told["page"],
        desk=told["desk"],
        minutes_for=MappingProxyType({key: _number(one, code) for key, one in told.get("minutes_for", {}).items()}),
        by_hand=bool(told.get("by_hand")),
        put_off_minutes=_number(told.get("put_off_minutes", 0), code),
        need_to_know=bool(told.get("need_to_know")),
        steps=_named(chains, told.get("escalation"), code),
        steps_for=MappingProxyType(
            {key: _named(chains, one, code) for key, one in told.get("escalation_for", {}).items()}
        ),
        repeats=_period(told["repeats"], code) if "repeats" in told else None,
        about=told.get("about", ""),
        permission=Permission(told["permission"]) if "permission" in told else None,
    )
    _check_whole(rule, entry)
    return rule


def _check_whole(rule: Rule, entry: Entry) -> None:
    _need(bool(entry.hint), rule.code, "needs a hint that says what to do")
    _need(rule.kind is not Kind.LAW or not rule.put_off_minutes, rule.code, "a law clock is not put off")
    is_schedule = rule.kind is Kind.SCHEDULE
    _need(is_schedule == (rule.repeats is not None), rule.code, "a schedule, and nothing else, repeats")
    _need(not is_schedule or bool(rule.about and rule.permission), rule.code, "a schedule says on what, and who may")
    _need(not is_schedule or rule.by_hand, rule.code, "what comes again is ticked off by hand")


def _chain(entry: Entry) -> tuple[Step, ...]:
    return parse_steps(entry.fields.get("steps") or (), where=entry.code)


def _named(chains: Mapping[str, tuple[Step, ...]], name: object, code: str) -> tuple[Step, ...]:
    _need(name in chains, code, f"the escalation {name!r} is not in the file")
    return chains[str(name)]


def _period(told: Mapping[str, Any], code: str) -> Period:
    _need(told.get("unit") in set(Unit), code, "repeats in days, weeks or months")
    return Period(_number(told.get("every"), code), Unit(told["unit"]))


def _is_receiver(to: str) -> bool:
    kind, _colon, name = to.partition(":")
    return to == LEADS or (kind == "desk" and name in DESKS) or (kind == "role" and name in set(Role))


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DataFileError(NAME, f"needs whole minutes, not {value!r}", where)
    return value


def _need(fits: bool, where: str, what: str) -> None:
    if not fits:
        raise DataFileError(NAME, what, where)
