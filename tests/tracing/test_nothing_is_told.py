"""Every page that whoever asks can reach says the same before and after somebody like her is found elsewhere."""

import re
from collections.abc import Iterator

from django.test import Client

from rihai.access.trail import events_of
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.sealer import seal_pending
from rihai.directory.models import Agency
from rihai.tracing.models import PotentialMatch
from tests import factories
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import compared
from tests.tracing.test_asking import a_search

MOST = 150
LINK = re.compile(r'href="(/[^"#?]*)"')
# A token is new on every page; a minute may pass while the pages are read.
PASSING = re.compile(r'"[\w-]{30,}"|CSRFToken\W+\w+|\d{1,2}:\d{2}')
# The trail tells of every page that is read here, and is looked at by itself.
NOT_PAGES = ("/static/", "/sign-out", "/language", "/manifest", "/access/trail/")


def reachable(client: Client) -> Iterator[tuple[str, str]]:
    waiting, seen = ["/"], {"/"}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        yield address, PASSING.sub("", text)
        new = [link for link in LINK.findall(text) if link not in seen and not link.startswith(NOT_PAGES)]
        waiting += dict.fromkeys(new)
        seen.update(new)


def done_by_others(officer: User) -> list[AuditEvent]:
    """What the trail of her organisation says of anybody who does not work there, and of the program."""
    return list(events_of(officer).exclude(organisation_uid=officer.organisation_id))


def test_no_page_of_whoever_asks_changes_when_she_is_found_elsewhere(
    organisation: Agency, matron: User, ravi: User, signed_in: SignedIn
) -> None:
    director = factories.a_user("their_director", Role.DIRECTOR, organisation=organisation)
    builders.a_report(ravi)
    a_search(ravi)
    compared()
    askers = [signed_in(ravi), signed_in(director)]
    before, trail = [dict(reachable(asker)) for asker in askers], done_by_others(director)

    builders.a_found(matron)
    compared()
    seal_pending()
    after = [dict(reachable(asker)) for asker in askers]

    assert PotentialMatch.objects.count() == 2
    assert all(len(pages) > 10 for pages in before)
    changed = [
        address
        for now, then in zip(after, before, strict=True)
        for address in now.keys() | then.keys()
        if now.get(address) != then.get(address)
    ]
    assert changed == []
    assert done_by_others(director) == trail
