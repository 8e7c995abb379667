"""Which law a page shows: of the right country, by the code of its day, in words that stay."""

import re
from datetime import date
from pathlib import Path
from types import MappingProxyType

import polib
import pytest

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.law.loading import law_of
from rihai.lib.codelists import load_list
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import StepFacts
from rihai.prosecution.law.ladder import load_rungs, rung
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.models import AccusedLink, LegalCase, RefusalStep
from rihai.prosecution.owing.reminders import DEFAULT_BAIL
from rihai.prosecution.selectors.check import check_page
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.test_accused import accuse, remanded
from tests.prosecution.test_refusals import refuse


def test_a_remand_before_the_new_code_is_shown_by_the_code_of_its_day(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    remanded(accuse(legal_case, asha), asha, date(2024, 5, 1))

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    assert "CrPC 167(2)(a)(ii)" in page
    assert "BNSS 187" not in page


@pytest.mark.parametrize("country", ["NP", "Nepal", "Bangladesh", "Oman"])
def test_where_the_law_is_not_written_out_indian_law_never_stands_in(
    legal_case: LegalCase, asha: User, lata: User, organisation: Agency, signed_in: SignedIn, country: str
) -> None:
    organisation.country = country
    organisation.save()
    legal_case = LegalCase.objects.get(pk=legal_case.pk)

    remanded(accuse(legal_case, asha), asha, date(2026, 10, 1))

    assert not Duty.objects.filter(rule=DEFAULT_BAIL).exists()
    with pytest.raises(NotPossible, match="Indian law does not count"):
        actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    page = text_of(signed_in(lata), "legal_case_detail", legal_case.uid)
    assert "is not written out here yet" in page
    assert not any(words in page for words in ("BNSS", "Default bail", "Check the sections"))


def test_after_a_refusal_in_another_country_no_indian_step_is_named(
    asha: User, lata: User, organisation: Agency, signed_in: SignedIn
) -> None:
    organisation.country = "Nepal"
    organisation.save()
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)

    refuse(legal_case, asha)

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "Refused on" in page
    assert not any(words in page for words in ("Superintendent", "BNSS", "Every step of the ladder"))


def test_the_law_of_the_station_counts_before_that_of_the_house(legal_case: LegalCase, organisation: Agency) -> None:
    organisation.country = "Nepal"
    organisation.save()
    station = builders.a_station()
    Agency.objects.filter(pk=station.pk).update(country="", state="Maharashtra")

    LegalCase.objects.filter(pk=legal_case.pk).update(station=station)

    assert has_law(LegalCase.objects.get(pk=legal_case.pk))


def test_a_check_reads_the_same_when_the_vocabulary_has_changed(
    legal_case: LegalCase, lata: User, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15, "victim.sex": "female"}, by=lata)
    client = signed_in(lata)
    facts = check_page(check, lata).facts

    monkeypatch.setattr("rihai.prosecution.law.fact_words.law_of", lambda: law_of("nepal"))
    monkeypatch.setitem(vars(law_of("nepal")), "vocabulary", MappingProxyType({}))

    assert check_page(check, lata).facts == facts
    assert "15" in text_of(client, "check_detail", check.uid)


def test_a_section_that_left_the_data_can_still_be_decided_on(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    check = actions.check_sections(legal_case, facts={"victim.age_years": 15}, by=lata)
    findings = read((check, ("findings",)), by=lata, why=OwnWork())(check).findings
    findings["open"] = [{**findings["open"][0], "id": "bns-999", "name": "BNS 2023 s. 999"}]
    check.findings = findings
    check.save()

    page = text_of(signed_in(lata), "check_decide", check.uid, "bns-999")

    assert "BNS 2023 s. 999" in page


def test_a_code_that_left_its_list_is_shown_as_the_code(
    asha: User, lata: User, signed_in: SignedIn, legal_case: LegalCase
) -> None:
    refused = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED, number="9/2026")
    step = StepFacts(rung="magistrate", agency=None, on=date(2026, 11, 3), text="")
    actions.take_step(refuse(refused, asha), facts=step, by=asha)
    RefusalStep.objects.update(rung="ombudsman")
    link = accuse(refused, asha)
    AccusedLink.objects.filter(pk=link.pk).update(role="carrier_of_old")

    page = text_of(signed_in(asha), "legal_case_detail", refused.uid)

    assert "ombudsman" in page
    assert "carrier_of_old" in page


def test_the_high_court_rung_shows_no_provision_of_the_magistrate() -> None:
    assert "art. 226" in rung("high_court").provision
    assert "BNSS" in rung("magistrate").provision
    assert rung("magistrate").provision not in rung("high_court").provision


def test_the_ladder_has_a_commission_for_every_survivor() -> None:
    assert "human_rights_commission" in rung("commission").addressed_to


# Words of the law, which only an entry with its standing may say.
LEGAL = re.compile(
    r"right to|entitled|without paying|names no period|may order|\bshall\b|affidavit|\bwrit\b|nobody may be kept"
)


def test_the_ladder_and_the_duties_of_a_legal_case_state_no_law() -> None:
    told = [str(one.what_to_do) for one in load_rungs()]
    told += [one.hint for one in load_list("rihai.duties", "rules.yaml", "rules") if one.code.startswith("legal.")]

    assert [one for one in told if LEGAL.search(one)] == []


@pytest.mark.parametrize("status", [LegalStatus.REGISTERED, LegalStatus.CLOSURE])
def test_what_comes_next_states_no_law_beside_its_entries(
    asha: User, lata: User, signed_in: SignedIn, status: LegalStatus
) -> None:
    lawyer = lata if status == LegalStatus.CLOSURE else None
    legal_case = builders.a_legal_case(asha, lawyer=lawyer, status=status, number="77/2026")

    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)

    spoken = re.sub(
        r'<(p|ul)[^>]*lang="en".*?</\1>', "", page.partition("What comes next")[2].partition("</section>")[0]
    )
    assert not LEGAL.search(spoken)


# An Act or code with a number behind it.
SECTION = re.compile(
    r"\b(?:BNSS?|BSA|IPC|CrPC|ITPA|POCSO|JJ(?: Act)?|Act(?: \d{4})?|[Ss]ections?|[Aa]rticles?)[ ,]+(?:s\. ?)?\d"
)
OURS = ("prosecution", "rescue", "offences")


@pytest.mark.parametrize("package", OURS)
def test_no_text_of_our_own_names_a_section(package: str) -> None:
    """What a section says only an entry of the data may say, with its standing. How a section is typed is shown.

    Files of data name what a row rests on under `sources`; what is shown of them stands in the catalogue.
    """
    folder = Path("rihai") / package
    catalogue = polib.pofile(str(folder / "locale/hi/LC_MESSAGES/django.po"))
    told = [one.msgid for one in catalogue if one.msgctxt != "fact" and not one.obsolete]
    # Papers to be filed are in the language of the courts alone.
    told += (Path("rihai/prosecution/data/documents.yaml").read_text(encoding="utf-8")).splitlines()

    assert [one for one in told if SECTION.search(one) and "or example" not in one] == []
    assert SECTION.search("Custody for the time of the inquiry, ITPA 17(3)")
