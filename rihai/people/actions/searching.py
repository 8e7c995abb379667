"""Searching people; that somebody searched is kept."""

from django.db import transaction

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.permissions import check_can_search
from rihai.people.selectors.search import Found, NameQuery, find_people


@transaction.atomic
def search_people(*, query: NameQuery, by: User) -> Found:
    """Search by code, pseudonym or name. That somebody searched is kept, and how many were found; not for whom."""
    check_can_search(by)
    found = find_people(by, query)
    audit.record("person.searched", by=by, found=len(found.people))
    return found
