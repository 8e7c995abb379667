"""The impact page: who sees it, what it explains, and what it never mixes."""

from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.rescue.rules.outcomes import outcome_choices
from rihai.research.charts import chart_by_year
from rihai.research.stories.facts import StoryFile
from tests.conftest import SignedIn
from tests.house import markup
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, travel

pytestmark = pytest.mark.django_db
URL = reverse("research:impact")


def test_the_director_sees_each_figure_with_what_counts_and_what_does_not(
    signed_in: SignedIn, dolly: User, kiran: User
) -> None:
    own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    page = signed_in(dolly).get(URL).text

    for words in ("Operations", "People located", "People freed from exploitation", "Not counted:"):
        assert words in page
    assert "For 1 person found in operations exploitation is not stated" in page
    assert "called off after its start counts" in " ".join(page.split())


def test_published_stories_stand_apart_and_are_called_what_they_are(
    signed_in: SignedIn, dolly: User, loaded: StoryFile
) -> None:
    page = signed_in(dolly).get(URL).text

    assert "Nothing was recorded by this day" in page
    assert "Published by Mumbai Smiles (Sonrisas de Bombay), not our cases, not endorsed" in page
    assert "11 published stories" in page
    assert "For 6 people found in operations exploitation is not stated" in page
    assert "<strong>24</strong> operations, as of 2023-09" in page
    assert "<strong>33</strong> people, as of 2023-09" in page
    assert page.count("definition seems wider") == 1
    assert page.index("16</td>") < page.index("Declared by the publisher")


def test_the_table_names_each_outcome_in_words(signed_in: SignedIn, dolly: User, loaded: StoryFile) -> None:
    page = signed_in(dolly).get(URL).text

    for _code, label in outcome_choices():
        assert f"{label}</th>" in page


def test_the_bars_are_drawn_on_the_server_without_inline_style(
    signed_in: SignedIn, dolly: User, loaded: StoryFile
) -> None:
    page = signed_in(dolly).get(URL).text

    assert page.count("<rect ") == 3
    assert 'role="img"' in page
    assert markup.flaws(page) == []


def test_the_figures_are_those_of_her_own_organisation(signed_in: SignedIn, dolly: User, chand: User) -> None:
    page = signed_in(dolly).get(URL).text

    assert dolly.organisation.name in page
    assert chand.organisation.name not in page


def test_an_earlier_day_shows_what_was_known_then(signed_in: SignedIn, dolly: User, kiran: User) -> None:
    with travel(TUESDAY):
        own.past_operation(kiran)
        client = signed_in(dolly)

        before, after = (client.get(URL, {"as_of": day.date().isoformat()}).text for day in (MONDAY, TUESDAY))

    assert "Nothing was recorded by this day" in before
    assert "4 March 2030" in before
    assert "Nothing was recorded by this day" not in after


@pytest.mark.parametrize("as_of", ["2999-01-01", "yesterday", "2022-02-30"])
def test_a_day_that_cannot_be_is_explained_and_today_is_shown(signed_in: SignedIn, dolly: User, as_of: str) -> None:
    answer = signed_in(dolly).get(URL, {"as_of": as_of})

    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.text
    assert str(timezone.localdate().year) in answer.text


def test_the_very_first_day_of_the_calendar_breaks_nothing(signed_in: SignedIn, dolly: User) -> None:
    assert signed_in(dolly).get(URL, {"as_of": "0001-01-01"}).status_code == 200


@pytest.mark.parametrize("name", ["asha", "ravi", "admin"])
def test_a_role_without_reports_is_refused_and_the_attempt_is_kept(
    signed_in: SignedIn, cast: dict[str, User], name: str
) -> None:
    answer = signed_in(cast[name]).get(URL)

    assert answer.status_code == 403
    assert "Ask your director for the figures." in answer.text
    assert AuditEvent.objects.filter(verb="report.impact.refused", actor_uid=cast[name].uid).count() == 1


@pytest.mark.parametrize("name", ["dolly", "kiran", "bina"])
def test_a_role_with_reports_is_let_in_and_the_opening_is_kept(
    signed_in: SignedIn, cast: dict[str, User], name: str
) -> None:
    assert signed_in(cast[name]).get(URL).status_code == 200
    assert AuditEvent.objects.filter(verb="report.opened", actor_uid=cast[name].uid).count() == 1


def test_a_stranger_is_sent_to_the_sign_in_page() -> None:
    assert Client().get(URL).status_code == 302


def test_only_get_is_answered(signed_in: SignedIn, dolly: User) -> None:
    assert signed_in(dolly).post(URL).status_code == 405


def test_a_year_without_anybody_keeps_its_place_among_the_bars() -> None:
    chart = chart_by_year({"2019": 2, "2022": 4, "not stated": 1})

    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2019", 2), ("2020", 0), ("2021", 0), ("2022", 4), ("not stated", 1),
    ]  # fmt: skip
    assert chart.bars[3].height == 2 * chart.bars[0].height
    assert chart.bars[1].height == 0


def test_every_bar_stands_on_the_ground_inside_the_drawing() -> None:
    chart = chart_by_year({str(year): year - 2009 for year in range(2010, 2030)})

    assert all(bar.top + bar.height == pytest.approx(chart.ground, abs=0.2) for bar in chart.bars)
    assert all(bar.left >= 0 and bar.left + bar.width <= chart.width for bar in chart.bars)
    assert all(bar.above > 0 for bar in chart.bars)


def test_words_under_the_bars_never_overlap_and_the_last_year_is_always_named() -> None:
    for number in (1, 4, 8, 9, 30):
        named = [
            bar for bar in chart_by_year({str(year): 1 for year in range(2030 - number, 2030)}).bars if bar.is_named
        ]

        assert named[-1].label == "2029"
        assert all(after.middle - before.middle >= 37 for before, after in pairwise(named))


def test_without_anybody_there_is_nothing_to_draw() -> None:
    assert chart_by_year({}).bars == ()
    assert chart_by_year({"not stated": 3}).bars[0].count == 3
