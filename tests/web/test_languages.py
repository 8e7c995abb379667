"""Every page in another language: nothing stays English, the language is hers, numbers and dates are written so."""

import contextlib
import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from rihai.accounts.models import Desk, User
from rihai.directory.models import Agency
from rihai.law.loading import law_of
from rihai.lib.pseudonyms import load_pseudonyms
from tests.cases import builders as cases
from tests.conftest import SignedIn
from tests.house import source
from tests.house.addresses import addresses
from tests.intake import builders as intake
from tests.languages import pseudo
from tests.rescue import builders as rescue

pytestmark = pytest.mark.django_db
OK = 200
COOKIE = settings.LANGUAGE_COOKIE_NAME
# What the builders of records type, kinds of records in the trail, and dates in a language without formats of its own.
TYPED = """
    Rani Test Name, In by the back door, She was told of work in a shop and does not answer, invented for tests,
    Seen at the market, user, Hill District, ido, Rihai
"""
DATE = re.compile(r"[A-Z][a-z]{2,4}\.? \d{1,2}, \d{4}(, [\d:]+ [ap]\.m\.)?|[\d:]+ [ap]\.m\.")


def known_words() -> set[str]:
    """What stands in records: names of people, bodies and desks, and what the builders type."""
    texts = [*User.objects.values_list("display_name", flat=True), *User.objects.values_list("username", flat=True)]
    # Schemes are called as the law calls them; their names enter a language through a lawyer alone.
    texts += [one.name for one in law_of().schemes.values()]
    texts += [*Agency.objects.values_list("name", flat=True), *Desk.objects.values_list("name", flat=True)]
    return set(re.findall(r"[^\W\d_]{2,}", " ".join([*texts, *load_pseudonyms("rihai.people"), TYPED])))


def stays_english(client: Client, paths: list[str]) -> Iterator[str]:
    known = known_words()
    for path in paths:
        response = client.get(path)
        if response.status_code == OK and "text/html" in response.headers.get("Content-Type", ""):
            for words in pseudo.untranslated(response.text):
                if not set(re.findall(r"[^\W\d_]{2,}", DATE.sub("", words))) <= known:
                    yield f"{path}: {words}"


@pytest.fixture
def pseudo_language(db: None, cast: dict[str, User], tmp_path: Path) -> Iterator[None]:
    User.objects.update(language=pseudo.CODE)
    with pseudo.spoken(tmp_path):
        yield


@pytest.mark.parametrize("name", ["dolly", "asha", "kiran", "admin"])
def test_no_page_of_its_own_has_a_word_that_is_not_translated(
    pseudo_language: None, signed_in: SignedIn, cast: dict[str, User], name: str
) -> None:
    paths = [address.path for address in addresses() if not address.has_arguments]

    left = sorted(set(stays_english(signed_in(cast[name]), paths)))

    assert not left, source.report(left, "Translate it; if it is data, say so in TYPED.")


def paths_of(prefix: str, record: Any) -> list[str]:
    """Every page of one record."""
    found = []
    for address in addresses():
        if address.name.startswith(prefix) and address.has_arguments:
            with contextlib.suppress(NoReverseMatch):
                found.append(reverse(address.name, args=[record.pk]))
    return found


def test_no_page_of_a_record_has_a_word_that_is_not_translated(
    pseudo_language: None, signed_in: SignedIn, kiran: User, asha: User, ravi: User
) -> None:
    inquiry = rescue.an_inquiry(kiran, ravi)
    operation = rescue.an_operation(kiran, ravi, inquiry=inquiry)
    unit = rescue.told(operation, rescue.a_unit(), kiran)
    case = cases.a_case(asha)
    pages = [
        *paths_of("intake:", intake.an_alert(asha, "Rani Test")),
        *paths_of("rescue:inquiry", inquiry),
        *paths_of("rescue:lead_new", inquiry),
        *paths_of("rescue:decoy", inquiry),
        *paths_of("rescue:lead_judge", rescue.a_lead(inquiry, kiran)),
        *paths_of("rescue:operation", operation),
        *paths_of("rescue:operation_unit", unit),
        *paths_of("cases:case", case),
        *paths_of("cases:document", case),
        *paths_of("people:", case.person),
        *paths_of("directory:agency", rescue.a_unit()),
    ]

    left = {one for user in (kiran, asha) for one in stays_english(signed_in(user), pages)}

    assert len(pages) > 40
    assert not left, source.report(sorted(left), "Translate it; if it is data, say so in TYPED.")


