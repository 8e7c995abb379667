"""Pages of documents: the list of a case without any picture, and one document as this reader may see it."""

from dataclasses import dataclass
from typing import Any

from rihai.access.own import open_own
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.cases.documents.models import PROBLEM_WORDS, Document
from rihai.cases.models import Case
from rihai.vault.safe_copies import Problem


@dataclass(frozen=True, repr=False)
class DocumentOnList:
    """`title` is plain where this reader may open it, else sealed."""

    document: Document
    title: Any


@dataclass(frozen=True, repr=False)
class DocumentPage:
    document: Document
    title: Any
    about: Any
    way: Way

    @property
    def opens_at_once(self) -> bool:
        return self.way is Way.OWN

    @property
    def may_have_original(self) -> bool:
        return self.way is not Way.NONE

    @property
    def needs_reason(self) -> bool:
        return self.way is Way.REASON

    @property
    def check_sum(self) -> str:
        """In groups, so that people can compare it and a telephone can break the line."""
        whole = self.about["sha256"]
        return " ".join(whole[at : at + 8] for at in range(0, len(whole), 8))

    @property
    def problem(self) -> str:
        return str(PROBLEM_WORDS[Problem(self.document.problem)]) if self.document.problem else ""


def documents_of(case: Case, user: User) -> list[DocumentOnList]:
    """Never with the pictures themselves: a list of faces is a catalogue of people."""
    documents = list(case.documents.select_related("added_by", "withdrawn_by"))
    opened = open_own((documents, ("title",)), by=user)
    return [DocumentOnList(one, opened.value(one, "title")) for one in documents]


def document_page(document: Document, user: User) -> DocumentPage:
    opened = open_own((document, ("title", "about")), by=user)
    about = opened.value(document, "about")
    return DocumentPage(
        document=document,
        title=opened.value(document, "title"),
        about=about if isinstance(about, dict) else None,
        way=way_to_read(user, document, "original"),
    )
