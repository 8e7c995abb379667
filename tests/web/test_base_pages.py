"""The frame of every page: who is signed in, where one can go, and what a stranger, a demonstration and paper see."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils import translation

from tests.house import markup
from tests.web.test_form_templates import Elements

pytestmark = pytest.mark.urls("tests.web.test_base_pages")


def nothing(request: object) -> HttpResponse:
    return HttpResponse()


shell = (
    [path("", nothing, name="my_day"), path("offline-worker.js", nothing, name="offline_worker")],
    "web",
)
own = ([path("account/", nothing, name="me")], "accounts")
urlpatterns = [
    path("", include(own)),
    path("", include(shell)),
    path("language/", nothing, name="set_language"),
    path("sign-out/", nothing, name="account_logout"),
]


@dataclass
class Place:
    label: str
    url: str
    is_current: bool = False
    count: int = 0


@dataclass
class Somebody:
    is_authenticated: bool = True
    display_name: str = "Asha <b>"
    organisation: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(name="Navjeevan"))


ASHA = Somebody()
NAV = [Place("My day", "/", is_current=True, count=7), Place("Cases", "/cases/")]


def page(template: str = "web/base.html", **variables: object) -> str:
    context = {"user": Somebody(is_authenticated=False), "nav_items": [], "messages": [], **variables}
    return render_to_string(template, context, RequestFactory().get("/cases/?state=open"))


def test_a_member_of_staff_sees_who_she_is_and_where_she_can_go() -> None:
    html = page(user=ASHA, nav_items=NAV)

    assert "Asha &lt;b&gt;" in html
    assert "Navjeevan" in html
    assert Elements(html).one("a", href="/account/")
    assert Elements(html).one("a", href="/cases/")
    assert Elements(html).one("a", href="/", **{"aria-current": "page"})


def test_signing_out_is_a_form_and_never_a_link() -> None:
    html = page(user=ASHA, nav_items=NAV)

    assert Elements(html).one("form", action="/sign-out/")["method"] == "post"
    assert 'href="/sign-out/"' not in html


def test_a_stranger_sees_neither_navigation_nor_sign_out() -> None:
    html = page(nav_items=NAV)

    assert "/sign-out/" not in html
    assert "govuk-service-navigation" not in html


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_says_so_and_nothing_else_does(is_demo: bool) -> None:
    for template in ("web/base.html", "web/public_base.html"):
        assert ("Never enter a real person." in page(template, demo=is_demo)) is is_demo


@pytest.mark.parametrize("template", ["web/base.html", "web/public_base.html"])
def test_a_page_obeys_the_policy_and_its_parts_have_names_of_their_own(template: str) -> None:
    html = page(template, user=ASHA, nav_items=NAV, demo=True)
    ids = [attrs["id"] for _, attrs in Elements(html).found if "id" in attrs]

    assert markup.flaws(html) == []
    assert len(ids) == len(set(ids))
    assert {"main-content"} <= set(ids)


def test_htmx_leaves_no_page_in_the_browser_and_evaluates_nothing() -> None:
    config = Elements(render_to_string("web/_htmx.html")).one("meta", name="htmx-config")["content"]

    assert '"historyCacheSize": 0' in config
    assert '"allowEval": false' in config
    assert '"includeIndicatorStyles": false' in config


def test_the_public_page_has_a_way_out_and_no_htmx() -> None:
    html = page("web/public_base.html", quick_exit_url="https://weather.example/")

    assert Elements(html).one("a", href="https://weather.example/")
    assert "htmx" not in html
    assert "/sign-out/" not in html


def test_the_page_says_its_language_and_offers_the_other() -> None:
    with translation.override("hi"):
        elements = Elements(page(offers_languages=True))

    assert elements.one("html")["lang"] == "hi"
    assert elements.one("button", name="language")["value"] == "en"
    assert elements.one("form", action="/language/")["method"] == "post"
    assert elements.one("input", name="next")["value"] == "/cases/?state=open"


def test_no_language_is_offered_that_has_no_words_yet() -> None:
    assert 'name="language"' not in page(offers_languages=False)


def test_a_message_is_shown_as_an_alert_of_its_kind_and_escaped() -> None:
    html = page(messages=[Message(constants.SUCCESS, "<b>Saved</b>"), Message(constants.INFO, "Seen")])

    assert "moj-alert--success" in html
    assert "moj-alert--information" in html
    assert "&lt;b&gt;Saved" in html


def test_the_column_at_the_side_is_empty_unless_a_page_fills_it() -> None:
    # The style hides it only when nothing at all stands between the tags.
    assert '<aside class="rihai-columns__aside"></aside>' in page()
