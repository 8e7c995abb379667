"""The bar on every paper: our own rule, the provisions with what they rest on, and only confirmed ones in files."""

from django.template import Context, Template
from django.urls import reverse

from rihai.accounts.models import User
from rihai.law.sourcing import NOT_CONFIRMED
from rihai.offences.identity_law import PROVISIONS, identity_provisions, identity_rule, identity_text
from tests.conftest import SignedIn

BAR = '{% include "components/identity_law.html" only %}'


def test_the_bar_names_each_provision_with_what_it_rests_on() -> None:
    told = Template(BAR).render(Context())

    assert identity_rule() in told
    for provision, sourcing in identity_provisions():
        assert provision.name in told
        assert NOT_CONFIRMED in sourcing.words
    assert "No lawyer has confirmed this." in told
    assert len(identity_provisions()) == len(PROVISIONS)


def test_a_file_names_no_provision_that_no_lawyer_has_confirmed() -> None:
    assert identity_text() == identity_rule()


def test_every_page_for_the_staff_prints_the_bar(asha: User, signed_in: SignedIn) -> None:
    page = signed_in(asha).get(reverse("duties:calendar")).content.decode()

    assert "data-identity-law" in page
    assert "rihai-print-only" in page


def test_the_calendar_file_says_that_codes_are_not_passed_on(asha: User, signed_in: SignedIn) -> None:
    text = signed_in(asha).get(reverse("duties:calendar_file")).content.decode()

    assert "Nobody may publish or pass on whom they stand for." in text.replace("\r\n ", "")