def test_the_search_for_english_can_tell() -> None:
    page = '<html lang="io"><p>⟦Saved by ⟦her⟧⟧ plain</p><img alt="Door"><code>a.b</code><b lang="en">Quoted</b></html>'

    assert pseudo.untranslated(page) == ["plain", "Door"]


def test_her_language_follows_her_to_another_browser(signed_in: SignedIn, asha: User) -> None:
    first = signed_in(asha)
    first.post(reverse("set_language"), {"language": "hi", "next": "/"})

    page = signed_in(asha).get("/").text

    assert '<html lang="hi"' in page
    assert "मेरा दिन" in page


def test_a_browser_left_in_another_language_does_not_decide_for_her(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    client.cookies[COOKIE] = "hi"

    response = client.get("/")

    assert '<html lang="en"' in response.text
    assert response.cookies[COOKIE].value == "en"


def test_an_error_page_speaks_her_language_too(signed_in: SignedIn, asha: User) -> None:
    User.objects.filter(pk=asha.pk).update(language="hi")
    client = signed_in(asha)
    client.get("/")

    page = client.get("/no/such/page/").text

    assert "ऐसा कोई पेज नहीं है" in page


@pytest.mark.parametrize("path", ["/no/such/page/", "/alerts/00000000-0000-0000-0000-000000000000/"])
def test_an_error_page_does_not_ask_the_browser_which_language_is_hers(
    signed_in: SignedIn, asha: User, path: str
) -> None:
    User.objects.filter(pk=asha.pk).update(language="hi")
    client = signed_in(asha)
    client.cookies[COOKIE] = "en"

    answer = client.get(path)

    assert answer.status_code == 404
    assert '<html lang="hi"' in answer.text
    assert "ऐसा कोई पेज नहीं है" in answer.text


def test_a_language_that_is_offered_no_more_leaves_her_with_english(signed_in: SignedIn, asha: User) -> None:
    User.objects.filter(pk=asha.pk).update(language="bn")

    page = signed_in(asha).get("/").text

    assert '<html lang="en"' in page


def test_the_switch_stands_on_every_page_written_in_its_own_language(client: Client) -> None:
    page = client.get(reverse("account_login")).text

    assert re.search(r'<button[^>]*value="hi" lang="hi"[^>]*>हिंदी</button>', page)


def test_the_footer_says_in_both_languages_that_nobody_has_reviewed_it(client: Client) -> None:
    client.cookies[COOKIE] = "hi"

    page = client.get(reverse("account_login")).text

    assert gettext("This translation has not yet been reviewed by a native speaker.") in page
    assert '<span lang="en">This translation has not yet been reviewed by a native speaker.</span>' in page
    assert "मातृभाषी ने नहीं जाँचा" in page


def test_english_has_nothing_to_be_reviewed(client: Client) -> None:
    assert "native speaker" not in client.get(reverse("account_login")).text


def test_dates_and_spans_are_written_as_hindi_writes_them() -> None:
    day = datetime.datetime(2026, 11, 21, 14, 5, tzinfo=datetime.UTC)

    with translation.override("hi"):
        assert date_format(day, "DATE_FORMAT") == "21 नवंबर 2026"
        assert date_format(day, "DATETIME_FORMAT").startswith("21 नवंबर 2026, ")
        assert timesince(day - datetime.timedelta(hours=26), day) == "1\u00a0दिन, 2\u00a0घंटे"


@pytest.mark.parametrize("language", ["en", "hi"])
def test_figures_are_grouped_in_lakh_with_latin_digits(language: str) -> None:
    template = Template('{% include "components/stat.html" with figure=1234567 label="x" only %}')

    with translation.override(language):
        assert "12,34,567" in template.render(Context())


@pytest.mark.parametrize(("number", "words"), [(0, "0 प्रविष्टि"), (1, "1 प्रविष्टि"), (2, "2 प्रविष्टियाँ")])
def test_nothing_and_one_are_singular_in_hindi(number: int, words: str) -> None:
    with translation.override("hi"):
        text = ngettext("%(number)s entry", "%(number)s entries", number) % {"number": number}

    assert text == words
