"""Naming who is accused in a legal case, and how matters stand with each. Rows are only added.

Not here: when default bail accrues (`default_bail`), and what is owed about it (`bail_duties`).
"""

from typing import Final

from django.db import transaction

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.codes import new_code
from rihai.lib.precision import Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.facts import check_code
from rihai.prosecution.bail_duties import reckon_default_bail
from rihai.prosecution.default_bail import IN_CUSTODY
from rihai.prosecution.facts import AccusedFacts, StateFacts
from rihai.prosecution.grants import open_accused
from rihai.prosecution.locks import lock_legal_case, needed
from rihai.prosecution.models import Accused, AccusedLink, AccusedState, LegalCase
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.words import NAME_NEEDED, REMAND_DAY_NEEDED
from rihai.vault.keys import new_data_key

FILE: Final = "suspect_roles.yaml"


@transaction.atomic
def add_accused(legal_case: LegalCase, *, facts: AccusedFacts, by: User) -> AccusedLink:
    """Somebody new, or somebody who is accused in another legal case of hers already."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_code(facts.role, FILE, "roles")
    accused = _accused(legal_case, facts, by)
    link, is_new = AccusedLink.objects.get_or_create(
        legal_case=legal_case, accused=accused, defaults={"role": facts.role, "added_by": by}
    )
    if is_new:
        open_accused(link, by=by)
        audit.record("legal.accused_added", by=by, subject=legal_case, accused=accused.uid)
    return link


@transaction.atomic
def state_accused(link: AccusedLink, *, facts: StateFacts, by: User) -> AccusedState:
    """How matters stand with one accused. Custody starts the clock of default bail; what ends custody ends it."""
    legal_case = lock_legal_case(link.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_code(facts.state, FILE, "states")
    if facts.state == IN_CUSTODY and (facts.since is None or facts.since.precision != Precision.DAY):
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
    audit.record("legal.accused_state", by=by, subject=legal_case, link=link.uid, state=facts.state)
    return state


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
