"""Passkeys in a real browser with a virtual authenticator, under the real content policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from tests.browser.conftest import NewPage
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page: Page) -> Page:
    """A telephone that has recognised its owner, as the browser sees it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def test_a_passkey_is_enrolled_and_then_opens_the_door_alone(visit: NewPage, asha: User) -> None:
    page = with_authenticator(visit())
    page.goto(reverse("account_login"))
    page.fill("[name=login]", asha.username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # The password alone leads no further than to the setting up of a second factor.
    page.wait_for_url("**" + reverse("accounts:second_factor"))
    page.goto(reverse("mfa_add_webauthn"))
    page.fill("[name=name]", "My telephone")
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url(lambda url: reverse("mfa_add_webauthn") not in url)
    page.goto(reverse("web:my_day"))
    expect(page.locator("h1")).to_have_text("My day")

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(reverse("web:my_day"))
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.locator("h1")).to_have_text("My day")
    assert AuditEvent.objects.filter(verb="account.signed_in", actor_uid=asha.uid).exists()
