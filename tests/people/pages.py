"""What tests of the pages of a person share: addresses, sending a form, counting readings."""

import uuid

from django.test import Client
from django.urls import reverse

from rihai.audit.models import AuditEvent
from rihai.people.models import Person


def url(name: str, person: Person) -> str:
    return reverse(f"people:{name}", args=[person.uid])


def sent(client: Client, address: str, **data: str | list[str]) -> str:
    """The address that answers a form."""
    response = client.post(address, {"form_token": str(uuid.uuid4()), **data})
    assert response.status_code == 302, response.text
    return response.headers["Location"]


def readings() -> int:
    return AuditEvent.objects.filter(verb="records.read").count()
