"""The evidence of a legal case: what each item shows of which section, what nothing shows yet, and the certificate."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.documents.actions import withdraw_document
from rihai.cases.models import Case, Document
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.loading import law_of
from rihai.law.sourcing import Decision
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.actions import record_item, withdraw_item
from rihai.offences.evidence.facts import ItemFacts
from rihai.offences.evidence.selectors import at_hand
from rihai.offences.models import EvidenceItem
from rihai.prosecution import actions
from rihai.prosecution.documents.certificate import certificates_for
from rihai.prosecution.facts.facts import AccusedFacts
from rihai.prosecution.law.elements import elements_of
from rihai.prosecution.law.law_read import kept_in, law_read
from rihai.prosecution.models import EvidenceLink, LegalCase, LegalPart
from rihai.prosecution.selectors.evidence import marked_of, matrix_of
from tests.cases.documents import a_document
from tests.conftest import SignedIn
from tests.offences.evidence import a_file, a_thing
from tests.prosecution import builders
from tests.prosecution.builders import questions, send, text_of

AGE = "bns-143-4/victim.age_years"


@pytest.fixture(autouse=True)
def nothing_confirmed() -> Iterator[None]:
    """What lawyers confirm lies in a file that all tests share."""
    kept_in().unlink(missing_ok=True)
    yield
    kept_in().unlink(missing_ok=True)


@pytest.fixture
def item(case: Case, asha: User) -> EvidenceItem:
    return a_thing(case, asha)


@pytest.fixture
def link(legal_case: LegalCase, item: EvidenceItem, asha: User) -> EvidenceLink:
    return actions.use_evidence(legal_case, item=item, by=asha)


# Using it


def test_lawyers_open_what_the_legal_case_uses_and_no_longer_afterwards(
    link: EvidenceLink, item: EvidenceItem, lata: User, vijay: User, asha: User, legal_case: LegalCase
) -> None:
    assert way_to_read(lata, item, "what") is Way.OWN
    assert way_to_read(vijay, item, "what") is Way.NONE

    actions.add_part(legal_case, user=vijay, part=LegalPart.Part.VOLUNTEER, by=lata)
    assert way_to_read(vijay, item, "what") is Way.OWN

    actions.stop_using_evidence(link, by=asha)
    assert [way_to_read(one, item, "what") for one in (lata, vijay)] == [Way.NONE, Way.NONE]
    assert way_to_read(asha, item, "what") is Way.OWN


@pytest.mark.parametrize("comes_first", [True, False])
def test_a_companion_opens_no_evidence_of_another_survivor(
    legal_case: LegalCase, item: EvidenceItem, lata: User, asha: User, ravi: User, *, comes_first: bool
) -> None:
    if comes_first:
        actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    actions.use_evidence(legal_case, item=item, by=asha)
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    assert [way_to_read(one, item, "what") for one in (ravi, lata)] == [Way.NONE, Way.OWN]


def test_whoever_leaves_the_legal_case_opens_its_evidence_no_longer(
    link: EvidenceLink, item: EvidenceItem, lata: User, legal_case: LegalCase
) -> None:
    actions.end_part(legal_case.parts.get(user=lata), by=lata)

    assert way_to_read(lata, item, "what") is Way.NONE


def test_a_paper_that_was_withdrawn_is_evidence_nowhere(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    paper = a_document(signed_in(asha), case)
    item = a_thing(case, asha, kind=EvidenceItem.Kind.DOCUMENT, document=paper)
    actions.use_evidence(legal_case, item=item, by=asha)
    assert way_to_read(lata, paper, "original") is Way.OWN

    withdraw_document(paper, reason="It was said in counselling", by=asha)

    item.refresh_from_db()
    ways = [way_to_read(lata, one, name) for one, name in ((paper, "original"), (item, "what"))]
    assert ways == [Way.NONE, Way.NONE]
    assert (matrix_of(legal_case, lata).rows, at_hand(case, asha)) == ((), [])
    with pytest.raises(NotPossible):
        actions.use_evidence(legal_case, item=item, by=asha)


def test_what_was_withdrawn_before_anybody_followed_is_refused_too(
    case: Case, asha: User, legal_case: LegalCase, signed_in: SignedIn
) -> None:
    paper = a_document(signed_in(asha), case)
    item = a_thing(case, asha, kind=EvidenceItem.Kind.DOCUMENT, document=paper)
    Document.objects.filter(pk=paper.pk).update(withdrawn_at=timezone.now(), withdrawn_by=asha)

    with pytest.raises(NotPossible):
        actions.use_evidence(legal_case, item=item, by=asha)

    assert at_hand(case, asha) == []


def test_evidence_of_another_survivor_is_not_used(legal_case: LegalCase, asha: User) -> None:
    other = a_thing(builders.a_case(asha, 17), asha)

    with pytest.raises(NotPossible):
        actions.use_evidence(legal_case, item=other, by=asha)


def test_the_lawyer_opens_the_file_from_the_page_of_the_item(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    item = a_file(signed_in(asha), case)
    hers = signed_in(lata)
    assert hers.get(item.get_absolute_url()).status_code == 404

    actions.use_evidence(legal_case, item=item, by=asha)

    assert hers.get(item.get_absolute_url()).status_code == 200
    assert hers.get(reverse("offences:evidence_copy", args=[item.uid])).status_code == 200


# What it shows


def test_a_section_falls_into_the_elements_of_the_laws_data() -> None:
    law = law_of()

    keys = [one.key for one in elements_of(law, law.provisions["bns-143-4"])]

    assert "bns-143-4/victim.age_years" in keys
    assert len(keys) == len(set(keys)) >= 3


def test_a_gap_closes_when_an_item_shows_it(link: EvidenceLink, legal_case: LegalCase, lata: User) -> None:
    before = matrix_of(legal_case, lata).columns[0]
    age = next(one for one in before.elements if one.key.endswith("victim.age_years"))
    assert age.words in before.gaps

    actions.mark_support(link, elements=[age.key], accused=[], by=lata)

    matrix = matrix_of(legal_case, lata)
    assert age.words not in matrix.columns[0].gaps
    assert len(matrix.columns[0].gaps) == len(before.gaps) - 1
    assert matrix.rows[0].cells[0] == (age.words,)


def test_marking_again_counts_and_what_stood_before_stays(
    link: EvidenceLink, legal_case: LegalCase, lata: User
) -> None:
    column = matrix_of(legal_case, lata).columns[0]
    actions.mark_support(link, elements=[one.key for one in column.elements], accused=[], by=lata)

    actions.mark_support(link, elements=[], accused=[], by=lata)

    assert len(matrix_of(legal_case, lata).columns[0].gaps) == len(column.elements)
    assert link.supports.count() == 2


def test_each_accused_has_a_list(link: EvidenceLink, legal_case: LegalCase, lata: User) -> None:
    one, other = (
        actions.add_accused(legal_case, facts=AccusedFacts("owner_or_manager", name=name), by=lata)
        for name in ("PLANTED Man", "PLANTED Woman")
    )

    actions.mark_support(link, elements=[], accused=[one], by=lata)

    listed = {each.link: each.items for each in matrix_of(legal_case, lata).accused}
    assert (listed[one], listed[other]) == ((link.item,), ())


def test_a_withdrawn_item_closes_no_gap_and_its_lawyers_open_it_no_longer(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    item = a_file(signed_in(asha), case)
    link = actions.use_evidence(legal_case, item=item, by=asha)
    accused = actions.add_accused(legal_case, facts=AccusedFacts("owner_or_manager", name="Invented"), by=lata)
    actions.mark_support(link, elements=[AGE], accused=[accused], by=lata)

    withdraw_item(item, reason="Of another case", by=asha)

    matrix = matrix_of(legal_case, lata)
    assert (matrix.rows, matrix.accused[0].items) == ((), ())
    assert way_to_read(lata, item, "what") is Way.NONE
    assert way_to_read(lata, item.own_file, "original") is Way.NONE
    certificate = reverse("prosecution:legal_evidence_certificate", args=[link.uid])
    assert signed_in(asha).get(certificate).status_code == 404


def test_an_item_removed_and_used_again_has_its_marks_back(
    link: EvidenceLink, legal_case: LegalCase, asha: User, lata: User
) -> None:
    actions.mark_support(link, elements=[AGE], accused=[], by=lata)
    actions.stop_using_evidence(link, by=asha)

    again = actions.use_evidence(legal_case, item=link.item, by=asha)

    assert matrix_of(legal_case, lata).rows[0].cells[0] != ()
    assert marked_of(again, lata)["elements"] == [AGE]


def test_a_paper_that_two_items_share_stays_open_for_the_other(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    paper = a_document(signed_in(asha), case)
    one = record_item(case, facts=ItemFacts(EvidenceItem.Kind.DOCUMENT, "x", document=paper), by=asha)
    other = a_thing(case, asha)
    # As it was before a paper was evidence only once.
    EvidenceItem.objects.filter(pk=other.pk).update(document=paper)
    other.refresh_from_db()
    link, _other = (actions.use_evidence(legal_case, item=item, by=asha) for item in (one, other))

    actions.stop_using_evidence(link, by=asha)
    assert way_to_read(lata, paper, "original") is Way.OWN

    withdraw_item(one, reason="Twice", by=asha)
    assert way_to_read(lata, paper, "original") is Way.OWN


def test_somebody_accused_elsewhere_is_refused(link: EvidenceLink, asha: User, lata: User) -> None:
    elsewhere = builders.a_legal_case(asha, builders.a_case(asha, 17), lawyer=lata)
    accused = actions.add_accused(elsewhere, facts=AccusedFacts("owner_or_manager", name="Invented"), by=lata)

    with pytest.raises(NotPossible):
        actions.mark_support(link, elements=[], accused=[accused], by=lata)


def test_what_it_shows_is_the_lawyers_alone(link: EvidenceLink, asha: User, legal_case: LegalCase) -> None:
    with pytest.raises(Refused):
        actions.mark_support(link, elements=["bns-143-4/purpose"], accused=[], by=asha)


def test_what_it_shows_lies_sealed(link: EvidenceLink, lata: User) -> None:
    actions.mark_support(link, elements=["bns-143-4/victim.age_years"], accused=[], by=lata)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM prosecution_evidencesupport")
        assert "bns-143-4" not in repr(cursor.fetchall())


def test_the_page_of_the_lawyer_has_gaps_and_no_name_and_the_companions_only_items(
    link: EvidenceLink, legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_accused(legal_case, facts=AccusedFacts("owner_or_manager", name="PLANTED Man"), by=lata)

    hers = text_of(signed_in(lata), "legal_evidence", legal_case.uid)
    companions = text_of(signed_in(asha), "legal_evidence", legal_case.uid)

    assert "No item yet for:" in hers
    assert "No lawyer has confirmed this." in hers
    assert "No item yet for:" not in companions
    for page in (hers, companions):
        assert link.item.reference in page
        assert not [word for word in ("PLANTED", "Meera", case.person.pseudonym, case.person.code) if word in page]


def test_a_companion_of_another_survivor_reads_of_no_item_of_hers(
    link: EvidenceLink, legal_case: LegalCase, ravi: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    assert link.item.reference not in text_of(signed_in(ravi), "legal_evidence", legal_case.uid)


def test_a_companion_of_another_survivor_neither_opens_nor_ends_its_use(
    link: EvidenceLink, legal_case: LegalCase, ravi: User, lata: User, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    page = reverse("prosecution:legal_evidence_certificate", args=[link.uid])
    assert signed_in(ravi).get(page).status_code == 404
    with pytest.raises(Hidden):
        actions.stop_using_evidence(link, by=ravi)


def test_it_is_used_marked_and_removed_from_its_pages(
    legal_case: LegalCase, item: EvidenceItem, asha: User, lata: User, signed_in: SignedIn
) -> None:
    send(signed_in(asha), "legal_evidence_use", legal_case.uid, item=str(item.pk))
    link = legal_case.evidence_links.get()
    marked = send(signed_in(lata), "legal_evidence_support", link.uid, elements=["bns-143-4/victim.age_years"])
    assert (marked.status_code, link.supports.count()) == (302, 1)

    asked = text_of(signed_in(lata), "legal_evidence_end", link.uid)
    link.refresh_from_db()
    assert link.ended_by is None
    assert lata.display_name in asked
    assert "it closes for nobody" not in asked.lower()
    assert "are gaps again" in asked
    assert "are gaps again" not in text_of(signed_in(asha), "legal_evidence_end", link.uid)

    send(signed_in(lata), "legal_evidence_end", link.uid)

    link.refresh_from_db()
    assert link.ended_by == lata


@pytest.mark.parametrize("page", ["legal_evidence", "legal_evidence_use", "legal_evidence_support"])
def test_the_lawyer_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    link: EvidenceLink, legal_case: LegalCase, lata: User, chand: User, signed_in: SignedIn, client: Client, page: str
) -> None:
    uid = link.uid if page == "legal_evidence_support" else legal_case.uid
    address = reverse(f"prosecution:{page}", args=[uid])

    assert [signed_in(one).get(address).status_code for one in (lata, chand)] == [200, 404]
    assert client.get(address).status_code == 302


def test_the_page_asks_a_constant_number_of_questions(
    link: EvidenceLink, legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.mark_support(link, elements=["bns-143-4/victim.age_years"], accused=[], by=lata)
    client = signed_in(lata)
    few = questions(client, "legal_evidence", legal_case.uid)
    for _number in range(3):
        other = actions.use_evidence(legal_case, item=a_thing(case, asha), by=asha)
        actions.mark_support(other, elements=["bns-143-4/victim.age_years"], accused=[], by=lata)

    assert questions(client, "legal_evidence", legal_case.uid) == few


# The certificate


def test_the_day_on_which_it_began_decides_the_law() -> None:
    def named(began: date | None) -> list[str]:
        return [one.form.id for one in certificates_for(began, "ab12", law_read())]

    assert named(date(2024, 6, 30)) == ["iea-65b-4"]
    assert named(date(2024, 7, 1)) == ["bsa-63-4"]
    assert named(None) == ["bsa-63-4", "iea-65b-4"]


def test_without_a_lawyers_name_there_are_the_facts_and_no_draft(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    item = a_file(signed_in(asha), case, device="Samsung, number 1")
    link = actions.use_evidence(legal_case, item=item, by=asha)

    page = text_of(signed_in(lata), "legal_evidence_certificate", link.uid)

    assert "No draft: a lawyer of this installation must confirm this entry of the law first." in page
    assert "Samsung, number 1" in page
    assert "solemnly state" not in page


def test_with_a_lawyers_name_there_is_a_draft_with_blanks_and_the_check_sum(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    item = a_file(signed_in(asha), case)
    link = actions.use_evidence(legal_case, item=item, by=asha)
    confirm("bsa-63-4")

    page = text_of(signed_in(lata), "legal_evidence_certificate", link.uid)

    assert "Confirmed by Adv. Test" in page
    assert page.count("solemnly state") == 2
    assert page.count("by the algorithm SHA-256. The hash report") == 1
    assert "Meera" not in page


def confirm(entry: str) -> None:
    """As `rihai law review` writes it down."""
    form = law_of().forms[entry]
    reviewed = Reviewed(entry, "form", form.digest, Decision.CONFIRMED, "Adv. Test", date(2026, 11, 1))
    add_reviewed(kept_in(), [reviewed])
    assert law_read().may_quote(form)
