"""Papers to be filed: whole from confirmed law or not at all, without her name, and with nothing smuggled in."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from rihai.access.drafts.models import Draft
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.cases.models import Case
from rihai.law.confirmations import Reviewed, add_reviewed
from rihai.law.loading import law_of
from rihai.law.sourcing import Decision
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.documents.paper_file import IDENTITY, MUST_READ
from rihai.prosecution.documents.papers import DraftFacts, load_papers
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.facts.facts import RefusalFacts
from rihai.prosecution.law.law_read import kept_in
from rihai.prosecution.models import ClaimWish, LegalCase, LegalPart, Refusal, SectionDecision
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.claiming import a_claim, a_wish
from tests.prosecution.test_checks import FACTS
from tests.prosecution.test_detentions import Wish, kept
from tests.prosecution.test_petitions import a_closure
from tests.prosecution.test_refusals import refuse

LAW = law_of()
LETTER = load_papers()["refusal_letter"]
NAME = "Meera Testwali"


@pytest.fixture(autouse=True)
def no_file_of_another_test() -> Iterator[None]:
    yield
    kept_in().unlink(missing_ok=True)


@pytest.fixture
def legal_case(asha: User, lata: User, case: Case) -> LegalCase:
    """Registered on a known day, so that its procedure code is known too."""
    return builders.a_legal_case(asha, case, lawyer=lata, filed_on=date(2026, 11, 2))


@pytest.fixture
def refused(asha: User, lata: User) -> LegalCase:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, station=builders.a_station())
    facts = RefusalFacts(date(2026, 11, 2), Refusal.Ground.LATER, Refusal.Officer.DUTY, "")
    actions.record_refusal(legal_case, facts=facts, by=asha)
    return legal_case


def confirm(told: Iterable[str], *, is_demonstration: bool = False) -> None:
    for one in told:
        entry = LAW.entry(one)
        assert entry is not None
        kind, day = one.split()[0], date(2026, 11, 20)
        add_reviewed(
            kept_in(),
            [Reviewed(entry.id, kind, entry.digest, Decision.CONFIRMED, "Adv. Rao", day, "", is_demonstration)],
        )


def make(legal_case: LegalCase, by: User, paper: str = "refusal_letter", **facts: object) -> bytes:
    survivor = facts.get("survivor") or legal_case.survivors.get()
    told = {"text": "She was taken on 1 June.", **facts, "survivor": survivor}
    return actions.make_paper(legal_case, paper=load_papers()[paper], facts=DraftFacts(**told), by=by)  # type: ignore[arg-type]


def words(file: bytes) -> str:
    document = Document(BytesIO(file))
    return "\n".join(one.text for one in document.paragraphs)


def parts(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(file)) as whole:
        return {name: whole.read(name).decode("utf-8", "replace") for name in whole.namelist()}


def test_no_paper_is_made_before_a_lawyer_confirmed_all_of_it(refused: LegalCase, asha: User) -> None:
    for number in range(len(LETTER.needs)):
        kept_in().unlink(missing_ok=True)
        confirm(LETTER.needs[:number] + LETTER.needs[number + 1 :])
        with pytest.raises(NotPossible, match=in_words([LETTER.needs[number]], LAW)[0]):
            make(refused, asha)


def test_an_invented_lawyer_makes_no_paper_outside_a_demonstration(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs, is_demonstration=True)

    with pytest.raises(NotPossible):
        make(refused, asha)


def test_the_letter_says_what_happened_what_the_law_says_and_who_confirmed_it(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs)

    text = words(make(refused, asha))

    assert "On ________________ information of an offence against the victim in FIR 0123/2026 was given" in text
    assert "On 02.11.2026 it was not registered." in text
    assert "Told to come later" in text
    assert "She was taken on 1 June." in text
    assert "BNSS 173(4)" in text
    assert "confirmed by Adv. Rao on 2026-11-20" in text


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        ("refusal_letter", "No refusal"),
        ("protest_petition", "No closure report"),
        ("compensation", "the survivor's wish"),
        ("custody", "not surely an adult"),
    ],
)
def test_no_paper_states_what_nobody_has_written_down(legal_case: LegalCase, lata: User, paper: str, says: str) -> None:
    confirm(load_papers()[paper].needs)

    with pytest.raises(NotPossible, match=says):
        make(legal_case, lata, paper)


@pytest.mark.parametrize("wish", [ClaimWish.Wish.NO, ClaimWish.Wish.LATER])
def test_compensation_is_not_asked_for_against_the_wish(
    legal_case: LegalCase, asha: User, wish: ClaimWish.Wish
) -> None:
    confirm(load_papers()["compensation"].needs)
    a_claim(asha, legal_case.survivors.get().case, wish=a_wish(asha, wish))

    with pytest.raises(NotPossible, match="wish"):
        make(legal_case, asha, "compensation")


def test_release_is_asked_for_an_adult_who_said_that_she_wishes_to_leave(asha: User, lata: User) -> None:
    confirm(load_papers()["custody"].needs)
    legal_case = builders.a_legal_case(asha, builders.a_case(asha, 24), lawyer=lata)
    kept(legal_case, asha, Wish.STAY)
    with pytest.raises(NotPossible, match="No custody against"):
        make(legal_case, lata, "custody")

    kept(legal_case, asha, Wish.LEAVE)

    assert "Order her release." in words(make(legal_case, lata, "custody"))


def test_every_page_says_that_a_lawyer_reads_it_and_that_nobody_is_named(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs)

    section = Document(BytesIO(make(refused, asha))).sections[0]

    for place in (section.header, section.footer):
        said = place.paragraphs[0].text
        assert MUST_READ in said
        assert IDENTITY in said


def test_her_name_is_nowhere_in_the_file_and_a_line_is_left_for_the_hand(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    confirm(load_papers()["compensation"].needs)
    a_claim(asha, legal_case.survivors.get().case)
    person = legal_case.survivors.get().case.person

    pseudonym = make(legal_case, asha, "compensation")
    blank = make(legal_case, lata, "compensation", leaves_name_blank=True)

    assert 'made for the victim in FIR 0123/2026 under "' in words(pseudonym)
    assert "with a copy of the FIR 0123/2026 of 02.11.2026." in words(pseudonym)
    assert "This application is made for ________________" in words(blank)
    for file in (pseudonym, blank):
        private = (NAME, "Testwali", person.pseudonym, person.code, legal_case.reference)
        assert not [name for name, text in parts(file).items() if any(one in text for one in private)]


def test_whoever_accompanies_another_survivor_makes_no_paper_of_her(refused: LegalCase, lata: User, ravi: User) -> None:
    actions.add_part(refused, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    with pytest.raises(Hidden):
        make(refused, ravi)


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }} {% for x in y %} ${number} $number",
        "<w:p><w:r><w:t>x</w:t></w:r></w:p> & ]]>",
        "a\x00b\x0bc\x1fd\ufffe e\u202ef",
        '=HYPERLINK("http://x") DDEAUTO c:\\cmd',
        "first\nsecond",
    ],
)
def test_what_is_typed_stays_text(refused: LegalCase, asha: User, typed: str) -> None:
    confirm(LETTER.needs)

    file = make(refused, asha, text=typed, addressee=typed)

    text, xml = words(file), parts(file)["word/document.xml"]
    assert "49" not in text
    for visible in typed.split("\n"):
        if visible.isprintable():
            assert visible in text
    assert "<w:instrText" not in xml
    assert "<w:fldSimple" not in xml
    assert "w:hyperlink" not in xml
    assert not any(sign in xml for sign in "\x00\x0b\x1f\u202e")


def test_making_one_is_an_act_in_the_trail_and_the_file_keeps_no_author(refused: LegalCase, asha: User) -> None:
    confirm(LETTER.needs)

    file = make(refused, asha)

    assert AuditEvent.objects.filter(verb="legal.paper_made", subject_uid=refused.pk).count() == 1
    assert "Asha" not in parts(file)["docProps/core.xml"]


def test_only_her_lawyers_make_what_rests_on_their_findings(legal_case: LegalCase, asha: User, lata: User) -> None:
    confirm(load_papers()["protest_petition"].needs)
    a_closure(legal_case, asha)

    with pytest.raises(Refused):
        make(legal_case, asha, "protest_petition")

    assert "Not accept the final report." in words(make(legal_case, lata, "protest_petition"))


def test_an_application_names_the_sections_that_were_decided_and_confirmed(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), filed_on=date(2026, 11, 2))
    check = actions.check_sections(legal_case, facts=FACTS, by=lata)
    client, application = signed_in(lata), reverse("prosecution:paper_new", args=[legal_case.uid, "add_sections"])
    assert application not in text_of(client, "check_detail", check.uid)
    actions.decide_section(check, section="bns-143-4", choice=SectionDecision.Choice.ADD, reason="bought", by=lata)
    assert application in text_of(client, "check_detail", check.uid)
    confirm(load_papers()["add_sections"].needs)

    unconfirmed = text_of(client, "paper_new", legal_case.uid, "add_sections")
    with pytest.raises(NotPossible, match=r"BNS 2023 s\. 143\(4\)"):
        make(legal_case, lata, "add_sections", sections=("bns-143-4",))
    confirm(["provision bns-143-4"])

    assert "BNS 2023 s. 143(4)" in words(make(legal_case, lata, "add_sections", sections=("bns-143-4",)))
    assert "no lawyer has confirmed what it says" in unconfirmed
    assert 'value="bns-143-4" checked' not in " ".join(unconfirmed.split())
    page = text_of(client, "paper_new", legal_case.uid, "add_sections")
    assert reverse("prosecution:check_filed", args=[check.uid]) in page
    assert "BNS 2023 s. 143(4)" in page
    assert "itpa-6" not in page


def test_the_page_says_what_it_waits_for_and_offers_no_form(
    refused: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    page = text_of(client, "paper_new", refused.uid, "refusal_letter")

    assert "This paper cannot be made yet" in page
    assert "FIR refused" in page
    assert "remedy fir-refused" not in page
    assert "<textarea" not in page
    assert "No lawyer has confirmed:" in text_of(client, "paper_list", refused.uid)


def test_the_draft_comes_as_a_file_without_a_name_in_its_name(
    refused: LegalCase, asha: User, chand: User, signed_in: SignedIn
) -> None:
    confirm(LETTER.needs)
    survivor = str(refused.survivors.get().uid)
    typed = {"addressee": "The Superintendent of Police", "survivor": survivor, "text": "She was taken."}

    answer = send(signed_in(asha), "paper_new", refused.uid, "refusal_letter", **typed)
    empty = send(signed_in(asha), "paper_new", refused.uid, "refusal_letter", **{**typed, "text": ""})

    assert answer["Content-Disposition"] == 'attachment; filename="refusal_letter.docx"'
    assert "She was taken." in words(answer.content)
    assert empty.status_code == 422
    address = reverse("prosecution:paper_new", args=[refused.uid, "refusal_letter"])
    assert signed_in(chand).get(address).status_code == 404
    assert signed_in(asha).get(reverse("prosecution:paper_new", args=[refused.uid, "other"])).status_code == 404


def test_what_was_typed_is_a_sealed_draft_of_this_paper_alone(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    confirm([*load_papers()["protest_petition"].needs, *load_papers()["custody"].needs])
    client, typed = signed_in(lata), {"text": "PLANTED half a page", "draft": "save"}

    saved = client.post(reverse("prosecution:paper_new", args=[legal_case.uid, "protest_petition"]), typed)

    assert saved.status_code == 200
    assert "PLANTED half a page" in saved.content.decode()
    assert "data-draft-waits" in text_of(client, "paper_new", legal_case.uid, "protest_petition")
    assert "data-draft-waits" not in text_of(client, "paper_new", legal_case.uid, "custody")
    assert "PLANTED" not in str(Draft.objects.values_list().get())


def test_the_list_says_beforehand_what_the_record_lacks_and_no_longer_when_it_is_there(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)
    client = signed_in(lata)

    before = text_of(client, "paper_list", legal_case.uid)
    refuse(legal_case, asha)
    after = text_of(client, "paper_list", legal_case.uid)

    assert "No refusal is on record." in before
    assert "not surely an adult" in before
    assert "No refusal is on record." not in after
    with pytest.raises(NotPossible, match="not surely an adult"):
        make(legal_case, lata, "custody")
