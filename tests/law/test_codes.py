"""A provision is cited by the procedure code that was in force on the day on which its clock began."""

from datetime import date

import pytest

from rihai.law.codes import BNSS, CRPC, NOT_HELD, code_of_investigation, is_citable, provision_on, provision_under
from rihai.law.conditions import tests_in as atoms_in
from tests.law.tables import INDIA

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("BNSS 187(3)(ii) (CrPC 167(2)(a)(ii))", "CrPC 167(2)(a)(ii)", "BNSS 187(3)(ii)"),
        ("BNSS 413 proviso (CrPC 372)", "CrPC 372", "BNSS 413 proviso"),
        ("BNSS 184(6)", f"BNSS 184(6) ({NOT_HELD})", "BNSS 184(6)"),
        ("POCSO 35(1)", "POCSO 35(1)", "POCSO 35(1)"),
    ],
)
def test_a_provision_is_named_by_the_code_of_its_day(text: str, before: str, after: str) -> None:
    assert (provision_on(text, BEFORE), provision_on(text, AFTER)) == (before, after)


@pytest.mark.parametrize(
    ("text", "crpc", "bnss"),
    [
        ("BNSS 413 proviso (CrPC 372)", "CrPC 372", "BNSS 413 proviso"),
        ("BNSS 173-193 (CrPC 154-173)", "CrPC 154-173", "BNSS 173-193"),
        (
            "BNSS 173(4) (CrPC 154(3)); BNS 199 (IPC 166A); POCSO 21",
            "CrPC 154(3); IPC 166A; POCSO 21",
            "BNSS 173(4); BNS 199; POCSO 21",
        ),
        ("BNSS 193, 210, 223", "", "BNSS 193, 210, 223"),
        ("CrPC 357A; NALSA 2018", "CrPC 357A; NALSA 2018", ""),
        ("ITPA 17(6); arts. 21, 226", "ITPA 17(6); arts. 21, 226", "ITPA 17(6); arts. 21, 226"),
    ],
)
def test_what_names_only_the_other_code_is_not_citable(text: str, crpc: str, bnss: str) -> None:
    for code, said in ((CRPC, crpc), (BNSS, bnss)):
        assert is_citable(text, code) == bool(said)
        if said:
            assert provision_under(text, code) == said


def test_a_step_that_only_the_newer_code_has_runs_under_that_code_alone() -> None:
    """Else a case that was pending on the day of the change is told a period of a code that does not count in it."""
    newer = [one for one in INDIA.clocks.values() if not is_citable(one.provision, CRPC) and one.nature != "bar"]

    asking = [one.id for one in newer if any(test.fact == "procedure_code" for test in atoms_in(one.applies_when))]

    assert len(asking) >= 15
    assert {one.id for one in newer} - {*asking} == {"revision-90", "wps-tar-5d"}


def test_before_the_code_is_known_nothing_that_names_one_is_citable() -> None:
    assert not is_citable("BNSS 193, 210, 223", None)
    assert not is_citable("BNSS 413 proviso (CrPC 372)", None)
    assert is_citable("ITPA 17(6); arts. 21, 226", None)


def test_what_was_registered_before_the_change_goes_on_under_the_older_code() -> None:
    assert (code_of_investigation(BEFORE), code_of_investigation(AFTER)) == (CRPC, BNSS)
