"""One ladder after every refusal of the police, read by operations and legal cases, each by its own rule."""

from datetime import UTC, date, datetime, timedelta

from rihai.offences.ladder import load_notes, load_rungs, rung_among
from rihai.prosecution.law import ladder as register
from rihai.rescue.rules import ladder as act

DAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def test_a_legal_case_climbs_the_same_ladder_but_for_writing_down_what_is_a_record_there() -> None:
    written, *others = load_rungs("act")

    assert written.code == "record_refusal"
    assert tuple(others) == load_rungs("register")
    assert len(load_notes()) == 3


def test_a_rung_left_out_is_still_owed_in_a_legal_case_and_left_behind_where_somebody_is_in_danger() -> None:
    taken = {"magistrate": DAY}
    owed = register.next_rung(set(taken))

    assert owed == register.rung("senior_officer")
    assert register.next_due(taken, DAY - timedelta(days=9)) == DAY
    assert act.rung_after(act.rung("magistrate")) == act.rung("high_court")


def test_where_a_child_may_be_concerned_an_operation_waits_for_nothing_and_a_legal_case_as_the_ladder_says() -> None:
    commission = register.rung("commission")
    taken = {"senior_officer": DAY, "commission": DAY}

    assert register.next_due(taken, DAY) == DAY + timedelta(days=commission.days_until_next)
    assert act.due_after(act.rung("commission"), since=NOW, child_possible=True) == NOW


def test_a_step_whose_code_has_left_the_list_stays_readable_below_all_others() -> None:
    for rungs in (load_rungs("act"), load_rungs("register")):
        gone = rung_among(rungs, "village_head")

        assert (gone.label, gone.entry) == ("village_head", None)
        assert all(gone.order < one.order for one in rungs)


def test_every_commission_of_the_country_is_named_for_whoever_it_is() -> None:
    told = rung_among(load_rungs("act"), "commission").addressed_to

    assert {"scpcr", "ncpcr", "womens_commission", "human_rights_commission"} == set(told)
