"""The words of the walk: five steps and the proof, each with who one is, why, and where.

Here: from the records to what the margin and the page of the walk show. Not here: what was done (`records`).
"""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.rescue.models import Operation
from rihai.rescue.rules.leads import ENOUGH
from rihai.rescue.workflow import OperationStatus
from rihai.research.impact import impact_report
from rihai.web.demo.facts import network
from rihai.web.walk.records import Records, case_to_show, records_of_walk, was_refused

OFFICER: Final = "ravi"
DIRECTOR: Final = "dolly"
CASEWORKER: Final = "asha"
STRANGER: Final = "chand"
DATA_OFFICER: Final = "farah"
PARTS: Final[dict[str, str | Promise]] = {
    "ravi": gettext_lazy("the rescue officer on call"),
    "dolly": gettext_lazy("the director"),
    "asha": gettext_lazy("a caseworker"),
    "chand": gettext_lazy("a caseworker of another organisation"),
    "farah": gettext_lazy("the data officer"),
    "advmeera": gettext_lazy("the lawyer"),
}


@dataclass(frozen=True)
class Step:
    """One step: real work, done when the records say so."""

    title: str
    why: str
    part: str
    url: str
    link: str
    is_done: bool
    standing: str = ""

    @property
    def who(self) -> str | Promise:
        return PARTS[self.part]


@dataclass(frozen=True)
class Proof:
    """Something to see for oneself: a page as somebody, or a line for the terminal."""

    title: str
    why: str
    part: str = ""
    url: str = ""
    link: str = ""
    commands: tuple[str, ...] = ()
    is_seen: bool = False
    is_done: bool = False

    @property
    def who(self) -> str | Promise:
        return PARTS.get(self.part, "")


@dataclass(frozen=True)
class Change:
    """A figure of the impact page without and with what was done in the walk."""

    label: str
    before: int
    after: int


