"""Who or what we know something from, sealed apart from what was said."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.lib.text import normalise, normalise_lines
from rihai.people.facts import SourceFacts
from rihai.people.locks import free_code
from rihai.people.models import Source
from rihai.people.permissions import check_can_record_source
from rihai.vault.keys import new_data_key

SOURCE_PREFIX: Final = "S"
# Whoever took a call can complete what she wrote for some days; then it is the work of those it went to.
RECORDER_KEEPS: Final = timedelta(days=7)


@transaction.atomic
def record_source(*, organisation: Agency, by: User, facts: SourceFacts) -> Source:
    """Record who or what we know something from; for some days the one who wrote it down may open who it is.

    After that only those may who work on the alert or inquiry that names it.
    """
    check_can_record_source(by, organisation.uid)
    source = Source(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        code=free_code(Source, SOURCE_PREFIX),
        kind=facts.kind,
        reliability=facts.reliability,
        name=normalise(facts.name),
        contact=normalise(facts.contact),
        note=normalise_lines(facts.note),
        created_by=by,
    )
    source.save()
    audit.record("source.recorded", by=by, subject=source, kind=facts.kind, reliability=facts.reliability.lower())
    opened, until = [Compartment.RECORD, Compartment.SOURCE], timezone.now() + RECORDER_KEEPS
    grant(source, to=by, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by, until=until)
    return source
