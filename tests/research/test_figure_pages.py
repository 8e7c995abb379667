"""The pages of figures: who sees what, what they explain, and what goes into a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.research import actions
from rihai.research.definitions import indicators
from rihai.research.exports import Row, as_csv, codebook
from rihai.research.models import Figure
from tests import factories
from tests.conftest import SignedIn
from tests.house import markup
from tests.pages import Pages
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, travel
from tests.research.test_publishing import carried_out, defined, proposed, released

pytestmark = pytest.mark.django_db
send = Pages("research").send
IMPACT = reverse("research:impact")
INDICATORS = reverse("research:indicator_list")
FILE = reverse("research:figures_csv")
PRINTED_ONLY = '<span class="rihai-print-only">hidden</span>'


@pytest.fixture
def stranger(other_organisation: Agency) -> User:
    """The director of another organisation."""
    return factories.a_user("stranger", Role.DIRECTOR, organisation=other_organisation)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_the_entitled_see_exact_counts_whose_paper_hides_them(signed_in: SignedIn, dolly: User, kiran: User) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    page = signed_in(dolly).get(IMPACT).text

    assert f'<span class="rihai-no-print">1</span>{PRINTED_ONLY}' in page
    assert "that you opened them is recorded" in page
    assert '"is_exact":true' in AuditEvent.objects.get(verb="report.opened").facts


def test_everybody_else_sees_what_may_be_passed_on(signed_in: SignedIn, data_officer: User, kiran: User) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    page = signed_in(data_officer).get(IMPACT).text

    assert '<span class="rihai-print-only">' not in page
    assert '<div class="rihai-print-only">' not in page
    assert page.count("hidden") > 10
    assert ">1<" not in page
    assert "It never means zero" in page
    assert '"is_exact":false' in AuditEvent.objects.get(verb="report.opened").facts


def test_whoever_is_not_entitled_is_not_told_that_there_is_nothing(signed_in: SignedIn, data_officer: User) -> None:
    page = signed_in(data_officer).get(IMPACT).text

    assert "Nothing was recorded" not in page
    assert "hidden" in page


def test_an_earlier_day_shows_what_was_known_then_beside_what_is_known_today(
    signed_in: SignedIn, dolly: User, kiran: User
) -> None:
    with travel(MONDAY):
        carried_out(kiran, 12)
    with travel(TUESDAY):
        carried_out(kiran, 11)
        page = signed_in(dolly).get(IMPACT, {"as_of": MONDAY.date().isoformat()}).text

    table = page[page.index("Known today about that time</th>") :]
    assert table.index(">12</td>") < table.index(">23</td>")
    assert "Nothing that was recorded later changes it" in page
    assert "It changes as we learn more" in page


def test_two_answers_that_differ_by_a_few_are_not_both_printed(signed_in: SignedIn, dolly: User, kiran: User) -> None:
    with travel(MONDAY):
        carried_out(kiran, 12)
    with travel(TUESDAY):
        carried_out(kiran, 2)
        page = signed_in(dolly).get(IMPACT, {"as_of": MONDAY.date().isoformat()}).text

    assert f'<span class="rihai-no-print">14</span>{PRINTED_ONLY}' in page


def test_every_indicator_stands_with_its_definition_and_its_base(signed_in: SignedIn, dolly: User, kiran: User) -> None:
    carried_out(kiran, 12)

    page = " ".join(signed_in(dolly).get(INDICATORS).text.split())

    for one in indicators():
        assert str(one.title) in page
        assert str(one.does_not_count).replace('"', "&quot;").replace("'", "&#x27;") in page
    assert "n = 12 operations" in page


def test_how_we_count_is_made_from_the_definitions(signed_in: SignedIn, data_officer: User) -> None:
    page = " ".join(signed_in(data_officer).get(reverse("research:how_we_count")).text.split())

    for one in indicators():
        assert f'id="{one.code}"' in page
    for column in codebook():
        assert f"<code>{column.name}</code>" in page
    assert 'id="hidden"' in page
    assert markup.flaws(page) == []


def test_the_file_hides_small_counts_even_for_the_entitled(signed_in: SignedIn, dolly: User, kiran: User) -> None:
    carried_out(kiran, 12)
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    answer = signed_in(dolly).get(FILE)

    found = {(row["table"], row["group"]): row for row in rows(answer.content.decode())}
    assert answer["Content-Disposition"].startswith("attachment")
    assert found["indicators", "operations"]["value"] == "13"
    assert found["indicators", "people_located"]["value"] == ""
    assert found["indicators", "people_located"]["is_hidden"] == "yes"
    assert found["by_outcome", "total"]["value"] == ""
    assert AuditEvent.objects.filter(verb="figures.exported", facts__contains='"is_exact":false').count() == 1


def test_exact_counts_go_into_a_file_only_on_demand_and_on_record(
    signed_in: SignedIn, dolly: User, kiran: User
) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    found = rows(signed_in(dolly).get(FILE, {"exact": "on"}).content.decode())

    assert {row["group"]: row["value"] for row in found if row["table"] == "indicators"}["people_located"] == "1"
    assert AuditEvent.objects.filter(verb="figures.exported", facts__contains='"is_exact":true').count() == 1


def test_whoever_is_not_entitled_gets_no_exact_file(signed_in: SignedIn, data_officer: User) -> None:
    answer = signed_in(data_officer).get(FILE, {"exact": "on"})

    assert answer.status_code == 403
    assert AuditEvent.objects.filter(verb="figure.exact.refused").count() == 1


def test_the_document_carries_its_codebook(signed_in: SignedIn, data_officer: User) -> None:
    found = signed_in(data_officer).get(reverse("research:figures_json")).json()

    assert found["is_exact"] is False
    assert [column["name"] for column in found["codebook"]] == list(found["figures"][0])
    assert {row["group"] for row in found["figures"] if row["table"] == "indicators"} == {
        one.code for one in indicators()
    }


def test_the_codebook_is_a_file_of_its_own(signed_in: SignedIn, data_officer: User) -> None:
    found = rows(signed_in(data_officer).get(reverse("research:codebook_file")).content.decode())

    assert [row["name"] for row in found] == [column.name for column in codebook()]


@pytest.mark.parametrize("text", ["=1+1", "+91", "-2", "@cmd", "\t=1", " =1", "\r=1", "＝1"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    empty = dict.fromkeys(Row.__dataclass_fields__)
    row = Row(**{**empty, "title": text, "value": -3, "is_hidden": False})  # type: ignore[arg-type]

    (written,) = rows(as_csv([row]))

    assert written["title"] == f"'{text}"
    assert written["value"] == "-3"


def test_a_figure_goes_out_by_the_pages(
    signed_in: SignedIn, kiran: User, data_officer: User, output_checker: User
) -> None:
    carried_out(kiran, 12)
    assert send(signed_in(data_officer), "figure_propose", "operations").status_code == 302
    figure = Figure.objects.get()

    assert "It waits for a second person" in signed_in(data_officer).get(figure.get_absolute_url()).text
    assert send(signed_in(output_checker), "figure_publish", figure.uid).status_code == 302

    page = signed_in(data_officer).get(reverse("research:figure_list")).text
    assert "Operations: 12" in page
    assert "Published" in page


def test_a_warning_has_to_be_seen_before_publishing(
    signed_in: SignedIn, kiran: User, dolly: User, output_checker: User
) -> None:
    carried_out(kiran, 12)
    released(dolly, output_checker)
    carried_out(kiran, 2)
    figure, client = proposed(dolly), signed_in(output_checker)

    refused = send(client, "figure_publish", figure.uid)

    assert refused.status_code == 422
    assert "would tell of a few people" in refused.text
    assert "Look at the warning first" in refused.text
    assert send(client, "figure_publish", figure.uid, seen="on").status_code == 302
    assert Figure.objects.get(pk=figure.pk).standing == "published"


def test_a_correction_is_shown_old_and_new_with_its_reason(
    signed_in: SignedIn, kiran: User, dolly: User, output_checker: User
) -> None:
    with travel(MONDAY):
        carried_out(kiran, 12)
    with travel(TUESDAY):
        figure = released(dolly, output_checker, as_of=MONDAY.date())
        carried_out(kiran, 11)
        client = signed_in(dolly)
        send(client, "figure_correct", figure.uid, reason="Eleven were written down late")
        send(signed_in(output_checker), "figure_publish", Figure.objects.get(corrects=figure).uid)

        for page in (client.get(reverse("research:figure_list")).text, client.get(figure.get_absolute_url()).text):
            assert "<s>12</s> → <strong>23</strong>" in page
            assert "Eleven were written down late" in page


def test_what_was_typed_stays_when_a_reason_is_missing(
    signed_in: SignedIn, kiran: User, dolly: User, output_checker: User
) -> None:
    carried_out(kiran, 12)
    figure = released(dolly, output_checker)

    answer = send(signed_in(output_checker), "figure_withdraw", figure.uid, reason="")

    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.text


def test_the_second_of_two_who_decide_is_told(
    signed_in: SignedIn, kiran: User, dolly: User, output_checker: User
) -> None:
    carried_out(kiran, 12)
    figure, client = proposed(dolly), signed_in(output_checker)
    actions.refuse_figure(figure, reason="Too early", by=output_checker)

    answer = send(client, "figure_publish", figure.uid)

    assert answer.status_code == 422
    assert "decided on this figure meanwhile" in answer.text


@pytest.mark.parametrize("name", ["figure_publish", "figure_refuse", "figure_withdraw"])
def test_whoever_proposed_it_does_not_decide_by_the_page(
    signed_in: SignedIn, kiran: User, dolly: User, name: str
) -> None:
    carried_out(kiran, 12)
    figure = proposed(dolly)

    assert send(signed_in(dolly), name, figure.uid, reason="Because").status_code == 403
    assert figure.standing == "proposed"


@pytest.mark.parametrize("name", ["figure_detail", "figure_refuse", "figure_withdraw", "figure_correct"])
def test_another_organisation_does_not_see_the_figure(
    signed_in: SignedIn, kiran: User, dolly: User, stranger: User, name: str
) -> None:
    carried_out(kiran, 12)
    figure = proposed(dolly)

    assert signed_in(stranger).get(reverse(f"research:{name}", args=[figure.uid])).status_code == 404
    assert AuditEvent.objects.filter(verb="figure.open.refused", actor_uid=stranger.uid).count() == 1


@pytest.mark.parametrize("name", ["indicator_list", "how_we_count", "figure_list", "figures_csv", "figures_json"])
def test_a_role_without_reports_is_refused(signed_in: SignedIn, asha: User, name: str) -> None:
    assert signed_in(asha).get(reverse(f"research:{name}")).status_code == 403


def test_an_indicator_that_does_not_exist_is_no_page(signed_in: SignedIn, dolly: User) -> None:
    assert signed_in(dolly).get(reverse("research:figure_propose", args=["luck"])).status_code == 404
    assert defined("operations")


@pytest.mark.parametrize("name", ["impact", "indicator_list", "figure_list"])
def test_the_number_of_queries_does_not_grow_with_what_is_shown(
    signed_in: SignedIn, kiran: User, dolly: User, output_checker: User, name: str
) -> None:
    client = signed_in(dolly)
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))
    released(dolly, output_checker)
    queries(client, name)  # the first page of a session asks once for what is then kept
    before = queries(client, name)
    for _number in range(3):
        own.in_operation(kiran, "not_stated", own.past_operation(kiran))
        released(dolly, output_checker)

    assert queries(client, name) == before


def queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"research:{name}")).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["impact", "indicator_list"])
def test_two_single_days_do_not_tell_who_came_between_them(
    signed_in: SignedIn, kiran: User, data_officer: User, name: str
) -> None:
    with travel(MONDAY):
        carried_out(kiran, 12)
    with travel(TUESDAY):
        carried_out(kiran, 1)
        client = signed_in(data_officer)

        page = client.get(reverse(f"research:{name}"), {"as_of": MONDAY.date().isoformat()}).text
        file = client.get(FILE, {"as_of": MONDAY.date().isoformat()})

    assert "This is what is known today" in page
    assert f"figures-{TUESDAY.date().isoformat()}.csv" in file["Content-Disposition"]


def test_a_year_that_is_hidden_today_did_not_stand_alone_in_an_earlier_file(
    signed_in: SignedIn, kiran: User, data_officer: User
) -> None:
    with travel(MONDAY - timedelta(days=30)):
        carried_out(kiran, 30)
    with travel(TUESDAY):
        carried_out(kiran, 3)
        client = signed_in(data_officer)

        today = client.get(FILE).text
        before = client.get(FILE, {"as_of": "2029-12-31"}).text

    assert before == today, "33 today less 30 in December tells the three"


@pytest.mark.parametrize("name", ["impact", "indicator_list"])
def test_a_day_at_the_beginning_of_the_calendar_is_answered(signed_in: SignedIn, dolly: User, name: str) -> None:
    page = signed_in(dolly).get(reverse(f"research:{name}"), {"as_of": "0001-01-01"})

    assert page.status_code == 200
    assert "1900" in page.text
