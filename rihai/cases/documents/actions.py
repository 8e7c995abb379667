"""Changes to the documents of a case: adding one, withdrawing one.

Here: keeping original and safe copy with their trace. Not here: making the safe copy, which takes seconds and stands
before the transaction (`rihai.access.files.pages`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.files.keeping import ArrivedFile, fill, numbered, withdraw
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.documents.models import SHOWS_WHO, Document, DocumentKind
from rihai.cases.documents.permissions import check_can_add, check_can_withdraw
from rihai.cases.followers import tell_of_paper
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible


@dataclass(frozen=True, repr=False)
class DocumentFacts:
    """What is told about a document, or about several that were sent together."""

    kind: DocumentKind
    title: str
    dated_on: date | None = None
    compartment: Compartment = Compartment.RECORD

    @property
    def kept_in(self) -> Compartment:
        """A face or an identity card is kept with the name, whatever was chosen."""
        return Compartment.IDENTITY if self.kind in SHOWS_WHO else self.compartment


@transaction.atomic
def add_documents(case: Case, *, facts: DocumentFacts, files: Iterable[ArrivedFile], by: User) -> list[Document]:
    """Keep each file as a document of its own."""
    case = get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, "document.add")
    check_can_add(by, case, facts.kept_in)
    return [_add(case, facts, title, file, by) for title, file in numbered(facts.title, files)]


@transaction.atomic
def withdraw_document(document: Document, *, reason: str, by: User) -> Document:
    """Take a document out of the case. It is kept, sealed, and opened no more."""
    get_visible(Case.objects.all(), by, document.case_id, "document.withdraw")
    document = Document.objects.select_for_update(of=("self",)).select_related("case").get(pk=document.pk)
    check_can_withdraw(by, document)
    if document.withdrawn_at is not None:
        raise NotPossible(_("This document was withdrawn already."))
    withdraw(document, reason=reason, by=by)
    audit.record("document.withdrawn", by=by, subject=document, case=document.case_id)
    tell_of_paper(document, by=by)
    return document


def _add(case: Case, facts: DocumentFacts, title: str, file: ArrivedFile, by: User) -> Document:
    document = Document(case=case, data_key=case.data_key, kind=facts.kind, dated_on=facts.dated_on)
    document.compartment = facts.kept_in
    fill(document, file, title=title, agencies=[case.organisation_id], by=by)
    audit.record("document.added", by=by, subject=document, case=case.uid, kind=str(facts.kind))
    return document
