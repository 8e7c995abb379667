"""Evidence as it is used: a file, verified; a thing, handed over with a receipt; an obstacle; what shows what."""

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page, expect

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.offences.models import EvidenceItem, Obstacle
from rihai.prosecution import actions
from tests import factories
from tests.browser.conftest import PHONE, SCREEN, NewPage
from tests.browser.watching import accessibility_problems, picture, submit
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.vault import samples

pytestmark = pytest.mark.django_db(transaction=True)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def lata(organisation: Agency) -> User:
    """In-house lawyer."""
    return factories.a_user("lata", Role.LAWYER, organisation=organisation)


def look(page: Page, name: str) -> None:
    """On a desk and on a phone."""
    for width, height in (PHONE, SCREEN):
        page.set_viewport_size({"width": width, "height": height})
        picture(page, f"evidence-{name}-{width}")
        assert not page.evaluate(TOO_WIDE), f"{name} is wider than {width}"
    assert accessibility_problems(page) == []


def choose_photo(page: Page) -> None:
    photo: FilePayload = {"name": "invented.jpg", "mimeType": "image/jpeg", "buffer": samples.photo()}
    page.set_input_files("[name=chosen]", files=[photo])
    page.select_option("[name=kind]", "picture")
    page.fill("[name=what]", "An invented photo of an invented room")


def test_from_a_photo_and_a_thing_to_the_receipt_of_the_police(visit: NewPage, asha: User, lata: User) -> None:
    case, station = builders.a_case(asha), builders.a_station()
    page = visit(asha, SCREEN)
    page.goto(reverse("offences:evidence_list", args=[case.uid]))
    look(page, "none-yet")

    page.get_by_role("link", name="Add files").click()
    choose_photo(page)
    look(page, "file-new")
    submit(page)
    page.get_by_role("link", name="Photo or video").click()
    page.get_by_role("button", name="Verify it now").click()
    expect(page.locator("aside")).to_contain_text("As it came")
    look(page, "file")

    page.goto(reverse("offences:evidence_thing", args=[case.uid]))
    page.select_option("[name=kind]", "device")
    page.fill("[name=what]", "An invented telephone")
    page.fill("[name=seal_number]", "B-12")
    page.get_by_label("A locked place of ours").check()
    page.fill("[name=words]", "Steel cupboard 2")
    look(page, "thing-new")
    submit(page)
    expect(page.locator("main")).to_contain_text("Steel cupboard 2")

    page.goto(reverse("offences:evidence_police", args=[case.uid]))
    for box in page.locator("[name=steps]").all():
        box.check()
    page.select_option("[name=agency]", str(station.uid))
    page.fill("[name=taken_by]", "Inspector Invented")
    look(page, "police")
    submit(page)
    expect(page.locator("main")).to_contain_text("Receipt for evidence")
    look(page, "receipt")

    page.goto(EvidenceItem.objects.get(kind="device").get_absolute_url())
    expect(page.locator("main")).to_contain_text("Now: Lake Road police station")
    look(page, "custody")

    legal_case = builders.a_legal_case(asha, case, lawyer=lata)
    link = actions.use_evidence(legal_case, item=EvidenceItem.objects.get(kind="picture"), by=asha)
    page.goto(reverse("prosecution:legal_evidence_certificate", args=[link.uid]))
    look(page, "certificate")


def test_a_photo_that_is_sent_twice_is_said_on_arrival_and_in_the_list(visit: NewPage, asha: User) -> None:
    case, page = builders.a_case(asha), visit(asha, PHONE)

    for _sending in range(2):
        page.goto(reverse("offences:evidence_new", args=[case.uid]))
        choose_photo(page)
        submit(page)

    expect(page.locator(".rihai-messages")).to_contain_text("is the very same file as")
    look(page, "twice")


def test_the_lawyers_matrix_an_obstacle_and_hindi(visit: NewPage, asha: User, lata: User, dolly: User) -> None:
    case = builders.a_case(asha)
    legal_case = builders.a_legal_case(asha, case, lawyer=lata)
    page = visit(asha, SCREEN)
    page.goto(reverse("offences:obstacle_of_case", args=[case.uid]))
    page.select_option("[name=kind]", "bribe")
    page.select_option("[name=bearer]", "police")
    page.fill("[name=text]", "Invented words of an invented officer")
    look(page, "obstacle-new")
    submit(page)
    obstacle = Obstacle.objects.get()
    expect(page.locator("main")).to_contain_text("Invented words of an invented officer")
    look(page, "obstacle")
    page.goto(reverse("offences:obstacle_list"))
    expect(page.locator("main")).to_contain_text(obstacle.reference)
    expect(page.locator("main")).not_to_contain_text("Invented words of an invented officer")
    look(page, "obstacles")
    item = a_thing(case, asha)
    actions.use_evidence(legal_case, item=item, by=asha)

    hers = visit(lata, SCREEN)
    hers.goto(reverse("prosecution:legal_evidence", args=[legal_case.uid]))
    gaps = hers.locator("main .rihai-panel li")
    before = gaps.count()
    hers.get_by_role("link", name="What it shows").click()
    hers.locator("[name=elements]").first.check()
    look(hers, "shows")
    submit(hers)
    expect(hers.locator("main table")).to_contain_text(item.reference)
    expect(gaps).to_have_count(before - 1)
    look(hers, "matrix")

    whole = visit(dolly, SCREEN)
    whole.goto(reverse("offences:obstacle_figures"))
    expect(whole.locator("main table")).to_contain_text("hidden")
    expect(whole.locator("main")).not_to_contain_text(obstacle.reference)
    look(whole, "figures")

    User.objects.update(language="hi")
    in_hindi = visit(asha, SCREEN)
    for name, address in (
        ("hindi-list", reverse("offences:evidence_list", args=[case.uid])),
        ("hindi-item", item.get_absolute_url()),
        ("hindi-obstacle", obstacle.get_absolute_url()),
    ):
        in_hindi.goto(address)
        look(in_hindi, name)
        assert in_hindi.locator("html").get_attribute("lang") == "hi"
