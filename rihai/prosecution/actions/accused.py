"""Naming who is accused in a legal case, and how matters stand with each. Rows are only added.

Not here: when default bail accrues (`default_bail`), and what is owed about it (`bail_duties`).
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.access.seen import CHANGED
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.codelists import by_code
from rihai.lib.codes import new_code
from rihai.lib.precision import Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.facts import check_code
from rihai.prosecution.facts.facts import AccusedFacts, StateFacts
from rihai.prosecution.law.default_bail import IN_CUSTODY
from rihai.prosecution.locks import lock_legal_case, needed
from rihai.prosecution.models import Accused, AccusedLink, AccusedState, LegalCase, LegalEvent
from rihai.prosecution.owing.bail_duties import reckon_default_bail
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.rights.grants import close_accused, open_accused
from rihai.prosecution.timeline import write_event
from rihai.prosecution.words import NAME_NEEDED, REASON_NEEDED, REMAND_DAY_NEEDED
from rihai.vault.keys import new_data_key

FILE: Final = "suspect_roles.yaml"
# Of a month the first day counts, which is never too late.
REMAND_KNOWN_TO: Final = (Precision.DAY, Precision.MONTH)


@transaction.atomic
def add_accused(legal_case: LegalCase, *, facts: AccusedFacts, by: User) -> AccusedLink:
    """Somebody new, or somebody who is accused in another legal case of hers already."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_code(facts.role, FILE, "roles")
    accused = _accused(legal_case, facts, by)
    known = legal_case.accused_links.filter(accused=accused).first()
    if known is not None and known.role != facts.role:
        label = _(by_code("rihai.offences", FILE, "roles")[known.role].label)
        raise NotPossible(_("Already accused here: %(role)s. Put the role right there.") % {"role": label})
    if known is not None:
        return known
    link = AccusedLink.objects.create(legal_case=legal_case, accused=accused, role=facts.role, added_by=by)
    open_accused(link, by=by)
    audit.record("legal.accused_added", by=by, subject=legal_case, accused=accused.uid)
    return link


@transaction.atomic
def correct_accused(link: AccusedLink, *, name: str, role: str, by: User, seen: str | None = None) -> AccusedLink:
    """A name that was misheard, or another role. What stood there before stays on the timeline, sealed.

    `seen`: the `version` of the page; None where there was none.
    """
    legal_case, link = _locked(link, by)
    if seen is not None and seen != link.version:
        raise NotPossible(CHANGED)
    check_code(role, FILE, "roles")
    accused, tidy = link.accused, normalise(needed(name, NAME_NEEDED))
    before = read((accused, ("name",)), by=by, why=OwnWork(), within_action=True)(accused).name
    accused.name, link.role = tidy, role
    accused.save(update_fields=["name"])
    link.save(update_fields=["role"])
    was = [("name_before", before)] if before != tidy else []
    write_event(legal_case, LegalEvent.Kind.CORRECTED, by=by, told=[("accused", accused.code), *was])
    audit.record("legal.accused_corrected", by=by, subject=legal_case, accused=accused.uid)
    return link


@transaction.atomic
def end_accused(link: AccusedLink, *, reason: str, by: User) -> AccusedLink:
    """Named by mistake: nobody who works on it opens the name by this legal case any longer."""
    legal_case, link = _locked(link, by)
    reason = needed(reason, REASON_NEEDED)
    if link.verdicts.exists():
        raise NotPossible(_("A court has decided about this one. Say how matters stand instead."))
    link.ended_at, link.ended_by = timezone.now(), by
    link.save(update_fields=["ended_at", "ended_by"])
    close_accused(link, by=by)
    write_event(legal_case, LegalEvent.Kind.CORRECTED, by=by, told=[("accused", link.accused.code)], text=reason)
    reckon_default_bail(legal_case, by=by)
    audit.record("legal.accused_ended", by=by, subject=legal_case, accused=link.accused_id)
    return link


@transaction.atomic
def state_accused(link: AccusedLink, *, facts: StateFacts, by: User) -> AccusedState:
    """How matters stand with one accused. Custody starts the clock of default bail; what ends custody ends it."""
    legal_case = lock_legal_case(link.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_code(facts.state, FILE, "states")
    if facts.state == IN_CUSTODY and (facts.since is None or facts.since.precision not in REMAND_KNOWN_TO):
        raise NotPossible(REMAND_DAY_NEEDED)
    state = AccusedState(
        link=link,
        data_key=legal_case.data_key,
        state=facts.state,
        since=facts.since.value if facts.since else None,
        precision=str(facts.since.precision if facts.since else Precision.UNKNOWN),
        note=normalise_lines(facts.note),
        recorded_by=by,
    )
    state.save()
    reckon_default_bail(legal_case, by=by)
    audit.record("legal.accused_state", by=by, subject=legal_case, link=link.uid)
    return state


@transaction.atomic
def withdraw_state(state: AccusedState, *, by: User) -> AccusedState:
    """It was written down by mistake, as a wrong year of a remand: the row stays and counts no longer."""
    legal_case, link = _locked(state.link, by)
    state = AccusedState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    if state.withdrawn_at is not None:
        return state
    if link.verdicts.filter(outcome=state.state).exists():
        raise NotPossible(_("A court has decided about this one. Say how matters stand instead."))
    state.withdrawn_at, state.withdrawn_by = timezone.now(), by
    state.save(update_fields=["withdrawn_at", "withdrawn_by"])
    reckon_default_bail(legal_case, by=by)
    audit.record("legal.accused_state_withdrawn", by=by, subject=legal_case, link=link.uid)
    return state


def _locked(link: AccusedLink, by: User) -> tuple[LegalCase, AccusedLink]:
    legal_case = lock_legal_case(link.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    # The name belongs to every legal case in which the same person is accused.
    Accused.objects.select_for_update(of=("self",)).get(pk=link.accused_id)
    found = legal_case.accused_links.select_related("accused").filter(pk=link.pk).first()
    if found is None:
        raise NotPossible(CHANGED)
    found.legal_case = legal_case
    return legal_case, found


def _accused(legal_case: LegalCase, facts: AccusedFacts, by: User) -> Accused:
    if facts.known is not None:
        return get_visible(Accused.objects.all(), by, facts.known.pk, "legal.record")
    accused = Accused(
        organisation=legal_case.organisation,
        data_key=new_data_key(agencies=[legal_case.organisation_id]),
        code=new_code("AC"),
        name=normalise(needed(facts.name, NAME_NEEDED)),
        recorded_by=by,
    )
    accused.save()
    return accused
