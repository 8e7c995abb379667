"""The order of stations: by day where it is certain, else by the stage of the journey."""

import pytest

from rihai.accounts.models import User
from rihai.lib.precision import ImpreciseDate
from rihai.rescue.models import Inquiry
from rihai.rescue.rules.chain import Station, in_order
from rihai.rescue.selectors.inquiry import inquiry_page
from tests.rescue import builders

RECRUITED, TRANSIT, SALE, HELD, SEEN, FOUND = range(1, 7)


@pytest.mark.parametrize(
    "expected",
    [
        [(RECRUITED, "2026-05-20"), (TRANSIT, "2026-05")],
        [(TRANSIT, "2026-05-20"), (SALE, "2026-05"), (HELD, "2026")],
        [(SEEN, "2026-04"), (RECRUITED, "2026-05")],
        [(TRANSIT, "2026-05-03"), (SALE, ""), (FOUND, "2026-05-09")],
        [(RECRUITED, ""), (TRANSIT, "2026-05-03")],
        [(HELD, "2026-05-03"), (HELD, "2026-05-04")],
    ],
)
def test_days_that_may_be_the_same_follow_the_journey(expected: list[tuple[int, str]]) -> None:
    def station(one: tuple[int, str]) -> Station:
        return one[0], ImpreciseDate.parse(one[1]) if one[1] else None

    assert in_order(reversed(expected), station) == expected


def test_the_chain_of_an_inquiry_is_drawn_in_that_order(inquiry: Inquiry, ravi: User) -> None:
    for movement, day in (("sale", "2026-05"), ("recruitment", "2026-05-20"), ("found", "2026-07")):
        builders.verified(builders.a_lead(inquiry, ravi, movement=movement, on=ImpreciseDate.parse(day)), ravi)

    page = inquiry_page(inquiry, ravi)

    assert [one.lead.movement for one in page.chain] == ["recruitment", "sale", "found"]
