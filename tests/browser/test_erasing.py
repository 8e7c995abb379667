"""Erasing a person on the screen: asked on a phone, decided at a desk."""

import pytest

from rihai.accounts.models import User
from rihai.cases.erasing.models import Erasure
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.test_alerts_and_cases import look
from tests.cases.builders import WISH, a_case
from tests.prosecution import builders as legal
from tests.web.erasing import close

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_is_erased_by_two(visit: NewPage, asha: User, bina: User, dolly: User) -> None:
    case = a_case(asha, wish=WISH)
    legal.a_legal_case(asha, case)
    close(case, asha, bina)
    page, second = visit(asha, PHONE), visit(dolly, SCREEN)

    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Erase this person").click()
    look(page, "erasing-ask", PHONE)
    page.get_by_label("The person wishes it").check()
    page.get_by_role("button", name="Ask a second person").click()
    page.get_by_text("Asked. A second person decides.").wait_for()
    look(page, "erasing-asked", PHONE)
    second.goto(f"/erasing/{Erasure.objects.get().pk}/decide/")
    second.get_by_label("Erase it for good").check()
    second.get_by_label("Code of the person").fill(case.person.code)
    look(second, "erasing-decide", SCREEN)
    second.get_by_role("button", name="Decide").click()
    second.get_by_text("Erased for good").wait_for()
    look(second, "erasing-done", SCREEN)
    page.goto(case.get_absolute_url())
    look(page, "erasing-case", PHONE)