@dataclass(frozen=True)
class Walk:
    """What the margin shows to whoever is signed in."""

    user: User
    steps: tuple[Step, ...]
    proofs: tuple[Proof, ...]
    changes: tuple[Change, ...]
    is_hidden: bool

    @property
    def current(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def is_elsewhere(self) -> bool:
        """Whether whoever looks works in another organisation, for which nothing of all this exists."""
        return self.user.username == STRANGER

    @property
    def entrances(self) -> list[tuple[str, str | Promise]]:
        """Everybody else one may be."""
        return [
            (one.username, PARTS[one.username]) for one in network().entrances if one.username != self.user.username
        ]

    @property
    def part(self) -> str | Promise:
        return PARTS.get(self.user.username, self.user.display_name)


def walk_of(user: User, *, is_hidden: bool) -> Walk | None:
    """None before the night was told."""
    records = records_of_walk()
    if records is None:
        return None
    steps = () if is_hidden else steps_of(records)
    proofs = () if is_hidden else proofs_of(records)
    changes = changes_of(records) if records.has_two_wishes and not is_hidden else ()
    return Walk(user, steps, proofs, changes, is_hidden)


def steps_of(records: Records) -> tuple[Step, ...]:
    return (_triage(records), _leads(records), _unit(records), _found(records), _impact(records))


def _triage(records: Records) -> Step:
    return Step(
        _("Decide on the call of tonight"),
        _("Somebody is in danger now: within 30 minutes a person has looked and decided."),
        OFFICER,
        reverse("intake:alert_detail", args=[records.alert.uid]),
        _("Open the alert"),
        records.is_accepted,
        "" if records.is_accepted else _("Accept it, and name yourself as the officer."),
    )


def _leads(records: Records) -> Step:
    standing = _("Verified and independent: %(verified)d of %(enough)d. Refuted: %(refuted)d of 1.") % {
        "verified": records.independent,
        "enough": ENOUGH,
        "refuted": records.refuted,
    }
    return Step(
        _("Two leads that do not know of each other, and one that is wrong"),
        _("One mouth is one fact. What is refuted stays in sight, so that nobody follows it twice."),
        OFFICER,
        _inquiry_url(records),
        _("Open the inquiry"),
        records.has_leads,
        "" if records.has_leads else standing,
    )


def _unit(records: Records) -> Step:
    """Planning first, then whom to tell."""
    if records.unit is not None and records.operation is not None:
        url, link, standing = records.operation.get_absolute_url(), _("Open the operation"), ""
    elif records.operation is None:
        url = reverse("rescue:operation_from_inquiry", args=[records.inquiry.uid]) if records.inquiry else ""
        link, standing = _("Plan an operation"), _("Only those whom you put on its list will know of it.")
    else:
        url = reverse("rescue:operation_unit_new", args=[records.operation.uid])
        link, standing = _("Choose the unit"), _("Choose a unit, and when it is told.")
    return Step(
        _("Which police unit is told, and when"),
        _("A plan leaks through those who know it too early. You choose; nothing is sent from here."),
        OFFICER,
        url,
        link,
        records.unit is not None,
        standing,
    )


def _found(records: Records) -> Step:
    operation = records.operation
    url, link, standing = ("", "", "") if operation is None else _next_of(operation)
    if operation is not None and records.has_two_wishes:
        url, link, standing = operation.get_absolute_url(), _("Open the operation"), ""
    elif records.found:
        standing = _("Recorded as found: %(found)d of 2. With a wish: %(wishes)d of 2.") % {
            "found": len(records.found),
            "wishes": records.wishes,
        }
    return Step(
        _("Two people are found, and each wants something else"),
        _("Found together, they are still two people: each gets a case, and each is asked."),
        OFFICER,
        url,
        link,
        records.has_two_wishes,
        standing,
    )


def _next_of(operation: Operation) -> tuple[str, str, str]:
    if operation.status == OperationStatus.STARTED or operation.is_over:
        url = reverse("rescue:operation_found_new", args=[operation.uid])
        return (
            url,
            _("Record who was found"),
            _("Invent two people, found in the operation and accompanied by Asha. Write down what each of them wants."),
        )
    url = reverse("rescue:operation_police_first", args=[operation.uid])
    return url, _("The police act first"), _("The unit calls: it cannot wait and goes in now. Write that down.")


def _impact(records: Records) -> Step:
    return Step(
        _("The figures move by one operation and two people"),
        _("Nobody typed a figure: the impact page counts what was recorded, and says what it does not count."),
        DIRECTOR,
        reverse("research:impact"),
        _("Open the impact page"),
        records.is_counted and records.has_two_wishes,
    )


def _inquiry_url(records: Records) -> str:
    return reverse("rescue:inquiry_detail", args=[records.inquiry.uid]) if records.inquiry else ""


def changes_of(records: Records) -> tuple[Change, ...]:
    """The impact page counts; taken away is what this operation added to it."""
    own = impact_report(timezone.localdate(), records.alert.organisation).own
    started = int(records.operation is not None and records.operation.started_at is not None)
    return (
        Change(_("Operations"), own.operations - started, own.operations),
        Change(_("People located"), own.people_located - records.located, own.people_located),
    )


def proofs_of(records: Records) -> tuple[Proof, ...]:
    case = case_to_show(records, CASEWORKER)
    lines = (
        Proof(
            _("Every name on the screens, looked for on the disk"),
            _("In the database, its journal and every file, in every script and encoding. It finds none."),
            commands=("./run rihai demo disk",),
        ),
        Proof(
            _("A row of the trail that somebody tampered with is named"),
            _("The first line changes one row behind the program's back; the second names it; the third puts it back."),
            commands=("./run rihai demo tamper", "./run rihai audit verify", "./run rihai demo tamper --undo"),
        ),
    )
    return lines if case is None else (*_of_case(case), *lines)


def _of_case(case: Case) -> tuple[Proof, ...]:
    return (
        Proof(
            _("The same address, opened by another organisation"),
            _("The page answers as if there were no such case, and the attempt is kept."),
            STRANGER,
            case.get_absolute_url(),
            _("Open the address of this case"),
            is_seen=was_refused(STRANGER, case.uid),
        ),
        Proof(
            _("A name is opened"),
            _("Code and pseudonym are what everybody sees. Whoever accompanies a person opens the name with one tap."),
            CASEWORKER,
            reverse("people:person_detail", args=[case.person_id]),
            _("Open this person's page"),
        ),
        Proof(
            _("Who opened this name"),
            _("Every opening of a name has left who, when and on which ground."),
            DATA_OFFICER,
            reverse("web:openings", args=[case.person_id]),
            _("See who opened it"),
        ),
    )
